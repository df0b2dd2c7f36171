"""Whom a figure concerns."""

from bilateral.read.figures.candidates import Candidate

_MAX_CODES = 4


def about(candidate: Candidate) -> tuple[str, ...]:
    """Return the codes of the actors that the figure's sentence names, in the order of the text, at most four."""
    sentence = candidate.sentence
    codes: list[str] = []
    for actor in candidate.findings.actors_within(sentence.start, sentence.end):
        codes.extend(code for code in actor.codes if code not in codes)
    return tuple(codes[:_MAX_CODES])
