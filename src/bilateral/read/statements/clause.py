"""Reported speech in the cue's own sentence: which of its words are what was said.

The words follow the cue in a complement (a clause, an infinitive, an object, a prepositional phrase), or they
stand before it ("the talks failed, the minister said"), or on both sides of it.
"""

from dataclasses import dataclass

from spacy.tokens import Token

from bilateral.read.statements.layout import Layout, words_in
from bilateral.read.statements.verbs import ReportingVerb, reporting_verb

_CLAUSAL = frozenset({"ccomp", "xcomp"})
_OBJECTS = frozenset({"dobj", "obj", "oprd", "attr"})
# Parts of the cue's clause that are no part of what was said when they come after it.
_BREAKS = frozenset({"conj", "advcl", "parataxis", "cc"})
_SUBORDINATORS = frozenset("as while after before although though whereas since when".split())
_MIN_WORDS = 2


@dataclass(frozen=True, slots=True)
class Reported:
    """What a verb reports: ranges of tokens in order, and where the cue ends (after a particle or preposition)."""

    content: tuple[tuple[int, int], ...]
    cue_end: int


def reported(verb: Token, entry: ReportingVerb, layout: Layout) -> Reported | None:
    """Return what the verb reports in its own sentence, or null where it reports nothing."""
    return _after(verb, entry, layout) or _around(verb, entry, layout)


def _after(verb: Token, entry: ReportingVerb, layout: Layout) -> Reported | None:
    right = [child for child in verb.children if child.i > verb.i]
    cue_end = verb.i + 1 + entry.lemma.count("_")
    finders = (
        _clause_start,
        _infinitive_start,
        _gerund_start,
        _preposition_start,
        _predicate_start,
        _object_start,
    )
    for finder in finders:
        found = finder(verb, entry, right)
        if found is None:
            continue
        start, complement = found
        end = _end(verb, complement, layout)
        if end > start > verb.i and _worth(verb, layout, start, end):
            if finder is _preposition_start:
                cue_end = start
            return Reported(((start, end),), max(verb.i + 1, min(cue_end, start)))
    return None


def _worth(verb: Token, layout: Layout, start: int, end: int) -> bool:
    return words_in(layout.doc[start:end]) >= _MIN_WORDS


def _clause_start(verb: Token, entry: ReportingVerb, right: list[Token]) -> tuple[int, Token] | None:
    if not entry.takes("clause"):
        return None
    clause = next(
        (child for child in right if child.dep_ == "ccomp" or (child.dep_ == "xcomp" and _finite(child))),
        None,
    )
    if clause is None:
        return None
    start = max(verb.i + 1, clause.left_edge.i)
    for token in verb.doc[verb.i + 1 : clause.i]:
        if token.lower_ == "that" and token.dep_ in {"mark", "det", "nsubj"} and token.dep_ == "mark":
            start = token.i + 1
            break
    while start < clause.i and (verb.doc[start].is_punct or verb.doc[start].is_space):
        start += 1
    return start, clause


