"""From verified edges to families, each with its origin and the chain that leads to it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bilateral.trace.edge import FamilyEdge, Relation

# A newcomer that is no copy of the origin joins where it is a copy of at least half the members: what merely
# touches one of them (a digest of several stories) stays out.
ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Membership:
    """An article's place in its family: whose text it carries.

    ``family`` is the address of the family's origin. ``edge`` leads to the member it is likeliest taken from,
    and is None for the origin itself. ``agency`` is the agency that the article credits or is.
    """

    article: str
    family: str
    edge: FamilyEdge | None = None
    agency: str | None = None

    @property
    def relation(self) -> str:
        """What the article is in its family: ``origin`` or its relation to the member it is taken from."""
        return self.edge.relation.value if self.edge else "origin"


def families(
    keys: Mapping[str, Any], edges: Iterable[FamilyEdge], agencies: Mapping[str, str | None]
) -> list[Membership]:
    """Put every article in its family.

    ``keys`` gives for each address the key by which origins sort first (`bilateral.trace.origin.origin_key`).
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
    for address in sorted(keys, key=keys.__getitem__):
        linked = {other: edge for other, edge in neighbours.get(address, {}).items() if other in home}
        origin = _family_to_join({home[other] for other in linked}, linked, members) or address
        inside = [linked[member] for member in members[origin] if member in linked]
        home[address] = origin
        members[origin].append(address)
        memberships.append(
            Membership(address, origin, max(inside, key=_strength, default=None), agencies.get(address))
        )
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
