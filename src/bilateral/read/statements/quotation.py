"""Quotation marks: which stretches of a text stand inside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bilateral.read.statements.dialogue import dashed

_DOUBLE = re.compile("[“”„‟«»\"]|``|''")
_SINGLE = re.compile("(?<![^\\s(\\[—–-])['‘](?=\\w)|(?<=[\\w.,?!…])['’](?![\\w])")
_OPENING = frozenset("“„‟«‘") | {"``"}
_CLOSING = frozenset("”»’") | {"''"}
_BEFORE_OPENING = re.compile(r"(?:^|[\s(\[—–\-:/])$")
_AFTER_CLOSING = re.compile(r"^(?:$|[\s)\],.;:!?—–\-])")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, within one paragraph.

    ``start`` and ``end`` bound the words, ``open`` and ``close`` the words with their marks. ``continues`` says
    that the quotation runs on from the one before it (a new paragraph of the same speech).
    """

    start: int
    end: int
    open: int
    close: int
    continues: bool = False


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the range of each line that holds more than white space, without white space at its ends."""
    for line in re.finditer(r"[^\n]+", text):
        words = line.group()
        if words.isspace():
            continue
        yield line.start() + len(words) - len(words.lstrip()), line.end() - len(words) + len(words.rstrip())


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the outermost quotations of the text, in order.

    An unclosed quotation runs to the end of its paragraph; where the next paragraph opens with a mark, or
    holds a closing mark that nothing opened, it is the same quotation going on. Single marks count only in
    paragraphs that have no double ones.
    """
    found: list[Quotation] = []
    open_before = False
    for start, end in paragraphs(text):
        pattern = _DOUBLE if _DOUBLE.search(text, start, end) else _SINGLE
        here, open_now = _scan(text, start, end, pattern, open_before=open_before)
        found += _with_dashed(here, [Quotation(b, c, a, d) for a, b, c, d in dashed(text, start, end)])
        open_before = open_now
    return tuple(found)


def _with_dashed(marked: list[Quotation], between_dashes: list[Quotation]) -> list[Quotation]:
    """Return the quotations of a paragraph, marked or between dashes, the outermost where they overlap."""
    both = sorted([*marked, *between_dashes], key=lambda quotation: (quotation.open, -quotation.close))
    kept: list[Quotation] = []
    for quotation in both:
        if not kept or kept[-1].close <= quotation.open:
            kept.append(quotation)
    return kept


def _scan(
    text: str, start: int, end: int, pattern: re.Pattern[str], *, open_before: bool
) -> tuple[list[Quotation], bool]:
    """Return the quotations of one paragraph, and whether the last of them is left open."""
    found: list[Quotation] = []
    opened: tuple[int, int] | None = None
    for mark in pattern.finditer(text, start, end):
        opens = _opens(text, mark, start, end, is_open=opened is not None)
        if opens and opened is None:
            opened = mark.span()
        elif not opens and opened is not None:
            _append(found, opened, mark.span(), continues=open_before and opened[0] == start)
            opened = None
        elif not opens and not found and open_before:
            _append(found, (start, start), mark.span(), continues=True)
    if opened is None:
        return found, False
    _append(found, opened, (end, end), continues=open_before and opened[0] == start)
    return found, pattern is _DOUBLE


def _append(
    found: list[Quotation], opened: tuple[int, int], closed: tuple[int, int], *, continues: bool
) -> None:
    if opened[1] < closed[0]:
        found.append(Quotation(opened[1], closed[0], opened[0], closed[1], continues))


def _opens(text: str, mark: re.Match[str], start: int, end: int, *, is_open: bool) -> bool:
    """Say whether the mark opens a quotation, judged by its form and by what stands around it."""
    before = bool(_BEFORE_OPENING.search(text[max(start, mark.start() - 1) : mark.start()]))
    after = bool(_AFTER_CLOSING.search(text[mark.end() : min(end, mark.end() + 1)]))
    if before != after:
        return before
    if mark.group() in _OPENING:
        return True
    if mark.group() in _CLOSING:
        return False
    return not is_open
