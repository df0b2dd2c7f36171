"""What a figure measures: the noun phrase beside it, and its class."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Token

from bilateral.read.figures.candidates import Candidate
from bilateral.read.figures.lexicon import measures
from bilateral.read.figures.topic import verb_of
from bilateral.read.quantities.conversions import dimension

# A measure is a short name; a noun phrase longer than this ends in detail.
_MAX_WORDS = 14
_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MODIFIERS = frozenset({"nummod", "compound", "amod", "nmod", "quantmod"})
_OBJECTS = frozenset({"pobj", "dobj", "conj", "nsubj", "attr"})
_CUT = frozenset({"relcl", "advcl", "punct", "appos", "parataxis", "ccomp", "conj", "cc"})
_CHANGE = r"(?:increase|decrease|rise|fall|cut|drop|decline|reduction|growth|hike|jump)s?"
_BEHIND = re.compile(rf"\s*(?:(?:\w+\s+)?{_CHANGE}\s+(?=in\s)|worth\s+)?(?:of|in|for|on)\s")
# With these the subject is what is measured; an object beside the amount only compares it.
_REACHING = frozenset(
    {"reach", "total", "amount", "stand", "come", "exceed", "hit", "top", "surpass", "equal"}
)
# The harm done to people counts before what the people are.
_HARM = "casualties"


def measure_of(candidate: Candidate) -> str | None:
    """Return the words that name what is measured, as they stand in the article.

    For something counted these are the noun and what qualifies it; for money, percentages and measures the noun that
    the number qualifies ("a 25 percent tariff on steel"), the phrase behind it ("$2 billion in aid"), or the
    object or subject of the verb that it goes with ("trade rose 14 percent"). Null where only a pronoun names it.
    """
    if _is_count(candidate) and candidate.head.idx > candidate.quantity.span.start:
        whole = qualified(candidate) if _is_hyphened(candidate) else None  # "12-nation bloc"
        return _phrase(
            whole or candidate.head, candidate.quantity.span.end if whole is None else candidate.reach
        )
    if _is_taken_up(candidate) or _is_bare_count(candidate):
        return None
    for noun in (_behind(candidate), qualified(candidate), _governed(candidate), _topic(candidate)):
        if noun is not None:
            behind = candidate.reach + _bracket(candidate) if noun.idx >= candidate.reach else None
            words = _phrase(noun, behind)
            if re.search(r"[A-Za-z]{2}", words):
                return words
    return None


def _is_hyphened(candidate: Candidate) -> bool:
    end = candidate.quantity.span.end
    return candidate.findings.article.text[end : end + 1] == "-"


def _is_bare_count(candidate: Candidate) -> bool:
    """Say whether something is counted that only the sentence before names: "Twenty-seven were by the army"."""
    unit = candidate.quantity.unit
    counted = unit not in {None, "percent", "vote"} and dimension(unit) is None
    return counted and candidate.quantity.noun is None and not _BEHIND.match(candidate.right)


def _is_taken_up(candidate: Candidate) -> bool:
    """Say whether a pronoun stands for what is measured: "It was 4.33 billion"."""
    verb = verb_of(candidate.head)
    while verb is not None and verb.dep_ == "xcomp":
        verb = verb_of(verb.head)
    arguments = (
        [child for child in verb.children if child.dep_ in _SUBJECTS | {"dobj"}] if verb is not None else []
    )
    return [child.lower_ for child in arguments] in (["it"], ["they"]) and not _BEHIND.match(candidate.right)


def _bracket(candidate: Candidate) -> int:
    """Return the length of a conversion in brackets behind the number."""
    match = re.match(r"\s*\([^)]*\)", candidate.right)
    return match.end() if match else 0


def _topic(candidate: Candidate) -> Token | None:
    """Return the first subject of the sentence."""
    subjects = (token for token in candidate.sentence if token.dep_ in _SUBJECTS and token.pos_ in _NOUNS)
    return next(subjects, None)


def _is_count(candidate: Candidate) -> bool:
    unit = (candidate.quantity.unit or "").split(" per ")[0]
    named = candidate.quantity.noun is not None and candidate.head.pos_ in _NOUNS
    return named and unit not in {"", "percent", "time", "cent", "penny"} and dimension(unit) is None


def qualified(candidate: Candidate) -> Token | None:
    """Return the noun to the right that the amount qualifies: "$100 million arms package"."""
    token, text = candidate.tokens.root, candidate.findings.article.text
    while token.dep_ in _MODIFIERS and token.head.i != token.i:
        token = token.head
        # The parser at times hangs an amount on a noun behind the next comma ("$5 billion, a 14 percent rise").
        if "," in text[candidate.reach : token.idx]:
            return None
        if token.idx >= candidate.reach and token.pos_ in _NOUNS and token.lower_ != "worth":
            return token
    return None


def _behind(candidate: Candidate) -> Token | None:
    """Return the noun of the phrase behind the amount: "$2 billion in aid", "80 percent of imports"."""
    match = _BEHIND.match(candidate.right)
    if not match:
        return None
    for token in candidate.sentence:
        if token.idx < candidate.reach + match.end():
            continue
        if token.pos_ in {"VERB", "AUX"} or token.ent_type_ == "DATE":
            return None
        if token.pos_ in _NOUNS and token.dep_ in _OBJECTS:
            return token
    return None


def _governed(candidate: Candidate) -> Token | None:
    """Return the noun before the amount that it belongs to, or the object or subject of its verb."""
    for above in (candidate.tokens.root, *candidate.tokens.root.ancestors):
        if above.pos_ in {"VERB", "AUX"}:
            found = next(_arguments(above, candidate), None)
            if found is not None or above.dep_ != "xcomp":
                return found
        if above.pos_ == "NOUN" and above.i < candidate.tokens.start:
            return above
    return None


def _arguments(verb: Token, candidate: Candidate) -> Iterator[Token]:
    """Yield the verb's objects and subjects but for the amount itself, the likelier measure first."""
    outside = [
        child
        for child in verb.children
        if child.pos_ in _NOUNS and not candidate.tokens.start <= child.i <= candidate.tokens.end
    ]
    objects = [child for child in outside if child.dep_ == "dobj"]
    subjects = [child for child in outside if child.dep_ in _SUBJECTS]
    yield from (*subjects, *objects) if verb.lemma_ in _REACHING else (*objects, *subjects)


