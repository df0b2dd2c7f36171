"""A record is copied between files and PostgreSQL without loss."""

import datetime as dt
import tracemalloc

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

import bilateral
from bilateral.cli import cli
from bilateral.exceptions import RecordError
from bilateral.model import Article
from bilateral.record.articles import add_article
from bilateral.record.copying import copy_record
from bilateral.record.schema import metadata
from bilateral.record.store import Record


def rows(record):
    """Return every row of every table as it is, by its key."""
    found = {}
    with Record(record) as opened, opened.transaction() as connection:
        for table in metadata.sorted_tables:
            query = sa.select(*(as_kept(column) for column in table.c)).order_by(*table.primary_key)
            found[table.name] = connection.execute(query).all()
    return found


def as_kept(column):
    """Return a column as it is kept: JSON as its text."""
    return sa.cast(column, sa.Text) if isinstance(column.type, sa.JSON) else column


@pytest.fixture
def full_record(sample_record, tmp_path):
    """Return a record with something in each table: judgements of each kind, an undo, and a problem too."""
    (tmp_path / "empty.txt").write_bytes(b"")
    bilateral.add([tmp_path / "empty.txt"], sample_record)
    first, second, third, fourth = bilateral.dossier(sample_record, "RUS", "VNM").events[:4]
    bilateral.judge(sample_record, first.id, "accept", "Ann", note="“seen” 越南 \N{GRINNING FACE}")
    done = bilateral.judge(sample_record, second.id, "correct", "Ann", corrections={"when": "1999"})
    bilateral.undo(sample_record, done.judgements[0], "Bob")
    bilateral.judge(sample_record, third.id, "merge", "Ann", other=fourth.id)
    return sample_record


def test_there_and_back_every_row_is_the_same(full_record, make_place, tmp_path):
    """Table by table, numbers and JSON included; the copy is proved, and is found through as the record is."""
    there, back = make_place(), tmp_path / "back.bilateral"
    bilateral.copy(full_record, there)
    bilateral.copy(there, back)
    before = rows(full_record)
    filled = {name for name, table in before.items() if table}
    assert filled >= {"articles", "appearances", "edges", "families", "sketches", "mentions", "entries", "entry_actors", "entry_mentions", "judgements", "problems", "runs"}  # fmt: skip
    for copy in (there, back):
        assert rows(copy) == before
        assert bilateral.check(copy) == []
        assert ids(bilateral.search(copy, "Rosatom")) == ids(bilateral.search(full_record, "Rosatom"))
        assert bilateral.dossier(copy, "RUS", "VNM") == bilateral.dossier(full_record, "RUS", "VNM")


def ids(hits):
    """Return what was found, in whatever order."""
    return {hit.id for hit in hits}


@pytest.mark.slow
def test_a_copy_can_be_added_to_and_judged(full_record, new_place, write_lines):
    """Its next rows are numbered after those that were copied."""
    bilateral.copy(full_record, new_place)
    line = bilateral.dossier(new_place, "RUS", "VNM").events[5]
    numbers = [judgement.id for judgement in bilateral.judgements(new_place)]
    done = bilateral.judge(new_place, line.id, "accept", "Ann")
    assert min(done.judgements) == max(numbers) + 1
    text = "Chad and Peru signed an agreement on trade in Lima on Monday, officials of both countries said."
    assert bilateral.add([write_lines("new.txt", text)], new_place).counts["new"] == 1
    assert bilateral.check(new_place) == []


def test_a_record_is_copied_to_a_new_place_only(built_record, sample_record, sample_file):
    """Whatever stands at the target stays as it is, and so does a record that is copied onto itself."""
    before = rows(sample_record)
    for source in (built_record, sample_file, sample_record):
        with pytest.raises(RecordError, match="not empty"):
            bilateral.copy(source, sample_record)
    assert rows(sample_record) == before


def test_nothing_is_made_where_there_is_nothing_to_copy(new_place, tmp_path):
    """A source that is no record is said to be none, and the target is not begun."""
    with pytest.raises(RecordError, match="there is no record"):
        bilateral.copy(tmp_path / "none.bilateral", new_place)
    with pytest.raises(RecordError, match="there is no record"):
        bilateral.check(new_place)


def test_a_copy_that_breaks_off_leaves_nothing(built_record, new_place):
    """The next copy to the same place begins anew and is whole."""

    def stop(table, _done, _all):
        if table == "mentions":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bilateral.copy(built_record, new_place, progress=stop)
    assert not any(rows(new_place).values())
    bilateral.copy(built_record, new_place)
    assert rows(new_place) == rows(built_record)


def test_the_command_says_what_it_copied(built_record, tmp_path):
    """One line, on standard error."""
    done = CliRunner().invoke(cli, ["copy", str(built_record), str(tmp_path / "copy.bilateral")])
    assert (done.exit_code, done.stdout) == (0, "")
    assert "16 articles" in done.stderr


@pytest.mark.slow
def test_memory_stays_flat(new_place, tmp_path):
    """Four hundred articles of 100 kB take no more than some batches of them."""
    source = tmp_path / "large.bilateral"
    with Record(source, write=True) as record, record.transaction() as connection:
        for number in range(400):
            text = f"{number} " + "x" * 100_000
            address = f"{number:064x}"
            add_article(connection, Article(address, text, address, "", dt.date(2024, 1, 1), "", "", {}))
    with Record(source) as old, Record(new_place, write=True) as new:
        tracemalloc.start()
        try:
            copied = copy_record(old, new)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert copied["articles"] == 400
    assert peak < 25e6, "the texts are 40 MB"
