"""Check names every violation; search takes any words."""

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import bilateral
from bilateral.record.asked import parse
from bilateral.record.search import FOUND_END, FOUND_START
from bilateral.record.sqlite.words import to_match


def test_a_sound_record_has_no_violation(built_record):
    """Every span and hash of the sample's record holds."""
    assert bilateral.check(built_record) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE articles SET text = text || '!' WHERE number = 1", "hashes"),
        ("UPDATE mentions SET quotation = 'x' || substr(quotation, 2) WHERE rowid = 1", "does not read"),
        ("UPDATE mentions SET start = start + 1 WHERE rowid = 1", "does not read"),
        ("UPDATE mentions SET fields = json_set(fields, '$.evidence.start', 1 + json_extract(fields, '$.evidence.start')) WHERE rowid = 1", "cannot hold"),
        ("UPDATE mentions SET fields = json_set(fields, '$.evidence.text', upper(json_extract(fields, '$.evidence.text'))) WHERE rowid = 1", "does not read"),
        ("DELETE FROM entry_mentions WHERE rowid = 1", "no entry"),
        ("DELETE FROM mentions WHERE rowid = 1", "points to nothing"),
    ],
    ids=["text", "quotation", "start", "span", "words", "loose mention", "missing mention"],
)  # fmt: skip
def test_check_names_what_was_tampered_with(sample_record, change, fault):
    """Whatever is changed behind the record's back is named with its place."""
    connection = sqlite3.connect(sample_record)
    connection.execute(change)
    connection.commit()
    connection.close()
    assert any(fault in violation.fault for violation in bilateral.check(sample_record))


def test_search_finds_entries_and_articles_with_the_words_marked(built_record):
    """Both the record's lines and the texts are found; the snippet marks the word."""
    hits = bilateral.search(built_record, "Rosatom")
    assert {hit.kind for hit in hits} > {"article"}
    assert any(f"{FOUND_START}Rosatom{FOUND_END}" in hit.snippet for hit in hits)


@pytest.mark.parametrize(
    ("words", "match"),
    [
        ("Hanoi", '"Hanoi"'),
        ("nuclear power", '"nuclear" "power"'),
        ('"nuclear power" plant', '"nuclear power" "plant"'),
        ("agree*", '"agree"*'),
        ("AND NOT NEAR(x)", '"AND" "NOT" "NEAR(x)"'),
        ("title:x", '"title:x"'),
        ("it's -5%", '"it\'s" "-5%"'),
        ('a" OR "b', '("a") OR ("b")'),
        ("a OR b c", '("a") OR ("b" "c")'),
        ("OR a OR", '"a"'),
        ('a -b -"c d"', '("a") NOT ("b" OR "c d")'),
        ("-a", ""),
        ("a or b", '"a" "or" "b"'),
        ("***", ""),
        ("", ""),
    ],
)
def test_words_become_a_query_in_which_they_are_quoted(words, match):
    """Words are quoted one by one, phrases as they are; a closing star, OR and a minus are all that they can ask for."""
    asked = parse(words)
    assert (to_match(asked) if asked else "") == match


def test_nothing_is_found_for_nothing(built_record):
    """No words, or marks alone, find nothing and fail nothing."""
    assert bilateral.search(built_record, "???") == []


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.text(max_size=40))
def test_any_words_can_be_searched_for(built_record, words):
    """Whatever is typed, the search answers; the words never reach FTS5 as syntax."""
    bilateral.search(built_record, words.replace("\x00", ""))
