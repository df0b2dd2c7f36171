"""How much of one wording stands in another: the same words in the same order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from bilateral.lexicon.word_forms import FUNCTION_WORDS
from bilateral.reconcile.stems import stem

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")

# Where words could be aligned in two ways, those that carry meaning count this much more.
CONTENT_WEIGHT: Final = 3


@dataclass(frozen=True)
class Wording:
    """The words of a text, folded and stemmed, each with its characters."""

    text: str

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """The characters of each word."""
        return tuple(match.span() for match in _WORD.finditer(self.text))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The stem of each word."""
        return tuple(stem(self.text[start:end]) for start, end in self.places)

    @cached_property
    def content(self) -> tuple[str, ...]:
        """The stems of the words that carry meaning."""
        return tuple(word for word in self.words if word not in FUNCTION_WORDS)


def content_overlap(a: Wording, b: Wording) -> tuple[int, float]:
    """Return how many words that carry meaning stand in both in the same order, and their share of the shorter."""
    shared = common_length(a.content, b.content)
    return shared, shared / max(1, min(len(a.content), len(b.content)))


def whole_overlap(a: Wording, b: Wording) -> float:
    """Return the share of the shorter wording, small words and all, that stands in the longer in the same order."""
    return common_length(a.words, b.words) / max(1, min(len(a.words), len(b.words)))


def common_length(a: Sequence[str], b: Sequence[str]) -> int:
    """Return the length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for word in a:
        before = 0
        for j, other in enumerate(b, 1):
            before, row[j] = row[j], before + 1 if word == other else max(row[j], row[j - 1])
    return row[-1]


def aligned(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Return the positions of words that stand in both, in order; words that carry meaning decide before others."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        weight = 1 if a[i] in FUNCTION_WORDS else CONTENT_WEIGHT
        for j in reversed(range(len(b))):
            skipped = max(table[i + 1][j], table[i][j + 1])
            table[i][j] = max(skipped, weight + table[i + 1][j + 1]) if a[i] == b[j] else skipped
    pairs, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i] == b[j] and table[i][j] > max(table[i + 1][j], table[i][j + 1]):
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def differing(shown: Wording, other: Wording) -> list[tuple[int, int]]:
    """Return the ranges of characters of ``shown`` whose words are put otherwise in ``other``.

    What merely stands before or after the part that both quote is no difference: one quotes more than the other.
    """
    matches = [(-1, -1), *aligned(other.words, shown.words), (len(other.words), len(shown.words))]
    ranges = []
    for (i1, j1), (i2, j2) in pairwise(matches):
        inner = j1 >= 0 and j2 < len(shown.words)
        if j2 - j1 > 1 and (inner or i2 - i1 > 1):
            ranges.append((shown.places[j1 + 1][0], shown.places[j2 - 1][1]))
    return ranges
