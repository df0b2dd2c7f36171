"""Where an article's numbers name dates, times, ages, phones, addresses of the net or set phrases."""

import re
from collections.abc import Iterable
from functools import cache

from bilateral.model import TimeExpression
from bilateral.read.quantities.drafts import Text
from bilateral.read.quantities.lexicon import not_counted, units
from bilateral.read.quantities.numerals import Numeral

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_AND = r"\s*(?:-|–|to|and)\s*"
_MONTH_DAY = (
    rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!,\d{{3}}|\.\d|\s*(?:percent|%|million|billion))"
    rf"(?:{_AND}\d{{1,2}}\b)?(?:,?\s+{_YEAR}\b)?"
)
_DAY_MONTH = rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:{_AND}\d{{1,2}})?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?(?!\w)"
_MONTH_YEAR = rf"\b{_MONTH}(?:\s+of|,)?\s+{_YEAR}\b"
_YEARS = rf"\b{_YEAR}\s?[-–/]\s?(?:{_YEAR}|\d\d)\b(?!\s*(?:percent|%|people))"
_NUMERIC_DATE = r"\b\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?|\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)\b"
_CLOCK = (
    r"\b\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?\b"
    r"|\b\d{1,2}(?:\.\d\d)?\s?(?:a\.m\.|p\.m\.|am\b|pm\b|o['’]clock|GMT|EDT|EST|CET|UTC|hrs\b)"
    r"|\b\d{4}\s?(?:GMT|EDT|EST|CET|UTC|hrs\b|hours GMT)"
)
_PHONE = (
    r"(?:\+\d{1,3}|\b0\d{1,4}|\(\d{2,5}\))[\s-]\d[\d\s-]{5,}\d|\b\d{3}[-.]\d{3}[-.]\d{4}\b|\b1?-?800-[\w-]+"
)
# "aged 25 to 54", "Smith, 66, said".
_AGE = (
    rf"\b(?:aged|ages?)\s+(?:of\s+|between\s+)?\d{{1,2}}(?:{_AND}\d{{1,2}})?\b(?!\s*(?:years?|months?))"
    r"|(?<=[A-Z][a-z]),\s\d{2}(?=,)|(?<=[a-z]{2}),\s\d{2}(?=,\s[a-z])"
)
_NET = r"https?://\S+|www\.\S+|\S{1,64}@\S+"
_SET_PHRASE = (
    r"\b(?:9/11|24/7|7/7|50[-/]50|20/20)\b(?!\s*(?:percent|%))"
    r"|\b(?:mid-|early |late |the )(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b"
)
_CODE = r"\b\d+(?:\.\d+){2,}\b|\b\d+[A-Za-z]\d+\w*"


@cache
def _not_counted() -> re.Pattern[str]:
    indices = "|".join(map(re.escape, sorted(not_counted().indices)))
    parts = (
        _MONTH_DAY, _DAY_MONTH, _MONTH_YEAR, _YEARS, _NUMERIC_DATE, _CLOCK, _PHONE, _AGE, _NET, _SET_PHRASE, _CODE,
        rf"\b(?:{indices})[\s-]?\d{{2,4}}\b",
    )  # fmt: skip
    return re.compile("|".join(parts))


@cache
def _kept() -> re.Pattern[str]:
    """Return what keeps the number of a date: a date made of a count ("two years ago"), or four bare digits.

    The latter are judged by `is_year`.
    """
    times = sorted(name for name, dimension in units().dimensions.items() if dimension == "time")
    return re.compile(rf"\b(?:{'|'.join(times)})s?\b|^\d{{4}}$", re.IGNORECASE)


def calendar_ranges(text: str, dates: Iterable[TimeExpression]) -> list[tuple[int, int]]:
    """Return the character ranges whose numbers count nothing, in order."""
    ranges = [match.span() for match in _not_counted().finditer(text)]
    ranges.extend(
        (date.span.start, date.span.end)
        for date in dates
        if date.type in {"DATE", "TIME"} and not _kept().search(date.span.text)
    )
    return sorted(ranges)


def is_year(text: Text, numeral: Numeral) -> bool:
    """Say whether four bare digits are a year, where nothing else shows that they count."""
    written = text.text[numeral.start : numeral.end]
    if numeral.form != "digits" or not re.fullmatch(_YEAR, written):
        return False
    after = text.doc[min(text.token_at(numeral.end - 1) + 1, len(text.doc) - 1)]
    near_now = 1900 <= numeral.value <= 2060
    return near_now or after.tag_ not in {"NNS", "NNPS"}
