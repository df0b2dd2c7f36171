"""A disk that is full in the midst of a run: what was kept stays, and the run is finished when there is room."""

import os
import subprocess
import sys

import pytest
from tests.engine.reports import reports
from tests.record.content import content

import bilateral
from bilateral.exceptions import RecordError
from bilateral.record.store import Record

# A real command whose files may grow to so many bytes and no further; Python hears of it as SQLite does, by an error.
LIMITED = """
import resource, sys
size = int(sys.argv[1])
from bilateral import adding
from bilateral.collect.language import foreign_language
adding.COLLECT_CHUNK = adding.TRACE_CHUNK = adding.READ_CHUNK = 2
if "--warm" in sys.argv:  # its model is unpacked into a file too
    sys.argv.remove("--warm")
    foreign_language("warm")
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
from bilateral.cli import main
sys.argv = ["bilateral", *sys.argv[2:]]
main()
"""


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="limits of files are those of POSIX"),
]


def run_limited(room, *words):
    """Run a command that may write no file beyond a size."""
    command = [sys.executable, "-c", LIMITED, str(room), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def is_made(record):
    """Say whether a record has tables."""
    try:
        Record(record).close()
    except RecordError:
        return False
    return True


@pytest.mark.parametrize("room", [4_000, 150_000, 300_000, 500_000])
def test_a_disk_that_fills_up_loses_nothing(tmp_path, write_lines, room):
    """Before the tables are made, while articles are kept, and while they are read: one line says what to do."""
    source, record, whole = write_lines("r.jsonl", *reports(24, seed=4)), tmp_path / "r", tmp_path / "whole"
    done = run_limited(room, "--warm", "add", str(source), "--record", str(record))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "has room" in done.stderr or "no space" in done.stderr
    if is_made(record):
        assert bilateral.check(record) == []
    bilateral.add([source], record)
    bilateral.add([source], whole)
    assert content(record) == content(whole)
    assert bilateral.check(record) == []


def test_a_temporary_folder_without_room_is_named(tmp_path, write_lines):
    """The model that tells languages is unpacked there; the message says so and what to do."""
    source = write_lines("r.jsonl", *reports(1))
    done = run_limited(300_000, "add", str(source), "--record", str(tmp_path / "r"))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "TMPDIR" in done.stderr
