"""A text as a row of stretches: lines, cut where a sentence ends. They are found without a parse, which costs a hundredfold."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bilateral.model import Span

_LINE = re.compile(r"[^\n]+")
# A sentence ends after a word in lower case, a year or a percentage: "U.S. President" and "Gen. Smith" stay together.
# Where two sentences stay together, more is read than need be, and nothing is wrong.
_SENTENCE_END = re.compile(r"(?:\b[a-z][a-z'’-]{1,30}|\d{4}|%)[)\]]?[.!?]+[\"”’']?\s+(?=[\"“‘'(\[]?[A-Z0-9])")

# Outlets set the same words with other apostrophes and dashes. Quotation marks are left as they are: what a statement
# quotes is cut by them.
_PLAIN = str.maketrans("‘’–—\u00a0", "''-- ")


class Stretch(NamedTuple):
    """Characters ``start`` up to ``end`` of a text, without white space at either end."""

    start: int
    end: int


def stretches_of(text: str) -> list[Stretch]:
    """Return the stretches of a text, in order; all that is not white space stands in one."""
    return [
        stretch
        for line in _LINE.finditer(text)
        for start, end in _sentences(text, *line.span())
        for stretch in _trimmed(text, start, end)
    ]


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a line stand; a quotation is never cut."""
    reached, opened, marks = start, 0, 0
    for stop in _SENTENCE_END.finditer(text, start, end):
        opened += text.count("“", reached, stop.end()) - text.count("”", reached, stop.end())
        marks += text.count('"', reached, stop.end())
        reached = stop.end()
        if opened <= 0 and marks % 2 == 0:
            yield start, reached
            start, opened = reached, 0
    yield start, end


def _trimmed(text: str, start: int, end: int) -> Iterator[Stretch]:
    words = text[start:end]
    if words.strip():
        yield Stretch(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))


def plain(words: str) -> str:
    """Return words with one form of apostrophes and dashes; each character stays in its place."""
    return words.translate(_PLAIN)


def touched(stretches: Sequence[Stretch], span: Span) -> range:
    """Return the numbers of the stretches that a span touches."""
    first = bisect_right(stretches, span.start, key=lambda stretch: stretch.end)
    return range(first, max(first, bisect_left(stretches, span.end, key=lambda stretch: stretch.start)))
