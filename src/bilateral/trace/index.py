"""From sketches to the few pairs of articles worth comparing."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bilateral.trace.sketch import Sketch

# Two shared 5-grams out of sixteenths mean about twenty words of common prose; one may be chance.
SHARED_ENOUGH = 2
# A 5-gram in more articles than this is a stock phrase, or the family is so large that a newcomer is found
# through its other members all the same.
STOCK = 400


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

    def candidates(self, kept: Sketch) -> list[str]:
        """Return the articles that share enough of the sketch, in the order of their addresses.

        Prose is looked up in prose and in quotations (an outlet quoted by another) and quotations in prose;
        quotations shared by two articles count for nothing.
        """
        shared: Counter[int] = Counter()
        prose, quotations = self._postings
        for grams, postings in (
            (kept.narration, prose),
            (kept.narration, quotations),
            (kept.quotation, prose),
        ):
            for gram in grams:
                found = postings.get(gram)
                if isinstance(found, int):
                    shared[found] += 1
                elif found is not None and len(found) <= STOCK:
                    shared.update(found)
        return sorted(self._addresses[number] for number, count in shared.items() if count >= SHARED_ENOUGH)

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
        return number

    def _post(self, number: int, gram: int, quoted: bool) -> None:
        postings = self._postings[quoted]
        found = postings.setdefault(gram, number)
        if isinstance(found, list):
            found.append(number)
        elif found != number:
            postings[gram] = [found, number]
