"""A copy beside the origin of its family: which stretches read the same, and where a span of the one stands in the other."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bilateral.model import Article, Span
from bilateral.read.copies.stretches import Stretch, plain, stretches_of, touched

# Places of the origin that one stretch of words is looked for in; what is repeated more often ("___") says little, and so the
# time stays linear.
_REPEATS = 8


@dataclass(frozen=True)
class Aligned:
    """A copy beside its origin, both as stretches.

    ``same`` holds, for each stretch of the copy, the number of that of the origin which reads the same, or null where
    none does; no stretch of the origin serves twice.
    """

    copy: Article
    stretches: Sequence[Stretch]
    of_origin: Sequence[Stretch]
    same: Sequence[int | None]

    @cached_property
    def _place(self) -> dict[int, int]:
        return {j: i for i, j in enumerate(self.same) if j is not None}

    def place(self, span: Span) -> Span | None:
        """Return where a span of the origin stands in the copy, if all of it does, in one piece."""
        theirs = touched(self.of_origin, span)
        mine = [self._place.get(j) for j in theirs]
        first = mine[0] if mine else None
        if first is None or mine != list(range(first, first + len(mine))):
            return None
        shift = self.stretches[first].start - self.of_origin[theirs[0]].start
        found = self.copy.text[span.start + shift : span.end + shift]
        # Between two stretches there may be more white space in the one text than in the other.
        if plain(found) != plain(span.text):
            return None
        return self.copy.cut(span.start + shift, span.end + shift)

    def reached(self, span: Span) -> set[int]:
        """Return the stretches of the copy in which a part of a span of the origin stands."""
        return {self._place[j] for j in touched(self.of_origin, span) if j in self._place}


def align(copy: Article, origin: Article) -> Aligned:
    """Put a copy beside its origin; of stretches that are repeated each is taken for the next in the order of the text."""
    stretches, of_origin = stretches_of(copy.text), stretches_of(origin.text)
    places = defaultdict[str, list[int]](list)
    for j, (start, end) in enumerate(of_origin):
        found = places[plain(origin.text[start:end])]
        if len(found) < _REPEATS:
            found.append(j)
    same, last = list[int | None](), -1
    for start, end in stretches:
        free = places.get(plain(copy.text[start:end]), [])
        place = next((j for j in free if j > last), free[0] if free else None)
        if place is not None:
            free.remove(place)
            last = place
        same.append(place)
    return Aligned(copy, stretches, of_origin, same)
