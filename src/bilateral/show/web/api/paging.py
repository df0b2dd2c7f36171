"""Long lists page by page: a link leads on from the last item that was given, whatever is added meanwhile."""

import base64
import binascii
import json
from collections.abc import Iterator
from itertools import islice
from typing import TypeVar
from urllib.parse import urlencode

from bilateral.batches import digest
from bilateral.exceptions import QuestionError
from bilateral.show.web.api.parameters import Asked, Parameter

T = TypeVar("T")

# Items of a page, where nothing is asked, and at most.
ITEMS, MOST_ITEMS = 50, 200

LIMIT = Parameter("limit", "How many items a page has at most.", {"type": "integer", "minimum": 1, "maximum": MOST_ITEMS}, otherwise=ITEMS)  # fmt: skip
CURSOR = Parameter(
    "cursor",
    "Where a page goes on: taken from the link `next` of the page before, with the same other parameters.",
    {"type": "string", "minLength": 1, "maxLength": 500, "pattern": "^[A-Za-z0-9_-]+$"},
)
PAGING = (LIMIT, CURSOR)


def page_of(
    found: Iterator[tuple[tuple[str, ...], T]], asked: Asked
) -> tuple[tuple[T, ...], tuple[str, ...] | None]:
    """Return the items of a page, and the place of the last where more follow.

    ``found`` yields each item with its place, from where the page begins.
    """
    some = list(islice(found, asked["limit"] + 1))
    shown = some[: asked["limit"]]
    return tuple(item for _, item in shown), shown[-1][0] if len(some) > len(shown) else None


def next_link(path: str, asked: Asked, place: tuple[str, ...] | None) -> str | None:
    """Return the address, on the same host, of the page that goes on after a place; null for none."""
    if place is None:
        return None
    mark = json.dumps([_of(path, asked), *place], ensure_ascii=False).encode()
    cursor = base64.urlsafe_b64encode(mark).decode().rstrip("=")
    kept = [(name, words) for name, words in asked.query if name != "cursor"]
    return f"{path}?{urlencode([*kept, ('cursor', cursor)])}"


def place_of(path: str, asked: Asked, parts: int) -> tuple[str, ...] | None:
    """Return the place after which a page begins, null for the first; a place has so many parts.

    Raises:
        QuestionError: the cursor was made elsewhere, or for another question.

    """
    cursor = asked["cursor"]
    if cursor is None:
        return None
    try:
        mark = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        whose, *place = mark
    except (binascii.Error, ValueError, TypeError, RecursionError):
        whose, place = None, []
    if whose != _of(path, asked) or len(place) != parts or not all(isinstance(part, str) for part in place):
        raise QuestionError(
            "cursor is none of this question; take it from the link `next`, and change nothing else"
        )
    return tuple(place)


def _of(path: str, asked: Asked) -> str:
    """Return a word for a question, the same for each of its pages."""
    given = sorted((name, words) for name, words in asked.query if name not in {"cursor", "limit"})
    return digest(path, given)
