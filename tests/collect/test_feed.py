"""Feeds at hand become articles; hostile XML becomes a problem."""

import datetime as dt
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites import ENGLISH, item, rss

from bilateral.collect import Reason, collect
from bilateral.collect.feed import MOST_ITEMS, parse_feed, plain_text
from bilateral.collect.xml import kind_of
from bilateral.exceptions import FetchError
from bilateral.model import Article, Problem

ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>The Gazette</title>
<entry><id>urn:1</id><title type="html">Ministers &amp;amp; talks</title><link href="https://g.example/1"/>
<published>2024-05-06T10:00:00Z</published><summary>Short.</summary>
<content type="html">&lt;p&gt;{ENGLISH}&lt;/p&gt;&lt;p&gt;Second.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</content></entry></feed>"""
RDF = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://g.example/"><title>The Gazette</title></channel>
<item rdf:about="https://g.example/1"><title>Ministers &amp; talks</title><link>https://g.example/1</link><dc:date>2024-05-06</dc:date><description>{ENGLISH}
Second.</description></item></rdf:RDF>"""
RSS = rss(
    item(
        "https://g.example/1",
        "Ministers &amp; talks",
        "Mon, 06 May 2024 10:00:00 GMT",
        f"&lt;p&gt;{ENGLISH}&lt;/p&gt;&lt;p&gt;Second.&lt;/p&gt;",
    )
)


def split(path: Path) -> tuple[list[Article], list[Problem]]:
    """Collect from a file; return its articles and its problems."""
    items = list(collect([path], today=dt.date(2024, 7, 1)))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Problem)]


