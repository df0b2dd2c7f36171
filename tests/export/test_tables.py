"""Tables as CSV and Parquet: what their readers read back is what the record holds."""

import csv
import json
import math

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bilateral
from bilateral.export.cells import guard, unguard
from bilateral.export.tables import SCHEMAS

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


@pytest.fixture(scope="module")
def csv_folder(hostile_record, tmp_path_factory):
    """Return the folder of the hostile record's tables as CSV, texts too."""
    folder = tmp_path_factory.mktemp("csv")
    bilateral.export_record(hostile_record, "csv", folder, text=True)
    return folder


@pytest.fixture(scope="module")
def tables(hostile_record, tmp_path_factory):
    """Return the hostile record's tables, by name, as rows that Parquet gives back."""
    folder = tmp_path_factory.mktemp("parquet")
    bilateral.export_record(hostile_record, "parquet", folder, text=True)
    return {name: pq.read_table(folder / f"{name}.parquet").to_pylist() for name in SCHEMAS}


def values(table, cells):
    """Return the values of a row of CSV, by the rule that docs/exports.md gives."""
    readers = {
        pa.int64(): int,
        pa.float64(): float,
        pa.bool_(): lambda cell: cell == "true",
        pa.date32(): str,
        pa.list_(pa.string()): json.loads,
    }
    types = {field.name: field.type for field in SCHEMAS[table]}
    return {name: readers.get(types[name], unguard)(cell) if cell else None for name, cell in cells.items()}


def as_read(row):
    """Return a row of Parquet as CSV can tell it: dates as text, no empty text."""
    told = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}
    return {name: None if value == "" else value for name, value in told.items()}


@pytest.mark.parametrize("table", SCHEMAS)
def test_csv_gives_back_every_value(csv_folder, tables, table):
    """Each row that Python's csv reads holds the values of the row of Parquet."""
    with (csv_folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        read = [values(table, cells) for cells in csv.DictReader(file, strict=True)]
    assert read
    assert read == [as_read(row) for row in tables[table]]


@pytest.mark.parametrize("table", SCHEMAS)
def test_pandas_reads_every_value(csv_folder, tables, table):
    """Each cell that pandas reads as text is the one that csv reads."""
    frame = pd.read_csv(csv_folder / f"{table}.csv", dtype=str, keep_default_na=False)
    read = [values(table, row) for row in frame.to_dict("records")]
    assert read == [as_read(row) for row in tables[table]]


@pytest.mark.parametrize("table", SCHEMAS)
def test_duckdb_reads_every_value(csv_folder, tables, table):
    """DuckDB reads the file by its own lights, strictly, with the same cells."""
    query = "SELECT * FROM read_csv(?, all_varchar=true, header=true, delim=',', quote='\"', escape='\"', new_line='\\r\\n')"
    found = duckdb.connect().execute(query, [str(csv_folder / f"{table}.csv")])
    names = [column[0] for column in found.description]
    read = [values(table, dict(zip(names, cells, strict=True))) for cells in found.fetchall()]
    assert read == [as_read(row) for row in tables[table]]


def test_no_cell_of_text_is_a_formula(csv_folder):
    """No cell of any table begins with what a spreadsheet runs, but for a negative number."""
    for path in csv_folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row if cell.startswith(RISKY)]
        assert all(not math.isnan(float(cell)) for cell in cells), path


