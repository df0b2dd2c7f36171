"""Rules for dates told from the day of publication: days, weekdays, weeks, months and years."""

import datetime as dt
import re

from bilateral.lexicon import time_words as words
from bilateral.read.dates import grammar as g
from bilateral.read.dates.context import Context
from bilateral.read.dates.grammar import Rule, TimeValue, rule
from bilateral.read.dates.points import date, nearest_year
from bilateral.read.dates.timex import day_of, interval, shift, unit_of, value_of

_DAYS = {
    "today": 0,
    "tonight": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}
_STEPS = {
    "this": 0,
    "current": 0,
    "past": -1,
    "last": -1,
    "previous": -1,
    "next": 1,
    "coming": 1,
    "following": 1,
    "upcoming": 1,
}


def timed(day: dt.date, part: str | None) -> TimeValue:
    """Make a DATE of a day, or a TIME where a part of the day is named with it."""
    value = value_of(day, "D")
    return TimeValue("TIME", f"{value}T{words.DAY_PARTS[part.lower()]}", value) if part else date(value)


def _day(match: re.Match[str], context: Context) -> TimeValue:
    name = " ".join(match["name"].lower().split())
    if context.reference is None:
        return TimeValue("DATE", "PRESENT_REF" if name == "today" else None)
    return timed(shift(context.reference, _DAYS[name], "D"), "night" if name == "tonight" else match["dp"])


def _part_of_today(match: re.Match[str], context: Context) -> TimeValue:
    """Read "this morning", "last night" and "tomorrow evening"'s like from the day of publication."""
    if context.reference is None:
        return TimeValue("TIME", None)
    step = {"this": 0, "last": -1, "yesterday": -1, "next": 1}[match["which"].lower()]
    return timed(shift(context.reference, step, "D"), match["dp"])


def weekday_near(number: int, direction: int, reference: dt.date) -> dt.date:
    """Return the weekday nearest to a day: on it or before it, or (direction 1) on it or after it."""
    back = (reference.isoweekday() - number) % 7
    return reference + dt.timedelta(days=(7 - back) % 7 if direction > 0 else -back)


def _weekday(match: re.Match[str], context: Context) -> TimeValue | None:
    number = g.weekday_number(match["day"])
    part = match["dp"]
    which = (match["which"] or "").lower().removeprefix("the ").strip()
    if _NAMED_DAY.search(context.before(match.start("day"))):
        return None
    if context.reference is None:
        return TimeValue("DATE", f"XXXX-WXX-{number}")
    if which in ("last", "past", "this past", "previous"):
        day = weekday_near(number, -1, context.reference - dt.timedelta(days=1))
    elif which in ("next", "following", "coming", "this coming", "upcoming"):
        day = weekday_near(number, 1, context.reference + dt.timedelta(days=1))
    else:
        day = _after_the_day_before(number, match, context) or weekday_near(
            number, context.direction(match.start("day")), context.reference
        )
    return timed(day, part)


def _after_the_day_before(number: int, match: re.Match[str], context: Context) -> dt.date | None:
    """Return the second weekday of "Thursday or Friday": the one that soon follows the day just named."""
    if unit_of(context.previous) != "D" or not _JOIN.fullmatch(context.since_previous(match.start())):
        return None
    first = dt.date.fromisoformat((context.previous or "")[:10])
    later = weekday_near(number, 1, first)
    return later if (later - first).days <= _SOON else None


def _weekday_with_date(match: re.Match[str], context: Context) -> TimeValue | None:
    """Read a weekday whose date follows in brackets: "on Thursday (Aug 20)"."""
    month, number = g.month_number(match["month"]), g.ordinal(match["number"]) or 0
    year = nearest_year(month, number, match.start(), context)
    found = day_of(year, month, number) if year is not None else None
    return date(found.isoformat()) if found else None


def _stretch(match: re.Match[str], context: Context) -> TimeValue | None:
    """Read "last week", "early next year", "the following month", "this fiscal year"."""
    which, unit = match["which"].lower(), g.unit_symbol(match["unit"])
    told_from_text = which in ("following", "previous") or (which == "next" and match["the"])
    base = context.anchor_day() if told_from_text else context.reference
    if base is None:
        return TimeValue("DATE", None)
    if unit in ("DE", "CE") and which in ("last", "past", "next", "coming"):
        ahead = which in ("next", "coming")
        return TimeValue("DURATION", g.duration(1, unit), interval(base, 1, unit, ahead=ahead))
    if unit == "WE" and which == "this":
        return date(value_of(_weekend(base, match, context), unit))
    return date(value_of(shift(base, _STEPS[which], unit), unit))


