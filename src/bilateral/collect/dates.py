"""Publication dates as sources write them."""

import datetime as dt
import email.utils
import re

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d+Z?)?$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(\d{{4}})\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE)


def parse_date(value: object) -> dt.date | None:
    """Return the calendar day that a source wrote, in its own time zone, or None where it cannot be told.

    Understood are ISO 8601 (also with slashes or dots, and ``20220706``), the dates of mail and feeds
    (RFC 5322) and English dates with the month as a word. ``06/07/2022`` is not: it means two days.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    words = str(value).strip()
    return _numeric(words) or _worded(words) or _mail(words)


def _numeric(words: str) -> dt.date | None:
    match = _ISO.match(words) or _COMPACT.match(words)
    return _day(*match.groups()) if match else None


def _worded(words: str) -> dt.date | None:
    if match := _DAY_FIRST.search(words):
        day, month, year = match.groups()
    elif match := _MONTH_FIRST.search(words):
        month, day, year = match.groups()
    else:
        return None
    return _day(year, _MONTHS.index(month[:3].lower()) + 1, day)


def _mail(words: str) -> dt.date | None:
    try:
        return email.utils.parsedate_to_datetime(words).date()
    except (ValueError, OverflowError):  # no date; a number of a day beyond all counting
        return None


def _day(year: str, month: str | int, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
