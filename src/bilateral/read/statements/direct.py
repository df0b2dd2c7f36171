"""Direct speech: which cue, if any, ascribes each quotation."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from bilateral.read.statements.layout import Draft, Layout
from bilateral.read.statements.quotation import Quotation
from bilateral.read.statements.source import source_of
from bilateral.read.statements.verbs import ReportingVerb, reporting_verb

_STOPS = frozenset({".", "?", "!"})
# Words between a cue and the quotation it opens: "told reporters in Paris on Monday that".
_MAX_BETWEEN = 14
# Words between a quotation and the cue after it: the speaker's name and office.
_MAX_NAME = 30


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that may ascribe a quotation; ``entry`` is null where only its place makes it a cue."""

    token: Token
    entry: ReportingVerb | None


def direct_speech(layout: Layout) -> list[Draft]:
    """Return one draft for each stretch of direct speech that a cue ascribes, its later quotations joined to it."""
    drafts: list[Draft] = []
    for quotation in layout.quotations:
        if not layout.is_speech(quotation):
            continue
        last = drafts[-1] if drafts else None
        cue = cue_of(quotation, layout, last)
        if last is not None and _joins(quotation, layout, last, cue):
            drafts[-1] = _extended(last, quotation)
        elif cue is not None:
            drafts.append(_draft(quotation, cue))
        elif _stands_alone(quotation, layout):
            drafts.append(Draft(((quotation.start, quotation.end),), None, None, None))
    return drafts


def _draft(quotation: Quotation, cue: Cue) -> Draft:
    token = cue.token
    force = cue.entry.force if cue.entry else "say"
    return Draft(
        ((quotation.start, quotation.end),),
        (token.idx, token.idx + len(token)),
        source_of(token),
        force,
        token.i,
    )


def _extended(draft: Draft, quotation: Quotation) -> Draft:
    content = (*draft.content, (quotation.start, quotation.end))
    return Draft(content, draft.cue, draft.source, draft.force, draft.anchor)


def _joins(quotation: Quotation, layout: Layout, last: Draft, cue: Cue | None) -> bool:
    """Say whether the quotation goes on with the draft before it."""
    if quotation.continues:
        return cue is None or cue.token.i == last.anchor
    if cue is not None:
        return cue.token.i == last.anchor
    if layout.paragraph_at(quotation.open) != layout.paragraph_at(last.content[-1][0]):
        return False
    return not list(_before(quotation, layout)) and _follows(quotation, layout, last)


def _follows(quotation: Quotation, layout: Layout, last: Draft) -> bool:
    """Say whether no sentence of the outlet's own stands between the draft and the quotation."""
    anchor = last.content[-1][1] if last.cue is None else max(last.cue[1], last.content[-1][1])
    between = layout.doc[layout.token_at(anchor) : layout.token_at(quotation.open)]
    return sum(1 for token in between if token.text in _STOPS) <= 1


def _stands_alone(quotation: Quotation, layout: Layout) -> bool:
    """Say whether the quotation is a whole paragraph or nearly so."""
    start, end = layout.paragraph_at(quotation.open)
    return quotation.open - start <= 1 and end - quotation.close <= 1


def cue_of(quotation: Quotation, layout: Layout, last: Draft | None) -> Cue | None:
    """Return the cue that ascribes the quotation, before it or after it."""
    before = _cue_before(quotation, layout)
    after = _cue_after(quotation, layout)
    if before is not None and after is not None:
        colon = layout.text[: quotation.open].rstrip().endswith(":")
        used = last is not None and before.token.i == last.anchor
        return before if colon or (used and layout.text[quotation.end - 1] != ",") or not used else after
    return before or after


def _before(quotation: Quotation, layout: Layout) -> Iterator[Token]:
    """Yield the tokens of the outlet's own sentence before the quotation, nearest first."""
    paragraph, _ = layout.paragraph_at(quotation.open)
    i = layout.token_at(quotation.open) - 1
    while i >= 0 and layout.doc[i].idx >= paragraph:
        token = layout.doc[i]
        if token.text in _STOPS or layout.quotation_at(token.idx) is not None or token.is_space:
            return
        if not token.is_quote:
            yield token
        i -= 1


def _after(quotation: Quotation, layout: Layout) -> Iterator[Token]:
    """Yield the tokens of the outlet's own sentence after the quotation."""
    _, paragraph = layout.paragraph_at(quotation.open)
    i = layout.token_at(quotation.close - 1) + 1
    while i < len(layout.doc) and layout.doc[i].idx < paragraph:
        token = layout.doc[i]
        if token.text in _STOPS or layout.quotation_at(token.idx) is not None or token.is_space:
            return
        yield token
        i += 1


def _cue_before(quotation: Quotation, layout: Layout) -> Cue | None:
    tokens = list(_before(quotation, layout))
    colon = bool(tokens) and tokens[0].text == ":"
    for distance, token in enumerate(tokens):
        entry = reporting_verb(token)
        if entry is not None and entry.takes("quote", "clause"):
            return Cue(token, entry)
        if not colon and (
            distance > _MAX_BETWEEN
            or (token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"})
        ):
            return None
    return None


def _cue_after(quotation: Quotation, layout: Layout) -> Cue | None:
    last = layout.text[quotation.end - 1]
    tokens = list(_after(quotation, layout))
    words = [token for token in tokens if not token.is_punct]
    if not words:
        return None
    closed = last == "." and layout.text[quotation.close : quotation.close + 1] != ","
    for distance, token in enumerate(tokens[:_MAX_NAME]):
        entry = reporting_verb(token)
        if entry is not None and entry.takes("quote", "clause"):
            if closed and not (distance == 0 and token.text.islower()):
                return None
            return Cue(token, entry)
        if token.pos_ == "VERB" and token.dep_ not in {"relcl", "acl", "amod"}:
            return Cue(token, None) if last == "," and distance <= 3 and not closed else None
    return None
