"""What answers are made of: frozen rows, whose fields are the columns of the tables and the members of the JSON."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bilateral.measure import load_scores
from bilateral.model import Entry, Kind

# The parts of an actor that does something, beside those to or about whom it is done.
ACTING = frozenset({"actor", "speaker", "party"})


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry.

    ``type`` and ``mode`` are PLOVER's, with the ``quad`` class and ``score`` of the versioned table; null but for events.
    ``actors`` are the codes of those who act, speak or are parties, ``others`` of those to or about whom it is. ``when``
    is what articles say of its time, ``day`` its first day or the day of publication, ``known`` when the first article
    said so. ``families`` counts independent sources. ``disagreement`` has each field on which families differ, with every
    value; ``fields`` everything else (see docs/reading.md).
    """

    id: str
    kind: str
    label: str
    type: str | None
    mode: str | None
    quad: str | None
    score: float | None
    status: str | None
    when: str | None
    day: dt.date | None
    known: dt.date | None
    families: int
    articles: int
    confidence: float
    actors: tuple[str, ...]
    others: tuple[str, ...]
    quotation: str
    mentions: tuple[str, ...]
    reviewers: tuple[str, ...]
    disagreement: Mapping[str, Any]
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MentionRow:
    """What one article says in one place: ``quotation`` stands at the characters ``start`` to ``end`` of its text.

    ``entry`` is the entry to which it belongs, null where a person rejected it. ``family`` names the independent source
    that its article belongs to, ``relation`` what the article is to it (origin, near copy …).
    """

    id: str
    entry: str | None
    kind: str
    article: str
    start: int
    end: int
    quotation: str
    confidence: float
    outlet: str
    published: dt.date | None
    title: str
    url: str
    family: str
    relation: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """The events of one quad class (or ``all``) in one stretch of time, with 95 % intervals; see docs/measures.md."""

    period: str
    quad: str
    count: float
    count_low: float
    count_high: float
    mean: float | None
    mean_low: float | None
    mean_high: float | None
    net: float
    net_low: float | None
    net_high: float | None
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """The share of one partner in a stretch of time, in cooperation or in the agreements of a domain (``of``)."""

    period: str
    of: str
    hhi: float | None
    unbiased: float | None
    code: str
    name: str
    count: float
    share: float
    entries: tuple[str, ...]


def entry_row(entry: Entry) -> EntryRow:
    """Return an entry as a row."""
    fields, scores = entry.fields, load_scores()
    is_event = entry.kind is Kind.EVENT
    return EntryRow(
        id=entry.id,
        kind=str(entry.kind),
        label=entry.label,
        type=entry.type,
        mode=fields["mode"] if is_event else None,
        quad=str(scores.quad(fields["type"])) if is_event else None,
        score=scores.score(fields["type"], fields["mode"]) if is_event else None,
        status=entry.status,
        when=entry.when,
        day=iso_day(entry.day),
        known=iso_day(entry.known),
        families=entry.families,
        articles=entry.articles,
        confidence=entry.confidence,
        actors=tuple(dict.fromkeys(code for code, part in entry.parts if part in ACTING)),
        others=tuple(dict.fromkeys(code for code, part in entry.parts if part not in ACTING)),
        quotation=fields["evidence"]["text"],
        mentions=tuple(link.mention for link in entry.links),
        reviewers=tuple(entry.reviewers),
        disagreement=dict(entry.disagreement),
        fields=dict(fields),
    )


def iso_day(words: str | None) -> dt.date | None:
    """Return the day that a column holds."""
    return dt.date.fromisoformat(words) if words else None
