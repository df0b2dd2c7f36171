"""Links by rule: a predicate of the lexicon that has one of the pair on its subject's side and the other beside it."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from bilateral.model import EventType
from bilateral.read.events.candidates import Pair, Party
from bilateral.read.events.links import Direction, Link
from bilateral.read.events.predicates import NOUNS, VERBS, Act
from bilateral.read.findings import Findings
from bilateral.read.status import status_of

# Share of the rules' links on the training articles that were right in type.
CONFIDENCE = 0.4

_SUBJECTS = frozenset(("nsubj", "csubj", "poss", "agent"))
_SUBJECT_SHARING = frozenset(("conj", "xcomp", "advcl", "ccomp"))


def link_by_rule(findings: Findings, pairs: Iterable[Pair]) -> Iterator[Link]:
    """Yield a link for each pair and each predicate of the sentence that joins the two."""
    for pair in pairs:
        if pair.crosses:
            continue
        for token in findings.sentences[pair.sentence]:
            act = _act_of(token)
            direction = _direction(token, pair, act) if act else None
            if act and direction:
                status = status_of(token)
                yield Link(pair, act.type, act.mode, direction, status, token.i, CONFIDENCE)


def _act_of(token: Token) -> Act | None:
    if token.pos_ == "VERB":
        return VERBS.get(token.lemma_.lower())
    return NOUNS.get(token.lemma_.lower()) if token.pos_ == "NOUN" else None


def _direction(predicate: Token, pair: Pair, act: Act) -> Direction | None:
    """Return which way the predicate joins the pair, or None where it does not."""
    doers, others = _sides(predicate)
    first_acts, second_acts = _stands_in(pair.first, doers), _stands_in(pair.second, doers)
    first_beside, second_beside = _stands_in(pair.first, others), _stands_in(pair.second, others)
    if first_acts and second_beside and not second_acts:
        return Direction.MUTUAL if act.mutual and act.type is EventType.CONSULT else Direction.FORWARD
    if second_acts and first_beside and not first_acts:
        return Direction.BACKWARD
    together = (first_acts and second_acts) or (predicate.pos_ == "NOUN" and first_beside and second_beside)
    return Direction.MUTUAL if together and act.mutual else None


def _sides(predicate: Token) -> tuple[set[int], set[int]]:
    """Return the positions of the words on the doer's side of the predicate, and of the others below it."""
    passive = any(child.dep_ == "nsubjpass" for child in predicate.children)
    subject = _subject(predicate)
    doers = {token.i for token in subject.subtree} if subject is not None else set[int]()
    others = {token.i for token in predicate.subtree} - doers
    if passive and subject is not None and subject.dep_ != "agent":
        return others, doers
    return doers, others


def _subject(predicate: Token) -> Token | None:
    """Return the predicate's subject, or the one that it shares with the verb that it hangs on."""
    token = predicate
    for _ in range(3):
        for child in token.children:
            if child.dep_ in _SUBJECTS:
                return child
        if token.dep_ not in _SUBJECT_SHARING:
            break
        token = token.head
    return None


def _stands_in(party: Party, positions: set[int]) -> bool:
    return any(mention.head in positions for mention in party.mentions)
