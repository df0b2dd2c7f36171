"""A group: mentions of one thing, why each belongs to it, and what tells it from other groups of its block."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bilateral.batches import to_json
from bilateral.model import Witness


@dataclass(frozen=True)
class Group:
    """Mentions of one thing.

    ``key`` is what names the thing, taken from the mention that arrived first; ``reasons`` are those of each
    mention, by id, none for a mention that stands alone.
    """

    key: tuple[Any, ...]
    members: tuple[Witness, ...]
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def arrival(witness: Witness) -> tuple[str, str]:
    """Return by what mentions are put in order: publication, undated ones last, then id."""
    return witness.published or "9999", witness.id


def by_key(
    members: Sequence[Witness], key: Callable[[Witness], Hashable]
) -> Iterator[tuple[Any, list[Witness]]]:
    """Yield each key, in order, with its members in order of arrival."""
    groups: dict[Any, list[Witness]] = defaultdict(list)
    for witness in members:
        groups[key(witness)].append(witness)
    for each in sorted(groups):
        yield each, sorted(groups[each], key=arrival)


def alike(members: Sequence[Witness], reasons: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the same reasons for each of several members."""
    return {witness.id: reasons for witness in members}


def apart(groups: Iterable[Group]) -> Iterator[Group]:
    """Yield the groups of a block, each with a key of its own: of equal ones the later add who arrived first."""
    seen: set[str] = set()
    for group in sorted(groups, key=lambda group: min(map(arrival, group.members))):
        key = to_json(group.key)
        yield replace(group, key=(*group.key, min(map(arrival, group.members))[1])) if key in seen else group
        seen.add(key)
