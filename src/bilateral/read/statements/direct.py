"""Direct speech: which cue, if any, ascribes each quotation."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from spacy.tokens import Token

from bilateral.read.statements.complement import after_cue
from bilateral.read.statements.layout import STOPS, VERBAL, Draft, Layout
from bilateral.read.statements.quotation import Quotation
from bilateral.read.statements.source import QUOTING, source_of
from bilateral.read.statements.verbs import ReportingVerb, reporting_verb

# Words between a cue and the quotation it opens: "told reporters in Paris on Monday".
_MAX_BETWEEN = 14
# Words between a quotation and the cue after it: the speaker's name and office.
_MAX_NAME = 30
# Words of the outlet's that may open a sentence before its quotation: "But", "And so", "Meanwhile,".
_MAX_OPENING = 2
# Words between a quotation and a verb that only its place makes a cue: "she smiled".
_MAX_UNLISTED = 3
_IN_NAMES = frozenset({"relcl", "acl", "amod"})
_NAMES = frozenset({"NOUN", "PROPN", "PRON"})
_BEFORE_QUOTE = frozenset({"NOUN", "PROPN", "NUM", "ADV", "PRON"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that may ascribe a quotation; ``entry`` is null where only its place makes it a cue."""

    token: Token
    entry: ReportingVerb | None


def direct_speech(layout: Layout) -> list[Draft]:
    """Return one draft for each stretch of direct speech that a cue beside it ascribes."""
    drafts: list[Draft] = []
    for quotation in layout.quotations:
        last = drafts[-1] if drafts else None
        if not layout.is_speech(quotation) and not _resumes(quotation, layout, last):
            continue
        cue = _cue_of(quotation, layout, last)
        if cue is None:
            continue
        if last is not None and cue.token.i == last.anchor:
            drafts[-1] = extended(last, quotation)
        else:
            drafts.append(_draft(quotation, cue, layout))
    return drafts


def _resumes(quotation: Quotation, layout: Layout, last: Draft | None) -> bool:
    """Say whether a quotation takes up one that its cue has broken off: "The border," she said, "stays open."."""
    if last is None or last.cue is None or last.content[-1][1] > last.cue[0]:
        return False
    between = list(_before(quotation, layout))
    return bool(between) and between[0].text == "," and any(token.i == last.anchor for token in between)


def joined(drafts: list[Draft], layout: Layout) -> list[Draft]:
    """Join the quotations that no draft holds yet to the speech that they go on with.

    A quotation goes on with a draft of its own paragraph when no sentence of the outlet's stands between, and
    with an unclosed one of the paragraph before. One that is a whole paragraph is a statement without a cue.
    """
    drafts = sorted(drafts, key=lambda draft: draft.content[0])
    for quotation in layout.quotations:
        if any(
            start < quotation.end and quotation.start < end
            for draft in drafts
            for start, end in draft.content
        ):
            continue
        at = _goes_on_with(quotation, drafts, layout)
        if at is not None:
            drafts[at] = extended(drafts[at], quotation)
        elif layout.is_speech(quotation) and _stands_alone(quotation, layout):
            drafts.append(Draft(((quotation.start, quotation.end),), None, None, None, None, "uncued"))
            drafts.sort(key=lambda draft: draft.content[0])
    return drafts


def extended(draft: Draft, quotation: Quotation) -> Draft:
    """Return the draft with one more quotation as its content."""
    return replace(draft, content=(*draft.content, (quotation.start, quotation.end)))


def _draft(quotation: Quotation, cue: Cue, layout: Layout) -> Draft:
    token = cue.token
    force = cue.entry.force if cue.entry else "say"
    span = (token.idx, token.idx + len(token))
    source = source_of(token) or _name_between(quotation, token, layout)
    content = ((quotation.start, quotation.end),)
    before = [token for token in _before(quotation, layout) if not token.is_punct]
    if token.idx > quotation.close and len(before) > _MAX_OPENING:
        content = ((before[-1].idx, quotation.close),)
    return Draft(content, span, source, force, token.i, "quote")


def _may_name(token: Token) -> bool:
    """Say whether a word can be a name; "May" before "said" is easily taken for an auxiliary."""
    return token.pos_ in _NAMES or token.text[:1].isupper()


def _several_sentences(quotation: Quotation, layout: Layout) -> bool:
    """Say whether a quotation that the outlet's own words open goes on past its first sentence."""
    words = layout.doc[layout.token_at(quotation.start) : layout.token_at(quotation.end - 1)]
    return any(token.text in STOPS for token in words)


def _name_between(quotation: Quotation, cue: Token, layout: Layout) -> tuple[int, int] | None:
    """Return the first name between a quotation and its cue, where the parse ties it to the words quoted."""
    for token in layout.doc[layout.token_at(quotation.close - 1) + 1 : cue.i]:
        if _may_name(token) and not _may_name(token.nbor()):
            start = token.i
            while (
                start > 0
                and not token.doc[start - 1].is_punct
                and token.doc[start - 1].idx >= quotation.close
            ):
                start -= 1
            return start, token.i + 1
    return None


