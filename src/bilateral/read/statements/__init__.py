"""Who said what: every stretch of speech or writing that an article ascribes to a person or body."""

from bilateral.model import SpeechKind, Statement
from bilateral.read.findings import Findings
from bilateral.read.statements.according import attributed
from bilateral.read.statements.direct import direct_speech, joined
from bilateral.read.statements.indirect import indirect_speech
from bilateral.read.statements.layout import Draft, Layout
from bilateral.read.statements.nouns import noun_reports
from bilateral.read.statements.speaker import Speakers
from bilateral.read.statements.turns import turns


def read_statements(findings: Findings) -> tuple[Statement, ...]:
    """Return the article's statements, direct, indirect and mixed, in the order of the text."""
    layout = Layout(findings.doc)
    quoted = direct_speech(layout)
    drafts = joined(
        [*quoted, *attributed(layout), *noun_reports(layout), *indirect_speech(layout, findings, quoted)],
        layout,
    )
    drafts = sorted([*drafts, *turns(layout, findings)], key=lambda draft: draft.content[0])
    speakers = Speakers(findings, layout)
    return tuple(_statement(draft, findings, layout, speakers) for draft in drafts)


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
