"""Whether a mention acts, is a place, or only modifies another noun."""

from dataclasses import replace

from spacy.tokens import Doc, Token

from bilateral.read.actors.lexicon import word_sets
from bilateral.read.findings import ActorMention

_LOCATIVE = word_sets()["locative"]
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "npadvmod", "nummod"})
_REPORTERS = frozenset({"-", "\u2013", "\u2014", "("})


def with_role(doc: Doc, mention: ActorMention) -> ActorMention:
    """Return the mention with its role."""
    token = doc[mention.head]
    if mention.form == "place":
        return replace(mention, role="place")
    if mention.form in {"name", "capital"} and _is_place(doc, mention, token):
        return replace(mention, role="place")
    if mention.form in {"name", "capital", "demonym", "organisation"} and _modifies(mention, token):
        return replace(mention, role="modifier")
    return mention


def _is_place(doc: Doc, mention: ActorMention, token: Token) -> bool:
    """Say whether a state or capital is where something happens."""
    before = doc[mention.start - 1] if mention.start else None
    if before is not None and before.lower_ == "the" and mention.start > 1:
        before = doc[mention.start - 2]
    if before is not None and before.lower_ in _LOCATIVE and token.dep_ not in {"poss", "compound", "amod"}:
        return True
    if token.dep_ == "pobj" and token.head.lower_ in _LOCATIVE:
        return True
    return mention.form == "capital" and (_dateline(doc, mention) or _after_place(doc, mention))


def _dateline(doc: Doc, mention: ActorMention) -> bool:
    """Say whether a capital opens a paragraph as the place from which the article was filed."""
    opens = mention.start == 0 or "\n" in doc[mention.start - 1].text
    rest = doc[mention.end : mention.end + 6]
    return (
        opens
        and any(t.text in _REPORTERS for t in rest)
        and not any(t.pos_ in {"VERB", "AUX"} for t in rest[:2])
    )


def _after_place(doc: Doc, mention: ActorMention) -> bool:
    """Say whether a capital is the city in "Paris, France" or "the London-based"."""
    after = doc[mention.end : mention.end + 2].text
    return after.startswith(("-based", "- based"))


def _modifies(mention: ActorMention, token: Token) -> bool:
    """Say whether a name stands before a noun that does not act, or joins another that does so."""
    if token.dep_ in _MODIFIERS and token.head.i >= mention.end:
        return True
    return (
        mention.form == "demonym"
        and token.tag_ == "JJ"
        and token.dep_ not in {"nsubj", "pobj", "dobj", "conj"}
    )
