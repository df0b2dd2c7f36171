"""Which mentions can be of the same thing at all.

A mention stands in one block, which follows from its own fields and the day of its article; only mentions of one
block are compared, so that a new article touches its own blocks alone. Three gaps are accepted for that: of an event
with several actors on a side the first named on each side count; what is reported on both sides of a turn of the
year (of the month, where much-reported actors are concerned) stays apart; and so do figures whose measures are put
in other words.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Final

from bilateral.model import Kind
from bilateral.read.actors import home_state

# Words that carry no meaning in the name of an agreement or a measure.
EMPTY_WORDS = frozenset(["a", "an", "and", "any", "at", "between", "by", "for", "from", "his", "her", "in", "into", "its", "new", "of", "on", "or", "over", "s", "signed", "the", "their", "this", "to", "under", "with"])  # fmt: skip

# Actors of which so much is told that blocks of them alone are cut by the month instead of the year; chosen by hand.
MUCH_REPORTED: Final = frozenset(["CHN", "DEU", "EU", "FRA", "GBR", "IND", "IRN", "ISR", "JPN", "KOR", "NATO", "PAK", "PRK", "PSE", "RUS", "SAU", "SYR", "TUR", "UKR", "UN", "USA"])  # fmt: skip


def block_of(kind: Kind, fields: Mapping[str, Any], published: str | None = None) -> str:
    """Return the name of the block in which a mention is compared with others.

    Events meet those between the same two sides at about the same time, agreements those with the same parties,
    figures those of the same measure about the same actors, statements those of the same side at about the same
    time. Actors count as their home states. ``published`` is the ISO date of the article.
    """
    match kind:
        case Kind.EVENT:
            pair = sorted(leading(fields["actors"], fields["recipients"]))
            return _name(kind, [*pair, _bucket(pair, fields["when"] or published)])
        case Kind.AGREEMENT:
            return _name(kind, sorted(homes(fields["parties"])))
        case Kind.FIGURE:
            return _name(kind, [measure_of(fields), *sorted(homes(fields["about"])[:2])])
        case Kind.STATEMENT:
            code = fields["speaker_code"]
            side = home_state(code) if code else last_name(fields["speaker"])
            hot = [side] if code else []
            return _name(kind, [side, _bucket(hot, published)])


def leading(actors: Iterable[str], recipients: Iterable[str]) -> list[str]:
    """Return the home states of the first on each side; of the first two where one side alone is named."""
    one, other = homes(actors), homes(recipients)
    pair = [*one[:1], *(state for state in other if state not in one[:1])][:2]
    return pair if len(pair) > 1 else list(dict.fromkeys([*one, *other]))[:2]


def homes(codes: Iterable[str]) -> list[str]:
    """Return the states and organisations behind the codes, in order, each once."""
    return list(dict.fromkeys(home_state(code) for code in codes))


def _bucket(actors: Iterable[str], when: str | None) -> str:
    """Return the year of a time, or its month where only much-reported actors are concerned."""
    if not when:
        return "undated"
    return when[: len("2022-07")] if MUCH_REPORTED.issuperset(actors) else when[: len("2022")]


def measure_of(fields: Mapping[str, Any]) -> str:
    """Return what a figure measures: its class where that names one quantity a period, else its own words."""
    if fields.get("measure_class") in ONE_VALUE_CLASSES:
        return str(fields["measure_class"])
    return " ".join(content_words(fields["measure"])) or str(fields["measure"]).lower()


# Classes of measure of which two actors have one value a period, so that two values are a disagreement.
ONE_VALUE_CLASSES = frozenset({"trade", "exports", "imports"})


def content_words(text: str) -> list[str]:
    """Return the words of a name that carry meaning, folded to lower case without diacritics or plural s."""
    return [word.removesuffix("s") for word in fold(text).split() if word not in EMPTY_WORDS]


def fold(text: str) -> str:
    """Return the text in lower case, without diacritics and punctuation, single-spaced."""
    letters = unicodedata.normalize("NFKD", text.lower())
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", bare).split())


def last_name(speaker: str | None) -> str:
    """Return the last word of a speaker's name, folded; empty where nobody is named."""
    words = fold(speaker or "").split()
    return words[-1] if words else ""


def _name(kind: Kind, parts: list[str]) -> str:
    return "|".join([str(kind), *parts])
