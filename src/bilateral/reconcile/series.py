"""Figures of one measure for several periods are a series; what is said of its changes is checked against it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bilateral.batches import digest
from bilateral.model import Entry, Witness
from bilateral.reconcile.compare import value_entry
from bilateral.reconcile.figures import COMMON_UNIT, significant_digits, values_agree
from bilateral.reconcile.labels import number_label
from bilateral.reconcile.when import days_of, length

# A change that is told may be off by this many points, or by this share of it, and still be the series' own rounding.
POINTS: Final = 1.0
SHARE: Final = 0.1
LONGEST_YEAR: Final = 366


@dataclass(frozen=True, slots=True)
class Level:
    """What a measure came to in a year, in one unit, the entry that says so, and its mentions."""

    value: float
    entry: str
    told_by: tuple[Witness, ...]


Levels = Mapping[str, Mapping[int, Level]]
"""Levels by unit and year."""


def with_series(entries: Sequence[Entry], members: Mapping[str, Sequence[Witness]]) -> Iterator[Entry]:
    """Yield the figures of a block, those of one series with its key, changes with what the series says of them.

    ``members`` are the mentions of each entry.
    ``fields["series"]`` is the same for all periods of one measure and unit; ``fields["checked"]`` has what the
    levels make of a change (``expected``), whether that agrees, the entries of the levels (``against``), and the
    ``reason`` in words. Where they do not agree, the expected value stands among the values on which families differ.
    """
    keys = _series_keys(entries)
    levels = _levels(entries, members)
    for entry in entries:
        keyed = _with_fields(entry, series=keys[entry.id]) if entry.id in keys else entry
        yield _checked(keyed, levels, members[entry.id])


def _series_keys(entries: Sequence[Entry]) -> dict[str, str]:
    """Return the key of its series for each entry that has one: two periods of like length at least."""
    series: dict[tuple[str, str, int], list[Entry]] = defaultdict(list)
    for entry in entries:
        days = days_of(entry.fields["period"])
        if days and not entry.fields["change"]:
            series[entry.block, _unit(entry), len(entry.fields["period"])].append(entry)
    return {
        entry.id: digest("series", *key)
        for key, some in series.items()
        if len({entry.fields["period"] for entry in some}) > 1
        for entry in some
    }


def _levels(entries: Sequence[Entry], members: Mapping[str, Sequence[Witness]]) -> Levels:
    """Return the values of whole years; a year for which the record keeps several entries has no one level."""
    found: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    for entry in entries:
        days = days_of(entry.fields["period"])
        whole_year = days and LONGEST_YEAR - 1 <= length(days) <= LONGEST_YEAR
        if days and whole_year and not entry.fields["change"] and not isinstance(entry.fields["value"], list):
            found[_unit(entry), days[0].year].append(entry)
    levels: dict[str, dict[int, Level]] = defaultdict(dict)
    for (unit, year), some in found.items():
        if len(some) == 1 and unit != "percent":
            levels[unit][year] = Level(some[0].fields["value"], some[0].id, tuple(members[some[0].id]))
    return levels


def _unit(entry: Entry) -> str:
    unit = entry.fields["unit"] or ""
    return COMMON_UNIT.get(unit, (unit,))[0]


def _checked(entry: Entry, levels: Levels, told_by: Sequence[Witness]) -> Entry:
    """Return a change with what the series says of it, where both of its ends are known."""
    fields = entry.fields
    years = _from_to(fields["period"])
    if not (fields["change"] and fields["unit"] == "percent" and years) or isinstance(fields["value"], list):
        return entry
    for of_unit in (levels[unit] for unit in sorted(levels)):
        first, last = (of_unit.get(year) for year in years)
        if first and last and first.value:
            return _compared(entry, told_by, years, (first, last))
    return entry


def _from_to(period: str | None) -> tuple[int, int] | None:
    """Return the years between which a change lies: those of an interval, or a year and the one before."""
    days = days_of(period)
    if not days:
        return None
    first, last = days[0].year, days[1].year
    if first == last:
        return (first - 1, first) if length(days) >= LONGEST_YEAR - 1 else None
    return first, last


def _compared(
    entry: Entry, told_by: Sequence[Witness], years: tuple[int, int], levels: tuple[Level, Level]
) -> Entry:
    first, last = levels
    told = entry.fields["value"] * (-1 if entry.fields["change"] == "decrease" else 1)
    percent = (last.value / first.value - 1) * 100
    reason = (
        f"{number_label(first.value)} in {years[0]} and {number_label(last.value)} in {years[1]} "
        f"make {percent:+.1f} percent"
    )
    checked = {
        "expected": round(percent, 1),
        "agrees": _near(told, percent),
        "against": [first.entry, last.entry],
        "reason": reason,
    }
    entry = _with_fields(entry, checked=checked)
    if checked["agrees"]:
        return entry
    counted = value_entry(round(percent, 1), [*first.told_by, *last.told_by]) | {"reason": reason}
    values = entry.disagreement.get("value") or [value_entry(entry.fields["value"], told_by)]
    return replace(entry, disagreement={**entry.disagreement, "value": [*values, counted]})


def _near(told: float, percent: float) -> bool:
    digits = significant_digits(told)
    return values_agree(told, round(percent, digits)) or abs(told - percent) <= max(POINTS, SHARE * abs(told))


def _with_fields(entry: Entry, **fields: Any) -> Entry:
    return replace(entry, fields={**entry.fields, **fields})
