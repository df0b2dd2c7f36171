"""A text with everything read from it marked in place: cut where marks begin and end, so that marks may overlap."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from bilateral.model import Kind

KIND_ORDER = [*map(str, Kind), ""]


class Mark(NamedTuple):
    """A range of characters that belongs to a mention."""

    start: int
    end: int
    kind: str
    mention: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that the same marks cover; ``begins`` are the mentions whose first mark begins here."""

    text: str
    kinds: Sequence[str]
    mentions: Sequence[str]
    begins: Sequence[str]


@dataclass(slots=True)
class Paragraph:
    """A line of the text in segments, with the mentions that begin in it."""

    start: int
    segments: list[Segment] = field(default_factory=list)
    begins: list[str] = field(default_factory=list)


def marks_of(kind: str, mention: str, fields: Mapping[str, Any]) -> Iterator[Mark]:
    """Yield the marks of a mention: of a statement what was said, of a figure its number, else its evidence."""
    match kind:
        case Kind.STATEMENT:
            spans = fields["content"]
        case Kind.FIGURE:
            spans = [fields["number"]]
        case _:
            spans = [fields["evidence"]]
    for span in spans:
        yield Mark(span["start"], span["end"], kind, mention)


def make_paragraphs(text: str, marks: Sequence[Mark]) -> list[Paragraph]:
    """Return the text line by line, empty lines left out, cut where a mark begins or ends."""
    first: dict[str, int] = {}
    for mark in marks:
        first[mark.mention] = min(mark.start, first.get(mark.mention, mark.start))
    ordered = sorted(marks)
    paragraphs, start = [], 0
    for words in text.split("\n"):
        if words.strip():
            near = [mark for mark in ordered if mark.start < start + len(words) and mark.end > start]
            paragraphs.append(_paragraph(words, start, near, first))
        start += len(words) + 1
    return paragraphs


def _paragraph(words: str, start: int, marks: Sequence[Mark], first: Mapping[str, int]) -> Paragraph:
    end = start + len(words)
    cuts = {start, end} | {place for mark in marks for place in mark[:2] if start < place < end}
    places = sorted(cuts)
    made = Paragraph(start)
    for a, b in pairwise(places):
        covering = [mark for mark in marks if mark.start <= a and mark.end >= b]
        begins = list(dict.fromkeys(m.mention for m in covering if first[m.mention] == a))
        kinds = sorted({mark.kind for mark in covering}, key=KIND_ORDER.index)
        ids = list(dict.fromkeys(mark.mention for mark in covering))
        made.segments.append(Segment(words[a - start : b - start], kinds, ids, begins))
        made.begins += begins
    return made
