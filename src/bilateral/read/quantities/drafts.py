"""A number under way from a numeral in the text to a quantity."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from bilateral.read.quantities.numerals import Numeral


@dataclass(slots=True)
class Draft:
    """A numeral with what is known about it so far; each step of the reader fills in one part.

    ``start`` and ``end`` take in the currency sign and the sign or name of a unit. ``noun`` is the range of
    characters of the words that name the unit where they stand apart from the number.
    """

    numeral: Numeral
    start: int
    end: int
    value: float | tuple[float, float]
    unit: str | None = None
    noun: tuple[int, int] | None = None
    approx: bool = False
    bound: str | None = None
    change: str | None = None

    @property
    def reach(self) -> int:
        """Return where the number and its unit end."""
        return max(self.end, self.noun[1]) if self.noun else self.end


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found beside a number: its name and where the number with its sign or unit starts and ends.

    ``noun`` is set where separate words name the unit; ``tag`` is the counted noun's part-of-speech tag.
    """

    name: str
    start: int
    end: int
    noun: tuple[int, int] | None = None
    tag: str = ""


@dataclass(frozen=True)
class Text:
    """An article's text with the tokens of its parse by character."""

    text: str
    doc: Doc

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.doc]

    def token_at(self, char: int) -> int:
        """Return the position of the token that holds the character, or of the last one before it."""
        return max(0, bisect_right(self._starts, char) - 1)
