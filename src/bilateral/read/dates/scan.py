"""One pass over a text: at each word that may begin a time, the longest phrase that a rule can read."""

import re
from collections.abc import Iterator

from bilateral.lexicon import time_words as words
from bilateral.model import Span, TimeExpression
from bilateral.read.dates import clock, definite, deictic, distances, durations, eras, points
from bilateral.read.dates import grammar as g
from bilateral.read.dates.context import Context
from bilateral.read.dates.grammar import Rule, TimeValue

_FAMILIES = (deictic, points, eras, definite, distances, clock, durations)
RULES: tuple[Rule, ...] = tuple(each for family in _FAMILIES for each in family.RULES)

_STARTERS = {
    *words.LEADS,
    *words.MONTHS,
    *words.WEEKDAYS,
    *(day + "s" for day in words.WEEKDAYS),
    *words.SEASONS,
    *words.DAY_PARTS,
    *words.CARDINALS,
    *(ordinal.split()[0] for ordinal in words.ORDINALS),
    *words.DECADES,
    *(holiday.split()[0] for holiday in words.HOLIDAYS),
    *words.ADVERBS_OF_FREQUENCY,
    *(f"{letter}{number}" for letter in "qh" for number in range(1, 5)),
}
_START = re.compile(rf"(?<![\w$€£#])(?:['’]?\d|{g.any_of(_STARTERS)}\b)", re.IGNORECASE)


def scan(context: Context) -> Iterator[TimeExpression]:
    """Yield the expressions of a text in order; none overlaps another."""
    text, position = context.text, 0
    while (start := _START.search(text, position)) is not None:
        found = _longest(start.start(), context)
        if found is None:
            position = _after_word(text, start.end())
            continue
        expression, position = found, found.span.end
        context.remember(expression.value, position)
        yield expression


def _after_word(text: str, position: int) -> int:
    """Return where the word that ends at or after a position ends, so that no phrase begins inside it."""
    while position < len(text) and text[position].isalnum():
        position += 1
    return position


def _longest(position: int, context: Context) -> TimeExpression | None:
    """Return the longest phrase at a position that a rule reads as a time; the earlier rule wins a tie."""
    text = context.text
    matches = [(match, each) for each in RULES if (match := each.pattern.match(text, position))]
    for match, each in sorted(matches, key=lambda pair: -pair[0].end()):
        value = each.read(match, context)
        if value is not None:
            return _expression(match, value, context)
    return None


def _expression(match: re.Match[str], value: TimeValue, context: Context) -> TimeExpression:
    start, end = match.span()
    words_found = context.text[start:end]
    end -= len(words_found) - len(words_found.rstrip())
    return TimeExpression(Span.cut(context.text, start, end), value.type, value.value, value.when)