def _phrase(noun: Token, after: int | None) -> str:
    """Return the noun with its modifiers and complements, from the character ``after`` where one is given."""
    kept = [child for child in noun.children if child.dep_ not in _CUT]
    first = min([noun.i, *(child.left_edge.i for child in kept)])
    last = max([noun.i, *(_end_of(child) for child in kept if child.i > noun.i)])
    while first < noun.i and (_is_lead(noun.doc[first]) or noun.doc[first].idx < (after or 0)):
        first += 1
    words = noun.doc[first : min(last, first + _MAX_WORDS - 1) + 1].text
    return re.sub(r"\s+", " ", words).strip(" ,;:“”\"'-")


def _is_lead(token: Token) -> bool:
    return token.pos_ in {"DET", "PUNCT", "NUM", "PRON"} or token.lower_ in {
        "of",
        "more",
        "than",
        "its",
        "their",
    }


def _end_of(child: Token) -> int:
    """Return where a complement ends, before a clause of its own."""
    for token in child.subtree:
        if token.i > child.i and (token.dep_ in {"relcl", "advcl"} or token.lower_ in {",", ";", "—", "–"}):
            return token.i - 1
    return child.right_edge.i


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
        for name, words in measures().classes.items()
    }


def class_of(measure: str, unit: str | None, around: str) -> str | None:
    """Return the class of a measure by its unit, its words, then the words around the number.

    Null where none fits. The classes and their words are in the lexicon's ``measures.json``.
    """
    patterns = _patterns()
    counted = unit is not None and unit != "percent" and not unit.isupper()
    if counted and patterns[_HARM].search(f"{measure} {around}"):
        return _HARM
    for words in (unit or "", measure, around):
        for name, pattern in patterns.items():
            if pattern.search(words):
                return name
    return None


def tells_of(candidate: Candidate, classes: Iterable[str]) -> bool:
    """Say whether the words around a number belong to one of the measure classes."""
    around = f"{candidate.left[-30:]} {candidate.quantity.unit} {candidate.right[:30]}"
    return any(_patterns()[name].search(around) for name in classes)
