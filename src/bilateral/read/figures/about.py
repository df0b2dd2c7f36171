"""Whom a figure concerns."""

import re
from collections.abc import Iterable

from bilateral.read.figures.candidates import Candidate
from bilateral.read.findings import ActorMention

_MAX_CODES = 4
# "$171 billion with China": the partner of a number that is set beside another one.
_PARTNER = re.compile(r"(?<!\s)\s+(?:with|from|to)\s+(?:the\s+)?")


def about(candidate: Candidate, measure: str) -> tuple[str, ...]:
    """Return the codes of the actors that the figure concerns, in the order of the text, at most four.

    They are the partner named right behind the number; else the two or more whom the measure names ("trade between
    Vietnam and Russia"); else all of the sentence, but for the state that a currency names ("U.S. $5 billion").
    """
    sentence = candidate.sentence
    actors = [
        actor
        for actor in candidate.findings.actors_within(sentence.start, sentence.end)
        if not candidate.tokens.start <= actor.start < candidate.tokens.end
    ]
    named = _codes(_within(candidate, measure, actors))
    if len(named) > 1 and _behind(candidate, actors):
        return _codes(_behind(candidate, actors))
    return named if len(named) > 1 else _codes(actors)


def _codes(actors: Iterable[ActorMention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for actor in actors for code in actor.codes))[:_MAX_CODES]


def _within(candidate: Candidate, measure: str, actors: Iterable[ActorMention]) -> list[ActorMention]:
    """Return the actors that the words of the measure name."""
    start = candidate.evidence.start + max(0, candidate.evidence.text.find(measure))
    end = start + len(measure)
    return [actor for actor in actors if start <= candidate.findings.doc[actor.start].idx < end]


def _behind(candidate: Candidate, actors: Iterable[ActorMention]) -> list[ActorMention]:
    """Return the actor named right behind the number."""
    match = _PARTNER.match(candidate.right)
    if match is None:
        return []
    place = candidate.reach + match.end()
    return [actor for actor in actors if abs(candidate.findings.doc[actor.start].idx - place) <= len("the ")]
