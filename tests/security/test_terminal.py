"""What strangers write never steers the terminal that shows it."""

import io
import json
import logging
import re

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rich.table import Table
from rich.text import Text
from tests.security.hostile import STEERING, write_articles

import bilateral
from bilateral.cli import cli
from bilateral.cli.screen import json_text, log_handler, make_console, visible, visible_line

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
COLOURS = re.compile(r"\x1b\[[\d;]*m")


@pytest.fixture(scope="module")
def record(make_place, tmp_path_factory):
    """Return a record whose articles, judgements and problems hold orders to a terminal."""
    place = make_place()
    bilateral.add([write_articles(tmp_path_factory.mktemp("hostile") / "x.jsonl", STEERING)], place)
    line = next(bilateral.dossier(place, "RUS", "VNM").lines())
    bilateral.judge(place, line.id, "accept", f"Ann {STEERING}", note=f"seen\n{STEERING}")
    return place


def entry_of(record):
    """Return the id of an entry of the record."""
    return next(bilateral.dossier(record, "RUS", "VNM").lines()).id


CALLS = {
    "dossier": ["dossier", "RUS", "VNM"],
    "dossier as JSON": ["dossier", "RUS", "VNM", "--json"],
    "history": ["history", "ENTRY"],
    "history as JSON": ["history", "ENTRY", "--json"],
    "search": ["search", "Lavrov"],
    "search as JSON": ["search", "Lavrov", "--json"],
    "problems": ["problems"],
    "problems as JSON": ["problems", "--json"],
    "judgements": ["judgements"],
    "judgements as JSON": ["judgements", "--json"],
    "series": ["series", "RUS", "VNM"],
    "an error": ["history", f"none {STEERING}"],
}


@pytest.mark.parametrize("colours", [False, True], ids=["plain", "coloured"])
@pytest.mark.parametrize("call", CALLS)
def test_no_command_hands_orders_on(record, call, colours, monkeypatch):
    """Whatever articles, names and notes hold, the screen gets text, line breaks, and colours of our own."""
    if colours:
        monkeypatch.setenv("FORCE_COLOR", "1")
    arguments = [entry_of(record) if word == "ENTRY" else word for word in CALLS[call]]
    done = CliRunner().invoke(cli, [*arguments, "--record", str(record)])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    written = done.stdout + done.stderr
    assert "txt.exe" in written or call == "series"
    assert not OBEYED.search(COLOURS.sub("", written))
    assert "\x1b[31m" not in done.stderr


@pytest.mark.parametrize("call", ["problems", "judgements"])
def test_a_line_break_in_a_name_forges_no_line(record, call):
    """Each problem and each judgement is one line, whatever its name or note holds."""
    done = CliRunner().invoke(cli, [call, "--record", str(record)])
    number = len(getattr(bilateral, call)(record))
    assert len(done.stdout.splitlines()) == number > 0


@given(st.text())
def test_prose_stays_and_orders_do_not(words):
    """What is written has as many characters, the same ones but for those that a terminal obeys."""
    shown = visible(words)
    assert len(shown) == len(words)
    assert not OBEYED.search(shown)
    assert all(new == old or OBEYED.match(old) or 0xD800 <= ord(old) < 0xE000 for old, new in zip(words, shown, strict=True))  # fmt: skip
    assert len(visible_line(words).splitlines()) <= 1


@pytest.mark.parametrize(
    "words", ["العربية\u200f 12", "👩\u200d🌾", "co\u00adoperate", "e\u0301", "a\tb\nc", "Zürich\u00a0“1”"]
)
def test_prose_of_every_script_is_left_alone(words):
    """Joiners, soft hyphens, marks of direction and line breaks are part of texts."""
    assert visible(words) == words


@given(
    st.recursive(
        st.text() | st.integers() | st.none(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_json_on_the_screen_is_the_same_json(value):
    """What is escaped for the terminal's sake is read back as it was."""
    text = json_text(value)
    assert json.loads(text) == value
    assert not OBEYED.search(text)


def test_all_that_a_console_prints_is_covered():
    """Plain words, styled ones and cells of tables, without that whoever prints has to think of it."""
    out = io.StringIO()
    console = make_console(out, soft_wrap=False)
    table = Table(STEERING, title=STEERING)
    table.add_row(Text(STEERING, style="red"))
    for printed in (STEERING, Text(STEERING), table):
        console.print(printed, markup=False)
    assert out.getvalue().count("txt.exe") == 5
    assert not OBEYED.search(out.getvalue())


def test_what_is_logged_steers_nothing():
    """With --verbose too, where libraries name what strangers sent."""
    line = log_handler().format(logging.LogRecord("x", logging.INFO, "", 0, "%s", (STEERING,), None))
    assert "txt.exe" in line
    assert not OBEYED.search(line)
