"""Whether a mention that a stranger made may be kept: types, codes, modes, dates and numbers, not its spans alone.

The model's types prove spans when a mention is made; Python proves no others. Here each field is held to what its
type and the words of the project say, so that nothing that reconciling or a page could stumble over gets into a record.
"""

import datetime as dt
import math
import re
import typing
from functools import cache
from itertools import pairwise
from types import UnionType
from typing import Any

from bilateral.model import Agreement, Article, Event, Figure, Kind, Mention, Span, Statement
from bilateral.plain import CLASSES, KIND_FIELDS, KINDS
from bilateral.read.actors.codes import KINDS as ACTOR_KINDS
from bilateral.read.actors.lexicon import load_lexicon, rows
from bilateral.read.agreements.lexicon import load_words
from bilateral.read.plugin.words import can_be_kept

# Names and measures are short; what is longer is no name, and would be in the way on every page.
LONGEST_WORDS = 300
MOST_PARTS = 50
LARGEST = 1e18
_WHEN = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_DATES = frozenset({"when", "period"})
_CODES = frozenset({"actors", "recipients", "about", "parties"})
_AT_LEAST_ONE = frozenset({"actors", "parties", "content"})
_CHOICES = {"bound": ("min", "max"), "change": ("increase", "decrease")}


def fault_in(mention: Any, article: Article) -> str | None:
    """Say in a sentence why a mention of the article cannot be kept; null where it can."""
    if type(mention) not in KINDS:
        return f"A {type(mention).__name__} is no mention."
    kind = KINDS[type(mention)]
    if mention.article is not article and mention.article != article:
        return f"The {kind} is of another article."
    for name, hint in _hints(kind).items():
        if fault := _fault_of(name, getattr(mention, name), hint):
            return f"The {kind}'s {name} {fault}."
    return _fault_between(mention)


@cache
def _hints(kind: Kind) -> dict[str, Any]:
    hints = typing.get_type_hints(CLASSES[kind])
    return {name: hints[name] for name in sorted(KIND_FIELDS[kind])}


def _fault_of(name: str, value: Any, hint: Any) -> str | None:
    if not _fits(value, hint):
        return f"cannot be {type(value).__name__}" if not isinstance(value, tuple) else "holds what it cannot"
    if isinstance(value, tuple):
        if not value and name in _AT_LEAST_ONE:
            return "is empty"
        if len(value) > MOST_PARTS:
            return f"has more than {MOST_PARTS} parts"
    return _fault_of_words(name, value)


def _fault_of_words(name: str, value: Any) -> str | None:
    codes = value if name in _CODES else [value] if name == "speaker_code" and value is not None else []
    unknown = [code for code in codes if not is_code(code)]
    if unknown:
        return f"holds {unknown[0][:40]!r}, which is the code of no actor"
    if name in _DATES and value is not None and not is_when(value):
        return f"is {value[:40]!r}, which is no date, month, year or interval"
    if value is not None and value not in _CHOICES.get(name, (value,)):
        return f"is {value[:40]!r}, which it cannot be"
    if name == "confidence" and not 0 <= value <= 1:
        return "lies outside 0 to 1"
    return None


def _fits(value: Any, hint: Any) -> bool:
    """Say whether a value is of the type that a field of the model has, numbers finite and texts fit to be kept."""
    if typing.get_origin(hint) in {UnionType, typing.Union}:
        return any(_fits(value, choice) for choice in typing.get_args(hint))
    if typing.get_origin(hint) is tuple:
        return isinstance(value, tuple) and _fit(value, typing.get_args(hint))
    if hint is float:
        return type(value) in {int, float} and math.isfinite(value) and abs(value) < LARGEST
    if hint is str:
        return type(value) is str and 0 < len(value) <= LONGEST_WORDS and can_be_kept(value)
    return type(value) is hint


def _fit(values: tuple[Any, ...], hints: tuple[Any, ...]) -> bool:
    """Say whether the values of a tuple are of its types; an ellipsis stands for any number of the first."""
    if hints[-1] is Ellipsis:
        return all(_fits(each, hints[0]) for each in values)
    return len(values) == len(hints) and all(map(_fits, values, hints))


def is_code(code: str) -> bool:
    """Say whether a text is the code of an actor: of a state or organisation, or of another by its home and kind."""
    base, colon, kind = code.partition(":")
    known = base in load_lexicon().display or base == "INT"
    return known and (not colon or kind in ACTOR_KINDS)


def is_when(words: str) -> bool:
    """Say whether a text is an ISO date, month or year, or an interval of two of them that does not run backwards."""
    first, slash, last = words.partition("/")
    days = [_first_day(part) for part in ([first, last] if slash else [first])]
    return all(days) and days == sorted(day for day in days if day)


def _first_day(words: str) -> dt.date | None:
    if not _WHEN.fullmatch(words) or not words.isascii():
        return None
    try:
        return dt.date.fromisoformat(words + "0000-01-01"[len(words) :])
    except ValueError:
        return None


@cache
def modes() -> frozenset[tuple[str, str]]:
    """Return the pairs of event type and mode that PLOVER has."""
    return frozenset((type_, mode) for type_, mode, *_ in rows("plover_scores.tsv") if mode)


def _fault_between(mention: Mention) -> str | None:
    """Say what in a mention's fields does not go together."""
    match mention:
        case Event(mode=str(mode)) if (str(mention.type), mode) not in modes():
            return f"The event's mode is {mode[:40]!r}, which {mention.type} does not have."
        case Figure(value=(low, high)) if low > high:
            return "The figure's value runs backwards."
        case Agreement() if mention.domain not in (*load_words().domains, "other"):
            return f"The agreement's domain is {mention.domain[:40]!r}, of which there is none."
        case Statement() if not _in_order(mention.content):
            return "The statement's contents do not stand one after the other."
        case _:
            return None


def _in_order(spans: tuple[Span, ...]) -> bool:
    return all(one.end <= other.start for one, other in pairwise(spans))
