"""Commands that take articles in: into a record, or without one."""

import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

import click

import bilateral
from bilateral.cli.options import (
    add_options,
    end_with,
    examples,
    output_option,
    print_summary,
    progress_bar,
    record_option,
    sources_argument,
    web_of,
    web_options,
    workers_option,
    write_lines,
)
from bilateral.cli.readers import reader_of, reader_options


@click.command(
    epilog=examples(
        "bilateral add articles/ --record news.bilateral",
        "bilateral add crawl.warc.gz dump.wet.gz articles.parquet feed.xml --workers 2",
        "bilateral add https://outlet.example/feed.xml sitemap:https://outlet.example/sitemap.xml",
        "zcat crawl.jsonl.gz | bilateral add -",
        "bilateral add news/ --reader llm --reader-option address=http://localhost:11434/v1 --reader-option model=qwen3:8b",
    )
)
@sources_argument
@record_option("The record to add to; made where there is none.")
@workers_option
@reader_options
@web_options
def add(
    sources: Sequence[str],
    record: str | Path,
    workers: int,
    reader: str | None,
    reader_settings: Sequence[str],
    **web: Any,
) -> None:
    """Add articles to a record: collect, trace copies, read, reconcile.

    A SOURCE is a file or folder of plain text, HTML, JSON lines or feeds (gzip too), Parquet, or crawls (WARC, WET);
    the address of a page or feed; sitemap:ADDRESS for the pages that a sitemap names; or - for standard input. What
    is there already is not added again. Only what you name, and the pages that it leads to, is fetched.
    """
    options = replace(add_options(workers, web_of(**web)), reader=reader_of(reader, reader_settings))
    with progress_bar() as progress:
        summary = bilateral.add(sources, record, options, stdin=sys.stdin.buffer, progress=progress)
    print_summary(summary, record)
    end_with(summary.problems)


@click.command(
    epilog=examples("bilateral read article.txt", "bilateral read crawl.jsonl -o mentions.jsonl --workers 2")
)
@sources_argument
@output_option
@workers_option
@reader_options
@web_options
def read(
    sources: Sequence[str],
    output: TextIO,
    workers: int,
    reader: str | None,
    reader_settings: Sequence[str],
    **web: Any,
) -> None:
    """Read articles without a record: one JSON object an article.

    Events, statements, figures, agreements, dates and quantities; each span is {"start", "end", "text"}, counted
    in the text as the input gives it.
    """
    today = dt.datetime.now(dt.UTC).date()
    stdin = sys.stdin.buffer
    readings = bilateral.read_sources(
        sources,
        workers=workers,
        today=today,
        stdin=stdin,
        web=web_of(**web),
        reader=reader_of(reader, reader_settings),
    )
    write_lines(readings, output)


@click.command(epilog=examples("bilateral classify pairs.jsonl -o types.jsonl"))
@click.argument("pairs", type=click.File("r", encoding="utf-8"), metavar="PAIRS.jsonl")
@output_option
def classify(pairs: TextIO, output: TextIO) -> None:
    """Classify pairs of actors that you marked: PLOVER type and mode, one JSON object a pair.

    Each line of PAIRS holds {"id", "text", "source": [start, end], "target": [start, end]}; each line of the output
    {"id", "type", "mode", "score", "scores"}, where type is null if no event is likelier than each type.
    """
    write_lines(bilateral.classify(pairs), output)


@click.command(epilog=examples("bilateral families crawl.jsonl.gz -o families.jsonl"))
@sources_argument
@output_option
@web_options
def families(sources: Sequence[str], output: TextIO, **web: Any) -> None:
    """Find who carries whose text, without a record: one JSON object an article.

    {"id", "family", "relation", "of", "share", "passages"}: the family's origin, what the article is to the one it
    was likely taken from, how much of it stands there, and where.
    """
    today = dt.datetime.now(dt.UTC).date()
    stdin = sys.stdin.buffer
    write_lines(bilateral.families(sources, today=today, stdin=stdin, web=web_of(**web)), output)
