"""The time that a text is about where a figure's own sentence names none."""

import re

from spacy.tokens import Token

from bilateral.model import TimeExpression
from bilateral.read.dates.attach import dates_within
from bilateral.read.figures.candidates import Candidate

VERBS = frozenset({"VERB", "AUX"})
# The date of asking or announcing is not the date of what is asked for or announced …
ANNOUNCING = frozenset({"ask", "request", "call", "threaten", "follow"})
# … and the date of telling is not that of what is told in a clause of its own.
TELLING = frozenset(
    {
        "announce",
        "say",
        "tell",
        "reiterate",
        "deny",
        "state",
        "claim",
        "add",
        "note",
        "warn",
        "report",
        "show",
        "acknowledge",
    }
)
# What these verbs say lasts; it is not an event of the time that the text is about.
_STATIVE = frozenset(
    [
        "be",
        "have",
        "include",
        "comprise",
        "contain",
        "cover",
        "mean",
        "need",
        "make",
        "remain",
        "consist",
        "amount",
        "account",
    ]
)
_POLL = re.compile(
    r"\b(?:respondents?|voters?|polls?|polled|surveys?|surveyed|ratings?|said they|say)\b", re.IGNORECASE
)
# For how many sentences a dated event stays the topic.
_TOPIC = 2


def carry_on(figures: list[Candidate], found: list[str | None]) -> None:
    """Give what happened in the simple past without a date the time of the event told of just before."""
    when, told, polled = None, -_TOPIC - 1, None
    for i, candidate in enumerate(figures):
        index = _index(candidate)
        poll = _is_poll(candidate)
        if found[i] is None and poll:
            found[i] = polled
        elif found[i] is None and is_past_event(candidate) and not dates_of(candidate):
            recent = _last_date(candidate, index)
            if recent is not None:
                found[i] = recent
            elif index - told <= _TOPIC:
                found[i] = when
        if found[i] is not None:
            when, told = found[i], index
            polled = found[i] if poll else polled


def _index(candidate: Candidate) -> int:
    return candidate.findings.sentence_index(candidate.tokens.start)


def _is_poll(candidate: Candidate) -> bool:
    """Say whether the figure is what people asked in a survey said; all of a survey holds for the same days."""
    asked = candidate.quantity.unit in {"percent", "voter", "respondent", "adult"}
    return asked and bool(_POLL.search(candidate.evidence.text))


def taken_up(candidate: Candidate, earlier: list[Candidate], found: list[str | None]) -> str | None:
    """Return the period of the sentence before, where a pronoun takes up its subject ("It is expected to …")."""
    verb = verb_of(candidate.head)
    while verb is not None and verb.dep_ in {"xcomp", "ccomp"}:
        verb = verb_of(verb.head)
    subjects = (
        [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}] if verb is not None else []
    )
    if not any(child.lower_ in {"it", "they"} for child in subjects):
        return None
    index = _index(candidate)
    told = [when for figure, when in zip(earlier, found, strict=True) if 0 < index - _index(figure) <= _TOPIC]
    return told[0] if told else None


def dates_of(candidate: Candidate) -> list[TimeExpression]:
    """Return the dates of the figure's sentence."""
    return dates_within(candidate.findings, candidate.evidence.start, candidate.evidence.end)


def verb_of(token: Token) -> Token | None:
    """Return the token itself where it is a verb, else the nearest verb above it."""
    return next((word for word in (token, *token.ancestors) if word.pos_ in VERBS), None)


def _last_date(candidate: Candidate, index: int) -> str | None:
    """Return the last date of the sentence just before that is not still to come."""
    findings = candidate.findings
    start = findings.sentences[max(0, index - 1)].start_char
    published = findings.article.published
    latest = published.isoformat() if published else "9999"
    for date in reversed(dates_within(findings, start, candidate.evidence.start)):
        tokens = findings.doc.char_span(date.span.start, date.span.end, alignment_mode="expand")
        verb = verb_of(tokens.root) if tokens is not None else None
        telling = verb is not None and verb.lemma_.lower() in ANNOUNCING | TELLING
        # A bare year is background more often than the time of what is being told.
        if date.when and len(date.when) > 4 and date.when <= latest and not telling:
            return date.when
    return None


def _finite(verb: Token | None) -> Token | None:
    """Return the verb whose tense a participle shares: "struck, killing two", "were killed and ten injured"."""
    while verb is not None and verb.tag_ in {"VBG", "VBN"} and verb.dep_ in {"advcl", "conj"}:
        if is_lasting(verb) or any(child.dep_ in {"aux", "auxpass", "mark"} for child in verb.children):
            break
        verb = verb_of(verb.head)
    return verb


def is_lasting(verb: Token) -> bool:
    """Say whether a participle tells how things stand: "a treaty on a plant, consisting of four units"."""
    return verb.lemma_.lower() in _STATIVE and verb.dep_ in {"acl", "advcl"}


def is_past_event(candidate: Candidate) -> bool:
    """Say whether the figure tells what happened, in the simple past, not what lasted."""
    verb = _finite(verb_of(candidate.head))
    if verb is None or verb.lemma_.lower() in ANNOUNCING | TELLING:
        return False
    if verb.lemma_.lower() in _STATIVE:
        return candidate.quantity.unit == "vote" and verb.tag_ == "VBD"
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return (verb.tag_ == "VBD" and not helpers) or (
        verb.tag_ == "VBN" and helpers in ({"was"}, {"were"}, {"being"})
    )
