"""Connections to a SQLite record: WAL, so that readers query while a writer adds; errors in our own words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bilateral.exceptions import NotARecordError, RecordBusyError, RecordError, RecordWriteError
from bilateral.record.schema import APPLICATION_ID
from bilateral.record.upgrade import prove_is_record, upgrade, version_of

# Seconds that a writer waits for another one before it gives up.
BUSY_SECONDS = 30


def connect(path: Path, *, write: bool) -> sa.Engine:
    """Return an engine on the record, its tables made or brought up to date where ``write`` allows.

    Raises:
        RecordError: the file is missing (and ``write`` is not given), is no record, is of a later version, or
            cannot be written.

    """
    if not write and not path.exists():
        raise RecordError(
            f"there is no record at {path}; make one with: bilateral add SOURCE --record {path}"
        )
    prove_is_record(path)
    engine = sa.create_engine("sqlite://", creator=lambda: _open(path, write=write), poolclass=sa.NullPool)
    sa.event.listen(engine, "begin", _begin_immediate if write else _begin)
    with in_own_words(path), engine.begin() as connection:
        if write:
            upgrade(connection)
        elif version_of(connection) is None:
            raise NotARecordError(
                f"{path} holds no record yet; make one with: bilateral add SOURCE --record {path}"
            )
    return engine


def _open(path: Path, *, write: bool) -> sqlite3.Connection:
    uri = f"{path.resolve().as_uri()}?mode={'rwc' if write else 'ro'}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    if write:
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if not tables:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL")
        # With WAL, NORMAL loses no consistency at a crash, only the last transaction at a power cut.
        connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_immediate(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def in_own_words(path: Path) -> Iterator[None]:
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
        raise _own_error(path, str(original)) from error


def _own_error(path: Path, words: str) -> RecordError:
    if "locked" in words or "busy" in words:
        return RecordBusyError(f"another process is writing to {path}; try again when it is done")
    if "full" in words:
        return RecordWriteError(
            f"no space is left for {path}; what was added before stays. Make room and run again"
        )
    if "readonly" in words or "read-only" in words or "unable to open" in words:
        return RecordWriteError(
            f"{path} cannot be written (read-only file or folder); name another place with --record"
        )
    return RecordError(f"{path}: SQLite reports: {words}")
