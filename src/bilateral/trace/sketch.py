"""An article as a row of words, and the sketch by which copies find each other.

The sketch keeps those word 5-grams whose hash is divisible by a power of two ("hash modulo", Broder 1997;
Schleimer et al. 2003 discuss it beside winnowing). The power is lower for short articles, so that every
article keeps some dozens; two articles always share what both keep at the coarser power.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from bilateral.trace.quoting import others_words

_WORD = re.compile(r"\w+(?:['\u2019]\w+)*")
GRAM = 5
# Articles with fewer words than the left number keep one 5-gram in the right number.
_MODULI = ((64, 1), (128, 2), (256, 4), (512, 8))
_COARSEST = 16
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_Hashes: TypeAlias = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a text: a number for each (equal for equal words), and in whose voice it stands.

    ``quoted[i]`` is 1 where word ``i`` is somebody else's (see `bilateral.trace.quoting`), else 0.
    """

    ids: list[int]
    quoted: bytes

    @property
    def narrated(self) -> int:
        """How many words are the outlet's own."""
        return self.quoted.count(0)


@dataclass(frozen=True, slots=True)
class Sketch:
    """The kept 5-grams of an article, those of its own prose and those within quotations."""

    narration: frozenset[int]
    quotation: frozenset[int]


def words_of(text: str) -> Words:
    """Split a text into words; case and the form of apostrophes do not count."""
    ids: list[int] = []
    quoted = bytearray()
    for start, end, voice in _stretches(text):
        ids += map(_word_id, _WORD.findall(text, start, end))
        quoted += bytes([voice]) * (len(ids) - len(quoted))
    return Words(ids, bytes(quoted))


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return where each word of `words_of` stands; this takes longer, and few texts need it."""
    return [match.span() for start, end, _ in _stretches(text) for match in _WORD.finditer(text, start, end)]


def _stretches(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the text in stretches of one voice: start, end, whether it is somebody else's."""
    reached = 0
    for start, end in others_words(text):
        yield reached, start, False
        yield start, end, True
        reached = end
    yield reached, len(text), False


@lru_cache(maxsize=1 << 17)
def _word_id(word: str) -> int:
    return zlib.crc32(word.lower().replace("\u2019", "'").encode())


def sketch(words: Words) -> Sketch:
    """Return the kept 5-grams of an article's words.

    5-grams that run across a quotation mark belong to neither side and are left out.
    """
    if len(words.ids) < GRAM:
        return Sketch(frozenset(), frozenset())
    modulus = next((modulus for below, modulus in _MODULI if len(words.ids) < below), _COARSEST)
    hashes = _gram_hashes(np.array(words.ids, dtype=np.uint64))
    kept = hashes % np.uint64(modulus) == 0
    voices = np.convolve(np.frombuffer(words.quoted, dtype=np.uint8), np.ones(GRAM, dtype=np.uint8), "valid")
    # One bit is dropped so that a hash fits a signed 64-bit column.
    short = hashes >> np.uint64(1)
    return Sketch(
        frozenset(short[kept & (voices == 0)].tolist()), frozenset(short[kept & (voices == GRAM)].tolist())
    )


def _gram_hashes(ids: _Hashes) -> _Hashes:
    """Return a 64-bit hash for each run of five words."""
    last = len(ids) - GRAM + 1
    hashes = ids[:last].copy()
    for i in range(1, GRAM):
        hashes = hashes * _MULTIPLIER + ids[i : last + i]
    # The finishing steps of splitmix64 (Steele et al. 2014): without them the low bits mirror the last word.
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))
