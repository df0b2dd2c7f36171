"""A mention put into another text: each of its spans moved, and proved there."""

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar

from bilateral.model import Article, Mention, Span

M = TypeVar("M", bound=Mention)

Move = Callable[[Span], Span | None]
"""Says where the characters of a span stand in another text; null where they do not stand there together."""

# Further places of an event: it is the same event with fewer of them.
_MAY_BE_LOST = "also"


def moved(mention: M, article: Article, move: Move) -> M | None:
    """Return a mention as it stands in another article; null where a part of it does not stand there.

    The words of a span are those of the article that it is moved into.
    """
    values: dict[str, Any] = {}
    for part in dataclasses.fields(mention):
        value = getattr(mention, part.name)
        if isinstance(value, Span):
            values[part.name] = move(value)
            if values[part.name] is None:
                return None
        elif isinstance(value, tuple) and any(isinstance(item, Span) for item in value):
            places = [move(item) for item in value]
            if None in places and part.name != _MAY_BE_LOST:
                return None
            values[part.name] = tuple(place for place in places if place is not None)
    return dataclasses.replace(mention, article=article, **values)


def spans_needed(mention: Mention) -> list[Span]:
    """Return the spans without which a mention is not the same."""
    further = getattr(mention, _MAY_BE_LOST, ())
    return [span for span in mention.spans() if span not in further]
