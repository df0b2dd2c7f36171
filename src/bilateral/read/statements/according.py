"""Attribution without a verb: "according to", "in the minister's words"."""

from collections.abc import Iterator

from spacy.tokens import Token

from bilateral.read.statements.layout import Draft, Layout
from bilateral.read.statements.source import noun_phrase

_WORDS = frozenset({"word", "opinion", "view"})


def attributed(layout: Layout) -> Iterator[Draft]:
    """Yield a draft for each sentence, or part of one, that a prepositional phrase ascribes."""
    for token in layout.doc:
        if token.lower_ == "according" and token.i + 1 < len(layout.doc) and token.nbor().lower_ == "to":
            yield from _according(token, layout)


def _according(token: Token, layout: Layout) -> Iterator[Draft]:
    to = token.nbor()
    named = next((child for child in to.children if child.dep_ == "pobj"), None)
    if named is None:
        return
    start, end = layout.sentence(token)
    source = noun_phrase(named, to)
    last = min(end, max(named.right_edge.i + 1, source[1]))
    ranges = [] if token.i - 1 <= start else [(start, token.i)]
    if last < end - 1:
        ranges.append((last, end))
    if len(ranges) == 2 and not any(t.pos_ in {"VERB", "AUX"} for t in layout.doc[last:end]):
        ranges.pop()
    content = tuple(span for span in (layout.trim(*layout.chars(*r)) for r in ranges) if span is not None)
    if content:
        yield Draft(content, layout.chars(token.i, to.i + 1), source, "say", token.i)
