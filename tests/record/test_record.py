"""The record: adding, adding again, who may write, and what a file must be."""

import json
import os
import sqlite3
import threading

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import bilateral
from bilateral.adding import AddOptions
from bilateral.exceptions import (
    NewerRecordError,
    NotARecordError,
    RecordBusyError,
    RecordError,
    RecordWriteError,
)
from bilateral.record.schema import articles, metadata, runs
from bilateral.record.sqlite import file as record_file
from bilateral.record.store import Record
from bilateral.record.upgrade import upgrade
from bilateral.sample import SAMPLE


def content(path):
    """Return everything in a record but the runs and the numbers of rows."""
    found = {}
    with Record(path) as record, record.transaction() as connection:
        for table in metadata.sorted_tables:
            if table is runs:
                continue
            columns = [
                column
                for column in table.c
                if column.name not in {"number", "id", "run"} or column.type.python_type is str
            ]
            found[table.name] = sorted(map(repr, connection.execute(sa.select(*columns)).all()))
    return found


def test_the_sample_is_read_whole(built_record):
    """Each report of the sample is an article, is read, and is in a family."""
    reports = SAMPLE.read_text(encoding="utf-8").splitlines()
    with Record(built_record) as record, record.transaction() as connection:
        read = (
            connection.execute(sa.select(articles.c.name).where(articles.c.read_by.is_not(None)))
            .scalars()
            .all()
        )
    assert sorted(read) == sorted(json.loads(line)["id"] for line in reports)
    assert not bilateral.problems(built_record)


def test_adding_the_same_again_adds_nothing(sample_record):
    """The second time every article is known, and nothing is read."""
    before = content(sample_record)
    summary = bilateral.add([SAMPLE], sample_record)
    assert summary.counts["known"] == 16
    assert summary.counts["read"] == 0
    assert content(sample_record) == before


@pytest.mark.slow
def test_the_order_in_which_articles_are_added_counts_for_nothing(built_record, tmp_path, write_lines):
    """Added one half after the other, the later first, the sample makes the same record."""
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    path = tmp_path / "halves.bilateral"
    bilateral.add([write_lines("late.jsonl", *lines[8:])], path)
    bilateral.add([write_lines("early.jsonl", *reversed(lines[:8]))], path)
    assert content(path) == content(built_record)


@pytest.mark.slow
def test_two_workers_make_the_same_record(built_record, tmp_path):
    """Processes that read beside each other change nothing in what is kept."""
    path = tmp_path / "workers.bilateral"
    bilateral.add([SAMPLE], path, AddOptions(workers=2))
    assert content(path) == content(built_record)


@pytest.mark.slow
def test_a_run_that_stopped_is_finished_by_the_next(built_record, tmp_path):
    """Stopped after collecting, the record says what is left to do, and the next run does it."""
    path = tmp_path / "stopped.bilateral"

    def stop(stage, _done, _all):
        if stage == "trace":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bilateral.add([SAMPLE], path, progress=stop)
    assert not bilateral.check(path)
    summary = bilateral.add([], path)
    assert summary.counts["read"] == 16
    assert content(path) == content(built_record)


def test_the_same_text_under_two_names_is_one_article_with_two_appearances(tmp_path, write_lines):
    """The text is kept once, both names stay, and the earlier publication gives the date."""
    text = "Russia and Vietnam signed an agreement on trade in Hanoi on Monday, officials of both countries said."
    late = {"id": "late", "source": "B", "date": "2024-05-02", "text": text}
    early = {"id": "early", "source": "A", "date": "2024-05-01", "text": text}
    path = tmp_path / "two.bilateral"
    first = bilateral.add([write_lines("late.jsonl", json.dumps(late))], path)
    second = bilateral.add([write_lines("early.jsonl", json.dumps(early))], path)
    assert (first.counts["new"], second.counts["copy"]) == (1, 1)
    assert second.counts["read"] == 1, "the date changed, so the article is read anew"
    with Record(path) as record, record.transaction() as connection:
        (row,) = connection.execute(sa.select(articles)).all()
    assert (row.name, row.outlet, row.published) == ("early", "A", "2024-05-01")


