"""How an act is put: actual, planned, denied or hypothetical, by tense, modals, negation and governing words.

Each rule looks at the predicate and what governs it, nearest first; the first that speaks decides. What no rule
marks is actual.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from bilateral.model import Status

_MODALS = {
    "will": Status.PLANNED,
    "shall": Status.PLANNED,
    "'ll": Status.PLANNED,
    "\u2019ll": Status.PLANNED,
    "wo": Status.PLANNED,
    "may": Status.HYPOTHETICAL,
    "might": Status.HYPOTHETICAL,
    "could": Status.HYPOTHETICAL,
    "would": Status.HYPOTHETICAL,
    "can": Status.HYPOTHETICAL,
    "should": Status.HYPOTHETICAL,
}

_PLANNING = frozenset(
    [
        "plan",
        "intend",
        "schedule",
        "expect",
        "prepare",
        "aim",
        "due",
        "set",
        "slate",
        "hope",
        "mean",
        "want",
        "seek",
        "plot",
        "arrange",
        "ready",
        "poise",
        "going",
    ]
)
_SUPPOSING = frozenset(
    [
        "consider",
        "fear",
        "contemplate",
        "mull",
        "weigh",
        "speculate",
        "suggest",
        "imagine",
        "suppose",
        "propose",
        "possible",
        "likely",
        "unlikely",
        "potential",
        "risk",
        "chance",
        "possibility",
        "prospect",
        "able",
        "willing",
    ]
)
_DENYING = frozenset(["deny", "refute", "disavow", "denial"])
_NEGATIONS = frozenset(("not", "n't", "n\u2019t", "never", "no", "neither", "nor"))
_CONDITIONS = frozenset(("if", "unless", "whether", "should"))

# A predicate is governed through these relations: "plans to VISIT", "denied that it ATTACKED", "plan for a VISIT".
_GOVERNED = frozenset(
    [
        "xcomp",
        "ccomp",
        "pcomp",
        "pobj",
        "prep",
        "dobj",
        "acl",
        "oprd",
        "nsubjpass",
        "nsubj",
        "compound",
        "conj",
        "acomp",
        "attr",
    ]
)
_NOMINAL = frozenset(("NOUN", "PROPN"))


def status_of(trigger: Token) -> Status:
    """Return how the act that the token carries is put."""
    if _conditional(trigger):
        return Status.HYPOTHETICAL
    if trigger.lemma_.lower() in _PLANNING and any(child.dep_ == "xcomp" for child in trigger.children):
        return Status.PLANNED
    for step, token in enumerate(_governors(trigger)):
        status = _own_status(token) if step == 0 else _governing_status(token)
        if status is not None:
            return status
    return Status.ACTUAL


def _governors(trigger: Token) -> Iterator[Token]:
    """Yield the token and up to three words that govern it, innermost first."""
    token = trigger
    for _ in range(4):
        yield token
        if token.dep_ not in _GOVERNED or token.head == token:
            return
        token = token.head


def _own_status(token: Token) -> Status | None:
    for child in token.children:
        word = child.lower_
        if child.dep_ in {"aux", "auxpass"}:
            if word == "would" and _reported_in_past(token):
                return Status.PLANNED
            if word in _MODALS:
                return _MODALS[word]
            if word == "to" and _is_to(token):
                return Status.PLANNED
        elif child.dep_ == "neg" and word in _NEGATIONS and not _has_modal(token):
            return Status.DENIED
    return None


def _governing_status(token: Token) -> Status | None:
    lemma = token.lemma_.lower()
    if lemma in _DENYING:
        return Status.DENIED
    if lemma in _PLANNING or token.lower_ in _PLANNING:
        return Status.PLANNED
    if lemma in _SUPPOSING:
        return Status.HYPOTHETICAL
    return _own_status(token) if token.pos_ in {"VERB", "AUX"} else None


def _reported_in_past(token: Token) -> bool:
    """Say whether the clause is a past speaker's future: "said that it would sign" once was "will sign"."""
    head = token.head
    return token.dep_ == "ccomp" and head.tag_ == "VBD" and not _conditional(token)


def _is_to(token: Token) -> bool:
    """Say whether the verb is the one of "is to visit": an infinitive that hangs on a form of be."""
    return token.head.lemma_ == "be" and token.dep_ in {"xcomp", "ROOT"}


def _has_modal(token: Token) -> bool:
    return any(child.lower_ in _MODALS for child in token.children if child.dep_ == "aux")


def _conditional(trigger: Token) -> bool:
    return any(
        child.dep_ == "mark" and child.lower_ in _CONDITIONS
        for token in (trigger, trigger.head)
        if token.pos_ not in _NOMINAL
        for child in token.children
    )
