"""The commands as functions, each over a record that is opened for it; `open` keeps one open for several questions.

`bilateral` offers them under their names; the command line is a thin layer over them.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from bilateral.adding import AddOptions, AddSummary, add
from bilateral.ask import BalanceRow, EntryRow, Measured, MentionRow, SeriesRow, Table
from bilateral.collect import Collected, Limits, Source, collect, collect_raw
from bilateral.collect.web import WebOptions
from bilateral.exceptions import BilateralError
from bilateral.export import Exported
from bilateral.judging import Judged, judge, undo
from bilateral.loading import LoadSummary, load
from bilateral.measure import Balance, Series
from bilateral.model import Article, Judgement, Kind, Problem
from bilateral.opened import OpenRecord
from bilateral.read.events.classify import MarkedPair, classify_pairs
from bilateral.read.output import read_collected
from bilateral.read.plugin import ReaderChoice
from bilateral.reconcile.rules import Rule
from bilateral.record.backup import backup, restore
from bilateral.record.check import Violation
from bilateral.record.copying import Progress as CopyProgress
from bilateral.record.copying import copy_record
from bilateral.record.search import Hit
from bilateral.record.store import Record
from bilateral.record.views import Period
from bilateral.running import RunOptions, RunSummary, run
from bilateral.show import Dossier, History
from bilateral.show.brief import Brief
from bilateral.trace import family_rows, trace
from bilateral.watching import WatchOptions, watch, watch_once

__all__ = [
    "AddOptions",
    "AddSummary",
    "Balance",
    "BalanceRow",
    "Brief",
    "Dossier",
    "EntryRow",
    "Exported",
    "History",
    "Hit",
    "Judged",
    "Judgement",
    "Limits",
    "LoadSummary",
    "Measured",
    "MentionRow",
    "OpenRecord",
    "Period",
    "Problem",
    "ReaderChoice",
    "RunOptions",
    "RunSummary",
    "Series",
    "SeriesRow",
    "Table",
    "Violation",
    "WatchOptions",
    "WebOptions",
    "add",
    "backup",
    "balance",
    "brief",
    "check",
    "classify",
    "copy",
    "dossier",
    "export_record",
    "families",
    "history",
    "judge",
    "judgements",
    "load",
    "open",
    "problems",
    "read_sources",
    "restore",
    "run",
    "search",
    "series",
    "undo",
    "vanished",
    "watch",
    "watch_once",
]


open = OpenRecord  # noqa: A001 -- `bilateral.open` is how it is used


def read_sources(
    sources: Iterable[Source],
    *,
    workers: int = 1,
    limits: Limits = Limits(),  # noqa: B008 -- frozen
    today: dt.date | None = None,
    stdin: BinaryIO | None = None,
    web: WebOptions = WebOptions(),  # noqa: B008 -- frozen
    reader: ReaderChoice | None = None,
) -> Iterator[dict[str, Any] | Problem]:
    """Read sources without a record: yield one plain object an article, and a problem for all that has none.

    The objects have the keys of the annotation guidelines, and ``dates`` and ``quantities``; spans are
    ``{"start", "end", "text"}``, counted in the text as the input gave it. What another ``reader`` than the built-in
    one made has ``read_by`` too; what it found and cannot be kept is a problem.

    Raises:
        ReaderError: there is no such reader, or it cannot be opened with its options.

    """
    aside: list[Problem] = []

    def articles() -> Iterator[Collected]:
        for item in collect_raw(sources, limits, today=today, stdin=stdin, web=web):
            if isinstance(item, Problem):
                aside.append(item)
            else:
                yield item

    for result in read_collected(articles(), workers, reader):
        while aside:
            yield aside.pop(0)
        yield result
    yield from aside


def dossier(
    record: str | Path,
    one: str,
    other: str,
    *,
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
    rule: str = Rule.MOST_FREQUENT,
) -> Dossier:
    """Gather what a record holds on two actors, given by name or code.

    ``since`` and ``until`` (ISO dates, months or years) bound the days that are shown; ``as_of`` (an ISO date)
    shows the record from the articles published by that day. ``rule`` (``conservative``, ``most-frequent``,
    ``latest`` or ``all``) picks the value that a line shows where families differ.

    Raises:
        ActorError: a name stands for no known actor.
        DateError: a date is none.
        RecordError: the record cannot be read.

    """
    with OpenRecord(record) as opened:
        return opened.dossier(one, other, since=since, until=until, as_of=as_of, rule=rule)


def brief(
    record: str | Path,
    one: str,
    other: str,
    *,
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
) -> Brief:
    """Compose a brief of two pages on two actors; arguments and errors are those of `dossier`."""
    with OpenRecord(record) as opened:
        return opened.brief(one, other, since=since, until=until, as_of=as_of)


def series(
    record: str | Path,
    one: str,
    other: str,
    *,
    by: str = "month",
    weight: str = "entries",
    rule: str = "most-frequent",
    statuses: Iterable[str] = ("actual",),
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
) -> Series:
    """Count the events of a record between two actors, given by name or code; see `bilateral.measure.series`.

    Raises:
        ActorError: a name stands for no known actor.
        DateError: a date is none.
        RecordError: the record cannot be read.
        QuestionError: there is no such stretch, weight, rule or status.

    """
    with OpenRecord(record) as opened:
        return opened.series(
            one,
            other,
            by=by,
            weight=weight,
            rule=rule,
            statuses=statuses,
            since=since,
            until=until,
            as_of=as_of,
        ).whole


def balance(
    record: str | Path,
    state: str,
    *,
    by: str = "year",
    weight: str = "entries",
    rule: str = "most-frequent",
    statuses: Iterable[str] = ("actual",),
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
) -> Balance:
    """Share out the cooperation of an actor, given by name or code; see `bilateral.measure.balance`.

    Raises:
        ActorError: the name stands for no known actor.
        DateError: a date is none.
        RecordError: the record cannot be read.
        QuestionError: there is no such stretch, weight, rule or status.

    """
    with OpenRecord(record) as opened:
        return opened.balance(
            state, by=by, weight=weight, rule=rule, statuses=statuses, since=since, until=until, as_of=as_of
        ).whole


def export_record(
    record: str | Path,
    form: str,
    path: str | Path,
    *,
    actors: tuple[str, str] | None = None,
    kinds: Iterable[str] = tuple(Kind),
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
    rule: str = Rule.MOST_FREQUENT,
    text: bool | None = None,
    force: bool = False,
) -> Exported:
    """Write a record, or the part of it that is asked for, in another form (see docs/exports.md) to ``path``.

    ``actors`` are two, given by name or code, between whom the entries pass; ``kinds`` are the kinds of entry.
    ``text`` says whether the texts of articles go along (null: as the form has it); ``force`` replaces what stands
    there. The other arguments are those of `dossier`; ``rule`` may not be ``all``.

    Raises:
        ActorError: a name stands for no known actor.
        DateError: a date is none.
        ExportError: there is no such form, or it cannot be written there.
        RecordError: the record cannot be read.
        QuestionError: there is no such kind or rule.

    """
    with OpenRecord(record) as opened:
        return opened.export(
            form,
            path,
            actors=actors,
            kinds=kinds,
            since=since,
            until=until,
            as_of=as_of,
            rule=rule,
            text=text,
            force=force,
        )


def history(record: str | Path, entry: str) -> History:
    """Return how an entry, given by id, grew: what was known of it on each day, and who judged it."""
    with OpenRecord(record) as opened:
        return opened.history(entry)


def judgements(record: str | Path) -> list[Judgement]:
    """Return every judgement of a record, undone ones too, in the order in which they were made."""
    with OpenRecord(record) as opened:
        return opened.judgements()


def vanished(record: str | Path) -> list[Judgement]:
    """Return the judgements in force for which no mention stands at their place any more."""
    with OpenRecord(record) as opened:
        return opened.vanished()


def classify(lines: Iterable[str]) -> Iterator[dict[str, Any] | Problem]:
    """Classify marked pairs of actors, given as lines of JSON: ``{"id", "text", "source", "target"}``.

    Yields ``{"id", "type", "mode", "score", "scores"}`` for each pair, then a problem for each line that holds none.
    """
    aside: list[Problem] = []

    def pairs() -> Iterator[MarkedPair]:
        for number, line in enumerate(lines, 1):
            try:
                yield MarkedPair.from_record(json.loads(line))
            except (BilateralError, ValueError, KeyError, TypeError, IndexError) as error:
                detail = f"It is no pair ({type(error).__name__}: {error}); give id, text, source and target."
                aside.append(Problem(f"line {number}", "not-a-pair", detail))

    yield from classify_pairs(pairs())
    yield from aside


def families(
    sources: Iterable[Source],
    *,
    limits: Limits = Limits(),  # noqa: B008 -- frozen
    today: dt.date | None = None,
    stdin: BinaryIO | None = None,
    web: WebOptions = WebOptions(),  # noqa: B008 -- frozen
) -> Iterator[dict[str, Any] | Problem]:
    """Find who carries whose text among the articles of sources, without a record.

    Yields for each article ``{id, family, relation, of, share, passages}`` (and a further row for each other
    article on which it depends), then the problems.
    """
    items = list(collect(sources, limits, today=today, stdin=stdin, web=web))
    articles = [item for item in items if isinstance(item, Article)]
    yield from family_rows(articles, trace(articles))
    yield from (item for item in items if isinstance(item, Problem))


def search(record: str | Path, words: str, *, limit: int = 20) -> list[Hit]:
    """Return the entries and articles in which all the words stand; at most ``limit`` of each."""
    with OpenRecord(record) as opened:
        return opened.search(words, limit=limit)


def check(record: str | Path) -> list[Violation]:
    """Return every violation of what a record claims; an empty list proves it."""
    with OpenRecord(record) as opened:
        return opened.check()


def copy(
    source: str | Path,
    target: str | Path,
    *,
    progress: CopyProgress = lambda _table, _done, _all: None,
) -> dict[str, int]:
    """Copy a record to another place, a file or a PostgreSQL schema; returns how many rows each table has.

    Raises:
        RecordError: there is no record to copy, or something stands where the copy should.

    """
    with Record(source) as old, Record(target, write=True) as new:
        return copy_record(old, new, progress)


def problems(record: str | Path) -> list[Problem]:
    """Return the problem list: each input that could not be used, with its reason."""
    with OpenRecord(record) as opened:
        return opened.problems()
