"""Search with facets: entries or articles in which all the words stand, narrowed by what they are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa

from bilateral.record.asked import parse
from bilateral.record.dialect import dialect_of
from bilateral.record.matching import Matching
from bilateral.record.schema import articles, entries
from bilateral.record.search import QUOTED
from bilateral.record.words import snippet
from bilateral.show.web.paging import PAGE

# Columns in which a search may be narrowed, and how each is found.
ENTRY_FACETS: Mapping[str, sa.ColumnElement[Any]] = {
    "kind": entries.c.kind,
    "type": entries.c.type,
    "status": entries.c.status,
    "year": sa.func.substr(entries.c.day, 1, 4),
}
ARTICLE_FACETS: Mapping[str, sa.ColumnElement[Any]] = {
    "outlet": articles.c.outlet,
    "year": sa.func.substr(articles.c.published, 1, 4),
}
# What is shown of an entry and of an article, as the fields of `Found`; last the text that the words were found in.
ENTRY_COLUMNS = (
    entries.c.kind,
    entries.c.id,
    entries.c.label,
    entries.c.type,
    entries.c.status,
    sa.literal(""),
    entries.c.day,
    entries.c.families,
    QUOTED,
)
ARTICLE_COLUMNS = (
    sa.literal("article"),
    articles.c.address,
    articles.c.title,
    sa.null(),
    sa.null(),
    articles.c.outlet,
    articles.c.published,
    sa.literal(0),
    articles.c.text,
)
# Choices offered of each facet.
CHOICES = 12


class Found(NamedTuple):
    """An entry or article that was found."""

    kind: str
    id: str
    title: str
    type: str | None
    status: str | None
    outlet: str
    day: str | None
    families: int
    snippet: str


@dataclass(frozen=True, slots=True)
class Facets:
    """How many of what was found fall under each choice of each facet, and how many were found in all."""

    choices: Mapping[str, Sequence[tuple[str, int]]]
    total: int


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched: words, in entries or articles, narrowed by facets, day and actor."""

    words: str
    articles: bool = False
    narrow: tuple[tuple[str, str], ...] = ()

    @property
    def facets(self) -> Mapping[str, sa.ColumnElement[Any]]:
        """The facets of what is searched."""
        return ARTICLE_FACETS if self.articles else ENTRY_FACETS


def find_page(connection: sa.Connection, search: Search, number: int) -> list[Found]:
    """Return a page of what was found: best first, or where no words are given the latest first."""
    found = _matching(connection, search)
    columns, key = (ARTICLE_COLUMNS, articles.c.address) if search.articles else (ENTRY_COLUMNS, entries.c.id)
    query = _narrowed(sa.select(*columns), found, search).order_by(found.rank, key)
    rows = connection.execute(query.limit(PAGE).offset((number - 1) * PAGE))
    asked = parse(search.words)
    return [Found._make((*row[:-1], snippet(row[-1], asked) if asked else "")) for row in rows]


def count_facets(connection: sa.Connection, search: Search) -> Facets:
    """Count what was found by each facet."""
    columns = [column.label(name) for name, column in search.facets.items()]
    query = _narrowed(sa.select(*columns, sa.func.count()), _matching(connection, search), search)
    counted = {name: Counter[str]() for name in search.facets}
    total = 0
    for *values, number in connection.execute(query.group_by(*(column.name for column in columns))):
        total += number
        for name, value in zip(search.facets, values, strict=True):
            if value:
                counted[name][value] += number
    return Facets({name: _most(name, found) for name, found in counted.items()}, total)


def _most(name: str, found: Counter[str]) -> list[tuple[str, int]]:
    """Return the choices of a facet: years from the latest, others from the most frequent."""
    if name == "year":
        return sorted(found.items(), reverse=True)[: 2 * CHOICES]
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))[:CHOICES]


def _matching(connection: sa.Connection, search: Search) -> Matching:
    """Return how rows are found by the words; without words all are, the latest first."""
    table = articles if search.articles else entries
    asked = parse(search.words)
    if asked:
        return dialect_of(connection).matching(table, asked)
    day = articles.c.published if search.articles else entries.c.day
    return Matching(table, sa.true(), day.desc().nulls_last())


def _narrowed(query: sa.Select[Any], found: Matching, search: Search) -> sa.Select[Any]:
    narrow = [search.facets[name] == value for name, value in search.narrow]
    return query.select_from(found.source).where(found.condition, *narrow)
