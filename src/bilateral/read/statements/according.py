"""Attribution without a verb: "according to"."""

from collections.abc import Iterator

from spacy.tokens import Token

from bilateral.read.statements.layout import VERBAL, Draft, Layout
from bilateral.read.statements.source import noun_phrase


def attributed(layout: Layout) -> Iterator[Draft]:
    """Yield a draft for each sentence, or part of one, that "according to" ascribes."""
    for token in layout.doc[:-1]:
        if token.lower_ == "according" and token.nbor().lower_ == "to":
            yield from _according(token, layout)


def _according(token: Token, layout: Layout) -> Iterator[Draft]:
    to = token.nbor()
    named = next((child for child in to.children if child.dep_ == "pobj"), None)
    if named is None:
        return
    source = noun_phrase(named, to)
    content = layout.speech(_around(token, max(named.right_edge.i + 1, source[1]), layout))
    if content:
        yield Draft(content, layout.chars(token.i, to.i + 1), source, "say", token.i, "according")


def _around(token: Token, last: int, layout: Layout) -> list[tuple[int, int]]:
    """Return what stands before and after "according to X"; a new clause before it is none of X's."""
    start, end = layout.sentence(token)
    last = min(end, last)
    ranges = []
    joins = token.i - 1 > start and layout.doc[token.i - 1].dep_ == "cc"
    if token.i - 1 > start and not joins:
        ranges.append((start, token.i))
    after = layout.doc[last:end]
    if last < end - 1 and (not ranges or any(t.pos_ in VERBAL for t in after)):
        ranges.append((last, end))
    return ranges