@pytest.mark.parametrize(
    ("name", "text"), [("f.xml", RSS), ("f.atom", ATOM), ("f", RDF), ("f.rss", "\ufeff" + RSS)]
)
def test_an_item_of_a_file_becomes_an_article(tmp_path, name, text):
    """RSS, Atom and RDF give text, title, address, day and outlet; nothing is fetched."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    articles, problems = split(tmp_path / name)
    assert problems == []
    (article,) = articles
    assert article.text == f"{ENGLISH}\nSecond."
    assert (article.title, article.url, article.outlet) == (
        "Ministers & talks",
        "https://g.example/1",
        "The Gazette",
    )
    assert article.published == dt.date(2024, 5, 6)


def test_dates_that_are_absent_or_ahead_cost_the_date_alone(tmp_path):
    """An item without a date has none; one from the future is a problem and left out."""
    (tmp_path / "f.xml").write_text(
        rss(
            item("https://g.example/1", text=ENGLISH),
            item("https://g.example/2", text=ENGLISH + " Two.", date="Wed, 06 May 2099 10:00:00 GMT"),
            item("https://g.example/3", text=ENGLISH + " Three.", date="the other day"),
        )
    )
    articles, problems = split(tmp_path / "f.xml")
    assert [article.published for article in articles] == [None, None, None]
    assert [problem.reason for problem in problems] == [Reason.FUTURE_DATE, Reason.BAD_DATE]


def test_what_can_be_read_of_a_broken_feed_is_read(tmp_path):
    """A feed with a bare ampersand that breaks off gives its items and a note."""
    (tmp_path / "f.xml").write_text(
        rss(item("https://g.example/1", "Oil & gas&nbsp;talks", text=ENGLISH))[:-20]
    )
    articles, problems = split(tmp_path / "f.xml")
    assert [article.text for article in articles] == [ENGLISH]
    assert [problem.reason for problem in problems] == [Reason.MALFORMED]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
HOSTILE = {
    "billion laughs": f"<!DOCTYPE rss [{LAUGHS}]>" + rss(item("https://g.example/1", "&l9;", text="&l9;")),
    "a file of ours": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(item("https://g.example/1", text="&x;")),
    "an address": '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>' + rss(item("https://g.example/1")),
    "entities after an error": "<!DOCTYPE rss [<!ENTITY a 'b'><!oops><!ENTITY c 'd'>]>" + rss(item("https://g.example/1", "a & b")),
    "depth": "<rss version='2.0'><channel>" + "<a>" * 100_000,
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_xml_is_refused_quickly(tmp_path, case):
    """Entities, external resources and endless depth end as one problem, in no time."""
    (tmp_path / "f.xml").write_text(HOSTILE[case])
    start = time.monotonic()
    articles, problems = split(tmp_path / "f.xml")
    assert time.monotonic() - start < 2
    assert articles == []
    assert [problem.reason for problem in problems] == [Reason.UNSAFE]


def test_a_doctype_without_entities_does_no_harm(tmp_path):
    """Old feeds name a document type; it is never fetched."""
    (tmp_path / "f.xml").write_text(
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//x//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss.dtd">'
        + rss(item("https://g.example/1", text=ENGLISH)).partition("?>")[2]
    )
    articles, problems = split(tmp_path / "f.xml")
    assert (len(articles), problems) == (1, [])


@pytest.mark.parametrize(
    ("text", "reason"),
    [("<urlset/>", Reason.NOT_A_PAGE), ("<opml/>", Reason.NOT_A_PAGE), (rss(), Reason.EMPTY)],
)
def test_xml_that_holds_no_articles_says_what_to_do(tmp_path, text, reason):
    """A sitemap, a list of feeds and an empty feed are told apart."""
    (tmp_path / "f.xml").write_text(text)
    assert [problem.reason for problem in split(tmp_path / "f.xml")[1]] == [reason]


def test_an_item_that_stands_twice_counts_once():
    """The first of two items with one id holds, and the order of the feed stays."""
    feed = parse_feed(
        rss(
            item("https://g.example/1", "One", key="k"),
            item("https://g.example/3"),
            item("https://g.example/2", "Two", key="k"),
        ).encode(),
        "f",
    )
    assert [(i.key, i.title) for i in feed.items] == [("https://g.example/3", "A title"), ("k", "One")]


def test_items_without_number_are_bounded():
    """A feed with more items than any outlet gives is cut, and says so."""
    feed = parse_feed(rss(*(item(f"https://g.example/{n}") for n in range(MOST_ITEMS + 1))).encode(), "f")
    assert len(feed.items) == MOST_ITEMS
    assert [note.reason for note in feed.notes] == [Reason.TOO_MANY]


def test_an_encoding_that_only_the_transport_names_is_used():
    """Bytes without a declaration are read as the server says."""
    data = (
        rss(item("https://g.example/1", "Stra\u00dfe"))
        .replace('<?xml version="1.0"?>', "")
        .encode("iso-8859-1")
    )
    assert parse_feed(data, "f", charset="iso-8859-1").items[0].title == "Stra\u00dfe"


@pytest.mark.parametrize(
    ("head", "kind"),
    [("<?xml version='1.0'?><!-- <feed> --><rss>", "feed"), ("<!DOCTYPE x [<!ENTITY y 'z'>]>\n<feed>", "feed"), ("<a:RDF xmlns:a='b'>", "feed"), ("<html>", "page"), ("text", ""), ("", ""), ("<!-- ", "")],
)  # fmt: skip
def test_the_first_element_says_what_a_document_is(head, kind):
    """Declarations, comments and document types before it do not count."""
    assert kind_of(head.encode()) == kind


@given(st.text(max_size=200))
def test_no_markup_brings_the_text_down(markup):
    """Whatever stands in a description, it becomes text in which no line is blank."""
    assert all(line == line.strip() for line in plain_text(f"<p>{markup}</p>").split("\n"))


@given(st.binary(max_size=300))
def test_no_bytes_bring_the_feed_down(noise):
    """Whatever a feed holds, it is read or refused."""
    for data in (noise, rss(item("https://g.example/1")).encode()[:150] + noise):
        with suppress(FetchError):
            assert parse_feed(data, "f").items is not None


ODD = '<rss version="2.0"><channel><title>a & b</title><item><link>http://g.example/{0}</link><guid>{0}</guid><title>{0}</title><description>{1} {0} &amp;{2};</description></item></channel></rss>'


@pytest.mark.parametrize("reference", ["#0", "#xD800", "#xDFFF", "#x110000", "#99999999999", "#x"])
def test_character_references_that_are_none_do_no_harm(tmp_path, reference):
    """Zero characters and halves of characters reach neither an article nor the parser's end."""
    (tmp_path / "f.xml").write_text(ODD.format(f"&{reference};", ENGLISH, reference))
    articles, problems = split(tmp_path / "f.xml")
    assert articles or problems
    for article in articles:
        words = article.text + article.title + article.name + article.url
        assert "\0" not in words.encode().decode()


def test_keys_and_addresses_have_bounds():
    """What a database indexes is never longer than it can index."""
    feed = parse_feed(rss(item("https://g.example/" + "\u00e9" * 3_000, key="k" * 3_000)).encode(), "f")
    assert [(len(i.key), i.url) for i in feed.items] == [(64, "")]
