"""Where an agreement stands in its life, from the words around its name."""

from spacy.tokens import Token

from bilateral.model import AgreementStatus, Status
from bilateral.read.agreements.drafts import Draft
from bilateral.read.agreements.lexicon import AgreementWords
from bilateral.read.status import status_of

_HOPED = (Status.PLANNED, Status.HYPOTHETICAL)


def agreement_status(draft: Draft, words: AgreementWords) -> tuple[AgreementStatus, Token | None]:
    """Return the status and the word that tells it; a standing arrangement of which nothing is told is in force."""
    head = draft.head
    participle = next(
        (
            child
            for child in head.children
            if child.dep_ in ("acl", "amod", "relcl") and child.lemma_.lower() in words.status_of_verb
        ),
        None,
    )
    own = [head] if head.pos_ == "VERB" else []
    for teller in (*own, participle, *_governors(head)):
        if teller is None:
            continue
        told = words.status_of_verb.get(teller.lemma_.lower())
        if told is not None:
            return _put(AgreementStatus(told), teller), teller
    marks = {child.lower_ for child in head.lefts}
    if marks & words.future_marks:
        return AgreementStatus.PROPOSED, None
    verb = next(iter(_governors(head)), None)
    if verb is not None and draft.named is None and status_of(verb) in _HOPED:
        return AgreementStatus.PROPOSED, verb
    return AgreementStatus.IN_FORCE, None


def _governors(head: Token) -> list[Token]:
    """Return the verbs above the head, the nearest first, up to the end of its clause."""
    found: list[Token] = []
    for word in head.ancestors:
        if word.pos_ in ("VERB", "AUX") or word.lemma_.lower() in (
            "withdrawal",
            "suspension",
            "negotiation",
            "talk",
            "signing",
            "violation",
            "breach",
            "implementation",
        ):
            found.append(word)
        if len(found) == 2 or (found and word.dep_ in ("ROOT", "ccomp", "relcl", "advcl")):
            break
    return found


def _put(told: AgreementStatus, teller: Token) -> AgreementStatus:
    """Bend what the verb tells by how it is put: what is yet to be signed is under negotiation."""
    put = status_of(teller)
    if put is Status.ACTUAL:
        return told
    if told in (AgreementStatus.SIGNED, AgreementStatus.AGREED):
        return AgreementStatus.NEGOTIATING if put is Status.PLANNED else AgreementStatus.PROPOSED
    if told in (AgreementStatus.ENDED, AgreementStatus.SUSPENDED, AgreementStatus.REJECTED):
        return AgreementStatus.IN_FORCE
    return AgreementStatus.PROPOSED if told is AgreementStatus.NEGOTIATING else told
