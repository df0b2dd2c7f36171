"""A record as a schema of a PostgreSQL database: one writer at a time, readers that never wait, errors in our own words.

Every transaction of a writer begins with an advisory lock on the record and holds it to its end, as SQLite locks its
file. So what two writers do is the same as if one had done it after the other, and none of their transactions can
fail for the sake of the other. What takes long, the reading of articles, stands outside of transactions, so writers
read beside each other. Readers see the snapshot with which their transaction began and take no lock.
"""

import hashlib
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

import sqlalchemy as sa

from bilateral.exceptions import NotARecordError, RecordBusyError, RecordError, RecordWriteError
from bilateral.record.upgrade import other_version, upgrade, version_of, warn_of_newer

SCHEMES = frozenset({"postgresql", "postgres", "postgresql+psycopg"})
SCHEMA = "bilateral"
# Seconds that a writer waits for another one, and that a server may take to answer, before we give up.
BUSY_SECONDS = 30
ANSWER_SECONDS = 10
# Marks a schema as a record, so that another program's tables are never written to.
MARK = "a record of Bilateral"

# Codes of errors (PostgreSQL documentation, appendix A), by what they mean for who uses a record.
_BUSY = frozenset({"55P03", "40001", "40P01"})
_FULL = frozenset({"53100"})
_READ_ONLY = frozenset({"25006", "42501"})
_UNKNOWN = frozenset({"42P01", "42703"})
_GONE = ("08", "57P", "28", "3D")


