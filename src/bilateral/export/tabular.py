"""Tables as folders of files: comma-separated values that every spreadsheet opens, and Parquet."""

import csv
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import sqlalchemy as sa

from bilateral.batches import to_json
from bilateral.export.cells import guard
from bilateral.export.scope import Scope
from bilateral.export.tables import SCHEMAS, Row, table_rows

# Rows of all tables together that are held before those of the fullest are written as one row group of Parquet.
HELD = 5000

Put = Callable[[str, list[Row]], None]


def write_csv(connection: sa.Connection, scope: Scope, folder: Path, *, text: bool) -> Mapping[str, int]:
    """Write each table as ``NAME.csv`` (RFC 4180, UTF-8) and return how many rows each has.

    A list is JSON, a null an empty cell; a cell of text that a spreadsheet would run is guarded (`cells`).
    """
    with ExitStack() as files:
        writers: dict[str, Any] = {}

        def put(name: str, rows: list[Row]) -> None:
            if name not in writers:
                path = folder / f"{name}.csv"
                file = files.enter_context(path.open("w", encoding="utf-8", newline=""))
                writers[name] = csv.writer(file)
                writers[name].writerow(SCHEMAS[name].names)
            writers[name].writerows([_cell(row[column]) for column in SCHEMAS[name].names] for row in rows)

        return _write(put, table_rows(connection, scope, text=text))


def write_parquet(connection: sa.Connection, scope: Scope, folder: Path, *, text: bool) -> Mapping[str, int]:
    """Write each table as ``NAME.parquet`` and return how many rows each has."""
    with ExitStack() as files:
        tables: dict[str, _Groups] = {}

        def put(name: str, rows: list[Row]) -> None:
            if name not in tables:
                writer = files.enter_context(pq.ParquetWriter(folder / f"{name}.parquet", SCHEMAS[name]))
                tables[name] = _Groups(SCHEMAS[name], writer)
            tables[name].rows += rows
            if sum(len(table.rows) for table in tables.values()) >= HELD:
                max(tables.values(), key=lambda table: len(table.rows)).flush()

        counts = _write(put, table_rows(connection, scope, text=text))
        for table in tables.values():
            table.flush()
        return counts


class _Groups:
    """Rows of one table, written group by group."""

    def __init__(self, schema: pa.Schema, writer: pq.ParquetWriter) -> None:
        self._schema, self._writer = schema, writer
        self.rows: list[Row] = []

    def flush(self) -> None:
        """Write the rows that are held as one group."""
        if self.rows:
            self._writer.write_table(pa.Table.from_pylist(self.rows, schema=self._schema))
            self.rows = []


def _write(put: Put, pieces: Iterable[tuple[str, list[Row]]]) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for name, rows in pieces:
        put(name, rows)
        counts[name] = counts.get(name, 0) + len(rows)
    return counts


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return guard(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return to_json(value) if isinstance(value, list) else value
