"""The dossier: what it holds, and that hostile text stays text."""

import datetime as dt
import io
import json
import re
from html.parser import HTMLParser

import pytest
from rich.console import Console

import bilateral
from bilateral.show.page import render_dossier, safe_url
from bilateral.show.terminal import print_dossier
from bilateral.show.words import count_words, date_words


@pytest.fixture(scope="module")
def dossier(built_record):
    """Return the dossier of Russia and Vietnam in the sample."""
    return bilateral.dossier(built_record, "Russia", "Vietnam")


def test_either_order_of_the_two_shows_the_same_lines(built_record, dossier):
    """A dossier is of two actors, not of one about another."""
    other = bilateral.dossier(built_record, "VNM", "RUS")
    assert [line.id for line in other.lines()] == [line.id for line in dossier.lines()]
    assert other.names == dossier.names[::-1]


def test_every_line_is_tied_to_the_words_of_an_article(dossier):
    """No line without evidence, and the evidence stands in its paragraph."""
    for line in dossier.lines():
        assert line.quotes
        assert all(quote.evidence and quote.evidence in quote.paragraph for quote in line.quotes)


def test_the_timeline_is_in_order(dossier):
    """Each part runs from the earliest day to the latest."""
    for part in (dossier.events, dossier.agreements, dossier.figures, dossier.statements):
        days = [line.day or "9999" for line in part]
        assert days == sorted(days)


def test_a_copy_is_no_second_witness(dossier):
    """The near copy and the reworded copy of the sample add articles, not families."""
    relations = {quote.relation for line in dossier.lines() for quote in line.quotes}
    assert "origin" in relations
    assert relations & {"near", "excerpt", "exact"}
    assert dossier.families < dossier.articles


def test_a_reworded_copy_is_marked_with_the_phrases_that_give_it_away(dossier):
    """Its quotations are not verbatim, and the page says why."""
    spun = {quote.outlet: quote.spun for line in dossier.lines() for quote in line.quotes if quote.spun}
    assert list(spun) == ["Spinning Plate News"]
    assert "pure fuel" in " ".join(spun["Spinning Plate News"])
    assert "not verbatim" in render_dossier(dossier)


def test_a_rule_picks_the_value_shown_and_the_disagreement_stays(built_record):
    """Of two totals the conservative rule shows the smaller, the latest the later; both stay named."""
    shown = {}
    for rule in ("conservative", "latest", "most-frequent", "all"):
        made = bilateral.dossier(built_record, "RUS", "VNM", rule=rule)
        assert made.rule == rule
        (line,) = (line for line in made.figures if "value" in line.disagreement and line.when == "2021")
        shown[rule] = line.fields["value"]
        assert len(line.disagreement["value"]) == 2
    assert (shown["conservative"], shown["latest"]) == (5540000000, 7100000000)


def test_statements_are_of_one_about_the_other(dossier):
    """A third party's remarks on both are not a dossier's statements."""
    for line in dossier.statements:
        assert line.fields["speaker_code"].split(":")[0] in {"RUS", "VNM"}


class _Tags(HTMLParser):
    """Collects the tags and attributes of a page."""

    def __init__(self):
        super().__init__()
        self.tags = []

    def handle_starttag(self, tag, attrs):
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))


def tags_of(page):
    """Return the tags of a page with their attributes."""
    parser = _Tags()
    parser.feed(page)
    return parser.tags


def test_the_page_needs_nothing_from_outside(dossier):
    """No script, no image, no style sheet, no font is asked for; the policy forbids it too."""
    tags = tags_of(render_dossier(dossier))
    assert not [
        tag for tag, _ in tags if tag in {"script", "img", "link", "iframe", "object", "embed", "form"}
    ]
    assert any("default-src 'none'" in (attributes.get("content") or "") for _, attributes in tags)


