"""A record: one file, opened for reading or for writing, and the tables behind it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import sqlalchemy as sa

from bilateral.record.connection import connect, in_own_words


class Record:
    """An open record. Readers never wait for a writer; writers wait for one another.

    Args:
        path: the file; made where it is missing and ``write`` is given.
        write: whether this record may be changed.

    Raises:
        RecordError: the file is missing, is no record, is of a later version, or cannot be written.

    """

    def __init__(self, path: str | Path, *, write: bool = False) -> None:
        self.path = Path(path)
        self.write = write
        self._engine = connect(self.path, write=write)

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """Give a connection whose work is kept as a whole or not at all.

        Raises:
            RecordError: SQLite could not do it; nothing of the transaction is kept.

        """
        with in_own_words(self.path), self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let the file go."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Use the record as a context; it is closed at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the file go."""
        self.close()
