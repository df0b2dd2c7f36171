"""Search with facets: entries or articles in which all the words stand, narrowed by what they are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa

from bilateral.record.search import FOUND_END, FOUND_START, SNIPPET_WORDS, to_match
from bilateral.show.web.paging import PAGE

# Columns in which a search may be narrowed, and how each is found in SQL.
ENTRY_FACETS: Mapping[str, str] = {
    "kind": "entries.kind",
    "type": "entries.type",
    "status": "entries.status",
    "year": "substr(entries.day, 1, 4)",
}
ARTICLE_FACETS: Mapping[str, str] = {
    "outlet": "articles.outlet",
    "year": "substr(articles.published, 1, 4)",
}
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
    def table(self) -> str:
        """The table that is searched."""
        return "articles" if self.articles else "entries"

    @property
    def facets(self) -> Mapping[str, str]:
        """The facets of the table."""
        return ARTICLE_FACETS if self.articles else ENTRY_FACETS


def find_page(connection: sa.Connection, search: Search, number: int) -> list[Found]:
    """Return a page of what was found: best first, or where no words are given the latest first."""
    values = _values(search) | {"limit": PAGE, "offset": (number - 1) * PAGE}
    source, where = _from(search), _where(search)
    day = "articles.published" if search.articles else "entries.day"
    order = f"{_words(search)}.rank" if search.words else f"{day} IS NULL, {day} DESC"
    key = "articles.address" if search.articles else "entries.id"
    query = f"SELECT {_columns(search)} FROM {source} WHERE {where} ORDER BY {order}, {key} LIMIT :limit OFFSET :offset"  # noqa: S608 -- made of our own words; what a visitor gives is bound
    return [Found(*row) for row in connection.execute(sa.text(query), values)]


def count_facets(connection: sa.Connection, search: Search) -> Facets:
    """Count what was found by each facet."""
    columns = ", ".join(search.facets.values())
    query = f"SELECT {columns}, count(*) FROM {_from(search)} WHERE {_where(search)} GROUP BY {columns}"  # noqa: S608 -- as above
    counted = {name: Counter[str]() for name in search.facets}
    total = 0
    for *values, number in connection.execute(sa.text(query), _values(search)):
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


def _words(search: Search) -> str:
    return "article_words" if search.articles else "entry_words"


def _from(search: Search) -> str:
    if not search.words:
        return search.table
    return f"{_words(search)} JOIN {search.table} ON {search.table}.number = {_words(search)}.rowid"


def _where(search: Search) -> str:
    conditions = [f"{_words(search)} MATCH :match"] if search.words else []
    conditions += [f"{search.facets[name]} = :narrow_{name}" for name, _ in search.narrow]
    return " AND ".join(conditions) or "1"


def _columns(search: Search) -> str:
    words = _words(search)
    snippet = f"snippet({words}, 1, :start, :end, '…', :size)" if search.words else "''"
    if search.articles:
        return f"'article', articles.address, articles.title, NULL, NULL, articles.outlet, articles.published, 0, {snippet}"
    return f"entries.kind, entries.id, entries.label, entries.type, entries.status, '', entries.day, entries.families, {snippet}"


def _values(search: Search) -> dict[str, Any]:
    marks = {"start": FOUND_START, "end": FOUND_END, "size": SNIPPET_WORDS}
    narrow = {f"narrow_{name}": value for name, value in search.narrow}
    return {"match": to_match(search.words), **(marks if search.words else {}), **narrow}