def test_the_page_marks_the_evidence_in_its_paragraph(dossier):
    """Each quotation has one marked stretch."""
    page = render_dossier(dossier)
    quotes = [quote for line in dossier.lines() for quote in line.quotes]
    assert page.count("<mark>") == len(quotes)


def test_ids_on_the_page_are_good_link_targets(dossier):
    """Each entry can be linked to; its id stands once."""
    ids = [attributes["id"] for tag, attributes in tags_of(render_dossier(dossier)) if tag == "li"]
    assert len(ids) == len(set(ids)) == sum(1 for _ in dossier.lines())


HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> \u202etxt.exe {{ 7*7 }}'


def test_hostile_text_is_shown_as_text(new_place, write_lines):
    """Scripts in text, title, outlet and URL reach neither the page's markup nor the terminal's."""
    text = f"Russian Foreign Minister Sergey Lavrov met Vietnamese Foreign Minister Bui Thanh Son in Hanoi {HOSTILE} on Monday."
    report = {
        "id": HOSTILE,
        "source": HOSTILE,
        "title": HOSTILE,
        "url": "javascript:alert(3)",
        "date": "2022-07-06",
        "text": text,
    }
    record = new_place
    bilateral.add([write_lines("hostile.jsonl", json.dumps(report))], record)
    made = bilateral.dossier(record, "RUS", "VNM")
    assert list(made.lines())
    page = render_dossier(made)
    tags = tags_of(page)
    assert not [tag for tag, attributes in tags if tag in {"script", "img"} or "onerror" in attributes]
    assert not [
        attributes for _, attributes in tags if (attributes.get("href") or "").startswith("javascript")
    ]
    assert "{{ 7*7 }}" in page
    console = Console(width=200, file=io.StringIO())
    print_dossier(made, console)
    assert "<script>" in console.file.getvalue()


@pytest.mark.parametrize(
    ("url", "safe"),
    [("https://a.example/x", True), ("http://a.example", True), ("javascript:alert(1)", False), ("data:text/html,x", False), ("", False), ("//a.example", False), ("JAVASCRIPT:x", False)],
)  # fmt: skip
def test_only_web_addresses_become_links(url, safe):
    """Anything but http and https is left out."""
    assert bool(safe_url(url)) is safe


def test_the_terminal_shows_each_part_with_outlet_date_and_words(dossier):
    """A line of the dossier has its outlet, its date and the quoted words."""
    console = Console(width=120, file=io.StringIO())
    print_dossier(dossier, console)
    shown = console.file.getvalue()
    assert "Timeline" in shown
    assert re.search(r"Red River Wire, 6 Jul 2022: “", shown)


def test_an_empty_dossier_says_so(built_record):
    """Two actors of whom nothing is known get a sentence, not an empty page."""
    empty = bilateral.dossier(built_record, "Chad", "Peru")
    assert "holds nothing" in render_dossier(empty)


@pytest.mark.parametrize(
    ("when", "words"),
    [("2022-07-06", "6 Jul 2022"), ("2022-07", "Jul 2022"), ("2022", "2022"), ("2022-13-45", "2022-13-45")],
)
def test_dates_read_as_people_write_them(when, words):
    """Days, months and years; anything else is shown as it is."""
    assert date_words(when) == words


@pytest.mark.parametrize(
    ("number", "noun", "words"),
    [
        (1, "family", "1 family"),
        (2, "family", "2 families"),
        (1, "article", "1 article"),
        (1200, "entry", "1,200 entries"),
    ],
)
def test_counts_agree_with_their_noun(number, noun, words):
    """One family, two families."""
    assert count_words(number, noun) == words


def test_the_dossier_is_plain_json(dossier):
    """The JSON form has the same lines, and nothing that JSON cannot hold."""
    plain = json.loads(json.dumps(dossier.plain()))
    assert [line["id"] for line in plain["events"]] == [line.id for line in dossier.events]
    assert dt.date.fromisoformat(plain["first"]) <= dt.date.fromisoformat(plain["last"])
