"""Agreements: treaties, contracts, partnerships and joint projects between states, each once an article."""

from bilateral.model import Agreement
from bilateral.read.agreements.acts import find_acts
from bilateral.read.agreements.domain import domain_of
from bilateral.read.agreements.drafts import Draft, find_drafts, outermost
from bilateral.read.agreements.lexicon import AgreementWords, load_words
from bilateral.read.agreements.merge import Described, merge
from bilateral.read.agreements.parties import PartyReader
from bilateral.read.agreements.status import agreement_status
from bilateral.read.agreements.sure import is_sure
from bilateral.read.agreements.when import agreement_when
from bilateral.read.attribution import said_by
from bilateral.read.findings import Findings

__all__ = ["read_agreements"]


def read_agreements(findings: Findings) -> tuple[Agreement, ...]:
    """Read the instruments and standing arrangements that an article speaks of, in the order of the text.

    An agreement needs at least two parties that the text names. Several mentions of one are one, with the
    sentence of the fullest as evidence. Needs ``findings.actors``, and ``findings.dates`` for ``when``; with statements it knows on whose word one rests.
    """
    words, reader = load_words(), PartyReader(findings)
    drafts = outermost([*find_drafts(findings, words), *find_acts(findings)])
    described = [_describe(reader, draft, words) for draft in drafts]
    return tuple(_agreement(findings, one) for one in merge(described) if is_sure(one, words))


def _describe(reader: PartyReader, draft: Draft, words: AgreementWords) -> Described:
    parties, source = reader.of(draft)
    status, teller = agreement_status(draft, words)
    when = agreement_when(reader.findings, draft, teller)
    return Described(draft, parties, source, domain_of(draft, words), status, teller is not None, when)


def _agreement(findings: Findings, one: Described) -> Agreement:
    sentence = findings.sentences[findings.sentence_index(one.draft.head)]
    head = one.draft.head
    return Agreement(
        article=findings.article,
        evidence=findings.cut(sentence),
        what=" ".join(one.draft.what.split()),
        parties=one.parties,
        domain=one.domain,
        status=one.status,
        when=one.when,
        said_by=said_by(findings.statements, head.idx, head.idx + len(head)),
    )
