"""Rows as Arrow: the schema follows from the types of a row's fields."""

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import pyarrow as pa

from bilateral.batches import to_json
from bilateral.record.streams import chunks

_TYPES: Final[Mapping[Any, pa.DataType]] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    dt.date: pa.date32(),
    tuple: pa.list_(pa.string()),
    Mapping: pa.string(),
}


def schema_of(row: type[Any]) -> pa.Schema:
    """Return the Arrow schema of a type of rows: lists of words as lists, what differs in its shape as JSON."""
    hints = typing.get_type_hints(row)
    fields = dataclasses.fields(row)
    return pa.schema([pa.field(field.name, _type(hints[field.name])) for field in fields])


def batches(row: type[Any], rows: Iterable[Any], size: int) -> Iterator[pa.RecordBatch]:
    """Yield rows as record batches of at most so many."""
    schema = schema_of(row)
    as_json = [
        field.name
        for field in dataclasses.fields(row)
        if _main(typing.get_type_hints(row)[field.name]) is Mapping
    ]
    for some in chunks(iter(rows), size):
        columns = {name: [getattr(each, name) for each in some] for name in schema.names}
        columns |= {name: [to_json(dict(value)) for value in columns[name]] for name in as_json}
        yield pa.RecordBatch.from_pydict(columns, schema=schema)


def _type(hint: Any) -> pa.DataType:
    return _TYPES[_main(hint)]


def _main(hint: Any) -> Any:
    """Return what a type is besides null and its arguments: tuple for ``tuple[str, ...] | None``."""
    if isinstance(hint, types.UnionType):
        (hint,) = (part for part in typing.get_args(hint) if part is not types.NoneType)
    return typing.get_origin(hint) or hint
