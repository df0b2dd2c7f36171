"""Words around a number that make it approximate or a bound."""

import re

from bilateral.read.quantities.conversions import dimension
from bilateral.read.quantities.drafts import Draft

_MIN = (
    r"at[\s-]least|a minimum of|no (?:less|fewer) than|not (?:less|fewer) than|(?:well |far |slightly |just |little )?more than"
    r"|(?:well |far |just |slightly )?over|above|exceed(?:s|ed|ing)?|in excess of|upwards? of|surpass(?:es|ed|ing)?"
    r"|over than|(?:over|above) the age of|greater than|higher than|beyond|north of|topp(?:ed|ing)|minimum|minimum of|>"
)
_MAX = (
    r"up to|as (?:much|many|high|long) as|at (?:the )?most|(?:no|not) (?:more|longer|greater|higher) than|a maximum of"
    r"|(?:just |slightly |well |far )?(?:less|fewer|lower|smaller|shorter) than|(?:just |well )?(?:under|below)"
    r"|(?:under|below) the age of|not exceeding|(?:just )?within|maximum of|short of|sub-|<"
)
_APPROX = (
    r"about|around|approximately|approx\.?|roughly|some|nearly|almost|close to|an estimated|estimated(?: at)?|circa|ca\."
    r"|in the (?:region|neighborhood|neighbourhood|vicinity) of|barely|virtually|more or less|something like|averaging"
    r"|approaching|round|somewhere|~"
)
_SKIP = r"an?|the|another|only|just|well|further|a total of|total of|additional|combined|record|as|other|whopping|staggering|or"
_LEFT = re.compile(
    rf"(?:(?<![\w-])(?:(?P<min>{_MIN})|(?P<max>{_MAX})|(?P<approx>{_APPROX})|(?P<skip>{_SKIP}))[\s,]*)$",
    re.IGNORECASE,
)
# These speak of place as well as of a limit.
_PLACES = frozenset({"over", "above", "under", "below", "beyond", "within"})
_RIGHT = re.compile(
    r"\s*(?:(?P<min>\+|,? ?or (?:more|above|over|higher|greater)\b|,? ?and (?:above|over|up)\b|[\s-]plus\b)"
    r"|(?P<max>,? ?or (?:less|fewer|below|under|lower)\b)|(?P<approx>,? ?or so\b|-odd\b|,? or thereabouts\b|ish\b))",
    re.IGNORECASE,
)
_WINDOW = 44


def read_modifiers(draft: Draft, text: str) -> None:
    """Set the draft's ``approx`` and ``bound`` from the words before and behind it, the nearest bound first."""
    if draft.numeral.form == "open":  # "dozens": at least so many, nobody knows how many
        draft.approx, draft.bound = True, "min"
    end = draft.start
    for _ in range(4):
        match = _LEFT.search(text[max(0, end - _WINDOW) : end])
        if not match:
            break
        _apply(draft, match)
        end -= len(match[0])
    for place in {draft.end, draft.reach}:
        if match := _RIGHT.match(text, place):
            _apply(draft, match)


def _apply(draft: Draft, match: re.Match[str]) -> None:
    if match["approx"]:
        draft.approx = True
    limit = match["min"] or match["max"]
    if draft.bound is None and limit and not (limit.lower() in _PLACES and _is_small_count(draft)):
        draft.bound = "min" if match["min"] else "max"


def _is_small_count(draft: Draft) -> bool:
    """Say whether a small number of things is put in words: "under two schemes" speaks of no limit."""
    small = not isinstance(draft.value, tuple) and draft.value <= 12
    return (
        small and draft.numeral.form == "words" and draft.noun is not None and dimension(draft.unit) is None
    )


def has_modifier(text: str, start: int) -> bool:
    """Say whether a word of approximation or bound stands directly before the number."""
    match = _LEFT.search(text[max(0, start - _WINDOW) : start])
    return bool(match and not match["skip"])