@pytest.mark.slow
def test_a_family_is_traced_anew_when_an_earlier_appearance_turns_up(tmp_path, write_lines):
    """The copy turns out to be the origin: whichever comes first, the families are the same."""
    second, third = SAMPLE.read_text(encoding="utf-8").splitlines()[1:3]
    earlier = json.dumps({**json.loads(third), "id": "earlier", "source": "Dawn Post", "date": "2022-07-05"})
    late, early = write_lines("late.jsonl", second, third), write_lines("early.jsonl", earlier)
    for name, order in (("one", [late, early]), ("two", [early, late])):
        for source in order:
            bilateral.add([source], tmp_path / name)
    one, two = content(tmp_path / "one"), content(tmp_path / "two")
    assert one["families"] == two["families"]
    assert one["edges"] == two["edges"]
    assert one["entries"] == two["entries"]


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


def test_a_later_schema_is_refused(sample_record):
    """A record written by a later version is named as such and not touched."""
    with sqlite3.connect(sample_record) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(NewerRecordError, match="9999"):
        Record(sample_record, write=True)


def test_the_schema_of_the_migrations_is_that_of_the_tables(tmp_path):
    """What the migrations build and what the code expects are the same, to the last column and index."""
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'fresh'}")
    with engine.begin() as connection:
        upgrade(connection)
        made = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    own = [
        change
        for change in made
        if not (change[0] == "remove_table" and change[1].name.split("_words")[0] in {"article", "entry"})
    ]
    assert not own


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_named(tmp_path):
    """A folder that cannot be written to gives a message that says so."""
    tmp_path.chmod(0o500)
    with pytest.raises(RecordWriteError, match="read-only"):
        Record(tmp_path / "x.bilateral", write=True)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    """A record cannot be made in a folder that does not exist, and the message says what to do."""
    with pytest.raises(RecordWriteError, match="--record"):
        Record(tmp_path / "none" / "x.bilateral", write=True)


def test_a_full_disk_keeps_what_was_there(sample_record, write_lines, monkeypatch):
    """When no space is left the run ends with a message, and the record is as it was and proved."""
    before = content(sample_record)
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
        bilateral.add([write_lines("big.jsonl", big)], sample_record)
    monkeypatch.undo()
    assert content(sample_record) == before
    assert not bilateral.check(sample_record)


def test_a_second_writer_is_told_to_wait(sample_record, monkeypatch):
    """While one process writes, another gets a message and nothing of its work is half done."""
    monkeypatch.setattr(record_file, "BUSY_SECONDS", 0.1)
    with (
        Record(sample_record, write=True) as one,
        one.transaction(),
        pytest.raises(RecordBusyError, match="another process"),
    ):
        Record(sample_record, write=True)


def test_readers_query_while_a_writer_adds(sample_record):
    """A reader sees the record as it was before an open transaction, and does not wait for it."""
    with Record(sample_record, write=True) as writer, writer.transaction() as connection:
        connection.execute(articles.update().values(title="changed"))
        found = []
        reader = threading.Thread(target=lambda: found.extend(bilateral.search(sample_record, "Lavrov")))
        reader.start()
        reader.join(timeout=5)
        assert found
        assert all(hit.title != "changed" for hit in found)


def test_a_transaction_is_kept_whole_or_not_at_all(sample_record):
    """An error inside a transaction leaves the record as it was."""
    before = content(sample_record)

    record = Record(sample_record, write=True)
    with pytest.raises(ZeroDivisionError), record.transaction() as connection:  # noqa: PT012 -- the failure is inside
        connection.execute(articles.update().values(title="changed"))
        raise ZeroDivisionError
    record.close()
    assert content(sample_record) == before


def test_the_stamp_is_another_one_after_each_change(sample_record):
    """Answers kept under a stamp hold as long as nobody writes, and not a commit longer."""
    with Record(sample_record) as reader, Record(sample_record, write=True) as writer:
        first = reader.stamp()
        assert reader.stamp() == first
        with writer.transaction() as connection:
            connection.execute(articles.update().values(title="changed"))
        second = reader.stamp()
        with writer.transaction() as connection:
            connection.execute(articles.update().values(title="changed again"))
    assert len({first, second, Record(sample_record).stamp()}) == 3