def _weekend(base: dt.date, match: re.Match[str], context: Context) -> dt.date:
    """Return a day of the weekend meant early in a week: the one that is over, unless the words look ahead."""
    over = base.isoweekday() <= 3 and context.direction(match.start()) < 0
    return base - dt.timedelta(days=7) if over else base


def _named_stretch(match: re.Match[str], context: Context) -> TimeValue | None:
    """Read "last June", "this September", "next summer"."""
    name, which = match["name"].lower().rstrip("."), match["which"].lower()
    season = words.SEASONS.get(name)
    if season is None and name.rstrip(".") not in words.MONTHS:
        return None
    first, last = words.SEASON_MONTHS[season] if season else (words.MONTHS[name], words.MONTHS[name])
    reference = context.reference
    if reference is None:
        return TimeValue("DATE", f"XXXX-{season}" if season else f"XXXX-{first:02}")
    year = reference.year + _year_step(which, first, last, reference.month)
    return date(f"{year}-{season}" if season else f"{year}-{first:02}")


def _year_step(which: str, first: int, last: int, now: int) -> int:
    """Return how far the year of a month or season, from its first to its last month, lies from this year."""
    if which in ("last", "past"):
        return 0 if first <= last < now else -1
    if which in ("next", "coming"):
        return 0 if first > now else 1
    return -1 if last < first and now <= last else 0


def _month_of_stretch(match: re.Match[str], context: Context) -> TimeValue | None:
    """Read "October of next year", "March this year", "June 5 last year"."""
    if context.reference is None:
        return None
    step = {"this": 0, "last": -1, "next": 1, "the same": 0, "that": 0}[
        " ".join(match["which"].lower().split())
    ]
    base = context.anchor_day() if match["which"].lower() in ("that", "the same") else context.reference
    year = (base or context.reference).year + step
    month = f"{year}-{g.month_number(match['month']):02}"
    return date(f"{month}-{g.ordinal(match['day']):02}" if match["day"] else month)


_JOIN = re.compile(r",?\s(?:and|or|to|through)\s(?:on\s)?|\s?[-–]\s?|,\s")
_SOON = 3
_NAMED_DAY = re.compile(r"\b(?:Black|Bloody|Good|Ash|Palm|Easter|Cyber|Super|Holy|Maundy|Casual)\s$")
_DP = rf"(?: (?P<dp>{g.DAY_PART})\b)?"
_EARLY = r"(?:\b(?:early|earlier|late|later|mid)[- ])?"

RULES: tuple[Rule, ...] = (
    rule(rf"{_EARLY}\b(?P<name>{g.any_of(_DAYS)})\b{_DP}", _day),
    rule(rf"{_EARLY}\b(?P<which>this|last|yesterday|next) (?:early )?(?P<dp>{g.DAY_PART})\b", _part_of_today),
    rule(rf"(?P<day>{g.WEEKDAY})(?= \((?P<month>{g.MONTH}) (?P<number>{g.DAY})\))", _weekday_with_date),
    rule(
        rf"{_EARLY}\b(?:(?:on )?(?P<which>(?:the )?(?:last|past|this past|previous|next|following|coming|this coming|upcoming|this)) )?"
        rf"(?P<day>{g.WEEKDAY}){_DP}",
        _weekday,
    ),
    rule(r"\b(?P<the>)(?P<which>this) (?P<unit>year)s\b", _stretch),
    rule(
        rf"{g.PART}\b(?P<the>the |its |their |our )?(?P<which>this|last|past|current|next|coming|upcoming|following|previous) "
        rf"{g.FISCAL}{g.STRETCH}",
        _stretch,
    ),
    rule(
        rf"{g.PART}\b(?P<which>this|last|past|next|coming) (?P<name>{g.SEASON}\b|{g.MONTH})", _named_stretch
    ),
    rule(
        rf"{g.PART}\b(?P<month>{g.MONTH})(?: (?P<day>{g.DAY}))?,?(?=(?: of| in)? (?P<which>this|last|next|that|the same) year\b)",
        _month_of_stretch,
    ),
)
