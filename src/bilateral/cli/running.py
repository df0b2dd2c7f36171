"""Commands for any amount: the whole way over Parquet, and from there into a record."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

import bilateral
from bilateral.cli.options import end_with, examples, progress_bar, record_option, shown, sources_argument

# Those of `bilateral.engine.ENGINES`; to import that would load Arrow for every --help.
_ENGINES = ("local", "ray")
_KINDS = ("event", "statement", "figure", "agreement")


@click.command(
    epilog=examples(
        "bilateral run archive/ --out run --workers 8",
        "bilateral run crawl.jsonl.gz --out run --engine ray --address 10.0.0.1:6379",
    )
)
@sources_argument
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="FOLDER",
    help="Where the tables go: a new folder, or one of an earlier run.",
)
@click.option(
    "--engine",
    type=click.Choice(_ENGINES),
    default=_ENGINES[0],
    show_default=True,
    help="Processes of this machine, or Ray.",
)
@click.option(
    "--workers", type=click.IntRange(1), default=1, show_default=True, help="Pieces of work done at a time."
)
@click.option("--address", metavar="HOST:PORT", help="A running Ray cluster, instead of one started here.")
@click.option(
    "--parts", type=click.IntRange(1, 4096), help="Into how many parts the articles go; by their size if not given."
)  # fmt: skip
def run(
    sources: Sequence[str], folder: Path, engine: str, workers: int, address: str | None, parts: int | None
) -> None:
    """Take articles the whole way without a record: articles in, tables of Parquet out.

    A SOURCE is a file or folder as for add. FOLDER gets articles, appearances, families, edges, mentions, entries and
    problems, the same whatever the engine; a run that was stopped is finished by the same command. `bilateral load`
    puts them into a record.
    """
    options = bilateral.RunOptions(
        engine=engine, workers=workers, address=address, parts=parts, today=dt.datetime.now(dt.UTC).date()
    )
    with progress_bar() as progress:
        summary = bilateral.run(sources, folder, options, progress=progress)
    counts = summary.counts
    kinds = ", ".join(f"{counts[kind]} {kind}s" for kind in _KINDS)
    click.echo(
        f"{folder}: {counts['articles']} articles: {kinds}; {counts['entries']} entries; "
        f"{summary.pieces} pieces of work; {summary.seconds:.1f} s",
        err=True,
    )
    end_with(summary.problems)


@click.command(epilog=examples("bilateral load run --record news.bilateral"))
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@record_option("The record to load into; made where there is none.")
def load(folder: Path, record: str | Path) -> None:
    """Put what run left in FOLDER into a record.

    What is there already stays, judgements with it; a load that was stopped is finished by the same command.
    """
    with progress_bar() as progress:
        summary = bilateral.load(folder, record, progress=progress)
    counts = summary.counts
    articles = ", ".join(f"{counts[name]} {name}" for name in ("new", "copy", "known"))
    kinds = ", ".join(f"{counts[kind]} {kind}s" for kind in _KINDS)
    click.echo(
        f"{shown(record)}: articles: {articles}; taken over {counts['read']}: {kinds}; {summary.seconds:.1f} s",
        err=True,
    )
    if counts["unread"]:
        click.echo(
            f"{counts['unread']} articles have another date in the record; `bilateral add` reads them",
            err=True,
        )
