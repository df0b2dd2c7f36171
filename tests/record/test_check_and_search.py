"""Check names every violation; search takes any words."""

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.record.content import tampering

import bilateral
from bilateral.record.schema import articles, entry_mentions, mentions
from bilateral.record.search import FOUND_END, FOUND_START, search
from bilateral.record.store import Record


def test_a_sound_record_has_no_violation(built_record):
    """Every span and hash of the sample's record holds."""
    assert bilateral.check(built_record) == []


def change_text(connection):
    """Add a character to an article."""
    connection.execute(articles.update().where(articles.c.number == 1).values(text=articles.c.text + "!"))


def change_quotation(connection):
    """Quote another word."""
    connection.execute(of_one(mentions.update()).values(quotation="x"))


def change_start(connection):
    """Move the beginning of a span by one."""
    connection.execute(of_one(mentions.update()).values(start=mentions.c.start + 1))


def change_span(connection):
    """Move the beginning of a span in the fields by one."""
    change_evidence(connection, lambda span: {**span, "start": span["start"] + 1})


def change_words(connection):
    """Put the words of a span in capitals."""
    change_evidence(connection, lambda span: {**span, "text": span["text"].upper()})


def change_evidence(connection, change):
    """Change the evidence of a mention."""
    (fields,) = connection.execute(of_one(sa.select(mentions.c.fields))).one()
    fields = {**fields, "evidence": change(fields["evidence"])}
    connection.execute(of_one(mentions.update()).values(fields=fields))


def loosen_mention(connection):
    """Take a mention out of its entry."""
    one = sa.select(sa.func.min(mentions.c.id)).scalar_subquery()
    connection.execute(entry_mentions.delete().where(entry_mentions.c.mention == one))


def remove_mention(connection):
    """Take a mention away, and leave what points to it."""
    connection.execute(of_one(mentions.delete()))


def of_one(statement):
    """Return the statement for one mention."""
    return statement.where(mentions.c.id == sa.select(sa.func.min(mentions.c.id)).scalar_subquery())


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (change_text, "hashes"),
        (change_quotation, "does not read"),
        (change_start, "does not read"),
        (change_span, "cannot hold"),
        (change_words, "does not read"),
        (loosen_mention, "no entry"),
        (remove_mention, "points to nothing"),
    ],
)
def test_check_names_what_was_tampered_with(sample_record, change, fault):
    """Whatever is changed behind the record's back is named with its place."""
    with tampering(sample_record) as connection:
        change(connection)
    assert any(fault in violation.fault for violation in bilateral.check(sample_record))


def test_search_finds_entries_and_articles_with_the_words_marked(built_record):
    """Both the record's lines and the texts are found; the snippet marks the word."""
    hits = bilateral.search(built_record, "Rosatom")
    assert {hit.kind for hit in hits} > {"article"}
    assert any(f"{FOUND_START}Rosatom{FOUND_END}" in hit.snippet for hit in hits)


def test_nothing_is_found_for_nothing(built_record):
    """No words, or marks alone, find nothing and fail nothing."""
    assert bilateral.search(built_record, "???") == []


@pytest.fixture(scope="module")
def opened_record(built_record):
    """Return the record of the sample, open for all tests here."""
    with Record(built_record) as record:
        yield record


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.text(max_size=40))
def test_any_words_can_be_searched_for(opened_record, words):
    """Whatever is typed, the search answers; the words never reach the database as syntax."""
    with opened_record.transaction() as connection:
        search(connection, words)
