"""Which entries of a record go out, and the entries themselves as a stream, so that memory stays flat."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from bilateral.model import Entry, Kind
from bilateral.reconcile.picking import by_rule_in_time
from bilateral.reconcile.rules import Rule
from bilateral.record.mentions import CHUNK
from bilateral.record.schema import entries, mentions
from bilateral.record.streams import chunks, streamed
from bilateral.record.views import Period, entries_as_of, entries_between, get_entries

# Blocks reconciled at once for an earlier day; the mentions of these, no more, are held in memory.
BLOCKS = 50


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
    for entry in _found(connection, scope):
        picked = by_rule_in_time(entry, scope.rule)
        if picked.kind in scope.kinds and scope.period.holds(picked.day):
            yield picked


def _found(connection: sa.Connection, scope: Scope) -> Iterator[Entry]:
    if scope.actors:
        between = entries_between(connection, *scope.actors, scope.known)
        return iter(sorted(between, key=lambda entry: (entry.block, entry.id)))
    return _known_by(connection, scope.known) if scope.known else _all(connection, scope)


def _all(connection: sa.Connection, scope: Scope) -> Iterator[Entry]:
    order = (entries.c.block, entries.c.id)
    wanted = sa.select(entries.c.id).where(entries.c.kind.in_([str(kind) for kind in scope.kinds]))
    for ids in chunks(streamed(connection, wanted.order_by(*order)), CHUNK):
        some = sa.select(entries).where(entries.c.id.in_(ids)).order_by(*order)
        yield from get_entries(connection, some)


def _known_by(connection: sa.Connection, known: str) -> Iterator[Entry]:
    blocks = sa.select(mentions.c.block).distinct().order_by(mentions.c.block)
    for some in chunks(streamed(connection, blocks), BLOCKS):
        yield from entries_as_of(connection, some, known)
