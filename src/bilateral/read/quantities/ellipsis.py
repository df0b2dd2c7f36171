"""Units that are left out because they were just said: "7.75 billion dollars from 5.82 billion"."""

import re
from itertools import islice

from bilateral.read.quantities.drafts import Draft, Text
from bilateral.read.quantities.nouns import counted_name
from bilateral.read.quantities.units import PERCENT, is_time

PERSON = "person"
# People are counted where these follow the bare number.
_HARMED = re.compile(
    r"\s+(?:(?:were|was|are|have been|had been|others?)\s+)*(?:killed|injured|wounded|dead|hurt|missing|died|displaced|homeless"
    r"|detained|arrested|hospitali[sz]ed|executed|evacuated|drowned)\b",
    re.IGNORECASE,
)
_HARMED_THERE = re.compile(
    r"[^.]{0,60}\b(?:was|were|been|are)\s+(?:killed|injured|wounded|hurt|displaced|detained|arrested)\b"
)
_HARMING = re.compile(r"\b(?:kill|wound|injur)(?:ed|ing|es|s)?\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_LINK = re.compile(
    r"\b(?:from|to|than|and|or|versus|vs\.?|against|with|while|of|at|for|about|around|nearly|almost|over|under|some|another|a"
    r"|as|more|less|fewer|least|estimated|by|was|is|were|including|only|just|injuring|killing|wounding|reached)\s*$|[,;(]\s*$",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:including|among them|of whom|of them)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
# What was counted lately stays the topic for so many characters, in which at most half as many numbers stand.
_MEMORY = 500
# Heads above a number among which its subject is sought; no plain sentence is nested deeper.
_HEADS = 20


def complete_units(drafts: list[Draft], text: Text) -> None:
    """Give each number without a unit the one that the words or the numbers around it leave to be understood."""
    for i, draft in enumerate(drafts):
        if draft.unit is None and draft.numeral.form != "fraction":
            draft.unit = _from_next(draft, drafts[i + 1 : i + 2], text) or _understood(
                draft, drafts[max(0, i - _MEMORY // 2) : i], text
            )
    _name_money(drafts, text.text)


def counts_harmed(text: str, start: int, end: int) -> bool:
    """Say whether the words beside the number from ``start`` to ``end`` make it one of people who came to harm."""
    return bool(_HARMED.match(text, end) or _HARMING.search(text[max(0, start - 40) : start]))


def _from_next(draft: Draft, following: list[Draft], text: Text) -> str | None:
    """Return the unit of the number that follows at once: "280 million of the 1.5 billion shekels"."""
    if not following:
        return None
    gap = text.text[draft.end : following[0].start]
    return (
        following[0].unit
        if re.fullmatch(r"\s+(?:of(?: the| its| their)?(?: \w+[’']s| \w+ed)?|to|and|or|from|up|down)\s*", gap)
        else None
    )


def _understood(draft: Draft, earlier: list[Draft], text: Text) -> str | None:
    near = [d for d in earlier if d.unit and draft.start - d.end < _MEMORY and not d.unit.endswith("of age")]
    counted = [d for d in near if d.noun and " per " not in (d.unit or "") and not _is_money(d)]
    left = text.text[max(0, draft.start - 40) : draft.start]
    if counts_harmed(text.text, draft.start, draft.end):
        return _person_before(counted, text.text) or PERSON
    if total := _total_of(draft, text):
        return total
    sentence = text.doc[text.token_at(draft.start)].sent
    same = [d for d in near if d.start >= sentence.start_char and d.value != 1]
    if same and _LINK.search(left):
        return _parallel(draft, [d for d in same if not is_time(d.unit)] or same, left)
    if draft.numeral.scale >= 1e6:
        return next((d.unit for d in reversed(near) if _is_money(d)), None)
    if draft.start <= sentence.start_char + 24 and counted and _is_subject(draft, text):
        return counted[-1].unit
    return None


def _person_before(counted: list[Draft], text: str) -> str | None:
    """Return who was counted last among the harmed, but for parts of them ("72 civilians, including 15 children")."""
    for draft in reversed(counted):
        left = text[max(0, draft.start - 40) : draft.start]
        harmed = counts_harmed(text, draft.start, draft.reach) or _HARMED_THERE.match(text, draft.reach)
        if harmed and not _PART.search(left):
            return draft.unit
    return None


def _total_of(draft: Draft, text: Text) -> str | None:
    """Return what the subject says the number is the number of: "the number of refugees reached 5,000"."""
    token = text.doc[text.token_at(draft.start)]
    subjects = (
        child
        for above in islice(token.ancestors, _HEADS)
        for child in above.children
        if child.dep_ == "nsubj"
    )
    subject = next(subjects, None)
    if subject is None or subject.i >= token.i:
        return None
    if subject.lower_ == "toll":
        return PERSON
    counted = [word for child in subject.children if child.lower_ == "of" for word in child.children]
    return counted_name(counted[0]) if subject.lower_ == "number" and counted else None


def _parallel(draft: Draft, same: list[Draft], left: str) -> str | None:
    """Return the unit of the last number of the sentence that this one may be compared with."""
    last = same[-1]
    if last.unit == PERCENT or isinstance(last.value, tuple):
        small = draft.numeral.scale == 1.0 and draft.numeral.value <= 100
        moved_to = re.search(r"\bto\s+(?:\w+\s+)?$", left)
        return PERCENT if last.unit == PERCENT and small and not moved_to else None
    if _is_money(last) and draft.numeral.scale == 1.0 and last.numeral.scale > 1.0:
        return None
    return last.unit


def _is_subject(draft: Draft, text: Text) -> bool:
    last = text.token_at(draft.end - 1)
    following = text.doc[min(last + 1, len(text.doc) - 1)]
    return text.doc[last].dep_ in {"nsubj", "nsubjpass"} or following.pos_ == "AUX"


def _is_money(draft: Draft) -> bool:
    return bool(draft.unit and re.match(r"[A-Z]{3}\b", draft.unit))


def _name_money(drafts: list[Draft], text: str) -> None:
    """Read a bare "pounds" or "pesos" as the currency that the article last named in full with the same word."""
    full: dict[str, str] = {}
    for draft in drafts:
        words = text[slice(*draft.noun)].lower().removesuffix("s").split() if draft.noun else []
        if len(words) > 1 and _is_money(draft) and draft.unit:
            full[words[-1]] = draft.unit[:3]
        elif len(words) == 1 and words[0] in full:
            draft.unit = full[words[0]]