@dataclass(frozen=True, slots=True)
class Database:
    """A schema that is a record or can become one; see `bilateral.record.place.Place`."""

    url: sa.URL
    schema: str

    @classmethod
    def at(cls, words: str) -> Self:
        """Return the place that a URL names: ``postgresql://USER@HOST:PORT/DATABASE?schema=NAME``.

        Other parameters are libpq's. A password is better kept out of it: in ``PGPASSWORD`` or ``~/.pgpass``.

        Raises:
            RecordError: it is no such URL.

        """
        try:
            url = sa.make_url(words)
        except (sa.exc.ArgumentError, ValueError) as error:
            raise RecordError(
                "the URL of the record cannot be read; write postgresql://USER@HOST/DATABASE"
            ) from error
        schema = url.query.get("schema", SCHEMA)
        if not isinstance(schema, str) or not schema or len(schema.encode()) > 63:
            raise RecordError(
                "the URL of the record names no schema; write ?schema=NAME once, or leave it out"
            )
        return cls(url.difference_update_query(["schema"]).set(drivername="postgresql+psycopg"), schema)

    def __str__(self) -> str:
        """Return the URL without its password."""
        shown = self.url.set(drivername="postgresql").difference_update_query(["password"])
        if self.schema != SCHEMA:
            shown = shown.update_query_dict({"schema": self.schema})
        return shown.render_as_string(hide_password=True)

    @property
    def name(self) -> str:
        """The database, with the schema where that is not the usual one."""
        database = self.url.database or "postgres"
        return database if self.schema == SCHEMA else f"{database}.{self.schema}"

    def connect(self, *, write: bool) -> sa.Engine:
        """Return an engine on the record.

        Raises:
            RecordError: the server cannot be reached, the schema holds no record (and ``write`` is not given), is
                another program's, is of a later version, or may not be written to.

        """
        engine = self._engine()
        sa.event.listen(engine, "begin", self._begin_to_write if write else self._begin_to_read)
        try:
            with self.in_own_words(), engine.begin() as connection:
                self._make(connection) if write else self._prove_is_record(connection)
        except BaseException:
            engine.dispose()
            raise
        return engine

    def stamp(self, engine: sa.Engine) -> Hashable:
        """Return the server's count of changes: two that are alike saw the same record.

        Accepted gap: changes to anything else on the server change it too.
        """
        with self.in_own_words(), engine.connect() as connection:
            return str(
                connection.execute(sa.select(sa.func.pg_current_snapshot().cast(sa.Text))).scalar_one()
            )

    @contextmanager
    def in_own_words(self) -> Iterator[None]:
        """Turn what PostgreSQL says into an error that names the record and what to do.

        Raises:
            RecordBusyError: another writer held the record too long.
            RecordWriteError: the disk is full, or the record may not be written to.
            RecordError: the server cannot be reached, or anything else that it reports.

        """
        try:
            yield
        except sa.exc.DBAPIError as error:
            raise self._own_error(error.orig) from error

    def _engine(self) -> sa.Engine:
        limits = {"connect_timeout": ANSWER_SECONDS, "application_name": "bilateral"}
        arguments = {name: value for name, value in limits.items() if name not in self.url.query}
        try:
            # A connection that the server has closed meanwhile is made anew before it is used.
            return sa.create_engine(self.url, pool_pre_ping=True, connect_args=arguments)
        except ImportError as error:
            raise RecordError(
                "a record in PostgreSQL needs its driver; install it with: pip install 'bilateral[postgres]'"
            ) from error

    def _begin_to_read(self, connection: sa.Connection) -> None:
        connection.exec_driver_sql(
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;"
            f"SET LOCAL search_path TO {self._quoted}"
        )

    def _begin_to_write(self, connection: sa.Connection) -> None:
        # After the lock is had, each statement sees all that those before us have written.
        connection.exec_driver_sql(
            "SET TRANSACTION ISOLATION LEVEL READ COMMITTED READ WRITE;"
            f"SET LOCAL search_path TO {self._quoted};"
            f"SET LOCAL lock_timeout TO '{BUSY_SECONDS}s';"
            f"SELECT pg_advisory_xact_lock({self._lock})"
        )

    @property
    def _quoted(self) -> str:
        return '"' + self.schema.replace('"', '""') + '"'

    @property
    def _lock(self) -> int:
        """The number of the record's lock; locks are counted within one database."""
        seed = hashlib.sha256(f"bilateral record {self.schema}".encode()).digest()
        return int.from_bytes(seed[:8], signed=True)

    def _make(self, connection: sa.Connection) -> None:
        """Make the tables, or bring them up to this version, unless they are another program's."""
        if self._is_record(connection):
            upgrade(connection, str(self))
            return
        there = sa.text("SELECT count(*) FROM pg_namespace WHERE nspname = :schema")
        if not connection.execute(there, {"schema": self.schema}).scalar_one():
            connection.exec_driver_sql(f"CREATE SCHEMA {self._quoted}")
        upgrade(connection, str(self))
        connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{MARK}'")

    def _prove_is_record(self, connection: sa.Connection) -> None:
        if not self._is_record(connection) or version_of(connection) is None:
            raise RecordError(
                f"there is no record at {self}; make one with: bilateral add SOURCE --record '{self}'"
            )
        warn_of_newer(connection, str(self))

    def _is_record(self, connection: sa.Connection) -> bool:
        """Say whether the schema holds a record; it does not where there is nothing in it.

        Raises:
            NotARecordError: it holds something else.

        """
        query = sa.text("""
            SELECT relname, obj_description(pg_class.oid, 'pg_class') AS mark
            FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE nspname = :schema AND relkind IN ('r', 'p', 'v', 'm', 'f')""")
        rows = connection.execute(query, {"schema": self.schema})
        marks: dict[str, str | None] = {row.relname: row.mark for row in rows}
        if marks and marks.get("alembic_version") != MARK:
            raise NotARecordError(
                f"the schema {self.schema} of {self} is another program's; it was left untouched. "
                "Name another one with ?schema=NAME"
            )
        return bool(marks)

    def _own_error(self, error: Any) -> RecordError:
        code, words = getattr(error, "sqlstate", None), " ".join(str(error).split())
        if code in _BUSY:
            return RecordBusyError(f"another process is writing to {self}; try again when it is done")
        if code in _FULL:
            return RecordWriteError(
                f"no space is left for {self}; what was added before stays. Make room on the server and run again"
            )
        if code in _READ_ONLY:
            return RecordWriteError(
                f"{self} may not be used so by {self.url.username or 'this user'} ({words}); ask who keeps the "
                "server for the right to it"
            )
        if code in _UNKNOWN:
            return RecordError(other_version(str(self), words))
        gone = code.startswith(_GONE) if code else type(error).__name__ == "OperationalError"
        if gone:
            return RecordError(
                f"{self} cannot be reached ({words}); see that server, user and database are there. What was kept "
                "before stays, and the next run goes on from there"
            )
        return RecordError(f"{self}: PostgreSQL reports: {words}" + (f" ({code})" if code else ""))
