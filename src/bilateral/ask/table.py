"""An answer of many rows: gone through one by one, or taken as Arrow, pandas or polars."""

import importlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import pyarrow as pa

from bilateral.ask.arrow import batches, schema_of
from bilateral.exceptions import ExtraError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

R = TypeVar("R")
M = TypeVar("M")

# Rows of one batch.
BATCH = 10_000


class Table(Generic[R]):
    """Rows of one type, fetched anew from the record whenever they are gone through.

    Args:
        row: the type of the rows, a frozen dataclass, whose fields are the columns.
        rows: a function that begins to yield them.

    """

    def __init__(self, row: type[R], rows: Callable[[], Iterator[R]]) -> None:
        self.row = row
        self._rows = rows

    def __iter__(self) -> Iterator[R]:
        """Yield the rows one by one; the record is read as it stands when the first is asked for."""
        return self._rows()

    def __repr__(self) -> str:
        """Return what the rows are, and their columns."""
        return f"<Table of {self.row.__name__}: {', '.join(self.schema.names)}>"

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema of the rows."""
        return schema_of(self.row)

    def batches(self, size: int = BATCH) -> Iterator[pa.RecordBatch]:
        """Yield the rows as record batches of at most ``size``; memory does not grow with their number."""
        return batches(self.row, self, size)

    def to_arrow(self) -> pa.Table:
        """Return the rows as an Arrow table."""
        return pa.Table.from_batches(self.batches(), self.schema)

    def to_pandas(self) -> "pd.DataFrame":
        """Return the rows as a pandas data frame, days as datetimes.

        Raises:
            ExtraError: pandas is not installed.

        """
        _need("pandas")
        return self.to_arrow().to_pandas(date_as_object=False)

    def to_polars(self) -> "pl.DataFrame":
        """Return the rows as a polars data frame.

        Raises:
            ExtraError: polars is not installed.

        """
        frame: pl.DataFrame = _need("polars").from_arrow(self.to_arrow())
        return frame

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Hand the rows to any library that reads Arrow (the PyCapsule protocol), such as DuckDB."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)


class Measured(Table[R], Generic[R, M]):
    """The rows of a measure; ``whole`` has besides what was counted, how, and what was left out."""

    def __init__(self, row: type[R], rows: Callable[[], Iterator[R]], whole: M) -> None:
        super().__init__(row, rows)
        self.whole = whole


def _need(library: str) -> Any:
    try:
        return importlib.import_module(library)
    except ImportError as error:
        raise ExtraError(
            f"{library} is not installed; install it with: pip install 'bilateral[frames]'"
        ) from error
