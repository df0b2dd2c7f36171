"""Whether a number is itself a change: "rose 14 percent", "a 14 percent increase", "doubled"."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bilateral.read.quantities.drafts import Draft, Text
from bilateral.read.quantities.lexicon import number_words, read_text
from bilateral.read.quantities.numerals import Numeral
from bilateral.read.quantities.units import PERCENT

INCREASE = "increase"
DECREASE = "decrease"

_FILLER = (
    r"(?:(?:by|an?|the|another|further|additional|about|around|nearly|almost|some|roughly|approximately|more than|less"
    r" than|over|under|at least|up to|as much as|just|only|barely|record|a total of|unprecedented|estimated|again|back"
    r"|well|even|whopping|sharp|still|now|\w+ly)\s+)*"
)
# These take what is lost or won as an object too ("lost 300 men"): a change only in points, cents and percent.
_POSSESSIVE = frozenset(["lose", "gain", "raise", "shed", "boost", "add", "lower"])
_RELATIVE_UNITS = frozenset({PERCENT, "point", "basis point", "cent", "penny", "degree"})
_STATE = r"(?:is|are|was|were|be|been|being|remain\w*|trad\w+|clos\w+|end\w*|finish\w*|stood|trend\w*|and|but|,|\(|–|—|-|;|\d)"
_REACH = 90
_MORE = re.compile(r"\s+more\s+(?!than\b)[a-z]")


@dataclass(frozen=True)
class ChangeWords:
    """Patterns of the words that turn a number into a change; each match names its direction by group."""

    verb: re.Pattern[str]
    verb_left: re.Pattern[str]
    adverb_left: re.Pattern[str]
    noun_left: re.Pattern[str]
    noun_right: re.Pattern[str]
    directions: dict[str, str]
    lemmas: dict[str, str]


def _forms(verb: str, irregular: dict[str, str]) -> Iterator[str]:
    """Yield the inflected forms of an English verb, or of a verb with a particle."""
    head, _, particle = verb.partition(" ")
    stem = head.removesuffix("e")
    short = bool(re.fullmatch(r"[^aeiou]*[aeiou][bdgmnpt]", head))
    forms = {head, head + "s", stem + "ed", stem + "ing"} | {
        past for past, base in irregular.items() if base == head
    }
    if head.endswith("y") and head[-2] not in "aeiou":
        forms |= {head[:-1] + "ies", head[:-1] + "ied"}
    if short:
        forms |= {head + head[-1] + "ed", head + head[-1] + "ing"}
    if head.endswith(("sh", "ch", "ss")):
        forms.add(head + "es")
    yield from (f"{form} {particle}".strip() for form in forms)


@cache
def change_words() -> ChangeWords:
    """Return the patterns, built once from the lexicon."""
    data = json.loads(read_text("change_words.json"))
    directions: dict[str, str] = {}
    lemmas: dict[str, str] = {}
    for direction in (INCREASE, DECREASE):
        for verb in data[direction]["verbs"]:
            for form in _forms(verb, data["irregular"]):
                directions[form], lemmas[form] = direction, verb
    verbs = "|".join(sorted(directions, key=len, reverse=True))
    nouns = {noun: d for d in (INCREASE, DECREASE) for noun in data[d]["nouns"]}
    adverbs = {adverb: d for d in (INCREASE, DECREASE) for adverb in data[d]["adverbs"]}
    directions |= {form: d for noun, d in nouns.items() for form in (noun, noun + "s")} | adverbs
    noun = f"(?:{'|'.join(sorted(nouns, key=len, reverse=True))})s?"
    flags = re.IGNORECASE
    return ChangeWords(
        verb=re.compile(rf"\b({verbs}|{noun})\b(?!-)", flags),
        verb_left=re.compile(rf"\b({verbs})\s+{_FILLER}$", flags),
        adverb_left=re.compile(
            rf"(?:{_STATE}\s*|\b\w+ly\s|^)(?<!\w)(up|down|higher|lower)\s+(?!to\b){_FILLER}$", flags
        ),
        noun_left=re.compile(
            rf"\b({noun})(?:\s+(?:in|to|on)\s+[^,.;:]{{1,40}}?)?\s+(?:of|by)\s+{_FILLER}$", flags
        ),
        noun_right=re.compile(
            rf"\s+(?:(?!(?:of|in|to|on|for|and|from|by|an?|the|or|as|with|at|after|than)\b)[a-z][\w-]*\s+){{0,2}}({noun})\b"
            rf"|\s+(higher|lower|more|less|up|down)\b(?!\s+(?:to|\d|[A-Z$€£]))",
            flags,
        ),
        directions=directions,
        lemmas=lemmas,
    )


def read_change(draft: Draft, before: Draft | None, text: str) -> None:
    """Set the draft's ``change`` from the words around it, or from the number that it says again."""
    if draft.change is None:
        draft.change = _left(draft, text) or _said_again(draft, before, text) or _right(draft, text)


