"""From sketches to the few pairs of articles worth comparing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bilateral.trace.sketch import Sketch

# Two shared 5-grams out of sixteenths mean about twenty words of common prose; one may be chance.
SHARED_ENOUGH = 2
# Articles of one outlet share its notices ("sign up for our newsletter"). A pair whose common prose is likely less
# than this part of the shorter article cannot come out dependent, which takes a fifth.
LEAST_SHARE = 0.08
# A 5-gram in more articles than this is a stock phrase, or the family is so large that a newcomer is found
# through its other members all the same.
STOCK = 400


class Candidate(NamedTuple):
    """An article that may share text, and the likely part of the shorter article's prose that is common."""

    address: str
    likely_share: float


class Size(NamedTuple):
    """How long an article is, as its sketch tells: how many 5-grams of its prose are kept, one in how many."""

    kept: int
    modulus: int


class SketchIndex:
    """An inverted index of sketches: which articles keep which 5-gram.

    Rows ``(address, hash, quoted)`` go in and come out, so that a record can keep the index in a table.
    """

    def __init__(self, rows: Iterable[tuple[str, int, bool]] = ()) -> None:
        """Start from the rows of an earlier index."""
        self._addresses: list[str] = []
        self._numbers: dict[str, int] = {}
        # Most 5-grams stand in one article only; a bare number costs a third of a list with one.
        self._postings: tuple[dict[int, int | list[int]], dict[int, int | list[int]]] = ({}, {})
        # How many 5-grams of its prose each article keeps, and which low bits any of its hashes has: together
        # they tell how long it is.
        self._kept: list[int] = []
        self._low_bits: list[int] = []
        for address, gram, quoted in rows:
            self._post(self._number(address), gram, quoted)

    def __contains__(self, address: object) -> bool:
        """Say whether the article is in the index."""
        return address in self._numbers

    def __len__(self) -> int:
        """Return how many articles the index holds."""
        return len(self._addresses)

    def add(self, address: str, kept: Sketch) -> None:
        """Add an article; adding it again changes nothing."""
        if address in self._numbers:
            return
        number = self._number(address)
        for quoted, grams in enumerate((kept.narration, kept.quotation)):
            for gram in grams:
                self._post(number, gram, bool(quoted))

    def candidates(self, kept: Sketch) -> list[Candidate]:
        """Return the articles that share enough of the sketch, in the order of their addresses.

        Prose is looked up in prose and in quotations (an outlet quoted by another) and quotations in prose;
        quotations shared by two articles count for nothing.
        """
        prose, quotations = self._postings
        shared = _shared(kept.narration, prose)
        crossed = _shared(kept.narration, quotations) + _shared(kept.quotation, prose)
        size = size_of(kept)
        found = []
        for number in shared.keys() | crossed.keys():
            other = Size(self._kept[number], _modulus(self._low_bits[number]))
            share = likely_share(shared[number], size, other)
            if is_candidate(shared[number], crossed[number], share):
                found.append(Candidate(self._addresses[number], share))
        return sorted(found)

    def rows(self) -> Iterator[tuple[str, int, bool]]:
        """Yield the index as rows ``(address, hash, quoted)``."""
        for quoted, postings in enumerate(self._postings):
            for gram, found in postings.items():
                for number in [found] if isinstance(found, int) else found:
                    yield self._addresses[number], gram, bool(quoted)

    def _number(self, address: str) -> int:
        number = self._numbers.setdefault(address, len(self._addresses))
        if number == len(self._addresses):
            self._addresses.append(address)
            self._kept.append(0)
            self._low_bits.append(0)
        return number

    def _post(self, number: int, gram: int, quoted: bool) -> None:
        self._kept[number] += not quoted
        self._low_bits[number] |= gram
        postings = self._postings[quoted]
        found = postings.setdefault(gram, number)
        if isinstance(found, list):
            found.append(number)
        elif found != number:
            postings[gram] = [found, number]


def size_of(kept: Sketch) -> Size:
    """Return the size of the article of a sketch."""
    return Size(len(kept.narration), _modulus(_low_bits(kept)))


def likely_share(shared: int, one: Size, other: Size) -> float:
    """Return the likely part of the shorter article's prose that is common, given how many 5-grams both keep."""
    shorter = max(1, min(one.kept * one.modulus, other.kept * other.modulus))
    return shared * max(one.modulus, other.modulus) / shorter


def is_candidate(shared: int, crossed: int, share: float) -> bool:
    """Say whether two articles are worth comparing.

    ``shared`` 5-grams stand in the prose of both, ``crossed`` in the prose of one and in quotations of the other.
    """
    return (shared >= SHARED_ENOUGH and share >= LEAST_SHARE) or crossed >= SHARED_ENOUGH


def _shared(grams: Iterable[int], postings: dict[int, int | list[int]]) -> Counter[int]:
    """Count for each article how many of the 5-grams it keeps too, stock phrases aside."""
    shared: Counter[int] = Counter()
    for gram in grams:
        found = postings.get(gram)
        if isinstance(found, int):
            shared[found] += 1
        elif found is not None and len(found) <= STOCK:
            shared.update(found)
    return shared


def _low_bits(kept: Sketch) -> int:
    """Return every bit that any of the hashes has."""
    bits = 0
    for gram in kept.narration | kept.quotation:
        bits |= gram
    return bits


def _modulus(bits: int) -> int:
    """Return the modulus by which hashes were kept, given the bits they have (their lowest was dropped).

    With some dozens of hashes all of a sketch's free bits occur.
    """
    return next((modulus for modulus in (16, 8, 4) if bits & (modulus // 2 - 1) == 0), 2)
