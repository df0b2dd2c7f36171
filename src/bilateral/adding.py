"""The whole way: sources are collected, traced, read and reconciled into a record.

The invariant: each transaction leaves a record that `check` proves, and what is still to do can be seen from the
record itself (articles without a family, articles unread). A run that is killed is finished by the next one.
"""

import datetime as dt
import io
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import sqlalchemy as sa

from bilateral.batches import articles_to_batch, copies_to_batch
from bilateral.collect import Limits, Source, collect
from bilateral.collect.web import WebOptions
from bilateral.engine import map_batches
from bilateral.model import Article, Problem
from bilateral.read.plugin import OpenReader, ReaderChoice, open_reader
from bilateral.record.articles import add_article, get_articles, unread_addresses
from bilateral.record.basis import Basis, bases, families_together, lent, still_unread
from bilateral.record.entries import reconcile_blocks
from bilateral.record.families import TracedIndex, trace_chunk, untraced
from bilateral.record.judgements import apply_judgements
from bilateral.record.mentions import replace_mentions
from bilateral.record.runs import add_problems, finish_run, start_run
from bilateral.record.store import Record
from bilateral.version import VERSION

# Items collected (fewer where they come slowly, as from the web), articles traced, articles read in one
# transaction: work that a crash costs, against the time that a commit costs.
COLLECT_CHUNK = 500
COLLECT_SECONDS = 10.0
TRACE_CHUNK = 500
READ_CHUNK = 32
# A plugged-in reader may take a minute an article, and money.
SLOW_CHUNK = 4
# Multiples of this, whole parts aside, never come near each other (Weyl); so do not the places where runs begin.
GOLDEN = 0.6180339887

Progress = Callable[[str, int, int | None], None]
"""Told the stage, how many are done and how many there are (null while unknown)."""


@dataclass(frozen=True, slots=True)
class AddOptions:
    """How to add: processes that read, limits of size, the day after which a date lies in the future, fetching.

    ``reader`` reads all that another one read, or none; where it is null, the built-in one reads what none has read.
    """

    workers: int = 1
    limits: Limits = field(default_factory=Limits)
    today: dt.date | None = None
    web: WebOptions = field(default_factory=WebOptions)
    reader: ReaderChoice | None = None


@dataclass(frozen=True, slots=True)
class AddSummary:
    """What a run did. ``counts`` has new, copy and known articles, problems, read articles and mentions by kind."""

    counts: Counter[str]
    problems: Sequence[Problem]
    seconds: float


def add(
    sources: Iterable[Source],
    record: str | Path,
    options: AddOptions | None = None,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress = lambda _stage, _done, _all: None,
) -> AddSummary:
    """Add sources (files, folders, ``"-"`` for ``stdin``) to a record, which is made where there is none.

    What is in the record already is not added again; what an earlier run left unfinished is finished.

    Raises:
        ReaderError: the reader is not there, or cannot be opened with its options; nothing is added.
        RecordError: the record cannot be opened or written.

    """
    options = options or AddOptions()
    start = time.monotonic()
    with open_reader(options.reader) as reader, Record(record, write=True) as opened:
        with opened.transaction() as connection:
            run = start_run(connection, VERSION, "add", dt.datetime.now(dt.UTC))
        task = _Run(opened, run, options, progress, reader)
        task.collect(sources, stdin)
        task.trace()
        task.read()
        summary = AddSummary(task.counts, tuple(task.problems), time.monotonic() - start)
        with opened.transaction() as connection:
            finish_run(connection, run, summary.seconds, summary.counts)
    return summary


def _chunks(items: Iterable[Article | Problem]) -> Iterator[list[Article | Problem]]:
    """Cut items into chunks that are kept in one transaction: by number, and by the time that they take to come."""
    chunk: list[Article | Problem] = []
    start = time.monotonic()
    for item in items:
        chunk.append(item)
        if len(chunk) == COLLECT_CHUNK or time.monotonic() - start > COLLECT_SECONDS:
            yield chunk
            chunk, start = [], time.monotonic()
    if chunk:
        yield chunk


