"""Whether a mention acts, is a place, or only modifies another noun.

States and capitals are places after prepositions of place, with verbs and nouns of motion, after a city and a
comma, and in a dateline; joined names share one role. A possessor counts as acting ("Russia's request") unless
what it owns is itself a place ("Russia's coast").
"""

from dataclasses import replace

from spacy.tokens import Doc, Token

from bilateral.read.actors.lexicon import word_sets
from bilateral.read.actors.page import Page
from bilateral.read.findings import ActorMention

_LOCATIVE = word_sets()["locative"]
_MOTION = word_sets()["motion"]
_ENTERED = word_sets()["entered"]
_SURROUNDINGS = word_sets()["surroundings"]
_MODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod", "nummod"})
_DASHES = frozenset({"-", "\u2013", "\u2014"})


def with_role(page: Page, mention: ActorMention) -> ActorMention:
    """Return the mention with its role."""
    doc = page.doc
    if mention.form == "place":
        return replace(mention, role="place")
    if mention.form in {"name", "capital"} and _is_place(page, mention):
        return replace(mention, role="place")
    if mention.form in {"name", "capital", "demonym", "organisation"} and _modifies(doc, mention):
        return replace(mention, role="modifier")
    return mention


def _is_place(page: Page, mention: ActorMention) -> bool:
    """Say whether a state or capital is where something happens."""
    doc = page.doc
    token = first_of_list(doc[mention.head])
    if token.dep_ in _MODIFIERS | {"poss"}:
        return mention.form == "capital" and _based(doc, mention)
    if token.dep_ == "pobj" and _governs_place(token.head):
        return True
    if token.dep_ == "dobj" and token.head.lemma_ in _ENTERED:
        return True
    before = doc[mention.start - 1] if mention.start else None
    if before is not None and before.lower_ == "the" and mention.start > 1:
        before = doc[mention.start - 2]
    located = before is not None and before.lower_ in _LOCATIVE
    return located or _after_city(page, mention) or (mention.form == "capital" and _dateline(doc, mention))


def first_of_list(token: Token) -> Token:
    """Return the first of the names that a token is joined to: in "Iraq, Libya and Syria" that is Iraq."""
    while (
        token.dep_ in {"conj", "appos"}
        and token.head.i < token.i
        and token.head.ent_type_ in {"GPE", "NORP", "LOC"}
    ):
        token = token.head
    return token


def _governs_place(preposition: Token) -> bool:
    """Say whether a preposition makes what follows a place, by itself or by what it depends on."""
    word = preposition.lower_
    if word in {"as", "like", "including"}:
        noun = preposition.head
        return noun.dep_ == "pobj" and _governs_place(noun.head)
    if word in _LOCATIVE:
        return True
    return word in {"to", "from", "with", "of", "for", "between"} and _moves(preposition.head, word)


def _moves(token: Token, preposition: str) -> bool:
    """Say whether a verb or noun is one of motion that takes this preposition of place."""
    lemma = token.lemma_.lower()
    if preposition in {"with", "between"}:
        return lemma in {"border", "frontier"}
    if preposition == "of":
        return lemma in {"tour"} | _SURROUNDINGS
    if preposition == "for":
        return lemma in {"leave", "depart", "head"}
    return lemma in _MOTION or (lemma == "export" and preposition == "to")


def _after_city(page: Page, mention: ActorMention) -> bool:
    """Say whether a state's name tells where a city is: "Espoo, Finland"."""
    doc = page.doc
    if mention.start < 2 or doc[mention.start - 1].text != ",":
        return False
    city, after = doc[mention.start - 2], doc[mention.end] if mention.end < len(doc) else None
    ends = (
        after is None or after.is_punct or after.is_space or after.pos_ in {"ADP", "PROPN", "NOUN", "CCONJ"}
    )
    state = page.state_at(city.i)
    return city.ent_type_ in {"GPE", "LOC", "FAC"} and not state and ends and not _listed(doc, mention)


def _listed(doc: Doc, mention: ActorMention) -> bool:
    """Say whether the name stands in a list of states rather than after its city."""
    rest = doc[mention.end : mention.end + 3]
    return any(token.lower_ in {"and", "or"} for token in rest) or doc[mention.start - 2].dep_ == "conj"


def _dateline(doc: Doc, mention: ActorMention) -> bool:
    """Say whether a capital opens a paragraph as the place from which the article was filed."""
    opens = mention.start == 0 or "\n" in doc[mention.start - 1].text
    rest = doc[mention.end : mention.end + 6]
    marked = any(token.text in _DASHES | {"("} for token in rest)
    return opens and marked and not any(token.pos_ in {"VERB", "AUX"} for token in rest[:2])


def _based(doc: Doc, mention: ActorMention) -> bool:
    """Say whether a capital is only where someone works: "the London-based"."""
    return doc[mention.end : mention.end + 2].text.startswith(("-based", "- based"))


def _modifies(doc: Doc, mention: ActorMention) -> bool:
    """Say whether a name stands before a noun that does not act, or joins another that does so."""
    token = doc[mention.head]
    if mention.form in {"name", "organisation", "capital"} and _one_of_pair(doc, mention):
        return False
    if token.dep_ == "poss" and token.head.i >= mention.end:
        return token.head.lower_ in _SURROUNDINGS
    if token.dep_ in _MODIFIERS and token.head.i >= mention.end:
        return True
    return (
        mention.form == "demonym"
        and token.tag_ == "JJ"
        and token.dep_ not in {"nsubj", "pobj", "dobj", "conj"}
    )


def _one_of_pair(doc: Doc, mention: ActorMention) -> bool:
    """Say whether two names stand with a dash between them, as parties to what follows: "China-Russia talks"."""
    after = doc[mention.end : mention.end + 2]
    before = doc[max(0, mention.start - 2) : mention.start]
    named = {"GPE", "ORG", "NORP"}
    follows = len(after) == 2 and after[0].text in _DASHES and after[1].ent_type_ in named
    return follows or (len(before) == 2 and before[1].text in _DASHES and before[0].ent_type_ in named)
