"""A block too large for one process: its mentions are compared in shares, and fall into pieces that are grouped alone.

Average linkage never joins two groups between which no link is above 0, so mentions that are not connected by such
links, over however many others, can be grouped apart with the same outcome. A share of a block's comparisons needs
nothing of the other shares.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final, TypeAlias

from bilateral.model import Kind, Witness
from bilateral.reconcile.acts import Act
from bilateral.reconcile.agreements import Pact, link_agreements
from bilateral.reconcile.events import link_events, near_pairs
from bilateral.reconcile.groups import arrival
from bilateral.reconcile.linking import Verdicts
from bilateral.reconcile.statements import Utterance, link_statements, near_statements
from bilateral.trace.connected import connect

Link: TypeAlias = tuple[str, str]
"""The ids of two mentions for whose being one thing more speaks than against it."""


@dataclass(frozen=True, slots=True)
class Paired:
    """How mentions of a kind are compared: as what, which pairs of them (by position), and the comparison."""

    item: Callable[[Witness], Any]
    pairs: Callable[[Sequence[Any]], Iterator[tuple[int, int]]]
    link: Callable[[Any, Any], Verdicts]


# Figures are grouped by what they are figures of, without comparing pairs.
PAIRED: Final[Mapping[Kind, Paired]] = {
    Kind.EVENT: Paired(Act, near_pairs, link_events),
    Kind.STATEMENT: Paired(Utterance, near_statements, link_statements),
    Kind.AGREEMENT: Paired(Pact, lambda pacts: combinations(range(len(pacts)), 2), link_agreements),
}


def links(kind: Kind, members: Sequence[Witness], share: int = 0, shares: int = 1) -> Iterator[Link]:
    """Yield the links above 0 between mentions of one block and kind that fall to one of several shares."""
    paired = PAIRED[kind]
    items = [paired.item(witness) for witness in sorted(members, key=arrival)]
    for i, j in paired.pairs(items):
        if (i + j) % shares == share and paired.link(items[i], items[j])[0] > 0:
            yield items[i].witness.id, items[j].witness.id


def pieces(kind: Kind, members: Sequence[Witness], linked: Iterable[Link] | None) -> list[list[Witness]]:
    """Return the mentions of a block in the pieces that links connect; in one piece where none were given."""
    if linked is None or kind not in PAIRED:
        return [list(members)]
    heads = connect(linked)
    found: defaultdict[str, list[Witness]] = defaultdict(list)
    for witness in members:
        found[heads.get(witness.id, witness.id)].append(witness)
    return [piece for _, piece in sorted(found.items())]
