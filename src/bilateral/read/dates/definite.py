"""Rules for stretches that the text takes as known: "that year", "the weekend", "the end of the month"."""

import datetime as dt
import re

from bilateral.read.dates import grammar as g
from bilateral.read.dates.context import Context
from bilateral.read.dates.grammar import Rule, TimeValue, rule
from bilateral.read.dates.points import date
from bilateral.read.dates.timex import shift, unit_of, value_of

_WHOLE_DAY_LEAD = re.compile(
    r"\b(?:end|ended|ending|finish|finished|start|started|closed?|began|begin|for|of|later in|earlier in)\s$",
    re.IGNORECASE,
)
_REPORT_LEAD = re.compile(r"\b(?:for|in|during|throughout|over|later in|earlier in)\s$", re.IGNORECASE)
_WEDNESDAY, _FRIDAY = 3, 5
_END = re.compile(r"\b(?:end|close|late)\b", re.IGNORECASE)


def _same_stretch(match: re.Match[str], context: Context) -> TimeValue | None:
    """Read "that year" and "the same month": the stretch that holds the last date named."""
    base, unit = context.anchor_day(), g.unit_symbol(match["unit"])
    if base is None or (unit == "D" and unit_of(context.anchor) not in ("D", None)):
        return TimeValue("DATE", None)
    return date(value_of(base, unit))


def _definite_stretch(match: re.Match[str], context: Context) -> TimeValue | None:
    """Read "the end of the year", "over the weekend": the stretch that holds the day of publication."""
    if context.reference is None:
        return TimeValue("DATE", None)
    unit = g.unit_symbol(match["unit"])
    base = context.reference
    if unit == "WE" and context.direction(match.start()) <= _last_weekend(base):
        base -= dt.timedelta(days=7)
    if unit == "Y" and _END.search(match[0]) and base.month <= 6 and context.direction(match.start()) < 0:
        base = shift(base, -1, "Y")
    return date(value_of(base, unit))


def _last_weekend(day: dt.date) -> int:
    """Return the direction up to which "the weekend" is the last one: by Wednesday unless the words look ahead."""
    if day.isoweekday() <= _WEDNESDAY:
        return 0
    return -1 if day.isoweekday() <= _FRIDAY else -2


def _that_time(_: re.Match[str], context: Context) -> TimeValue | None:
    """Read "by that time": the last date named."""
    return date(context.anchor) if context.anchor else None


def _told_stretch(match: re.Match[str], context: Context) -> TimeValue | None:
    """Read "for the year", "in the quarter": the stretch under report."""
    if not _REPORT_LEAD.search(context.before(match.start())) or context.reference is None:
        return None
    unit = g.unit_symbol(match["unit"])
    told = context.anchor_day() if unit_of(context.anchor) == unit else None
    return date(value_of(told or context.reference, unit))


def _whole_day(match: re.Match[str], context: Context) -> TimeValue | None:
    """Read the day of "to end the day", "for the day": that of publication."""
    if context.reference is None or not _WHOLE_DAY_LEAD.search(context.before(match.start())):
        return None
    return date(context.reference.isoformat())


RULES: tuple[Rule, ...] = (
    rule(
        rf"{g.PART}\b(?:that(?: very| same)?|the same|the said) {g.FISCAL}(?P<unit>day|week|weekend|month|quarter|year|decade)\b",
        _same_stretch,
    ),
    rule(
        rf"\b(?:the )?(?:early|late|mid|middle|beginning|start|end|close|turn|rest|remainder|course|half)(?: of | in |-)(?:the )?{g.FISCAL}{g.STRETCH}",
        _definite_stretch,
    ),
    rule(
        r"\bthe day\b(?! (?:when|that|before|after|of|by|in|which|he|she|they|it|we|I)\b| [A-Z][a-z]+day\b)",
        _whole_day,
    ),
    rule(r"\b(?:the )?(?P<unit>year)[- ]end\b", _definite_stretch),
    rule(
        r"\bthe (?:full |whole |fiscal |entire )?(?P<unit>week|month|quarter|year)\b(?![-'’]| (?:of|when|that|which|\d|to)\b)",
        _told_stretch,
    ),
    rule(r"\bthe (?P<unit>weekend)\b", _definite_stretch),
    rule(r"(?<=by )that time\b", _that_time),
)
