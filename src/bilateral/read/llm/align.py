"""Words that a model says stand in an article, found there: the article's own characters, or nothing.

A model copies with small changes. Those that are forgiven change no word: the form of quotation marks, apostrophes and
dashes; white space, soft hyphens and characters without width; an ellipsis as one character or three; quotation marks
and white space around the words, and a full stop, comma or semicolon at their end. Where a model left words out and says
so by an ellipsis, the parts before and behind must stand one after the other, at most `GAP` characters apart, and
what stands between belongs to the span. Letters, digits and their case are never forgiven, and no word is cut.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from bilateral.model import Article, Span

GAP: Final = 200
SHORTEST_PART: Final = 12
LONGEST: Final = 5_000
_MOST_PARTS = 4
# A text of one letter, and a model that quotes it, must not take quadratic time.
_MOST_TRIES = 200

# Straight and typographic quotation marks, guillemets, primes, the grave and the acute accent by itself.
QUOTES: Final = (
    "\"'`\u00b4\u00ab\u00bb\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2032\u2033\u2039\u203a"
)
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_WIDTHLESS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_FOLDED = {
    **dict.fromkeys(QUOTES, "'"),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_WIDTHLESS, ""),
    "…": "...",
}
_OMITTED = re.compile(r"\s*[\[(]?\.{3,}[\])]?\s*")
_AROUND = "' "
_AT_END = "' .,;"


class Passage:
    """The characters of an article from ``start`` up to ``end``, in which words are looked for."""

    def __init__(self, article: Article, start: int = 0, end: int | None = None) -> None:
        self.article = article
        self.start, self.end = start, len(article.text) if end is None else end
        self._folded, self._places = _fold(article.text[self.start : self.end])

    def find(self, words: str, within: Span | None = None) -> Span | None:
        """Return where the words stand first (within a span, where one is given); null where they do not."""
        if not 0 < len(words) <= LONGEST:
            return None
        low, high = (within.start, within.end) if within else (self.start, self.end)
        return self._exact(words, low, high) or self._forgiving(words, low, high)

    def _exact(self, words: str, low: int, high: int) -> Span | None:
        text = self.article.text
        trimmed = words.strip()
        for start in _occurrences(text, trimmed, low, high):
            return self.article.cut(start, start + len(trimmed))
        return None

    def _forgiving(self, words: str, low: int, high: int) -> Span | None:
        folded = _fold(words)[0]
        bare = folded.strip(_AROUND)
        wholes = dict.fromkeys([folded.strip(), bare, bare.rstrip(_AT_END)])
        for whole in wholes:
            if found := self._folded_range([whole], low, high):
                return self.article.cut(*found)
        parts = [part.strip(_AROUND) for part in _OMITTED.split(folded) if part.strip(_AT_END)]
        if 1 < len(parts) <= _MOST_PARTS and min(map(len, parts)) >= SHORTEST_PART:
            found = self._folded_range([*parts[:-1], parts[-1].rstrip(_AT_END)], low, high)
            return self.article.cut(*found) if found else None
        return None

    def _folded_range(self, parts: list[str], low: int, high: int) -> tuple[int, int] | None:
        """Return the range of the article from the first to the last of the parts, each near the one before."""
        floor = self._position(low)
        ceiling = self._position(high)
        for start in _occurrences(self._folded, parts[0], floor, ceiling):
            end = start + len(parts[0])
            for part in parts[1:]:
                near = min(ceiling, end + GAP + len(part))
                at = next(_occurrences(self._folded, part, end, near), None)
                if at is None:
                    break
                end = at + len(part)
            else:
                return self._places[start] + self.start, self._places[end - 1] + 1 + self.start
        return None

    def _position(self, place: int) -> int:
        """Return the first folded character at or behind a place of the article."""
        return bisect_left(self._places, place - self.start)


def _occurrences(text: str, words: str, low: int, high: int) -> Iterator[int]:
    """Yield where the words stand from ``low`` up to ``high`` as whole words."""
    at = text.find(words, low, high) if words else -1
    tries = 0
    while at >= 0 and tries < _MOST_TRIES:
        end = at + len(words)
        cut_before = words[0].isalnum() and at > 0 and text[at - 1].isalnum()
        cut_behind = words[-1].isalnum() and end < len(text) and text[end].isalnum()
        if not cut_before and not cut_behind:
            yield at
        at, tries = text.find(words, at + 1, high), tries + 1


def _fold(text: str) -> tuple[str, list[int]]:
    """Return a text with all that is forgiven made equal, and for each of its characters the place it comes from."""
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        # One space stands for any run of white space.
        space = "" if folded and folded[-1] == " " else " "
        new = space if char.isspace() else _FOLDED.get(char, char)
        folded.extend(new)
        places.extend([place] * len(new))
    return "".join(folded), places
