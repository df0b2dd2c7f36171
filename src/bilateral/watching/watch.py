"""Feeds watched in rounds.

The invariant: the record alone says what is still to do (feeds that are due, items that wait). Whatever a feed or a
page does, it ends as an article or as a problem, and the next one is visited.
"""

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from bilateral.adding import AddSummary, Progress, add
from bilateral.collect import Reason, Source
from bilateral.collect.web import Visitor
from bilateral.collect.web.feed_lists import feed_addresses
from bilateral.exceptions import RecordBusyError
from bilateral.model import Problem
from bilateral.record.place import name_of
from bilateral.record.runs import finish_run, start_run
from bilateral.record.store import Record
from bilateral.version import VERSION
from bilateral.watching.feeds import ask_feeds
from bilateral.watching.options import WatchOptions
from bilateral.watching.pages import fetch_pages
from bilateral.watching.round import Round


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def watch(
    sources: Iterable[Source],
    record: str | Path,
    options: WatchOptions | None = None,
    *,
    progress: Progress = lambda _stage, _done, _all: None,
) -> Iterator[AddSummary]:
    """Watch feeds without end: yield what each round did. The lists of feeds are read anew for every round.

    Raises:
        RecordError: the record cannot be opened or written.

    """
    options = options or WatchOptions()
    visitor = Visitor(options.add.web)
    sources = list(sources)
    while True:
        start = time.monotonic()
        try:
            summary = watch_once(sources, record, options, visitor=visitor, progress=progress)
        except RecordBusyError as error:
            # Nothing is lost: what was due still is in the next round.
            found = Problem(name_of(record), Reason.BUSY, f"The round was cut short: {error}.")
            summary = AddSummary(Counter(problem=1), (found,), time.monotonic() - start)
        yield summary
        time.sleep(max(0.0, options.every.total_seconds() - (time.monotonic() - start)))


def watch_once(
    sources: Iterable[Source],
    record: str | Path,
    options: WatchOptions | None = None,
    *,
    visitor: Visitor | None = None,
    now: Callable[[], dt.datetime] = _now,
    progress: Progress = lambda _stage, _done, _all: None,
) -> AddSummary:
    """Ask the feeds that are due, add what is new in them, and return what was done.

    A source is the address of a feed, an OPML file, or a text file with an address a line. ``counts`` has, beside
    those of `bilateral.add`, ``feed`` (asked), ``unchanged``, ``item`` (new) and ``delayed`` (pages put off).
    ``visitor`` keeps from round to round what is known of hosts. Dates are late by the clock, whatever
    ``options.add.today`` says: a watch goes on for days.

    Raises:
        RecordError: the record cannot be opened or written.

    """
    options, begun, start = options or WatchOptions(), now(), time.monotonic()
    options = replace(options, add=replace(options.add, today=begun.date()))
    named = list(feed_addresses(sources, options.add.limits))
    addresses = [item for item in named if isinstance(item, str)]
    with Record(record, write=True) as opened:
        with opened.transaction() as connection:
            run = start_run(connection, VERSION, "watch", begun)
        visitor = visitor or Visitor(options.add.web)
        task = Round(opened, run, options, visitor=visitor, begun=begun, now=now)
        with opened.transaction() as connection:
            task.keep(connection, (item for item in named if isinstance(item, Problem)))
        ask_feeds(task, addresses, progress)
        fetch_pages(task, addresses, progress)
        with opened.transaction() as connection:
            finish_run(connection, run, time.monotonic() - start, task.counts)
    # What is untraced or unread, from this round or from one that was killed, is finished as after any `add`.
    rest = add((), record, options.add, progress=progress)
    return AddSummary(task.counts + rest.counts, (*task.problems, *rest.problems), time.monotonic() - start)
