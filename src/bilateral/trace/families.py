"""From verified edges to families, each with its origin and the chain that leads to it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bilateral.trace.edge import FamilyEdge, Relation
from bilateral.trace.origin import OriginKey
from bilateral.trace.spun import SpunMark

# A newcomer that is no copy of the origin joins where it is a copy of at least half the members: what merely
# touches one of them (a digest of several stories) stays out.
ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Membership:
    """An article's place in its family: whose text it carries.

    ``family`` is the address of the family's origin. ``edge`` leads to the member it is likeliest taken from,
    and is None for the origin itself. ``agency`` is the agency that the article credits or is. ``marks`` are the
    reasons to think the article reworded by a machine; its quotations are then not verbatim.
    """

    article: str
    family: str
    edge: FamilyEdge | None = None
    agency: str | None = None
    marks: tuple[SpunMark, ...] = ()

    @property
    def relation(self) -> str:
        """What the article is: its relation to the member it is taken from, ``origin``, or ``reworded`` by its marks."""
        if self.edge:
            return self.edge.relation.value
        return Relation.REWORDED.value if self.marks else "origin"


@dataclass(frozen=True, slots=True)
class Standing:
    """What places an article in its family: its rank as an origin, its agency, its marks of rewording."""

    key: OriginKey
    agency: str | None = None
    marks: tuple[SpunMark, ...] = ()


def families(standings: Mapping[str, Standing], edges: Iterable[FamilyEdge]) -> list[Membership]:
    """Put every article in its family, given the standing of each address.

    The result depends on the articles and edges only, not on their order.
    """
    neighbours: defaultdict[str, dict[str, FamilyEdge]] = defaultdict(dict)
    for edge in edges:
        if edge.is_copy:
            neighbours[edge.article][edge.of] = edge
            neighbours[edge.of][edge.article] = edge
    home: dict[str, str] = {}
    members: defaultdict[str, list[str]] = defaultdict(list)
    memberships = []
    # In the order of origins a family's origin is there before its members.
    for address, standing in sorted(standings.items(), key=lambda item: item[1].key):
        linked = {other: edge for other, edge in neighbours.get(address, {}).items() if other in home}
        origin = _family_to_join({home[other] for other in linked}, linked, members) or address
        inside = [linked[member] for member in members[origin] if member in linked]
        home[address] = origin
        members[origin].append(address)
        nearest = max(inside, key=_strength, default=None)
        memberships.append(Membership(address, origin, nearest, standing.agency, standing.marks))
    return memberships


def _family_to_join(
    origins: set[str], linked: Mapping[str, FamilyEdge], members: Mapping[str, list[str]]
) -> str | None:
    """Return the origin of the family that the article belongs to, the closest where several would do."""
    fitting = [
        origin
        for origin in sorted(origins)
        if origin in linked
        or sum(member in linked for member in members[origin]) >= ENOUGH * len(members[origin])
    ]
    return max(
        fitting,
        key=lambda origin: max(_strength(linked[member]) for member in members[origin] if member in linked),
        default=None,
    )


def _strength(edge: FamilyEdge) -> float:
    return 2.0 if edge.relation is Relation.EXACT else edge.share + edge.share_of
