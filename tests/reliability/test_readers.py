"""A thousand readers while a writer adds: none fails or waits, and each sees one state of the record."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from tests.engine.reports import reports

import bilateral
from bilateral.record.schema import articles, entry_mentions, families, mentions
from bilateral.record.store import Record

READERS, AT_ONCE = 1_000, 16
# A process of its own, which keeps three articles at a time, so that there are many states to see.
WRITER = """
import sys
import bilateral
from bilateral import adding
adding.COLLECT_CHUNK = adding.TRACE_CHUNK = adding.READ_CHUNK = 3
bilateral.add([sys.argv[1]], sys.argv[2])
"""
ENTRIES = sa.select(sa.func.count(sa.distinct(entry_mentions.c.mention)))
COUNTS = [sa.select(sa.func.count()).select_from(table) for table in (articles, families, mentions)]


def look(place):
    """Open a record, read in it twice in one transaction, and return how many articles it has, and of these read."""
    with Record(place) as record, record.transaction() as connection:
        first = [connection.execute(query).scalar_one() for query in (*COUNTS, ENTRIES)]
        read = connection.execute(
            sa.select(sa.func.count()).where(articles.c.read_by.is_not(None))
        ).scalar_one()
        second = [connection.execute(query).scalar_one() for query in (*COUNTS, ENTRIES)]
    assert first == second, "one transaction saw two states"
    assert first[2] == first[3], "a mention was seen without its entry"
    return first[0], read


def test_opening_a_record_takes_no_lock_from_who_has_it_open(sample_file):
    """Else another process that closes the record would take its log away from under a reader in this one."""
    close = "import sys; from bilateral.record.sqlite.file import File; from pathlib import Path; File(Path(sys.argv[1])).close_log()"
    with Record(sample_file) as record, record.transaction():
        Record(sample_file).close()
        done = subprocess.run(
            [sys.executable, "-c", close, str(sample_file)], capture_output=True, text=True, check=False
        )
    assert "RecordBusyError" in done.stderr


@pytest.mark.slow
def test_a_thousand_readers_see_one_state_each(sample_record, write_lines):
    """They begin with the first change that another process makes, and go on until it is done."""
    before, source = look(sample_record), write_lines("more.jsonl", *reports(60, seed=9))
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(source), str(sample_record)])
    while look(sample_record) == before and writer.poll() is None:
        time.sleep(0.01)
    with ThreadPoolExecutor(AT_ONCE) as readers:
        seen = list(readers.map(look, [sample_record] * READERS))
        while writer.poll() is None:
            seen += readers.map(look, [sample_record] * AT_ONCE)
    assert writer.returncode == 0
    assert len(seen) >= READERS
    assert len(set(seen)) > 3, "the readers came before or after the writer"
    assert look(sample_record)[1] > before[1]
    assert bilateral.check(sample_record) == []
