"""What a figure hangs on besides its measure: the agreement whose worth or number it gives, and the place it is told of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bilateral.model import Agreement, Figure, Span
from bilateral.read.findings import Findings

# What may stand between an agreement's name and the number that measures it: "a contract worth an estimated $2 billion".
_WORTH = re.compile(
    r"\W*(?:that is|which is)?\W*(?:worth|valued at|costing|totall?ing|of|for)\b[\w\s]{0,25}$"
)
# The other way round: "a $2 billion contract", "12 agreements", "$750 million in new contracts".
_BEFORE = re.compile(r"(?:[-\s]|worth of|in(?: new)?|for the|new)*$")
_PLACE_PREPOSITIONS = frozenset({"in", "at", "on", "off", "near", "across", "throughout"})


def with_links(
    findings: Findings, figures: Iterable[Figure], agreements: Sequence[Agreement]
) -> tuple[Figure, ...]:
    """Return the figures, each with the agreement that it measures and the place in its sentence, where plain."""
    return tuple(
        replace(figure, agreement=_measured(figure, agreements), place=_place(findings, figure))
        for figure in figures
    )


def _measured(figure: Figure, agreements: Sequence[Agreement]) -> str | None:
    """Return the name of the agreement beside the number, by the name's own place in the evidence."""
    for agreement in agreements:
        evidence = agreement.evidence
        if not evidence.start <= figure.number.start < evidence.end:
            continue
        for found in _named(agreement.what).finditer(evidence.text):
            start, end = evidence.start + found.start(), evidence.start + found.end()
            if _beside(figure, start, end):
                return agreement.what
    return None


def _named(what: str) -> re.Pattern[str]:
    """Return a pattern for a name; each part of a list is named in the singular where the text has one plural."""
    return re.compile(r"\s+".join(re.escape(word) + "s?" for word in what.split()))


def _beside(figure: Figure, start: int, end: int) -> bool:
    """Say whether the number stands in the name, right before it, or after it with a word for worth."""
    text, number = figure.article.text, figure.number
    if start <= number.start < end:
        return True
    if number.end <= start:
        return _BEFORE.fullmatch(text[number.end : start]) is not None
    return _WORTH.fullmatch(text[end : number.start]) is not None


def _place(findings: Findings, figure: Figure) -> Span | None:
    """Return the place named nearest to the number in its sentence: "killed 12 people in Aleppo"."""
    number = findings.doc.char_span(figure.number.start, figure.number.end, alignment_mode="expand")
    if number is None:
        return None
    sentence = findings.sentences[findings.sentence_index(number.start)]
    places = [
        (abs(actor.start - number.end), actor)
        for actor in findings.actors_within(sentence.start, sentence.end)
        if actor.role == "place" and actor.start and _is_in(findings, actor.start)
    ]
    if not places:
        return None
    _, nearest = min(places, key=lambda item: (item[0], item[1].start))
    return findings.cut(findings.doc[nearest.start : nearest.end])


def _is_in(findings: Findings, start: int) -> bool:
    before = findings.doc[start - 1]
    before = findings.doc[start - 2] if before.lower_ == "the" and start > 1 else before
    return before.lower_ in _PLACE_PREPOSITIONS
