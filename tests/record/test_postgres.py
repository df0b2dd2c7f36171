"""A record in PostgreSQL: how it is named, whose it is, and what is said when the server does not do as asked."""

import shutil

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from tests.postgres import make_database
from tests.record.content import tampering

import bilateral
from bilateral.cli import cli
from bilateral.exceptions import NotARecordError, RecordBusyError, RecordError, RecordWriteError
from bilateral.record.place import name_of, place_of
from bilateral.record.store import Record


@pytest.fixture
def database(postgres_server, request):
    """Return the URL of an empty database."""
    return make_database(postgres_server, request.node.name)


@pytest.mark.parametrize(
    ("url", "shown", "name"),
    [
        ("postgresql://ann@db.example/news", "postgresql://ann@db.example/news", "news"),
        (
            "postgres://ann:secret@db/news?schema=asia",
            "postgresql://ann:***@db/news?schema=asia",
            "news.asia",
        ),
        ("postgresql+psycopg://db/news?sslmode=require", "postgresql://db/news?sslmode=require", "news"),
        ("postgresql://db/news?password=secret&schema=bilateral", "postgresql://db/news", "news"),
        ("postgresql://ann:s%40cret@db:5433/", "postgresql://ann:***@db:5433/", "postgres"),
    ],
)
def test_a_record_is_named_by_its_url_without_the_password(url, shown, name):
    """A password is never shown; the schema is named where it is not the usual one."""
    assert (name_of(url), place_of(url).name) == (shown, name)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://db/news", "mysql:// names no place"),
        ("postgresql://db:port/news", "cannot be read"),
        ("postgresql://db/news?schema=a&schema=b", "names no schema"),
    ],
)
def test_a_url_that_names_nothing_is_refused(url, words):
    """The message says how to write it."""
    with pytest.raises(RecordError, match=words):
        Record(url)


def test_a_server_that_is_not_there_is_said_so(tmp_path):
    """Without a server, in one line, with the password left out."""
    done = CliRunner().invoke(cli, ["check", "--record", f"postgresql://ann:secret@/news?host={tmp_path}"])
    assert done.exit_code == 2
    assert "cannot be reached" in done.stderr
    assert "secret" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_database_that_is_not_there_is_named(postgres_server):
    """The server is there, the database is not."""
    with pytest.raises(RecordError, match="does not exist"):
        Record(postgres_server.format("nowhere"), write=True)


def test_another_program_s_tables_are_left_untouched(database):
    """Neither read nor written, not even where they come from the same kind of migrations."""
    with tampering(database) as connection:
        connection.exec_driver_sql(
            "CREATE SCHEMA bilateral; CREATE TABLE bilateral.alembic_version (version_num text)"
        )
    for write in (True, False):
        with pytest.raises(NotARecordError, match="another program"):
            Record(database, write=write)
    with tampering(database) as connection:
        assert sa.inspect(connection).get_table_names("bilateral") == ["alembic_version"]
    Record(f"{database}&schema=ours", write=True).close()


def test_records_of_one_database_are_apart(database, built_file):
    """Each schema is a record of its own; a name needs no special form."""
    for schema in ("one", 'T"wo; é'):
        bilateral.copy(built_file, f"{database}&schema={schema}")
    line = bilateral.dossier(f"{database}&schema=one", "RUS", "VNM").events[0]
    bilateral.judge(f"{database}&schema=one", line.id, "reject", "Ann")
    assert not bilateral.judgements(f'{database}&schema=T"wo; é')
    assert bilateral.check(f'{database}&schema=T"wo; é') == []


@pytest.fixture
def as_reader(database, built_file):
    """Return the URL of a record for a user who may read it and no more."""
    bilateral.copy(built_file, database)
    with tampering(database) as connection:
        connection.exec_driver_sql(
            "DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA bilateral TO reader;"
            "GRANT SELECT ON ALL TABLES IN SCHEMA bilateral TO reader"
        )
    yield database.replace("tester@", "reader@")
    with tampering(database) as connection:
        connection.exec_driver_sql("DROP OWNED BY reader; DROP ROLE reader")


def test_a_reader_needs_no_right_to_write(as_reader):
    """All that only asks works, and what writes is refused in our own words."""
    assert bilateral.check(as_reader) == []
    line = bilateral.dossier(as_reader, "RUS", "VNM").events[0]
    with pytest.raises(RecordWriteError, match="reader"):
        bilateral.judge(as_reader, line.id, "accept", "Ann")
    assert bilateral.judgements(as_reader) == []


@pytest.mark.parametrize(
    ("code", "error"),
    [("53100", RecordWriteError), ("25006", RecordWriteError), ("40001", RecordBusyError), ("57P01", RecordError), ("XX000", RecordError)],
)  # fmt: skip
def test_what_the_server_reports_is_said_in_our_own_words(database, code, error):
    """A full disk, a read-only server, a conflict, a shutdown and anything else: nothing of the work is kept."""
    with Record(database, write=True) as record:
        with pytest.raises(error), record.transaction() as connection:  # noqa: PT012 -- the failure is inside
            connection.exec_driver_sql("INSERT INTO runs (version, command, started) VALUES ('', '', '')")
            connection.exec_driver_sql(f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{code}'; END $$")
        with record.transaction() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM runs").scalar_one() == 0


def test_what_no_text_of_postgresql_can_hold_is_an_error_of_ours(database, built_file):
    """A zero character, which a visitor may put into an address, is in no record and finds nothing."""
    bilateral.copy(built_file, database)
    with pytest.raises(RecordError, match="NUL"):
        bilateral.history(database, "\0")


def test_a_record_that_lost_its_connection_finds_a_new_one(database, built_file):
    """The server may be started anew while pages are served: what was begun fails, what comes after works."""
    bilateral.copy(built_file, database)
    with Record(database) as record:
        with pytest.raises(RecordError, match="reached"), record.transaction() as connection:  # noqa: PT012 -- as above
            own = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
            with tampering(database) as other:
                other.execute(sa.text("SELECT pg_terminate_backend(:own)"), {"own": own})
            connection.exec_driver_sql("SELECT 1")
        with record.transaction() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one() == 16


def test_what_cannot_be_found_by_its_words_is_named(database, built_file):
    """A check looks at the tables of the search too."""
    bilateral.copy(built_file, database)
    with tampering(database) as connection:
        connection.exec_driver_sql("DELETE FROM article_words WHERE number = 3")
    (violation,) = bilateral.check(database)
    assert (violation.place, violation.fault) == ("articles number 3", "cannot be found by its words")


def test_a_file_may_bear_any_name_but_a_url_s(tmp_path, built_file):
    """A colon or an at makes no URL of a path."""
    odd = shutil.copy(built_file, tmp_path / "postgresql:ann@db")
    assert bilateral.check(odd) == []
