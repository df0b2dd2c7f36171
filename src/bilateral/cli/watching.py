"""The command that watches feeds."""

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

import bilateral
from bilateral.cli.options import (
    add_options,
    end_with,
    examples,
    print_problems,
    print_summary,
    progress_bar,
    record_option,
    web_of,
    web_options,
    workers_option,
)

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class DurationType(click.ParamType[dt.timedelta]):
    """A length of time as a number and a unit: 90s, 15m, 2h, 1d."""

    name = "duration"

    def convert(
        self, value: str | dt.timedelta, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.timedelta:
        """Return the length of time; none and more than a year are refused."""
        if isinstance(value, dt.timedelta):
            return value
        match = re.fullmatch(r"([1-9]\d{0,6})([smhd])", value)
        length = dt.timedelta(**{_UNITS[match[2]]: int(match[1])}) if match else None
        if length is None or length > dt.timedelta(days=365):
            self.fail(f"{value!r} is no length of time up to a year; write 90s, 15m, 2h or 1d", param, ctx)
        return length


@click.command(
    epilog=examples(
        "bilateral watch feeds.opml --record news.bilateral",
        "bilateral watch https://outlet.example/feed.xml --every 1h",
        "bilateral watch feeds.txt --once",
    )
)
@click.argument("feeds", nargs=-1, required=True, metavar="FEEDS…")
@record_option("The record to add to; made where there is none.")
@click.option(
    "--every",
    type=DurationType(),
    default="15m",
    show_default=True,
    metavar="TIME",
    help="Time between two visits to a feed: 90s, 15m, 2h, 1d.",
)
@click.option("--once", is_flag=True, help="Visit what is due, and end.")
@workers_option
@web_options
def watch(
    feeds: Sequence[str], record: str | Path, every: dt.timedelta, once: bool, workers: int, **web: Any
) -> None:
    """Watch feeds: add the pages of new items to a record, again and again.

    FEEDS are OPML files, text files with an address a line, or addresses of feeds. Where a watch is stopped, the next
    one goes on. A feed that fails is tried again after growing waits, and stops no other.
    """
    options = bilateral.WatchOptions(every=every, add=add_options(workers, web_of(**web)))
    try:
        with progress_bar() as progress:
            if once:
                _tell(summary := bilateral.watch_once(feeds, record, options, progress=progress), record)
                end_with(summary.problems)
                return
            for summary in bilateral.watch(feeds, record, options, progress=progress):
                _tell(summary, record)
                print_problems(summary.problems)
    except KeyboardInterrupt:
        click.echo("bilateral: stopped; the same call goes on from here", err=True)


def _tell(summary: "bilateral.AddSummary", record: str | Path) -> None:
    counts = summary.counts
    words = f"asked {counts['feed']}, unchanged {counts['unchanged']}; new items {counts['item']}"
    click.echo(f"feeds: {words}; pages put off {counts['delayed']}", err=True)
    print_summary(summary, record)
