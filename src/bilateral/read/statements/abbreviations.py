"""Abbreviations that a text explains: "the International Grain Council (IGC)"."""

import re

_LONG_FORM = re.compile(
    r"((?:[A-Z][\w'’.-]{0,40}\s+(?:(?:of|for|and|the|on|to)\s+){0,2}){1,7})\(([A-Z][A-Za-z&]{1,9})\)"
)


def long_forms(text: str) -> dict[str, str]:
    """Return the long form of each abbreviation that the text explains in brackets."""
    found = {}
    for match in _LONG_FORM.finditer(text):
        words, short = match.group(1).split(), match.group(2)
        begins = [i for i, word in enumerate(words) if word[0].upper() == short[0].upper()]
        fitting = [i for i in begins if sum(word[0].isupper() for word in words[i:]) >= len(short) - 1]
        if fitting:
            found[short] = " ".join(words[fitting[-1] :])
    return found
