"""Rules for times of day: on the clock, noon and midnight, with the day that they hang on."""

import datetime as dt
import re

from bilateral.read.dates import grammar as g
from bilateral.read.dates.context import Context
from bilateral.read.dates.deictic import weekday_near
from bilateral.read.dates.grammar import Rule, TimeValue, rule
from bilateral.read.dates.timex import unit_of, value_of

_AFTER_NOON = 12


def _clock(match: re.Match[str], context: Context) -> TimeValue | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower().replace(".", "").replace(" ", "")
    if hour > 24 or minute > 59 or (half and hour > _AFTER_NOON):
        return None
    if half:
        hour = hour % _AFTER_NOON + (_AFTER_NOON if half.startswith("p") else 0)
    zone = "Z" if (match["zone"] or "").upper() in ("UTC", "GMT") else ""
    return _at(f"{hour:02}:{minute:02}{zone}", match, context)


def _named_hour(match: re.Match[str], context: Context) -> TimeValue:
    return _at(
        {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}[match["name"].lower()], match, context
    )


def _at(clock: str, match: re.Match[str], context: Context) -> TimeValue:
    """Put a time on its day: the one named beside it, else the last day named, else that of publication."""
    day = _day_beside(match, context)
    value = value_of(day, "D") if day else "XXXX-XX-XX"
    return TimeValue("TIME", f"{value}T{clock}", value if day else None)


def _day_beside(match: re.Match[str], context: Context) -> dt.date | None:
    beside = (match["beside"] or "").lower()
    if context.reference is not None:
        if beside in ("today", "yesterday", "tomorrow"):
            return context.reference + dt.timedelta(days=("yesterday", "today", "tomorrow").index(beside) - 1)
        if beside:
            return weekday_near(g.weekday_number(beside), context.direction(match.start()), context.reference)
    return context.anchor_day() if unit_of(context.anchor) == "D" else context.reference


_ZONE = r"(?: ?\(?(?P<zone>UTC|GMT|EST|EDT|CET|CEST|BST|PST|PDT|ET|local time|Moscow time|Z)\b\)?)?"
_BESIDE = rf"(?:,? (?:on )?(?P<beside>today|yesterday|tomorrow|{g.WEEKDAY}))?"

RULES: tuple[Rule, ...] = (
    rule(
        rf"\b(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))? ?(?P<half>[ap]\.? ?m\b\.?){_ZONE}{_BESIDE}", _clock
    ),
    rule(rf"\b(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::\d\d)?(?P<half>)\b{_ZONE}{_BESIDE}", _clock),
    rule(rf"\b(?P<name>noon|midday|midnight)\b{_BESIDE}", _named_hour),
)
