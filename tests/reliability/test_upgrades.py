"""Records of every released schema are brought up to this one, and those of schemas to come are left alone."""

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from click.testing import CliRunner
from tests.record.content import content, tampering
from tests.reliability.make_released import FOLDER, statements_of
from tests.reliability.next_schema import make_next_schema

import bilateral
from bilateral.cli import cli
from bilateral.exceptions import NewerRecordError, NewerRecordWarning, RecordError
from bilateral.record import upgrade
from bilateral.record.store import Record

# The schemas of releases, with the first release that had each; a schema is added here when it is released.
RELEASED = {"0001": "0.1.0"}


def build(revision: str, path: Path) -> Path:
    """Make a record as the release of a schema made it."""
    connection = sqlite3.connect(path)
    connection.executescript((FOLDER / f"{revision}.sql").read_text(encoding="utf-8"))
    connection.close()
    return path


def schema(path):
    """Return the statements that made what a record has."""
    connection = sqlite3.connect(path)
    found = sorted(statements_of(connection))
    connection.close()
    return found


@pytest.fixture(params=RELEASED)
def released(request, tmp_path):
    """Return a record of a released schema."""
    return build(request.param, tmp_path / "released.bilateral")


@pytest.fixture
def next_version(tmp_path, monkeypatch):
    """Return a function after which this is a version with a schema that is still to come."""
    make_next_schema(tmp_path / "migrations")
    return lambda: monkeypatch.setattr(upgrade, "MIGRATIONS", str(tmp_path / "migrations"))


def test_every_schema_has_been_released_or_is_the_next():
    """There is a frozen record of each, and no other migration than those and at most one that is to be released."""
    known = upgrade._known(upgrade.MIGRATIONS)[::-1]
    assert tuple(RELEASED) == known[: len(RELEASED)]
    assert len(known) <= len(RELEASED) + 1
    assert {path.stem for path in FOLDER.glob("*.sql")} == set(RELEASED)


@pytest.mark.parametrize("revision", RELEASED)
def test_the_migrations_still_make_what_was_released(tmp_path, revision):
    """A migration that was released is frozen: what it makes today is what records of that release have.

    Until 0.1.0 is released, the first schema may change with tests/reliability/make_released.py.
    """
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'made'}")
    with engine.begin() as connection:
        config = upgrade._config(upgrade.MIGRATIONS)
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()
    assert schema(tmp_path / "made") == schema(build(revision, tmp_path / "released"))


def test_a_record_of_a_release_is_brought_up_to_this_version(released, tmp_path):
    """It has the tables of a new record, all that it had, and proves itself."""
    Record(released, write=True).close()
    Record(tmp_path / "new", write=True).close()
    assert schema(released) == schema(tmp_path / "new")
    assert bilateral.check(released) == []
    assert len(bilateral.judgements(released)) > 0
    assert len(bilateral.problems(released)) == 1
    assert bilateral.search(released, "agreement")


def test_a_record_of_a_release_takes_more(released, write_lines):
    """What is added and judged after the upgrade stands beside what was there."""
    text = "Chad and Peru signed an agreement on trade in Lima on Monday, officials of both countries said."
    summary = bilateral.add([write_lines("more.txt", text)], released)
    assert summary.counts["new"] == 1
    assert bilateral.check(released) == []


def test_an_upgrade_keeps_everything(released, next_version):
    """Every row of every table is what it was, beside what the next schema brings."""
    Record(released, write=True).close()
    before = content(released)
    next_version()
    Record(released, write=True).close()
    assert content(released) == before
    with Record(released) as record, record.transaction() as connection:
        weights = connection.execute(sa.text("SELECT weight = length(text) FROM articles")).scalars().all()
    assert weights
    assert all(weights)


def test_an_upgrade_that_fails_leaves_the_record_as_it_was(released, tmp_path, next_version):
    """Tables, rows and version: all of the upgrade or nothing."""
    Record(released, write=True).close()
    before, tables = content(released), schema(released)
    next_version()
    script = tmp_path / "migrations" / "versions" / "next.py"
    script.write_text(script.read_text(encoding="utf-8") + "    raise KeyboardInterrupt\n", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        Record(released, write=True)
    assert schema(released) == tables
    assert content(released) == before
    assert bilateral.check(released) == []


@pytest.fixture
def newer(sample_file, next_version, monkeypatch):
    """Return a record that a later version wrote."""
    with monkeypatch.context() as later:
        next_version()
        Record(sample_file, write=True).close()
        later.undo()
    monkeypatch.setattr(upgrade, "MIGRATIONS", "bilateral:record/migrations")
    return sample_file


def test_a_newer_record_is_read_with_a_warning(newer, built_file):
    """Commands that ask give what they gave, as far as the tables are known."""
    with pytest.warns(NewerRecordWarning, match="later version"):
        assert bilateral.dossier(newer, "RUS", "VNM") == bilateral.dossier(built_file, "RUS", "VNM")
    with pytest.warns(NewerRecordWarning):
        assert bilateral.check(newer) == []


def test_a_newer_record_is_not_changed(newer, write_lines):
    """Commands that write refuse, say what to do, and leave every byte."""
    before = newer.read_bytes()
    acts = [
        lambda: bilateral.add([write_lines("x.txt", "Some words.")], newer),
        lambda: bilateral.judge(newer, "x", "accept", "Ann"),
        lambda: bilateral.undo(newer, 1, "Ann"),
    ]
    for act in acts:
        with pytest.raises(NewerRecordError, match="install that version"):
            act()
    assert newer.read_bytes() == before


def test_the_commands_warn_once(newer):
    """One line on standard error, the answer on standard output, and exit code 0."""
    done = CliRunner().invoke(cli, ["search", "Rosatom", "--record", str(newer)])
    assert done.exit_code == 0
    assert "Rosatom" in done.stdout
    assert done.stderr.count("warning") == done.stderr.count("\n") == 1


def test_a_newer_record_can_be_backed_up_and_restored(newer, tmp_path):
    """The file is kept as it is, with what this version does not know."""
    with pytest.warns(NewerRecordWarning):
        bilateral.backup(newer, tmp_path / "kept")
    with pytest.warns(NewerRecordWarning):
        bilateral.restore(tmp_path / "kept", tmp_path / "back")
    assert schema(tmp_path / "back") == schema(newer)


def test_a_newer_record_without_a_table_that_is_asked_for_is_said_to_be_so(newer):
    """Where a later version has another table in its place, that is no traceback."""
    with tampering(newer) as connection:
        connection.execute(sa.text("ALTER TABLE judgements RENAME TO decisions"))
    with pytest.warns(NewerRecordWarning), pytest.raises(RecordError, match="another version"):
        bilateral.judgements(newer)


def test_a_newer_record_in_any_database_is_read_and_not_changed(sample_record):
    """Files and PostgreSQL alike."""
    with tampering(sample_record) as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.warns(NewerRecordWarning):
        assert bilateral.check(sample_record) == []
    with pytest.raises(NewerRecordError, match="9999"):
        bilateral.judge(sample_record, "x", "accept", "Ann")
