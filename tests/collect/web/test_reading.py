"""Addresses as sources: pages, feeds with their pages, sitemaps with theirs."""

import datetime as dt
import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from tests.sites import ENGLISH, item, rss

from bilateral.collect import Limits, Reason, collect
from bilateral.collect.web import WebOptions
from bilateral.collect.web.feed_lists import feed_addresses
from bilateral.model import Article, Problem

LONG = " ".join(f"{ENGLISH} Point {n} was agreed." for n in range(12))


def split(source: str, web: WebOptions) -> tuple[list[Article], list[Problem]]:
    """Collect from an address; return its articles and its problems."""
    items = list(collect([source], Limits(), today=dt.date(2024, 7, 1), web=web))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Problem)]


def test_a_page_becomes_an_article(site, quick):
    """Its text is extracted; address and host are kept."""
    articles, problems = split(site.page("/news/1"), quick)
    assert problems == []
    assert ENGLISH in articles[0].text
    assert (articles[0].title, articles[0].url, articles[0].outlet) == (
        "Ministers meet",
        site.base + "/news/1",
        "127.0.0.1",
    )


def test_a_page_is_read_in_the_encoding_of_its_answer(site, quick):
    """The header's encoding counts, even where the page is silent."""
    site.put(
        "/a",
        f"<html><body><p>{ENGLISH} W \u0142\u00f3dzi.</p><p>{ENGLISH}</p></body></html>".encode("iso-8859-2"),
        Content_Type="text/html; charset=iso-8859-2",
    )
    assert "\u0142\u00f3dzi" in split(site.base + "/a", quick)[0][0].text


def test_an_encoding_that_could_run_for_ever_is_not_tried(site, quick):
    """Encodings of host names are none of pages; one takes time that grows with the square of the length."""
    site.put(
        "/a",
        b"<html><body><p>" + b"\xe9 word " * 50_000 + b"</p></body></html>",
        Content_Type="text/html; charset=punycode",
    )
    assert split(site.base + "/a", quick) is not None


