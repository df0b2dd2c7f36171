"""Who said what: every stretch of speech or writing that an article ascribes to a person or body."""

from bilateral.model import Statement
from bilateral.read.findings import Findings
from bilateral.read.statements.according import attributed
from bilateral.read.statements.build import build
from bilateral.read.statements.direct import direct_speech, joined
from bilateral.read.statements.indirect import indirect_speech
from bilateral.read.statements.layout import Layout
from bilateral.read.statements.nesting import outspoken
from bilateral.read.statements.nouns import noun_reports
from bilateral.read.statements.signed import signed
from bilateral.read.statements.speaker import Speakers
from bilateral.read.statements.turns import turns

__all__ = ["read_statements"]


def read_statements(findings: Findings) -> tuple[Statement, ...]:
    """Return the article's statements, direct, indirect and mixed, in the order of the text.

    Dates and actors in the findings serve for the date of speaking and for codes; without them both stay null.
    """
    layout = Layout(findings.doc)
    quoted = direct_speech(layout)
    reported = [*attributed(layout), *noun_reports(layout), *indirect_speech(layout, findings, quoted)]
    own = turns(layout, findings) or signed(layout, findings)
    drafts = outspoken([*joined([*quoted, *reported], layout), *own], layout)
    speakers = Speakers(findings, layout)
    ordered = sorted(drafts, key=lambda draft: draft.content[0])
    return tuple(build(draft, speakers.resolve(draft), findings, layout) for draft in ordered)
