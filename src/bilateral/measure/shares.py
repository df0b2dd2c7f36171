"""How something spreads over partners: their shares, and how concentrated they are."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bilateral.measure.options import Weight
from bilateral.read.actors import actor_name


@dataclass(frozen=True, slots=True)
class Holding:
    """One entry that an actor shares with partners, and what it counts for."""

    entry: str
    partners: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Part:
    """What one partner holds: the sum of weights, its share of all, and the ids of the entries."""

    code: str
    name: str
    count: float
    share: float
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """How a total spreads over partners, the largest first.

    ``hhi`` is the Herfindahl–Hirschman index from 1/n (n partners alike) to 1 (one partner alone), ``effective`` its
    inverse: how many partners alike would be as concentrated. ``unbiased`` is the index corrected for few events
    (Simpson 1949); null where weights are not counts or less than two are counted. All are null without a partner.
    """

    total: float
    parts: tuple[Part, ...]
    hhi: float | None
    effective: float | None
    unbiased: float | None


def make_spread(holdings: Iterable[Holding], weight: Weight) -> Spread:
    """Return how holdings spread; one with several partners counts in full for each."""
    counts: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings:
        for code in sorted(holding.partners):
            counts[code].append(holding)
    sums = {code: math.fsum(each.weight for each in held) for code, held in counts.items()}
    total = math.fsum(sums.values())
    parts = tuple(
        Part(
            code, actor_name(code), sums[code], sums[code] / total, tuple(each.entry for each in counts[code])
        )
        for code in sorted(sums, key=lambda code: (-sums[code], code))
    )
    hhi = concentration([part.share for part in parts])
    return Spread(
        total=total,
        parts=parts,
        hhi=hhi,
        effective=1 / hhi if hhi else None,
        unbiased=_unbiased(list(sums.values())) if weight is Weight.ENTRIES else None,
    )


def concentration(shares: Iterable[float]) -> float | None:
    """Return the Herfindahl–Hirschman index of shares that sum to 1; null for none."""
    squares = [share * share for share in shares]
    return math.fsum(squares) if squares else None


def _unbiased(counts: list[float]) -> float | None:
    """Return the chance that two counts drawn without putting back are of one partner (Simpson 1949)."""
    total = math.fsum(counts)
    return math.fsum(n * (n - 1) for n in counts) / (total * (total - 1)) if total > 1 else None
