"""Which figures are the same quantity of the same period, and when two values are one."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from bilateral.batches import to_json
from bilateral.model import Witness
from bilateral.reconcile.groups import Group, alike, by_key
from bilateral.reconcile.when import days_of, span_name

# Units of one dimension in a common one (exact by definition). Currencies are never converted: exchange rates are no
# part of the record, and amounts in different currencies are no conflict.
COMMON_UNIT: Final[Mapping[str, tuple[str, float]]] = {
    "kilogram": ("tonne", 0.001),
    "pound": ("tonne", 0.00045359237),
    "kiloton": ("tonne", 1000.0),
    "metre": ("kilometre", 0.001),
    "mile": ("kilometre", 1.609344),
    "acre": ("hectare", 0.40468564224),
    "square kilometre": ("hectare", 100.0),
    "square mile": ("hectare", 258.9988110336),
    "megawatt": ("kilowatt", 1000.0),
    "gigawatt": ("kilowatt", 1000000.0),
}
# "About 80 percent" agrees with 78; "more than 5 billion" with 5.54 and not with 12.
ABOUT: Final = 0.05
BOUND: Final = 2.0


def group_figures(members: Sequence[Witness]) -> Iterator[Group]:
    """Group figures of one measure, unit and period; where their values differ the entry shows each.

    Where one article gives several values, its measure was not told finely enough to compare: then each value
    stands by itself.
    """
    for key, some in by_key(members, figure_key):
        measure = some[0].fields["measure"]
        reasons = (f"same measure {measure}", f"same unit {key[0]}", f"same period {key[1]}")
        values = {to_json(witness.fields["value"]) for witness in some}
        if len({w.article for w in some}) < len({(w.article, to_json(w.fields["value"])) for w in some}):
            for value in sorted(values):
                same = tuple(w for w in some if to_json(w.fields["value"]) == value)
                yield Group((*key, value), same, alike(same, (*reasons, f"same value {value}")))
        else:
            yield Group(key, tuple(some), alike(some, reasons))


def figure_key(witness: Witness) -> tuple[str, str, str]:
    """Return the unit in which figures are compared, the period as days, and the direction of a change."""
    fields = witness.fields
    unit = fields["unit"] or ""
    # A figure without a period holds for the time of its article; a year is as near as that can be known.
    period = fields["period"] or (witness.published or "undated")[: len("2022")]
    days = days_of(period)
    return COMMON_UNIT.get(unit, (unit,))[0], span_name(days) if days else period, fields["change"] or ""


def figures_agree(a: Witness, b: Witness) -> bool:
    """Say whether two figures can both be right: in one unit, rounded alike, and as far as a bound or "about" goes."""
    one, other = in_common_unit(a), in_common_unit(b)
    if values_agree(one, other):
        return True
    if isinstance(one, list) or isinstance(other, list):
        return _within(one, other)
    if a.fields["unit"] != b.fields["unit"] and math.isclose(one, other, rel_tol=0.01):
        return True
    if (a.fields.get("approx") or b.fields.get("approx")) and math.isclose(one, other, rel_tol=ABOUT):
        return True
    return _bounds(a, one, other) or _bounds(b, other, one)


def in_common_unit(witness: Witness) -> Any:
    """Return the value of a figure, a number or a list of two, in the unit of its dimension."""
    value = witness.fields["value"]
    factor = COMMON_UNIT.get(witness.fields["unit"] or "", ("", 1.0))[1]
    if factor == 1.0:
        return value
    return [v * factor for v in value] if isinstance(value, list) else value * factor


def _within(a: Any, b: Any) -> bool:
    """Say whether a number lies in a range, or two ranges share a part."""
    (low, high), (least, most) = (v if isinstance(v, list) else [v, v] for v in (a, b))
    return bool(low <= most and least <= high)


def _bounds(bounded: Witness, value: float, other: float) -> bool:
    bound = bounded.fields.get("bound")
    return (bound == "min" and value <= other <= BOUND * value) or (
        bound == "max" and value / BOUND <= other <= value
    )


def values_agree(a: Any, b: Any) -> bool:
    """Say whether two values are one, the rougher being the finer one rounded (5.5 and 5.54 billion)."""
    if isinstance(a, list) or isinstance(b, list):
        return bool(a == b)
    if a == b:
        return True
    digits = min(significant_digits(a), significant_digits(b))
    return rounded(a, digits) == rounded(b, digits)


def significant_digits(value: float) -> int:
    """Return the number of significant digits: 3 for 5.54 billion."""
    return len(f"{value:.15g}".replace(".", "").replace("-", "").split("e")[0].strip("0")) or 1


def rounded(value: float, digits: int) -> float:
    """Return the value rounded to so many significant digits."""
    if not value:
        return 0.0
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))
