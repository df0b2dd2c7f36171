"""Who is named beside a cue: the words that stand for the speaker."""

from spacy.tokens import Token

from bilateral.read.statements.around import inverted_speaker
from bilateral.read.statements.verbs import shared_with
from bilateral.read.statements.words import word_list

_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})
# Relations over which a verb without a subject takes that of the verb above it.
_SHARED = frozenset({"conj", "xcomp", "advcl", "dep", "ccomp", "prep"})
# What follows the head of a name but says no more who it is.
_ASIDE = frozenset({"relcl", "acl", "appos", "advcl", "punct", "cc", "conj"})
_STATEMENT_NOUNS = word_list("statements")
_NAMES = frozenset({"NOUN", "PROPN", "PRON"})
# What one does with a statement, a claim or a promise that one makes.
_OFFICES = word_list("offices")
_ISSUING = word_list("issuing verbs")
# Verbs of an outlet that hands on another's words: "quoted X as saying".
QUOTING = frozenset({"quote", "cite"})
_MAX_CLIMB = 6
_MAX_NAME = 14


def source_of(verb: Token) -> tuple[int, int] | None:
    """Return the tokens that name who says what the verb reports, or null."""
    if verb.pos_ not in {"VERB", "AUX"} and verb.left_edge.i < verb.i:
        return verb.left_edge.i, verb.i
    head = _source_head(verb)
    if head is None:
        return None
    start, end = noun_phrase(head, verb)
    named = antecedent(head)
    return (min(start, noun_phrase(named, verb)[0]), end) if named is not None else (start, end)


def antecedent(pronoun: Token) -> Token | None:
    """Return what a relative pronoun stands for: "Iran, which said"."""
    if pronoun.tag_ not in {"WP", "WDT"}:
        return None
    clause = pronoun.head
    while clause.dep_ in {"ccomp", "xcomp", "conj", "aux"}:
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" and clause.head.i < pronoun.i else None


def noun_phrase(head: Token, beside: Token) -> tuple[int, int]:
    """Return the tokens of a name around its head, without asides and without crossing the cue."""
    start, end = head.left_edge.i, head.i + 1
    for child in head.children:
        if child.i < head.i or child.dep_ == "case":
            continue
        if child.dep_ == "appos" and child.left_edge.i == end:
            end = child.right_edge.i + 1
            continue
        if child.dep_ == "appos" or (child.dep_ in _ASIDE and not _joint(child)):
            break
        end = child.right_edge.i + 1
    while head.pos_ == "PROPN" and start > head.sent.start and head.doc[start - 1].lower_ in _OFFICES:
        start = min(start - 1, head.doc[start - 1].left_edge.i)
    if start <= beside.i < head.i:
        start = beside.i + 1
    if head.i < beside.i < end:
        end = beside.i
    while end > start + 1 and (head.doc[end - 1].is_punct or head.doc[end - 1].is_space):
        end -= 1
    while start < end - 1 and (head.doc[start].is_punct or head.doc[start].is_space):
        start += 1
    return start, end


def _joint(child: Token) -> bool:
    """Say whether the dependent joins a second speaker to the first."""
    return child.dep_ == "cc" or (child.dep_ == "conj" and child.pos_ in _NOMINAL) or child.lower_ == ","


def _source_head(verb: Token) -> Token | None:
    if (quoted := _quoted_person(verb)) is not None:
        return quoted
    agent = _agent(verb)
    if agent is not None:
        return agent
    inverted = inverted_speaker(verb)
    if inverted is not None:
        return inverted
    return _climb(verb)


def _climb(verb: Token) -> Token | None:
    """Return the subject of the verb, or that which it shares with the verbs above it."""
    if verb.tag_ == "VBN" and verb.dep_ in {"advcl", "acl", "amod"} and not _perfect(verb):
        return None
    token: Token | None = shared_with(verb) or verb
    for _ in range(_MAX_CLIMB):
        if token is None:
            return None
        subject = _subject(token)
        if subject is not None:
            return None if _passive(token) and token.i != verb.i else subject
        if token.i == verb.i and (beside := _name_before(verb)) is not None:
            return beside
        if (noun := _governing_noun(token)) is not None:
            return None if token.tag_ in {"VBN", "VB"} else _spoken_through(noun)
        token = _above(token)
    return None


