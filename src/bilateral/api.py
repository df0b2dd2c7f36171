"""The commands as functions. `bilateral` offers them under their names; the command line is a thin layer over them."""

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from bilateral.adding import AddOptions, AddSummary, add
from bilateral.collect import Collected, Limits, Source, collect_raw
from bilateral.exceptions import DateError
from bilateral.model import Problem
from bilateral.read.actors import resolve_actor
from bilateral.read.output import read_collected
from bilateral.record.check import Violation
from bilateral.record.check import check as check_record
from bilateral.record.runs import get_problems
from bilateral.record.search import Hit
from bilateral.record.search import search as search_record
from bilateral.record.store import Record
from bilateral.show import Dossier, Period, make_dossier

__all__ = [
    "AddOptions",
    "AddSummary",
    "Dossier",
    "Hit",
    "Limits",
    "Period",
    "Problem",
    "Violation",
    "add",
    "check",
    "dossier",
    "problems",
    "read_sources",
    "search",
]


def read_sources(
    sources: Iterable[Source],
    *,
    workers: int = 1,
    limits: Limits = Limits(),  # noqa: B008 -- frozen
    today: dt.date | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[dict[str, Any] | Problem]:
    """Read sources without a record: yield one plain object an article, and a problem for all that has none.

    The objects have the keys of the annotation guidelines, and ``dates`` and ``quantities``; spans are
    ``{"start", "end", "text"}``, counted in the text as the input gave it.
    """
    aside: list[Problem] = []

    def articles() -> Iterator[Collected]:
        for item in collect_raw(sources, limits, today=today, stdin=stdin):
            if isinstance(item, Problem):
                aside.append(item)
            else:
                yield item

    for _, result in read_collected(articles(), workers):
        while aside:
            yield aside.pop(0)
        yield result
    yield from aside


def dossier(
    record: str | Path, one: str, other: str, *, since: str | None = None, until: str | None = None
) -> Dossier:
    """Gather what a record holds on two actors, given by name or code; ``since`` and ``until`` are ISO dates, months or years.

    Raises:
        ActorError: a name stands for no known actor.
        DateError: ``since`` or ``until`` is no date.
        RecordError: the record cannot be read.

    """
    period = Period(since and _iso(since), until and _iso(until))
    codes = resolve_actor(one), resolve_actor(other)
    with Record(record) as opened, opened.transaction() as connection:
        return make_dossier(connection, *codes, period)


def _iso(words: str) -> str:
    """Return an ISO date, month or year as it is."""
    for form in ("%Y-%m-%d", "%Y-%m", "%Y"):
        try:
            dt.datetime.strptime(words, form)  # noqa: DTZ007 -- a day, no moment
        except ValueError:
            continue
        return words
    raise DateError(f"{words!r} is no date; write it as 2024, 2024-06 or 2024-06-20")


def search(record: str | Path, words: str, *, limit: int = 20) -> list[Hit]:
    """Return the entries and articles in which all the words stand; at most ``limit`` of each."""
    with Record(record) as opened, opened.transaction() as connection:
        return search_record(connection, words, limit)


def check(record: str | Path) -> list[Violation]:
    """Return every violation of what a record claims; an empty list proves it."""
    with Record(record) as opened, opened.transaction() as connection:
        return list(check_record(connection))


def problems(record: str | Path) -> list[Problem]:
    """Return the problem list: each input that could not be used, with its reason."""
    with Record(record) as opened, opened.transaction() as connection:
        return get_problems(connection)
