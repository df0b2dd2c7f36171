"""Long lists, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from starlette.datastructures import QueryParams

T = TypeVar("T")

PAGE = 50
# Beyond, an offset costs more than anybody reads; narrower filters lead there.
LAST_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items of a list: the page's number from 1, and how many items the whole list has."""

    items: Sequence[T]
    number: int
    total: int
    size: int = PAGE

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // self.size))


def page_number(parameters: QueryParams) -> int:
    """Return the page asked for, 1 where nothing sensible is."""
    words = parameters.get("page", "")
    return min(max(int(words), 1), LAST_PAGE) if words.isascii() and words.isdigit() and len(words) < 9 else 1


def cut(items: Sequence[T], number: int, size: int = PAGE) -> Page[T]:
    """Return a page of a list that is at hand; a number beyond the end gives the last page."""
    number = min(number, max(1, -(-len(items) // size)))
    return Page(items[(number - 1) * size : number * size], number, len(items), size)
