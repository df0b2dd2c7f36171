"""Between whom an agreement stands: read off the phrase first, then the clause, the sentence, the article."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from spacy.tokens import Token

from bilateral.read.agreements.drafts import Draft
from bilateral.read.findings import Findings

_ENOUGH = 2
_JOINING = frozenset({"between", "among", "with", "by", "of", "to", "in"})
_LENDING = frozenset({"xcomp", "conj", "advcl", "pcomp", "prep", "acl"})
_BEYOND = frozenset({"acl", "relcl", "advcl", "ccomp"})
# More actors than these in one sentence say nothing about who is party.
_MOST_IN_SENTENCE = 4
# Outlets, citizens, parties and "international" in general are no parties to agreements.
_NEVER = (":MED", ":CIV", ":NGO", ":PARTY")


class Source(IntEnum):
    """Where the second party was read, the surer the higher."""

    NOWHERE = 0
    ARTICLE = 1
    SENTENCE = 2
    CLAUSE = 3
    JOINED = 4  # one in the phrase ("with Chile"), the other in its clause
    PHRASE = 5


@dataclass(frozen=True)
class PartyReader:
    """Reads the parties of the agreements of one article."""

    findings: Findings

    def of(self, draft: Draft) -> tuple[tuple[str, ...], Source]:
        """Return the codes of the parties with their source; none where the text names fewer than two."""
        if draft.named is not None:
            return self._of_named(draft)
        if self._is_between_others(draft.head):
            return (), Source.NOWHERE
        codes, source = self._read(draft)
        homes = {code.partition(":")[0] for code in codes}
        return (codes, source) if len(homes) >= _ENOUGH else ((), Source.NOWHERE)

    def _read(self, draft: Draft) -> tuple[tuple[str, ...], Source]:
        codes: dict[str, None] = {}
        for source, reading in (
            (Source.PHRASE, self._in_phrase),
            (Source.CLAUSE, self._in_clause),
            (Source.SENTENCE, self._in_sentence),
        ):
            begun = bool(codes)
            codes |= dict.fromkeys(reading(draft.head))
            if len(codes) >= _ENOUGH:
                joined = begun and source is Source.CLAUSE
                return tuple(codes)[:_MOST_IN_SENTENCE], Source.JOINED if joined else source
        codes |= dict.fromkeys(code for code in self.main[:2] if code not in codes)
        return (tuple(codes)[:3], Source.ARTICLE) if len(codes) >= _ENOUGH else ((), Source.NOWHERE)

    def _is_between_others(self, head: Token) -> bool:
        """Say whether "between" leads to parties that are no two actors: "between the left and the right"."""
        joined = [child for child in head.rights if child.lower_ == "between" and child.dep_ == "prep"]
        return bool(joined) and all(
            any(noun.conjuncts for noun in child.rights if noun.dep_ == "pobj")
            and len(set(self._codes([(child.i, _reach(child))]))) < _ENOUGH
            for child in joined
        )

    @cached_property
    def main(self) -> list[str]:
        """The states and organisations of the article, the most named first."""
        counts = Counter(
            code
            for actor in self.findings.actors
            if actor.role != "place" and actor.form != "pronoun"
            for code in actor.codes
            if _may_be_party(code) and ":" not in code
        )
        return [code for code, _ in counts.most_common()]

    def _of_named(self, draft: Draft) -> tuple[tuple[str, ...], Source]:
        """Return those of the usual parties that the article names; for open treaties those around it."""
        if draft.named is None:
            return (), Source.NOWHERE
        around = dict.fromkeys(
            [*self._in_phrase(draft.head), *self._in_clause(draft.head), *self._in_sentence(draft.head)]
        )
        if draft.named.open:
            found = dict.fromkeys([*draft.named.parties, *around])
            if len(found) < _ENOUGH:
                found |= dict.fromkeys(self.main[:2])
        else:
            found = dict.fromkeys(code for code in self.main if code in draft.named.parties)
            beside = dict.fromkeys(code for code in around if code in found)
            if len(found) > _MOST_IN_SENTENCE:
                found = beside if len(beside) >= _ENOUGH else dict.fromkeys(tuple(found)[:_ENOUGH])
            if len(found) < _ENOUGH:
                found = dict.fromkeys(draft.named.parties[:3])
        return (tuple(found), Source.PHRASE) if len(found) >= _ENOUGH else ((), Source.NOWHERE)

    def _in_phrase(self, head: Token) -> Iterable[str]:
        """Return the actors before the head and those joined to it by "between", "with" and the like."""
        if head.pos_ == "VERB":
            return []
        spans = [(head.left_edge.i, head.i)]
        spans += [
            (child.i, _reach(child))
            for child in head.rights
            if child.dep_ in ("prep", "agent") and child.lower_ in _JOINING
        ]
        return self._codes(spans)

    def _in_clause(self, head: Token) -> Iterable[str]:
        """Return the subject, the agent and the "with" of the verb that governs the head."""
        told = [child for child in head.rights if child.dep_ in ("acl", "relcl")]
        verb = next((word for word in (head, *head.ancestors) if word.pos_ == "VERB"), None)
        if verb is None:
            return self._codes([(part.left_edge.i, part.right_edge.i + 1) for part in told])
        joined = [
            child
            for child in verb.children
            if child.dep_ in ("prep", "agent") and child.lower_ in ("with", "between", "by", "from", "along")
        ]
        parts = [*told, *_subjects(verb), *joined]
        return self._codes([(part.left_edge.i, part.right_edge.i + 1) for part in parts])

    def _in_sentence(self, head: Token) -> Iterable[str]:
        sentence = self.findings.sentences[self.findings.sentence_index(head)]
        codes = list(dict.fromkeys(self._codes([(sentence.start, sentence.end)])))
        return codes if len(codes) <= _MOST_IN_SENTENCE else []

    def _codes(self, spans: list[tuple[int, int]]) -> list[str]:
        return [
            code
            for start, end in spans
            for actor in self.findings.actors_within(start, end)
            if actor.role != "place"
            for code in actor.codes
            if _may_be_party(code)
        ]


def _reach(preposition: Token) -> int:
    """Return where the nouns after a preposition end: purposes and clauses that hang on them name others."""
    noun = next((child for child in preposition.rights if child.dep_ == "pobj"), None)
    if noun is None:
        return preposition.right_edge.i + 1
    inner = (child for word in (noun, *noun.conjuncts) for child in word.rights)
    ends = [child.left_edge.i for child in inner if child.dep_ in _BEYOND]
    return min([*ends, preposition.right_edge.i + 1])


def _may_be_party(code: str) -> bool:
    return not code.endswith(_NEVER) and not code.startswith("INT")


def _subjects(verb: Token) -> list[Token]:
    """Return the verb's subjects, or those of the verb whose subject it shares."""
    for _ in range(4):
        subjects = [child for child in verb.children if child.dep_ == "nsubj"]
        if subjects or verb.dep_ not in _LENDING:
            return subjects
        verb = verb.head
    return []
