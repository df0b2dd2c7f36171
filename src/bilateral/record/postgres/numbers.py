"""Numbers of rows, which PostgreSQL counts apart from the tables."""

import sqlalchemy as sa

from bilateral.record.schema import metadata


def number_on(connection: sa.Connection) -> None:
    """Let the next row of each table be numbered after the largest number that is there."""
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            counter = sa.func.pg_get_serial_sequence(table.name, column.name)
            # Without a row the counter stands at 1, not yet given out.
            last, given = sa.func.coalesce(sa.func.max(column), 1), sa.func.max(column).is_not(None)
            connection.execute(sa.select(sa.func.setval(counter, last, given)))
