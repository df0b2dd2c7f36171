"""Reports within reports: which of them a reader takes for words of their own."""

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc

from bilateral.read.statements.kinds import FIRST
from bilateral.read.statements.layout import Draft, Layout

# Forms that tell of acts as often as of words: inside another's words they are part of what is told.
_TOLD = frozenset({"object", "infinitive", "preposition", "gerund", "noun"})
# What the verb makes of thoughts, which nobody utters inside another's words: "he said he expected".
_THOUGHTS = frozenset({"believe", "doubt", "fear", "hope", "find", "speculate"})
# Whose words hold the whole of what stands in them, unlike a sentence that a cue reports.
_OWN = frozenset({"turn", "signed"})


def outspoken(drafts: Sequence[Draft], layout: Layout) -> list[Draft]:
    """Return the drafts without those that only retell an act, a thought or the speaker's own act of speech.

    Both layers of nested speech count, but "he said he hoped to leave" is one statement. On the annotated
    articles a nested report of an act is right once in three times, one in the first person ("I thank you") once in ten.
    """
    contents, own = _Contents(drafts), _Contents([draft for draft in drafts if draft.form in _OWN])
    return [draft for draft in drafts if not _retold(draft, contents, own, layout)]


def _retold(draft: Draft, contents: "_Contents", own: "_Contents", layout: Layout) -> bool:
    """Say whether a draft's cue stands in another's words and adds no voice to them."""
    if draft.cue is None or draft.anchor is None or not contents.hold(draft):
        return False
    if _pronoun(draft, layout.doc) in FIRST and own.hold(draft):
        return True
    thought = draft.form == "clause" and draft.force in _THOUGHTS
    return draft.form in _TOLD or (thought and _pronoun(draft, layout.doc) is not None)


class _Contents:
    """What drafts hold, by where it starts, so that the time to look one up does not grow with their number."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        ranges = sorted((*span, id(draft)) for draft in drafts for span in draft.content)
        self._starts = [start for start, _, _ in ranges]
        # Up to each range, what reaches furthest, and what of another draft does.
        self._furthest: list[tuple[tuple[int, int], tuple[int, int]]] = []
        first, second = (-1, 0), (-1, 0)
        for _, end, draft in ranges:
            if end > first[0]:
                first, second = (end, draft), (second if draft == first[1] else first)
            elif end > second[0] and draft != first[1]:
                second = (end, draft)
            self._furthest.append((first, second))

    def hold(self, draft: Draft) -> bool:
        """Say whether the cue of a draft stands in what another one holds."""
        if draft.cue is None:
            return False
        start, stop = draft.cue
        before = bisect_right(self._starts, start) - 1
        if before < 0:
            return False
        return any(end >= stop and holder != id(draft) for end, holder in self._furthest[before])


def _pronoun(draft: Draft, doc: Doc) -> str | None:
    """Return the pronoun that names whose words or thoughts they are, if one does."""
    if draft.source is None:
        return None
    start, end = draft.source
    return doc[start].lower_ if end == start + 1 and doc[start].pos_ == "PRON" else None
