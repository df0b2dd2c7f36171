"""Events as measures count them, and who stands in an event on the side of whom."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import sqlalchemy as sa

from bilateral.measure.options import Options
from bilateral.measure.scores import Quad, load_scores
from bilateral.measure.timed import Timed
from bilateral.model import Entry, Kind
from bilateral.read.actors import home_state
from bilateral.reconcile.rules import Rule, pick
from bilateral.reconcile.when import day_of
from bilateral.record.schema import entries, entry_actors
from bilateral.record.views import entries_as_of

# "The international community" is nobody in particular, so it is nobody's partner.
NOBODY = frozenset({"INT"})
# What of an entry is looked at.
COLUMNS = ("id", "day", "known", "families", "fields", "disagreement")


Counted: TypeAlias = Entry | sa.Row[Any]
"""An entry, or its row in the table of entries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Timed):
    """An event as measures count it; ``actors`` and ``recipients`` are home states and organisations."""

    quad: Quad
    score: float
    actors: frozenset[str]
    recipients: frozenset[str]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield each pair that this event passes between, in the order of the codes."""
        return pairs_between(self.actors, self.recipients)

    def partners(self, code: str) -> frozenset[str]:
        """Return those with whom an actor has this event: the other ends of its `pairs`."""
        others: frozenset[str] = frozenset()
        if code in self.actors:
            others |= self.recipients or self.actors
        if code in self.recipients:
            others |= self.actors
        return others - NOBODY - {code} if code not in NOBODY else frozenset()


def pairs_between(actors: frozenset[str], recipients: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield each pair that an event passes between, in the order of the codes.

    It passes between an actor and a recipient; without a recipient, between its actors. Those who act side by side on
    a third do nothing to each other.
    """
    found = {(min(a, b), max(a, b)) for a in actors for b in recipients or actors}
    yield from sorted((a, b) for a, b in found if a < b and not {a, b} & NOBODY)


def get_acts(connection: sa.Connection, codes: Iterable[str], options: Options) -> list[Act]:
    """Return the events in which all these actors take part, in order of time."""
    acts = (make_act(entry, options.rule) for entry in get_counted(connection, Kind.EVENT, codes, options))
    return sorted(acts, key=lambda act: (act.day or "9999", act.id))


def get_counted(
    connection: sa.Connection, kind: Kind, codes: Iterable[str], options: Options
) -> Iterable[Counted]:
    """Return the entries of a kind in which all these states and organisations take part, now or as once known."""
    query = sa.select(*(entries.c[name] for name in COLUMNS)).where(entries.c.kind == kind)
    for code in codes:
        query = query.where(
            entries.c.id.in_(sa.select(entry_actors.c.entry).where(entry_actors.c.state == code))
        )
    if options.known is None:
        return connection.execute(query).all()
    blocks = connection.execute(query.with_only_columns(entries.c.block).distinct()).scalars().all()
    return [entry for entry in entries_as_of(connection, blocks, options.known) if entry.kind is kind]


def make_act(entry: Counted, rule: Rule) -> Act:
    """Return an event entry as measures count it."""
    fields: Mapping[str, Any] = entry.fields
    scores = load_scores()
    return Act(
        **times_of(entry, rule),
        quad=scores.quad(fields["type"]),
        score=scores.score(fields["type"], chosen(entry, "mode", rule)),
        actors=frozenset(map(home_state, fields["actors"])),
        recipients=frozenset(map(home_state, fields["recipients"])),
    )


def times_of(entry: Counted, rule: Rule) -> dict[str, Any]:
    """Return the fields of `Timed` for an entry."""
    when = chosen(entry, "when", rule)
    day = day_of(when)
    return {
        "id": entry.id,
        "status": chosen(entry, "status", rule),
        "when": when,
        "day": day.isoformat() if day else entry.day,
        "known": entry.known,
        "families": entry.families,
    }


def chosen(entry: Counted, name: str, rule: Rule) -> Any:
    """Return the value of a field; where families differ, a rule picks it."""
    if name not in entry.disagreement:
        return entry.fields.get(name)
    return pick(name, entry.disagreement[name], rule)[0]
