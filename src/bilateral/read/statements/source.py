"""Who is named beside a cue: the words that stand for the speaker."""

from spacy.tokens import Token

_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})
# Relations over which a verb without a subject takes that of the verb above it.
_SHARED = frozenset({"conj", "xcomp", "advcl", "dep", "ccomp"})
# What follows the head of a name but says no more who it is.
_ASIDE = frozenset({"relcl", "acl", "appos", "advcl", "punct", "cc", "conj"})
_STATEMENT_NOUNS = frozenset(
    "statement letter tweet post report message note communique communiqué release memo email speech address interview "
    "resolution document article editorial remark comment".split()
)
_MAX_CLIMB = 6


def source_of(verb: Token) -> tuple[int, int] | None:
    """Return the tokens that name who says what the verb reports, or null."""
    head = _source_head(verb)
    return None if head is None else noun_phrase(head, verb)


def noun_phrase(head: Token, beside: Token) -> tuple[int, int]:
    """Return the tokens of a name around its head, without asides and without crossing the cue."""
    start, end = head.left_edge.i, head.i + 1
    for child in head.children:
        if child.i < head.i:
            continue
        if child.dep_ == "appos" or (child.dep_ in _ASIDE and not _joint(child)):
            break
        end = child.right_edge.i + 1
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
    token = verb
    for _ in range(_MAX_CLIMB):
        subject = _subject(token)
        if subject is not None:
            return None if _passive(token) and token is not verb else subject
        if token.dep_ in {"acl", "relcl"} and token.head.pos_ in _NOMINAL:
            return _issuer(token.head)
        if token.dep_ == "pcomp":
            token = token.head
        elif token.dep_ == "prep" and token.head.pos_ in _NOMINAL and token.head.lemma_ in _STATEMENT_NOUNS:
            return _issuer(token.head)
        elif token.dep_ not in _SHARED and token.dep_ != "prep":
            return None
        token = token.head
    return None


def _subject(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in _SUBJECT and child.pos_ in _NOMINAL:
            return None if _passive(verb) and child.dep_ == "nsubjpass" else child
    return None


def _passive(verb: Token) -> bool:
    return any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent":
            return next((pobj for pobj in child.children if pobj.dep_ == "pobj"), None)
    return None


def _quoted_person(verb: Token) -> Token | None:
    """Return whom "quoted X as saying" or "X was quoted as saying" quotes."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as" or verb.head.head.lemma_ not in {"quote", "cite"}:
        return None
    quoting = verb.head.head
    wanted = "nsubjpass" if _passive(quoting) else "dobj"
    return next((child for child in quoting.children if child.dep_ == wanted), None)


def _issuer(noun: Token) -> Token:
    """Return who issued a statement, where the sentence says so; else the noun itself."""
    if noun.lemma_.lower() not in _STATEMENT_NOUNS:
        return noun
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is not None:
        return owner
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "of"}:
            return next((pobj for pobj in child.children if pobj.dep_ == "pobj"), noun)
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.dep_ == "pobj" else None
    if verb is not None and verb.pos_ == "VERB":
        return _agent(verb) or _subject(verb) or noun
    return noun
