"""Copies in a record: read once, and the same in whatever order articles come."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from spacy.language import Language
from tests.read.copied import COPY, CUT, ORIGIN
from tests.readers.packages import install, site_packages  # noqa: F401 -- a fixture
from tests.record.content import content

import bilateral

EARLIER = replace(ORIGIN, published=ORIGIN.published - dt.timedelta(weeks=1), name="earlier")
# Reads nothing, and tells how long each text is that it is given.
LENGTHS = """
from bilateral.model import Problem, Reading

class Lengths:
    version = "1"

    def read(self, article, findings):
        return Reading(article, dropped=(Problem("", "length", str(len(article.text))),))

def open_reader(terms):
    return Lengths()
"""


def line(article):
    """Return an article as a line of JSON."""
    day = str(article.published)
    return json.dumps({"id": article.name, "text": article.text, "source": article.outlet, "date": day})


@pytest.fixture
def add(write_lines):
    """Return a function that adds articles to a record at once."""

    def added(place, *articles, **options):
        lines = write_lines("some.jsonl", *map(line, articles))
        return bilateral.add([lines], place, bilateral.AddOptions(**options))

    return added


@pytest.fixture
def parsed(monkeypatch):
    """Return the texts that are parsed from here on."""
    texts, usual = [], Language.pipe

    def counted(self, some, **options):
        some = list(some)
        texts.extend(some)
        return usual(self, some, **options)

    monkeypatch.setattr(Language, "pipe", counted)
    return texts


@pytest.fixture
def at_once(make_place, add):
    """Return what a record holds to which the origin and its copies were added together."""
    place = make_place()
    add(place, ORIGIN, COPY, CUT)
    return content(place)


def test_adding_reads_copies_once(new_place, add, parsed):
    """Of three articles of one family one is parsed whole, one in part, one not at all; every span is proved."""
    assert add(new_place, COPY, CUT, ORIGIN).counts["read"] == 3
    whole, part = parsed
    assert (whole, len(part) < len(COPY.text) / 2) == (ORIGIN.text, True)
    assert not bilateral.check(new_place)


@pytest.mark.parametrize(
    "order", [(ORIGIN, COPY, CUT), (COPY, CUT, ORIGIN), (CUT, ORIGIN, COPY)], ids=["first", "last", "between"]
)
def test_a_record_does_not_tell_in_which_order_copies_came(new_place, add, at_once, order):
    """Where the origin comes after its copies they are read anew, as if it had been there."""
    for article in order:
        add(new_place, article)
    assert content(new_place) == at_once


def test_a_copy_that_comes_later_is_not_read_in_full(new_place, add, parsed):
    """What was read in the origin is fetched from the record."""
    add(new_place, ORIGIN)
    del parsed[:]
    add(new_place, CUT)
    assert parsed == []


def test_where_the_origin_gets_another_date_its_copies_are_read_anew(make_place, add):
    """The days that they took over hang on that date."""
    one, other = make_place(), make_place()
    add(one, ORIGIN, COPY, CUT)
    add(one, EARLIER)
    add(other, EARLIER, ORIGIN, COPY, CUT)
    assert content(one) == content(other)


def test_a_plugged_in_reader_is_given_every_copy_whole(site_packages, new_place, add):  # noqa: F811 -- a fixture
    """Whoever reads by other means knows nothing of what the built-in reader found in an origin."""
    install(site_packages, "their_lengths", LENGTHS, {"lengths": "open_reader"})
    add(new_place, ORIGIN)
    summary = add(new_place, COPY, CUT, reader=bilateral.ReaderChoice("lengths"))
    told = {problem.detail for problem in summary.problems}
    assert told == {str(len(article.text)) for article in (ORIGIN, COPY, CUT)}
