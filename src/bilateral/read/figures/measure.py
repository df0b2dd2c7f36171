"""What a figure measures: the noun phrase beside it, and its class."""

import re
from functools import cache

from spacy.tokens import Token

from bilateral.read.figures.candidates import Candidate
from bilateral.read.figures.lexicon import measures

_MAX_WORDS = 14
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# A quantity that hangs on a verb by one of these is what the verb's subject or object amounts to.
_HANGING = frozenset({"dobj", "attr", "npadvmod", "oprd", "acomp", "ccomp", "advmod", "dep", "obl"})
_CUT = frozenset({"relcl", "advcl", "punct", "appos", "parataxis", "ccomp", "conj", "cc"})


def measure_of(candidate: Candidate) -> str:
    """Return the words that name what is measured, as they stand in the article.

    For something counted these are the noun and what qualifies it; for money, percentages and measures the noun that
    the number qualifies ("a 25 percent tariff on steel"), the phrase behind it ("$2 billion in aid"), or the
    subject of the verb that it goes with ("trade rose 14 percent").
    """
    quantity = candidate.quantity
    counted = quantity.noun is not None and candidate.head.pos_ in {"NOUN", "PROPN"}
    if (
        counted
        and quantity.unit
        and " per " not in quantity.unit
        and quantity.unit.islower()
        and not _is_measure(candidate)
    ):
        return _phrase(candidate.head, quantity.span.end)
    noun = _qualified(candidate) or _behind(candidate) or _subject(candidate) or candidate.head
    return _phrase(noun, noun.idx if noun.idx > quantity.span.start else None)


def _is_measure(candidate: Candidate) -> bool:
    unit = candidate.quantity.unit or ""
    return (
        unit == "percent"
        or bool(re.match(r"[A-Z]{3}\b", unit))
        or unit in {"cent", "time", "tonne", "ton", "barrel"}
    )


def _qualified(candidate: Candidate) -> Token | None:
    """Return the noun to the right that the amount qualifies: "$100 million arms package"."""
    token = candidate.tokens.root
    while token.dep_ in {"nummod", "compound", "amod", "nmod", "quantmod"} and token.head.i != token.i:
        token = token.head
        if (
            token.i >= candidate.tokens.end
            and token.pos_ in {"NOUN", "PROPN"}
            and token.idx >= candidate.reach
        ):
            return token
    return None


def _behind(candidate: Candidate) -> Token | None:
    """Return the noun of the phrase behind the amount: "$2 billion in aid", "80 percent of imports"."""
    match = re.match(r"\s*(?:worth\s+)?(?:of|in|for|on)\s", candidate.right)
    if not match:
        return None
    start = candidate.reach + match.end()
    for token in candidate.sentence:
        if (
            token.idx >= start
            and token.pos_ in {"NOUN", "PROPN"}
            and token.dep_ in {"pobj", "dobj", "conj", "nsubj", "attr"}
        ):
            return token if token.ent_type_ != "DATE" else None
        if token.idx >= start and token.pos_ in {"VERB", "AUX"}:
            break
    return None


def _subject(candidate: Candidate) -> Token | None:
    """Return the subject, or the object, of the verb that the amount goes with."""
    token = candidate.tokens.root
    for above in (token, *token.ancestors):
        if above.pos_ in {"VERB", "AUX"}:
            found = [
                child
                for child in above.children
                if child.dep_ in _SUBJECTS | {"dobj"} and child.i not in _inside(candidate)
            ]
            objects = [child for child in found if child.dep_ == "dobj"]
            subjects = [child for child in found if child.dep_ in _SUBJECTS]
            return next(iter(objects + subjects), None)
        if above.pos_ == "NOUN" and above.i < candidate.tokens.start:
            return above
    return None


def _inside(candidate: Candidate) -> range:
    return range(candidate.tokens.start, candidate.tokens.end + 1)


def _phrase(noun: Token, after: int | None) -> str:
    """Return the noun with its modifiers and complements, from the character ``after`` where one is given."""
    first, last = noun.i, noun.i
    for child in noun.children:
        if child.dep_ in _CUT:
            continue
        first = min(first, child.left_edge.i)
        if child.i > noun.i:
            last = max(last, _end_of(child))
    if after is not None:
        while first < noun.i and noun.doc[first].idx < after:
            first += 1
    while first < noun.i and (
        noun.doc[first].pos_ in {"DET", "PUNCT", "NUM"} or noun.doc[first].lower_ in {"of", "more", "than"}
    ):
        first += 1
    span = noun.doc[first : min(last, first + _MAX_WORDS - 1) + 1]
    return re.sub(r"\s+", " ", span.text).strip(" ,;:“”\"'-")


def _end_of(child: Token) -> int:
    """Return where a complement ends, before a clause of its own."""
    for token in child.subtree:
        if token.i > child.i and (token.dep_ in {"relcl", "advcl"} or token.lower_ in {",", ";", "—", "–"}):
            return token.i - 1
    return child.right_edge.i


@cache
def _class_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE))
        for name, words in measures().classes.items()
    )


def class_of(measure: str, unit: str | None, around: str) -> str | None:
    """Return the class of a measure by its words, then by the words around the number; null where none fits."""
    for words in (measure, unit or "", around):
        for name, pattern in _class_patterns():
            if pattern.search(words):
                return name
    return None
