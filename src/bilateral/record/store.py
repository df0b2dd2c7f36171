"""A record: one place, opened for reading or for writing, and the tables behind it."""

import weakref
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import sqlalchemy as sa

from bilateral.record.place import place_of


class Record:
    """An open record. Readers never wait for a writer; writers wait for one another.

    Args:
        record: the path of a file, or the URL of a PostgreSQL database (``postgresql://USER@HOST/DATABASE``); made
            where it is missing and ``write`` is given.
        write: whether this record may be changed.

    Raises:
        RecordError: the record is missing, is something else, is of a later version, or cannot be written.

    """

    def __init__(self, record: str | Path, *, write: bool = False) -> None:
        self.place = place_of(record)
        self.write = write
        self._engine = self.place.connect(write=write)
        # Connections that wait for their next use are closed with the record, also where nobody closes it.
        self._close = weakref.finalize(self, self._engine.dispose)

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """Give a connection whose work is kept as a whole or not at all.

        Raises:
            RecordError: the database could not do it; nothing of the transaction is kept.

        """
        with self.place.in_own_words(), self._engine.begin() as connection:
            yield connection

    def stamp(self) -> Hashable:
        """Return a value that is another one after each change to the record, so that answers may be kept."""
        return self.place.stamp(self._engine)

    def close(self) -> None:
        """Let the place go."""
        self._close()

    def __enter__(self) -> Self:
        """Use the record as a context; it is closed at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the place go."""
        self.close()
