"""Named rules that pick, of the values on which families differ, the one that a series or a line shows.

``conservative``
    the least far-reaching value: the smallest number, the widest stretch of time, the status that claims least
``most-frequent``
    what most families say; what the record itself keeps in an entry's fields
``latest``
    what the family says that was heard last
``all``
    every value, none preferred

A rule only picks; the disagreement itself stays in the entry, and whoever shows a picked value names the rule.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from bilateral.batches import to_json

Value = Mapping[str, Any]
"""One value of a field: ``value``, its ``families``, and ``last``, the ISO date of the latest article or null."""


class Rule(StrEnum):
    """The choices; see the module."""

    CONSERVATIVE = "conservative"
    MOST_FREQUENT = "most-frequent"
    LATEST = "latest"
    ALL = "all"


# From the least claim to the most, for the fields whose values are words of a fixed scheme.
CAUTION: Final[Mapping[str, tuple[str, ...]]] = {
    "status": (
        "denied", "hypothetical", "rejected", "ended", "suspended", "proposed", "negotiating", "planned", "agreed",
        "signed", "in force", "actual",
    ),
}  # fmt: skip


def pick(name: str, values: Sequence[Value], rule: Rule | str = Rule.MOST_FREQUENT) -> list[Any]:
    """Return the value of a field that a rule picks, as a list of one; the rule ``all`` returns every value.

    ``name`` is the field (``value``, ``status``, ``when``, …), ``values`` as an entry's disagreement holds them.
    Where the rule leaves several, the choice falls on what more families say, then on the smaller JSON text.

    Raises:
        ValueError: there is no such rule.

    """
    rule = Rule(rule)
    ordered = sorted(values, key=lambda value: (-len(value["families"]), to_json(value["value"])))
    match rule:
        case Rule.ALL:
            return [value["value"] for value in ordered]
        case Rule.MOST_FREQUENT:
            chosen = ordered
        case Rule.LATEST:
            chosen = sorted(ordered, key=lambda value: value.get("last") or "", reverse=True)
        case Rule.CONSERVATIVE:
            chosen = sorted(ordered, key=lambda value: _claim(name, value["value"]))
    return [value["value"] for value in chosen[:1]]


def _claim(name: str, value: Any) -> float:
    """Return how much a value claims, so that the least comes first; what cannot be weighed counts the same."""
    if name == "when":
        return len(str(value)) if "/" not in str(value) else 0
    if isinstance(value, str):
        scale = CAUTION.get(name, ())
        return scale.index(value) if value in scale else len(scale)
    if isinstance(value, list):
        return abs(value[0]) if value and isinstance(value[0], int | float) else len(value)
    return abs(value) if isinstance(value, int | float) else 0
