"""Readers that other packages bring: found, opened, proved, and kept in the record with their mark."""

import json
import re
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.readers.packages import PAGE, install

import bilateral
from bilateral.cli import cli
from bilateral.exceptions import ReaderError

TEXT = "President Vladimir Putin visited Vietnam on Monday. Russia and Vietnam signed a trade agreement in Hanoi."
SHOWN = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[1]
FRAME = """
from dataclasses import replace
from bilateral.model import Article, Event, EventType, Figure, Problem, Reading, Status
def event(of, **fields):
    of = fields.pop("article", of)
    values = dict(article=of, evidence=of.cut(0, 20), type=EventType.CONSULT, actors=("RUS",)) | fields
    return Event(**values)
class Reader:
    version = "3"
    def __init__(self, terms):
        self.terms = terms
    def read(self, article, found):
{body}
"""


def reader(body):
    """Return the source of a package whose reader reads as ``body`` says."""
    return FRAME.format(body="\n".join(f"        {line}" for line in body.splitlines()))


@pytest.fixture
def articles(write_lines):
    """Return a file of two articles."""
    rows = [{"id": n, "text": f"{TEXT} It was day {n}.", "date": "2024-06-20"} for n in ("one", "two")]
    return write_lines("articles.jsonl", *map(json.dumps, rows))


def read_one(body, site_packages, articles, options=None):
    """Read the articles with a reader of this body; returns readings and problems."""
    install(site_packages, "theirs", reader(body), {"theirs": "Reader"})
    choice = bilateral.ReaderChoice("theirs", options or {})
    found = list(bilateral.read_sources([articles], reader=choice))
    problems = [each for each in found if isinstance(each, bilateral.Problem)]
    return [each for each in found if not isinstance(each, bilateral.Problem)], problems


def run(*arguments):
    """Run the command line in this process."""
    done = CliRunner().invoke(cli, [*map(str, arguments)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def rows(record, query):
    """Return the rows of a query to a record in a file."""
    connection = sqlite3.connect(record)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_the_reader_that_the_page_shows_reads(site_packages, articles):
    """The package in docs/readers.md, installed as an installer leaves it, is found by name and reads."""
    install(site_packages, "their_package", SHOWN, {"visits": "Visits"})
    done = run("read", articles, "--reader", "visits")
    first = json.loads(done.stdout.splitlines()[0])
    assert (done.exit_code, first["read_by"]) == (0, "visits 1")
    (event,) = first["events"]
    assert (event["type"], event["mode"], event["actors"], event["recipients"]) == (
        "CONSULT",
        "visit",
        ["RUS"],
        ["VNM"],
    )
    assert event["evidence"]["text"] == "President Vladimir Putin visited Vietnam on Monday."


def test_the_shown_reader_is_short():
    """The page promises about twenty lines."""
    assert len([line for line in SHOWN.splitlines() if line.strip()]) <= 22


@pytest.mark.slow
def test_a_plugged_in_reader_reads_in_several_processes(site_packages, articles):
    """The stage and its options travel to workers, and the outcome is the same."""
    install(site_packages, "their_package", SHOWN, {"visits": "Visits"})
    call = ("read", articles, "--reader", "visits", "--reader-option", "verb=visited")
    assert run(*call, "--workers", 2).stdout == run(*call).stdout != ""


def test_another_reader_takes_the_place_of_the_mentions(site_packages, articles, tmp_path):
    """The record keeps who read an article; a judgement on the same characters holds for the new mention."""
    install(site_packages, "their_package", SHOWN, {"visits": "Visits"})
    record = tmp_path / "news.bilateral"
    bilateral.add([articles], record)
    before = rows(record, "SELECT id FROM mentions WHERE kind = 'event' AND quotation LIKE 'President%'")
    bilateral.judge(record, before[0][0], "reject", "Ann Lee")
    assert run("add", articles, "--record", record, "--reader", "visits").exit_code == 0
    assert set(rows(record, "SELECT read_by FROM articles")) == {("visits 1",)}
    found = rows(record, "SELECT kind, json_extract(decision, '$.rejected') FROM mentions")
    assert sorted(found, key=str) == [("event", 1), ("event", None)]
    assert bilateral.check(record) == []


def test_without_a_reader_named_what_another_one_read_stays(site_packages, articles, tmp_path):
    """Adding more, as every day, does not read anew what was read at a cost; naming the built-in one does."""
    install(site_packages, "their_package", SHOWN, {"visits": "Visits"})
    record = tmp_path / "news.bilateral"
    choice = bilateral.ReaderChoice("visits")
    bilateral.add([articles], record, bilateral.AddOptions(reader=choice))
    assert bilateral.add([articles], record).counts["read"] == 0
    assert set(rows(record, "SELECT read_by FROM articles")) == {("visits 1",)}
    back = bilateral.add([articles], record, bilateral.AddOptions(reader=bilateral.ReaderChoice()))
    assert back.counts["read"] == 2
    assert rows(record, "SELECT count(*) FROM articles WHERE read_by LIKE '% %'") == [(0,)]


def test_an_article_that_fails_keeps_what_it_had(site_packages, articles, tmp_path):
    """A fault of a reader is a problem of one article; its mentions stay, and the next call reads it."""
    record = tmp_path / "news.bilateral"
    bilateral.add([articles], record)
    before = rows(record, "SELECT * FROM mentions ORDER BY id")
    install(site_packages, "theirs", reader("raise RuntimeError('no\\x1b[31m power')"), {"theirs": "Reader"})
    done = run("add", articles, "--record", record, "--reader", "theirs")
    assert done.exit_code == 1
    assert "\x1b" not in done.stderr
    assert "Traceback" not in done.output
    assert rows(record, "SELECT * FROM mentions ORDER BY id") == before
    assert rows(record, "SELECT count(*) FROM articles WHERE read_by LIKE '% %'") == [(0,)]
    assert [problem.reason for problem in bilateral.problems(record)] == ["unread", "unread"]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ("actors=('RUS', 'ATLANTIS')", "no actor"),
        ("actors=('RUS:PIRATES',)", "no actor"),
        ("actors=()", "empty"),
        ("actors=['RUS']", "list"),
        ("actors='RUS'", "str"),
        ("type='CONSULT'", "cannot be str"),
        ("type=EventType.AGREE, mode='visit'", "does not have"),
        ("mode=7", "cannot be int"),
        ("when='tomorrow'", "no date"),
        ("when='2024-02-30'", "no date"),
        ("when='2024-06/2023'", "no date"),
        ("when='٢٠٢٤'", "no date"),
        ("status=None", "NoneType"),
        ("said_by='half a \\ud83d'", "cannot be str"),
        ("said_by='x' * 301", "cannot be str"),
        ("confidence=float('nan')", "cannot be float"),
        ("confidence=2.0", "outside"),
        ("also=(article.cut(0, 9),) * 51", "more than"),
        ("article=replace(article, text='X' + article.text)", "another article"),
    ],
)
def test_a_mention_that_cannot_be_kept_is_listed(fields, why, site_packages, articles):
    """Each field is held to its type and to the words of the project; the other mentions of the article stay."""
    body = f"values = dict({fields})\nreturn Reading(article, events=(event(article, **values), event(article, mode='visit')))"
    readings, problems = read_one(body, site_packages, articles)
    assert [len(reading["events"]) for reading in readings] == [1, 1]
    assert {problem.reason for problem in problems} == {"invalid"}
    assert all(why in problem.detail for problem in problems), problems[0].detail


