"""The mentions behind entries, each with the article in which it stands, and the articles that a whole export needs."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Self

import sqlalchemy as sa

from bilateral.model import Entry
from bilateral.record.mentions import CHUNK
from bilateral.record.schema import articles, families, mentions
from bilateral.record.streams import chunks

_OF_MENTION = ("id", "article", "kind", "start", "end", "quotation", "confidence", "fields", "decision")
_OF_ARTICLE = ("outlet", "published", "title", "url")
_OF_FAMILY = ("family", "relation")
# Entries whose mentions are fetched together.
ENTRIES = 100


@dataclass(frozen=True, slots=True)
class Evidence:
    """A mention as it stands in the record, with its article.

    ``start`` and ``end`` count characters (Unicode code points) of the article's text; ``text`` is that text where
    it was asked for, else empty. ``reasons`` say why the mention belongs to its entry, in words.
    """

    id: str
    article: str
    kind: str
    start: int
    end: int
    quotation: str
    confidence: float
    fields: Mapping[str, Any]
    decision: Mapping[str, Any] | None
    outlet: str
    published: str | None
    title: str
    url: str
    family: str
    relation: str
    text: str = ""
    reasons: tuple[str, ...] = ()


def with_evidence(
    connection: sa.Connection, shown: Iterable[Entry], *, text: bool = False
) -> Iterator[tuple[Entry, list[Evidence]]]:
    """Yield each entry with its evidence, the first published first; ``text`` brings the articles' texts along."""
    for some in chunks(iter(shown), ENTRIES):
        found = get_evidence(connection, [link.mention for entry in some for link in entry.links], text=text)
        for entry in some:
            own = [replace(found[link.mention], reasons=link.reasons) for link in entry.links]
            yield entry, sorted(own, key=_by_publication)


def get_evidence(connection: sa.Connection, ids: Sequence[str], *, text: bool = False) -> dict[str, Evidence]:
    """Return the mentions of these ids, each with its article."""
    joined = mentions.join(articles, articles.c.address == mentions.c.article)
    columns = (
        *(mentions.c[name] for name in _OF_MENTION),
        *(articles.c[name] for name in (*_OF_ARTICLE, *(["text"] if text else []))),
        *(families.c[name] for name in _OF_FAMILY),
    )
    query = sa.select(*columns).select_from(
        joined.outerjoin(families, families.c.address == mentions.c.article)
    )
    found = {}
    for i in range(0, len(ids), CHUNK):
        for row in connection.execute(query.where(mentions.c.id.in_(ids[i : i + CHUNK]))).mappings():
            origin = {"family": row["family"] or row["article"], "relation": row["relation"] or "origin"}
            found[row["id"]] = Evidence(**{**row, **origin})
    return found


def _by_publication(evidence: Evidence) -> tuple[str, bool, str, str]:
    """Order mentions by day, the origin of a family before its copies."""
    return evidence.published or "9999", evidence.relation != "origin", evidence.outlet, evidence.id


class Used:
    """The articles on which exported entries rest, each with these entries.

    They are kept in a file of SQLite's own, which it removes by itself, so that memory stays flat however many
    entries go out.
    """

    def __init__(self) -> None:
        self._store = sqlite3.connect("")
        self._store.execute("CREATE TABLE used (article, other, PRIMARY KEY (article, other)) WITHOUT ROWID")

    def add(self, entry: Entry, evidence: Iterable[Evidence]) -> None:
        """Note that an entry rests on the articles of its evidence."""
        self.note((one.article, entry.id) for one in evidence)

    def note(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Note that articles go with something else, by id."""
        self._store.executemany("INSERT OR IGNORE INTO used VALUES (?, ?)", pairs)

    def addresses(self) -> Iterator[str]:
        """Yield the addresses of the articles, in order."""
        for (address,) in self._store.execute("SELECT DISTINCT article FROM used ORDER BY article"):
            yield address

    def at(self, address: str) -> list[str]:
        """Return the ids of what goes with one article, in order."""
        rows = self._store.execute("SELECT other FROM used WHERE article = ? ORDER BY other", (address,))
        return [other for (other,) in rows]

    def pairs(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the address of each article with the ids of what goes with it, in order."""
        rows = self._store.execute("SELECT article, other FROM used ORDER BY article, other")
        for address, some in groupby(rows, key=lambda row: str(row[0])):
            yield address, [other for _, other in some]

    def __enter__(self) -> Self:
        """Use the store as a context; it is removed at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the store."""
        self._store.close()


def article_rows(
    connection: sa.Connection, addresses: Iterable[str], *, text: bool = False
) -> Iterator[dict[str, Any]]:
    """Yield the rows of these articles with their place among copies, by address; ``text`` brings the texts along."""
    told = [column for column in articles.c if text or column.name != "text"]
    joined = articles.outerjoin(families, families.c.address == articles.c.address)
    place = (families.c.family, families.c.relation, families.c.of, families.c.agency, families.c.marks)
    query = sa.select(*told, *place).select_from(joined).order_by(articles.c.address)
    for some in chunks(iter(addresses), ENTRIES):
        for row in connection.execute(query.where(articles.c.address.in_(some))).mappings():
            origin = {"family": row["family"] or row["address"], "relation": row["relation"] or "origin"}
            yield {**row, **origin}
