"""Which parts of an article are somebody else's words.

Independent reports of one event share quotations, posts and statements word for word; only the outlets' own
prose tells who copied whom. This split is coarser than the reader's statements and needs no parse.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r'["“”]')
# A post embedded in a page ends with its author's account and date: "— Name (@account) July 6, 2022".
_POST_SIGNATURE = re.compile(r"\(@\w{1,20}\)\s+[A-Z][a-z]+\.? \d{1,2}, \d{4}")
# Nothing but the author's name before the account: the paragraph signs the one before it.
_NAME_ONLY = re.compile(r"\W*(?:[\w.\u2019-]+\s+){0,5}$")
# A transcript gives each speaker's name in capitals with a colon.
_TURN = re.compile(r"\b[A-Z][A-Z.'\u2019 -]{2,30}:\s")
_TURNS = 3


class Range(NamedTuple):
    """A half-open range of characters."""

    start: int
    end: int


def others_words(text: str) -> list[Range]:
    """Return the ranges of the text that are quotations, posts or transcripts, in order, without overlap."""
    paragraphs = [Range(*match.span()) for match in _PARAGRAPH.finditer(text)]
    whole = _posts(text, paragraphs) | {p for p in paragraphs if len(_TURN.findall(text, *p)) >= _TURNS}
    return _merged(sorted([*whole, *_quotations(text, paragraphs)]))


def _posts(text: str, paragraphs: list[Range]) -> set[Range]:
    """Return the paragraphs that are posts with their signatures."""
    found: set[Range] = set()
    for i, paragraph in enumerate(paragraphs):
        signature = _POST_SIGNATURE.search(text, *paragraph)
        if signature is None:
            continue
        found.add(Range(paragraph.start, signature.end()))
        if i and _NAME_ONLY.match(text[paragraph.start : signature.start()]):
            found.add(paragraphs[i - 1])
    return found


def _quotations(text: str, paragraphs: list[Range]) -> Iterator[Range]:
    """Yield what stands between quotation marks.

    A mark left open runs to the end of its paragraph, and on through the next one where a closing mark comes
    there before any opening one: a quotation of several paragraphs.
    """
    opened: int | None = None
    for paragraph in paragraphs:
        if opened is not None and not _closes_first(text, paragraph):
            opened = None
        if opened is not None:
            opened = paragraph.start
        for mark in _MARK.finditer(text, *paragraph):
            if opened is None:
                # A closing mark with nothing open belongs to nothing.
                opened = None if mark[0] == "”" else mark.start()
            elif mark[0] != "“":
                yield Range(opened, mark.end())
                opened = None
        if opened is not None:
            yield Range(opened, paragraph.end)


def _closes_first(text: str, paragraph: Range) -> bool:
    """Say whether the paragraph's first mark closes: a ``”``, or a straight mark after a word or stop."""
    mark = _MARK.search(text, *paragraph)
    if mark is None or mark[0] == "“":
        return False
    return mark[0] == "”" or (mark.start() > paragraph.start and not text[mark.start() - 1].isspace())


def _merged(ranges: list[Range]) -> list[Range]:
    merged: list[Range] = []
    for current in ranges:
        if merged and current.start <= merged[-1].end:
            merged[-1] = Range(merged[-1].start, max(merged[-1].end, current.end))
        else:
            merged.append(current)
    return merged
