"""The views of a record: the same in both databases, as docs/sql.md says, and open to the tools of others."""

import asyncio
import re
import sqlite3
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
import sqlalchemy as sa
from datasette.app import Datasette

import bilateral
from bilateral.measure import load_scores
from bilateral.model import EventType
from bilateral.record.sqlviews import view_statements
from bilateral.record.store import Record

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "sql.md").read_text(encoding="utf-8")
VIEWS = ["events", "statements", "figures", "agreements", "actors", "quotations", "sources"]
QUESTIONS = re.findall(r"```sql\n(SELECT.*?)```", PAGE, re.DOTALL)


def asked(record, question):
    """Return the rows of a question as mappings."""
    with Record(record) as opened, opened.transaction() as connection:
        return [{**row} for row in connection.execute(sa.text(question)).mappings()]


@pytest.fixture(scope="module")
def differing(copy_sample):
    """Return a record in which people judged, one of them so that a list is empty and a word is none."""
    record = copy_sample()
    lines = bilateral.dossier(record, "RUS", "VNM").events
    bilateral.judge(record, lines[0].id, "accept", "Ann")
    bilateral.judge(record, lines[1].id, "correct", "Lee", corrections={"recipients": "", "mode": "null"})
    return record


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_answers(differing, view):
    """Each view has rows, whatever people corrected."""
    assert asked(differing, f"SELECT * FROM {view}")


@pytest.mark.parametrize("view", VIEWS)
def test_the_page_names_every_column(built_record, view):
    """docs/sql.md says what each column holds."""
    columns = asked(built_record, f"SELECT * FROM {view} LIMIT 1")[0]
    assert not [column for column in columns if f"`{column}`" not in PAGE]


@pytest.mark.parametrize("question", QUESTIONS, ids=range(len(QUESTIONS)))
def test_the_questions_of_the_page_are_answered(built_record, question):
    """Each question of docs/sql.md runs in both databases."""
    asked(built_record, question)


def test_entries_stand_in_the_view_of_their_kind(built_record):
    """The views of the four kinds hold every entry once."""
    held = [row["id"] for view in VIEWS[:4] for row in asked(built_record, f"SELECT id FROM {view}")]
    assert sorted(held) == [row["id"] for row in asked(built_record, "SELECT id FROM entries ORDER BY id")]


def test_a_view_says_what_the_dossier_says(differing):
    """Fields, lists and reviewers come out of the JSON as they stand in it."""
    lines = {line.id: line for line in bilateral.dossier(differing, "RUS", "VNM").lines()}
    checked = 0
    for row in (row for view in VIEWS[:4] for row in asked(differing, f"SELECT * FROM {view}")):
        if line := lines.get(row["id"]):
            checked += 1
            assert row["quotation"] == line.fields["evidence"]["text"]
            assert row["reviewers"] == (", ".join(line.reviewers) or None)
            assert set((row["differ"] or "").split(", ")) - {""} == set(line.disagreement)
            for name in {"actors", "recipients", "about", "parties"} & row.keys():
                assert row[name] == (", ".join(line.fields[name] or ()) or None)
    assert checked == len(lines) > 10


def test_a_figure_has_its_two_ends(built_record):
    """One number is both ends; a range has two."""
    for line in bilateral.dossier(built_record, "RUS", "VNM").figures:
        (row,) = asked(
            built_record, f"SELECT low, high, approx, measure_class FROM figures WHERE id = '{line.id}'"
        )
        value = line.fields["value"]
        assert [row["low"], row["high"]] == (value if isinstance(value, list) else [value, value])
        assert row["approx"] == line.fields["approx"]


def test_every_quotation_is_proved_by_its_article(built_record):
    """The characters of a quotation are those of the article, in SQL."""
    found = asked(
        built_record,
        "SELECT quotation, substr(text, begins + 1, ends - begins) AS words FROM quotations "
        "JOIN articles ON address = article",
    )
    assert found
    assert all(row["quotation"] == row["words"] for row in found)


def test_quad_classes_are_those_of_the_measures():
    """The view and the versioned table of scores put each type in the same class."""
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE entries(id, label, kind, type, status, 'when', day, known, families, articles, confidence, fields, disagreement, reviewers)")  # fmt: skip
        connection.execute(next(view_statements("sqlite")))
        for each in EventType:
            connection.execute("INSERT INTO entries(kind, type, fields, disagreement, reviewers) VALUES ('event', ?, '{}', '{}', '[]')", [each])  # fmt: skip
        quads = dict(connection.execute("SELECT type, quad FROM events"))
    assert quads == {str(each): str(load_scores().quad(each)) for each in EventType}


def datasette_rows(file, sql, **options):
    """Return what Datasette answers to a question over a record."""

    async def ask():
        served = Datasette([] if options else [str(file)], **options)
        await served.invoke_startup()
        answer = await served.client.get(f"/{file.stem}.json", params={"sql": sql, "_shape": "objects"})
        return answer.json()

    return asyncio.run(ask())


@pytest.mark.parametrize("immutable", [False, True])
@pytest.mark.parametrize("view", VIEWS)
def test_datasette_answers_over_the_views(sample_file, view, immutable):
    """Datasette itself opens a record, and says of each view what SQLite says."""
    options = {"immutables": [str(sample_file)]} if immutable else {}
    answer = datasette_rows(sample_file, f"SELECT * FROM {view}", **options)
    assert answer["ok"], answer
    assert answer["rows"] == asked(sample_file, f"SELECT * FROM {view}")


def test_duckdb_attaches_a_record(sample_file):
    """DuckDB's own reader of SQLite files sees the views."""
    with duckdb.connect() as connection:
        try:
            connection.execute("LOAD sqlite")
        except duckdb.Error:
            pytest.skip("DuckDB's SQLite extension is not installed; it comes from DuckDB's server")
        connection.execute(f"ATTACH '{sample_file}' AS news (TYPE sqlite, READ_ONLY)")
        for view in VIEWS:
            (count,) = connection.execute(f"SELECT count(*) FROM news.{view}").fetchone()
            assert count == len(asked(sample_file, f"SELECT * FROM {view}"))


@pytest.mark.parametrize("view", VIEWS)
def test_duckdb_reads_the_views_through_arrow(built_file, view):
    """Without the extension, the rows of a view go to DuckDB as Arrow, none lost and none changed."""
    rows = asked(built_file, f"SELECT * FROM {view}")
    held = pa.Table.from_pylist(rows)  # noqa: F841 -- DuckDB finds it by its name
    relation = duckdb.sql("SELECT * FROM held")
    assert [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()] == rows
