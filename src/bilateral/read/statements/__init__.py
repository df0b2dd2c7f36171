"""Who said what: every stretch of speech or writing that an article ascribes to a person or body."""

from collections.abc import Iterator

from bilateral.model import SpeechKind, Statement
from bilateral.read.findings import Findings
from bilateral.read.statements.according import attributed
from bilateral.read.statements.around import around_cue, inverted_speaker
from bilateral.read.statements.complement import after_cue
from bilateral.read.statements.direct import direct_speech, joined
from bilateral.read.statements.layout import Draft, Layout
from bilateral.read.statements.nouns import noun_reports
from bilateral.read.statements.source import source_of
from bilateral.read.statements.speaker import Speakers
from bilateral.read.statements.turns import turns
from bilateral.read.statements.verbs import reporting_verb


# "Declined to say" reports no words.
_WITHHOLDING = frozenset({"decline", "refuse"})


def read_statements(findings: Findings) -> tuple[Statement, ...]:
    """Return the article's statements, direct, indirect and mixed, in the order of the text."""
    layout = Layout(findings.doc)
    quoted = direct_speech(layout)
    drafts = joined([*quoted, *attributed(layout), *noun_reports(layout), *_indirect(layout, quoted)], layout)
    drafts = sorted([*drafts, *turns(layout, findings)], key=lambda draft: draft.content[0])
    speakers = Speakers(findings, layout)
    return tuple(_statement(draft, findings, layout, speakers) for draft in drafts)


def _indirect(layout: Layout, quoted: list[Draft]) -> Iterator[Draft]:
    """Yield a draft for each reporting verb outside direct speech that reports something in its own sentence."""
    taken = {draft.anchor for draft in quoted}
    for token in layout.doc:
        entry = reporting_verb(token)
        if (
            entry is None
            or token.i in taken
            or layout.in_speech(token.idx)
            or token.head.lemma_ in _WITHHOLDING
        ):
            continue
        found = None if inverted_speaker(token) else after_cue(token, entry, layout)
        found = found or around_cue(token, entry, layout)
        source = source_of(token)
        if found is None or source is None:
            continue
        content = layout.speech(found.content)
        if content:
            yield Draft(
                content, layout.chars(token.i, found.cue_end), source, entry.force, token.i, found.form
            )


def _statement(draft: Draft, findings: Findings, layout: Layout, speakers: Speakers) -> Statement:
    article = findings.article
    content = tuple(article.cut(start, end) for start, end in draft.content)
    anchor = draft.cue or draft.content[0]
    sentence = findings.doc[layout.token_at(anchor[0])].sent
    speaker = speakers.resolve(draft)
    return Statement(
        article=article,
        evidence=findings.cut(sentence),
        content=content,
        kind=_kind(draft, layout),
        speaker=speaker.name,
        speaker_code=speaker.code,
        role=speaker.role,
        cue=article.cut(*draft.cue) if draft.cue else None,
        source=article.cut(*layout.chars(*draft.source)) if draft.source else None,
        force=draft.force,
    )


def _kind(draft: Draft, layout: Layout) -> SpeechKind:
    """Return direct where every word stands between marks, mixed where some do."""
    whole = all(
        (q := layout.quotation_at(start)) is not None and end <= q.close for start, end in draft.content
    )
    if whole:
        return SpeechKind.DIRECT
    inside = any(q.open < end and start < q.close for q in layout.quotations for start, end in draft.content)
    return SpeechKind.MIXED if inside else SpeechKind.INDIRECT
