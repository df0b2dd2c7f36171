"""Mentions of the same thing, from different articles, become one entry that keeps who says what.

Mentions are first put into blocks: only mentions of one block are ever compared, so that a new article touches
its own blocks alone. Within a block they are grouped, and each group makes an entry. The outcome depends on
the set of mentions, never on the order in which they came.

Beside the fields of a mention, those of an entry may hold: ``variants`` of a statement (`statements.variants`),
``steps`` of an agreement (`agreements.life`), ``related`` events (`relations.with_relations`), and ``series`` and
``checked`` of a figure (`series.with_series`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from bilateral.model import Entry, Kind, Witness
from bilateral.reconcile.agreements import group_agreements
from bilateral.reconcile.blocks import block_of
from bilateral.reconcile.entries import make_entry
from bilateral.reconcile.events import group_events
from bilateral.reconcile.figures import group_figures
from bilateral.reconcile.groups import Group, apart
from bilateral.reconcile.pieces import Link, pieces
from bilateral.reconcile.regroup import regroup
from bilateral.reconcile.relations import with_relations
from bilateral.reconcile.series import with_series
from bilateral.reconcile.statements import group_statements

__all__ = ["block_of", "reconcile"]

GROUPERS: dict[Kind, Callable[[Sequence[Witness]], Iterator[Group]]] = {
    Kind.EVENT: group_events,
    Kind.STATEMENT: group_statements,
    Kind.FIGURE: group_figures,
    Kind.AGREEMENT: group_agreements,
}

# What sets the entries of a block in relation: plans to their fulfilment, figures to their series.
RELATING: dict[Kind, Callable[[Sequence[Entry], Mapping[str, Sequence[Witness]]], Iterator[Entry]]] = {
    Kind.EVENT: with_relations,
    Kind.FIGURE: with_series,
}


def reconcile(
    witnesses: Iterable[tuple[str, Witness]], linked: Mapping[str, Iterable[Link]] | None = None
) -> Iterator[Entry]:
    """Yield the entries that mentions make, block by block, in a fixed order.

    Each mention comes with its block: that of its own fields (`block_of`), or that of the mention with which a
    person merged it. Mentions that a person rejected make no entry. ``linked`` holds, for blocks that were compared
    before, all links between their mentions (`pieces.links`); the outcome is the same with and without.
    """
    standing = ((block, w.id, w) for block, w in witnesses if not w.decision.rejected)
    for block, items in groupby(sorted(standing, key=lambda item: item[:2]), key=lambda item: item[0]):
        yield from _block_entries(block, [witness for _, _, witness in items], (linked or {}).get(block))


def _block_entries(block: str, members: Sequence[Witness], linked: Iterable[Link] | None) -> Iterator[Entry]:
    """Yield the entries of one block, with what relates them to each other."""
    by_kind = groupby(sorted(members, key=lambda w: (w.kind, w.id)), key=lambda w: w.kind)
    groups = [
        group
        for kind, alike in by_kind
        for group in apart(
            group for piece in pieces(kind, list(alike), linked) for group in GROUPERS[kind](piece)
        )
    ]
    made = [(make_entry(block, group), group.members) for group in regroup(groups)]
    told_by = {entry.id: members for entry, members in made}
    for kind in GROUPERS:
        some = [entry for entry, _ in made if entry.kind is kind]
        yield from RELATING[kind](some, told_by) if kind in RELATING else some
