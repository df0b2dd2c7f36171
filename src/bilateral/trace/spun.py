"""Articles reworded by a machine that swaps synonyms, known by their awkward set phrases alone.

Such a machine writes "pure fuel" for natural gas and "struggle crimes" for war crimes. Its articles need no
source beside them to be recognised: one odd phrase happens, several different ones do not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

# Different phrases in one article. Of 10,600 real articles none has more than one.
ENOUGH = 3
_WORD = re.compile(r"[\w'-]+")


@dataclass(frozen=True, slots=True, order=True)
class SpunMark:
    """One reason to think an article reworded: the characters of an odd phrase, and what it stands for."""

    start: int
    end: int
    phrase: str
    stands_for: str


def spun_marks(text: str) -> tuple[SpunMark, ...]:
    """Return every odd phrase of an article that holds enough different ones; else nothing.

    Quotations are searched too: such machines rewrite them like the rest, so those of a marked article are not
    verbatim.
    """
    marks = tuple(_marks(text))
    different = {mark.phrase.casefold() for mark in marks}
    return marks if len(different) >= ENOUGH else ()


def _marks(text: str) -> Iterator[SpunMark]:
    """Yield each odd phrase, in the order of the text; a longer one hides those within it."""
    plain = text.replace("\u2019", "'")
    lowered = plain.lower()
    present = _by_longest_word().keys() & _WORD.findall(lowered)
    found = sorted(
        (match.start(), -match.end(), phrase.stands_for)
        for word in present
        for phrase in _by_longest_word()[word]
        if phrase.lowered in lowered
        for match in phrase.pattern.finditer(plain)
    )
    reached = 0
    for start, minus_end, stands_for in found:
        if -minus_end > reached:
            reached = -minus_end
            yield SpunMark(start, reached, text[start:reached], stands_for)


@dataclass(frozen=True, slots=True)
class _Phrase:
    lowered: str
    pattern: re.Pattern[str]
    stands_for: str


@cache
def _by_longest_word() -> dict[str, list[_Phrase]]:
    """Return the lexicon by the longest word of each phrase, or its number, so that most need no look."""
    lines = resources.files("bilateral.lexicon").joinpath("spun_phrases.tsv").read_text("utf-8").splitlines()
    table: dict[str, list[_Phrase]] = {}
    for kind, phrase, stands_for in (line.split("\t") for line in lines if not line.startswith("#")):
        longest = max(_WORD.findall(phrase.lower()), key=lambda word: (word[0].isdigit(), len(word)))
        flags = re.NOFLAG if kind == "name" else re.IGNORECASE
        pattern = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", flags)
        table.setdefault(longest, []).append(_Phrase(phrase.lower(), pattern, stands_for))
    return table
