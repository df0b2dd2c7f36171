"""When something was, as days that can be compared: ISO dates, months, years and intervals."""

import calendar
import datetime as dt
from typing import TypeAlias

from bilateral.model import Witness

Days: TypeAlias = tuple[dt.date, dt.date]
"""The first and the last day of a stretch of time."""

_DAY, _MONTH, _YEAR = len("2022-07-06"), len("2022-07"), len("2022")


def time_of(witness: Witness) -> str | None:
    """Return when the mention says that it was, else the day of publication."""
    return witness.fields.get("when") or witness.published


def day_of(when: str | None) -> dt.date | None:
    """Return the first day of an ISO date, month, year or interval; null where there is none."""
    days = days_of(when)
    return days[0] if days else None


def days_of(when: str | None) -> Days | None:
    """Return the first and last day of an ISO date, month, year or interval; null where it names none."""
    if not when:
        return None
    first, _, last = when.partition("/")
    try:
        return _ends(first)[0], _ends(last or first)[1]
    except ValueError:
        return None


def _ends(when: str) -> Days:
    """Return first and last day of a date, month or year.

    Raises:
        ValueError: it is none of these.

    """
    if len(when) == _YEAR:
        return dt.date(int(when), 1, 1), dt.date(int(when), 12, 31)
    if len(when) == _MONTH:
        year, month = int(when[:4]), int(when[5:])
        first = dt.date(year, month, 1)
        return first, first.replace(day=calendar.monthrange(year, month)[1])
    day = dt.date.fromisoformat(when)
    return day, day


def length(days: Days) -> int:
    """Return how many days a stretch has."""
    return (days[1] - days[0]).days + 1


def gap(a: Days, b: Days) -> int:
    """Return the days that lie between two stretches; 0 where they share one."""
    return max(0, (max(a[0], b[0]) - min(a[1], b[1])).days)


def span_name(days: Days) -> str:
    """Return a stretch as people write it: a date, or first and last day."""
    first, last = days
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
