"""A record is backed up while others write to it, and put back without losing the one that stood there."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from tests.record.content import content, tampering

import bilateral
from bilateral.cli import cli
from bilateral.exceptions import NotARecordError, RecordBusyError, RecordError, RecordWriteError
from bilateral.record.schema import judgements
from bilateral.record.store import Record


def names(folder):
    """Return the names of all files in a folder but the log that readers of a record leave beside it."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("sample.bilateral-"))


def judge(record, number=0):
    """Make a judgement, so that the record is another one."""
    line = bilateral.dossier(record, "RUS", "VNM").events[number]
    bilateral.judge(record, line.id, "accept", "Ann")


@pytest.fixture
def kept(sample_file, tmp_path):
    """Return a backup of the record of the sample."""
    bilateral.backup(sample_file, tmp_path / "kept")
    return tmp_path / "kept"


def test_a_backup_is_a_record_in_one_file(sample_file, tmp_path, kept):
    """Every row is there, it proves itself, and nothing else was left in the folder."""
    assert content(kept) == content(sample_file)
    assert bilateral.check(kept) == []
    assert names(tmp_path) == ["kept", "sample.bilateral"]


def test_a_backup_holds_what_stands_in_the_log_alone(sample_file, tmp_path):
    """Changes that no writer has brought into the file yet are backed up too."""
    holding = sqlite3.connect(sample_file)
    holding.execute("BEGIN")
    holding.execute("SELECT count(*) FROM articles").fetchone()
    judge(sample_file)
    assert (tmp_path / "sample.bilateral-wal").stat().st_size
    bilateral.backup(sample_file, tmp_path / "kept")
    holding.close()
    assert len(bilateral.judgements(tmp_path / "kept")) == len(bilateral.judgements(sample_file)) > 0


def test_a_backup_that_stands_there_is_replaced_only_when_asked(sample_file, kept):
    """Without --force it stays as it was; with it, it is the record of today."""
    before = kept.read_bytes()
    judge(sample_file)
    with pytest.raises(RecordError, match="--force"):
        bilateral.backup(sample_file, kept)
    assert kept.read_bytes() == before
    bilateral.backup(sample_file, kept, force=True)
    assert content(kept) == content(sample_file)


