"""A figure said again in another unit: "7.5 million crowns ($1.1 million)"."""

import re

from bilateral.model import Quantity
from bilateral.read.quantities.drafts import Draft
from bilateral.read.quantities.lexicon import units

_OPENS = re.compile(
    r"\s*[(\[/]\s*(?:(?:about|around|approximately|approx\.?|roughly|or|equivalent to|some|nearly|worth|~)\s*)*"
)
_CLOSES = re.compile(r"\s*(?:per \w+|each|at \w+ rates?|in \w+ money)?\s*[)\]/]")


def dimension(unit: str | None) -> str | None:
    """Return what a unit measures: ``money`` for a currency, else the dimension that the lexicon gives it."""
    if unit is None:
        return None
    head = unit.split(" per ")[0]
    return (
        "money"
        if re.fullmatch(r"[A-Z]{3}", head)
        else units().dimensions.get(unit) or units().dimensions.get(head)
    )


def is_conversion(before: Draft, draft: Draft, text: str) -> bool:
    """Say whether the second number stands in brackets behind the first and says it in another unit."""
    if before.reach > draft.start or before.unit == draft.unit or dimension(before.unit) is None:
        return False
    opened = _OPENS.fullmatch(text[before.reach : draft.start]) and _CLOSES.match(text, draft.reach)
    return bool(opened) and dimension(before.unit) == dimension(draft.unit)


def says_again(first: Quantity, second: Quantity, text: str) -> bool:
    """Say the same of two quantities already read."""
    reach = max(first.span.end, first.noun.end if first.noun else 0)
    end = max(second.span.end, second.noun.end if second.noun else 0)
    if reach > second.span.start or first.unit == second.unit or dimension(first.unit) is None:
        return False
    opened = _OPENS.fullmatch(text[reach : second.span.start]) and _CLOSES.match(text, end)
    return bool(opened) and dimension(first.unit) == dimension(second.unit)


def take_over(before: Draft, draft: Draft) -> None:
    """Give a conversion the bound and the change of the number that it says again."""
    draft.bound, draft.change = draft.bound or before.bound, draft.change or before.change
