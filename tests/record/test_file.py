"""A record as a file: what it must be, and where it can be read and written."""

import json
import os
import shutil
import sqlite3
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.record.content import content

import bilateral
from bilateral.exceptions import NotARecordError, RecordError, RecordWriteError
from bilateral.record.sqlite import file as record_file
from bilateral.record.store import Record


def test_a_record_is_not_made_by_reading(tmp_path):
    """Reading what is not there says how to make it and leaves no file behind."""
    path = tmp_path / "none.bilateral"
    with pytest.raises(RecordError, match="bilateral add"):
        bilateral.dossier(path, "RUS", "VNM")
    assert not path.exists()


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("kind", ["text", "database", "folder"])
def test_a_file_of_another_program_is_left_untouched(tmp_path, kind, write):
    """Text files, databases of others and folders are refused before anything is written."""
    path = tmp_path / "other"
    if kind == "text":
        path.write_text("dear diary")
    elif kind == "folder":
        path.mkdir()
    else:
        other = sqlite3.connect(path)
        other.execute("CREATE TABLE diary (entry TEXT)")
        other.close()
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(NotARecordError):
        Record(path, write=write)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_an_empty_file_becomes_a_record_when_written_to(tmp_path):
    """A file made beforehand (mktemp) can be added to; read, it says that it holds nothing."""
    path = tmp_path / "empty"
    path.touch()
    with pytest.raises(NotARecordError):
        Record(path)
    Record(path, write=True).close()
    Record(path).close()


@contextmanager
def unprivileged():
    """Be a user for whom permissions hold; root may write anywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def locked_record(built_file):
    """Return a record that others may read, in a folder in which they may not write."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(shutil.copy(built_file, Path(folder) / "news.bilateral"))
        record.chmod(0o444)
        record.parent.chmod(0o555)
        yield record
        record.parent.chmod(0o755)


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_a_record_can_be_read_where_nothing_may_be_written(locked_record):
    """Everything that only asks works without a file beside the record; what writes is refused."""
    with unprivileged():
        assert bilateral.check(locked_record) == []
        assert bilateral.search(locked_record, "Rosatom")
        with pytest.raises(RecordWriteError, match="read-only"):
            Record(locked_record, write=True)
        with pytest.raises(RecordWriteError, match="read-only"):
            Record(locked_record.parent / "new.bilateral", write=True)
    assert [path.name for path in locked_record.parent.iterdir()] == ["news.bilateral"]


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_a_log_that_cannot_be_read_is_not_passed_over(locked_record):
    """Where changes stand in the log alone and it cannot be used, the record is not shown without them."""
    log = locked_record.with_name("news.bilateral-wal")
    log.write_bytes(b"not nothing")
    with unprivileged(), pytest.raises(RecordError, match=r"its last changes stand in news.bilateral-wal"):
        bilateral.check(locked_record)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    """A record cannot be made in a folder that does not exist, and the message says what to do."""
    with pytest.raises(RecordWriteError, match="--record"):
        Record(tmp_path / "none" / "x.bilateral", write=True)


def test_a_full_disk_keeps_what_was_there(sample_file, write_lines, monkeypatch):
    """When no space is left the run ends with a message, and the record is as it was and proved."""
    before = content(sample_file)
    opened = record_file.File._open

    def without_space(place, *, write):
        connection = opened(place, write=write)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr(record_file.File, "_open", without_space)
    big = json.dumps(
        {"id": "big", "text": "Russia and Vietnam signed agreements on trade and energy in Hanoi. " * 5000}
    )
    with pytest.raises(RecordWriteError, match="no space"):
        bilateral.add([write_lines("big.jsonl", big)], sample_file)
    monkeypatch.undo()
    assert content(sample_file) == before
    assert not bilateral.check(sample_file)
