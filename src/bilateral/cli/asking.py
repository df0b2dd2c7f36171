"""Commands that show what a record holds."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import click

import bilateral
from bilateral.cli.options import (
    add_options,
    console,
    end_with,
    examples,
    print_summary,
    progress_bar,
    record_option,
    write_file,
)
from bilateral.cli.screen import json_text


@click.command(
    epilog=examples(
        "bilateral dossier RUS VNM",
        "bilateral dossier Vietnam Russia --since 2024 --html dossier.html",
        "bilateral dossier VNM RUS --as-of 2024-06-20 --json > dossier.json",
    )
)
@click.argument("one")
@click.argument("other")
@record_option("The record to read.")
@click.option("--since", metavar="DATE", help="First day, month or year shown (2024, 2024-06, 2024-06-20).")
@click.option("--until", metavar="DATE", help="Last day, month or year shown.")
@click.option("--as-of", metavar="DATE", help="Show what the articles published by this day say.")
@click.option(
    "--rule",
    type=click.Choice(["conservative", "most-frequent", "latest", "all"]),
    default="most-frequent",
    show_default=True,
    help="What picks the value that a line shows where sources differ.",
)
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write one self-contained page.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def dossier(
    one: str,
    other: str,
    record: str | Path,
    since: str | None,
    until: str | None,
    as_of: str | None,
    rule: str,
    html: Path | None,
    as_json: bool,
) -> None:
    """Show what the record holds on two actors, given by name or code."""
    made = bilateral.dossier(record, one, other, since=since, until=until, as_of=as_of, rule=rule)
    if html:
        _write_page(made, html)
    if as_json:
        click.echo(json_text(made.plain(), indent=2))
    elif not html:
        _print_dossier(made)


def _write_page(made: "bilateral.Dossier", path: Path) -> None:
    from bilateral.show.page import render_dossier

    write_file(render_dossier(made).encode(), path, "the page")


def _print_dossier(made: "bilateral.Dossier") -> None:
    from bilateral.show.terminal import print_dossier

    print_dossier(made, console())


@click.command(
    epilog=examples(
        "bilateral brief RUS VNM --since 2024 --out brief.html",
        "bilateral brief Russia Vietnam --out brief.docx",
        "bilateral brief RUS VNM --as-of 2024-06-20 --out brief.md",
    )
)
@click.argument("one")
@click.argument("other")
@record_option("The record to read.")
@click.option("--since", metavar="DATE", help="First day, month or year told of.")
@click.option("--until", metavar="DATE", help="Last day, month or year told of.")
@click.option("--as-of", metavar="DATE", help="Tell what the articles published by this day say.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="Where to write; the ending says the form: .html, .md or .docx.",
)
def brief(
    one: str,
    other: str,
    record: str | Path,
    since: str | None,
    until: str | None,
    as_of: str | None,
    out: Path,
) -> None:
    """Write two pages on two actors that can be sent, every sentence with its reference."""
    from bilateral.show.brief import FORMS, render_brief

    form = out.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise click.UsageError(f"{out.name!r} ends in no form of a brief; use .{', .'.join(FORMS)}")
    made = bilateral.brief(record, one, other, since=since, until=until, as_of=as_of)
    write_file(render_brief(made, form), out, "the brief")


@click.command(
    epilog=examples("bilateral search nuclear power", "bilateral search '\"strategic partnership\" Hanoi'")
)
@click.argument("words", nargs=-1, required=True)
@record_option("The record to search.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    help="Entries, and articles, shown at most.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def search(words: Sequence[str], record: str | Path, limit: int, as_json: bool) -> None:
    """Search entries and articles; all words must stand there, a phrase in quotation marks as it is.

    A word that ends in * stands for all that begin so; OR between words asks for either; -word leaves out.
    """
    from bilateral.show.hits import print_hits

    hits = bilateral.search(record, " ".join(words), limit=limit)
    if as_json:
        for hit in hits:
            click.echo(json_text(dataclasses.asdict(hit)))
    else:
        print_hits(hits, console())


@click.command(epilog=examples("bilateral history 9f2c41aa03be77d1"))
@click.argument("entry")
@record_option("The record to read.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def history(entry: str, record: str | Path, as_json: bool) -> None:
    """Show how an entry grew: what was known of it on each day, and who judged it."""
    from bilateral.show.terminal import print_history

    made = bilateral.history(record, entry)
    if as_json:
        click.echo(json_text(dataclasses.asdict(made), indent=2))
    else:
        print_history(made, console())


@click.command(epilog=examples("bilateral demo", "bilateral demo --folder /tmp/try"))
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo"),
    show_default=True,
    help="Where record and page are put.",
)
def demo(folder: Path) -> None:
    """Build the record of the bundled sample, print the dossier of Russia and Vietnam, and write its page."""
    from bilateral.sample import SAMPLE

    folder.mkdir(parents=True, exist_ok=True)
    record = folder / "sample.bilateral"
    with progress_bar() as progress:
        summary = bilateral.add([SAMPLE], record, add_options(1), progress=progress)
    made = bilateral.dossier(record, "RUS", "VNM")
    _print_dossier(made)
    print_summary(summary, record)
    _write_page(made, folder / "dossier.html")
    click.echo(f"look around in it with: bilateral serve --record {record}", err=True)
    end_with(summary.problems)
