"""Tables as Parquet files: in parts, written whole or not at all, and the same bytes for the same rows.

A part that goes on to many others (a shuffle) is one file with a row group for each of them, in their order, so that
each reads just its own.
"""

import hashlib
import uuid
import zlib
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from bilateral.running.tables import RESULTS, TABLES

# All that decides on the bytes of a file, beside the version of Arrow.
WRITING: Final = {"compression": "zstd", "compression_level": 3, "version": "2.6", "data_page_version": "1.0"}
# A row group of articles is what one task reads: some seconds of work, all that a killed worker costs.
ROWS: Final = {"articles": 64, "copies_to_read": 64, "hot": 1}
ROWS_OTHERWISE: Final = 10_000

Numbers: TypeAlias = npt.NDArray[np.int64]
Shuffle: TypeAlias = Callable[[pa.Table, int], Numbers]
"""Says for each row of a table to which of so many parts it goes."""


class Take(Enum):
    """What of a table a task is given: by the number of its part, and of its piece within that."""

    PART = "the part of the same number"
    PIECE = "the row group of the piece's number, of that part"
    BUCKET = "what all parts sent to this number"
    WHOLE = "everything"


def by_text(column: str) -> Shuffle:
    """Send rows with the same text in a column to the same part."""

    def numbers(rows: pa.Table, parts: int) -> Numbers:
        return np.array([part_of(text, parts) for text in rows[column].to_pylist()], dtype=np.int64)

    return numbers


def part_of(text: str, parts: int) -> int:
    """Return the part to which a text belongs."""
    return zlib.crc32(text.encode()) * parts >> 32


def by_hash(column: str) -> Shuffle:
    """Send rows by a column that holds hashes of 63 bits; their low bits may all be the same."""

    def numbers(rows: pa.Table, parts: int) -> Numbers:
        hashes: Numbers = rows[column].to_numpy()
        return (hashes >> 31) * parts >> 32

    return numbers


def by_number(column: str) -> Shuffle:
    """Send rows to the part whose number stands in a column."""

    def numbers(rows: pa.Table, _: int) -> Numbers:
        found: Numbers = rows[column].to_numpy().astype(np.int64)
        return found

    return numbers


def folder_of(root: Path, name: str) -> Path:
    """Return where the files of a table stand."""
    return root / name if name in RESULTS else root / "work" / name


def write(path: Path, rows: pa.Table, shuffle: Shuffle | None, parts: int) -> dict[str, Any]:
    """Write a file, as a whole or not at all; returns its hash, rows and row groups."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    with pq.ParquetWriter(unfinished, rows.schema, **WRITING) as writer:
        for group in _groups(path.parent.name, rows.combine_chunks(), shuffle, parts):
            writer.write_table(group, row_group_size=max(1, group.num_rows))
    with unfinished.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    unfinished.replace(path)
    return {"sha256": sha256, "rows": rows.num_rows, "groups": pq.read_metadata(path).num_row_groups}


def _groups(name: str, rows: pa.Table, shuffle: Shuffle | None, parts: int) -> Iterator[pa.Table]:
    if shuffle is None:
        size = ROWS.get(name, ROWS_OTHERWISE)
        yield from (rows.slice(i, size) for i in range(0, rows.num_rows, size))
        return
    numbers = shuffle(rows, parts)
    order = np.argsort(numbers, kind="stable")
    ends = np.searchsorted(numbers[order], np.arange(parts + 1))
    ordered = rows.take(pa.array(order))
    yield from (ordered.slice(ends[i], ends[i + 1] - ends[i]) for i in range(parts))


def read(root: Path, name: str, take: Take, part: int, piece: int = 0) -> pa.Table:
    """Return what a task is given of a table; rows come in the order of the files."""
    match take:
        case Take.WHOLE:
            found = [pq.read_table(path, partitioning=None) for path in files_of(root, name)]
        case Take.PART:
            found = [pq.read_table(path, partitioning=None) for path in files_of(root, name, part)]
        case Take.PIECE:
            found = [pq.ParquetFile(path).read_row_group(piece) for path in files_of(root, name, part)]
        case Take.BUCKET:
            found = [pq.ParquetFile(path).read_row_group(part) for path in files_of(root, name)]
    return pa.concat_tables(found) if found else TABLES[name].empty_table()


def files_of(root: Path, name: str, part: int | None = None) -> list[Path]:
    """Return the files of a table, or those of one of its parts, in order."""
    pattern = "part-*.parquet" if part is None else f"part-{part:05d}*.parquet"
    return sorted(folder_of(root, name).glob(pattern))
