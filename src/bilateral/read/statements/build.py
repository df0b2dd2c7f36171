"""From a draft and its speaker to a statement: kind, evidence, addressee, date and what it is about."""

from spacy.tokens import Token

from bilateral.model import SpeechKind, Statement
from bilateral.read.findings import Findings
from bilateral.read.statements.layout import Draft, Layout
from bilateral.read.statements.speaker import Speaker
from bilateral.read.statements.verbs import reporting_verb

# Share of right statements by the form in which the words stand, measured on the annotated articles.
_CONFIDENCE = {
    "quote": 0.94,
    "clause": 0.89,
    "according": 0.78,
    "before": 0.87,
    "around": 0.7,
    "gerund": 0.9,
    "predicate": 0.72,
    "object": 0.71,
    "preposition": 0.65,
    "infinitive": 0.78,
    "noun": 0.57,
    "turn": 0.75,
    "headline": 0.5,
    "uncued": 0.74,
    "signed": 0.9,
}
# Heads between a date and the cue that it dates: "said in a speech on Monday".
_MAX_CLIMB = 4


def build(draft: Draft, speaker: Speaker, findings: Findings, layout: Layout) -> Statement:
    """Return the statement that a draft and its speaker make."""
    article = findings.article
    place = draft.cue or draft.content[0]
    return Statement(
        article=article,
        evidence=findings.cut(findings.doc[layout.token_at(place[0])].sent),
        confidence=_CONFIDENCE[draft.form],
        content=tuple(article.cut(start, end) for start, end in draft.content),
        kind=kind_of(draft, layout),
        speaker=speaker.name,
        speaker_code=speaker.code,
        cue=article.cut(*draft.cue) if draft.cue else None,
        source=article.cut(*layout.chars(*draft.source)) if draft.source else None,
        role=speaker.role,
        force=draft.force,
        addressee=_addressee(draft, findings),
        about=_about(draft, findings, layout),
        when=_when(draft, findings, layout),
    )


def kind_of(draft: Draft, layout: Layout) -> SpeechKind:
    """Return direct where every word stands between marks or is the speaker's own text, mixed where some do."""
    if draft.form in {"signed", "turn"}:
        return SpeechKind.DIRECT
    whole = all(
        (q := layout.quotation_at(start)) is not None and end <= q.close for start, end in draft.content
    )
    if whole:
        return SpeechKind.DIRECT
    inside = any(q.open < end and start < q.close for q in layout.quotations for start, end in draft.content)
    return SpeechKind.MIXED if inside else SpeechKind.INDIRECT


def _addressee(draft: Draft, findings: Findings) -> str | None:
    """Return to whom it was said: "told reporters that", "urged both sides to", "said to the envoy"."""
    if draft.anchor is None or draft.form in {"turn", "headline", "noun", "according"}:
        return None
    verb = findings.doc[draft.anchor]
    entry = reporting_verb(verb)
    if entry is None:
        return None
    person = entry.takes("person") or draft.form == "infinitive"
    for child in verb.children:
        told = child.dep_ in {"dobj", "dative"} and person and child.i > verb.i
        to = child.dep_ in {"prep", "dative"} and child.lower_ == "to" and entry.takes("quote")
        named = next((c for c in child.children if c.dep_ == "pobj"), None) if to else child if told else None
        if named is not None and (told or named.ent_type_ or named.tag_ == "NNS"):
            return findings.doc[named.left_edge.i : named.i + 1].text
    return None


def _about(draft: Draft, findings: Findings, layout: Layout) -> tuple[str, ...]:
    """Return the codes of the actors that the content names, in the order of the text."""
    codes: dict[str, None] = {}
    for start, end in draft.content:
        for actor in findings.actors_within(layout.token_at(start), layout.token_at(end - 1) + 1):
            codes.update(dict.fromkeys(actor.codes))
    return tuple(codes)


def _when(draft: Draft, findings: Findings, layout: Layout) -> str | None:
    """Return the date of speaking, where a date outside the content hangs on the cue."""
    if draft.anchor is None:
        return None
    for date in findings.dates:
        start, end = date.span.start, date.span.end
        said = any(a < end and start < b for a, b in draft.content)
        if (
            date.when is not None
            and not said
            and _hangs_on(findings.doc[layout.token_at(end - 1)], draft.anchor)
        ):
            return date.when
    return None


def _hangs_on(token: Token, anchor: int) -> bool:
    for _ in range(_MAX_CLIMB):
        token = token.head
        if token.i == anchor:
            return True
    return False
