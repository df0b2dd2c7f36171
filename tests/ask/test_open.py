"""The Python API: a record that is open, and tables of typed rows."""

import dataclasses
import datetime as dt
import shutil
import sys
import tracemalloc

import duckdb
import polars as pl
import pyarrow as pa
import pytest
from tests.export.test_memory import grow

import bilateral
from bilateral.exceptions import (
    ActorError,
    DateError,
    ExtraError,
    QuestionError,
    RecordError,
    RecordWriteError,
)
from bilateral.model import Kind
from bilateral.sample import SAMPLE


@pytest.fixture(scope="module")
def record(built_record):
    """Return the sample's record, open; it must not be changed."""
    with bilateral.open(built_record) as opened:
        yield opened


def ids(table):
    """Return the ids of rows."""
    return [row.id for row in table]


def test_entries_of_two_are_those_of_their_dossier(record):
    """The same question has the same answer, statements too."""
    dossier = record.dossier("Russia", "Vietnam")
    assert sorted(ids(record.entries(actors=("RUS", "Vietnam")))) == sorted(
        line.id for line in dossier.lines()
    )


@pytest.mark.parametrize("as_of", ["2022-07-06", "2023", "2024-06-19"])
def test_entries_as_of_a_day_are_those_of_the_dossier_then(record, as_of):
    """What was known by a day, with actors and without."""
    dossier = sorted(line.id for line in record.dossier("RUS", "VNM", as_of=as_of).lines())
    assert sorted(ids(record.entries(actors=("RUS", "VNM"), as_of=as_of))) == dossier
    assert set(dossier) <= set(ids(record.entries(as_of=as_of)))


def test_filters_narrow_as_they_say(record):
    """Each filter keeps just the rows for which it holds."""
    every = list(record.entries())
    assert len(every) == len(set(ids(every))) > 100
    for asked, holds in (
        ({"kind": "event"}, lambda row: row.kind == "event"),
        ({"kind": ("figure", "agreement")}, lambda row: row.kind in {"figure", "agreement"}),
        ({"type": ("AGREE", "AID")}, lambda row: row.type in {"AGREE", "AID"}),
        ({"status": "planned"}, lambda row: row.status == "planned"),
        ({"families": 2}, lambda row: row.families >= 2),
        ({"since": "2024"}, lambda row: row.day and row.day >= dt.date(2024, 1, 1)),
        ({"until": "2022-07"}, lambda row: row.day and row.day <= dt.date(2022, 7, 31)),
    ):
        kept = ids(record.entries(**asked))
        assert kept == [row.id for row in every if holds(row)], asked
        assert 0 < len(kept) < len(every), asked


def test_rows_come_in_order_of_time(record):
    """The oldest first, those without a day last."""
    days = [row.day or dt.date.max for row in record.entries()]
    assert days == sorted(days)


def test_a_rule_picks_values_and_filters_go_by_them(sample_record):
    """Where families differ, the rule says which value a row has; a filter by status asks for the picked one."""
    with bilateral.open(sample_record) as record:
        differing = [row for row in record.entries(rule="conservative") if row.disagreement]
        assert differing
        lines = {line.id: line for line in record.dossier("RUS", "VNM", rule="conservative").lines()}
        assert all(
            (row.label, row.status) == (lines[row.id].label, lines[row.id].status)
            for row in differing
            if row.id in lines
        )
        for status in {row.status for row in differing} - {None}:
            assert {row.status for row in record.entries(rule="conservative", status=status)} == {status}


def test_rows_are_frozen_and_typed(record):
    """A row cannot be changed, and its fields have the types that it names."""
    row = next(iter(record.entries(kind="event")))
    assert isinstance(row, bilateral.EntryRow)
    assert isinstance(row.day, dt.date)
    assert isinstance(row.actors, tuple)
    with pytest.raises(dataclasses.FrozenInstanceError):
        row.id = "other"


def test_events_have_class_and_score(record):
    """Quad class and score stand by events, and by nothing else."""
    for row in record.entries():
        assert (row.quad is None) == (row.score is None) == (row.kind != Kind.EVENT)


@pytest.mark.parametrize("ask", ["entries", "mentions"])
def test_a_table_is_the_same_in_every_form(record, ask):
    """Arrow, pandas, polars and DuckDB hold the rows that iterating yields, and batches of any size make up the whole."""
    answer = getattr(record, ask)()
    rows = list(answer)
    assert [row.id for row in rows] == answer.to_arrow()["id"].to_pylist()
    assert pa.Table.from_batches(answer.batches(7)) == answer.to_arrow()
    assert all(batch.num_rows <= 7 for batch in answer.batches(7))
    frame = answer.to_pandas()
    assert list(frame["id"]) == [row.id for row in rows]
    assert answer.to_polars().equals(pl.from_arrow(answer.to_arrow()))
    assert duckdb.sql("SELECT count(*) FROM answer").fetchall() == [(len(rows),)]
    assert frame.columns.to_list() == [field.name for field in dataclasses.fields(rows[0])]


def test_mentions_quote_their_articles(record):
    """The characters of a mention are those of its article, and each entry has its mentions."""
    mentions = {row.id: row for row in record.mentions()}
    for entry in record.entries():
        assert all(mentions[id_].entry == entry.id for id_ in entry.mentions)
        of_one = record.mentions(entry=entry.id)
        assert sorted(ids(of_one)) == sorted(entry.mentions)
    article = next(iter(mentions.values())).article
    assert {row.article for row in record.mentions(article=article)} == {article}


