"""What the parts of `bilateral.collect` hand to each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bilateral.collect.normalise import Normalised
from bilateral.model import Article, Problem, Span


class Reason(StrEnum):
    """The fixed words for why an input, or a part of one, could not be used."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    BINARY = "binary"
    BROKEN = "broken"
    ENCODING = "encoding"
    HUGE = "huge"
    NO_TEXT = "no-text"
    NOT_ENGLISH = "not-english"
    NOT_JSON = "not-json"
    UNFIT = "unfit"
    BAD_DATE = "bad-date"
    FUTURE_DATE = "future-date"
    NO_COLUMN = "no-column"
    MALFORMED = "malformed"
    UNSAFE = "unsafe-xml"
    TOO_MANY = "too-many"
    NOT_A_FEED = "not-a-feed"
    NOT_A_PAGE = "not-a-page"
    BAD_ADDRESS = "bad-address"
    PRIVATE = "private-address"
    UNREACHABLE = "unreachable"
    SLOW = "slow"
    REDIRECTS = "redirects"
    STATUS = "http-status"
    GONE = "gone"
    BUSY = "busy"
    ROBOTS = "robots"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read of any one thing before it counts as huge, in bytes.

    ``text`` bounds an article's text (as UTF-8), ``file`` a page, a plain text file or one JSON line, after
    decompression. JSONL files are streamed and may be of any length.
    """

    text: int = 5_000_000
    file: int = 20_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """What a source says of one article, before any of it is checked.

    ``date`` is what the source wrote, in whatever form; ``note`` is a problem that does not keep the document
    from being used.
    """

    name: str
    text: str
    title: str = ""
    date: object = None
    outlet: str = ""
    url: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    note: Problem | None = None


@dataclass(frozen=True, slots=True)
class Collected:
    """An article beside its text as the input gave it."""

    article: Article
    normalised: Normalised

    @property
    def raw_text(self) -> str:
        """The text as the input gave it (for a web page, as it was extracted)."""
        return self.normalised.raw

    def raw_span(self, span: Span) -> Span:
        """Return the span, counted and worded in the text as the input gave it."""
        return Span.cut(self.raw_text, *self.normalised.raw_span(span.start, span.end))


def problem(name: str, reason: Reason, detail: str) -> Problem:
    """Return a problem row; ``detail`` says what is wrong and what to do."""
    return Problem(name, reason.value, detail)
