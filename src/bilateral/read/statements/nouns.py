"""Speech that a noun reports: "his claim that the talks failed", "a promise to withdraw"."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from bilateral.read.statements.layout import SUBJECTS, Draft, Layout, words_in
from bilateral.read.statements.source import issuer, noun_phrase
from bilateral.read.statements.verbs import reporting_verb

_MIN_WORDS = 3
# Verbs that report by themselves what their noun only names: "voiced the hope that".
_VOICING = frozenset({"express", "voice", "convey", "reiterate", "repeat", "reaffirm"})
# Nouns whose infinitive is what was said: "a threat to withdraw".
_PROMISING = frozenset({"promise", "pledge", "vow", "threat"})


@cache
def reporting_nouns() -> dict[str, str]:
    """Return the force of each reporting noun by lemma, read once a process from ``lexicon/reporting_nouns.tsv``."""
    text = (files("bilateral") / "lexicon" / "reporting_nouns.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")][1:]
    return dict(line.split("\t", 1) for line in lines)


def noun_reports(layout: Layout) -> Iterator[Draft]:
    """Yield a draft for each noun that reports a clause and stands beside whoever said it."""
    nouns = reporting_nouns()
    for token in layout.tokens:
        force = nouns.get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
        if force is None or token.head.lemma_ in _VOICING:
            continue
        clause, speaker = _clause(token), issuer(token)
        content = () if clause is None or speaker.i == token.i else _content(token, clause, layout)
        if content:
            cue = layout.chars(token.i, token.i + 1)
            yield Draft(content, cue, noun_phrase(speaker, token), force, token.i, "noun")


def _content(noun: Token, clause: Token, layout: Layout) -> tuple[tuple[int, int], ...]:
    start = noun.i + 2 if noun.nbor().lower_ == "that" else clause.left_edge.i
    end = min(clause.right_edge.i + 1, layout.sentence(noun)[1])
    return layout.speech([(start, end)]) if words_in(layout.doc[start:end]) >= _MIN_WORDS else ()


def _clause(noun: Token) -> Token | None:
    """Return the clause that says what the noun reports."""
    for child in noun.children:
        if child.i < noun.i or child.dep_ not in {"acl", "ccomp", "relcl"}:
            continue
        that = noun.nbor().lower_ == "that" and any(
            t.dep_ in SUBJECTS and t.lower_ != "that" for t in child.children
        )
        infinitive = noun.lemma_.lower() in _PROMISING and any(
            t.lower_ == "to" and t.dep_ == "aux" for t in child.children
        )
        if that or infinitive:
            return None if reporting_verb(child) is not None and child.tag_ == "VBG" else child
    return None
