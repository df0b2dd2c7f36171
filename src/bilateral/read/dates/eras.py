"""Rules for years in words, decades, centuries, seasons, quarters and halves of a year, and holidays."""

import re

from bilateral.lexicon import time_words as words
from bilateral.read.dates import grammar as g
from bilateral.read.dates.context import Context
from bilateral.read.dates.grammar import Rule, TimeValue, rule
from bilateral.read.dates.points import date, nearest_year
from bilateral.read.dates.timex import day_of, shift, unit_of, value_of

_CENTURIES = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000, "two thousand": 2000}
# "The 20s" is read as the 2020s, "the 30s" as the 1930s: news looks back further than ahead.
_FIRST_DECADE_OF_LAST_CENTURY = 30
_PARTS_OF_DECADE = {"early": (0, 3), "mid": (4, 6), "middle": (4, 6), "late": (7, 9)}
_FAR_AHEAD = 184
_LAST = ("last", "final")
_AGE_LEAD = re.compile(r"\b(?:his|her|their|my|your)\s(?:early\s|mid-?|late\s)?$", re.IGNORECASE)
_GIVEN_NAME = re.compile(r"[a-z,]\s[A-Z][a-z]+\s$")
_SHIFTS = {"this": 0, "the current": 0, "current": 0, "last": -1, "previous": -1, "next": 1}


def _spelled_year(match: re.Match[str], _: Context) -> TimeValue:
    rest = int(g.cardinal(match["rest"]) or 0) if match["rest"] else 0
    return date(str(_CENTURIES[" ".join(match["century"].lower().split())] + rest))


def _decade(match: re.Match[str], context: Context) -> TimeValue | None:
    """Read a decade; "early", "mid" and "late" name its first, middle and last years, "his 30s" an age."""
    if _AGE_LEAD.search(context.before(match.start())):
        return None
    if match["four"]:
        first = int(match["four"])
    else:
        first = int(match["two"]) if match["two"] else 10 * words.DECADES[match["word"].lower()]
        first += 1900 if first >= _FIRST_DECADE_OF_LAST_CENTURY or match["word"] else 2000
    value = f"{first // 10:03}"
    part = re.search("early|mid|late", (match["part"] or "").lower())
    if part is None:
        return date(value)
    low, high = _PARTS_OF_DECADE[part[0]]
    return TimeValue("DATE", value, f"{first + low}/{first + high}")


def _century(match: re.Match[str], _: Context) -> TimeValue | None:
    number = g.ordinal(match["number"])
    return date(f"{number - 1:02}") if number else None


def _season_year(match: re.Match[str], _: Context) -> TimeValue:
    return date(f"{match['year']}-{words.SEASONS[match['season'].lower()]}")


def _quarter(match: re.Match[str], context: Context) -> TimeValue | None:
    """Read a quarter or half of a year: of the year named beside it, or of the nearest by the tense."""
    unit = "Q" if match["unit"].lower().startswith("q") else "H"
    count = 4 if unit == "Q" else 2
    number = count if match["number"].lower() in _LAST else g.ordinal(match["number"]) or 0
    if not 1 <= number <= count:
        return None
    year = _year_beside(match, context) or _nearest_part(unit, number, match.start(), context)
    return date(f"{year:04}-{unit}{number}" if year is not None else f"XXXX-{unit}{number}")


def _nearest_part(unit: str, number: int, position: int, context: Context) -> int | None:
    """Return the year of a quarter or half: reports look back, plans at most half a year ahead."""
    year = nearest_year(_first_month(unit, number), None, position, context)
    first = day_of(year, _first_month(unit, number), 1) if year is not None else None
    if year is not None and first and context.reference and (first - context.reference).days > _FAR_AHEAD:
        return year - 1
    return year


def _first_month(unit: str, number: int) -> int:
    return {"Q": 3, "H": 6}[unit] * (number - 1) + 1