def _left(draft: Draft, text: str) -> str | None:
    words = change_words()
    left = text[max(0, draft.start - _REACH) : draft.start]
    left = left[max(left.rfind("\n"), 0) :]
    if match := words.verb_left.search(left):
        lemma = words.lemmas[match[1].lower()]
        by = re.search(r"\bby\s", match[0])
        if by or lemma not in _POSSESSIVE or draft.unit in _RELATIVE_UNITS:
            return words.directions[match[1].lower()]
    if (match := words.adverb_left.search(left)) and draft.unit is not None:
        return words.directions[match[1].lower()]
    if match := words.noun_left.search(left):
        return words.directions[match[1].lower()]
    if re.search(rf"\bby\s+{_FILLER}$", left, re.IGNORECASE):
        return _last_verb(re.split(r"[.;:](?:\s|$)", left)[-1])
    return INCREASE if re.search(r"\b(?:additional|extra)\s+(?:[A-Z$€£]+\s?)?$", left) else None


def _last_verb(clause: str) -> str | None:
    words = change_words()
    found = None
    for match in words.verb.finditer(clause):
        found = words.directions[match[1].lower()]
    return found


def _said_again(draft: Draft, before: Draft | None, text: str) -> str | None:
    """Take over the change of the number that this one says again: "190 points, or 0.6%"."""
    if before is None or before.change is None or before.reach > draft.start:
        return None
    return (
        before.change if re.fullmatch(rf"\)?,?\s+or\s+{_FILLER}", text[before.reach : draft.start]) else None
    )


def _right(draft: Draft, text: str) -> str | None:
    words = change_words()
    if draft.unit in _RELATIVE_UNITS or (draft.unit and draft.noun is None) or _is_money(draft):
        match = words.noun_right.match(text, draft.reach)
        if match:
            return words.directions[(match[1] or match[2]).lower()]
        return None
    return INCREASE if _MORE.match(text, draft.end) else None


def _is_money(draft: Draft) -> bool:
    return bool(draft.unit and re.fullmatch(r"[A-Z]{3}", draft.unit))


def moved_bases(drafts: list[Draft], text: str) -> frozenset[int]:
    """Return the starts of the numbers that are bases or changes ("from 40 to 60", "by 3 to 9"), not ends of ranges."""
    found = set()
    for draft in drafts:
        left = text[max(0, draft.start - _REACH) : draft.start]
        if (
            re.search(r"\bfrom\s+(?:\w+\s+){0,2}$", left) and _last_verb(re.split(r"[.;:](?:\s|$)", left)[-1])
        ) or _left(draft, text):
            found.add(draft.numeral.start)
    return frozenset(found)


@cache
def _multiple() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(number_words().multiples)}|halv(?:e|es|ed|ing))\b", re.IGNORECASE)


def multiples(text: Text) -> Iterator[Draft]:
    """Yield "doubled", "tripled", … as changes in percent, "halved" too, and "twofold" as a change in times."""
    times = number_words().multiples
    for match in _multiple().finditer(text.text):
        word, length = match[0].lower(), len(match[0])
        if word.endswith("fold"):
            yield _change_draft(match.start(), length, times[word], "time", INCREASE)
        elif text.doc[text.token_at(match.start())].pos_ == "VERB":
            halved = word.startswith("halv")
            value = 50.0 if halved else 100.0 * (times[word] - 1)
            yield _change_draft(match.start(), length, value, PERCENT, DECREASE if halved else INCREASE)


def _change_draft(start: int, length: int, value: float, unit: str, change: str) -> Draft:
    numeral = Numeral(start, start + length, float(value), 1.0, "words")
    return Draft(numeral, start, start + length, float(value), unit, change=change)