def test_the_log_of_a_backup_that_is_replaced_is_not_left_to_the_new_one(sample_file, kept):
    """A backup that was written to and whose process was killed has a log, which would spoil another file."""
    script = (
        "import os, sys, bilateral\n"
        "from bilateral.record.store import Record\n"
        "from bilateral.record.schema import problems\n"
        "with Record(sys.argv[1], write=True) as record:\n"
        "    connection = record._engine.connect()\n"
        "    connection.execute(problems.insert().values(name='x', reason='x', detail='x', key='x'))\n"
        "    connection.commit()\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(kept)], check=False)
    assert kept.with_name("kept-wal").stat().st_size
    bilateral.backup(sample_file, kept, force=True)
    assert not kept.with_name("kept-wal").exists()
    assert content(kept) == content(sample_file)
    assert bilateral.check(kept) == []


def test_a_file_of_another_program_is_not_replaced(sample_file, tmp_path):
    """Not even when asked to replace what stands there."""
    (tmp_path / "diary").write_text("dear diary")
    with pytest.raises(NotARecordError):
        bilateral.backup(sample_file, tmp_path / "diary", force=True)
    assert (tmp_path / "diary").read_text() == "dear diary"


def test_a_record_that_does_not_prove_itself_is_not_backed_up(sample_file, kept):
    """The backup of yesterday, which is whole, stays."""
    before = kept.read_bytes()
    with tampering(sample_file) as connection:
        connection.execute(sa.text("UPDATE articles SET text = text || '!' WHERE number = 1"))
    with pytest.raises(RecordError, match="no longer hashes"):
        bilateral.backup(sample_file, kept, force=True)
    assert kept.read_bytes() == before
    assert names(kept.parent) == ["kept", "sample.bilateral"]


def test_what_a_killed_backup_left_is_removed_by_the_next(sample_file, tmp_path):
    """Files that have not taken their name are nobody's; those of other backups are left alone."""
    for name in (".kept.0a.unfinished", ".kept.0a.unfinished-journal", ".other.0a.unfinished"):
        (tmp_path / name).touch()
    bilateral.backup(sample_file, tmp_path / "kept")
    assert names(tmp_path) == [".other.0a.unfinished", "kept", "sample.bilateral"]


@pytest.mark.parametrize("place", ["none/kept", "."])
def test_a_place_that_cannot_be_written_is_named(sample_file, tmp_path, place):
    """A folder that is not there, and a folder where a file should be."""
    with pytest.raises(RecordError, match=r"kept|folder|there already"):
        bilateral.backup(sample_file, tmp_path / place)
    assert names(tmp_path) == ["sample.bilateral"]


def test_a_backup_while_another_writes_is_one_state_of_the_record(sample_file, tmp_path):
    """Of each transaction of a busy writer, a backup has all or nothing; the writer never waits for it."""
    done, written = threading.Event(), 0

    def write():
        nonlocal written
        row = {"article": "a", "kind": "event", "start": 0, "end": 1, "snapshot": {}, "verdict": "undo"}
        row |= {"change": {}, "reviewer": "Ann", "note": "", "made": "2024-01-01"}
        with Record(sample_file, write=True) as record:
            while not done.is_set():
                with record.transaction() as connection:
                    connection.execute(judgements.insert(), [row, row])
                written += 2

    writer = threading.Thread(target=write)
    writer.start()
    try:
        found = []
        for number in range(5):
            before = written
            bilateral.backup(sample_file, tmp_path / f"kept {number}")
            with Record(tmp_path / f"kept {number}") as record, record.transaction() as connection:
                found.append(connection.execute(sa.select(sa.func.count()).select_from(judgements)).scalar())
            assert before <= found[-1] <= written + 2
    finally:
        done.set()
        writer.join()
    assert all(number % 2 == 0 for number in found)
    assert written > found[0]


def test_a_restored_record_is_the_backup_and_the_old_one_is_kept(sample_file, kept):
    """What was done since stands aside, whole, and each restore keeps its own."""
    before = content(sample_file)
    judge(sample_file)
    judged = content(sample_file)
    aside = bilateral.restore(kept, sample_file)
    assert content(sample_file) == before
    assert content(aside) == judged
    again = bilateral.restore(kept, sample_file)
    assert {aside.name, again.name} == {
        "sample.bilateral.before-restore",
        "sample.bilateral.before-restore-2",
    }


def test_a_damaged_record_is_restored(sample_file, kept):
    """One that cannot even be opened is put aside as it is, with what stands beside it."""
    before = content(kept)
    sample_file.write_bytes(b"SQLite format 3\x00" + os.urandom(9000))
    sample_file.with_name("sample.bilateral-wal").write_bytes(b"its log")
    damaged = sample_file.read_bytes()
    aside = bilateral.restore(kept, sample_file)
    assert content(sample_file) == before
    assert aside.read_bytes() == damaged
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"its log"


def test_a_folder_is_not_put_aside(kept, tmp_path):
    """Only a file can be a record."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(NotARecordError, match="is a folder"):
        bilateral.restore(kept, tmp_path / "folder")
    assert (tmp_path / "folder").is_dir()


def test_a_record_is_restored_where_there_is_none(kept, tmp_path):
    """After the loss of a disk there is nothing to keep aside."""
    assert bilateral.restore(kept, tmp_path / "new") is None
    assert content(tmp_path / "new") == content(kept)


def test_a_damaged_backup_is_not_restored(sample_file, kept):
    """It is proved first; the record stays as it is."""
    before = content(sample_file)
    with tampering(kept) as connection:
        connection.execute(sa.text("UPDATE mentions SET quotation = 'other words'"))
    with pytest.raises(RecordError, match="does not read"):
        bilateral.restore(kept, sample_file)
    assert content(sample_file) == before
    assert names(kept.parent) == ["kept", "sample.bilateral"]


def test_a_record_in_use_is_not_restored(sample_file, kept):
    """While another process is in the midst of a transaction, the file is not taken from under it."""
    before = content(sample_file)
    with Record(sample_file, write=True) as record, record.transaction(), pytest.raises(RecordBusyError):
        bilateral.restore(kept, sample_file)
    assert content(sample_file) == before


def test_a_record_is_not_its_own_backup(sample_file, tmp_path):
    """By any of its names."""
    (tmp_path / "link").symlink_to(sample_file)
    for act in (bilateral.backup, bilateral.restore):
        with pytest.raises(RecordError, match="itself"):
            act(sample_file, tmp_path / "link")


def test_a_record_in_postgresql_is_copied_instead(sample_file, tmp_path):
    """The message says how, without the password."""
    url = "postgresql://ann:secret@db.invalid/news"
    with pytest.raises(RecordError, match="bilateral copy") as told:
        bilateral.backup(url, tmp_path / "kept")
    assert "secret" not in str(told.value)
    with pytest.raises(RecordError, match="bilateral copy"):
        bilateral.restore(sample_file, url)


def test_a_full_disk_leaves_the_backup_of_yesterday(sample_file, kept, tmp_path):
    """A file may grow no larger than some pages: the command says so, and nothing half is left."""
    before = kept.read_bytes()
    judge(sample_file)
    script = (
        "import resource, sys\n"
        "from bilateral.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\n"
        "sys.argv = ['bilateral', 'backup', sys.argv[1], sys.argv[2], '--force']\n"
        "main()\n"
    )
    command = [sys.executable, "-c", script, str(sample_file), str(kept)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "has room" in done.stderr or "no space" in done.stderr
    assert "Traceback" not in done.stderr
    assert kept.read_bytes() == before
    assert names(tmp_path) == ["kept", "sample.bilateral"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(sample_file, tmp_path):
    """The backup is not made, and the message says where."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    with pytest.raises(RecordWriteError, match="closed"):
        bilateral.backup(sample_file, closed / "kept")


def test_the_commands_say_what_they_did(sample_file, tmp_path):
    """One line each, and where the old record is; exit code 2 where a backup is there."""
    kept, record = str(tmp_path / "kept"), str(sample_file)
    run = CliRunner()
    assert "holds there" in run.invoke(cli, ["backup", record, kept]).stderr
    again = run.invoke(cli, ["backup", record, kept])
    assert (again.exit_code, again.stderr.count("\n")) == (2, 1)
    done = run.invoke(cli, ["restore", kept, "--record", record])
    assert "before-restore" in done.stderr
    assert done.exit_code == 0


def test_a_backup_can_be_read_where_nothing_may_be_written(kept, tmp_path):
    """It stands alone: no file has to be made beside it."""
    moved = shutil.move(kept, tmp_path / "elsewhere")
    before = names(tmp_path)
    with Record(moved) as record, record.transaction():
        assert names(tmp_path) == before
