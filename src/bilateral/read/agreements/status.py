"""Where an agreement stands in its life, from the words around its name."""

from spacy.tokens import Token

from bilateral.model import AgreementStatus, Status
from bilateral.read.agreements.drafts import Draft
from bilateral.read.agreements.lexicon import AgreementWords
from bilateral.read.status import status_of

_HOPED = (Status.PLANNED, Status.HYPOTHETICAL)
_MADE = (AgreementStatus.SIGNED, AgreementStatus.AGREED)
_FOUNDING = "founding"
# What a status becomes where its step is planned, or only thought of (None: however it is put).
_HOPED_FOR = {
    (AgreementStatus.SIGNED, Status.PLANNED): AgreementStatus.NEGOTIATING,
    (AgreementStatus.AGREED, Status.PLANNED): AgreementStatus.NEGOTIATING,
    (AgreementStatus.SIGNED, None): AgreementStatus.PROPOSED,
    (AgreementStatus.AGREED, None): AgreementStatus.PROPOSED,
    (AgreementStatus.NEGOTIATING, Status.PLANNED): AgreementStatus.PROPOSED,
    (AgreementStatus.ENDED, None): AgreementStatus.IN_FORCE,
    (AgreementStatus.SUSPENDED, None): AgreementStatus.IN_FORCE,
    (AgreementStatus.REJECTED, None): AgreementStatus.IN_FORCE,
}
_ARGUMENTS = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "pobj", "conj", "appos", "oprd", "dative"})
# "Away" and "out" of "walked away from the deal", "pulled out of it" are adverbs to the parser.
_STEPS = frozenset({"prep", "acl", "advmod"})
_TRANSPARENT = frozenset(
    {
        "series",
        "number",
        "set",
        "package",
        "dozen",
        "raft",
        "text",
        "draft",
        "terms",
        "term",
        "provision",
        "creation",
        "formation",
        "establishment",
        "launch",
        "detail",
    }
)
_INDEFINITE = frozenset({"a", "an", "any", "some"})


def agreement_status(draft: Draft, words: AgreementWords) -> tuple[AgreementStatus, Token | None]:
    """Return the status and the word that tells it; an arrangement of which nothing is told is in force.

    What is done with an agreement now ("breach", "withdraw from") weighs more than how it came about ("the
    deal signed in 2015"), and both weigh more than adjectives ("a possible deal").
    """
    head = draft.head
    if draft.kind == "act":
        return _of_act(head, words), head
    if draft.noun in words.made_only:
        return _of_statement(head, words)
    if _is_given(head):
        return AgreementStatus.IN_FORCE, head
    governor = _governor(head, words)
    made = _made(head, words)
    if governor is not None:
        status = _put(_told_by(governor, words) or "in force", governor)
        if made is None or status not in _MADE:
            return status, governor
    if made is not None:
        return _of_making(made, words), made
    return _untold(draft, words), None


def _of_act(verb: Token, words: AgreementWords) -> AgreementStatus:
    """Return the status of an undertaking told by a verb: what two will found together, they have agreed on."""
    told = words.status_of_verb.get(verb.lemma_.lower(), "agreed")
    return AgreementStatus.AGREED if told == _FOUNDING else _put(told, verb)


def _of_statement(head: Token, words: AgreementWords) -> tuple[AgreementStatus, Token | None]:
    """Return the status of a joint statement: it is made by being put out, whatever else is told of it."""
    governor = _governor(head, words)
    told = _told_by(governor, words) if governor is not None else None
    if governor is not None and told in ("signed", "agreed", "rejected"):
        return _put(told, governor), governor
    return AgreementStatus.SIGNED, None


def _of_making(made: Token, words: AgreementWords) -> AgreementStatus:
    """Return the status that a participle leaves behind: a pact negotiated by two is agreed."""
    status = AgreementStatus(words.status_of_verb[made.lemma_.lower()])
    return AgreementStatus.AGREED if status is AgreementStatus.NEGOTIATING and made.tag_ == "VBN" else status