class _Run:
    """One run of `add` over an open record, with what it has counted so far."""

    def __init__(
        self, record: Record, run: int, options: AddOptions, progress: Progress, reader: OpenReader
    ) -> None:
        self.record, self.run, self.options, self.progress = record, run, options, progress
        self.reader, self._keep_others = reader, options.reader is None
        self.counts: Counter[str] = Counter()
        self.problems: list[Problem] = []
        # The articles that are being read, with what their readings rest on beside the text.
        self._given: dict[str, Basis] = {}

    def collect(self, sources: Iterable[Source], stdin: BinaryIO | None) -> None:
        """Keep every article and every problem of the sources."""
        items = collect(
            sources,
            self.options.limits,
            today=self.options.today,
            stdin=stdin or io.BytesIO(),
            web=self.options.web,
        )
        for chunk in _chunks(items):
            with self.record.transaction() as connection:
                for item in chunk:
                    if isinstance(item, Article):
                        self.counts[add_article(connection, item)] += 1
                found = [item for item in chunk if isinstance(item, Problem)]
                add_problems(connection, self.run, found)
            self._count_problems(found)
            self.progress("collect", self.counts.total(), None)

    def trace(self) -> None:
        """Put articles that are in no family yet into theirs, and reconcile what that changes."""
        with self.record.transaction() as connection:
            waiting = untraced(connection)
        index = TracedIndex()
        for i in range(0, len(waiting), TRACE_CHUNK):
            chunk = waiting[i : i + TRACE_CHUNK]
            with self.record.transaction() as connection:
                reconcile_blocks(connection, trace_chunk(connection, index, chunk))
            self.progress("trace", i + len(chunk), len(waiting))

    def read(self) -> None:
        """Read what is unread; each chunk is kept together with the entries that it changes."""
        with self.record.transaction() as connection:
            waiting = unread_addresses(connection, self.reader.mark, keep_others=self._keep_others)
            if self._copies_apart:
                waiting = families_together(connection, waiting)
        # Runs beside each other begin far from each other, so that they seldom read the same article.
        first = int(self.run * GOLDEN % 1 * len(waiting))
        waiting, done = waiting[first:] + waiting[:first], 0
        stage = self.reader.of_copies or self.reader.stage
        for batch in map_batches(stage, self._batches(waiting), self.options.workers):
            self._keep(batch)
            done += batch.num_rows
            self.progress("read", done, len(waiting))

    def _batches(self, addresses: Sequence[str]) -> Iterator[pa.RecordBatch]:
        size = READ_CHUNK if self.reader.quick else SLOW_CHUNK
        for i in range(0, len(addresses), size):
            chunk = addresses[i : i + size]
            with self.record.transaction() as connection:
                given = bases(connection, chunk, copies=self._copies_apart)
                still = self._still_unread(connection, given)
                unread = [address for address in chunk if address in still]
                batch = self._batch(connection, unread, given) if unread else None
            self._given |= {address: given[address] for address in unread}
            if batch is not None:
                yield batch

    def _batch(
        self, connection: sa.Connection, addresses: Sequence[str], given: Mapping[str, Basis]
    ) -> pa.RecordBatch:
        """Return articles to be read; beside each copy stands its origin, with what was read there."""
        origins = {address: origin for address in addresses if (origin := given[address].origin)}
        found = get_articles(connection, {*addresses, *origins.values()})
        if not self._copies_apart:
            return articles_to_batch(found[address] for address in addresses)
        rows = lent(connection, set(origins.values()), self.reader.mark, keep_others=self._keep_others)
        pairs = ((address, origins.get(address, "")) for address in addresses)
        return copies_to_batch((found[address], found.get(of), rows.get(of)) for address, of in pairs)

    @property
    def _copies_apart(self) -> bool:
        return self.reader.of_copies is not None

    def _still_unread(self, connection: sa.Connection, given: Mapping[str, Basis]) -> set[str]:
        mark, copies = self.reader.mark, self._copies_apart
        return still_unread(connection, given, mark, keep_others=self._keep_others, copies=copies)

    def _keep(self, batch: pa.RecordBatch) -> None:
        """Keep readings; those that another run was quicker with, or that another date or origin made wrong, are left out."""
        read = batch.to_pylist()
        with self.record.transaction() as connection:
            given = {reading["address"]: self._given.pop(reading["address"]) for reading in read}
            unread = self._still_unread(connection, given)
            readings = [reading for reading in read if reading["address"] in unread]
            done = [reading for reading in readings if not reading["later"]]
            rows = [row for reading in done for row in reading["mentions"]]
            faults = [Problem(r["name"], "unread", r["problem"]) for r in readings if r["problem"]]
            dropped = [Problem(**problem) for reading in done for problem in reading["dropped"]]
            blocks = replace_mentions(connection, [r["address"] for r in done], rows, self.reader.mark)
            reconcile_blocks(connection, blocks)
            apply_judgements(connection)
            add_problems(connection, self.run, [*faults, *dropped])
        self._count_problems([*faults, *dropped])
        self.counts["read"] += len(readings) - len(faults)
        self.counts.update(row["kind"] for row in rows)

    def _count_problems(self, found: Sequence[Problem]) -> None:
        self.counts["problem"] += len(found)
        self.problems.extend(found)