def test_mentions_of_two_are_those_of_their_entries(record):
    """Filters of mentions are those of the entries to which they belong."""
    asked = {"actors": ("RUS", "VNM"), "kind": ("event", "statement"), "since": "2022"}
    of_entries = {mention for row in record.entries(**asked) for mention in row.mentions}
    assert set(ids(record.mentions(**asked))) == of_entries != set()


def test_rejected_mentions_are_in_no_entry(sample_record):
    """They stay in the record, and are listed where everything is asked for."""
    with bilateral.open(sample_record, write=True) as record:
        entry = next(iter(record.entries(kind="event")))
        made = record.judge(entry.id, "reject", "Ann")
        assert entry.id not in ids(record.entries())
        loose = [row.id for row in record.mentions() if row.entry is None]
        assert sorted(loose) == sorted(entry.mentions)
        record.undo(made.judgements[-1], "Ann")
        assert len(record.judgements()) == len(made.judgements) + 1


def test_a_series_is_a_table_and_a_whole(record):
    """Its rows are those of the measure; the whole also says what was left out."""
    months = record.series("Russia", "Vietnam")
    plain = [dataclasses.asdict(row) | {"entries": list(row.entries)} for row in months]
    assert plain == list(months.whole.rows())
    assert months.to_arrow().num_rows == len(plain) > 20
    assert bilateral.series(record._at, "Russia", "Vietnam") == months.whole


def test_a_balance_is_a_table_and_a_whole(record):
    """As a series is."""
    shares = record.balance("Vietnam")
    assert {row.code for row in shares} >= {"RUS", "CHN"}
    assert shares.to_pandas().shape[0] == len(list(shares.whole.rows()))


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        ({"kind": "events"}, QuestionError, "event, statement, figure, agreement"),
        ({"type": "MEET"}, QuestionError, "no type 'MEET'"),
        ({"status": "true"}, QuestionError, "no status 'true'"),
        ({"rule": "best"}, QuestionError, "conservative"),
        ({"families": 0}, QuestionError, "one at least"),
        ({"since": "June"}, DateError, "2024-06"),
        ({"until": "2024-6"}, DateError, "2024-06"),
        ({"as_of": ""}, DateError, "no date"),
        ({"actors": "Ruritania"}, ActorError, "Ruritania"),
    ],
)
def test_a_wrong_question_is_said_to_be_wrong(record, asked, error, words):
    """At once, before anything is read, in words that say what can be asked."""
    with pytest.raises(error, match=words):
        record.entries(**asked)


@pytest.mark.parametrize(
    "wrong", [{"by": "week"}, {"weight": "articles"}, {"rule": "all"}, {"statuses": ["signed"]}]
)
def test_a_wrong_measure_is_said_to_be_wrong(record, wrong):
    """QuestionError is a ValueError too, as the functions raised before."""
    with pytest.raises(ValueError, match="'"):
        record.series("RUS", "VNM", **wrong)


def test_a_record_open_to_be_read_is_not_changed(built_record):
    """Adding and judging need write=True."""
    with bilateral.open(built_record) as record:
        with pytest.raises(RecordWriteError, match="write=True"):
            record.add([SAMPLE])
        with pytest.raises(RecordWriteError, match="write=True"):
            record.judge("0" * 16, "accept", "Ann")


def test_a_record_that_is_not_there_is_made_only_to_be_written(new_place, write_lines):
    """Opening to read says how to make one; opening to write makes it."""
    with pytest.raises(RecordError, match="bilateral add"):
        bilateral.open(new_place)
    with bilateral.open(new_place, write=True) as record:
        assert not list(record.entries())
        record.add([write_lines("one.jsonl", SAMPLE.read_text(encoding="utf-8").splitlines()[0])])
        assert list(record.entries())
        assert not record.problems()
        assert not record.check()


def test_nothing_is_asked_of_a_closed_record(built_record):
    """A table that outlives its record says so, and closing twice does no harm."""
    with bilateral.open(built_record) as record:
        table = record.entries()
    record.close()
    with pytest.raises(RecordError, match="closed"):
        list(table)
    with pytest.raises(RecordError, match="closed"):
        record.add([SAMPLE])


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_missing_library_is_named_with_its_remedy(record, monkeypatch, library):
    """Data frames are an extra."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ExtraError, match=r"pip install 'bilateral\[frames\]'"):
        getattr(record.entries(), f"to_{library}")()


@pytest.mark.slow
@pytest.mark.parametrize("ask", ["entries", "mentions"])
def test_memory_is_flat(ask, built_file, tmp_path):
    """With three times as many rows, going through the batches needs at most a half more memory than before."""
    peaks = []
    for copies in (11, 35):  # both more rows than are ever held
        place = shutil.copy(built_file, tmp_path / f"{copies}.bilateral")
        grow(place, copies)
        with bilateral.open(place) as opened:
            sum(batch.num_rows for batch in getattr(opened, ask)().batches(200))  # loads what is loaded once
            tracemalloc.start()
            rows = sum(batch.num_rows for batch in getattr(opened, ask)().batches(200))
            peaks.append((rows, tracemalloc.get_traced_memory()[1]))
            tracemalloc.stop()
    assert peaks[1][0] > 2.5 * peaks[0][0]
    assert peaks[1][1] < 1.5 * peaks[0][1], peaks
