"""Parquet: one document a row, with the columns of JSON lines."""

import datetime as dt
import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from bilateral.collect.decode import decode
from bilateral.collect.items import Document, Reason, problem
from bilateral.collect.jsonl import document_of
from bilateral.model import Problem

START = b"PAR1"
# Rows held at a time, and bytes of a column read at a time: memory stays flat however large a row group is.
_ROWS = 128
_BUFFER = 1 << 20
# What a damaged file makes Arrow raise; a message that quotes its bytes may itself be no text.
_BROKEN = (pa.ArrowException, OSError, ValueError, OverflowError)
_KEYS = ("text", "id", "url", "source", "title")


def read_parquet(stream: BinaryIO, name: str) -> Iterator[Document | Problem]:
    """Yield one document or problem for each row; no row group that is broken stops the next.

    The columns are the keys of JSON lines: ``text``, and where there are such ``id``, ``url``, ``source``, ``date``
    and ``title``; any other is kept as metadata.
    """
    try:
        table = pq.ParquetFile(stream, buffer_size=_BUFFER, page_checksum_verification=True)
    except _BROKEN as error:
        yield problem(name, Reason.BROKEN, f"It is no Parquet file, or a broken one ({_short(error)}).")
        return
    fault = _schema_fault(table.schema_arrow, name)
    if fault:
        yield fault
        return
    if table.metadata.num_rows == 0:
        yield problem(name, Reason.EMPTY, "It holds no rows.")
    first = 1
    for group in range(table.num_row_groups):
        yield from _rows(table, group, name, first)
        first += table.metadata.row_group(group).num_rows


def _schema_fault(schema: pa.Schema, name: str) -> Problem | None:
    """Return why no row of the file can be an article, if so."""
    if "text" not in schema.names:
        columns = ", ".join(schema.names)[:200]
        detail = (
            f'It has no column "text" (it has: {columns}); rename the one that holds the articles\' text.'
        )
        return problem(name, Reason.NO_COLUMN, detail)
    repeated = next((column for column in _KEYS if schema.names.count(column) > 1), None)
    if repeated:
        return problem(name, Reason.NO_COLUMN, f'It has several columns "{repeated}"; keep one.')
    kind = schema.field("text").type
    if not _is_text(kind):
        return problem(name, Reason.UNFIT, f'The column "text" holds {kind}, no text; convert it to strings.')
    return None


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_text(kind.value_type)
    checks = ("string", "large_string", "string_view", "binary", "large_binary", "binary_view")
    return any(getattr(pa.types, f"is_{check}")(kind) for check in checks)


def _rows(table: pq.ParquetFile, group: int, name: str, first: int) -> Iterator[Document | Problem]:
    number = first
    try:
        for batch in table.iter_batches(batch_size=_ROWS, row_groups=[group], use_threads=False):
            for row in range(batch.num_rows):
                yield _row(batch, row, f"{name}:{number}")
                number += 1
    except _BROKEN as error:
        detail = f"Reading row group {group} broke off ({_short(error)}); the other groups are read. Write it anew."
        yield problem(f"{name}:{number}", Reason.BROKEN, detail)


def _row(batch: pa.RecordBatch, row: int, place: str) -> Document | Problem:
    value: dict[str, Any] = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        try:
            value[name] = _plain(column[row].as_py())
        except (
            ValueError,
            OverflowError,
        ) as error:  # bytes that are no UTF-8, nanoseconds, years out of range
            if name == "text":
                return problem(
                    place, Reason.ENCODING, f"Its text cannot be read ({_short(error)}); convert it to UTF-8."
                )
            value[name] = _as_words(column[row])
    return document_of(value, place)


def _as_words(scalar: Any) -> str | None:
    try:
        return str(scalar.cast(pa.string()).as_py())
    except (pa.ArrowException, ValueError):
        return None


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; what JSON does not know becomes words, and no number nothing."""
    if isinstance(value, bytes):
        decoded = decode(value)
        return decoded.text if decoded else None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | dt.timedelta) else value


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:150]
