"""Long answers in pieces, so that memory does not grow with what is asked for."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa

from bilateral.record.mentions import CHUNK

T = TypeVar("T")
R = TypeVar("R", bound=tuple[Any, ...])


def streamed_rows(connection: sa.Connection, query: sa.Select[R]) -> Iterator[sa.Row[R]]:
    """Yield the rows of a query, of which the driver holds a chunk at a time; who stops early lets go of the rest."""
    with connection.execute(query, execution_options={"yield_per": CHUNK}) as rows:
        yield from rows


def streamed(connection: sa.Connection, query: sa.Select[Any]) -> Iterator[str]:
    """Yield the one text of each row of a query, of which the driver holds a chunk at a time."""
    for (value,) in streamed_rows(connection, query):
        yield str(value)


def chunks(items: Iterator[T], size: int) -> Iterator[list[T]]:
    """Yield the items in lists of at most so many."""
    while some := list(islice(items, size)):
        yield some
