"""Mentions of the same thing, from different articles, become one entry that keeps who says what.

Mentions are first put into blocks: only mentions of one block are ever compared, so that a new article touches
its own blocks alone. Within a block they are grouped, and each group makes an entry. The outcome depends on
the set of mentions, never on the order in which they came.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from bilateral.model import Entry, Kind, Witness
from bilateral.reconcile.blocks import block_of
from bilateral.reconcile.entries import make_entry
from bilateral.reconcile.groups import Group, group_agreements, group_events, group_figures, group_statements

__all__ = ["block_of", "reconcile"]

GROUPERS: dict[Kind, Callable[[Sequence[Witness]], Iterator[Group]]] = {
    Kind.EVENT: group_events,
    Kind.STATEMENT: group_statements,
    Kind.FIGURE: group_figures,
    Kind.AGREEMENT: group_agreements,
}


def reconcile(witnesses: Iterable[Witness]) -> Iterator[Entry]:
    """Yield the entries that the mentions make, block by block, in a fixed order."""
    keyed = sorted(((block_of(w.kind, w.fields), w.id, w) for w in witnesses), key=lambda item: item[:2])
    for block, items in groupby(keyed, key=lambda item: item[0]):
        members = [witness for _, _, witness in items]
        for group in GROUPERS[members[0].kind](members):
            yield make_entry(block, group)
