"""Inputs that once brought something down, most of them found by fuzzing (`python -m fuzz`)."""

import datetime as dt
import io
import math

import httpx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bilateral.collect import collect
from bilateral.collect.dates import parse_date
from bilateral.collect.parquet import read_parquet
from bilateral.collect.web.addresses import parse_address
from bilateral.collect.web.feed_lists import feed_addresses
from bilateral.collect.web.fetch import retry_after
from bilateral.collect.web.sitemap import parse_sitemap
from bilateral.exceptions import FetchError, JudgementError
from bilateral.judging import corrected
from bilateral.model import Article, Kind, Problem
from bilateral.read import read_articles
from bilateral.read.dates.grammar import cardinal
from bilateral.read.quantities.numerals import numerals

ENDLESS = "9" * 400


@pytest.mark.parametrize("day", [ENDLESS, f"Fri, {ENDLESS} Mar 2024 10:00:00 +0100", f"{ENDLESS}-01-01"])
def test_a_day_beyond_all_counting_is_no_date(day):
    """Of a feed's item, and in the header by which a host asks to wait."""
    assert parse_date(day) is None
    assert retry_after(httpx.Headers({"retry-after": day}), dt.datetime.now(dt.UTC)) in {None, 86_400.0}


def test_a_number_beyond_all_counting_is_none():
    """A row of digits that no computer holds becomes no infinity, which JSON could not hold either."""
    assert [numeral.value for numeral in numerals(f"{ENDLESS} dollars, {ENDLESS} million and 5")] == [5]
    assert cardinal(ENDLESS) is None
    assert all(
        math.isfinite(numeral.value) for numeral in numerals("9" * 300 + " trillion trillion trillion")
    )


@pytest.mark.parametrize("space", [" ", "-", "\n", "\u2029", "\u3000", "\x1f"])
def test_a_whole_number_and_its_fraction_may_stand_apart_by_any_space(space):
    """Separators of paragraphs and full-width blanks too."""
    assert [numeral.value for numeral in numerals(f"3{space}3/4 million")] == [3_750_000]


def test_an_element_whose_name_is_none_is_passed_over():
    """In a document with faults the parser lets pass what it then calls an invalid name."""
    found = parse_sitemap(b"<urlset><url><loc>https://g.example/1</loc></url><sittp://x></urlset>")
    assert [page.url for page in found.pages] == ["https://g.example/1"]


def test_a_reference_to_half_a_character_costs_only_its_element():
    """It is no character in any encoding; the page beside it is read, and the address says that something is wrong."""
    found = parse_sitemap(
        b"<urlset><url><loc>https://g.example/&#xD800;</loc></url><url><loc>https://g.example/2</loc></url></urlset"
    )
    assert [page.url for page in found.pages] == ["\ufffd", "https://g.example/2"]


def test_a_reference_to_half_a_character_in_a_list_of_feeds_is_a_problem(tmp_path):
    """An attribute that cannot be read is said to be none."""
    path = tmp_path / "feeds.opml"
    path.write_bytes(b'<opml><outline xmlUrl="https://a.example/&#xD800;"/></opml')
    (problem,) = feed_addresses([path])
    assert isinstance(problem, Problem)


def test_an_element_whose_name_is_no_text_is_passed_over():
    """A reference to half a character in a name of a name space."""
    found = parse_sitemap(b"<urlset><url><loc>https://g.example/1</loc></url><x xmlns='&#xD800;'></urlset")
    assert [page.url for page in found.pages] == ["https://g.example/1"]


@pytest.mark.parametrize("host", ["xn--ample", "xn--", "xn--a.example", "\u0080.example"])
def test_a_host_that_says_to_be_of_another_script_and_is_of_none_is_no_address(host):
    """The form of names in other scripts is checked before anything asks for it."""
    with pytest.raises(FetchError, match="no web address"):
        parse_address(f"http://{host}/")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", "nan"),
        ("value", "inf"),
        ("value", "1..-inf"),
        ("value", "1e999"),
        ("value", ENDLESS),
        ("approx", "[" * 100_000),
        ("approx", "maybe"),
        ("approx", "NaN"),
        ("when", ENDLESS),
        ("about", "," * 10_000 + "x"),
    ],
)
def test_a_correction_that_no_database_could_keep_is_refused(field, value):
    """No number without end and nothing nested becomes the value of a field; the message says what to write."""
    with pytest.raises(JudgementError, match=field):
        corrected(Kind.FIGURE if field != "when" else Kind.EVENT, field, value)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_that_json_has_none_for_is_kept_as_nothing(number):
    """Python reads it, yet no database and no other program could read it back from the metadata."""
    line = f'{{"text": "The ministers met in Hanoi on Monday.", "n": {number}, "deep": [{{"m": {number}}}]}}'
    (found,) = collect(["-"], stdin=io.BytesIO(line.encode()))
    assert found.metadata == {"n": None, "deep": [{"m": None}]}


def test_a_damaged_table_whose_fault_cannot_be_told_is_a_problem():
    """Arrow quotes the damaged bytes in its message, which then is no text itself."""
    written = io.BytesIO()
    pq.write_table(pa.table({"text": ["Ministers met in Hanoi.", "They talked."], "id": ["a", "b"]}), written)
    whole = written.getvalue()
    for place in range(4, len(whole), 3):
        damaged = whole[:place] + b"\x9d" + whole[place + 1 :]
        assert list(read_parquet(io.BytesIO(damaged), "x"))


@pytest.mark.parametrize("text", ["\u0301", "\u200b 1", "—", "“", "1 1 1", "A.B.C.", "\U0001f1fb\U0001f1f3"])
def test_an_article_of_next_to_nothing_is_read(text):
    """Marks, invisible characters and signs alone are texts too."""
    (reading,) = read_articles([Article("x", text)])
    assert reading.problem is None
