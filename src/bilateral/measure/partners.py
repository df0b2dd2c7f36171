"""The balance of a state among its partners: who has which share of its cooperation, and how concentrated that is."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bilateral.measure.acts import Act, get_acts
from bilateral.measure.bins import Bin
from bilateral.measure.bonds import BINDING, Bond, get_bonds
from bilateral.measure.options import Options, Weight, make_options
from bilateral.measure.over_time import ALL, make_point
from bilateral.measure.placing import LeftOut, place
from bilateral.measure.scores import Quad, load_scores
from bilateral.measure.shares import Holding, Spread, make_spread
from bilateral.measure.tally import Tally
from bilateral.model import Status
from bilateral.read.actors import actor_name, home_state
from bilateral.reconcile.rules import Rule

COOPERATION = "cooperation"
"""How rows name the shares of events, beside those of agreements, which bear the name of their domain."""


@dataclass(frozen=True, slots=True)
class BalancePoint:
    """One stretch of time: how cooperation, and the agreements of each domain, spread over the partners."""

    period: str
    cooperation: Spread
    domains: Mapping[str, Spread]


@dataclass(frozen=True, slots=True)
class Partner:
    """All events with one partner: the numbers of each quad class, and of all together."""

    code: str
    name: str
    quads: Mapping[Quad, Tally]
    total: Tally


@dataclass(frozen=True, slots=True)
class Balance:
    """A state or organisation among its partners.

    ``points`` has every stretch of time from the first to the last, ``whole`` is all of them together, as the stretch
    ``all``. ``partners`` are in the order of their events, the most first; the conflict with them is counted there.
    ``left_out`` holds events and agreements.
    """

    code: str
    name: str
    options: Options
    scores: str
    points: tuple[BalancePoint, ...]
    whole: BalancePoint
    partners: tuple[Partner, ...]
    left_out: LeftOut

    def plain(self) -> dict[str, Any]:
        """Return the balance as plain values."""
        return dataclasses.asdict(self)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield one flat row for each stretch, what is shared (cooperation, or a domain of agreements) and partner."""
        for point in (*self.points, self.whole):
            for name, spread in ((COOPERATION, point.cooperation), *point.domains.items()):
                common = {"period": point.period, "of": name, "hhi": spread.hhi, "unbiased": spread.unbiased}
                for part in spread.parts:
                    yield {**common, **dataclasses.asdict(part), "entries": list(part.entries)}


def balance(
    connection: sa.Connection,
    state: str,
    *,
    by: Bin | str = Bin.YEAR,
    weight: Weight | str = Weight.ENTRIES,
    since: str | None = None,
    until: str | None = None,
    rule: Rule | str = Rule.MOST_FREQUENT,
    statuses: Iterable[Status | str] = (Status.ACTUAL,),
    known: str | None = None,
) -> Balance:
    """Share out the cooperation of a state or organisation, given by code, among its partners over time.

    The arguments are those of `bilateral.measure.series`. An event with several partners counts in full for each,
    so that a partner's count is that of the series of the two.

    Raises:
        ValueError: there is no such stretch, weight, status or rule, or the rule picks no single value.

    """
    options = make_options(
        by=by, weight=weight, rule=rule, statuses=statuses, since=since, until=until, known=known
    )
    code = home_state(state)
    return make_balance(
        code, get_acts(connection, [code], options), get_bonds(connection, code, options), options
    )


def make_balance(code: str, acts: Iterable[Act], bonds: Iterable[Bond], options: Options) -> Balance:
    """Return the balance of an actor from events and agreements; those without a partner are passed over."""
    items: list[Act | Bond] = [act for act in acts if act.partners(code)]
    items += bonds
    placed = place(items, options, {*options.statuses, *BINDING})
    shown = placed.all()
    return Balance(
        code=code,
        name=actor_name(code),
        options=options,
        scores=load_scores().version,
        points=tuple(_point(code, name, some, options.weight) for name, some in placed.periods.items()),
        whole=_point(code, ALL, shown, options.weight),
        partners=tuple(_partners(code, [item for item in shown if isinstance(item, Act)], options.weight)),
        left_out=placed.left_out,
    )


def _point(code: str, period: str, items: Sequence[Act | Bond], weight: Weight) -> BalancePoint:
    events: list[Holding] = []
    domains: dict[str, list[Holding]] = defaultdict(list)
    for item in items:
        holding = Holding(item.id, item.partners(code), weight.of(item.families))
        if isinstance(item, Bond):
            domains[item.domain].append(holding)
        elif item.quad.cooperative:
            events.append(holding)
    spreads = {name: make_spread(held, weight) for name, held in sorted(domains.items())}
    return BalancePoint(period, make_spread(events, weight), spreads)


def _partners(code: str, acts: Sequence[Act], weight: Weight) -> list[Partner]:
    """Return the numbers of events with each partner, the most events first."""
    shared: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        for other in act.partners(code):
            shared[other].append(act)
    points = {other: make_point(ALL, some, weight) for other, some in shared.items()}
    order = sorted(points, key=lambda other: (-points[other].total.count, other))
    return [Partner(other, actor_name(other), points[other].quads, points[other].total) for other in order]