def _governing_noun(token: Token) -> Token | None:
    """Return the noun on which a participle or phrase hangs: "a statement saying", "in a statement by"."""
    if token.head.pos_ not in _NOMINAL:
        return None
    phrase = token.dep_ == "prep" and token.head.lemma_ in _STATEMENT_NOUNS
    return token.head if token.dep_ in {"acl", "relcl"} or phrase else None


def _above(token: Token) -> Token | None:
    """Return the verb or preposition above with which the token may share its subject."""
    if token.dep_ == "pcomp":
        return token.head.head
    return token.head if token.dep_ in _SHARED else None


def _subject(verb: Token) -> Token | None:
    """Return the subject nearest to the verb, before it rather than after it."""
    found = [child for child in verb.children if child.dep_ in _SUBJECT and _nameable(child)]
    if not found:
        return None
    subject = max((child for child in found if child.i < verb.i), key=lambda child: child.i, default=found[0])
    return None if subject.dep_ == "nsubjpass" else subject


def _nameable(token: Token) -> bool:
    return token.pos_ in _NOMINAL or token.text[0].isupper()


def _name_before(verb: Token) -> Token | None:
    """Return the name between the last comma and a finite verb, where the parse gives it another place.

    In "close to the president, a senior official said" the official is easily taken for an apposition.
    """
    if verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    if verb.nbor(-1).text == "," if verb.i > verb.sent.start else False:
        return _name_before_aside(verb)
    start = verb.i
    while start > verb.sent.start and verb.i - start < _MAX_NAME and not _bounds_name(verb.doc[start - 1]):
        start -= 1
    words = [token for token in verb.doc[start : verb.i] if token.pos_ not in {"ADV", "AUX"}]
    if start == verb.sent.start or not words or not any(token.pos_ in _NAMES for token in words):
        return None
    if any(token.pos_ in {"VERB", "SCONJ", "CCONJ"} for token in words) or words[0].pos_ == "ADP":
        return None
    return next((token for token in words if not start <= token.head.i < verb.i), None)


def _name_before_aside(verb: Token) -> Token | None:
    """Return the name before an aside: "Anna Kovac, QC, said"."""
    doc, end = verb.doc, verb.i - 2
    while end > verb.sent.start and verb.i - end < _MAX_NAME and not _bounds_name(doc[end]):
        end -= 1
    name = doc[end - 1] if end > verb.sent.start and doc[end].text == "," else None
    return name if name is not None and name.pos_ == "PROPN" else None


def _bounds_name(token: Token) -> bool:
    return token.is_punct and token.text not in {"-", "'", "’", "."}


def _passive(verb: Token) -> bool:
    return any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)


def _perfect(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent":
            return next((pobj for pobj in child.children if pobj.dep_ == "pobj"), None)
    return None


def _quoted_person(verb: Token) -> Token | None:
    """Return whom "quoted X as saying", "quotes X saying" or "X was quoted as saying" quotes."""
    if verb.tag_ == "VBG" and verb.head.lemma_ in QUOTING and verb.dep_ in {"advcl", "xcomp", "ccomp"}:
        return next(
            (child for child in verb.head.children if child.dep_ == "dobj" and child.i < verb.i), None
        )
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as" or verb.head.head.lemma_ not in QUOTING:
        return None
    quoting = verb.head.head
    wanted = "nsubjpass" if _passive(quoting) else "dobj"
    return next((child for child in quoting.children if child.dep_ == wanted), None)


def _spoken_through(noun: Token) -> Token:
    """Return who speaks in "a statement saying" and in "sent a letter to the council accusing"."""
    if noun.dep_ == "pobj":
        above = noun.head.head
        letters = (above, *(child for child in above.children if child.dep_ == "dobj"))
        noun = next((letter for letter in letters if letter.lemma_.lower() in _STATEMENT_NOUNS), noun)
    return issuer(noun) if noun.lemma_.lower() in _STATEMENT_NOUNS else noun


def issuer(noun: Token) -> Token:
    """Return who issued a statement or made a claim, where the sentence says so; else the noun itself."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is not None:
        return owner
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"by", "from"}:
            return next((pobj for pobj in child.children if pobj.dep_ == "pobj"), noun)
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.dep_ == "pobj" else None
    if verb is not None and verb.lemma_ in _ISSUING:
        return _agent(verb) or _subject(verb) or noun
    return noun