def test_a_reader_gone_wild_does_not_fill_the_problem_list(site_packages, articles):
    """Of a thousand dropped parts some are listed and the rest counted; equal mentions are kept once."""
    body = "return Reading(article, events=(event(article),) * 1000 + tuple(event(article, when=str(n)) for n in range(1000)))"
    readings, problems = read_one(body, site_packages, articles)
    assert [len(reading["events"]) for reading in readings] == [1, 1]
    assert len(problems) == 2 * 51
    assert "950 more" in problems[50].detail


@pytest.mark.parametrize(
    "body", ["return None", "return Reading(replace(article, name='z'))", "return 1 / 0"]
)
def test_a_reader_that_gives_nonsense_costs_its_article_alone(body, site_packages, articles):
    """No reading, one of another article, or an exception is a problem row."""
    readings, problems = read_one(body, site_packages, articles)
    assert (readings, [problem.reason for problem in problems]) == ([], ["unread", "unread"])


def test_options_and_the_shared_folder_reach_the_reader(site_packages, articles):
    """The folder is there while articles are read and gone afterwards; options come as text."""
    body = "return Reading(article, problem=f\"{self.terms.options['word']} {self.terms.folder.is_dir()} {self.terms.folder}\")"
    _, problems = read_one(body, site_packages, articles, {"word": "hello"})
    assert problems[0].detail.startswith("hello True")
    assert not Path(problems[0].detail.split(" ", 2)[2]).exists()


def test_options_are_not_shown():
    """An option may be a key; neither the choice nor the terms print it."""
    choice = bilateral.ReaderChoice("llm", {"key": "sk-secret"})
    assert "secret" not in repr(choice)
    assert "secret" not in repr(bilateral.AddOptions(reader=choice))


def test_an_unknown_reader_is_refused_before_anything_is_added(tmp_path, articles):
    """The message names the readers that are there; no record is made."""
    record = tmp_path / "news.bilateral"
    done = run("add", articles, "--record", record, "--reader", "oracle")
    assert done.exit_code == 2
    assert "no reader 'oracle'" in done.stderr
    assert "builtin" in done.stderr
    assert not record.exists()


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("raise ImportError('torch')", "cannot be opened"),
        ("def Reader(terms): raise KeyError('secret')", "cannot be opened"),
        ("def Reader(terms): return object()", "no version"),
        ("class Reader:\n    version = 'a\\nb'\n    def __init__(self, terms): pass", "no version"),
    ],
)
def test_a_reader_that_cannot_be_opened_is_an_error_of_ours(source, why, site_packages, articles):
    """What its package raises is told by its kind alone, for it may hold an option."""
    install(site_packages, "theirs", source, {"theirs": "Reader"})
    with pytest.raises(ReaderError, match=why) as caught:
        list(bilateral.read_sources([articles], reader=bilateral.ReaderChoice("theirs", {"key": "secret"})))
    assert "secret" not in str(caught.value)


def test_a_name_that_two_packages_offer_is_refused(site_packages, articles):
    """Which of them reads must not hang on the order of the path."""
    for name in ("ours", "theirs"):
        install(site_packages, name, reader("return Reading(article)"), {"twin": "Reader"})
    with pytest.raises(ReaderError, match="ours and by theirs"):
        list(bilateral.read_sources([articles], reader=bilateral.ReaderChoice("twin")))


@pytest.mark.parametrize(
    "arguments",
    [
        ("--reader-option", "a=b"),
        ("--reader", "builtin", "--reader-option", "a=b"),
        ("--reader", "x", "--reader-option", "sk-secret"),
        ("--reader", "x", "--reader-option", "a=1", "--reader-option", "a=2"),
    ],
)
def test_wrong_calls_end_with_two_and_show_no_value(arguments, articles):
    """What stands where a setting should be may be a key."""
    done = run("read", articles, *arguments)
    assert done.exit_code == 2
    assert "secret" not in done.output
