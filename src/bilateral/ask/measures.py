"""Series and balance, asked for in words as users give them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypedDict, TypeVar

import sqlalchemy as sa

from bilateral.ask.question import checked_date, member
from bilateral.ask.rows import BalanceRow, SeriesRow
from bilateral.ask.table import Measured
from bilateral.exceptions import QuestionError
from bilateral.measure import Balance, Bin, Series, Weight, balance, series
from bilateral.model import Status
from bilateral.read.actors import resolve_actor
from bilateral.reconcile.rules import Rule

R = TypeVar("R")


class Counting(TypedDict):
    """What is counted, and how; see `bilateral.measure.Options`."""

    by: str
    weight: str
    rule: str
    statuses: Iterable[str]
    since: str | None
    until: str | None
    as_of: str | None


def series_of(
    connection: sa.Connection, one: str, other: str, counting: Counting
) -> Measured[SeriesRow, Series]:
    """Count the events between two actors over time; see `bilateral.measure.series`.

    Raises:
        ActorError: a name stands for no known actor.
        DateError: a date is none.
        QuestionError: there is no such stretch, weight, rule or status, or the rule picks no single value.

    """
    made = series(connection, resolve_actor(one), resolve_actor(other), **_checked(counting))
    return Measured(SeriesRow, _rows(SeriesRow, made.rows), made)


def balance_of(connection: sa.Connection, state: str, counting: Counting) -> Measured[BalanceRow, Balance]:
    """Share out the cooperation of an actor; see `bilateral.measure.balance`. Errors are those of `series_of`."""
    made = balance(connection, resolve_actor(state), **_checked(counting))
    return Measured(BalanceRow, _rows(BalanceRow, made.rows), made)


def _checked(counting: Counting) -> dict[str, Any]:
    rule = member(Rule, counting["rule"], "rule")
    if rule is Rule.ALL:
        raise QuestionError("a measure needs one value a field; the rule 'all' picks none")
    return {
        "by": member(Bin, counting["by"], "stretch of time"),
        "weight": member(Weight, counting["weight"], "weight"),
        "rule": rule,
        "statuses": tuple(member(Status, status, "status of an event") for status in counting["statuses"]),
        "since": checked_date(counting["since"]),
        "until": checked_date(counting["until"]),
        "known": checked_date(counting["as_of"]),
    }


def _rows(
    row: Callable[..., R], rows: Callable[[], Iterator[Mapping[str, Any]]]
) -> Callable[[], Iterator[R]]:
    return lambda: (row(**{**each, "entries": tuple(each["entries"])}) for each in rows())
