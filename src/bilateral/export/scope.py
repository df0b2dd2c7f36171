"""Which entries of a record go out, and the entries themselves as a stream, so that memory stays flat."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from bilateral.ask import Order, Question, find_entries
from bilateral.model import Entry, Kind
from bilateral.reconcile.rules import Rule
from bilateral.record.views import Period


@dataclass(frozen=True, slots=True)
class Scope:
    """Which entries go out.

    ``actors`` are the codes of two between whom the entries pass, or null for all; ``known`` is the day (ISO) as of
    which the record is asked, or null for today; ``rule`` picks the value of a field on which families differ (not
    ``all``: the values on which they differ go out beside the picked one wherever a form can hold them).

    Raises:
        ValueError: the rule picks no single value.

    """

    actors: tuple[str, str] | None = None
    period: Period = dataclasses.field(default_factory=Period)
    known: str | None = None
    kinds: tuple[Kind, ...] = tuple(Kind)
    rule: Rule = Rule.MOST_FREQUENT

    def __post_init__(self) -> None:
        """Refuse a rule that leaves a field with several values."""
        if self.rule is Rule.ALL:
            raise ValueError("an export needs one value a field; the rule 'all' picks none")

    @property
    def whole(self) -> bool:
        """Whether every entry of the record goes out, so that what no entry rests on may go with them."""
        open_ended = self.period == Period() and self.known is None
        return open_ended and self.actors is None and set(self.kinds) == set(Kind)


def entries_in(connection: sa.Connection, scope: Scope) -> Iterator[Entry]:
    """Yield the entries of a scope, by block and id: kind by kind, pair by pair, year by year."""
    asked = Question(
        kinds=scope.kinds, actors=scope.actors or (), period=scope.period, known=scope.known, rule=scope.rule
    )
    for _, entry in find_entries(connection, asked, Order.BLOCK):
        yield entry