def _year_beside(match: re.Match[str], context: Context) -> int | None:
    """Return the year of "… of 2009", "… of last year" or "last year's …"."""
    if match["year"]:
        return int(match["year"])
    which = match["which"] or match["whose"]
    if which is None or context.reference is None:
        return None
    if which.lower() in ("the", "that", "the same"):
        day = context.anchor_day()
        return day.year if day else None
    return context.reference.year + _SHIFTS[" ".join(which.lower().split())]


def _short_quarter(match: re.Match[str], context: Context) -> TimeValue:
    number = int(match["number"])
    unit = match["unit"].upper()
    year = int(match["year"]) if match["year"] else _nearest_part(unit, number, match.start(), context)
    return date(f"{year:04}-{unit}{number}" if year is not None else f"XXXX-{unit}{number}")


def _year_ago_quarter(_: re.Match[str], context: Context) -> TimeValue | None:
    """Read "the year-earlier quarter" and "the same quarter last year" from the last date named."""
    day = context.anchor_day()
    unit = unit_of(context.anchor)
    return date(value_of(shift(day, -1, "Y"), unit if unit in ("Q", "H", "M") else "Y")) if day else None


def _holiday(match: re.Match[str], context: Context) -> TimeValue | None:
    if _GIVEN_NAME.search(context.before(match.start())):
        return None
    month, day = words.HOLIDAYS[match["name"].lower().replace("’", "'")]
    year = int(match["year"]) if match["year"] else nearest_year(month, day, match.start(), context)
    return date(f"{'XXXX' if year is None else year}-{month:02}-{day:02}")


_TENS = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_WHICH = "(?:this|last|next|the current|current|previous|the same|that|the)"
_FISCAL = "(?:(?:fiscal|financial|calendar) )?"

RULES: tuple[Rule, ...] = (
    rule(
        rf"\b(?:the year )?(?P<century>eighteen|nineteen)[- ](?:hundred and )?(?P<rest>{_TENS}(?:[- ]{g.CARDINAL}\b)?)\b",
        _spelled_year,
    ),
    rule(rf"\bthe year (?P<century>two thousand)\b(?: (?:and )?(?P<rest>{g.CARDINAL})\b)?", _spelled_year),
    rule(
        rf"{g.PART}(?:\bthe )?(?:\b(?P<four>(?:1[5-9]|20)\d0)['’]?s\b|(?<!\w)['’]?(?P<two>[1-9]0)s\b|"
        rf"\b(?:nineteen[- ])?(?P<word>{g.any_of(words.DECADES)})\b)",
        _decade,
    ),
    rule(rf"{g.PART}(?:\bthe )?\b(?P<number>{g.ORDINAL})[- ]century\b", _century),
    rule(
        rf"{g.PART}(?:\bthe )?\b(?P<season>{g.SEASON})(?: of|,)? (?:nineteen |)(?P<year>{g.YEAR})",
        _season_year,
    ),
    rule(
        rf"{g.PART}(?:\bthe )?\b(?:(?P<whose>this|last|next) year['’]s )?(?P<number>{g.ORDINAL}|last|final)[- ]{_FISCAL}"
        rf"(?P<unit>quarter|half)\b(?:,? (?:of |in )?{_FISCAL}(?:(?P<year>{g.YEAR})|(?P<which>{_WHICH}) {_FISCAL}year\b))?",
        _quarter,
    ),
    rule(rf"\b(?P<unit>[QH])(?P<number>[1-4])\b(?:,? (?:of )?(?P<year>{g.YEAR}))?", _short_quarter),
    rule(
        r"\b(?:the )?(?:year-(?:ago|earlier)|comparable year-ago|corresponding|same) (?:quarter|period)(?: (?:a year (?:ago|earlier)|last year))?",
        _year_ago_quarter,
    ),
    rule(rf"\b(?P<name>{g.any_of(words.HOLIDAYS)})\b(?:,? (?P<year>{g.YEAR}))?", _holiday),
)
