"""Reported speech after its cue: the clause, infinitive, object or phrase that holds what was said."""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from bilateral.read.statements.layout import SUBJECTS, VERBAL, Layout, words_in
from bilateral.read.statements.verbs import ReportingVerb, reporting_verb, shared_with

_CLAUSAL = frozenset({"ccomp", "xcomp"})
_OBJECTS = frozenset({"dobj", "obj", "oprd", "attr"})
# Parts of the cue's clause that are no part of what was said when they come after it.
_BREAKS = frozenset({"conj", "advcl", "parataxis", "cc"})
_SUBORDINATORS = frozenset({"as", "even", "while", "after", "although", "though", "whereas", "since"})
_REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves"})
_MIN_WORDS = 2


@dataclass(frozen=True, slots=True)
class Reported:
    """What a cue reports: ranges of tokens in order, where the cue ends, and the form in which the words stand.

    The cue ends after its particle or preposition ("pointed out", "called for").
    """

    content: tuple[tuple[int, int], ...]
    cue_end: int
    form: str


Start = tuple[int, Token]
Finder = Callable[[Token, ReportingVerb, list[Token]], Start | None]


def after_cue(verb: Token, entry: ReportingVerb, layout: Layout) -> Reported | None:
    """Return what the verb reports in its complement, or null."""
    right = [child for child in verb.children if child.i > verb.i]
    for form, finder in _FINDERS.items():
        found = finder(verb, entry, right)
        if found is None:
            continue
        start, complement = found
        end = _end(verb, complement, layout)
        if start > verb.i and words_in(layout.doc[start:end]) >= _MIN_WORDS:
            cue_end = start if form == "preposition" else verb.i + 1 + entry.lemma.count("_")
            return Reported(((start, end),), max(verb.i + 1, min(cue_end, start)), form)
    return None


def _clause(verb: Token, entry: ReportingVerb, right: list[Token]) -> Start | None:
    """Find "said (that) the talks failed"."""
    if not entry.takes("clause"):
        return None
    skipped = verb.i + entry.lemma.count("_")
    clauses = (child for child in right if child.i > skipped and child.dep_ in _CLAUSAL)
    clause = next((child for child in clauses if child.dep_ == "ccomp" or _finite(child)), None)
    that = _that_after(verb)
    if clause is None:
        return (that.i + 1, that) if that is not None else _bare_clause(verb, entry)
    start = max(skipped + 1, clause.left_edge.i)
    if that is not None and start <= that.i < clause.i:
        start = that.i + 1
    while start < clause.i and (verb.doc[start].is_punct or verb.doc[start].is_space):
        start += 1
    return start, clause


def _bare_clause(verb: Token, entry: ReportingVerb) -> Start | None:
    """Find a clause right after "said" which the parse has torn apart."""
    after = verb.doc[verb.i + 1 : verb.sent.end]
    if (
        entry.force not in {"say", "add"}
        or len(after) < _MIN_WORDS
        or after[0].is_punct
        or after[0].pos_ in {"ADP", "SCONJ"}
    ):
        return None
    if verb.i == verb.sent.start or not any(
        child.dep_ in SUBJECTS and child.i < verb.i for child in verb.children
    ):
        return None
    if not any(token.tag_ in {"VBD", "VBZ", "VBP", "MD"} for token in after):
        return None
    return verb.i + 1, after[0]


def _that_after(verb: Token) -> Token | None:
    """Return the "that" which opens the cue's clause, wherever the parse has put it."""
    for token in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 15)]:
        if (token.pos_ in VERBAL and token.dep_ not in {"acl", "amod"}) or token.text in {".", ":", ";"}:
            return None
        if token.lower_ == "that" and (token.dep_ == "mark" or token.i == verb.i + 1):
            return token
    return None


def _finite(verb: Token) -> bool:
    return verb.tag_ in {"VBD", "VBZ", "VBP"} or any(
        child.dep_ in SUBJECTS and child.i < verb.i for child in verb.children
    )


def _infinitive(verb: Token, entry: ReportingVerb, right: list[Token]) -> Start | None:
    """Find "vowed to stay" and "urged both sides to talk"."""
    if not entry.takes("inf"):
        return None
    for child in right:
        if child.dep_ in _CLAUSAL and any(t.lower_ == "to" and t.dep_ == "aux" for t in child.children):
            first = next((c for c in right if c.dep_ in {"dobj", "dative"} and c.i < child.i), child)
            return first.left_edge.i, child
    after = verb.doc[verb.i + 1 : verb.i + 3]
    if len(after) == 2 and after[0].lower_ == "to" and after[1].pos_ in VERBAL:
        return after[0].i, after[1]
    return None


def _gerund(verb: Token, entry: ReportingVerb, right: list[Token]) -> Start | None:
    """Find "denied using force"."""
    if not entry.takes("gerund", "obj"):
        return None
    gerund = next((child for child in right if child.dep_ in _CLAUSAL and child.tag_ == "VBG"), None)
    return None if gerund is None else (max(verb.i + 1, gerund.left_edge.i), gerund)


