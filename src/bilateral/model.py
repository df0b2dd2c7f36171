"""The words of Bilateral as types; nothing else defines them again.

All positions are half-open ranges of characters (Unicode code points) of an article's normalised text:
``text[start:end]`` is the quoted evidence. A mention whose spans do not reproduce their words cannot be
constructed.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from bilateral.exceptions import EvidenceError


class EventType(StrEnum):
    """PLOVER's sixteen event types (PLOVER manual v0.8, Open Event Data Alliance)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """How a mention is put."""

    ACTUAL = "actual"
    PLANNED = "planned"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class SpeechKind(StrEnum):
    """Whether a statement stands all, not at all or in part inside quotation marks."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class AgreementStatus(StrEnum):
    """Where an agreement stands in its life."""

    PROPOSED = "proposed"
    NEGOTIATING = "negotiating"
    AGREED = "agreed"
    SIGNED = "signed"
    IN_FORCE = "in force"
    SUSPENDED = "suspended"
    ENDED = "ended"
    REJECTED = "rejected"


class Kind(StrEnum):
    """The four kinds of mention, in the order in which they are shown."""

    EVENT = "event"
    STATEMENT = "statement"
    FIGURE = "figure"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters of an article's text, with the words that stand there."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        """Refuse a range that cannot hold its words.

        Raises:
            EvidenceError: the range is empty, negative, or not as long as its words.

        """
        if not 0 <= self.start < self.end or len(self.text) != self.end - self.start:
            raise EvidenceError(
                f"span [{self.start}, {self.end}) cannot hold {len(self.text)} characters: {self.text[:80]!r}"
            )

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Self:
        """Return the span of ``text[start:end]``."""
        return cls(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Article:
    """One text as an outlet published it: immutable, addressed by the hash of its normalised text.

    ``text`` is normalised (see `bilateral.collect.normalise`). ``name`` is what the input called it: an id or
    a path. ``published`` is the publication date against which dates in the text are resolved.
    """

    address: str
    text: str
    name: str = ""
    title: str = ""
    published: dt.date | None = None
    outlet: str = ""
    url: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict)

    def cut(self, start: int, end: int) -> Span:
        """Return the span of this article's characters from ``start`` up to ``end``."""
        return Span.cut(self.text, start, end)

    def reproduces(self, span: Span) -> bool:
        """Say whether the span's words stand in this article where the span says."""
        return self.text[span.start : span.end] == span.text


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A temporal expression: where it stands, its TimeML type and its TIMEX3 value.

    ``type`` is DATE, TIME, DURATION or SET. ``value`` is TimeML's (``2022-07``, ``P3D``, ``PAST_REF``) or null
    where nothing could be resolved. ``when`` is the same in this project's scheme for mentions: an ISO date,
    month or year, an interval ``a/b``, or null where the expression names no such stretch of the calendar.
    """

    span: Span
    type: str
    value: str | None
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, before anything is said about what it measures.

    ``value`` is one number, or a pair for a range. ``unit`` is an ISO 4217 code, ``percent``, the counted noun
    in the singular, a rate ("USD per barrel"), or null for a bare number. ``bound`` is ``min``, ``max`` or null; ``change`` is
    ``increase``, ``decrease`` or null. ``noun`` is the span of the words that name the unit, where they stand
    apart from the number.
    """

    span: Span
    value: float | tuple[float, float]
    unit: str | None = None
    approx: bool = False
    bound: str | None = None
    change: str | None = None
    noun: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What one article says in one place, with its evidence. Base of the four kinds.

    ``confidence`` is the reader's calibrated belief that the mention is right, from 0 to 1.

    Raises:
        EvidenceError: a span does not reproduce its words in the article.

    """

    article: Article
    evidence: Span
    confidence: float = 1.0

    def __post_init__(self) -> None:
        """Prove every span against the article's text."""
        for span in self.spans():
            if not self.article.reproduces(span):
                raise EvidenceError(
                    f"article {self.article.address[:12]}: [{span.start}, {span.end}) does not read {span.text[:80]!r}"
                )

    def spans(self) -> Iterator[Span]:
        """Yield every span of the mention, evidence first."""
        yield self.evidence
        for part in dataclasses.fields(self):
            value = getattr(self, part.name)
            if isinstance(value, Span) and part.name != "evidence":
                yield value
            elif isinstance(value, tuple):
                yield from (item for item in value if isinstance(item, Span))


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Mention):
    """Something that one side did, does, will do or refused to do to or with the other.

    ``actors`` and ``recipients`` are actor codes. ``when`` is an ISO date, month, year or interval, or null.
    ``said_by`` names the person or body on whose word alone the event rests. ``also`` are further places.
    """

    type: EventType
    actors: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    mode: str | None = None
    when: str | None = None
    status: Status = Status.ACTUAL
    said_by: str | None = None
    also: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Mention):
    """A stretch of speech or writing ascribed to a person or body.

    ``content`` holds what was said, in order; ``cue`` the words that ascribe it; ``source`` the words beside
    the cue that name the speaker; ``speaker`` the fullest name in the article, ``speaker_code`` its actor code.
    ``role`` is the speaker's office where the article names it; ``force`` is what the cue makes of the words
    (``say``, ``claim``, ``deny``, …); ``addressee`` is to whom it was said, where plain; ``about`` are the
    codes of the actors that the content names.
    """

    content: tuple[Span, ...]
    kind: SpeechKind
    speaker: str | None = None
    speaker_code: str | None = None
    cue: Span | None = None
    source: Span | None = None
    role: str | None = None
    force: str | None = None
    addressee: str | None = None
    about: tuple[str, ...] = ()
    when: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Mention):
    """A number that measures the relation or conduct of states, with what it measures and for which period.

    ``measure`` is a noun phrase in the article's words, ``measure_class`` one of a small open list (trade,
    aid, arms, …); ``about`` the actors it concerns; ``number`` the span of the number itself; ``place``
    the words for where it was counted, ``agreement`` the name of the agreement whose worth or number it is, where
    plain. The rest is as in `Quantity`.
    """

    number: Span
    measure: str
    value: float | tuple[float, float]
    unit: str | None = None
    measure_class: str | None = None
    approx: bool = False
    bound: str | None = None
    change: str | None = None
    period: str | None = None
    about: tuple[str, ...] = ()
    place: Span | None = None
    agreement: str | None = None
    said_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Mention):
    """An instrument or standing arrangement between states or organisations."""

    what: str
    parties: tuple[str, ...]
    domain: str = "other"
    status: AgreementStatus = AgreementStatus.IN_FORCE
    when: str | None = None
    said_by: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one article, each list in the order of the text.

    ``problem`` says why the article could not be read, where it could not; with ``later`` the cause may pass, so
    that what was read of it before stays and it is read at the next call. ``dropped`` are the parts that a reader
    found and that cannot be kept, each with its reason.
    """

    article: Article
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    dates: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    problem: str | None = None
    later: bool = False
    dropped: tuple["Problem", ...] = ()

    def mentions(self) -> Iterator[Mention]:
        """Yield every mention, kind by kind."""
        yield from self.events
        yield from self.statements
        yield from self.figures
        yield from self.agreements


@dataclass(frozen=True, slots=True)
class Problem:
    """An input, or a part of one, that could not be used; ``reason`` is a fixed word, ``detail`` a sentence."""

    name: str
    reason: str
    detail: str


class Verdict(StrEnum):
    """What a person decides on a mention."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision on a mention, which is known by its article, kind and characters.

    ``snapshot`` is the plain form of the mention as the reviewer saw it. ``change`` holds, for a correction, the
    new value of each field; for a merge, under ``with``, the place of the mention that this one is the same as
    (``article``, ``kind``, ``start``, ``end``); for a split, under ``apart``, a word that keeps together what is
    split off together. ``undoes`` is the id of the judgement that an undo takes back; ``made`` an ISO moment.
    """

    id: int
    article: str
    kind: Kind
    start: int
    end: int
    snapshot: Mapping[str, Any]
    verdict: Verdict
    change: Mapping[str, Any]
    reviewer: str
    note: str
    made: str
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What all judgements together say of one mention. ``joined`` is the id of the mention it is merged with."""

    accepted: bool = False
    rejected: bool = False
    corrections: Mapping[str, Any] = field(default_factory=dict)
    joined: str | None = None
    apart: str | None = None
    reviewers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Witness:
    """A mention as reconciling sees it: its fields, and which family, outlet and day vouch for it.

    ``fields`` is the plain form of the mention (see `bilateral.plain`), corrected where a person corrected it;
    ``published`` an ISO date or null. ``verbatim`` is false where the article was reworded by a machine, so that
    its quotations are nobody's words.
    """

    id: str
    kind: Kind
    article: str
    family: str
    outlet: str
    published: str | None
    confidence: float
    fields: Mapping[str, Any]
    decision: Decision = field(default_factory=Decision)
    verbatim: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """That a mention belongs to an entry, and why."""

    mention: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the record holds after mentions of the same thing are reconciled across families.

    ``fields`` are the values that the rule ``most-frequent`` picks; ``disagreement`` keeps, for each field on
    which families differ, every value with its families. ``parts`` are the actors, each with its part in the
    entry (``actor``, ``recipient``, ``party``, ``speaker``, ``about``). ``day`` is the first day of ``when``,
    or the day of publication, by which entries are put in order; ``known`` is when the first article said so.
    """

    id: str
    kind: Kind
    label: str
    type: str | None
    status: str | None
    when: str | None
    day: str | None
    known: str | None
    families: int
    articles: int
    confidence: float
    parts: tuple[tuple[str, str], ...]
    fields: Mapping[str, Any]
    disagreement: Mapping[str, Any]
    links: tuple[Link, ...]
    block: str
    reviewers: tuple[str, ...] = ()
