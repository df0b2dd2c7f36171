"""What a search asks for, as its user writes it: the query language, the same in every dialect."""

import re
from dataclasses import dataclass

_PART = re.compile(r'(-?)(?:"([^"]+)"|(\S+))')


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or words that stand one after the other; with ``begins``, the last stands for all that begin so."""

    words: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted: all terms of one of the sides, and none of the unwanted; no side is empty."""

    sides: tuple[tuple[Term, ...], ...]
    unwanted: tuple[Term, ...] = ()

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms of all sides."""
        return tuple(term for side in self.sides for term in side)


def parse(words: str) -> Asked | None:
    """Return what a user's words ask for; null where they ask for nothing.

    Each word must stand there, a quoted phrase as it is. ``OR`` between words asks for what stands on either side of
    it; a ``-`` before a word or phrase leaves out where it stands; a closing ``*`` asks for words that begin so.
    """
    wanted: list[list[Term]] = [[]]
    unwanted: list[Term] = []
    # A zero character ends a text for some databases.
    for minus, phrase, word in _PART.findall(words.replace("\0", " ")):
        if word == "OR" and not minus:
            wanted.append([])
        elif minus and (phrase or word[0].isalpha()):
            unwanted += _term(phrase, word)
        else:
            wanted[-1] += _term(phrase, minus + word)
    sides = tuple(tuple(terms) for terms in wanted if terms)
    return Asked(sides, tuple(unwanted)) if sides else None


def _term(phrase: str, word: str) -> list[Term]:
    """Return a phrase or word as a term; nothing where it has no letter or digit."""
    term = (phrase or word).replace('"', " ").strip()
    if not re.search(r"[^\W_]", term):
        return []
    begins = not phrase and term.endswith("*") and len(term) > 1
    return [Term(term.rstrip("*") if begins else term, begins)]
