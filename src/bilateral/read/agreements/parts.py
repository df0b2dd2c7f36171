"""The parts of a list: "three accords on trade, tax and travel" are three agreements."""

import re

from spacy.tokens import Token

from bilateral.lexicon.time_words import CARDINALS

LISTING = frozenset({"on", "for", "covering", "about", "regarding", "concerning", "governing"})
"""What leads to a list of subjects; "in" and "of" lead to places and owners as well."""

_BETWEEN_PARTS = re.compile(r",\s+(?:and\s+)?|(?<!\s)\s+and\s+")


def parts_of(head: Token, complement: Token) -> list[str]:
    """Return the subjects that a plural lists: "accords on trade, tax and travel"; none where it lists one."""
    if head.tag_ not in ("NNS", "NNPS") or complement.lower_ not in LISTING:
        return []
    first = next((child for child in complement.rights if child.dep_ in ("pobj", "dobj")), None)
    if first is None:
        return []
    listed = [_phrase(token) for token in (first, *first.conjuncts)]
    return listed if len(listed) > 1 else _counted_parts(head, first)


def _phrase(token: Token) -> str:
    """Return the words of one subject of a list, without the subjects that follow."""
    ends = (child.i for child in token.rights if child.dep_ in ("cc", "conj", "punct"))
    return token.doc[token.left_edge.i : next(ends, token.right_edge.i + 1)].text


def _counted_parts(head: Token, first: Token) -> list[str]:
    """Return the subjects between commas where they are as many as the number before the noun says."""
    numbers = [_number(child) for child in head.lefts if child.dep_ == "nummod"]
    listed = _BETWEEN_PARTS.split(first.doc[first.left_edge.i : first.right_edge.i + 1].text)
    return listed if len(listed) > 1 and len(listed) in numbers else []


def _number(word: Token) -> int:
    return int(word.text) if word.text.isdecimal() else CARDINALS.get(word.lower_, 0)
