"""Web pages give the article's text, title, date and outlet, and little else."""

import datetime as dt
import json

import pytest
from lxml.html import document_fromstring

from bilateral.collect.metadata import read_metadata, without_outlet
from bilateral.collect.page import read_page

PARAGRAPHS = [
    "The prime ministers of the two neighbours opened a bridge over the border river on Tuesday morning.",
    "Lorries will cross from October, a spokeswoman said, once customs posts stand on either bank of it.",
    "Trade between the countries has doubled in ten years, and the old ferry could no longer carry it all.",
    "Fishermen from both banks had asked for years that the pillars should not stand in the spawning grounds.",
]


def page(*, head: str = "", before: str = "", after: str = "", paragraphs: list[str] | None = None) -> str:
    """Return a page with an article of several paragraphs."""
    body = "".join(f"<p>{words}</p>" for words in paragraphs or PARAGRAPHS)
    return (
        f"<html><head><title>Bridge opens | River Post</title>{head}</head>"
        f"<body><main><article><h1>Bridge opens</h1>{before}{body}{after}</article></main></body></html>"
    )


def linked(**fields: object) -> str:
    """Return a JSON-LD script that declares a news article."""
    declared = {"@type": "NewsArticle", "headline": "Bridge opens"} | fields
    return f'<script type="application/ld+json">{json.dumps({"@graph": [{"@type": "WebSite"}, declared]})}</script>'


def test_what_json_ld_declares_goes_before_what_is_guessed() -> None:
    """Headline, day and outlet come from the declared article."""
    head = linked(
        headline="A bridge &amp; a river",
        datePublished="2024-05-02T23:30:00-04:00",
        publisher={"name": "River Post"},
    )
    found = read_page(page(head=head))
    assert found is not None
    assert (found.title, found.date, found.outlet) == (
        "A bridge & a river",
        "2024-05-02T23:30:00-04:00",
        "River Post",
    )


def test_an_unreadable_declared_date_gives_way() -> None:
    """Where the declared date says nothing, the page's other dates are used."""
    head = linked(datePublished="today") + '<meta property="og:published_time" content="2024-05-02">'
    head += '<meta name="date" content="2024-05-02">'
    found = read_page(page(head=head), dt.date(2024, 6, 1))
    assert found is not None
    assert found.date == "2024-05-02"


def test_the_text_begins_with_the_standfirst_that_the_page_shows() -> None:
    """A summary shown over the article is part of it; the same text twice is not."""
    lead = "A crossing that took ninety minutes by ferry now takes four."
    head = f'<meta property="og:description" content="{lead}">'
    shown = read_page(page(head=head, before=f"<div>{lead}</div>"))
    hidden = read_page(page(head=head))
    assert shown is not None
    assert hidden is not None
    assert shown.text.count(lead) == 1
    assert shown.text.startswith(lead)
    assert lead not in hidden.text


def test_invitations_after_the_end_are_left_out() -> None:
    """What the outlet adds below its articles is no part of them; a closing paragraph stays."""
    after = (
        "<p>Sign up for our morning letter to read more.</p><p>Follow River Post on the usual networks.</p>"
    )
    found = read_page(page(after=after))
    assert found is not None
    assert found.text.rstrip().endswith(PARAGRAPHS[-1])


def test_a_declared_body_replaces_a_text_cut_short() -> None:
    """Where the page declares far more text than could be found, that is the text."""
    body = "\n".join(PARAGRAPHS * 3)
    found = read_page(page(head=linked(articleBody=body), paragraphs=PARAGRAPHS[:2]))
    assert found is not None
    assert found.text == body


def test_a_page_without_text_is_none() -> None:
    """No text, no article."""
    assert read_page("<html><head><title>Soon</title></head><body></body></html>") is None


@pytest.mark.parametrize(
    "script",
    ["", "{", "[" * 5_000, "null", '{"@type": 3, "headline": ["x"]}', '{"@graph": "x"}', '[["a"], 4]'],
)
def test_broken_declarations_are_passed_over(script: str) -> None:
    """JSON-LD that is broken or odd neither stops the reading nor is believed."""
    tree = document_fromstring(
        f'<html><head><meta property="og:title" content="Bridge opens"><script type="application/ld+json">{script}'
        "</script></head><body><p>x</p></body></html>"
    )
    assert read_metadata(tree).headline == "Bridge opens"


@pytest.mark.parametrize(
    ("title", "outlet", "headline"),
    [
        ("Bridge opens | River Post", "River Post", "Bridge opens"),
        ("Bridge opens - World - Riverpost.example", "River Post", "Bridge opens"),
        ("Bridge opens \u2013 The River Post", "River Post", "Bridge opens"),
        (
            "Bridge opens - after ten long years - River Post",
            "River Post",
            "Bridge opens - after ten long years",
        ),
        ("Bridge opens - after ten years", "River Post", "Bridge opens - after ten years"),
        ("River Post", "River Post", "River Post"),
        ("Bridge opens | River Post", "", "Bridge opens | River Post"),
        ("", "River Post", ""),
    ],
)
def test_a_headline_is_a_title_without_the_outlet(title: str, outlet: str, headline: str) -> None:
    """Outlet and section are cut from the end, and nothing that belongs to the headline."""
    assert without_outlet(title, outlet) == headline
