"""What a check asks of a PostgreSQL schema itself."""

from collections.abc import Iterator

import sqlalchemy as sa

from bilateral.record.postgres.words import ARTICLE_WORDS, ENTRY_WORDS
from bilateral.record.schema import articles, entries, metadata


def faults(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """Yield each row that points to what is not there, and each that the search cannot find.

    PostgreSQL refuses such rows; who is allowed to can switch that off, and a damaged disk does not ask.
    """
    for table in metadata.sorted_tables:
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
            yield from _loose(connection, key)
    for table, words in ((articles, ARTICLE_WORDS), (entries, ENTRY_WORDS)):
        found = sa.select(words.c.number)
        for number in connection.execute(sa.select(table.c.number).where(table.c.number.not_in(found))):
            yield f"{table.name} number {number[0]}", "cannot be found by its words"


def _loose(connection: sa.Connection, key: sa.ForeignKey) -> Iterator[tuple[str, str]]:
    child, parent = key.parent, key.column.table.alias("parent")
    there = sa.select(sa.literal(1)).where(parent.c[key.column.name] == child).exists()
    query = sa.select(child).where(child.is_not(None), ~there).distinct().order_by(child)
    for (value,) in connection.execute(query):
        yield f"{child.table.name} {child.name} {value}", f"points to nothing in {key.column.table.name}"
