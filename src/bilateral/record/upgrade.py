"""Open a file as a record: prove that it is one, and bring its tables up to this version."""

import sqlite3
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bilateral.exceptions import NewerRecordError, NotARecordError
from bilateral.record.schema import APPLICATION_ID

SQLITE_HEADER = b"SQLite format 3\x00"


def prove_is_record(path: Path) -> None:
    """Refuse a file that some other program wrote.

    Raises:
        NotARecordError: the file is no SQLite file, or a SQLite file that is not marked as a record.

    """
    if not path.exists() or path.stat().st_size == 0:
        return
    if path.is_dir():
        raise NotARecordError(
            f"{path} is a folder; name a file for the record, for example {path / 'news.bilateral'}"
        )
    with path.open("rb") as file:
        if file.read(len(SQLITE_HEADER)) != SQLITE_HEADER:
            raise NotARecordError(
                f"{path} is not a record; it was left untouched. Name another file with --record"
            )
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise NotARecordError(
            f"{path} cannot be read as a record ({error}); restore it from a backup"
        ) from error
    finally:
        connection.close()
    if tables and mark != APPLICATION_ID:
        raise NotARecordError(
            f"{path} is the database of another program; it was left untouched. Name another file with --record"
        )


def _config(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", "bilateral:record/migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def version_of(connection: sa.Connection) -> str | None:
    """Return the version of the record's schema, or null for an empty file."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(connection: sa.Connection) -> None:
    """Bring the tables up to this version of the schema; nothing happens where they are.

    Raises:
        NewerRecordError: the record was written by a later version.

    """
    config = _config(connection)
    scripts = ScriptDirectory.from_config(config)
    version = version_of(connection)
    if version == scripts.get_current_head():
        return
    if version is not None and version not in {script.revision for script in scripts.walk_revisions()}:
        raise NewerRecordError(
            f"the record has schema {version}, which this version of Bilateral does not know; install a later one"
        )
    command.upgrade(config, "head")