def test_the_hostile_titles_are_guarded(csv_folder):
    """The titles and outlets made to be run are there, behind an apostrophe."""
    with (csv_folder / "articles.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["name"]: row for row in csv.DictReader(file)}
    assert rows["../../etc/passwd"]["title"].startswith("'=HYPERLINK(")
    assert rows["no-date"]["title"] == "''+1"
    assert rows["</script><script>alert(1)</script>"]["outlet"] == "'-2+3 Wire"


@given(st.text())
def test_the_guard_is_undone_by_taking_one_apostrophe(text):
    """Whatever the text, guarding and undoing gives it back, and nothing guarded is a formula."""
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(RISKY)


def test_each_span_of_the_tables_reproduces_its_words(tables):
    """Start and end of a mention cut its quotation from the article's text, in code points."""
    texts = {row["address"]: row["text"] for row in tables["articles"]}
    assert any(ord(letter) > 0xFFFF for text in texts.values() for letter in text)
    for mention in tables["mentions"]:
        assert texts[mention["article"]][mention["start"] : mention["end"]] == mention["quotation"]


def test_the_tables_hold_every_row_of_the_record(tables, held):
    """Counted against the record: entries, mentions (rejected ones too), articles, families and judgements."""
    kinds = ("events", "statements", "figures", "agreements")
    others = ("mentions", "articles", "appearances", "families", "judgements")
    assert sum(len(tables[name]) for name in kinds) == held["entries"]
    assert {name: len(tables[name]) for name in others} == {name: held[name] for name in others}
    assert [row["decision"] for row in tables["mentions"] if row["entry"] is None]


def test_texts_stay_at_home_unless_asked_for(hostile_record, tmp_path):
    """Without --with-text the column of texts is empty."""
    bilateral.export_record(hostile_record, "parquet", tmp_path)
    assert pq.read_table(tmp_path / "articles.parquet")["text"].null_count == 19


def test_a_scope_limits_every_table(hostile_record, tmp_path):
    """Between two actors and for one kind: only such entries, their mentions, and these mentions' articles."""
    bilateral.export_record(
        hostile_record, "parquet", tmp_path, actors=("Russia", "Vietnam"), kinds=["event"], since="2024"
    )
    read = {path.stem: pq.read_table(path).to_pylist() for path in tmp_path.glob("*.parquet")}
    assert set(read) == {"events", "mentions", "articles", "appearances", "families", "judgements"}
    assert read["events"]
    for event in read["events"]:
        assert {"RUS", "VNM"} <= {code[:3] for code in event["actors"] + event["recipients"]}
        assert event["day"].isoformat() >= "2024"
    assert {m for event in read["events"] for m in event["mentions"]} == {
        row["id"] for row in read["mentions"]
    }
    assert {row["article"] for row in read["mentions"]} == {row["address"] for row in read["articles"]}


def test_as_of_asks_the_record_of_that_day(hostile_record, tmp_path):
    """No row rests on an article of a later day; for two actors they are the lines of the dossier of that day."""
    bilateral.export_record(hostile_record, "parquet", tmp_path / "all", as_of="2022-07-06")
    mentions = pq.read_table(tmp_path / "all" / "mentions.parquet").to_pylist()
    assert mentions
    assert max(row["published"].isoformat() for row in mentions) == "2022-07-06"
    bilateral.export_record(
        hostile_record, "parquet", tmp_path / "two", as_of="2022-07-06", actors=("RUS", "VNM")
    )
    events = pq.read_table(tmp_path / "two" / "events.parquet").to_pylist()
    dossier = bilateral.dossier(hostile_record, "RUS", "VNM", as_of="2022-07-06")
    assert {row["id"] for row in events} == {line.id for line in dossier.events}


def test_a_rule_picks_the_value_where_families_differ(hostile_record, tmp_path):
    """The conservative total of trade is the smaller one; both stand in the disagreement."""
    read = {}
    for rule in ("conservative", "latest"):
        bilateral.export_record(hostile_record, "parquet", tmp_path / rule, kinds=["figure"], rule=rule)
        rows = pq.read_table(tmp_path / rule / "figures.parquet").to_pylist()
        (read[rule],) = [row for row in rows if "5540000000" in row["disagreement"]]
    assert (read["conservative"]["low"], read["latest"]["low"]) == (5.54e9, 7.1e9)
    assert read["latest"]["disagreement"] == read["conservative"]["disagreement"]
