"""Numbers that count and measure nothing: ordinals, labels, parts of names and addresses, idioms."""

import re

from spacy.tokens import Token

from bilateral.read.quantities.drafts import Text
from bilateral.read.quantities.ellipsis import counts_harmed
from bilateral.read.quantities.lexicon import not_counted
from bilateral.read.quantities.numerals import Numeral
from bilateral.read.quantities.units import currency_before

_FREE_HALF = re.compile(
    r"\s+(?:of|the|its|their|his|her|our|my|your|all|those|these|that|a|an|as|what|[A-Z]\w+[’']s)\b|\s*[.,;)—–]|\s*$"
)
_HALF_LEFT = re.compile(
    r"\b(?:than|about|around|nearly|almost|over|by|only|just|roughly|other|one)\s+$", re.IGNORECASE
)
_ORDINAL_LEFT = re.compile(
    r"\b(?:the|first|second|last|next|this|latter|final|third|fourth|in|each|every)[\s-]+$", re.IGNORECASE
)
_GLUED_LEFT = re.compile(r"(?:[\w&]|\w[.’'/_]|[A-Za-z]\d\+|[#@№*])$")
_GLUED_RIGHT = re.compile(r"(?:st|nd|rd|th|s|D|G|'s|’s)\b|\w*[A-Z]{2,}\d|/\d|:\d")
_HYPHEN_LEFT = re.compile(r"([^\W\d]\w*(?:-\d+)*)[-–]$")
_LABEL_LEFT = re.compile(r"([\w.#№]+)[\s.-]+$")
_PERCENT_RIGHT = re.compile(r"\s*(?:%|percent|per cent|pct)")
_GROUP_OF = re.compile(r"\bGroup of $")
_RANK_LEFT = re.compile(r"\b(?:top|bottom|first|last|final|big)[\s-]$", re.IGNORECASE)
_WINDOW = 24


def counts_nothing(text: Text, numeral: Numeral) -> bool:
    """Say whether the words beside the numeral show that it is no quantity, whatever its unit."""
    left = text.text[max(0, numeral.start - _WINDOW) : numeral.start]
    right = text.text[numeral.end : numeral.end + _WINDOW]
    written = text.text[numeral.start : numeral.end].lower()
    if numeral.form == "fraction" and _no_fraction(text, numeral, left, right):
        return True
    if numeral.form == "open":
        return written in {"tens", "scores"} and not right.startswith(" of")
    return (
        _is_glued(text.text, numeral, left, right)
        or _is_label(left, right)
        or _is_list_number(text.text, numeral, right)
        or _is_compound(right)
        or (
            numeral.value == 2 and left.endswith(" or ") and not re.match(r"[\s-]\w", right)
        )  # "a year or two"
    )


def _no_fraction(text: Text, numeral: Numeral, left: str, right: str) -> bool:
    """Say whether "half", "third" and the like are ordinals, periods or parts of compounds."""
    words = text.text[numeral.start : numeral.end].lower()
    if not words[0].isalpha():
        return False
    if _ORDINAL_LEFT.search(left) or right.startswith(("-", "'", "’")):
        return True
    if words == "half":
        return not (_FREE_HALF.match(right) or _HALF_LEFT.search(left))
    if words.endswith("s"):
        return False
    after = text.doc[min(text.token_at(numeral.end - 1) + 1, len(text.doc) - 1)]
    return after.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"} and not right.startswith(" of")


def _is_glued(text: str, numeral: Numeral, left: str, right: str) -> bool:
    """Say whether the numeral is part of a longer word: an ordinal, a code, a decade, a version."""
    if numeral.form == "digits":
        if _GLUED_LEFT.search(left) and not currency_before(text, numeral.start):
            return True
        if _GLUED_RIGHT.match(right):
            return True
    hyphen = _HYPHEN_LEFT.search(left) if numeral.scale == 1.0 else None
    return bool(hyphen and hyphen[1].lower() not in not_counted().prefixes)


