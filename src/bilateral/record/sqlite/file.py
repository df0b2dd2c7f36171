"""A record as a SQLite file: WAL, so that readers query while a writer adds; errors in our own words."""

import sqlite3
from collections.abc import Hashable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bilateral.exceptions import NotARecordError, RecordBusyError, RecordError, RecordWriteError
from bilateral.record.upgrade import other_version, upgrade, version_of, warn_of_newer

# Seconds that a writer waits for another one before it gives up.
BUSY_SECONDS = 30
# Marks a SQLite file as a record ("Bltr"), so that another program's file is never written to.
APPLICATION_ID = 0x426C7472


@dataclass(frozen=True, slots=True)
class File:
    """A file that is a record or can become one; see `bilateral.record.place.Place`."""

    path: Path

    def __str__(self) -> str:
        """Return the path."""
        return str(self.path)

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    def connect(self, *, write: bool) -> sa.Engine:
        """Return an engine on the record.

        Raises:
            RecordError: the file is missing (and ``write`` is not given), is no record, is of a later version, or
                cannot be written.

        """
        if not write and not self.path.exists():
            raise RecordError(
                f"there is no record at {self.path}; make one with: bilateral add SOURCE --record {self.path}"
            )
        self.prove_is_record()
        engine = sa.create_engine("sqlite://", creator=lambda: self._open(write=write), poolclass=sa.NullPool)
        sa.event.listen(engine, "begin", _begin_immediate if write else _begin)
        with self.in_own_words(), engine.begin() as connection:
            if write:
                upgrade(connection, str(self))
            elif version_of(connection) is None:
                raise NotARecordError(
                    f"{self.path} holds no record yet; make one with: bilateral add SOURCE --record {self.path}"
                )
            else:
                warn_of_newer(connection, str(self))
        return engine

    def snapshot(self, to: Path) -> None:
        """Write the record as it is at this moment to a file that needs no other beside it; writers go on meanwhile.

        Raises:
            RecordError: the record cannot be read, or the file not be written.

        """
        with (
            self.in_own_words(),
            closing(self._open(write=False)) as source,
            File(to).in_own_words(),
            closing(sqlite3.connect(to, isolation_level=None)) as target,
        ):
            source.backup(target)
            # The header still names a log, which readers of the copy would have to make beside it.
            target.execute("PRAGMA journal_mode = DELETE")

    def close_log(self) -> None:
        """Bring all changes from the log into the file, which then stands alone.

        Raises:
            RecordBusyError: another process has the record open.
            RecordError: it cannot be read.

        """
        with self.in_own_words(), closing(self._connection("mode=rw")) as connection:
            connection.execute("PRAGMA busy_timeout = 1000")
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        if mode != "delete":
            raise RecordBusyError(f"another process has {self.path} open; end it first")

    def stamp(self, _engine: sa.Engine) -> Hashable:
        """Return time of change and size of the record's files: a commit writes to the file or to its log."""
        found = []
        for path in (self.path, self._log):
            try:
                state = path.stat()
            except FileNotFoundError:
                found.append((0, 0))
            else:
                found.append((state.st_mtime_ns, state.st_size))
        return tuple(found)

    @contextmanager
    def in_own_words(self) -> Iterator[None]:
        """Turn what SQLite says into an error that names the record and what to do.

        Raises:
            RecordBusyError: another writer held the record too long.
            RecordWriteError: the disk is full, or the file or its folder cannot be written.
            RecordError: anything else that SQLite reports.

        """
        try:
            yield
        except (sqlite3.Error, sa.exc.DBAPIError) as error:
            original: Any = error.orig if isinstance(error, sa.exc.DBAPIError) else error
            raise _own_error(self.path, str(original)) from error

    @property
    def _log(self) -> Path:
        return self.path.with_name(f"{self.path.name}-wal")

    def _open(self, *, write: bool) -> sqlite3.Connection:
        connection = self._open_to_write() if write else self._open_to_read()
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def _open_to_write(self) -> sqlite3.Connection:
        connection = self._connection("mode=rwc")
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if not tables:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL")
        # With WAL, NORMAL loses no consistency at a crash, only the last transaction at a power cut.
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    def _open_to_read(self) -> sqlite3.Connection:
        """Open the file without the right to change it, even where its folder cannot be written to.

        With WAL every reader has to write to a file beside the record. Where it may not, the record is read as one
        that nobody changes; that holds as long as it has no log, so a log that is there is not passed over.
        """
        connection = self._connection("mode=ro")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            if "unable to open" not in str(error) and "readonly" not in str(error):
                raise
            if self._log.exists() and self._log.stat().st_size:
                raise RecordError(
                    f"{self.path} cannot be read here: its last changes stand in {self._log.name}, and this folder "
                    "cannot be written to. Open it once where it can, or copy both files elsewhere"
                ) from error
            connection = self._connection("mode=ro&immutable=1")
        return connection

    def _connection(self, options: str) -> sqlite3.Connection:
        uri = f"{self.path.resolve().as_uri()}?{options}"
        return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)

    def prove_is_record(self) -> None:
        """Refuse a file that some other program wrote.

        Raises:
            NotARecordError: the file is no SQLite file, or a SQLite file that is not marked as a record.

        """
        path = self.path
        if not path.exists() or path.stat().st_size == 0:
            return
        if path.is_dir():
            raise NotARecordError(
                f"{path} is a folder; name a file for the record, for example {path / 'news.bilateral'}"
            )
        mark, tables = self._mark()
        if tables and mark != APPLICATION_ID:
            raise NotARecordError(
                f"{path} is the database of another program; it was left untouched. Name another file with --record"
            )

    def _mark(self) -> tuple[int, int]:
        """Return the mark of the program that made the file, and how many tables and the like it has.

        SQLite alone opens the file: wherever else a process opens and closes it, the locks of all its connections are
        gone (POSIX), and another process may then take the log away from under them.
        """
        try:
            with closing(self._open_to_read()) as connection:
                (mark,) = connection.execute("PRAGMA application_id").fetchone()
                (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.DatabaseError as error:
            raise self._why_unreadable(error) from error
        return mark, tables

    def _why_unreadable(self, error: sqlite3.DatabaseError) -> RecordError:
        # The low byte is the kind of error. Python raises some of its own, which have no code.
        match getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF:
            case sqlite3.SQLITE_NOTADB:
                return NotARecordError(
                    f"{self.path} is not a record; it was left untouched. Name another file with --record"
                )
            case sqlite3.SQLITE_CORRUPT:
                return NotARecordError(
                    f"{self.path} is damaged ({error}); put a backup in its place with: "
                    f"bilateral restore BACKUP --record {self.path}"
                )
            case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
                return RecordError(f"{self.path} cannot be read; see who may read it, and its folder")
            case _:
                return _own_error(self.path, str(error))


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_immediate(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _own_error(path: Path, words: str) -> RecordError:
    if "locked" in words or "busy" in words:
        return RecordBusyError(f"another process is writing to {path}; try again when it is done")
    if "disk I/O error" in words:
        return RecordWriteError(
            f"the disk failed at {path}; see that it has room and is whole. What was added before stays"
        )
    if "full" in words:
        return RecordWriteError(
            f"no space is left for {path}; what was added before stays. Make room and run again"
        )
    if "readonly" in words or "read-only" in words or "unable to open" in words:
        return RecordWriteError(
            f"{path} cannot be written (read-only file or folder); name another place with --record"
        )
    if "no such column" in words or "no such table" in words:
        return RecordError(other_version(str(path), words))
    return RecordError(f"{path}: SQLite reports: {words}")
