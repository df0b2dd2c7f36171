"""Agreements told by a verb alone: "the two countries agreed to build a plant", "they will set up a work team"."""

from collections.abc import Iterator

from spacy.tokens import Token

from bilateral.read.agreements.drafts import Draft
from bilateral.read.findings import Findings

_LONGEST = 16
# To agree on these is to talk and settles nothing.
_TALK = frozenset(
    {"meet", "talk", "continue", "say", "discuss", "consult", "hold", "keep", "need", "disagree", "begin"}
)
_PLEDGING = frozenset({"pledge", "commit", "undertake", "vow", "promise"})
_FOUNDING = frozenset(
    {"establish", "launch", "create", "build", "expand", "develop", "construct", "set", "form"}
)
_SIGNING = frozenset({"sign", "conclude", "ink"})
_READERS = frozenset({"you", "i"})
_WILL = frozenset({"will", "'ll", "’ll", "shall"})


def find_acts(findings: Findings) -> Iterator[Draft]:
    """Yield a draft for each verb that tells a joint undertaking by itself.

    To agree tells one whoever does it; to pledge or to sign, or to be going to found something, only where two
    do it together.
    """
    for token in findings.doc:
        if token.pos_ != "VERB" or any(child.lower_ in _READERS for child in token.lefts):
            continue
        if token.lemma_ == "agree" or (token.lemma_ in _PLEDGING and _together(findings, token)):
            complement = _complement(token)
        elif _is_founding(token) and _together(findings, token):
            complement = next((child for child in token.rights if child.dep_ == "dobj"), None)
        else:
            continue
        if complement is not None:
            yield _draft(token, complement)


def _is_founding(verb: Token) -> bool:
    """Say whether the verb signs something, or will found it."""
    will = verb.lemma_ in _FOUNDING and any(child.lower_ in _WILL for child in verb.lefts)
    return will or verb.lemma_ in _SIGNING


def _together(findings: Findings, verb: Token) -> bool:
    """Say whether two actors at least are the verb's subject."""
    codes = {
        code
        for child in verb.lefts
        if child.dep_ == "nsubj"
        for actor in findings.actors_within(child.left_edge.i, child.right_edge.i + 1)
        for code in actor.codes
    }
    return len(codes) > 1


def _complement(verb: Token) -> Token | None:
    """Return the head of what was agreed: the infinitive, or the noun after "on"."""
    for child in verb.rights:
        if child.dep_ == "dobj" and verb.lemma_ == "agree":
            return child
        if child.dep_ == "xcomp" and child.pos_ == "VERB" and child.lemma_ not in _TALK:
            return child
        if child.dep_ == "prep" and child.lower_ in ("on", "upon", "to"):
            noun = next((noun for noun in child.rights if noun.dep_ in ("pobj", "pcomp")), None)
            if noun is not None and noun.ent_type_ not in ("DATE", "TIME"):
                return noun
    return None


def _draft(verb: Token, complement: Token) -> Draft:
    start = complement.i if complement.pos_ == "VERB" else complement.left_edge.i
    end = min(complement.right_edge.i + 1, start + _LONGEST)
    content = frozenset(
        word.lemma_.lower()
        for word in verb.doc[start:end]
        if word.pos_ in ("NOUN", "PROPN") or word == complement
    )
    return Draft(verb, verb.i, end, verb.doc[start:end].text, "agree", kind="act", content=content)
