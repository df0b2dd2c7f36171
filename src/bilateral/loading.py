"""The tables of a run over Parquet into a record, with what people judged there kept.

The invariant is that of `bilateral.adding`: each transaction leaves a record that `check` proves, and what is still to
do can be seen from it. Articles, families and mentions are taken from the tables; entries are made by the record, once
for each block, so that they are right also where the record holds other articles and judgements.
"""

import datetime as dt
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import sqlalchemy as sa

from bilateral.batches import batch_to_articles
from bilateral.exceptions import FolderError
from bilateral.model import Article
from bilateral.record.articles import add_article, is_unread
from bilateral.record.basis import bases
from bilateral.record.entries import reconcile_blocks
from bilateral.record.families import TracedIndex, keep_sketch, trace_chunk, untraced
from bilateral.record.judgements import apply_judgements
from bilateral.record.mentions import CHUNK, replace_mentions
from bilateral.record.runs import add_problems, finish_run, start_run
from bilateral.record.schema import appearances, articles, edges, entry_mentions, families, mentions
from bilateral.record.store import Record
from bilateral.running.files import files_of
from bilateral.running.run import SIGN, problems
from bilateral.version import VERSION

Rows = list[dict[str, Any]]

# What may differ between two mentions in one place.
_TOLD = ("fields", "block", "confidence")

