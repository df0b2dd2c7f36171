"""The series of two actors: events by quad class and PLOVER score, month by month."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bilateral.measure.acts import Act, get_acts
from bilateral.measure.bins import Bin
from bilateral.measure.options import Options, Weight, make_options
from bilateral.measure.placing import LeftOut, place
from bilateral.measure.scores import Quad, load_scores
from bilateral.measure.tally import Tally, make_tally, tally_row
from bilateral.model import Status
from bilateral.read.actors import actor_name, home_state
from bilateral.reconcile.rules import Rule

ALL = "all"
"""How rows name the numbers of all quad classes, or of all stretches, together."""


@dataclass(frozen=True, slots=True)
class Point:
    """One stretch of time: the numbers of each quad class, and of all together."""

    period: str
    quads: Mapping[Quad, Tally]
    total: Tally


@dataclass(frozen=True, slots=True)
class Series:
    """Events between two actors over time.

    ``points`` has every stretch from the first to the last, empty ones too; ``whole`` is all of them together, as the
    stretch ``all``. ``scores`` is the version of the table of scores.
    """

    codes: tuple[str, str]
    names: tuple[str, str]
    options: Options
    scores: str
    points: tuple[Point, ...]
    whole: Point
    left_out: LeftOut

    def plain(self) -> dict[str, Any]:
        """Return the series as plain values."""
        return dataclasses.asdict(self)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield one flat row for each stretch and quad class, and one (``all``) for the classes together."""
        for point in self.points:
            for name, tally in (*point.quads.items(), (ALL, point.total)):
                yield {"period": point.period, "quad": str(name), **tally_row(tally)}


def series(
    connection: sa.Connection,
    one: str,
    other: str,
    *,
    by: Bin | str = Bin.MONTH,
    weight: Weight | str = Weight.ENTRIES,
    since: str | None = None,
    until: str | None = None,
    rule: Rule | str = Rule.MOST_FREQUENT,
    statuses: Iterable[Status | str] = (Status.ACTUAL,),
    known: str | None = None,
) -> Series:
    """Count the events between two states or organisations, given by code, by quad class and stretch of time.

    Non-state actors count with their home state. What the arguments mean stands at `Options`, where a series begins
    and ends at `bilateral.measure.placing.place`.

    Raises:
        ValueError: there is no such stretch, weight, status or rule, or the rule picks no single value.

    """
    options = make_options(
        by=by, weight=weight, rule=rule, statuses=statuses, since=since, until=until, known=known
    )
    codes = home_state(one), home_state(other)
    return make_series(codes, get_acts(connection, codes, options), options)


def make_series(codes: tuple[str, str], acts: Iterable[Act], options: Options) -> Series:
    """Return the series of two actors from events; those that pass between others are passed over."""
    between = (act for act in acts if codes[1] in act.partners(codes[0]))
    placed = place(between, options, options.statuses)
    return Series(
        codes=codes,
        names=(actor_name(codes[0]), actor_name(codes[1])),
        options=options,
        scores=load_scores().version,
        points=tuple(make_point(name, acts, options.weight) for name, acts in placed.periods.items()),
        whole=make_point(ALL, placed.all(), options.weight),
        left_out=placed.left_out,
    )


def make_point(period: str, acts: Sequence[Act], weight: Weight) -> Point:
    """Return the numbers of events of one stretch, by quad class and together."""
    by_quad = {quad: make_tally((act for act in acts if act.quad is quad), weight) for quad in Quad}
    return Point(period, by_quad, make_tally(acts, weight))
