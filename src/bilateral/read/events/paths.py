"""The words that join two actors in the parse: where a reader looks for what the one does to the other."""

from collections.abc import Iterable
from itertools import product

from spacy.tokens import Doc, Token


def closest(first: Iterable[int], second: Iterable[int]) -> tuple[int, int]:
    """Return of two actors' heads, given as positions, those that stand closest to each other."""
    return min(product(first, second), key=lambda ends: (abs(ends[0] - ends[1]), ends))


def path_between(doc: Doc, one: int, other: int) -> tuple[int, ...]:
    """Return the positions on the way through the parse from one word to another, the ends left out.

    Words of different sentences are joined by nothing: then it is the way from the other word up to its root.
    """
    above = [token.i for token in (doc[one], *doc[one].ancestors)]
    beyond = [token.i for token in (doc[other], *doc[other].ancestors)]
    joint = next((i for i in above if i in beyond), None)
    if joint is None:
        return tuple(sorted(i for i in beyond if i != other))
    way = {*above[: above.index(joint) + 1], *beyond[: beyond.index(joint)]}
    return tuple(sorted(way - {one, other}))


def predicate_of(doc: Doc, one: int, other: int, *, joined: bool = True) -> Token:
    """Return the verb that joins two words: the lowest word above both, or the verb above that.

    Where they are not ``joined`` (they stand in two sentences) it is the verb above the other.
    """
    token = doc[other]
    if joined:
        above = {token.i, *(ancestor.i for ancestor in token.ancestors)}
        head = doc[one]
        token = next((joint for joint in (head, *head.ancestors) if joint.i in above), token)
    while token.pos_ not in {"VERB", "AUX"} and token.head != token:
        token = token.head
    return token
