"""Reports within reports: which of them a reader takes for words of their own."""

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
    return [
        draft
        for draft in drafts
        if not any(_retold(draft, outer, layout) for outer in drafts if outer is not draft)
    ]


def _retold(draft: Draft, outer: Draft, layout: Layout) -> bool:
    """Say whether a draft's cue stands in another's words and adds no voice to them."""
    if draft.cue is None or draft.anchor is None or not _holds(outer, draft.cue):
        return False
    if outer.form in _OWN and _pronoun(draft, layout.doc) in FIRST:
        return True
    thought = draft.form == "clause" and draft.force in _THOUGHTS
    return draft.form in _TOLD or (thought and _pronoun(draft, layout.doc) is not None)


def _holds(outer: Draft, cue: tuple[int, int]) -> bool:
    return any(start <= cue[0] and cue[1] <= end for start, end in outer.content)


def _pronoun(draft: Draft, doc: Doc) -> str | None:
    """Return the pronoun that names whose words or thoughts they are, if one does."""
    if draft.source is None:
        return None
    start, end = draft.source
    return doc[start].lower_ if end == start + 1 and doc[start].pos_ == "PRON" else None
