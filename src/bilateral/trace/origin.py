"""Which of two articles is the likelier source: agency, outlet, time, and who names whom."""

import re
from typing import TypeAlias

from bilateral.model import Article
from bilateral.trace.agencies import agency_credited, agency_named

OriginKey: TypeAlias = tuple[bool, bool, bool, str, str]

_THIRD_PARTY = re.compile(r"\b(?:op-ed|opinion (?:piece|article)|editorial|told|interview)\b", re.IGNORECASE)
_AROUND = 80  # characters beside an outlet's name in which that is looked for
# What stands beside an outlet's name in lists of outlets: "CNN (Web News)", "New York Times - Opinion".
_FILLERS = re.compile(r"\([^)]*\)| - .*|\b(?:www\.|Online News|News|Online)\b|\.(?:com|org|net|co|uk)\b")


def origin_key(article: Article, *, spun: bool = False) -> OriginKey:
    """Return the key by which the likely source sorts first: an agency itself, then the earliest.

    A text that is ``spun`` (see `bilateral.trace.spun`) is never the source of one that is not. One that credits
    an agency without being that agency's own is later than others of its day. Undated articles come last.
    """
    printed = agency_credited(article.text) is not None
    date = article.published.isoformat() if article.published else ""
    return spun, agency_named(article.outlet) is None, not date, f"{date}{printed:d}", article.address


def principal_key(article: Article) -> tuple[OriginKey, str]:
    """Return the key that sorts first, of several articles with one text, the one that stands for it."""
    return origin_key(article), article.name


def same_outlet(one: Article, other: Article) -> bool:
    """Say whether both come from one outlet, as far as that is known."""
    return bool(one.outlet) and one.outlet.casefold() == other.outlet.casefold()


def days_after(one: Article, other: Article) -> int:
    """Return how many days the one was published after the other; 0 where that is unknown."""
    return (one.published - other.published).days if one.published and other.published else 0


def names_as_source(text: str, outlet: str) -> bool:
    """Say whether the text names the outlet as one that reported.

    An opinion piece or interview that is quoted is a third party's words, as if it stood anywhere else.
    """
    name = " ".join(_FILLERS.sub(" ", outlet).split())
    # "The" belongs to a name of one word ("The Hill") and comes and goes with longer ones.
    name = name.removeprefix("The ") if name.count(" ") > 1 else name
    if not name:
        return False
    mentions = re.finditer(rf"\b{re.escape(name)}\b", text)
    return any(
        not _THIRD_PARTY.search(text[max(0, m.start() - _AROUND) : m.end() + _AROUND]) for m in mentions
    )
