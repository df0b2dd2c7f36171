"""The version of a record's tables, and how they are brought up to this one."""

import warnings
from functools import cache

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bilateral.exceptions import NewerRecordError, NewerRecordWarning

MIGRATIONS = "bilateral:record/migrations"


def version_of(connection: sa.Connection) -> str | None:
    """Return the version of the record's schema, or null for an empty file."""
    return MigrationContext.configure(connection).get_current_revision()


def is_current(connection: sa.Connection) -> bool:
    """Say whether the tables are those of this version."""
    return version_of(connection) == _known(MIGRATIONS)[0]


def is_newer(connection: sa.Connection) -> bool:
    """Say whether the tables are of a version that this one does not know."""
    version = version_of(connection)
    return version is not None and version not in _known(MIGRATIONS)


def warn_of_newer(connection: sa.Connection, place: str) -> None:
    """Warn who reads a record that a later version wrote; ``place`` is where it stands."""
    if is_newer(connection):
        words = f"{place} was written by a later version of Bilateral; it is read as far as this one knows it"
        warnings.warn(words, NewerRecordWarning, stacklevel=2)


def upgrade(connection: sa.Connection, place: str) -> None:
    """Bring the tables up to this version of the schema; nothing happens where they are.

    It is part of the transaction that is open, so an upgrade that is killed leaves the tables as they were.

    Raises:
        NewerRecordError: the record was written by a later version.

    """
    if is_current(connection):
        return
    if is_newer(connection):
        raise NewerRecordError(
            f"{place} was written by a later version of Bilateral (schema {version_of(connection)}): it can be read "
            "here, not changed; install that version with: pip install --upgrade bilateral"
        )
    config = _config(MIGRATIONS)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def other_version(place: str, words: str) -> str:
    """Return what to do where a record that is read lacks a table or column; ``words`` are those of its database."""
    return (
        f"{place} has the tables of another version of Bilateral ({words}); if a later one wrote it, install that "
        "with: pip install --upgrade bilateral; if an earlier one did, any command that adds brings it up to this one"
    )


def _config(location: str) -> Config:
    config = Config()
    config.set_main_option("script_location", location)
    config.set_main_option("path_separator", "os")
    return config


@cache
def _known(location: str) -> tuple[str, ...]:
    """Return the versions of the schema for which there are migrations, newest first."""
    scripts = ScriptDirectory.from_config(_config(location))
    return tuple(script.revision for script in scripts.walk_revisions())
