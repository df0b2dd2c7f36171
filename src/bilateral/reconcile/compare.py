"""What the families say on each field of an entry: where they agree, and where not, every value with its families."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, Final, TypeAlias

from bilateral.batches import to_json
from bilateral.model import Kind, Witness
from bilateral.reconcile.acts import MUTUAL
from bilateral.reconcile.figures import figures_agree, significant_digits

Values: TypeAlias = list[dict[str, Any]]
"""Values of one field, the most frequent first: each has ``value``, ``families`` and ``last`` (see `rules`)."""

# The fields of each kind on which families are compared. Statements have their wordings, agreements their steps.
COMPARED: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.EVENT: ("type", "mode", "when", "status"),
    Kind.STATEMENT: ("kind",),
    Kind.FIGURE: ("value",),
    Kind.AGREEMENT: ("domain",),
}


def compared(kind: Kind, members: Sequence[Witness]) -> Iterator[tuple[str, Values]]:
    """Yield each field that is compared, with its values."""
    for name in COMPARED[kind]:
        same = figures_agree if name == "value" else None
        yield name, values_of(members, lambda w, name=name: w.fields.get(name), same)  # type: ignore[misc]
    if kind is Kind.EVENT:
        yield from compared_sides(members)


def values_of(
    members: Sequence[Witness],
    read: Callable[[Witness], Any],
    same: Callable[[Witness, Witness], bool] | None = None,
) -> Values:
    """Return each value that members give with their families, the most frequent first.

    A mention that leaves the field open (null) is silent on it. Values for which ``same`` holds are one; the finest
    of them is shown.
    """
    found: list[tuple[Witness, list[Witness]]] = []
    telling = [witness for witness in members if read(witness) is not None]
    for witness in sorted(telling, key=lambda w: (_finest_first(read(w)), w.id)):
        for first, who in found:
            if read(first) == read(witness) or (same and same(first, witness)):
                who.append(witness)
                break
        else:
            found.append((witness, [witness]))
    values = [value_entry(read(first), who) for first, who in found]
    return sorted(values, key=lambda value: (-len(value["families"]), to_json(value["value"])))


def value_entry(value: Any, who: Sequence[Witness]) -> dict[str, Any]:
    """Return a value with its families and the day of the latest article that gives it."""
    last = max((w.published for w in who if w.published), default=None)
    return {"value": value, "families": sorted({w.family for w in who}), "last": last}


def differ(values: Values) -> bool:
    """Say whether families differ: one gives a value and not another's, which in turn gives that and not the first.

    Two values that the same family gives are two readings of it, and no disagreement.
    """
    told = [set(value["families"]) for value in values]
    return any(a - b and b - a for a, b in combinations(told, 2))


def _finest_first(value: Any) -> tuple[int, str]:
    """Order values so that the finest of those that agree comes first, else by their text."""
    return -significant_digits(value) if isinstance(value, int | float) else 0, to_json(value)


def compared_sides(members: Sequence[Witness]) -> Iterator[tuple[str, Values]]:
    """Yield who acts and on whom; of a mutual act all who take part are its actors, whoever is named first."""
    if any(_mutual(witness) for witness in members):
        yield "actors", values_of(members, lambda w: sorted({*w.fields["actors"], *w.fields["recipients"]}))
        return
    for name in ("actors", "recipients"):
        yield name, values_of(members, lambda w, name=name: sorted(set(w.fields[name])) or None)  # type: ignore[misc]


def _mutual(witness: Witness) -> bool:
    return witness.fields["type"] in MUTUAL or not witness.fields["recipients"]
