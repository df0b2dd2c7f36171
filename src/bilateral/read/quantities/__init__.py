"""Every number of an article with its unit: amounts, shares, counts, measures, bounds and changes."""

import re
from collections.abc import Iterable

from bilateral.model import Article, Quantity
from bilateral.read.findings import Findings
from bilateral.read.quantities.change import moved_bases, multiples, read_change
from bilateral.read.quantities.conversions import is_conversion, take_over
from bilateral.read.quantities.drafts import Draft, Text
from bilateral.read.quantities.ellipsis import complete_units
from bilateral.read.quantities.exclusions import (
    calendar_ranges,
    counts_nothing,
    is_idiom_of_one,
    is_name,
    is_rank,
    is_year,
)
from bilateral.read.quantities.modifiers import has_modifier, read_modifiers
from bilateral.read.quantities.numerals import Numeral, numerals
from bilateral.read.quantities.ranges import join_ranges
from bilateral.read.quantities.units import attach_unit

__all__ = ["find_quantities"]

_PERSONS = frozenset(
    "person soldier troop civilian worker refugee migrant student prisoner member man woman child".split()
)


def find_quantities(findings: Findings) -> tuple[Quantity, ...]:
    """Return the article's quantities, in the order of the text.

    Each number counts, also those that measure nothing between states; years, dates, ordinals, labels, names and
    idioms do not. A unit is an ISO 4217 code, ``percent``, the plain name of a unit of measurement or the counted
    noun in the singular; a rate keeps what it is taken over ("USD per barrel"); an age is in ``year of age``. A part
    of a whole ("two-thirds of") is a value below one without a unit. ``findings.dates`` may be empty.
    """
    text = Text(findings.article.text, findings.doc)
    calendar = calendar_ranges(text.text, findings.dates)
    drafts = _drafts(_outside(numerals(text.text), calendar), text)
    drafts = sorted([*drafts, *multiples(text)], key=lambda draft: draft.numeral.start)
    drafts = join_ranges(drafts, text.text, moved_bases(drafts, text.text))
    complete_units(drafts, text)
    before: Draft | None = None
    for draft in drafts:
        read_modifiers(draft, text.text)
        read_change(draft, before, text.text)
        if before is not None and is_conversion(before, draft, text.text):
            take_over(before, draft)
        before = draft
    return tuple(_quantity(draft, findings.article) for draft in drafts)


def _outside(found: Iterable[Numeral], ranges: list[tuple[int, int]]) -> Iterable[Numeral]:
    """Yield the numerals that touch none of the sorted ranges."""
    for numeral in found:
        if not any(start < numeral.end and numeral.start < end for start, end in ranges):
            yield numeral


def _drafts(found: Iterable[Numeral], text: Text) -> list[Draft]:
    """Return a draft of each numeral that may be a quantity and is no part of another's noun ("two 737 jets")."""
    drafts: list[Draft] = []
    for numeral in found:
        draft = _draft(numeral, text)
        inside = drafts and drafts[-1].noun and numeral.start < drafts[-1].noun[1]
        if draft is not None and not (inside and draft.end == numeral.end and draft.start == numeral.start):
            drafts.append(draft)
    return drafts


def _draft(numeral: Numeral, text: Text) -> Draft | None:
    """Return the numeral with its unit, or null where it is no quantity."""
    if counts_nothing(text, numeral):
        return None
    draft = Draft(numeral, numeral.start, numeral.end, numeral.value)
    tag = attach_unit(draft, text)
    if tag != "" and is_name(text, numeral):
        return None
    if draft.unit is None and numeral.form != "fraction" and is_rank(text, numeral):
        return None
    glued = re.match(r"[A-Za-z]", text.text[numeral.end : numeral.end + 1])
    if glued and draft.end == numeral.end and (draft.noun is None or draft.noun[0] != numeral.end):
        return None
    if text.text[numeral.start : numeral.end].lower() == "one" and is_idiom_of_one(text, numeral, tag):
        return None
    modified = has_modifier(text.text, draft.start) or tag == ""
    if is_year(text, numeral, counted_person=draft.unit in _PERSONS, modified=modified):
        return None
    if re.search(r"(?<![\w)])[-−]$|minus[\s-]$", text.text[max(0, draft.start - 6) : draft.start]):
        draft.value = -numeral.value
    if text.text[draft.start : numeral.start].rstrip().endswith(("-", "−")):
        draft.value = -numeral.value
    return draft


def _quantity(draft: Draft, article: Article) -> Quantity:
    noun = article.cut(*draft.noun) if draft.noun else None
    return Quantity(
        article.cut(draft.start, draft.end),
        draft.value,
        draft.unit,
        draft.approx,
        draft.bound,
        draft.change,
        noun,
    )
