"""What a dialect's full-text search gives to and takes from the rest of the store."""

from typing import Any, NamedTuple

import sqlalchemy as sa


class Matching(NamedTuple):
    """How rows are found by words: what to select from, on which condition, and their rank, the best lowest."""

    source: sa.FromClause
    condition: sa.ColumnElement[bool]
    rank: sa.ColumnElement[Any]


class Wording(NamedTuple):
    """The words by which an article (by address) or an entry (by id) is found: those of its head and of its body."""

    id: str
    head: str
    body: str