def _finite(verb: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass", "expl"} and child.i < verb.i for child in verb.children)


def _infinitive_start(verb: Token, entry: ReportingVerb, right: list[Token]) -> tuple[int, Token] | None:
    if not entry.takes("inf"):
        return None
    for child in right:
        if child.dep_ in _CLAUSAL and any(t.lower_ == "to" and t.dep_ == "aux" for t in child.children):
            first = next((c for c in right if c.dep_ in {"dobj", "dative"}), child)
            return first.left_edge.i if first.i > verb.i else child.left_edge.i, child
    return None


def _gerund_start(verb: Token, entry: ReportingVerb, right: list[Token]) -> tuple[int, Token] | None:
    if not entry.takes("gerund", "obj"):
        return None
    gerund = next((child for child in right if child.dep_ in _CLAUSAL and child.tag_ == "VBG"), None)
    return None if gerund is None else (max(verb.i + 1, gerund.left_edge.i), gerund)


def _preposition_start(verb: Token, entry: ReportingVerb, right: list[Token]) -> tuple[int, Token] | None:
    if not entry.prepositions:
        return None
    if (
        entry.takes("obj", "person")
        and any(child.dep_ in {"dobj", "oprd"} for child in right)
        and not entry.takes("quote")
    ):
        return None
    for child in right:
        if child.dep_ in {"prep", "agent", "prt"} and child.lower_ in entry.prepositions:
            inner = next((c for c in child.children if c.i > child.i), None)
            if inner is not None:
                blocked = next((c for c in right if c.dep_ in {"dobj", "oprd"} and c.i < child.i), None)
                return (blocked.left_edge.i if blocked is not None else child.i + 1), child
    return None


def _predicate_start(verb: Token, entry: ReportingVerb, right: list[Token]) -> tuple[int, Token] | None:
    if not entry.takes("oprd", "as"):
        return None
    predicate = None
    for child in right:
        if entry.takes("oprd") and child.dep_ in {"oprd", "ccomp", "xcomp", "attr"}:
            predicate = child
        elif (
            entry.takes("as")
            and child.dep_ in {"prep", "oprd"}
            and (child.lower_ == "as" or child.dep_ == "oprd")
        ):
            predicate = child
    if predicate is None and entry.takes("oprd"):
        objects = [child for child in right if child.dep_ == "dobj"]
        predicate = objects[-1] if objects and entry.lemma != "call" else None
    if predicate is None:
        return None
    first = next((child for child in right if child.dep_ in _OBJECTS | {"ccomp"}), predicate)
    return max(verb.i + 1, min(first.left_edge.i, predicate.left_edge.i)), predicate


def _object_start(verb: Token, entry: ReportingVerb, right: list[Token]) -> tuple[int, Token] | None:
    if not entry.takes("obj"):
        return None
    thing = next((child for child in right if child.dep_ in _OBJECTS), None)
    return None if thing is None else (max(verb.i + 1, thing.left_edge.i), thing)


def _end(verb: Token, complement: Token, layout: Layout) -> int:
    """Return where what was said ends: at the end of the cue's clause, before what only the cue governs."""
    _, limit = layout.sentence(verb)
    end = min(limit, max(complement.right_edge.i, verb.right_edge.i) + 1)
    for child in verb.children:
        if child.i > complement.i and _breaks(child, verb):
            end = min(end, child.left_edge.i)
    for token in layout.doc[complement.i : end]:
        if token.lower_ == "according" or _own_report(token, verb):
            end = min(end, max(token.left_edge.i, complement.i + 1))
            break
    while end > complement.i + 1 and (
        layout.doc[end - 1].dep_ in {"cc", "punct"} or layout.doc[end - 1].is_space
    ):
        end -= 1
    return end


def _breaks(child: Token, verb: Token) -> bool:
    if child.dep_ not in _BREAKS:
        return False
    if child.dep_ == "advcl":
        first = child.left_edge
        return reporting_verb(child) is not None or first.lower_ in _SUBORDINATORS or child.tag_ == "VBG"
    return True


def _own_report(token: Token, verb: Token) -> bool:
    """Say whether a later participle ("adding that …") goes on reporting for the same speaker."""
    return (
        token.tag_ == "VBG"
        and token.dep_ == "advcl"
        and token.head == verb
        and reporting_verb(token) is not None
    )


def _around(verb: Token, entry: ReportingVerb, layout: Layout) -> Reported | None:
    """Return what stands before the cue, or before and after it, set off by commas."""
    if not entry.takes("clause", "quote"):
        return None
    start, limit = layout.sentence(verb)
    first, last = _cue_phrase(verb)
    comma = first - 1
    while comma >= start and (layout.doc[comma].is_quote or layout.doc[comma].is_space):
        comma -= 1
    if comma <= start or layout.doc[comma].text not in {",", "—", "–"}:
        return None
    before = (start, comma)
    if not any(token.pos_ in {"VERB", "AUX"} for token in layout.doc[start:comma]) and last >= limit:
        return None
    if last < limit and layout.doc[last].text == ",":
        rest = (last + 1, limit)
        if verb.dep_ in {"parataxis", "ccomp"} and verb.head.i > last:
            return Reported((before, rest), verb.i + 1)
        if verb.dep_ == "parataxis":
            return Reported((before, rest), verb.i + 1)
    if _worth(verb, layout, *before) and any(t.pos_ in {"VERB", "AUX"} for t in layout.doc[start:comma]):
        return Reported((before,), verb.i + 1)
    return None


def _cue_phrase(verb: Token) -> tuple[int, int]:
    """Return the tokens of "he said on Monday" around a cue that stands apart from what was said."""
    left = [
        child
        for child in verb.children
        if child.i < verb.i and child.dep_ not in {"ccomp", "punct", "cc", "advcl", "mark"}
    ]
    right = [child for child in verb.children if child.i > verb.i and child.dep_ not in {"ccomp", "punct"}]
    near = [
        child for child in left if not any(t.pos_ in {"VERB"} and t.dep_ != "relcl" for t in child.subtree)
    ] or left
    first = min((child.left_edge.i for child in near), default=verb.i)
    last = max((child.right_edge.i for child in right), default=verb.i)
    return min(first, verb.i), last + 1
