"""The numbers of some events: how many, and how cooperative, each with its interval and the events it counts."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bilateral.measure.acts import Act
from bilateral.measure.intervals import Interval, count_interval, mean_interval, net_interval, weighted_mean
from bilateral.measure.options import Weight


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of events: ``entries`` are the ids of the events they count.

    ``count`` is the sum of weights, ``mean`` the weighted mean of PLOVER's scores (null without events), ``net`` their
    weighted sum.
    """

    entries: tuple[str, ...]
    count: float
    count_interval: Interval
    mean: float | None
    mean_interval: Interval | None
    net: float
    net_interval: Interval | None


def make_tally(acts: Iterable[Act], weight: Weight) -> Tally:
    """Return the numbers of events."""
    acts = list(acts)
    weights = [weight.of(act.families) for act in acts]
    scores = [act.score for act in acts]
    return Tally(
        entries=tuple(act.id for act in acts),
        count=math.fsum(weights),
        count_interval=count_interval(weights),
        mean=weighted_mean(scores, weights) if acts else None,
        mean_interval=mean_interval(scores, weights),
        net=math.fsum(x * w for x, w in zip(scores, weights, strict=True)),
        net_interval=net_interval(scores, weights),
    )


def tally_row(tally: Tally) -> dict[str, Any]:
    """Return numbers as one flat row."""
    row: dict[str, Any] = {}
    for name in ("count", "mean", "net"):
        interval = getattr(tally, f"{name}_interval")
        row[name] = getattr(tally, name)
        row[f"{name}_low"] = interval and interval.low
        row[f"{name}_high"] = interval and interval.high
    return {**row, "entries": list(tally.entries)}
