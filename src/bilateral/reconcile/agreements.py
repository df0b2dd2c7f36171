"""Which agreements are the same, and the steps of an agreement's life."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from bilateral.model import Witness
from bilateral.reconcile.blocks import content_words
from bilateral.reconcile.groups import Group, alike, by_key


def group_agreements(members: Sequence[Witness]) -> Iterator[Group]:
    """Group agreements of the same parties and name; their steps make the life of one agreement."""
    for key, some in by_key(members, lambda w: tuple(sorted(set(content_words(w.fields["what"]))))):
        yield Group(key, tuple(some), alike(some, ("same parties", f"same name {some[0].fields['what']}")))


def steps(members: Sequence[Witness]) -> list[dict[str, Any]]:
    """Return the steps of an agreement's life that the mentions tell of, by date."""
    found: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for witness in members:
        found[witness.fields["status"], witness.fields["when"]].add(witness.family)
    ordered = sorted(found.items(), key=lambda item: (item[0][1] or "9999", item[0][0]))
    return [
        {"status": status, "when": when, "families": sorted(families)} for (status, when), families in ordered
    ]
