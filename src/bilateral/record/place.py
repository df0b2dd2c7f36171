"""Where a record stands: a SQLite file, or a schema of a PostgreSQL database. What opening takes is the dialect's."""

from collections.abc import Hashable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa

from bilateral.exceptions import RecordError
from bilateral.record.postgres.database import SCHEMES, Database
from bilateral.record.sqlite.file import File


class Place(Protocol):
    """A place where a record stands or can be made; as a string it is shown to the user, without a password."""

    @property
    def name(self) -> str:
        """The short name of the record, as pages and citations give it."""

    def connect(self, *, write: bool) -> sa.Engine:
        """Return an engine on the record, its tables made or brought up to date where ``write`` allows.

        A transaction of a writer excludes other writers from its beginning to its end; a reader sees in one
        transaction one state of the record, and neither waits nor is waited for.

        Raises:
            RecordError: there is no record (and ``write`` is not given), or it cannot be opened.

        """

    def in_own_words(self) -> AbstractContextManager[None]:
        """Turn what the database says into an error of ours that names the record and what to do."""

    def stamp(self, engine: sa.Engine) -> Hashable:
        """Return a value that is another one after each change to the record, and perhaps after others."""


def place_of(record: str | Path) -> Place:
    """Return the place that a path or a URL names.

    Raises:
        RecordError: the URL is none of PostgreSQL.

    """
    scheme, sign, _ = str(record).partition("://")
    if isinstance(record, Path) or not sign:
        return File(Path(record))
    if scheme not in SCHEMES:
        raise RecordError(
            f"{scheme}:// names no place for a record; give a file, or postgresql://USER@HOST/DATABASE"
        )
    return Database.at(record)


def name_of(record: str | Path) -> str:
    """Return what is shown to the user of where a record stands: a path, or a URL without its password."""
    return str(place_of(record))
