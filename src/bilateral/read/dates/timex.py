"""Arithmetic on the calendar and on TIMEX3 values (TimeML 1.2.1; ISO 8601 where TimeML keeps to it).

A value of a stretch of the calendar is ``2022``, ``2022-07``, ``2022-07-06``, ``2022-W27``, ``2022-W27-WE``,
``2022-Q3``, ``2022-H2``, ``2022-SU``, ``202`` (decade) or ``20`` (century); a time of day follows a day after ``T``.
"""

import calendar
import datetime as dt
import re

from bilateral.lexicon.time_words import SEASON_MONTHS

MONTHS_OF_UNIT = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
DAYS_OF_UNIT = {"D": 1, "WE": 7, "W": 7, "F": 14}

_FORMS = (
    ("D", re.compile(r"\d{4}-\d\d-\d\d")),
    ("M", re.compile(r"\d{4}-\d\d")),
    ("Y", re.compile(r"\d{4}")),
    ("W", re.compile(r"\d{4}-W\d\d")),
    ("WE", re.compile(r"\d{4}-W\d\d-WE")),
    ("Q", re.compile(r"\d{4}-Q[1-4]")),
    ("H", re.compile(r"\d{4}-H[12]")),
    ("S", re.compile(r"\d{4}-(?:SP|SU|FA|WI)")),
    ("DE", re.compile(r"\d{3}")),
    ("CE", re.compile(r"\d{2}")),
)


def unit_of(value: str | None) -> str | None:
    """Return the unit that a calendar value names, or None for durations, references and unknown parts."""
    day = (value or "").partition("T")[0]
    return next((unit for unit, form in _FORMS if form.fullmatch(day)), None)


def value_of(day: dt.date, unit: str) -> str:
    """Return the value of the stretch of length ``unit`` that holds the day."""
    iso = day.isocalendar()
    forms = {
        "D": day.isoformat(),
        "WE": f"{iso.year}-W{iso.week:02}-WE",
        "W": f"{iso.year}-W{iso.week:02}",
        "F": f"{iso.year}-W{iso.week:02}",
        "M": f"{day.year:04}-{day.month:02}",
        "Q": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "H": f"{day.year:04}-H{(day.month + 5) // 6}",
        "Y": f"{day.year:04}",
        "DE": f"{day.year // 10:03}",
        "CE": f"{day.year // 100:02}",
        "ML": f"{day.year // 100:02}",
    }
    return forms[unit]


def shift(day: dt.date, count: int, unit: str) -> dt.date:
    """Move a day by so many units, keeping to the month's last day; the calendar's ends stop the move."""
    try:
        if unit in DAYS_OF_UNIT:
            return day + dt.timedelta(days=count * DAYS_OF_UNIT[unit])
        months = day.year * 12 + day.month - 1 + count * MONTHS_OF_UNIT[unit]
        year, month = divmod(months, 12)
        return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return dt.date.max if count > 0 else dt.date.min


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """Return the day, or None where the calendar has none such."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def bounds(value: str | None) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of a calendar value, or None where it names no such stretch."""
    unit, text = unit_of(value), (value or "").partition("T")[0]
    try:
        if unit == "D":
            return dt.date.fromisoformat(text), dt.date.fromisoformat(text)
        if unit == "W":
            return _days(dt.date.fromisocalendar(int(text[:4]), int(text[6:8]), 1), 7)
        if unit == "WE":
            return _days(dt.date.fromisocalendar(int(text[:4]), int(text[6:8]), 6), 2)
        if unit is not None:
            return _months(*_month_range(text, unit))
    except ValueError:  # a thirteenth month or a 54th week, written so in the text
        return None
    return None


def _days(first: dt.date, count: int) -> tuple[dt.date, dt.date]:
    return first, first + dt.timedelta(days=count - 1)


def _months(first: dt.date, count: int) -> tuple[dt.date, dt.date]:
    return first, shift(first, count, "M") - dt.timedelta(days=1)


def _month_range(text: str, unit: str) -> tuple[dt.date, int]:
    """Return the first day and the number of months of a value that is made of whole months."""
    if unit == "DE":
        return dt.date(int(text) * 10, 1, 1), 120
    if unit == "CE":
        return dt.date(int(text) * 100, 1, 1), 1200
    year = int(text[:4])
    if unit == "Y":
        return dt.date(year, 1, 1), 12
    if unit == "M":
        return dt.date(year, int(text[5:7]), 1), 1
    if unit == "S":
        return dt.date(year, SEASON_MONTHS[text[5:7]][0], 1), 3
    size = MONTHS_OF_UNIT[unit]
    return dt.date(year, size * (int(text[6]) - 1) + 1, 1), size


def when_of(value: str | None) -> str | None:
    """Write a calendar value in the project's scheme: an ISO day, month or year, or an interval ``a/b``."""
    unit, stretch = unit_of(value), bounds(value)
    if stretch is None:
        return None
    if unit in ("D", "M", "Y"):
        return (value or "").partition("T")[0]
    if unit in ("DE", "CE"):
        return f"{stretch[0].year:04}/{stretch[1].year:04}"
    if unit in ("W", "WE"):
        return f"{stretch[0].isoformat()}/{stretch[1].isoformat()}"
    return f"{value_of(stretch[0], 'M')}/{value_of(stretch[1], 'M')}"


def interval(reference: dt.date, count: int, unit: str, *, ahead: bool) -> str:
    """Write the stretch of so many units that ends (or begins) with the reference; days count it as one."""
    steps = count - 1 if unit == "D" else count
    other = shift(reference, steps if ahead else -steps, unit)
    first, last = (reference, other) if ahead else (other, reference)
    kept = unit if unit in ("M", "Y") else "Y" if unit in ("DE", "CE", "ML") else "M" if unit == "Q" else "D"
    return f"{value_of(first, kept)}/{value_of(last, kept)}"
