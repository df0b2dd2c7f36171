"""The version of a record's tables, and how they are brought up to this one."""

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bilateral.exceptions import NewerRecordError


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
