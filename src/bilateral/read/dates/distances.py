"""Rules for dates at a distance: "10 years ago", "the day before", "the past three months"."""

import datetime as dt
import re

from bilateral.lexicon import time_words as words
from bilateral.read.dates import grammar as g
from bilateral.read.dates.context import Context
from bilateral.read.dates.deictic import timed
from bilateral.read.dates.grammar import Rule, TimeValue, rule
from bilateral.read.dates.points import date
from bilateral.read.dates.timex import interval, shift, unit_of, value_of

_FROM_NOW = ("ago", "from now", "from today", "back", "hence")
_BACK = ("ago", "earlier", "before", "previously", "previous", "prior", "back")


def _distance(match: re.Match[str], context: Context) -> TimeValue | None:
    """Read "10 years ago", "three days later", "a year earlier", "two weeks from now"."""
    alone = 1 if match["unit"].lower() == "year" else None  # "the year-ago quarter"
    count = g.cardinal(match["count"]) if match["count"] else alone
    unit, tail = g.unit_symbol(match["unit"]), " ".join(match["tail"].lower().split())
    back = tail in _BACK
    base = context.reference if tail in _FROM_NOW else context.anchor_day()
    if count is None:
        return TimeValue("DATE", "PAST_REF" if back else "FUTURE_REF")
    if base is None or unit.startswith("T"):
        return _hours_away(int(count), unit, back, base)
    if count % 1 and unit == "Y":
        count, unit = count * 12, "M"
    moved = shift(base, -int(count) if back else int(count), unit)
    return date(value_of(moved, _precision(unit, tail, context)))


def _hours_away(count: int, unit: str, back: bool, base: dt.date | None) -> TimeValue:
    """Read hours: whole days of them move the day, fewer stay on it."""
    if base is None:
        return TimeValue("DATE", None)
    days = count // 24 if unit == "TH" else 0
    return date(value_of(shift(base, -days if back else days, "D"), "D"))


def _precision(unit: str, tail: str, context: Context) -> str:
    """Weeks and days lead to a day, months to a month, years to a year or to the anchor's quarter."""
    if unit in ("D", "W", "F", "WE"):
        return "D"
    if unit == "Y" and tail in ("ago", "earlier", "before") and unit_of(context.anchor) in ("Q", "H"):
        return unit_of(context.anchor) or "Y"
    return "Y" if unit in ("DE", "CE", "ML") else unit


def _neighbour(match: re.Match[str], context: Context) -> TimeValue | None:
    """Read "the day before", "the year previous", "the following morning" from the last date named."""
    noun, base = match["unit"].lower(), context.anchor_day()
    unit = words.UNITS.get(noun, "D")
    if base is None or (unit == "D" and unit_of(context.anchor) not in ("D", None)):
        return TimeValue("DATE", "XXXX-XX-XX")
    step = -1 if match["step"].lower() in _BACK else 1
    if unit != "D":
        return date(value_of(shift(base, step, unit), unit))
    return timed(shift(base, step, "D"), noun if noun in words.DAY_PARTS else None)


def _past_units(match: re.Match[str], context: Context) -> TimeValue:
    """Read "the past three months" and "the next two years": a duration that ends or begins now."""
    count, unit = g.cardinal(match["count"]) if match["count"] else None, g.unit_symbol(match["unit"])
    value = g.duration(count, unit)
    if count is None or context.reference is None or unit.startswith("T"):
        return TimeValue("DURATION", value, _last_hours(count, unit, context))
    ahead = match["which"].lower() in ("next", "coming", "following")
    return TimeValue("DURATION", value, interval(context.reference, int(count), unit, ahead=ahead))


def _last_hours(count: float | None, unit: str, context: Context) -> str | None:
    """Write the days that "the past 24 hours" touches."""
    if count is None or unit != "TH" or context.reference is None:
        return None
    return interval(context.reference, max(1, int(count) // 24) + 1, "D", ahead=False)


RULES: tuple[Rule, ...] = (
    rule(
        rf"{g.APPROXIMATELY}\b(?:(?P<count>{g.COUNT})[- ])?(?:more )?(?P<unit>{g.UNIT})(?: or so)?[- ]"
        r"(?P<tail>ago|earlier|later|from now|from today|hence|back|previously|prior)\b(?! than)",
        _distance,
    ),
    rule(
        r"\bthe (?P<unit>day|night|week|month|year) (?P<step>before|after|earlier|previous|prior)\b",
        _neighbour,
    ),
    rule(rf"\bthe (?P<step>next|previous|following) (?P<unit>day|{g.DAY_PART})\b", _neighbour),
    rule(
        rf"\b(?:the |its |their |our |these )?(?P<which>past|last|next|coming|previous|following) {g.APPROXIMATELY}"
        rf"(?P<count>{g.COUNT})[- ](?:(?:consecutive|straight|full|trading|business|working|fiscal|calendar) )*(?P<unit>{g.UNIT})\b",
        _past_units,
    ),
)
