"""Pairwise links become groups: what links on the average of its pairs belongs together, and each keeps its reasons."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")

Scores: TypeAlias = dict[tuple[int, int], float]
"""Scores of pairs of items, by position, the earlier first; pairs that are not in it have 0."""

Verdicts = tuple[float, tuple[str, ...]]
"""What a comparison of two mentions finds: a score, 0 or less where they are two things, and the reasons."""


@dataclass(frozen=True, slots=True)
class Cluster(Generic[T]):
    """Items of one thing, each with the reasons of its strongest link into the group; one alone has none."""

    members: tuple[T, ...]
    reasons: tuple[tuple[str, ...], ...]


def cluster(
    items: Sequence[T], pairs: Iterable[tuple[int, int]], link: Callable[[T, T], Verdicts]
) -> Iterator[Cluster[T]]:
    """Group the items, of which ``pairs`` (by position) are compared with ``link``.

    Average linkage: two groups become one while the mean score over all pairs between them is above 0, the highest
    mean first, so that one wrong link does not chain two things together. Pairs that were not compared count as 0.
    Ties are decided by position: the outcome is the same for items in the same order.
    """
    links = {pair: found for pair in pairs if (found := link(items[pair[0]], items[pair[1]]))[0] != 0}
    scores = {pair: score for pair, (score, _) in links.items()}
    for group in merge_by_average(len(items), scores):
        yield Cluster(tuple(items[i] for i in group), tuple(_reasons(i, group, links) for i in group))


def _reasons(i: int, group: Sequence[int], links: dict[tuple[int, int], Verdicts]) -> tuple[str, ...]:
    """Return the reasons of an item's strongest link to another of its group."""
    own = [links[pair] for j in group if (pair := (min(i, j), max(i, j))) in links and i != j]
    return max(own, key=lambda found: (found[0], found[1]))[1] if own else ()


def merge_by_average(count: int, scores: Scores, least: float = 0.0) -> list[list[int]]:
    """Return the positions 0 to ``count`` as groups, each in order, after average linkage over sparse scores.

    ``scores`` has the pairs ``(i, j)``, ``i < j``, with a score other than 0. Groups are merged while the mean score
    between them is above ``least``, which must not be negative.
    """
    merging = _Merging(count, scores)
    while (pair := merging.nearest(least)) is not None:
        merging.merge(*pair)
    return [sorted(group) for _, group in sorted(merging.groups.items())]


class _Merging:
    """Groups in the making, with the sums of scores between them and, for each, the nearest other one."""

    def __init__(self, count: int, scores: Scores) -> None:
        self.groups = {i: [i] for i in range(count)}
        self.sums: dict[int, dict[int, float]] = {i: {} for i in range(count)}
        for (i, j), score in scores.items():
            self.sums[i][j] = self.sums[j][i] = score
        self.best = {i: self._best(i) for i in self.groups}

    def nearest(self, least: float) -> tuple[int, int] | None:
        """Return the two groups with the highest mean between them, the earlier first, if it is above ``least``."""
        value, one, other = max(((v, -i, -j) for i, (v, j) in self.best.items()), default=(0.0, 0, 0))
        return (-one, -other) if value > least else None

    def merge(self, one: int, other: int) -> None:
        """Put the second group into the first, their sums of scores added."""
        self.groups[one] += self.groups.pop(other)
        del self.best[other]
        for k, total in self.sums.pop(other).items():
            del self.sums[k][other]
            if k != one:
                self.sums[one][k] = self.sums[k][one] = self.sums[one].get(k, 0.0) + total
        self.best[one] = self._best(one)
        for k in self.sums[one]:
            # Averages of a merged group are never above both of its parts', so that others' nearest stay nearest.
            if self.best[k][1] in {one, other}:
                self.best[k] = self._best(k)

    def _best(self, i: int) -> tuple[float, int]:
        """Return the highest mean of a group with another, and that other; of equal ones the earliest."""
        size = len(self.groups[i])
        means = ((total / (size * len(self.groups[j])), -j) for j, total in self.sums[i].items())
        value, j = max(means, default=(0.0, -i))
        return value, -j
