"""The record: adding, adding again, and who may write."""

import hashlib
import json
import threading

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from tests.record.content import content, tampering

import bilateral
from bilateral.adding import AddOptions
from bilateral.exceptions import NewerRecordError, RecordBusyError, RecordError
from bilateral.record import postgres, sqlite
from bilateral.record.schema import articles, metadata, problems
from bilateral.record.store import Record
from bilateral.sample import SAMPLE


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
def test_the_order_in_which_articles_are_added_counts_for_nothing(built_record, new_place, write_lines):
    """Added one half after the other, the later first, the sample makes the same record."""
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    bilateral.add([write_lines("late.jsonl", *lines[8:])], new_place)
    bilateral.add([write_lines("early.jsonl", *reversed(lines[:8]))], new_place)
    assert content(new_place) == content(built_record)


@pytest.mark.slow
def test_two_workers_make_the_same_record(built_record, new_place):
    """Processes that read beside each other change nothing in what is kept."""
    bilateral.add([SAMPLE], new_place, AddOptions(workers=2))
    assert content(new_place) == content(built_record)


@pytest.mark.slow
def test_a_run_that_stopped_is_finished_by_the_next(built_record, new_place):
    """Stopped after collecting, the record says what is left to do, and the next run does it."""

    def stop(stage, _done, _all):
        if stage == "trace":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bilateral.add([SAMPLE], new_place, progress=stop)
    assert not bilateral.check(new_place)
    summary = bilateral.add([], new_place)
    assert summary.counts["read"] == 16
    assert content(new_place) == content(built_record)


def test_the_same_text_under_two_names_is_one_article_with_two_appearances(new_place, write_lines):
    """The text is kept once, both names stay, and the earlier publication gives the date."""
    text = "Russia and Vietnam signed an agreement on trade in Hanoi on Monday, officials of both countries said."
    late = {"id": "late", "source": "B", "date": "2024-05-02", "text": text}
    early = {"id": "early", "source": "A", "date": "2024-05-01", "text": text}
    first = bilateral.add([write_lines("late.jsonl", json.dumps(late))], new_place)
    second = bilateral.add([write_lines("early.jsonl", json.dumps(early))], new_place)
    assert (first.counts["new"], second.counts["copy"]) == (1, 1)
    assert second.counts["read"] == 1, "the date changed, so the article is read anew"
    with Record(new_place) as record, record.transaction() as connection:
        (row,) = connection.execute(sa.select(articles)).all()
    assert (row.name, row.outlet, row.published) == ("early", "A", "2024-05-01")


@pytest.mark.slow
def test_a_family_is_traced_anew_when_an_earlier_appearance_turns_up(make_place, write_lines):
    """The copy turns out to be the origin: whichever comes first, the families are the same."""
    second, third = SAMPLE.read_text(encoding="utf-8").splitlines()[1:3]
    earlier = json.dumps({**json.loads(third), "id": "earlier", "source": "Dawn Post", "date": "2022-07-05"})
    late, early = write_lines("late.jsonl", second, third), write_lines("early.jsonl", earlier)
    places = make_place(), make_place()
    for place, order in zip(places, ([late, early], [early, late]), strict=True):
        for source in order:
            bilateral.add([source], place)
    one, two = map(content, places)
    assert one["families"] == two["families"]
    assert one["edges"] == two["edges"]
    assert one["entries"] == two["entries"]


def test_a_later_schema_is_refused(sample_record):
    """A record written by a later version is named as such and not touched."""
    with tampering(sample_record) as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerRecordError, match="9999"):
        Record(sample_record, write=True)


def is_search(change):
    """Say whether a change is about the tables of the full-text search, which are each dialect's own."""
    kind, thing = change[:2]
    table = thing if kind == "remove_table" else thing.table if kind == "remove_index" else None
    return table is not None and table.name.startswith(("article_words", "entry_words"))


def test_the_schema_of_the_migrations_is_that_of_the_tables(new_place):
    """What the migrations build and what the code expects are the same, to the last column and index."""
    with Record(new_place, write=True) as record, record.transaction() as connection:
        made = compare_metadata(MigrationContext.configure(connection), metadata)
    own = [change for change in made if not is_search(change)]
    assert not own


def test_a_second_writer_is_told_to_wait(sample_record, monkeypatch):
    """While one process writes, another gets a message and nothing of its work is half done."""
    for dialect in (sqlite.file, postgres.database):
        monkeypatch.setattr(dialect, "BUSY_SECONDS", 0.1)
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


def test_reading_makes_no_record(new_place):
    """Reading what is not there says how to make it, and leaves nothing behind."""
    for _ in range(2):
        with pytest.raises(RecordError, match="bilateral add"):
            bilateral.dossier(new_place, "RUS", "VNM")


def test_names_and_addresses_may_be_of_any_length(new_place, write_lines):
    """Outlets, addresses and names longer than an index takes are kept, twice the same once, and are found."""
    long = {name: name + "".join(hashlib.sha256(f"{name}{n}".encode()).hexdigest() for n in range(200)) for name in ("id", "source", "url", "title")}  # fmt: skip
    report = {**json.loads(SAMPLE.read_text(encoding="utf-8").splitlines()[0]), **long}
    source = write_lines("long.jsonl", json.dumps(report), json.dumps({"id": long["id"], "text": ""}))
    for counts in ({"new": 1, "problem": 1}, {"known": 1, "problem": 1}):
        made = bilateral.add([source], new_place).counts
        assert {name: made[name] for name in counts} == counts
    assert len(bilateral.problems(new_place)) == 1
    assert bilateral.search(new_place, "id*") == []
    assert bilateral.search(new_place, "title*")[-1].outlet == long["source"]


def test_lists_are_in_the_order_of_code_points(new_place):
    """Whatever the locale of a server is: capitals before small letters, marks after both."""
    names = ["b", "B", "a", "é", "Z", "ä", "A", "_", "-a"]
    with Record(new_place, write=True) as record, record.transaction() as connection:
        insert = problems.insert()
        connection.execute(insert, [{"name": n, "reason": "", "detail": "", "key": n} for n in names])
        found = connection.execute(sa.select(problems.c.name).order_by(problems.c.name)).scalars().all()
        below = connection.execute(sa.select(problems.c.name).where(problems.c.name < "a")).scalars().all()
    assert found == sorted(names)
    assert sorted(below) == [name for name in sorted(names) if name < "a"]
