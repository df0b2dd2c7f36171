"""Full-text search over articles and entries: the same words find the same in every dialect."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bilateral.record.asked import Asked, parse
from bilateral.record.dialect import dialect_of
from bilateral.record.schema import articles, entries
from bilateral.record.words import FOUND_END, FOUND_START, snippet

__all__ = ["FOUND_END", "FOUND_START", "QUOTED", "Hit", "search"]

QUOTED = entries.c.fields["evidence"]["text"].as_string()
"""The words that an entry quotes."""

Columns = tuple[sa.ColumnElement[Any], ...]
# The fields of a hit, its id second, and last the text that the words were found in.
ENTRY_COLUMNS: Columns = (
    entries.c.kind,
    entries.c.id,
    entries.c.label,
    sa.literal(""),
    entries.c.known,
    QUOTED,
)
ARTICLE_COLUMNS: Columns = (
    sa.literal("article"),
    articles.c.address,
    articles.c.title,
    articles.c.outlet,
    articles.c.published,
    articles.c.text,
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One article or entry found. ``snippet`` has the words found between `FOUND_START` and `FOUND_END`."""

    kind: str
    id: str
    title: str
    outlet: str
    published: str | None
    snippet: str


def search(connection: sa.Connection, words: str, limit: int = 20) -> list[Hit]:
    """Return the entries and the articles in which all the words stand, best first, entries before articles.

    What can be asked stands at `bilateral.record.asked.parse`.
    """
    asked = parse(words)
    if asked is None:
        return []
    return [
        *_found(connection, entries, ENTRY_COLUMNS, asked, limit),
        *_found(connection, articles, ARTICLE_COLUMNS, asked, limit),
    ]


def _found(
    connection: sa.Connection, table: sa.Table, columns: Columns, asked: Asked, limit: int
) -> list[Hit]:
    found = dialect_of(connection).matching(table, asked)
    query: sa.Select[Any] = sa.select(*columns).select_from(found.source).where(found.condition)
    rows = connection.execute(query.order_by(found.rank, columns[1]).limit(limit))
    return [
        Hit(kind, id_, title, outlet, day, snippet(text, asked))
        for kind, id_, title, outlet, day, text in rows
    ]