def _preposition(_: Token, entry: ReportingVerb, right: list[Token]) -> Start | None:
    """Find "called for talks", and with an object before it "warned Tehran against using force"."""
    things = [child for child in right if child.dep_ in {"dobj", "oprd"}]
    if things and entry.takes("obj", "person") and not entry.takes("quote"):
        return None
    for child in right:
        if child.dep_ in {"prep", "agent", "prt"} and child.lower_ in entry.prepositions:
            if not any(inner.i > child.i for inner in child.children):
                continue
            first = next((thing for thing in things if thing.i < child.i), None)
            return (child.i + 1 if first is None else first.left_edge.i), child
    return None


def _predicate(verb: Token, entry: ReportingVerb, right: list[Token]) -> Start | None:
    """Find "called the vote a farce" and "described it as a farce"."""
    if not entry.takes("oprd", "as"):
        return None
    predicate = next((child for child in reversed(right) if _is_predicate(child, entry)), None)
    if predicate is None or any(child.lower_ in _REFLEXIVE for child in right):
        return None
    if predicate.dep_ in {"oprd", "attr"} and not _names_something(verb, predicate):
        return None
    first = next((child for child in right if child.dep_ in _OBJECTS | {"ccomp"}), predicate)
    return max(verb.i + 1, min(first.left_edge.i, predicate.left_edge.i)), predicate


def _names_something(verb: Token, predicate: Token) -> bool:
    """Say whether the verb has what it names beside the name: not so in "a group called the Circle"."""
    others = (child for child in verb.children if child.i != predicate.i)
    return any(child.dep_ in _OBJECTS or child.tag_ in {"WP", "WDT"} for child in others)


def _is_predicate(child: Token, entry: ReportingVerb) -> bool:
    if entry.takes("oprd") and child.dep_ in {"oprd", "ccomp", "xcomp", "attr"}:
        return True
    return entry.takes("as") and (child.dep_ == "oprd" or (child.dep_ == "prep" and child.lower_ == "as"))


def _object(verb: Token, entry: ReportingVerb, right: list[Token]) -> Start | None:
    """Find "condemned the attack"."""
    if not entry.takes("obj"):
        return None
    thing = next((child for child in right if child.dep_ in _OBJECTS), None)
    return None if thing is None else (max(verb.i + 1, thing.left_edge.i), thing)


# In the order in which they are tried: the first that the sentence offers holds the words.
_FINDERS: dict[str, Finder] = {
    "clause": _clause,
    "infinitive": _infinitive,
    "gerund": _gerund,
    "preposition": _preposition,
    "predicate": _predicate,
    "object": _object,
}


def _end(verb: Token, complement: Token, layout: Layout) -> int:
    """Return where what was said ends: at the end of the cue's clause, before what only the cue governs."""
    _, limit = layout.sentence(verb)
    if complement.dep_ not in _CLAUSAL and complement.head.i != verb.i:
        end = limit
    else:
        end = min(limit, max(complement.right_edge.i, verb.right_edge.i) + 1)
    later = [child for child in verb.children if child.i > complement.i]
    goes_on = complement.dep_ == "ccomp" and any(_goes_on(child) for child in later)
    for child in later:
        if _breaks(child) and not (goes_on and (child.dep_ == "cc" or _goes_on(child))):
            end = min(end, child.left_edge.i)
    for token in layout.doc[complement.i : end]:
        if _reports_again(token, verb):
            end = min(end, max(token.left_edge.i, complement.i + 1))
            break
    while end > complement.i + 1 and (
        layout.doc[end - 1].dep_ in {"cc", "punct"} or layout.doc[end - 1].is_space
    ):
        end -= 1
    return end


def _goes_on(child: Token) -> bool:
    """Say whether a clause joined to the cue goes on with what was said: "it was ready, but it would wait"."""
    own = any(grandchild.dep_ in SUBJECTS for grandchild in child.children)
    reports = any(
        reporting_verb(token) is not None and token.tag_ in {"VBD", "VBZ"} for token in child.subtree
    )
    return child.dep_ == "conj" and own and not reports


def _breaks(child: Token) -> bool:
    if child.dep_ != "advcl":
        return child.dep_ in _BREAKS
    first = child.left_edge
    if reporting_verb(child) is not None or first.lower_ in _SUBORDINATORS:
        return True
    return child.tag_ == "VBG" and first.i > 0 and first.nbor(-1).text == ","


def _reports_again(token: Token, verb: Token) -> bool:
    """Say whether a later cue goes on for the same speaker (", adding that …") or another (", according to …")."""
    if token.lower_ == "according":
        return True
    if token.dep_ == "conj" and shared_with(token) == verb:
        return True
    if token.tag_ != "VBG" or token.dep_ != "advcl" or token.i == 0 or token.left_edge.nbor(-1).text != ",":
        return False
    entry = reporting_verb(token)
    return entry is not None and entry.takes("clause") and (token.head == verb or token.left_edge == token)
