"""What assistants are told: facts, each with citations. What strangers wrote is cut where it has no end.

A quotation that is too long is cut at its end and its characters with it, so that it still stands where it says.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from bilateral.ask import EntryRow, MentionRow, entry_row, get_mentions
from bilateral.model import Entry

# None of the types has slots: the library that describes them takes these for defaults.

# Characters of a quotation, and of a title, name or value.
LONGEST_QUOTATION: Final = 1_000
LONGEST_WORDS: Final = 300
# Values shown of a field on which families differ.
MOST_VALUES: Final = 5


@dataclass(frozen=True)
class Citation:
    """The exact words: ``quotation`` stands at characters ``start`` to ``end`` of the article with the address ``article``.

    ``family`` names the independent source that the article belongs to; articles of one family are copies of each other.
    ``entry`` and ``mention`` are null for words that were asked for by their place alone.
    """

    entry: str | None
    mention: str | None
    article: str
    start: int
    end: int
    quotation: str
    outlet: str
    published: str | None
    title: str
    url: str
    family: str


@dataclass(frozen=True)
class Fact:
    """An entry of the record: what ``families`` independent sources say, of which some are cited.

    ``status`` says how it is put (actual, planned, denied, hypothetical; of agreements signed, in force …); ``said_by`` on
    whose word alone it rests. ``differ`` has each field on which sources differ, with the values they give.
    """

    entry: str
    kind: str
    says: str
    type: str | None
    quad: str | None
    actors: tuple[str, ...]
    others: tuple[str, ...]
    status: str | None
    said_by: str | None
    when: str | None
    day: str | None
    known: str | None
    families: int
    articles: int
    confidence: float
    differ: Mapping[str, tuple[str, ...]]
    reviewers: tuple[str, ...]
    citations: tuple[Citation, ...]


def make_facts(connection: sa.Connection, shown: Sequence[Entry], most: int) -> list[Fact]:
    """Return entries as facts, each with at most so many citations: of different families first."""
    ids = [link.mention for entry in shown for link in entry.links]
    by_id = {row.id: row for row in get_mentions(connection, ids)}
    facts = []
    for entry in shown:
        own = {link.mention for link in entry.links}
        cited = _of_most_families([row for id_, row in by_id.items() if id_ in own])
        facts.append(_fact(entry_row(entry), [citation_of(row) for row in cited[:most]]))
    return facts


def citation_of(row: MentionRow) -> Citation:
    """Return a mention as a citation."""
    quotation = row.quotation[:LONGEST_QUOTATION]
    return Citation(
        entry=row.entry,
        mention=row.id,
        article=row.article,
        start=row.start,
        end=row.start + len(quotation),
        quotation=quotation,
        outlet=short(row.outlet),
        published=row.published.isoformat() if row.published else None,
        title=short(row.title),
        url=short(row.url),
        family=row.family,
    )


def short(words: str) -> str:
    """Return words as they are, or where they are too long their beginning."""
    return words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 1] + "…"


def _of_most_families(rows: Iterable[MentionRow]) -> list[MentionRow]:
    """Return mentions so that the first of each family, by publication, stand before the others."""
    first: dict[str, MentionRow] = {}
    others = [row for row in rows if first.setdefault(row.family, row) is not row]
    return [*first.values(), *others]


def _fact(row: EntryRow, citations: Sequence[Citation]) -> Fact:
    said_by = row.fields.get("said_by")
    return Fact(
        entry=row.id,
        kind=row.kind,
        says=short(row.label),
        type=row.type,
        quad=row.quad,
        actors=row.actors,
        others=row.others,
        status=row.status,
        said_by=short(said_by) if said_by else None,
        when=row.when,
        day=row.day.isoformat() if row.day else None,
        known=row.known.isoformat() if row.known else None,
        families=row.families,
        articles=row.articles,
        confidence=row.confidence,
        differ={name: tuple(_values(values)) for name, values in row.disagreement.items()},
        reviewers=row.reviewers[:MOST_VALUES],
        citations=tuple(citations),
    )


def _values(values: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    for each in values[:MOST_VALUES]:
        words = json.dumps(each["value"], ensure_ascii=False)
        yield f"{short(words)} ({len(each['families'])} families)"
