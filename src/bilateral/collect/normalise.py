r"""The one normalisation of text, with the way back to the text as it was given.

Line ends become ``\n`` and characters their composed form (Unicode NFC). Nothing else is touched: white
space, invisible characters and typographic quotes stay, since evidence is quoted character for character.
"""

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

# Every character below U+0300 is a starter that NFC leaves alone unless marks follow it, so only line ends and
# runs of higher characters (with the one character before them) can change.
_SUSPECT = re.compile(r"\r\n?|[\x00-\x0c\x0e-\u02ff]?[\u0300-\U0010ffff]+")
# Hangul vowels and trailing consonants, and a Kirat Rai vowel sign, are letters that compose with what precedes.
_COMPOSING_LETTERS = frozenset(map(chr, (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3), 0x16D67)))


@dataclass(frozen=True, slots=True)
class _Change:
    """A stretch of the raw text that normalisation rewrote; neither side is empty."""

    start: int
    end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text after normalisation, beside the text as it was given."""

    text: str
    raw: str
    _changes: tuple[_Change, ...] = field(default=(), repr=False)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the raw text that became ``text[start:end]``.

        Where a bound falls inside a stretch that was rewritten as a whole (a base letter with several marks),
        the range covers the stretch, so normalising the returned range always yields at least these words.

        Raises:
            IndexError: the range does not lie in the text.

        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"[{start}, {end}) does not lie in a text of {len(self.text)} characters")
        raw_start, _ = self._raw_bounds(start)
        return (raw_start, self._raw_bounds(end - 1)[1]) if start < end else (raw_start, raw_start)

    def _raw_bounds(self, i: int) -> tuple[int, int]:
        """Return the raw range of the single character at ``i`` (or of the end of the text)."""
        before = bisect_right(self._changes, i, key=lambda change: change.start) - 1
        if before < 0:
            return i, i + 1
        change = self._changes[before]
        if i < change.end:
            return change.raw_start, change.raw_end
        raw = change.raw_end + i - change.end
        return raw, raw + 1


def normalise(text: str) -> Normalised:
    r"""Return the text in NFC with ``\n`` as its only line end, and the map back.

    The raw text is cut into the shortest stretches that NFC treats on their own (Unicode Standard Annex 15,
    section 9: a stretch begins at a character that composes with nothing before it).
    """
    parts: list[str] = []
    changes: list[_Change] = []
    length = raw_end = 0
    for start, end, new in _rewrites(text):
        parts += text[raw_end:start], new
        length += start - raw_end + len(new)
        changes.append(_Change(length - len(new), length, start, end))
        raw_end = end
    parts.append(text[raw_end:])
    return Normalised("".join(parts), text, tuple(changes))


def address(text: str) -> str:
    """Return the address of a normalised text: the SHA-256 of its UTF-8 form, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _rewrites(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each stretch that changes, as its range and what it becomes."""
    for suspect in _SUSPECT.finditer(text):
        if suspect[0].startswith("\r"):
            yield *suspect.span(), "\n"
        elif not unicodedata.is_normalized("NFC", suspect[0]):
            for start, end in _stretches(text, *suspect.span()):
                new = unicodedata.normalize("NFC", text[start:end])
                if new != text[start:end]:
                    yield start, end, new


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut ``text[start:end]`` before each character that composes with nothing before it."""
    for i in range(start + 1, end):
        if not composes_backwards(text[i]):
            yield start, i
            start = i
    yield start, end


def composes_backwards(char: str) -> bool:
    """Say whether NFC may join or reorder the character with what stands before it; never a false no."""
    return unicodedata.category(char).startswith("M") or char in _COMPOSING_LETTERS
