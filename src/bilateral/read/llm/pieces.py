"""Long articles, cut where paragraphs end, so that each piece fits a question."""

import re
from collections.abc import Iterator

_PARAGRAPH = re.compile(r"\n+")
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+")
_SPACE = re.compile(r"\s+")


def pieces(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a text's pieces, in order, each of at most ``longest`` characters.

    Together they cover the text. A piece ends with a paragraph where there is one in its last half, else with a
    sentence, else between words, else where it must.
    """
    start = 0
    while len(text) - start > longest:
        end = _border(text, start, start + longest)
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def _border(text: str, start: int, end: int) -> int:
    half = (start + end) // 2
    for border in (_PARAGRAPH, _SENTENCE, _SPACE):
        ends = [match.end() for match in border.finditer(text, half, end) if match.end() <= end]
        if ends:
            return ends[-1]
    return end