def _is_label(left: str, right: str) -> bool:
    word = _LABEL_LEFT.search(left)
    if not word or _PERCENT_RIGHT.match(right):
        return False
    return word[1].lower() in not_counted().labels or word[1] in not_counted().names_as_labels


def _is_list_number(text: str, numeral: Numeral, right: str) -> bool:
    at_line_start = not text[text.rfind("\n", 0, numeral.start) + 1 : numeral.start].strip(" (\t*")
    return at_line_start and numeral.value < 100 and bool(re.match(r"[.)](?:\s|$)", right))


def _is_compound(right: str) -> bool:
    tail = re.match(r"-(\w+)", right)
    return bool(tail and tail[1].lower() in not_counted().compound_tails)


def is_name(text: Text, numeral: Numeral) -> bool:
    """Say whether a number without a written unit is part of a name ("Formula 1", "Group of Seven")."""
    first, last = text.token_at(numeral.start), text.token_at(numeral.end - 1)
    if _GROUP_OF.search(text.text[max(0, numeral.start - 10) : numeral.start]):
        return True
    if numeral.form == "words":
        return _is_capitalised_inside(text.doc[first])
    if _is_quoted(text.text, numeral):
        return True
    if numeral.scale != 1.0 or re.match(r"-\d", text.text[numeral.end : numeral.end + 2]):
        return False
    return _is_behind_name(text, first, last) or _is_in_address(text, last)


def _is_quoted(text: str, numeral: Numeral) -> bool:
    """Say whether a number stands alone between quotation marks, as a name does (a "123" agreement)."""
    around = text[max(0, numeral.start - 1) : numeral.start] + text[numeral.end : numeral.end + 1]
    return around in {'""', "“”", "''", "‘’"}


def _is_capitalised_inside(token: Token) -> bool:
    """Say whether a number word is written large within a sentence, as in a name."""
    if token.i == 0 or token.is_sent_start or not token.text[0].isupper() or token.text.isupper():
        return False
    before = token.doc[token.i - 1]
    return not (before.is_quote or before.is_punct or before.is_space)


def _is_behind_name(text: Text, first: int, last: int) -> bool:
    written = text.doc[last].text
    if first == 0 or "," in written or "." in written:  # as counts and measures have, and names have not
        return False
    before, after = text.doc[first - 1], text.doc[min(last + 1, len(text.doc) - 1)]
    if re.search(r"[a-z][A-Z]", before.text):  # iPhone 11
        return True
    named = before.pos_ in {"PROPN", "NOUN"} and before.text[0].isupper() and not before.is_sent_start
    if not named or before.ent_type_ in {"GPE", "DATE", "PERCENT", "MONEY"}:
        return False
    return text.doc[last].head.i < first or (after.tag_ not in {"NNS", "NNPS", "JJ"} and after.text != "%")


def _is_in_address(text: Text, last: int) -> bool:
    following = text.doc[last + 1 : last + 6]
    return any(
        token.text[0].isupper() and token.lower_.rstrip(".") in not_counted().streets for token in following
    )


def is_idiom_of_one(text: Text, numeral: Numeral, noun_tag: str | None) -> bool:
    """Say whether a "one" is a pronoun or part of an idiom rather than a count."""
    if text.text[numeral.start : numeral.end].lower() != "one":
        return False
    right = text.text[numeral.end : numeral.end + _WINDOW]
    if re.match(r"\s+(?:to|or)\s+(?:two|three|\d)", right):
        return False
    after = re.match(r"[\s-]+(\w+)", right)
    if noun_tag is None:
        return not counts_harmed(text.text, numeral.start, numeral.end)
    return bool(after and after[1].lower() in not_counted().idioms_of_one)


def is_rank(text: Text, numeral: Numeral) -> bool:
    """Say whether a number without a noun names the upper or lower end of a list ("the bottom three")."""
    return bool(_RANK_LEFT.search(text.text[max(0, numeral.start - 8) : numeral.start]))