Progress = Callable[[str, int, int | None], None]
"""Told what is loaded, how many rows of it are done and how many there are."""


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What a load did.

    ``counts`` has new, copy and known articles, read articles and mentions by kind, and as ``unread`` the articles
    that have another date or origin in the record than in the tables, so that they are to be read anew (by `add`).
    """

    counts: Counter[str]
    seconds: float


def load(
    folder: str | Path,
    record: str | Path,
    *,
    progress: Progress = lambda _what, _done, _all: None,
) -> LoadSummary:
    """Put the tables of a run that is done into a record, which is made where there is none.

    What the record holds already stays as it is; loading again changes nothing, and finishes a load that was killed.

    Raises:
        FolderError: the folder holds no run that is done.
        RecordError: the record cannot be opened or written.

    """
    start, root = time.monotonic(), Path(folder)
    sign = _sign(root)
    with Record(record, write=True) as opened:
        with opened.transaction() as connection:
            run = start_run(connection, VERSION, "load", dt.datetime.now(dt.UTC))
        task = _Load(opened, root, sign, progress)
        task.articles()
        task.families()
        task.mentions()
        summary = LoadSummary(task.counts, time.monotonic() - start)
        with opened.transaction() as connection:
            add_problems(connection, run, problems(root))
            finish_run(connection, run, summary.seconds, summary.counts)
    return summary


def _sign(root: Path) -> dict[str, Any]:
    try:
        sign: dict[str, Any] = json.loads((root / SIGN).read_bytes())
    except (OSError, ValueError) as error:
        raise FolderError(f"{root} holds no run; make one with: bilateral run SOURCE --out {root}") from error
    if not sign["done"]:
        raise FolderError(f"the run in {root} is not done; finish it with the same `bilateral run` command")
    return sign


class _Load:
    """One load into an open record, with what it has counted so far."""

    def __init__(self, record: Record, root: Path, sign: Mapping[str, Any], progress: Progress) -> None:
        self.record, self.root, self.progress = record, root, progress
        self.version, self.rows, self.parts = sign["bilateral"], sign["rows"], sign["parts"]
        self.counts: Counter[str] = Counter()
        self._seen: Counter[str] = Counter()
        self._told: Counter[str] = Counter()
        # Articles that have another date in the record than in the tables.
        self._redated: set[str] = set()

    def articles(self) -> None:
        """Keep every appearance of every article."""
        for part in range(self.parts):
            texts = {row["address"]: row["text"] for row in self._part("articles", part)}
            for chunk in _chunks(self._part("appearances", part)):
                with self.record.transaction() as connection:
                    for row in chunk:
                        article = _article({**row, "text": texts[row["address"]]})
                        self.counts[add_article(connection, article)] += 1
                self._tell("appearances", len(chunk))

    def families(self) -> None:
        """Put the articles into their families: those of the tables, or anew where the record holds others too."""
        with self.record.transaction() as connection:
            waiting = untraced(connection)
            alone = all(
                connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
                == self.rows[table.name]
                for table in (articles, appearances)
            )
            traced = connection.execute(sa.select(families.c.address).limit(1)).first()
            if waiting and alone and not traced:
                self._keep_families(connection)
                return
        index = TracedIndex()
        for i in range(0, len(waiting), CHUNK):
            with self.record.transaction() as connection:
                reconcile_blocks(connection, trace_chunk(connection, index, waiting[i : i + CHUNK]))

    def _keep_families(self, connection: sa.Connection) -> None:
        """Keep families, edges and sketches as they stand in the tables: together, for each needs the others."""
        for part in range(self.parts):
            for article in self._articles(part):
                keep_sketch(connection, article)
            for chunk in _chunks(self._part("edges", part)):
                connection.execute(edges.insert(), [_edge_row(row) for row in chunk])
            for chunk in _chunks(self._part("families", part)):
                connection.execute(families.insert(), chunk)
                self._tell("families", len(chunk))

    def mentions(self) -> None:
        """Take the mentions of articles that are unread, block by block, each with the entries that it makes."""
        wanted = {address for part in range(self.parts) for address in self._unread(part)}
        wanted -= {address for part in range(self.parts) for address in self._copied_otherwise(part, wanted)}
        if not wanted:
            return
        for part in range(self.parts):
            for chunk in _whole_blocks(self._part("mentions", part)):
                self._keep_mentions([row for row in chunk if row["article"] in wanted])
                self._tell("mentions", len(chunk))
        with self.record.transaction() as connection:
            for some in _chunks(sorted(wanted)):
                self._mark_read(connection, some)
            apply_judgements(connection)

    def _mark_read(self, connection: sa.Connection, addresses: Sequence[str]) -> None:
        """Mark articles as read; where the record has other mentions still, an article is left to be read anew."""
        count = sa.select(mentions.c.article, sa.func.count().label("count")).group_by(mentions.c.article)
        found = connection.execute(count.where(mentions.c.article.in_(addresses))).all()
        kept = {row.article: row.count for row in found}
        read = [address for address in addresses if kept.get(address, 0) == self._told[address]]
        connection.execute(articles.update().where(articles.c.address.in_(read)).values(read_by=self.version))
        self.counts["read"] += len(read)
        self.counts["unread"] += len(addresses) - len(read)

    def _unread(self, part: int) -> list[str]:
        """Return the articles whose mentions are taken; what an earlier reader made of them is forgotten."""
        wanted = []
        for chunk in _chunks(self._part("articles", part)):
            dates = {row["address"]: row["published"] and row["published"].isoformat() for row in chunk}
            query = sa.select(articles.c.address, articles.c.published, articles.c.read_by)
            with self.record.transaction() as connection:
                found = connection.execute(query.where(articles.c.address.in_(list(dates)))).all()
                # What a plugged-in reader read stays, as in `add` without one.
                fresh = [row for row in found if is_unread(row.read_by, self.version, keep_others=True)]
                self._redated |= {row.address for row in found if row.published != dates[row.address]}
                same = [row for row in fresh if row.address not in self._redated]
                self.counts["unread"] += len(fresh) - len(same)
                _forget(connection, [row.address for row in same if row.read_by], self.version)
            wanted += [row.address for row in same]
        return wanted

    def _copied_otherwise(self, part: int, wanted: set[str]) -> Iterator[str]:
        """Yield those whose mentions rest on another origin than they have in the record, or on another date of it."""
        for chunk in _chunks(row for row in self._part("families", part) if row["address"] in wanted):
            with self.record.transaction() as connection:
                own = bases(connection, [row["address"] for row in chunk], copies=True)
            for row in chunk:
                address, origin = row["address"], row["family"]
                if (own[address].origin or address) != origin or origin in self._redated:
                    self.counts["unread"] += 1
                    yield address

    def _keep_mentions(self, rows: Rows) -> None:
        self._told.update(row["article"] for row in rows)
        with self.record.transaction() as connection:
            known = _known(connection, [row["id"] for row in rows])
            made = [_mention_row(row) for row in rows]
            new = [row for row in made if known.get(row["id"]) != tuple(row[name] for name in _TOLD)]
            touched = _remove(connection, [row["id"] for row in new if row["id"] in known])
            if new:
                connection.execute(mentions.insert(), new)
                reconcile_blocks(connection, touched | {row["block"] for row in new})
        self.counts.update(row["kind"] for row in new)

    def _part(self, name: str, part: int) -> Iterator[dict[str, Any]]:
        for path in files_of(self.root, name, part):
            for batch in pq.ParquetFile(path).iter_batches(CHUNK):
                yield from batch.to_pylist()

    def _articles(self, part: int) -> Iterator[Article]:
        for path in files_of(self.root, "articles", part):
            for batch in pq.ParquetFile(path).iter_batches(CHUNK):
                yield from batch_to_articles(batch)

    def _tell(self, name: str, count: int) -> None:
        self._seen[name] += count
        self.progress(name, self._seen[name], self.rows[name])


def _article(row: Mapping[str, Any]) -> Article:
    return Article(**{**row, "metadata": json.loads(row["metadata"])})


def _forget(connection: sa.Connection, addresses: Sequence[str], version: str) -> None:
    """Take out what was read from articles, so that they are unread as if they were new."""
    if addresses:
        reconcile_blocks(connection, replace_mentions(connection, addresses, [], version))
        connection.execute(articles.update().where(articles.c.address.in_(addresses)).values(read_by=None))


def _known(connection: sa.Connection, ids: Sequence[str]) -> dict[str, tuple[Any, ...]]:
    """Return what the record has already of the mentions."""
    query = sa.select(mentions.c.id, *(mentions.c[name] for name in _TOLD))
    found = (row for some in _chunks(ids) for row in connection.execute(query.where(mentions.c.id.in_(some))))
    return {row.id: tuple(row[1:]) for row in found}


def _remove(connection: sa.Connection, ids: Sequence[str]) -> set[str]:
    """Take out mentions that were read otherwise; returns their blocks, whose entries are to be made anew."""
    touched: set[str] = set()
    for some in _chunks(ids):
        own = mentions.c.id.in_(some)
        touched.update(connection.execute(sa.select(mentions.c.block).where(own)).scalars())
        connection.execute(entry_mentions.delete().where(entry_mentions.c.mention.in_(some)))
        connection.execute(mentions.delete().where(own))
    return touched


def _edge_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "passages": [list(passage.values()) for passage in row["passages"]]}


def _mention_row(row: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: row[name] for name in ("id", "article", "kind", "start", "end", "quotation", "confidence")}
    return {**kept, "fields": json.loads(row["fields"]), "block": row["block"]}


def _chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    chunk = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _whole_blocks(rows: Iterable[dict[str, Any]]) -> Iterator[Rows]:
    """Yield rows that are sorted by block in chunks that end where a block ends."""
    chunk: Rows = []
    for row in rows:
        if len(chunk) >= CHUNK and row["block"] != chunk[-1]["block"]:
            yield chunk
            chunk = []
        chunk.append(row)
    if chunk:
        yield chunk
