"""Times in office: who of the tables holds an office on a day, and who leads a state under a surname."""

import datetime as dt
from functools import lru_cache

from bilateral.read.actors.lexicon import HEADS, Entry, folded, word_sets
from bilateral.read.actors.page import Page

_ADDRESS = frozenset({"sheikh", "king", "prince", "ayatollah", "sayyed", "sultan", "emir"})


def in_office(entry: Entry, day: dt.date | None) -> bool:
    """Say whether an entry of the tables covers the day; without a day, any may."""
    if day is None:
        return True
    iso = day.isoformat()
    return entry.start <= iso and (not entry.end or iso[: len(entry.end)] <= entry.end)


@lru_cache(maxsize=10_000)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded, without initials and forms of address before it."""
    words = [folded(word.strip("[]()")) for word in name.replace("-", " ").split()]
    full = [word for word in words if len(word.rstrip(".")) > 1] or words
    return tuple(full[1:] if len(full) > 2 and full[0] in _ADDRESS else full)


def is_common(surname: str) -> bool:
    """Say whether a surname is also a common word, or so common that alone it tells nobody."""
    return folded(surname) in word_sets()["common surnames"]


def sitting_heads(page: Page, surname: str) -> list[set[str]]:
    """Return the names, as sets of words, of those who lead a state under a surname on the article's day.

    A surname that many have means its leader only where the text gives the leader's full name.
    """
    if not page.day:
        return []
    day = dt.date.fromisoformat(page.day)
    entries = page.lexicon.surnames.get(folded(surname), ())
    if is_common(surname):
        named = {entry for _, entries in page.leaders.values() for entry in entries}
        entries = tuple(entry for entry in entries if entry in named)
    return [set(name_words(e.name)) for e in entries if e.office in HEADS and in_office(e, day)]
