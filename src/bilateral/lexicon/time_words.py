"""The words of English for dates and times. Own compilation; facts of the language and of the calendar only."""

from collections.abc import Mapping
from typing import Final

MONTHS: Final[Mapping[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}

WEEKDAYS: Final[Mapping[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tues", "tue"),
            ("wednesday", "wed"),
            ("thursday", "thurs", "thur", "thu"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        ),
        start=1,
    )
    for name in names
}
"""ISO 8601 numbers: Monday is 1."""

SEASONS: Final[Mapping[str, str]] = {
    "spring": "SP",
    "springtime": "SP",
    "summer": "SU",
    "summertime": "SU",
    "autumn": "FA",
    "fall": "FA",
    "winter": "WI",
    "wintertime": "WI",
}

SEASON_MONTHS: Final[Mapping[str, tuple[int, int]]] = {
    "SP": (3, 5),
    "SU": (6, 8),
    "FA": (9, 11),
    "WI": (12, 2),
}
"""First and last month of the meteorological seasons of the northern hemisphere."""

DAY_PARTS: Final[Mapping[str, str]] = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "dawn": "MO",
    "dusk": "EV",
}
"""TIMEX3's parts of the day."""

UNITS: Final[Mapping[str, str]] = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "weekend": "WE",
    "week": "W",
    "fortnight": "F",
    "month": "M",
    "quarter": "Q",
    "half": "H",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "centurie": "CE",
    "millennium": "ML",
    "millennia": "ML",
}
"""Singular noun to ISO 8601 / TIMEX3 unit; units below the day carry a leading ``T``."""

CARDINALS: Final[Mapping[str, int]] = {
    word: number
    for number, word in (
        *enumerate(
            [
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
                "thirteen",
                "fourteen",
                "fifteen",
                "sixteen",
                "seventeen",
                "eighteen",
                "nineteen",
            ]
        ),
        *zip(
            range(20, 100, 10),
            ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
            strict=True,
        ),
        (12, "dozen"),
        (100, "hundred"),
        (1000, "thousand"),
    )
}

ORDINALS: Final[Mapping[str, int]] = {
    word: number
    for number, word in (
        *enumerate(
            [
                "first",
                "second",
                "third",
                "fourth",
                "fifth",
                "sixth",
                "seventh",
                "eighth",
                "ninth",
                "tenth",
                "eleventh",
                "twelfth",
                "thirteenth",
                "fourteenth",
                "fifteenth",
                "sixteenth",
                "seventeenth",
                "eighteenth",
                "nineteenth",
                "twentieth",
            ],
            start=1,
        ),
        (21, "twenty-first"),
        (21, "twenty first"),
    )
}

VAGUE_NUMBERS: Final = (
    "several",
    "a few",
    "few",
    "many",
    "some",
    "a number of",
    "dozens of",
    "a handful of",
    "a matter of",
)
"""Numbers that TIMEX3 writes ``X``."""

DECADES: Final[Mapping[str, int]] = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
}

HOLIDAYS: Final[Mapping[str, tuple[int, int]]] = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
    "boxing day": (12, 26),
    "bastille day": (7, 14),
    "may day": (5, 1),
}
"""Holidays with a fixed day, as month and day."""

PRESENT: Final = (
    "now",
    "right now",
    "just now",
    "currently",
    "current",
    "nowadays",
    "these days",
    "presently",
    "at present",
    "at the moment",
    "at the present time",
    "the present",
    "present-day",
)
PAST: Final = (
    "recently",
    "more recently",
    "most recently",
    "recent",
    "the recent past",
    "the old days",
    "at the time",
    "the time",
    "at that time",
    "formerly",
)
FUTURE: Final = (
    "the near future",
    "the foreseeable future",
    "the short term",
    "the near term",
    "the long term",
    "the coming days",
    "the coming weeks",
    "the coming months",
    "the coming years",
)
"""Phrases that TIMEX3 values ``PRESENT_REF``, ``PAST_REF`` and ``FUTURE_REF``."""

ADVERBS_OF_FREQUENCY: Final[Mapping[str, str]] = {
    "hourly": "PT1H",
    "daily": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "annual": "P1Y",
    "annually": "P1Y",
    "yearly": "P1Y",
}

LEADS: Final = frozenset(
    [
        "the",
        "this",
        "that",
        "these",
        "last",
        "past",
        "next",
        "previous",
        "following",
        "coming",
        "current",
        "same",
        "early",
        "earlier",
        "late",
        "later",
        "mid",
        "middle",
        "beginning",
        "start",
        "end",
        "close",
        "turn",
        "outset",
        "its",
        "their",
        "our",
        "on",
        "each",
        "every",
        "per",
        "several",
        "few",
        "many",
        "some",
        "about",
        "around",
        "almost",
        "nearly",
        "roughly",
        "approximately",
        "over",
        "under",
        "more",
        "less",
        "fewer",
        "at",
        "up",
        "only",
        "barely",
        "exactly",
        "just",
        "well",
        "slightly",
        "a",
        "an",
        "half",
        "today",
        "tonight",
        "yesterday",
        "tomorrow",
        "noon",
        "midday",
        "midnight",
        "now",
        "right",
        "currently",
        "nowadays",
        "presently",
        "present",
        "recently",
        "most",
        "recent",
        "formerly",
        "year",
        "rest",
        "remainder",
        "course",
        "dozens",
        "hundreds",
        "second",
        "seconds",
        "minute",
        "minutes",
        "hour",
        "hours",
        "day",
        "days",
        "night",
        "nights",
        "week",
        "weeks",
        "month",
        "months",
        "quarter",
        "quarters",
        "years",
        "decade",
        "decades",
        "centuries",
        "upcoming",
        "no",
        "as",
        "matter",
    ]
)
"""Words, beyond those above, with which a time expression may begin."""
