"""A record copied to another place, row by row and without loss: from a file to PostgreSQL, back, or from file to file.

The copy is one transaction on either side: it takes the state that the source has when it begins, and a copy that is
killed leaves nothing. Rows keep their numbers; what a search needs is made anew by the dialect of the target.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from bilateral.exceptions import RecordError
from bilateral.record.articles import wording_of as wording_of_article
from bilateral.record.dialect import dialect_of
from bilateral.record.entries import wording_of as wording_of_entry
from bilateral.record.schema import articles, entries, metadata
from bilateral.record.store import Record
from bilateral.record.upgrade import version_of

# Rows held at a time; an article may have five megabytes, any other row is small.
ROWS, TEXTS = 500, 50

Progress = Callable[[str, int, int | None], None]
"""Told the table, how many of its rows are copied and how many there are."""
Rows = Sequence[Mapping[str, Any]]


def copy_record(
    source: Record, target: Record, progress: Progress = lambda _table, _done, _all: None
) -> dict[str, int]:
    """Copy every row of a record into another one, which is empty; returns how many rows each table has.

    Raises:
        RecordError: the target holds something, or the source is of an earlier version.

    """
    with source.transaction() as old, target.transaction() as new:
        _prove_copyable(source, old, target, new)
        copied = {table.name: _copy_table(table, old, new, progress) for table in metadata.sorted_tables}
        dialect_of(new).number_on(new)
    return copied


def _prove_copyable(source: Record, old: sa.Connection, target: Record, new: sa.Connection) -> None:
    if version_of(old) != version_of(new):
        raise RecordError(
            f"{source.place} was made by an earlier version; bring it up to this one with: "
            f"bilateral add --record {source.place} SOURCE"
        )
    for table in metadata.sorted_tables:
        if new.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
            raise RecordError(f"{target.place} is not empty; a record is copied to a new place only")


def _copy_table(table: sa.Table, old: sa.Connection, new: sa.Connection, progress: Progress) -> int:
    number = old.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
    done, size = 0, TEXTS if table is articles else ROWS
    with old.execute(_all_of(table), execution_options={"yield_per": size}) as found:
        for some in found.mappings().partitions():
            rows = [dict(row) for row in some]
            new.execute(table.insert(), rows)
            _make_findable(table, new, rows)
            done += len(rows)
            progress(table.name, done, number)
    return done


def _all_of(table: sa.Table) -> sa.Select[Any]:
    query = sa.select(table)
    # A judgement may point to an earlier one.
    return query if table.autoincrement_column is None else query.order_by(table.autoincrement_column)


def _make_findable(table: sa.Table, connection: sa.Connection, rows: Rows) -> None:
    dialect = dialect_of(connection)
    if table is articles:
        dialect.keep_articles(connection, [wording_of_article(row) for row in rows])
    elif table is entries:
        words = [wording_of_entry(row["id"], row["label"], row["fields"]) for row in rows]
        dialect.keep_entries(connection, words)
