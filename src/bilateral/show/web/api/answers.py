"""What the API answers: typed objects, made from an open record and a request that was read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from bilateral.ask import (
    ArticleRow,
    EntryRow,
    MentionRow,
    Order,
    Question,
    actor_codes,
    article_row,
    entry_row,
    find_entries,
    find_mentions,
    get_mentions,
    make_question,
)
from bilateral.ask.measures import Counting, balance_of, series_of
from bilateral.exceptions import QuestionError
from bilateral.measure import Balance, Series
from bilateral.model import Entry
from bilateral.read.actors import actor_name
from bilateral.record.search import FOUND_END, FOUND_START, Hit, search
from bilateral.record.views import find_entry
from bilateral.show.web.api.paging import next_link, page_of, place_of
from bilateral.show.web.api.parameters import Asked
from bilateral.show.web.site import Reader

T = TypeVar("T")

# Mentions shown with an entry by itself, and in a list of entries; `/mentions?entry=ID` has all of them.
CITATIONS, CITATIONS_IN_LIST = 100, 10


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Some entries, and the address of the page that follows; null on the last."""

    items: tuple[EntryRow, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class MentionPage:
    """Some mentions, and the address of the page that follows; null on the last."""

    items: tuple[MentionRow, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Cited:
    """An entry with the words behind it, the first published first; ``entry.mentions`` has the ids of all."""

    entry: EntryRow
    citations: tuple[MentionRow, ...]


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two actors, by code and name, with some of what is between them, each entry with the words behind it."""

    codes: tuple[str, str]
    names: tuple[str, str]
    items: tuple[Cited, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """An entry or article (``kind``) that was found; ``marks`` are the ranges of the snippet in which the words stand."""

    kind: str
    id: str
    title: str
    outlet: str
    published: str | None
    snippet: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, best first, entries before articles."""

    items: tuple[Found, ...]


def list_entries(reader: Reader, asked: Asked, path: str) -> EntryPage:
    """Return a page of the entries asked for."""
    question = question_of(asked)
    found = _entries(reader, asked, path, question)
    items, place = page_of(((key, entry_row(entry)) for key, entry in found), asked)
    return EntryPage(items, next_link(path, asked, place))


def one_entry(reader: Reader, asked: Asked, _path: str) -> Cited | None:
    """Return an entry, by its id or that of one of its mentions."""
    found = find_entry(reader.connection, asked["id"])
    return cited(reader, found, CITATIONS) if found else None


def list_mentions(reader: Reader, asked: Asked, path: str) -> MentionPage:
    """Return a page of the mentions asked for."""
    after = place_of(path, asked, 1)
    found = find_mentions(
        reader.connection,
        question_of(asked),
        entry=asked["entry"],
        article=asked["article"],
        after=after[0] if after else None,
    )
    items, place = page_of((((row.id,), row) for row in found), asked)
    return MentionPage(items, next_link(path, asked, place))


def one_article(reader: Reader, asked: Asked, _path: str) -> ArticleRow | None:
    """Return an article, with its text where it is asked for."""
    return article_row(reader.connection, asked["address"], text=asked["text"])


def dyad(reader: Reader, asked: Asked, path: str) -> Dyad:
    """Return what is between two actors."""
    codes = actor_codes((asked["one"], asked["other"]))
    if len(codes) < 2:
        raise QuestionError(f"{asked['one']} and {asked['other']} are the same actor; name two")
    question = question_of(asked, actors=codes)
    found = _entries(reader, asked, path, question)
    entries, place = page_of(found, asked)
    items = tuple(cited(reader, entry, CITATIONS_IN_LIST) for entry in entries)
    names = actor_name(codes[0]), actor_name(codes[1])
    return Dyad((codes[0], codes[1]), names, items, next_link(path, asked, place))


def series(reader: Reader, asked: Asked, path: str) -> Series:
    """Return the events between two actors over time."""
    key = (path, tuple(asked.query))
    return reader.keep_as(
        key, lambda: series_of(reader.connection, asked["one"], asked["other"], _counting(asked)).whole
    )


def balance(reader: Reader, asked: Asked, path: str) -> Balance:
    """Return the balance of an actor among its partners."""
    key = (path, tuple(asked.query))
    return reader.keep_as(key, lambda: balance_of(reader.connection, asked["state"], _counting(asked)).whole)


def find(reader: Reader, asked: Asked, _path: str) -> Findings:
    """Return the entries and articles in which words stand."""
    return Findings(tuple(found_of(hit) for hit in search(reader.connection, asked["q"], asked["limit"])))


def question_of(asked: Asked, **more: Any) -> Question:
    """Return the question that the filters of a request ask.

    Raises:
        ActorError, DateError, QuestionError: see `bilateral.ask.make_question`.

    """
    given = asked.some("kind", "type", "status", "since", "until", "as_of", "families", "rule")
    named = {"actors": asked["actor"]} if "actor" in asked.values else {}
    return make_question(**{**given, **named, **more})


def cited(reader: Reader, entry: Entry, most: int) -> Cited:
    """Return an entry with at most so many of the words behind it."""
    ids = [link.mention for link in entry.links]
    return Cited(entry_row(entry), tuple(get_mentions(reader.connection, ids)[:most]))


def found_of(hit: Hit) -> Found:
    """Return a hit with the marks of its snippet taken out, as ranges."""
    words, marks = "", []
    for part in hit.snippet.split(FOUND_START):
        inside, mark, rest = part.partition(FOUND_END)
        if mark:
            marks.append((len(words), len(words) + len(inside)))
        words += inside + rest
    return Found(hit.kind, hit.id, hit.title, hit.outlet, hit.published, words, tuple(marks))


def _entries(
    reader: Reader, asked: Asked, path: str, question: Question
) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """Yield the entries of a question from where the page begins, each with its place."""
    if question.known and not question.actors:
        raise QuestionError("as_of needs an actor; to make the whole record of an earlier day takes too long")
    order = Order(asked["order"])
    after = place_of(path, asked, 1 if order is Order.ID else 2)
    return find_entries(reader.connection, question, order, after=after, size=asked["limit"] + 1)


def _counting(asked: Asked) -> Counting:
    return Counting(
        by=asked["by"],
        weight=asked["weight"],
        rule=asked["rule"],
        statuses=asked["status"] or ("actual",),
        since=asked["since"],
        until=asked["until"],
        as_of=asked["as_of"],
    )
