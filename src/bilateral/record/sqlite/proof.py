"""What a check asks of a SQLite file itself."""

from collections.abc import Iterator

import sqlalchemy as sa


def faults(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """Yield each place where the file is damaged, or points to what is not there, with what is wrong."""
    for (fault,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if fault != "ok":
            yield "file", str(fault)
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{table} row {row}", f"points to nothing in {parent}"
