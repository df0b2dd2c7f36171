"""Pairwise links become groups: what links on the average of its pairs belongs together, and each keeps its reasons."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

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


def merge_by_average(count: int, scores: dict[tuple[int, int], float]) -> list[list[int]]:
    """Return the positions 0 to ``count`` as groups, each in order, after average linkage over sparse scores.

    ``scores`` has the pairs ``(i, j)``, ``i < j``, with a score other than 0; only pairs of groups with some link
    are looked at.
    """
    groups = {i: [i] for i in range(count)}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for (i, j), score in scores.items():
        sums[i][j] = sums[j][i] = score
    best = {i: _best(i, groups, sums) for i in groups}
    while True:
        found = max(((value, -i, -j) for i, (value, j) in best.items() if j >= 0), default=None)
        if found is None or found[0] <= 0:
            break
        one, other = sorted((-found[1], -found[2]))
        _merge(one, other, groups, sums)
        best.pop(other)
        for k in (one, *sums[one]):
            best[k] = _best(k, groups, sums)
    return [sorted(group) for _, group in sorted(groups.items())]


def _best(i: int, groups: dict[int, list[int]], sums: dict[int, dict[int, float]]) -> tuple[float, int]:
    """Return the highest mean score of a group with another, and that other; -1 where there is none."""
    size = len(groups[i])
    means = ((total / (size * len(groups[j])), -j) for j, total in sums[i].items())
    value, j = max(means, default=(0.0, 1))
    return value, -j


def _merge(one: int, other: int, groups: dict[int, list[int]], sums: dict[int, dict[int, float]]) -> None:
    """Put the second group into the first, their sums of scores added."""
    groups[one] += groups.pop(other)
    for k, total in sums.pop(other).items():
        del sums[k][other]
        if k != one:
            sums[one][k] = sums[k][one] = sums[one].get(k, 0.0) + total