def _governor(head: Token, words: AgreementWords) -> Token | None:
    """Return the verb or noun that says what is done with the agreement."""
    token = head
    for word in head.ancestors:
        if token.dep_ in ("dobj", "conj") and word.lemma_ == "include":
            return _list_maker(word, words)
        if token.dep_ not in _ARGUMENTS and token.dep_ not in _STEPS:
            return None
        if token.dep_ == "nsubj" and word.lemma_ == "work":
            return None
        if _told_by(word, words) is not None:
            return word
        if word.pos_ in ("VERB", "AUX") or (_is_other_noun(word) and token.dep_ not in ("conj", "appos")):
            return None
        token = word
    return None


def _list_maker(verb: Token, words: AgreementWords) -> Token | None:
    """Return what was done with a list: "the documents signed include a memorandum"."""
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    return _made(subject, words) if subject is not None else None


def _is_given(head: Token) -> bool:
    """Say whether the clause takes the agreement as standing: "under the pact", "the war ended in a truce"."""
    if head.dep_ != "pobj":
        return False
    preposition = head.head
    return preposition.lower_ == "under" or (
        preposition.lower_ in ("in", "with") and preposition.head.lemma_ == "end"
    )


def _is_other_noun(word: Token) -> bool:
    """Say whether a noun stands between: what is done with "a part of the deal" is not done with the deal."""
    return word.pos_ in ("NOUN", "PROPN") and word.lemma_.lower() not in _TRANSPARENT


def _told_by(word: Token, words: AgreementWords) -> str | None:
    lemma = word.lemma_.lower()
    if word.pos_ not in ("VERB", "AUX"):
        return words.status_of_noun.get(lemma)
    # The form serves where the lemma fails: spaCy's lemma of "hopes" is "hop".
    return words.status_of_verb.get(lemma) or words.status_of_verb.get(word.lower_)


def _made(head: Token, words: AgreementWords) -> Token | None:
    """Return the participle or clause that says how the agreement came about: "signed in 2015"."""
    return next(
        (
            child
            for child in head.children
            if child.dep_ in ("acl", "amod", "relcl")
            and child.tag_ in ("VBN", "VBD")
            and words.status_of_verb.get(child.lemma_.lower(), _FOUNDING) != _FOUNDING
        ),
        None,
    )


def _put(told: str, teller: Token) -> AgreementStatus:
    """Bend what is told by how it is put: what is yet to be signed is under negotiation."""
    if _is_agreed(teller) and told in (_FOUNDING, "negotiating", "in force"):
        return AgreementStatus.AGREED
    put = Status.HYPOTHETICAL if _is_threat(teller) else status_of(teller)
    if told == _FOUNDING:
        return AgreementStatus.PROPOSED if put in _HOPED else AgreementStatus.IN_FORCE
    status = AgreementStatus(told)
    if put is Status.ACTUAL or teller.pos_ not in ("VERB", "AUX"):
        return status
    if put is Status.DENIED and (status in _MADE or teller.lemma_ in ("enter", "take", "come")):
        return AgreementStatus.REJECTED
    return _HOPED_FOR.get((status, put), _HOPED_FOR.get((status, None), status))


def _is_threat(verb: Token) -> bool:
    """Say whether the verb is only threatened with, or refused: "threatened to quit the pact"."""
    return verb.dep_ == "xcomp" and verb.head.lemma_ in ("threaten", "refuse", "consider")


def _is_agreed(verb: Token) -> bool:
    """Say whether it is agreed to do what the verb says: "agreed to launch a lane"."""
    return verb.dep_ == "xcomp" and verb.head.lemma_ == "agree" and status_of(verb.head) is Status.ACTUAL


def _untold(draft: Draft, words: AgreementWords) -> AgreementStatus:
    """Return the status where nothing tells it: by adjectives, else by the mood of the clause."""
    head = draft.head
    lefts = {child.lower_ for child in head.lefts}
    if draft.noun == "negotiation":
        return AgreementStatus.NEGOTIATING
    if draft.named is None and lefts & words.future_marks:
        return AgreementStatus.PROPOSED
    if (
        draft.named is None
        and lefts & _INDEFINITE
        and head.head.pos_ == "VERB"
        and status_of(head.head) in _HOPED
    ):
        return AgreementStatus.PROPOSED
    return AgreementStatus.IN_FORCE
