"""With whom an actor deals, and how."""

from collections import Counter
from dataclasses import dataclass, field

import sqlalchemy as sa

from bilateral.model import Kind
from bilateral.record.schema import entries, entry_actors
from bilateral.show.web.quads import COOPERATION, Quad, quad_of


@dataclass(slots=True)
class Partner:
    """What passes between an actor and a partner: events by quad class, agreements, and the latest day of either."""

    code: str
    quads: Counter[Quad] = field(default_factory=Counter)
    agreements: int = 0
    last: str = ""

    @property
    def events(self) -> int:
        """All events."""
        return self.quads.total()

    @property
    def cooperation(self) -> int:
        """Events of cooperation, in word or deed."""
        return sum(self.quads[quad] for quad in COOPERATION)

    @property
    def conflict(self) -> int:
        """Events of conflict, in word or deed."""
        return self.events - self.cooperation

    @property
    def share(self) -> float | None:
        """The share of cooperation among the events; null where there are none."""
        return self.cooperation / self.events if self.events else None


def find_partners(connection: sa.Connection, state: str) -> list[Partner]:
    """Return the partners of a state or organisation, those with the most events first."""
    own = sa.select(entry_actors.c.entry).where(entry_actors.c.state == state)
    number = sa.func.count(entries.c.id.distinct())
    query = (
        sa.select(entry_actors.c.state, entries.c.type, number, sa.func.max(entries.c.day))
        .select_from(entries)
        .join(entry_actors, sa.and_(entry_actors.c.entry == entries.c.id, entry_actors.c.state != state))
        .where(entries.c.kind.in_((Kind.EVENT, Kind.AGREEMENT)), entries.c.id.in_(own))
        .group_by(entry_actors.c.state, entries.c.type)
    )
    found: dict[str, Partner] = {}
    for code, type_, count, last in connection.execute(query):
        partner = found.setdefault(code, Partner(code))
        partner.last = max(partner.last, last or "")
        if quad := quad_of(type_):
            partner.quads[quad] += count
        else:
            partner.agreements += count
    return sorted(found.values(), key=lambda p: (-p.events, -p.agreements, p.code))


def count_kinds(connection: sa.Connection, state: str) -> dict[str, int]:
    """Return how many entries of each kind a state or organisation takes part in."""
    own = sa.select(entry_actors.c.entry).where(entry_actors.c.state == state)
    query = sa.select(entries.c.kind, sa.func.count()).where(entries.c.id.in_(own)).group_by(entries.c.kind)
    counted: dict[str, int] = {str(kind): count for kind, count in connection.execute(query)}
    return {str(kind): counted.get(kind, 0) for kind in Kind}
