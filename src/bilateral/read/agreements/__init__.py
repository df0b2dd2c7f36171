"""Agreements: treaties, contracts, partnerships and joint projects between states, each once an article."""

from bilateral.model import Agreement
from bilateral.read.agreements.domain import domain_of
from bilateral.read.agreements.drafts import Draft, find_drafts
from bilateral.read.agreements.lexicon import AgreementWords, load_words
from bilateral.read.agreements.merge import Described, merge
from bilateral.read.agreements.parties import parties_of
from bilateral.read.agreements.status import agreement_status
from bilateral.read.agreements.when import agreement_when
from bilateral.read.findings import Findings

__all__ = ["read_agreements"]


def read_agreements(findings: Findings) -> tuple[Agreement, ...]:
    """Read the instruments and standing arrangements that an article speaks of, in the order of the text.

    An agreement needs at least two parties that the text names. Several mentions of one are one, with the
    sentence of the fullest as evidence. Needs ``findings.actors``, and ``findings.dates`` for ``when``.
    """
    words = load_words()
    described = [
        each for draft in find_drafts(findings, words) if (each := _describe(findings, draft, words))
    ]
    return tuple(_agreement(findings, one) for one in merge(described))


def _describe(findings: Findings, draft: Draft, words: AgreementWords) -> Described | None:
    parties = parties_of(findings, draft)
    if not parties:
        return None
    status, teller = agreement_status(draft, words)
    when = agreement_when(findings, draft, teller)
    return Described(draft, parties, domain_of(draft, words), status, teller is not None, when)


def _agreement(findings: Findings, one: Described) -> Agreement:
    sentence = findings.sentences[findings.sentence_index(one.draft.head)]
    return Agreement(
        article=findings.article,
        evidence=findings.cut(sentence),
        what=" ".join(one.draft.what.split()),
        parties=one.parties,
        domain=one.domain,
        status=one.status,
        when=one.when,
    )
