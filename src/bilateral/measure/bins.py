"""Stretches of the calendar by which events are counted: months, quarters, years."""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum

from bilateral.reconcile.when import days_of, length


class Bin(StrEnum):
    """How long a stretch is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many months a stretch has."""
        return {Bin.MONTH: 1, Bin.QUARTER: 3, Bin.YEAR: 12}[self]

    @property
    def longest(self) -> int:
        """How many days a stretch has at most."""
        return {Bin.MONTH: 31, Bin.QUARTER: 92, Bin.YEAR: 366}[self]

    def name_of(self, day: dt.date) -> str:
        """Return the name of the stretch that holds a day: ``2024-06``, ``2024-Q2`` or ``2024``."""
        return self._named(self._index(day))

    def names(self, first: dt.date, last: dt.date) -> Iterator[str]:
        """Yield the names of all stretches from that of the first day to that of the last, empty ones too."""
        yield from (self._named(i) for i in range(self._index(first), self._index(last) + 1))

    def too_rough(self, when: str | None) -> bool:
        """Say whether a time is told less precisely than a stretch, so that it fits in none."""
        days = days_of(when)
        return days is not None and length(days) > self.longest

    def _index(self, day: dt.date) -> int:
        return (day.year * 12 + day.month - 1) // self.months

    def _named(self, index: int) -> str:
        year, month = divmod(index * self.months, 12)
        match self:
            case Bin.MONTH:
                return f"{year:04}-{month + 1:02}"
            case Bin.QUARTER:
                return f"{year:04}-Q{month // 3 + 1}"
            case Bin.YEAR:
                return f"{year:04}"


def days_in(name: str) -> tuple[str, str]:
    """Return the first and last day (ISO) of a stretch, given by its name."""
    year, _, part = name.partition("-")
    if part.startswith("Q"):
        month = 3 * int(part[1:])
        days = days_of(f"{year}-{month - 2:02}/{year}-{month:02}")
    else:
        days = days_of(name)
    if days is None:
        raise ValueError(f"{name!r} names no month, quarter or year")
    return days[0].isoformat(), days[1].isoformat()
