"""Words, and what a search finds by them: the same in every dialect."""

import sqlite3
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.postgres import make_database

import bilateral
from bilateral.record.asked import parse
from bilateral.record.postgres.words import to_query, to_vector
from bilateral.record.search import search
from bilateral.record.sqlite.words import to_match
from bilateral.record.store import Record
from bilateral.record.words import FOUND_END, FOUND_START, SNIPPET_WORDS, snippet, words_in

# Latin with its marks, Greek, Cyrillic, Vietnamese, typography, Chinese: what news has, and FTS5's tables know.
RANGES = ((0x20, 0x17F), (0x391, 0x3C9), (0x400, 0x45F), (0x1EA0, 0x1EF9), (0x2010, 0x2026), (0x4E00, 0x4E40))
LETTERS = sorted(
    {chr(code) for first, last in RANGES for code in range(first, last + 1)} - set("\x7f\u03a2µ")
)
MARKS = list("\u0300\u0301\u0302\u0303\u0308\u030a\u030c\u0323")
TEXTS = st.text(st.sampled_from(LETTERS + MARKS + [" "] * 60), max_size=60)


@pytest.fixture(scope="module")
def fts5():
    """Return a function that gives the words that FTS5 finds in a text."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61 remove_diacritics 2')")
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")

    def words(text):
        connection.execute("DELETE FROM t")
        connection.execute("INSERT INTO t VALUES (?)", [text])
        return [term for (term,) in connection.execute("SELECT term FROM v ORDER BY offset")]

    yield words
    connection.close()


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_the_words_are_those_of_fts5(fts5, text):
    """So that a record finds the same in PostgreSQL as in SQLite."""
    assert [word.form for word in words_in(text)] == fts5(text)


@given(text=TEXTS)
def test_every_word_stands_where_it_is_said_to(text):
    """Places ascend, and what stands there has the word's form."""
    found = list(words_in(text))
    places = list(chain.from_iterable((word.start, word.end) for word in found))
    assert places == sorted(places)
    assert all(next(words_in(text[word.start : word.end])).form == word.form for word in found)


@pytest.mark.parametrize(
    ("words", "match", "query"),
    [
        ("Hanoi", '"Hanoi"', "(('hanoi'))"),
        ("nuclear power", '"nuclear" "power"', "(('nuclear') & ('power'))"),
        ('"Nuclear power" plant', '"Nuclear power" "plant"', "(('nuclear' <-> 'power') & ('plant'))"),
        ("agree*", '"agree"*', "(('agree':*))"),
        ("AND NOT NEAR(x)", '"AND" "NOT" "NEAR(x)"', "(('and') & ('not') & ('near' <-> 'x'))"),
        ("title:x", '"title:x"', "(('title' <-> 'x'))"),
        ("it's -5%", '"it\'s" "-5%"', "(('it' <-> 's') & ('5'))"),
        ('a" OR "b', '("a") OR ("b")', "(('a')) | (('b'))"),
        ("a OR b c", '("a") OR ("b" "c")', "(('a')) | (('b') & ('c'))"),
        ("OR a OR", '"a"', "(('a'))"),
        ('a -b -"c d"', '("a") NOT ("b" OR "c d")', "((('a'))) & !(('b') | ('c' <-> 'd'))"),
        ("-a", "", ""),
        ("a or b", '"a" "or" "b"', "(('a') & ('or') & ('b'))"),
        ("Đà Nẵng'; DROP", '"Đà" "Nẵng\';" "DROP"', "(('đa') & ('nang') & ('drop'))"),
        ("***", "", ""),
        ("_ \x00", "", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_words_become_a_query_in_which_they_are_quoted(words, match, query):
    """Words are quoted one by one, phrases as they are; a closing star, OR and a minus are all that they can ask for."""
    asked = parse(words)
    assert (to_match(asked) if asked else "") == match
    assert (to_query(asked) if asked else "") == query


def test_a_text_without_end_has_a_vector_within_the_bounds_of_postgresql():
    """Places end where they must, single words are cut, and what has no room is left out."""
    vector = to_vector(
        "the head", "the " * 20_000 + "last " + " ".join(f"word{n}" for n in range(200_000)) + "x" * 9_000
    )
    assert vector.startswith("'the':1,4,5,")
    assert "'last' " in vector
    assert max(map(len, vector.split())) < 2_000
    assert len(vector) < 2_000_000


@pytest.fixture(scope="module")
def both_records(built_file, postgres_server):
    """Return the record of the sample, open, as a file and in PostgreSQL."""
    url = make_database(postgres_server, "words")
    bilateral.copy(built_file, url)
    with Record(built_file) as one, Record(url) as other:
        yield one, other


WORDS = ["russia", "Vietnam*", "trade", '"foreign minister"', "hanoi", '"in 2021"', "rosatom", "the", "nuclear", "san*", "Lavrov", "percent"]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(
        st.tuples(st.sampled_from(["", "", "-", "OR "]), st.sampled_from(WORDS)), min_size=1, max_size=4
    )
)
def test_both_dialects_find_the_same(both_records, parts):
    """Whatever is asked, the same entries and articles are found, and shown in the same words."""
    words, found = " ".join(sign + word for sign, word in parts), []
    for record in both_records:
        with record.transaction() as connection:
            found.append({(hit.kind, hit.id, hit.snippet) for hit in search(connection, words, 1000)})
    assert found[0] == found[1]


@given(text=TEXTS, word=st.sampled_from(["a", "b*", '"a b"']))
def test_a_snippet_is_a_stretch_of_the_text(text, word):
    """Without its marks it stands in the text; it has no more words than it should."""
    shown = snippet(text, parse(word))
    bare = shown.replace(FOUND_START, "").replace(FOUND_END, "").strip("…")
    assert bare in text
    assert len(list(words_in(bare))) <= SNIPPET_WORDS


def test_a_snippet_shows_the_stretch_with_the_most_terms():
    """A place where both words stand is shown rather than an earlier one of either."""
    text = "Trade grew. " + "It rained. " * 30 + "The nuclear plant trades power. " + "It rained. " * 30
    shown = snippet(text, parse('trade* "nuclear plant"'))
    assert f"{FOUND_START}nuclear plant{FOUND_END} {FOUND_START}trades{FOUND_END}" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
