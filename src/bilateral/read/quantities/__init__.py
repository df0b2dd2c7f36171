"""Every number of an article with its unit: amounts, shares, counts, measures, bounds and changes."""

import re
from collections.abc import Iterable, Iterator

from bilateral.model import Article, Quantity
from bilateral.read.findings import Findings
from bilateral.read.quantities.calendar import calendar_ranges, is_year
from bilateral.read.quantities.change import moved_bases, multiples, read_change
from bilateral.read.quantities.conversions import is_conversion, take_over
from bilateral.read.quantities.drafts import Draft, Text
from bilateral.read.quantities.ellipsis import complete_units
from bilateral.read.quantities.exclusions import counts_nothing, is_idiom_of_one, is_name, is_rank
from bilateral.read.quantities.modifiers import has_modifier, read_modifiers
from bilateral.read.quantities.numerals import Numeral, numerals
from bilateral.read.quantities.ranges import join_ranges
from bilateral.read.quantities.units import attach_unit

__all__ = ["find_quantities"]

# Before these a bare "2000" is a count of people, not a year.
_PERSONS = frozenset(
    {
        "person",
        "soldier",
        "troop",
        "civilian",
        "worker",
        "refugee",
        "migrant",
        "student",
        "man",
        "woman",
        "child",
    }
)
_NEGATIVE = re.compile(r"(?<![\w)])[-\u2212]$|minus[\s-]$")


def find_quantities(findings: Findings) -> tuple[Quantity, ...]:
    """Return the article's quantities, in the order of the text.

    Each number counts, also those that measure nothing between states; years, dates, ordinals, labels, names and
    idioms do not. A unit is an ISO 4217 code, ``percent``, the plain name of a unit of measurement or the counted
    noun in the singular; a rate keeps what it is taken over ("USD per barrel"); an age is in ``year of age``. A part
    of a whole ("two-thirds of") is a value below one without a unit; "doubled" is an increase of 100 percent.
    ``findings.dates`` may be empty.
    """
    text = Text(findings.article.text, findings.doc)
    calendar = calendar_ranges(text.text, findings.dates)
    drafts = _drafts(_outside(numerals(text.text), calendar), text)
    drafts = sorted([*drafts, *multiples(text)], key=lambda draft: draft.numeral.start)
    drafts = join_ranges(drafts, text.text, moved_bases(drafts, text.text))
    complete_units(drafts, text)
    _qualify(drafts, text.text)
    return tuple(_quantity(draft, findings.article) for draft in drafts)


def _outside(found: Iterable[Numeral], ranges: list[tuple[int, int]]) -> Iterator[Numeral]:
    """Yield the numerals, which come in order, that touch none of the sorted ranges."""
    passed = 0
    for numeral in found:
        while passed < len(ranges) and ranges[passed][1] <= numeral.start:
            passed += 1
        if not any(start < numeral.end and numeral.start < end for start, end in ranges[passed : passed + 3]):
            yield numeral


def _drafts(found: Iterable[Numeral], text: Text) -> list[Draft]:
    """Return a draft of each numeral that may be a quantity and is no part of another's noun ("two 737 jets")."""
    drafts: list[Draft] = []
    for numeral in found:
        draft = _draft(numeral, text)
        if draft is None:
            continue
        noun = drafts[-1].noun if drafts else None
        bare = (draft.start, draft.end) == (numeral.start, numeral.end)
        if not (noun and numeral.start < noun[1] and bare):
            drafts.append(draft)
    return drafts


def _draft(numeral: Numeral, text: Text) -> Draft | None:
    """Return the numeral with its unit, or null where it is no quantity."""
    if counts_nothing(text, numeral):
        return None
    draft = Draft(numeral, numeral.start, numeral.end, numeral.value)
    tag = attach_unit(draft, text)
    if tag != "" and _is_no_count(draft, tag, text):
        return None
    sign = text.text[draft.start : numeral.start].rstrip()
    if sign.endswith(("-", "\u2212")) or _NEGATIVE.search(text.text[max(0, draft.start - 6) : draft.start]):
        draft.value = -numeral.value
    return draft


def _is_no_count(draft: Draft, tag: str | None, text: Text) -> bool:
    """Say whether a number without a written unit is a name, a year, a rank, an idiom or part of a word."""
    numeral = draft.numeral
    after = text.text[numeral.end : numeral.end + 1]
    if after.isalpha() or is_name(text, numeral) or is_idiom_of_one(text, numeral, tag):
        return True
    if draft.unit is None and numeral.form != "fraction" and is_rank(text, numeral):
        return True
    counted = draft.unit in _PERSONS or has_modifier(text.text, draft.start)
    return not counted and is_year(text, numeral)


def _qualify(drafts: list[Draft], text: str) -> None:
    """Read bounds, approximations, changes and conversions, each draft in the light of the one before it."""
    before: Draft | None = None
    for draft in drafts:
        read_modifiers(draft, text)
        read_change(draft, before, text)
        if before is not None and is_conversion(before, draft, text):
            take_over(before, draft)
        before = draft


def _quantity(draft: Draft, article: Article) -> Quantity:
    return Quantity(
        span=article.cut(draft.start, draft.end),
        value=draft.value,
        unit=draft.unit,
        approx=draft.approx,
        bound=draft.bound,
        change=draft.change,
        noun=article.cut(*draft.noun) if draft.noun else None,
    )
