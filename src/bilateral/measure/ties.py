"""The network of a period: every pair of states and organisations with the events that pass between them."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bilateral.measure.acts import Act, get_acts
from bilateral.measure.bins import Bin
from bilateral.measure.options import Options, Weight, make_options
from bilateral.measure.over_time import ALL, make_point
from bilateral.measure.scores import Quad, load_scores
from bilateral.measure.tally import Tally
from bilateral.model import Status
from bilateral.read.actors import actor_name
from bilateral.reconcile.rules import Rule


@dataclass(frozen=True, slots=True)
class Tie:
    """Two actors, in the order of their codes, and the numbers of the events between them."""

    codes: tuple[str, str]
    names: tuple[str, str]
    quads: dict[Quad, Tally]
    total: Tally


@dataclass(frozen=True, slots=True)
class Network:
    """The ties of a period, the most events first. ``pairs`` says how many there are, shown or not."""

    options: Options
    scores: str
    ties: tuple[Tie, ...]
    pairs: int

    def plain(self) -> dict[str, Any]:
        """Return the network as plain values."""
        return dataclasses.asdict(self)


def network(
    connection: sa.Connection,
    *,
    most: int = 60,
    weight: Weight | str = Weight.ENTRIES,
    since: str | None = None,
    until: str | None = None,
    rule: Rule | str = Rule.MOST_FREQUENT,
    statuses: Iterable[Status | str] = (Status.ACTUAL,),
    known: str | None = None,
) -> Network:
    """Count the events of a period between every two states or organisations; return at most the ``most`` ties.

    The other arguments are those of `bilateral.measure.series`.

    Raises:
        ValueError: there is no such weight, status or rule, or the rule picks no single value.

    """
    options = make_options(
        by=Bin.YEAR, weight=weight, rule=rule, statuses=statuses, since=since, until=until, known=known
    )
    return make_network(get_acts(connection, (), options), options, most)


def make_network(acts: Iterable[Act], options: Options, most: int) -> Network:
    """Return the network of events."""
    between: dict[tuple[str, str], list[Act]] = defaultdict(list)
    for act in acts:
        if act.status in options.statuses and options.holds(act.day):
            for pair in act.pairs():
                between[pair].append(act)
    weights = {pair: sum(options.weight.of(act.families) for act in some) for pair, some in between.items()}
    order = sorted(between, key=lambda pair: (-weights[pair], pair))[:most]
    return Network(
        options,
        load_scores().version,
        tuple(_tie(p, between[p], options.weight) for p in order),
        len(between),
    )


def _tie(pair: tuple[str, str], acts: list[Act], weight: Weight) -> Tie:
    point = make_point(ALL, acts, weight)
    return Tie(pair, (actor_name(pair[0]), actor_name(pair[1])), dict(point.quads), point.total)