@pytest.mark.parametrize(
    ("media", "body", "reason"),
    [
        ("application/pdf", b"%PDF-1.7", Reason.NOT_A_PAGE),
        ("image/png", b"\x89PNG", Reason.NOT_A_PAGE),
        ("application/json", b"{}", Reason.NOT_A_PAGE),
        ("text/html", b"<html></html>", Reason.NO_TEXT),
        ("text/plain", b"caf\xe9 \x81", Reason.ENCODING),
        ("application/xml", b"<urlset/>", Reason.NOT_A_PAGE),
        ("application/rss+xml", b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", Reason.UNSAFE),
    ],
)
def test_what_is_no_page_is_a_problem(site, quick, media, body, reason):
    """Each kind that holds no article is told, with what to do."""
    articles, problems = split(site.put("/a", body, Content_Type=media), quick)
    assert articles == []
    assert [problem.reason for problem in problems] == [reason]


def test_a_page_that_declares_half_a_character_is_kept_without_it(site, quick):
    """What JSON-LD can escape and no database can keep does not stop a page."""
    data = '{"@type": "NewsArticle", "headline": "Talks \\ud83d \\u0000 end"}'
    site.put(
        "/a",
        f'<html><head><script type="application/ld+json">{data}</script></head><body><article><p>{ENGLISH}</p><p>{ENGLISH}</p></article></body></html>',
        Content_Type="text/html",
    )
    articles, problems = split(site.base + "/a", quick)
    assert problems == []
    assert articles[0].title.encode() == b"Talks ?  end"


def test_a_password_in_an_address_is_neither_sent_nor_kept(quick):
    """The problem names the address without it."""
    _, problems = split("http://ann:secret@a.example/feed", quick)
    assert [(problem.name, problem.reason) for problem in problems] == [
        ("http://a.example/feed", Reason.BAD_ADDRESS)
    ]
    assert "secret" not in problems[0].detail


def test_the_pages_of_a_feed_are_fetched(site, quick):
    """Each item's page is read; what it does not say of itself, the feed says. One that fails stops no other."""
    entries = [
        item(site.page("/1")),
        item(site.base + "/missing"),
        item("/2", "Ministers part", "Mon, 06 May 2024 10:00:00 GMT"),
    ]
    site.page("/2", LONG, title="")
    articles, problems = split(
        site.put("/feed.xml", rss(*entries), Content_Type="application/rss+xml"), quick
    )
    assert [article.url for article in articles] == [site.base + "/1", site.base + "/2"]
    assert (articles[1].title, articles[1].published, articles[1].outlet) == (
        "Ministers part",
        dt.date(2024, 5, 6),
        "The Gazette",
    )
    assert [(problem.name, problem.reason) for problem in problems] == [
        (site.base + "/missing", Reason.STATUS)
    ]


def test_the_text_of_a_feed_is_taken_where_it_is_whole_and_asked_for(site, quick):
    """With from_feed only the teaser's page is fetched; an item that leads nowhere is always taken from the feed."""
    entries = [
        item(site.page("/1"), text=LONG),
        item(site.page("/2", LONG + " Two."), text="Short."),
        item("", text=LONG + " Three.", key="k"),
    ]
    feed = site.put("/feed.xml", rss(*entries))
    articles, problems = split(feed, replace(quick, from_feed=True))
    assert problems == []
    assert [article.text for article in articles[::2]] == [LONG, LONG + " Three."]
    assert site.paths() == ["/feed.xml", "/2"]


def sitemap(*addresses: str, kind: str = "url") -> str:
    """Return a sitemap of addresses, or an index of them."""
    root = "urlset" if kind == "url" else "sitemapindex"
    inner = "".join(
        f"<{kind}><loc> {address} </loc><lastmod>2024-05-06</lastmod></{kind}>" for address in addresses
    )
    return (
        f'<?xml version="1.0"?><{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</{root}>'
    )


def test_the_pages_of_a_sitemap_and_of_its_maps_are_fetched(site, quick):
    """An index leads to maps, packed or not, and these to pages; each page is fetched once."""
    one, two, three = (site.page(f"/{n}", f"{ENGLISH} Talk {n}.") for n in (1, 2, 3))
    site.put("/map1.xml", sitemap(one, two))
    site.put("/map2.xml.gz", gzip.compress(sitemap(two, three).encode()))
    site.put(
        "/index.xml",
        sitemap(
            site.base + "/map1.xml",
            site.base + "/map2.xml.gz",
            site.base + "/missing.xml",
            site.base + "/index.xml",
            kind="sitemap",
        ),
    )
    articles, problems = split(f"sitemap:{site.base}/index.xml", quick)
    assert [article.url for article in articles] == [one, two, three]
    assert [(problem.name, problem.reason) for problem in problems] == [
        (site.base + "/missing.xml", Reason.STATUS)
    ]


def test_news_sitemaps_give_titles_and_dates(site, quick):
    """The publication date of a news sitemap is the article's where the page names none."""
    page = site.page("/1", title="")
    news = f'<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{page}</loc><news:news><news:publication_date>2024-05-06</news:publication_date><news:title>Talks</news:title></news:news></url></urlset>'
    articles, _ = split("sitemap:" + site.put("/map.xml", news), quick)
    assert (articles[0].title, articles[0].published) == ("Talks", dt.date(2024, 5, 6))


def test_a_sitemap_is_read_up_to_its_limit(site, quick):
    """Beyond the pages allowed nothing is fetched, and a problem says so."""
    site.put("/map.xml", sitemap(*(site.page(f"/{n}", f"{ENGLISH} Talk {n}.") for n in range(5))))
    articles, problems = split(f"sitemap:{site.base}/map.xml", replace(quick, pages=2))
    assert len(articles) == 2
    assert [problem.reason for problem in problems] == [Reason.TOO_MANY]
    assert site.paths() == ["/map.xml", "/0", "/1"]


def test_an_index_without_end_is_left(site, quick):
    """Indexes that lead to ever further indexes are followed to a depth that is enough for any site."""
    for n in range(10):
        site.put(f"/{n}.xml", sitemap(f"{site.base}/{n + 1}.xml", kind="sitemap"))
    _, problems = split(f"sitemap:{site.base}/0.xml", quick)
    assert [problem.reason for problem in problems] == [Reason.TOO_MANY]
    assert len(site.paths()) == 3


@pytest.mark.parametrize(
    ("body", "reason"),
    [(rss(), Reason.NOT_A_FEED), ("nothing", Reason.MALFORMED), ("<!DOCTYPE x [<!ENTITY a 'b'>]><urlset/>", Reason.UNSAFE), (gzip.compress(b"<urlset>" + b" " * 30_000_000), Reason.HUGE)],
)  # fmt: skip
def test_what_is_no_sitemap_is_a_problem(site, quick, body, reason):
    """A feed, a text, a hostile document and a bomb are each told."""
    assert [problem.reason for problem in split("sitemap:" + site.put("/map.xml", body), quick)[1]] == [
        reason
    ]


OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="News">
<outline type="rss" xmlUrl="https://a.example/feed.xml"/><outline type="rss" XMLURL="HTTPS://B.example:443/f"/>
<outline text="no feed"/></outline><outline xmlUrl="https://a.example/feed.xml#top"/><outline xmlUrl="ftp://c.example/"/></body></opml>"""
LINES = "# my feeds\nhttps://a.example/feed.xml\n\nhttps://b.example/f # the second\nftp://c.example/\n"


@pytest.mark.parametrize("text", [OPML, "\ufeff" + OPML, LINES])
def test_lists_of_feeds_give_each_address_once(tmp_path, text):
    """OPML and plain lines give the same; what is no web address is a problem and stops no other."""
    (tmp_path / "feeds").write_text(text, encoding="utf-8")
    found = list(feed_addresses([tmp_path / "feeds", "https://a.example/feed.xml"]))
    assert [f for f in found if isinstance(f, str)] == ["https://a.example/feed.xml", "https://b.example/f"]
    assert [f.reason for f in found if isinstance(f, Problem)] == [Reason.BAD_ADDRESS]


@pytest.mark.parametrize(
    ("text", "reason"),
    [(None, Reason.MISSING), ("", Reason.EMPTY), ("# nothing", Reason.EMPTY), ("<opml/>", Reason.EMPTY), (rss(), Reason.NOT_A_FEED), ("<!DOCTYPE o [<!ENTITY a 'b'>]><opml/>", Reason.UNSAFE), ("\u20ac\x81", Reason.BAD_ADDRESS)],
)  # fmt: skip
def test_what_is_no_list_of_feeds_is_a_problem(tmp_path, text, reason):
    """A missing, empty or wrong file is told, with what to do."""
    if text is not None:
        (tmp_path / "feeds").write_text(text, encoding="utf-8")
    assert [problem.reason for problem in feed_addresses([tmp_path / "feeds"])] == [reason]


def test_every_reason_is_explained():
    """The page on sources names each reason that a problem can have."""
    page = (Path(__file__).parents[3] / "docs" / "sources.md").read_text(encoding="utf-8")
    assert [reason for reason in Reason if f"`{reason}`" not in page] == []
