"""Attribution without a verb: "according to", "in the minister's words"."""

from collections.abc import Iterator

from spacy.tokens import Token

from bilateral.read.statements.layout import VERBAL, Draft, Layout
from bilateral.read.statements.source import noun_phrase

_WORDS = {"word": "say", "opinion": "believe", "view": "believe", "estimation": "believe", "telling": "say"}


def attributed(layout: Layout) -> Iterator[Draft]:
    """Yield a draft for each sentence, or part of one, that such a phrase ascribes."""
    for token in layout.tokens[:-1]:
        if token.lower_ == "according" and token.nbor().lower_ == "to":
            yield from _according(token, layout)
        elif token.lower_ == "in" and token.dep_ == "prep":
            yield from _in_words(token, layout)


def _in_words(token: Token, layout: Layout) -> Iterator[Draft]:
    noun = next(
        (child for child in token.children if child.dep_ == "pobj" and child.lemma_.lower() in _WORDS), None
    )
    owner = None if noun is None else _owner(noun)
    if noun is None or owner is None:
        return
    last = max(noun.i, owner.right_edge.i)
    content = layout.speech(_around(token, last + 1, layout)) if _set_off(token, last) else ()
    if content:
        cue = layout.chars(token.i, noun.i + 1)
        yield Draft(content, cue, noun_phrase(owner, noun), _WORDS[noun.lemma_.lower()], noun.i, "according")


def _owner(noun: Token) -> Token | None:
    """Return whose words they are: "the minister's words", "the words of the minister"."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    of = next((child for child in noun.children if child.lower_ == "of"), None)
    return owner or (
        None if of is None else next((child for child in of.children if child.dep_ == "pobj"), None)
    )


def _set_off(token: Token, last: int) -> bool:
    """Say whether the phrase stands by itself: at the beginning of the sentence or between commas."""
    begins = token.i == token.sent.start or token.nbor(-1).text in {",", "-", "–", "—", "and", "but"}
    return begins and last + 1 < len(token.doc) and token.doc[last + 1].text in {",", "-", "–", "—", "."}


def _according(token: Token, layout: Layout) -> Iterator[Draft]:
    to = token.nbor()
    named = next((child for child in to.children if child.dep_ in {"pobj", "pcomp"}), None)
    if named is None:
        return
    source = noun_phrase(named, to)
    last = max(named.right_edge.i + 1, source[1])
    for i in range(to.i + 2, source[1]):
        # "According to Kovac the border is open": without its comma the name runs into the clause.
        if layout.doc[i].dep_ == "det" and layout.doc[i - 1].text[0].isupper():
            source, last = (to.i + 1, i), i
            break
    content = layout.speech(_around(token, last, layout))
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
