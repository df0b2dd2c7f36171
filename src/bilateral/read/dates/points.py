"""Rules for dates that name their own place in the calendar, wholly or but for the year."""

import datetime as dt
import re

from bilateral.read.dates import grammar as g
from bilateral.read.dates.context import Context
from bilateral.read.dates.grammar import Rule, TimeValue, rule
from bilateral.read.dates.timex import bounds, day_of, unit_of, when_of

# Nouns after a bare number that make it an amount and no year: "1500 tonnes", "2000 km".
_MEASURED = re.compile(
    r"\s?-?(?:km|m|kg|mw|gw|mhz|ft|hp|tons?|tonnes?|miles?|metres?|meters?|kilomet\w+|kilos?|percent|per\s+cent|"
    r"dollars?|euros?|pounds?|yuan|rubles?|roubles?|dlrs|hours|gmt|utc|troops|soldiers|people|men|women|workers|"
    r"years?|\w{0,6}children|barrels|points|times|feet|acres|hectares|megawatts|jobs|words|pages|members|employees)\b",
    re.IGNORECASE,
)
_NO_YEAR_BEFORE = re.compile(
    r"(?:[$€£#¥.,:/]|\bno\.?\s|\bnumber\s|\broom\s|\bflight\s|\d-|\d\s)$", re.IGNORECASE
)
_MONTH_LEAD = re.compile(
    r"\b(?:in|since|by|until|till|from|of|to|for|and|or|between|before|after|through|during|throughout|late|early|mid|"
    r"last|next|this|every|each|as|around|about|on|via|the|that|previous|following|per)\s$",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\s(?!levels|prices|figures)[a-z]{3,}s\b")
_AMBIGUOUS_MONTHS = ("may", "march", "april", "june", "august")
_NEAR = 92
# "Helped to lower prices in March", said in April: the infinitive looks ahead, the month does not.
_TOO_FAR = 300
_HALF_A_YEAR = 6
_FIRST_COMMON_YEAR = 1750
_JOIN = re.compile(r"\s?[-–—]\s?|\s(?:to|and|or|through|until)\s")


def date(value: str | None) -> TimeValue:
    """Make a DATE of a calendar value."""
    return TimeValue("DATE", value, when_of(value))


def full_year(text: str) -> int:
    """Read a year of four digits or of two; two digits name the years from 1930 to 2029."""
    year = int(text)
    if len(text) > 2:
        return year
    return year + (1900 if year >= 30 else 2000)


def _iso(match: re.Match[str], _: Context) -> TimeValue | None:
    day = day_of(int(match["y"]), int(match["m"]), int(match["d"]))
    return date(day.isoformat()) if day else None


def _numeric(match: re.Match[str], _: Context) -> TimeValue | None:
    """Read 7/8/2007 as written in the United States unless only the other order is a day."""
    first, second, year = int(match["a"]), int(match["b"]), full_year(match["y"])
    order = (second, first) if match["sep"] == "." else (first, second)
    day = day_of(year, *order) or day_of(year, *reversed(order))
    return date(day.isoformat()) if day else None


def _nine_eleven(_: re.Match[str], __: Context) -> TimeValue:
    return date("2001-09-11")


def nearest_year(month: int, day: int | None, position: int, context: Context) -> int | None:
    """Return the year of a month (and day) that the text names without one.

    In a history the year last named goes on. A day within three months of the reference is that day; else the
    tense decides, and where it says nothing the year nearest to the reference.
    """
    reference, anchor = context.reference, bounds(context.anchor)
    if reference is None:
        return anchor[0].year if anchor else None
    years = {
        year: day_of(year, month, min(day or 1, 28)) or reference
        for year in range(reference.year - 1, reference.year + 2)
    }
    if context.narrative and anchor:
        return _year_in_story(month, anchor[0])
    nearest = min(years, key=lambda year: abs((years[year] - reference).days))
    if day is not None and abs((years[nearest] - reference).days) < _NEAR:
        return nearest
    direction = context.direction(position)
    if direction < 0:
        return max(year for year, start in years.items() if start <= reference)
    if direction > 0:
        ahead = min(year for year, start in years.items() if start >= reference.replace(day=1))
        return nearest if (years[ahead] - reference).days > _TOO_FAR else ahead
    return nearest


def _year_in_story(month: int, anchor: dt.date) -> int:
    """Return the year of a month in a story that goes on from a date: a month much earlier in the year is the next."""
    return anchor.year + 1 if anchor.month - month > _HALF_A_YEAR else anchor.year


def _month_day(match: re.Match[str], context: Context) -> TimeValue | None:
    month, day = g.month_number(match["month"]), g.ordinal(match["day"]) or 0
    written = match["year"]
    year = full_year(written.strip("'’")) if written else nearest_year(month, day, match.start(), context)
    if year is None:
        return TimeValue("DATE", f"XXXX-{month:02}-{day:02}")
    found = day_of(year, month, day)
    return date(found.isoformat()) if found else None


def _second_day(match: re.Match[str], context: Context) -> TimeValue | None:
    """Read the "28" of "June 25 to 28": a later day of the month just named."""
    if unit_of(context.previous) != "D" or not _JOIN.fullmatch(context.since_previous(match.start())):
        return None
    if _MEASURED.match(context.text, match.end()):
        return None
    first = dt.date.fromisoformat((context.previous or "")[:10])
    day = day_of(first.year, first.month, g.ordinal(match["day"]) or 0)
    return date(day.isoformat()) if day and day > first else None


def _month_year(match: re.Match[str], _: Context) -> TimeValue:
    return date(f"{full_year(match['year'].strip(chr(39) + '’')):04}-{g.month_number(match['month']):02}")


def _month(match: re.Match[str], context: Context) -> TimeValue | None:
    """Read a bare month; names that are also words or people need a word before them that asks for a time."""
    name = match["month"].lower()
    ambiguous = name in _AMBIGUOUS_MONTHS and not match["part"]
    if ambiguous and not _MONTH_LEAD.search(context.before(match.start())):
        return None
    month = g.month_number(name)
    year = nearest_year(month, None, match.start(), context)
    return date(f"{year}-{month:02}") if year is not None else TimeValue("DATE", f"XXXX-{month:02}")


def _year(match: re.Match[str], context: Context) -> TimeValue | None:
    text, year = context.text, match["year"]
    after_year = unit_of(context.previous) == "Y" and len(context.since_previous(match.start())) == 1
    if not after_year and _NO_YEAR_BEFORE.search(context.before(match.start("year"), 8)):
        return None
    if _MEASURED.match(text, match.end()) or (_maybe_count(year) and _PLURAL.match(text, match.end())):
        return None
    return date(year)


def _maybe_count(year: str) -> bool:
    """Say whether a number is as likely to count things as to name a year."""
    return int(year) < _FIRST_COMMON_YEAR or year.endswith("00")


def _short_year(match: re.Match[str], _: Context) -> TimeValue:
    return date(str(full_year(match["year"])))


def _second_year(match: re.Match[str], context: Context) -> TimeValue | None:
    """Read the "58" of "1957-58": a later year of the century just named."""
    if unit_of(context.previous) != "Y" or context.since_previous(match.start()) not in ("-", "–", "/"):
        return None
    first = int(context.previous or 0)
    year = first // 100 * 100 + int(match["year"])
    return date(str(year)) if first < year else None


_WEEKDAY_PREFIX = rf"(?:{g.WEEKDAY},? (?:the )?)?"
_ANY_YEAR = rf"(?P<year>{g.YEAR}|['’]\d\d\b)"
_AND = r"(?: ?[-–—] ?| to | and | or )"

RULES: tuple[Rule, ...] = (
    rule(r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", _iso),
    rule(r"\b(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)\b", _numeric),
    rule(r"\b9/11\b", _nine_eleven),
    rule(
        rf"{_WEEKDAY_PREFIX}{g.PART}\b(?P<month>{g.MONTH}) (?:the )?(?P<day>{g.DAY})(?:(?:, ?| )(?:of )?{_ANY_YEAR})?",
        _month_day,
    ),
    rule(
        rf"{_WEEKDAY_PREFIX}{g.PART}(?:the )?\b(?P<day>{g.DAY})[- ](?:of )?(?P<month>{g.MONTH})"
        rf"(?:(?:, ?|[- ])(?:of )?{_ANY_YEAR})?",
        _month_day,
    ),
    rule(rf"\b(?P<day>{g.DAY})(?={_AND}{g.DAY} (?P<month>{g.MONTH})(?:,? (?P<year>{g.YEAR}))?)", _month_day),
    rule(rf"\b(?P<day>{g.DAY})", _second_day),
    rule(rf"{g.PART}\b(?P<month>{g.MONTH})(?:,? | of |-)(?:the year )?{_ANY_YEAR}", _month_year),
    rule(rf"\b(?P<month>{g.MONTH})(?={_AND}{g.MONTH}(?:,? | of )(?P<year>{g.YEAR}))", _month_year),
    rule(rf"{g.PART}\b(?P<month>{g.MONTH})(?!['’]s [A-Z])", _month),
    rule(rf"(?:\bthe year )?{g.PART}\b(?P<year>{g.YEAR})", _year),
    rule(r"(?<!\w)['’](?P<year>\d\d)\b(?!s)", _short_year),
    rule(r"(?P<year>\d\d)\b(?![-/.,]\d|%)", _second_year),
)
