"""Two numbers that are one: "between five and ten", "10-15 percent", and what the first shares of the second."""

import re

from bilateral.read.quantities.drafts import Draft

_DASH = re.compile(r"\s?[-–—]\s?$|\s?[-–—]\s?(?=[$€£¥])")
_JOINED = re.compile(
    r"\s*(?P<dash>[-–—]|(?<=\s)-|-to-)\s*$|\s+(?P<word>to|and|or)\s+(?:(?:about|around|nearly|some|almost|roughly|even)\s+)?$"
)
_BETWEEN = re.compile(
    r"\b(?:between|from)\s+(?:(?:about|around|roughly|some|approximately|an? estimated)\s+)?$", re.IGNORECASE
)
_VOTE = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|ballots?|pass(?:ed|es)|approv(?:ed|es)|adopt(?:ed|s)|rejected|ratified)\b",
    re.IGNORECASE,
)
VOTE = "vote"
_SCORES = frozenset(["lead", "win", "victory", "loss", "score", "draw", "defeat", "tie", "deficit", "record"])


def join_ranges(drafts: list[Draft], text: str, moved: frozenset[int]) -> list[Draft]:
    """Merge the two ends of each range into one draft.

    ``moved`` holds the starts of numbers that a verb of change governs: "rose from 40 to 60 percent" names a
    base and a new value, which stay two numbers.
    """
    out: list[Draft] = []
    for draft in drafts:
        before = out[-1] if out else None
        link = _link(before, draft, text) if before else None
        if before is None or link is None:
            out.append(draft)
            continue
        _share(before, draft)
        if _is_vote(before, draft, link, text):
            before.unit = draft.unit = VOTE
            out.append(draft)
        elif _is_range(before, draft, link, text, moved):
            out[-1] = _merged(before, draft)
        elif link != "-" or (draft.unit is not None and draft.unit not in _SCORES):
            out.append(draft)
        else:  # a score, "2-1", measures nothing
            out.pop()
    return out


def _link(before: Draft, draft: Draft, text: str) -> str | None:
    """Return ``-``, ``to``, ``and`` or ``or`` where it alone stands between the two numbers."""
    match = _JOINED.match(text[before.reach : draft.start] if before.reach <= draft.start else "")
    if not match:
        return None
    return "-" if match["dash"] else match["word"]


def _share(before: Draft, draft: Draft) -> None:
    """Give the first number the unit and the scale that are written once, behind the second."""
    low, high = before.value, draft.value
    if isinstance(low, tuple) or isinstance(high, tuple):
        return
    if before.unit is not None and draft.unit is not None and draft.unit.startswith(f"{before.unit} per "):
        before.unit = draft.unit
    if before.unit not in {None, draft.unit}:
        return
    scale = draft.numeral.scale
    if before.numeral.scale == 1.0 and scale >= 1000 and low < 1000 and low * scale < high:
        before.value = low * scale
    if before.unit is None:
        before.unit, before.noun = draft.unit, None


def _is_vote(before: Draft, draft: Draft, link: str, text: str) -> bool:
    if link not in {"-", "to"} or before.unit not in {None, VOTE} or draft.unit not in {None, VOTE}:
        return False
    around = text[max(0, before.start - 60) : draft.end + 40]
    return bool(_VOTE.search(around))


def _is_range(before: Draft, draft: Draft, link: str, text: str, moved: frozenset[int]) -> bool:
    low, high = before.value, draft.value
    if isinstance(low, tuple) or isinstance(high, tuple) or before.unit not in {draft.unit, None}:
        return False
    left = text[max(0, before.start - 32) : before.start]
    if link == "and":
        return low < high and bool(re.search(r"between\s+(?:\w+\s+){0,2}$", left, re.IGNORECASE))
    if link == "or":
        return low < high and before.numeral.form == draft.numeral.form == "words" and high - low <= 2
    if link == "to" and before.numeral.start in moved:
        return False
    return low < high or (link == "to" and (before.noun is not None or bool(_BETWEEN.search(left))))


def _merged(before: Draft, draft: Draft) -> Draft:
    low, high = before.value, draft.value
    assert not isinstance(low, tuple)
    assert not isinstance(high, tuple)
    return Draft(
        before.numeral, before.start, draft.end, (low, high), draft.unit, draft.noun,
        before.approx or draft.approx, before.bound, before.change,
    )  # fmt: skip
