"""The notes of a brief: numbered references to articles, and to what was counted."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bilateral.show.dossier import Line, Quote
from bilateral.show.page import safe_url
from bilateral.show.words import date_words

QUOTED = 140
"""How many characters of a quotation a note holds at most; what is left out is marked."""
NAMED = 120
"""How many characters a name holds at most: a title, an outlet, a speaker, an agreement."""
_CUT = " […]"
# Marks that turn the direction of what follows, and characters that documents cannot hold.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Note:
    """One reference: where it says so, in which words, and where to find them.

    ``quotation`` is null where a sentence was counted rather than read; then ``place`` says how to count again.
    ``url`` is empty where the source gave none that leads to the web.
    """

    number: int
    source: str
    quotation: str | None
    place: str
    url: str


class Notes:
    """The notes as they come together; one place of an article, or one count, is noted once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._made: list[Note] = []

    def quote(self, quotes: Iterable[Quote]) -> tuple[int, ...]:
        """Note the words of articles and return the numbers."""
        return tuple(self._note(f"{quote.address} {quote.at}", quote_parts(quote)) for quote in quotes)

    def count(self, source: str, place: str) -> tuple[int, ...]:
        """Note what was counted and return the number."""
        return (self._note(source, (source, None, place, "")),)

    def _note(self, key: str, parts: tuple[str, str | None, str, str]) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self._made) + 1
            self._made.append(Note(self._numbers[key], *parts))
        return self._numbers[key]

    def all(self) -> tuple[Note, ...]:
        """Return all notes, by number."""
        return tuple(self._made)


def quote_parts(quote: Quote) -> tuple[str, str, str, str]:
    """Return source, quotation, place and URL of a note on the words of an article."""
    day = date_words(quote.published) if quote.published else "undated"
    title = f": {shorten(quote.title, NAMED)}" if quote.title else ""
    spun = " Reworded by a machine, so not verbatim." if quote.spun else ""
    place = f"Article {quote.address[:16]}, characters {quote.at[0]}–{quote.at[1]}.{spun}"
    return (
        f"{shorten(quote.outlet, NAMED)}, {day}{title}",
        shorten(quote.evidence, QUOTED),
        place,
        safe_url(clean(quote.url)),
    )


def first_of_each_family(line: Line, most: int) -> Sequence[Quote]:
    """Return the first words of each family that tells of an entry, at most so many."""
    by_family: dict[str, Quote] = {}
    for quote in line.quotes:
        by_family.setdefault(quote.family, quote)
    return list(by_family.values())[:most]


def shorten(words: str, most: int) -> str:
    """Return words on one line, cut at a blank where they are too long."""
    words = clean(words)
    if len(words) <= most:
        return words
    kept = words[: most - len(_CUT)]
    return (kept.rpartition(" ")[0] or kept) + _CUT


def clean(words: str) -> str:
    """Return words on one line, without characters that no document holds or that turn the direction of the rest."""
    return " ".join(_UNFIT.sub("\ufffd", words).split())
