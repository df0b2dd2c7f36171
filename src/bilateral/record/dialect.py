"""What differs between the databases that can hold a record.

The tables, and all that is asked of them, are written once, in SQLAlchemy Core. What belongs to a dialect stands in
its own folder and nowhere else:

- ``sqlite/file.py``, ``postgres/database.py``: opening, locking, stamps, errors in our own words
- ``sqlite/words.py``, ``postgres/words.py``: full-text search (what can be asked and the snippets are common)
- ``sqlite/proof.py``, ``postgres/proof.py``: what a check asks of the database itself
- ``migrations/versions/``: the statements that make the tables of each

Common ground keeps both the same: text compares by code points (`bilateral.record.schema.WORDS`), JSON is kept as the
text that it is, and lists are ordered by a whole key, nothing before something.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as postgresql_dialect
from sqlalchemy.dialects import sqlite as sqlite_dialect

from bilateral.record import postgres, sqlite
from bilateral.record.asked import Asked
from bilateral.record.matching import Matching, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What the store asks of an open database in its own way.

    ``insert_new`` returns an insert that passes over rows that are there. ``keep_articles`` and ``keep_entries`` make
    rows findable by their words; ``matching`` finds them, in the table of articles or of entries. ``faults`` yields
    what is wrong with the database itself, as places with what is wrong there. ``number_on`` lets new rows be
    numbered after those that were copied with their numbers.
    """

    insert_new: Callable[[sa.Table], sa.Insert]
    keep_articles: Callable[[sa.Connection, Sequence[Wording]], None]
    keep_entries: Callable[[sa.Connection, Sequence[Wording]], None]
    matching: Callable[[sa.Table, Asked], Matching]
    faults: Callable[[sa.Connection], Iterator[tuple[str, str]]]
    number_on: Callable[[sa.Connection], None]


DIALECTS = {
    "sqlite": Dialect(
        insert_new=lambda table: sqlite_dialect.insert(table).on_conflict_do_nothing(),
        keep_articles=sqlite.words.keep_articles,
        keep_entries=sqlite.words.keep_entries,
        matching=sqlite.words.matching,
        faults=sqlite.proof.faults,
        number_on=lambda _: None,  # SQLite numbers from the largest that is there
    ),
    "postgresql": Dialect(
        insert_new=lambda table: postgresql_dialect.insert(table).on_conflict_do_nothing(),
        keep_articles=postgres.words.keep_articles,
        keep_entries=postgres.words.keep_entries,
        matching=postgres.words.matching,
        faults=postgres.proof.faults,
        number_on=postgres.numbers.number_on,
    ),
}


def dialect_of(connection: sa.Connection) -> Dialect:
    """Return the dialect that a connection speaks."""
    return DIALECTS[connection.dialect.name]


def insert_new(connection: sa.Connection, table: sa.Table, row: dict[str, Any]) -> bool:
    """Insert a row unless one with its key is there; returns whether it was new."""
    insert = dialect_of(connection).insert_new(table).values(row)
    return connection.execute(insert, execution_options={"preserve_rowcount": True}).rowcount > 0
