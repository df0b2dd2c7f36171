"""How much of one wording stands in another: the same words in the same order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from bilateral.lexicon.word_forms import FUNCTION_WORDS
from bilateral.reconcile.stems import stem

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


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


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two wordings share in order: ``content`` words, their ``share`` of the shorter, and of all words."""

    content: int
    share: float
    all_share: float


def overlap(a: Wording, b: Wording) -> Overlap:
    """Compare two wordings by the longest run of words, with gaps, that stands in both."""
    content = common_length(a.content, b.content)
    every = common_length(a.words, b.words)
    return Overlap(
        content,
        content / max(1, min(len(a.content), len(b.content))),
        every / max(1, min(len(a.words), len(b.words))),
    )


def common_length(a: Sequence[str], b: Sequence[str]) -> int:
    """Return the length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for word in a:
        before = 0
        for j, other in enumerate(b, 1):
            before, row[j] = row[j], before + 1 if word == other else max(row[j], row[j - 1])
    return row[-1]


def differing(shown: Wording, other: Wording) -> list[tuple[int, int]]:
    """Return the ranges of characters of ``shown`` whose words are put otherwise in ``other``.

    What merely stands before or after the part that both quote is no difference: one quotes more than the other.
    """
    matcher = SequenceMatcher(None, other.words, shown.words, autojunk=False)
    codes = matcher.get_opcodes()
    inner = [
        code
        for i, code in enumerate(codes)
        if code[0] == "replace" or (code[0] == "insert" and 0 < i < len(codes) - 1)
    ]
    return [(shown.places[j1][0], shown.places[j2 - 1][1]) for _, _, _, j1, j2 in inner]
