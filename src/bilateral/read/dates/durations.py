"""Rules for durations, sets of times, and references to the present, the past and the future."""

import re

from bilateral.lexicon import time_words as words
from bilateral.read.dates import grammar as g
from bilateral.read.dates.context import Context
from bilateral.read.dates.grammar import Rule, TimeValue, rule

_AGE_AFTER = re.compile(r"[-\s]olds?\b", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"\bage[sd]?\s$", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_ONE_DAY_LEAD = re.compile(r"\b(?:for|in|within|only|just|after|of|than)\s$", re.IGNORECASE)
_RATE_BEFORE = re.compile(
    r"(?:\d|million|billion|dollars|dlrs|times|once|twice|percent|%|\w{3}s)\s$", re.IGNORECASE
)
_VAGUE_LEAD = re.compile(
    r"\b(?:for|in|after|within|over|lasted|took|take|just|only|by|of|the|last|spent|hundreds of|tens of|thousands of)\s$",
    re.IGNORECASE,
)


def _duration(match: re.Match[str], context: Context) -> TimeValue | None:
    """Read a counted duration; ages ("60 years old", "a 22-year-old son") are none."""
    if _AGE_AFTER.match(context.text, match.end()) or _AGE_BEFORE.search(context.before(match.start())):
        return None
    count, unit = g.cardinal(match["count"]), g.unit_symbol(match["unit"])
    article = match["count"].lower() in ("a", "an")
    if not _is_duration(match, unit, context):
        return None
    if article and _RATE_BEFORE.search(context.before(match.start(), 12)):
        return TimeValue("SET", g.duration(1, unit))
    return TimeValue("DURATION", g.duration(count, unit))


def _is_duration(match: re.Match[str], unit: str, context: Context) -> bool:
    """Say whether a count and a unit measure time: "a second" is an ordinal, "a quarter" a share, "one day" some day."""
    count = match["count"].lower()
    if unit == "TS":
        return count not in ("a", "an")
    if unit == "Q":
        return (
            count not in ("a", "three", "one")
            and not _YEAR.fullmatch(count)
            and context.text[match.end() :][:3] != " of"
        )
    return not (
        unit == "D"
        and count == "one"
        and not _ONE_DAY_LEAD.search(context.before(match.start()))
        and " " in match[0]
    )


def _vague_duration(match: re.Match[str], context: Context) -> TimeValue | None:
    """Read "for months", "days before", "decades of": a plural alone."""
    lead = _VAGUE_LEAD.search(context.before(match.start()))
    if not lead and not re.match(
        r"\s(?:before|after|of|later|earlier|ago)\b", context.text[match.end() : match.end() + 9]
    ):
        return None
    return TimeValue("DURATION", g.duration(None, g.unit_symbol(match["unit"])))


def _recent_units(match: re.Match[str], _: Context) -> TimeValue:
    return TimeValue("DURATION", g.duration(None, g.unit_symbol(match["unit"])))


def _every(match: re.Match[str], _: Context) -> TimeValue:
    """Read "every two years", "each Thursday", "every summer"."""
    name = match["name"].lower().rstrip(".")
    if name in words.SEASONS:
        return TimeValue("SET", f"XXXX-{words.SEASONS[name]}")
    if name in words.MONTHS:
        return TimeValue("SET", f"XXXX-{words.MONTHS[name]:02}")
    if name in words.WEEKDAYS:
        return TimeValue("SET", f"XXXX-WXX-{words.WEEKDAYS[name]}")
    if name in words.DAY_PARTS:
        return TimeValue("SET", f"XXXX-XX-XXT{words.DAY_PARTS[name]}")
    return TimeValue("SET", g.duration(g.cardinal(match["count"] or "one"), g.unit_symbol(name)))


def _rate(match: re.Match[str], _: Context) -> TimeValue:
    return TimeValue("SET", g.duration(1, g.unit_symbol(match["unit"])))


def _weekdays(match: re.Match[str], _: Context) -> TimeValue:
    return TimeValue("SET", f"XXXX-WXX-{g.weekday_number(match['day'])}")


def _frequency(match: re.Match[str], _: Context) -> TimeValue:
    return TimeValue("SET", words.ADVERBS_OF_FREQUENCY[match[0].lower()])


def _reference(value: str) -> g.Read:
    return lambda _, __: TimeValue("DATE", value)


def _references(phrases: tuple[str, ...], value: str) -> Rule:
    return rule(rf"\b{g.any_of(phrases)}\b(?!-)", _reference(value))


RULES: tuple[Rule, ...] = (
    rule(
        rf"{g.APPROXIMATELY}\b(?P<count>{g.COUNT})[- ](?:(?:more|full|consecutive|straight|additional|trading|business|working|long|"
        rf"calendar|solid) )*(?P<unit>{g.UNIT})\b(?:[- ]long\b)?",
        _duration,
    ),
    rule(r"\b(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)\b", _vague_duration),
    rule(
        r"\b(?:the )?(?:recent|past|coming|last) (?P<unit>minutes|hours|days|weeks|months|years|decades)\b",
        _recent_units,
    ),
    rule(
        rf"\b(?:every|each) (?:(?P<count>{g.NUMBER}) )?"
        rf"(?P<name>{g.UNIT}\b|{g.SEASON}\b|{g.DAY_PART}\b|{g.MONTH}|{g.WEEKDAY})",
        _every,
    ),
    rule(r"\bper (?P<unit>day|week|month|year|hour)\b", _rate),
    rule(
        rf"\b(?P<day>{g.any_of(name.capitalize() for name in words.WEEKDAYS if name.endswith('day'))})s\b",
        _weekdays,
    ),
    rule(rf"\b{g.any_of(words.ADVERBS_OF_FREQUENCY)}\b", _frequency),
    _references(words.PRESENT, "PRESENT_REF"),
    _references(words.PAST, "PAST_REF"),
    rule(rf"\bthe past\b(?!-| (?:{g.COUNT}\b|{g.UNIT}\b|{g.SEASON}))", _reference("PAST_REF")),
    _references(words.FUTURE, "FUTURE_REF"),
    rule(r"\bthe future\b(?! of\b)", _reference("FUTURE_REF")),
)
