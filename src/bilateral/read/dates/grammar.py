"""What the rules share: fragments of patterns, numbers in words, and what a rule is."""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from bilateral.lexicon import time_words as words
from bilateral.read.dates.context import Context


class TimeValue(NamedTuple):
    """What a rule makes of a phrase: TIMEX3 type and value, and the stretch of the calendar it names."""

    type: str
    value: str | None
    when: str | None = None


Read = Callable[[re.Match[str], Context], TimeValue | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of phrases and how its matches are read; reading returns None where the phrase is no time."""

    pattern: re.Pattern[str]
    read: Read


def rule(pattern: str, read: Read) -> Rule:
    """Compile a rule; white space in a phrase matches any, line ends included, and case does not matter."""
    return Rule(re.compile(pattern.replace(" ", r"\s"), re.IGNORECASE), read)


def any_of(options: Iterable[str]) -> str:
    """Return a group that matches any of the literal options, the longest first."""
    ordered = sorted(options, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(option).replace(r"\ ", " ") for option in ordered) + ")"


def _capitalised(names: Iterable[str]) -> str:
    """Return a group of names that must begin with a capital, or be in capitals throughout."""
    forms = [form for name in names for form in (name.capitalize(), name.upper())]
    return f"(?-i:{any_of(forms)})"


_FULL_MONTHS = [name for name in words.MONTHS if len(name) > 4 or name in ("may", "june", "july")]
_SHORT_MONTHS = [name for name in words.MONTHS if name not in _FULL_MONTHS]
_FULL_DAYS = [name for name in words.WEEKDAYS if name.endswith("day")]
_SHORT_DAYS = [name for name in words.WEEKDAYS if name not in _FULL_DAYS]

MONTH = rf"(?:{_capitalised(_FULL_MONTHS)}\b|{_capitalised(_SHORT_MONTHS)}(?:\.|\b(?= \d)))"
WEEKDAY = rf"(?:{_capitalised(_FULL_DAYS)}\b|{_capitalised(_SHORT_DAYS)}\b\.?(?=,? (?:\d|{_capitalised(words.MONTHS)})))"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?![/%]|[.,:]\d)"
YEAR = r"(?:1[0-9]\d\d|20\d\d)\b(?!%|[.,:]\d|-\d\d-|\(\w\))"
SEASON = any_of(words.SEASONS)
DAY_PART = any_of(words.DAY_PARTS)
ORDINAL = rf"(?:{any_of(words.ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
UNIT = r"(?:seconds?|minutes?|hours?|days?|nights?|weekends?|weeks?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies)|millenni(?:um|a))"
FISCAL = "(?:(?:fiscal|financial|calendar|academic|school|business) )?"
STRETCH = r"(?P<unit>week|weekend|month|quarter|year|decade|century)\b(?!-)"
CARDINAL = rf"{any_of(words.CARDINALS)}"
# Both repetitions have an end, or a text of numbers alone would be gone through anew from each of them.
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3}){1,8}|\d+(?:\.\d+)?(?: \d/\d)?|"
    rf"\b(?:an?(?= (?:dozen|hundred|thousand)\b)|{CARDINAL}\b)(?:[- ](?:and )?{CARDINAL}\b){{0,16}})(?: and a half)?"
)
VAGUE = any_of(words.VAGUE_NUMBERS)
COUNT = rf"(?:a couple(?: of)?|{VAGUE}|{NUMBER}|an?\b)"
APPROXIMATELY = (
    r"(?:(?:just |well |slightly |a little )?(?:about|around|almost|nearly|roughly|approximately|some|over|under|"
    r"more than|less than|fewer than|at least|at most|up to|as many as|no more than|only|barely|exactly) )?"
)
PART = (
    r"(?:(?P<part>(?:the |its |their )?(?:very )?(?:early|earlier|late|later|mid|middle|beginning|start|end|close|"
    r"turn|outset))(?:-| ?- ?| of | in | )(?:the (?!(?:year|month|week|day|decade|century|quarter|season)\b))?)?"
)
"""A part of a stretch: "early", "mid-", "the end of (the)"."""


def cardinal(text: str) -> float | None:
    """Read a number in digits or words; None for "several" and its like, which name none."""
    lowered = " ".join(text.lower().split())
    if lowered in words.VAGUE_NUMBERS:
        return None
    if lowered.startswith("a couple"):
        return 2
    if lowered in ("a", "an"):
        return 1
    half = 0.5 if lowered.endswith(" and a half") else 0.0
    lowered = lowered.removesuffix(" and a half")
    if lowered[0].isdigit():
        number = _digits(lowered) + half
        return number if math.isfinite(number) else None
    return _words(re.split(r"[-\s]+", lowered)) + half


def _digits(text: str) -> float:
    whole, _, fraction = text.replace(",", "").partition(" ")
    over, _, under = fraction.partition("/")
    return float(whole) + (float(over) / float(under) if under and float(under) else 0)


def _words(parts: Iterable[str]) -> float:
    total = 0
    for part in parts:
        number = words.CARDINALS.get(part, 0)
        total = (total or 1) * number if number >= 100 else total + number
    return float(total)


def ordinal(text: str) -> int | None:
    """Read an ordinal in digits or words; "last" and "final" are None."""
    lowered = " ".join(text.lower().split())
    digits = re.match(r"\d+", lowered)
    return int(digits[0]) if digits else words.ORDINALS.get(lowered)


def month_number(text: str) -> int:
    """Return the number of a month's name or abbreviation."""
    return words.MONTHS[text.lower().rstrip(".")]


def weekday_number(text: str) -> int:
    """Return the ISO number of a weekday's name or abbreviation."""
    return words.WEEKDAYS[text.lower().rstrip(".")]


def unit_symbol(text: str) -> str:
    """Return the unit that a noun names, in the singular or the plural."""
    lowered = text.lower()
    return words.UNITS.get(lowered) or words.UNITS[lowered.removesuffix("s")]


def duration(count: float | None, unit: str) -> str:
    """Write a TIMEX3 duration; a number that the text leaves open is ``X``."""
    number = "X" if count is None else f"{count:g}"
    if unit == "F":
        number, unit = ("X" if count is None else f"{2 * count:g}"), "W"
    if unit == "DE" and count is not None:
        number, unit = f"{10 * count:g}", "Y"
    return f"PT{number}{unit[1]}" if unit.startswith("T") else f"P{number}{unit}"
