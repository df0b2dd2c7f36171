"""Which mentions can be of the same thing at all."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from bilateral.model import Kind

# Words that carry no meaning in the name of an agreement or a measure.
EMPTY_WORDS = frozenset(["a", "an", "and", "any", "at", "between", "by", "for", "from", "his", "her", "in", "into", "its", "new", "of", "on", "or", "over", "s", "signed", "the", "their", "this", "to", "under", "with"])  # fmt: skip


def block_of(kind: Kind, fields: Mapping[str, Any]) -> str:
    """Return the name of the block in which a mention is compared with others.

    Events and agreements meet those with the same participants, figures those of the same measure about the
    same actors, statements those of the same speaker.
    """
    match kind:
        case Kind.EVENT:
            return _name(kind, sorted({*fields["actors"], *fields["recipients"]}))
        case Kind.AGREEMENT:
            return _name(kind, sorted(set(fields["parties"])))
        case Kind.FIGURE:
            return _name(kind, [measure_of(fields), *sorted(set(fields["about"]))])
        case Kind.STATEMENT:
            return _name(kind, [fields["speaker_code"] or "", last_name(fields["speaker"])])


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
