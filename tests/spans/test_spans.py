"""A span is the same characters everywhere: in Python, in SQL, on the pages and in every export."""

import csv
import html
import json
import re
import subprocess
import sys
import unicodedata
import zipfile

import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from starlette.testclient import TestClient
from tests.spans.odd import ODD, spans_in, texts

import bilateral
from bilateral.cli import cli
from bilateral.export.cells import unguard
from bilateral.record.schema import articles, mentions
from bilateral.record.store import Record
from bilateral.show.web import Settings, create_app
from bilateral.show.web.highlight import marks_of


def test_every_article_has_what_is_looked_for(kept):
    """Nothing that stands around it hides the meeting, the words or the figure from the reader."""
    found, rows = kept
    assert len(found) == len(ODD)
    for address in found:
        assert {row["kind"] for row in rows if row["article"] == address} >= {
            "event",
            "statement",
            "figure",
        }, found[address]


def test_in_python_every_span_is_the_evidence(kept, odd_record):
    """``text[start:end]``, for the mention itself and for each span of its fields; the check says so too."""
    found, rows = kept
    for row in rows:
        text = found[row["article"]]
        assert text[row["start"] : row["end"]] == row["quotation"]
        assert all(text[start:end] == words for start, end, words in spans_in(row["fields"]))
    assert bilateral.check(odd_record) == []


def test_in_sql_every_span_is_the_evidence(odd_record):
    """``substr(text, start + 1, end - start)``, in SQLite and in PostgreSQL: both count code points."""
    words = sa.func.substr(articles.c.text, mentions.c.start + 1, mentions.c.end - mentions.c.start)
    query = sa.select(words, mentions.c.quotation).join(articles, articles.c.address == mentions.c.article)
    with Record(odd_record) as record, record.transaction() as connection:
        rows = connection.execute(query).all()
        lengths = connection.execute(sa.select(sa.func.length(articles.c.text), articles.c.text)).all()
    assert len(rows) > 3 * len(ODD)
    assert all(cut == quotation for cut, quotation in rows)
    assert all(length == len(text) for length, text in lengths)


def test_on_the_page_of_an_article_every_mention_begins_where_it_does(kept, odd_record):
    """The text comes back whole, and each mention's anchor stands before its first character."""
    found, rows = kept
    client = TestClient(create_app(Settings(odd_record)), base_url="http://127.0.0.1:8000")
    for address, text in found.items():
        page = client.get(f"/article/{address}").content.decode()
        paragraphs = re.findall(r'<p class="text" dir="auto">(.*?)</p>', page, re.DOTALL)
        lines = [line for line in text.split("\n") if line.strip()]
        assert [_plain(paragraph) for paragraph in paragraphs] == lines
        places = _places(text, lines, paragraphs)
        own = {row["id"]: row for row in rows if row["article"] == address}
        assert places.keys() == own.keys()
        for id_, place in places.items():
            assert place == min(mark.start for mark in marks_of(own[id_]["kind"], id_, own[id_]["fields"]))


def _plain(markup):
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def _places(text, lines, paragraphs):
    """Return the character of the article before which each anchor of the page stands."""
    places, start = {}, 0
    for line, paragraph in zip(lines, paragraphs, strict=True):
        start = text.index(line, start)
        for anchor in re.finditer(r'<span id="m-([^"]+)" class="place"></span>', paragraph):
            places[anchor[1]] = start + len(_plain(paragraph[: anchor.start()]))
        start += len(line)
    return places


def test_in_the_dossier_the_marked_words_are_the_evidence(odd_record, kept):
    """As JSON on the command line, and as data."""
    found, _ = kept
    done = CliRunner().invoke(cli, ["dossier", "RUS", "VNM", "--json", "--record", str(odd_record)])
    for part in ("events", "statements", "figures"):
        for line in json.loads(done.stdout)[part]:
            for quote in line["quotes"]:
                start, end = quote["at"]
                words = quote["paragraph"][quote["start"] : quote["end"]]
                assert found[quote["address"]][start:end] == words


def test_reading_without_a_record_counts_in_the_text_as_given(odd_lines):
    """Line ends and composed characters are changed inside; the spans that come out fit what went in."""
    done = CliRunner().invoke(cli, ["read", str(odd_lines)])
    given = texts()
    results = [json.loads(line) for line in done.stdout.split("\n") if line]
    assert len(results) == len(given)
    for result in results:
        spans = list(spans_in(result))
        assert len(spans) > 5
        assert all(given[result["id"]][start:end] == words for start, end, words in spans)


@pytest.fixture(scope="module")
def exported(odd_record, tmp_path_factory):
    """Return the folder of exports in each form that holds spans."""
    folder = tmp_path_factory.mktemp("exports")
    for form, name in (("csv", "csv"), ("parquet", "parquet"), ("jsonld", "x.jsonld"), ("bundle", "x.zip")):
        bilateral.export_record(odd_record, form, folder / name, text=None if form == "jsonld" else True)
    return folder


def rows_of(path):
    """Return the rows of a table in either form, its cells as they were put in."""
    if path.suffix == ".parquet":
        return pq.read_table(path).to_pylist()
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: unguard(cell) for name, cell in row.items()} for row in csv.DictReader(file)]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_in_tables_every_span_is_the_evidence(exported, kept, form):
    """Texts come back exactly, whatever line ends and quotation marks stand in them, and the places fit."""
    found = {row["address"]: row["text"] for row in rows_of(exported / form / f"articles.{form}")}
    assert found == kept[0]
    places = rows_of(exported / form / f"mentions.{form}")
    assert len(places) == len(kept[1])
    for row in places:
        assert found[row["article"]][int(row["start"]) : int(row["end"])] == row["quotation"]


def test_in_linked_data_both_selectors_find_the_evidence(exported, kept):
    """A position counts code points, as the W3C's model has it; a quotation stands between its prefix and suffix."""
    found, _ = kept
    graph = json.loads((exported / "x.jsonld").read_text(encoding="utf-8"))["@graph"]
    annotations = [node for node in graph if "oa:Annotation" in node["type"]]
    by_name = {node["id"]: found[node["address"]] for node in graph if "bilateral:Article" in node["type"]}
    assert len(annotations) > 3 * len(ODD)
    for node in annotations:
        text = by_name[node["wasDerivedFrom"]]
        quotation, position = node["target"]["selector"]
        assert text[position["start"] : position["end"]] == quotation["exact"]
        whole = quotation["prefix"] + quotation["exact"] + quotation["suffix"]
        assert text[position["start"] - len(quotation["prefix"]) :].startswith(whole)


def test_the_bundle_proves_itself(exported, tmp_path):
    """Its script, without Bilateral, finds every span in its text."""
    zipfile.ZipFile(exported / "x.zip").extract("verify.py", tmp_path)
    done = subprocess.run(
        [sys.executable, "-I", tmp_path / "verify.py", exported / "x.zip"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert int(re.search(r"(\d+) spans checked", done.stdout)[1]) > 10 * len(ODD)


def test_the_texts_are_as_odd_as_they_should_be(kept):
    """After normalisation they still hold all that makes spans go wrong."""
    together = "".join(kept[0].values())
    assert max(map(ord, together)) == 0x10FFFF
    assert {unicodedata.bidirectional(char) for char in together} >= {"R", "AL", "RLO", "NSM", "B", "BN"}
    assert not {"\r", "\0"} & set(together)