def _goes_on_with(quotation: Quotation, drafts: list[Draft], layout: Layout) -> int | None:
    """Return the position of the draft that the quotation goes on with, or null."""
    earlier = [i for i, draft in enumerate(drafts) if draft.content[-1][1] <= quotation.open]
    if not earlier:
        return None
    at = max(earlier, key=lambda i: (drafts[i].content[-1][1], -drafts[i].content[0][0]))
    draft = drafts[at]
    if quotation.continues:
        return at
    if not layout.is_speech(quotation) or len(list(_before(quotation, layout))) > 0:
        return None
    same = layout.paragraph_at(quotation.open) == layout.paragraph_at(draft.content[-1][0])
    end = draft.content[-1][1]
    spoken = draft.form == "quote" or any(end in {q.end, q.close} for q in layout.quotations)
    return at if same and spoken and _follows(quotation, layout, draft) else None


def _follows(quotation: Quotation, layout: Layout, last: Draft) -> bool:
    """Say whether no sentence of the outlet's own stands between the draft and the quotation."""
    end = last.content[-1][1] if last.cue is None else max(last.cue[1], last.content[-1][1])
    between = layout.doc[layout.token_at(end - 1) + 1 : layout.token_at(quotation.open)]
    stops = [token for token in between if token.text in STOPS]
    return len(stops) <= 1 and not any(token.is_alpha for token in between if stops and token.i > stops[0].i)


def _stands_alone(quotation: Quotation, layout: Layout) -> bool:
    """Say whether the quotation is a whole paragraph or nearly so."""
    start, end = layout.paragraph_at(quotation.open)
    return quotation.open - start <= 1 and end - quotation.close <= 1


def _cue_of(quotation: Quotation, layout: Layout, last: Draft | None) -> Cue | None:
    """Return the cue that ascribes the quotation, before it or after it."""
    before = _cue_before(quotation, layout)
    if before is not None and (last is None or before.token.i != last.anchor):
        return before
    return _cue_after(quotation, layout) or before


def _before(quotation: Quotation, layout: Layout) -> Iterator[Token]:
    """Yield the tokens of the outlet's own sentence before the quotation, nearest first."""
    paragraph, _ = layout.paragraph_at(quotation.open)
    i = layout.token_at(quotation.open) - 1
    while i >= 0 and layout.doc[i].idx >= paragraph:
        token = layout.doc[i]
        if token.text in STOPS or token.is_space or layout.quotation_at(token.idx) is not None:
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
        if token.text in STOPS or token.is_space or layout.quotation_at(token.idx) is not None:
            return
        yield token
        i += 1


def _cue_before(quotation: Quotation, layout: Layout) -> Cue | None:
    tokens = list(_before(quotation, layout))
    if not tokens or not _opens_quotation(tokens[0], quotation, layout):
        return None
    colon = tokens[0].text == ":"
    for distance, token in enumerate(tokens):
        entry = reporting_verb(token)
        if entry is not None and entry.takes("quote", "clause"):
            return Cue(token, entry)
        verbal = token.pos_ in VERBAL and token.dep_ not in {"aux", "auxpass", "relcl", "acl"}
        if not colon and (distance > _MAX_BETWEEN or verbal):
            return None
    return None


def _opens_quotation(nearest: Token, quotation: Quotation, layout: Layout) -> bool:
    """Say whether the word before a quotation lets it open as speech, and not run on within a clause."""
    if nearest.text in {":", ","}:
        return True
    begins = layout.text[quotation.start]
    if reporting_verb(nearest) is not None or nearest.pos_ in _BEFORE_QUOTE:
        return begins.isupper() or begins.isdigit()
    return False


def _cue_after(quotation: Quotation, layout: Layout) -> Cue | None:
    before = [token for token in _before(quotation, layout) if not token.is_punct]
    if len(before) > _MAX_OPENING and not _several_sentences(quotation, layout):
        return None
    first = layout.token_at(quotation.close - 1) + 1
    aside: Cue | None = None
    for token in islice(_after(quotation, layout), _MAX_NAME):
        if aside is not None and aside.token.is_ancestor(token):
            continue
        entry = reporting_verb(token)
        if entry is not None and entry.takes("quote", "clause"):
            if token.dep_ != "relcl":
                return Cue(token, entry) if _closes(token, entry, quotation, layout) else None
            # "an envoy who asked not to be named said": a cue inside the name serves only where no other comes.
            aside = aside or Cue(token, entry)
        elif token.pos_ == "VERB" and token.dep_ not in _IN_NAMES and token.lemma_ not in QUOTING:
            listed = layout.text[quotation.end - 1] != "," or token.i - first > _MAX_UNLISTED
            return aside if listed or aside is not None else Cue(token, None)
    return aside


def _closes(token: Token, entry: ReportingVerb, quotation: Quotation, layout: Layout) -> bool:
    """Say whether a cue after a quotation ascribes it, and does not open a sentence of its own."""
    if token.i == layout.token_at(quotation.close - 1) + 1 and token.text.islower():
        return True
    last = layout.text[quotation.end - 1]
    full_stop = last == "." and layout.text[quotation.close : quotation.close + 1] != ","
    return not full_stop and not _reports_anew(token, entry, last, layout)


def _reports_anew(token: Token, entry: ReportingVerb, last: str, layout: Layout) -> bool:
    """Say whether the cue after a quotation that ends in "?" or "!" opens a report of its own."""
    if last not in STOPS:
        return False
    found = after_cue(token, entry, layout)
    return found is not None and found.form in {"clause", "infinitive"}
