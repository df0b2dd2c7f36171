"""When an agreement took the step that is told of it."""

from spacy.tokens import Token

from bilateral.read.agreements.drafts import Draft
from bilateral.read.dates.attach import date_for, dates_within
from bilateral.read.findings import Findings


def agreement_when(findings: Findings, draft: Draft, teller: Token | None) -> str | None:
    """Return the date inside the name ("the 1986 pact"), else that of the word that tells the status."""
    name = findings.doc[min(draft.start, draft.head.left_edge.i) : draft.head.i + 1]
    inside = dates_within(findings, name.start_char, name.end_char)
    if inside:
        return inside[0].when
    if teller is None:
        return None
    found = date_for(findings, teller.i, teller.i + 1)
    return found.when if found else None
