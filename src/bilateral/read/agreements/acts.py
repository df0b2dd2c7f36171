"""Agreements told by a verb alone: "the two countries agreed to build a plant", "agreed on a work team"."""

from collections.abc import Iterator

from spacy.tokens import Token

from bilateral.read.agreements.drafts import Draft
from bilateral.read.findings import Findings

_LONGEST = 16
# To agree on these is to talk and settles nothing.
_TALK = frozenset(
    {"meet", "talk", "continue", "say", "discuss", "consult", "hold", "keep", "need", "disagree", "begin"}
)


def find_acts(findings: Findings) -> Iterator[Draft]:
    """Yield a draft for each "agree" whose complement says to what, and is no noun for an agreement itself."""
    for token in findings.doc:
        if token.lemma_ == "agree" and token.pos_ == "VERB":
            complement = _complement(token)
            if complement is not None:
                yield _draft(token, complement)


def _complement(verb: Token) -> Token | None:
    """Return the head of what was agreed: the infinitive, or the noun after "on"."""
    for child in verb.rights:
        if child.dep_ == "xcomp" and child.pos_ == "VERB" and child.lemma_ not in _TALK:
            return child
        if child.dep_ == "prep" and child.lower_ in ("on", "upon"):
            return next((noun for noun in child.rights if noun.dep_ in ("pobj", "pcomp")), None)
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
