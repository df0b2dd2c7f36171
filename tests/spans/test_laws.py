"""What holds of spans for every text, not only for those that somebody thought of."""

import json
import sqlite3

import psycopg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bilateral.collect.normalise import normalise
from bilateral.exceptions import EvidenceError
from bilateral.export.linked.nodes import AROUND
from bilateral.export.streams import line
from bilateral.model import Article, Event, EventType, Span
from bilateral.plain import to_plain
from bilateral.show.web.highlight import Mark, make_paragraphs

# All that an article may hold: every code point but the zero character and the halves of characters.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
ODD = "a\r\n\u2028\ufeff\U0001f30d\U0001f1fb\U0001f1f3e\u0301\u05d0\u202e\U0010ffff\x85\x0b b"


@st.composite
def cut(draw):
    """Return a normalised text and a span of it."""
    text = normalise(draw(TEXTS)).text
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@pytest.fixture(scope="module")
def sqlite():
    """Return a database of SQLite."""
    with sqlite3.connect(":memory:") as connection:
        yield connection


@pytest.fixture(scope="module")
def postgres(postgres_server):
    """Return a database of PostgreSQL."""
    with psycopg.connect(postgres_server.format("postgres")) as connection:
        yield connection


@given(cut())
@example((ODD, 3, 9))
def test_sqlite_cuts_as_python_does(sqlite, case):
    """``substr`` and ``length`` count code points."""
    text, start, end = case
    found = sqlite.execute("SELECT substr(?1, ?2 + 1, ?3 - ?2), length(?1)", (text, start, end)).fetchone()
    assert found == (text[start:end], len(text))


@settings(deadline=None)
@given(cut())
@example((ODD, 3, 9))
def test_postgresql_cuts_as_python_does(postgres, case):
    """``substr`` and ``length`` count code points there too."""
    text, start, end = case
    query = "SELECT substr(%(t)s::text, %(s)s::int + 1, %(e)s::int - %(s)s::int), length(%(t)s::text)"
    assert postgres.execute(query, {"t": text, "s": start, "e": end}).fetchone() == (
        text[start:end],
        len(text),
    )


@given(cut())
def test_json_brings_a_span_back(case):
    """Written as a line of JSON and read, with a ``<`` escaped, the span still fits the text."""
    text, start, end = case
    back = json.loads(line({"text": text, "span": {"start": start, "end": end, "text": text[start:end]}}))
    assert back["text"] == text
    assert back["text"][back["span"]["start"] : back["span"]["end"]] == back["span"]["text"]


@given(st.data(), TEXTS)
@example(None, ODD)
def test_marks_on_a_page_cut_nothing_out(data, raw):
    """The paragraphs are the lines; what stands under one mark is the words of its span, without line ends."""
    text = normalise(raw).text
    places = [(1, len(text))] if data is None else data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=5))  # fmt: skip
    marks = [Mark(min(a, b), max(a, b), "event", str(n)) for n, (a, b) in enumerate(places) if a != b]
    paragraphs = make_paragraphs(text, marks)
    assert ["".join(s.text for s in p.segments) for p in paragraphs] == [part for part in text.split("\n") if part.strip()]  # fmt: skip
    for mark in marks:
        shown = "".join(s.text for p in paragraphs for s in p.segments if mark.mention in s.mentions)
        assert "".join(shown.split()) == "".join(text[mark.start : mark.end].split())


@given(TEXTS)
@example(ODD)
def test_a_span_leads_back_to_the_text_as_it_was_given(raw):
    """The characters that became the words of a span, normalised, hold these words; none is counted in the other text."""
    made = normalise(raw)
    step = max(1, len(made.text) // 7)
    for start in range(0, len(made.text), step):
        end = min(len(made.text), start + step)
        a, b = made.raw_span(start, end)
        assert raw[a:b] == made.raw[a:b]
        assert made.text[start:end] in normalise(raw[a:b]).text


@given(cut())
def test_the_prefix_and_the_suffix_of_a_quotation_meet_it(case):
    """What a selector keeps around the words joins them, character for character."""
    text, start, end = case
    whole = text[max(0, start - AROUND) : start] + text[start:end] + text[end : end + AROUND]
    assert whole in text


@given(cut())
def test_a_mention_whose_span_is_one_off_cannot_be_made(case):
    """Whatever the text, the words must stand where the span says."""
    text, start, end = case
    article = Article("x", text)
    made = Event(article=article, evidence=article.cut(start, end), type=EventType.CONSULT, actors=("RUS",))
    plain = to_plain(made)
    assert plain["evidence"] == {"start": start, "end": end, "text": text[start:end]}
    if text[start + 1 : end + 1] != text[start:end]:
        with pytest.raises(EvidenceError):
            Event(
                article=article,
                evidence=Span(start + 1, end + 1, text[start:end]),
                type=EventType.CONSULT,
                actors=("RUS",),
            )
