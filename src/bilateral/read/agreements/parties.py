"""Between whom an agreement stands: read off the phrase first, then the clause, then the article."""

from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Token

from bilateral.read.agreements.drafts import Draft
from bilateral.read.findings import Findings

_ENOUGH = 2
_JOINING = frozenset({"between", "among", "with", "by", "of"})
# More actors than these in one sentence say nothing about who is party.
_MOST_IN_SENTENCE = 4


def parties_of(findings: Findings, draft: Draft) -> tuple[str, ...]:
    """Return the codes of the parties, or nothing where the text names fewer than two."""
    codes = _dict(_in_phrase(findings, draft))
    if draft.named is not None:
        return _of_named(findings, draft, codes)
    if len(codes) < _ENOUGH:
        codes |= _dict(_in_clause(findings, draft.head))
    if len(codes) < _ENOUGH:
        codes |= _dict(_in_sentence(findings, draft.head))
    if len(codes) == 1:
        codes |= _dict(code for code in main_actors(findings)[:2] if code not in codes)
    return tuple(codes)[:_MOST_IN_SENTENCE] if len(codes) >= _ENOUGH else ()


def _dict(codes: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(codes)


def _of_named(findings: Findings, draft: Draft, codes: dict[str, None]) -> tuple[str, ...]:
    """Return those of the usual parties that the article names; for open treaties those of the sentence."""
    named = draft.named
    if named is None:
        return ()
    sentence = _dict(_in_sentence(findings, draft.head, most=6))
    everywhere = set(main_actors(findings))
    if named.open:
        found = _dict([*named.parties, *codes, *sentence])
    else:
        found = _dict(code for code in named.parties if code in everywhere)
        if len(found) < _ENOUGH:
            found = _dict(named.parties[:3])
    return tuple(found) if len(found) >= _ENOUGH else ()


def main_actors(findings: Findings) -> list[str]:
    """Return the states and organisations of the article, the most named first."""
    counts = Counter(
        code
        for actor in findings.actors
        if actor.role != "place"
        for code in actor.codes
        if len(actor.codes) == 1 or actor.form == "group"
    )
    return [code for code, _ in counts.most_common()]


def _in_phrase(findings: Findings, draft: Draft) -> Iterable[str]:
    """Return the actors before the head and those joined to it by "between", "with" and the like."""
    head = draft.head
    spans = [(head.left_edge.i, head.i)]
    spans += [
        (child.i, child.right_edge.i + 1)
        for child in head.rights
        if child.dep_ in ("prep", "agent") and child.lower_ in _JOINING
    ]
    return _codes(findings, spans)


def _in_clause(findings: Findings, head: Token) -> Iterable[str]:
    """Return the subject, the agent and the "with" of the verb that governs the head."""
    verb = next((word for word in head.ancestors if word.pos_ == "VERB"), None)
    if verb is None:
        return []
    subject_of = verb
    while not any(
        child.dep_ in ("nsubj", "nsubjpass") for child in subject_of.children
    ) and subject_of.dep_ in ("xcomp", "conj", "advcl", "pcomp", "prep", "acl"):
        subject_of = subject_of.head
    subjects = [child for child in subject_of.children if child.dep_ == "nsubj"]
    joined = [
        child
        for child in verb.children
        if child.dep_ in ("prep", "agent") and child.lower_ in ("with", "between", "by", "from")
    ]
    acl = [child for child in head.rights if child.dep_ in ("acl", "relcl")]
    spans = [(part.left_edge.i, part.right_edge.i + 1) for part in (*acl, *subjects, *joined)]
    return _codes(findings, spans)


def _in_sentence(findings: Findings, head: Token, most: int = _MOST_IN_SENTENCE) -> Iterable[str]:
    sentence = findings.sentences[findings.sentence_index(head)]
    codes = list(dict.fromkeys(_codes(findings, [(sentence.start, sentence.end)])))
    return codes if len(codes) <= most else []


def _codes(findings: Findings, spans: list[tuple[int, int]]) -> list[str]:
    return [
        code
        for start, end in spans
        for actor in findings.actors_within(start, end)
        if actor.role != "place"
        for code in actor.codes
    ]
