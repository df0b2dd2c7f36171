"""The command that writes a record in the forms of other tools."""

from collections.abc import Sequence
from pathlib import Path

import click

import bilateral
from bilateral.cli.options import examples, record_option

FORMS = ["csv", "parquet", "jsonld", "bundle", "plover", "gdelt", "gdelt-1", "ftm", "stix"]


@click.command(
    epilog=examples(
        "bilateral export csv -o tables/",
        "bilateral export bundle -o evidence.zip --actors RUS VNM --until 2024-06",
        "bilateral export parquet -o tables/ --actors Russia Vietnam --since 2024 --kind event",
    )
)
@click.argument("form", type=click.Choice(FORMS), metavar=f"[{'|'.join(FORMS)}]")
@record_option("The record to export.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="PATH",
    help="Where to write: a folder for csv and parquet, else a file.",
)
@click.option(
    "--actors", nargs=2, metavar="ONE OTHER", help="Only what passes between these two, by name or code."
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(["event", "statement", "figure", "agreement"]),
    default=["event", "statement", "figure", "agreement"],
    help="Only entries of this kind; may be given again.",
)
@click.option("--since", metavar="DATE", help="First day, month or year exported.")
@click.option("--until", metavar="DATE", help="Last day, month or year exported.")
@click.option("--as-of", metavar="DATE", help="Export what the articles published by this day say.")
@click.option(
    "--rule",
    type=click.Choice(["conservative", "most-frequent", "latest"]),
    default="most-frequent",
    show_default=True,
    help="What picks a field's value where sources differ.",
)
@click.option(
    "--with-text/--without-text",
    "text",
    default=None,
    help="Whether the texts of articles go along; by default only where the form cannot do without.",
)
@click.option("--force", is_flag=True, help="Replace what stands there.")
def export(
    form: str,
    record: str | Path,
    output: Path,
    actors: tuple[str, str] | None,
    kinds: Sequence[str],
    since: str | None,
    until: str | None,
    as_of: str | None,
    rule: str,
    text: bool | None,
    force: bool,
) -> None:
    """Write a record, or a part of it, in a form that other tools read.

    What each form holds, and what it cannot hold, stands in docs/exports.md.
    """
    done = bilateral.export_record(
        record,
        form,
        output,
        actors=actors,
        kinds=kinds,
        since=since,
        until=until,
        as_of=as_of,
        rule=rule,
        text=text,
        force=force,
    )
    counts = ", ".join(f"{count} {name}" for name, count in done.counts.items())
    click.echo(f"{done.path}: {counts}", err=True)
    if done.sha256:
        click.echo(f"SHA-256 {done.sha256}", err=True)
