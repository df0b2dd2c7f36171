"""Which figures are the same quantity of the same period, and when two values are one."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

from bilateral.batches import to_json
from bilateral.model import Witness
from bilateral.reconcile.groups import Group, alike, by_key


def group_figures(members: Sequence[Witness]) -> Iterator[Group]:
    """Group figures of one measure, unit and period; where their values differ the entry shows each.

    Where one article gives several values, its measure was not told finely enough to compare: then each value
    stands by itself.
    """
    for key, some in by_key(members, _key):
        measure = some[0].fields["measure"]
        reasons = (f"same measure {measure}", f"same unit {key[0]}", f"same period {key[1]}")
        values = {to_json(witness.fields["value"]) for witness in some}
        if len({w.article for w in some}) < len({(w.article, to_json(w.fields["value"])) for w in some}):
            for value in sorted(values):
                same = tuple(w for w in some if to_json(w.fields["value"]) == value)
                yield Group((*key, value), same, alike(same, (*reasons, f"same value {value}")))
        else:
            yield Group(key, tuple(some), alike(some, reasons))


def _key(witness: Witness) -> tuple[str, str, str]:
    fields = witness.fields
    # A figure without a period holds for the time of its article; a year is as near as that can be known.
    period = fields["period"] or (witness.published or "undated")[: len("2022")]
    return fields["unit"] or "", period, fields["change"] or ""


def values_agree(a: Any, b: Any) -> bool:
    """Say whether two values are one, the rougher being the finer one rounded (5.5 and 5.54 billion)."""
    if isinstance(a, list) or isinstance(b, list):
        return bool(a == b)
    if a == b:
        return True
    digits = min(significant_digits(a), significant_digits(b))
    return _rounded(a, digits) == _rounded(b, digits)


def significant_digits(value: float) -> int:
    """Return the number of significant digits: 3 for 5.54 billion."""
    return len(f"{value:.15g}".replace(".", "").replace("-", "").split("e")[0].strip("0")) or 1


def _rounded(value: float, digits: int) -> float:
    if not value:
        return 0.0
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))
