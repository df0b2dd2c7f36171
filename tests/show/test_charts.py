"""Charts: whole XML, each mark a link to what it counts, no script, hostile text as text."""

import json

import altair as alt
import pytest
from lxml import etree
from tests.measure.acts import act

from bilateral import measure
from bilateral.measure.bins import Bin
from bilateral.measure.options import Options
from bilateral.measure.over_time import make_series
from bilateral.measure.partners import make_balance
from bilateral.record.store import Record
from bilateral.show import charts
from bilateral.show.charts import balance_svg, period_words, series_svg

A = "{http://www.w3.org/2000/svg}a"
HOSTILE = '"><script>alert(1)</script>&\x00\u202e'


@pytest.fixture(scope="module")
def measured(built_record):
    """Return series and balance of the sample."""
    with Record(built_record) as record, record.transaction() as connection:
        return measure.series(connection, "RUS", "VNM"), measure.balance(connection, "VNM")


def links(svg):
    """Return the addresses of a drawing's links, each with its name."""
    return [(a.get("href"), a.get("aria-label")) for a in etree.fromstring(svg).iter(A)]


def test_each_class_of_each_month_is_a_link_with_its_number(measured):
    """The links of a series are those of its points that hold events, and the label says how many."""
    series, _ = measured
    found = links(series_svg(series, lambda period, quad: f"/x?{period}&{quad}"))
    for point in series.points:
        for quad, tally in point.quads.items():
            labels = [label for href, label in found if href == f"/x?{point.period}&{quad}"]
            assert len(labels) == bool(tally.entries)
            assert all(f"{len(tally.entries)} event" in label for label in labels)


def test_each_share_of_each_year_is_a_link(measured):
    """The links of a balance are those of the partners that have a share in the year."""
    _, balance = measured
    found = {href for href, _ in links(balance_svg(balance, lambda period, code: f"/{period}/{code}"))}
    shown = {part.code for part in balance.whole.cooperation.parts[: charts.SHOWN_PARTNERS]}
    for point in balance.points:
        for part in point.cooperation.parts:
            assert (f"/{point.period}/{part.code}" in found) is (part.code in shown)


@pytest.mark.parametrize("kind", ["series", "balance"])
def test_a_chart_can_stand_in_a_page_under_a_strict_policy(measured, kind):
    """Named for screen readers; no script, no style attribute, no address but those of its links."""
    series, balance = measured
    svg = series_svg(series, lambda *_: "#x") if kind == "series" else balance_svg(balance, lambda *_: "#x")
    root = etree.fromstring(svg)
    title, desc = root[0], root[1]
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == desc.get("id")
    assert title.text
    assert desc.text
    for node in root.iter():
        assert not etree.QName(node).localname.lower().startswith(("script", "style", "image", "foreign"))
        assert not [name for name in node.attrib if name == "style" or name.startswith("on")]
    assert "http" not in svg.replace("http://www.w3.org/", "")


def test_no_colour_of_text_or_line_is_fixed(measured):
    """Text and axes take the colour of the text around them, so that dark pages can be read."""
    series, _ = measured
    root = etree.fromstring(series_svg(series, lambda *_: "#x"))
    for text in root.iter("{http://www.w3.org/2000/svg}text"):
        assert text.get("fill") == "currentColor"


def test_hostile_text_is_shown_as_text():
    """Actors and addresses that hold markup or control characters stay words."""
    options = Options(by=Bin.YEAR)
    series = make_series(("RUS", HOSTILE), [act(1, to=HOSTILE)], options)
    balance = make_balance("VNM", [act(1, by=HOSTILE)], [], options)
    for svg in (series_svg(series, lambda *_: HOSTILE), balance_svg(balance, lambda *_: HOSTILE)):
        names = {etree.QName(node).localname for node in etree.fromstring(svg).iter()}
        assert names <= {"svg", "g", "a", "path", "text", "line", "title", "desc", "rect"}
        assert "<script" not in svg


def test_a_chart_of_nothing_says_so():
    """Two without events get a sentence, not an empty frame."""
    assert "No event to show." in series_svg(make_series(("TCD", "PER"), [], Options()), lambda *_: "")
    assert "No event to show." in balance_svg(make_balance("TCD", [], [], Options()), lambda *_: "")


def test_the_same_measure_gives_the_same_chart(measured):
    """Byte for byte, drawn anew or found again; with other addresses the drawing is the same but for these."""
    series, _ = measured
    first = series_svg(series, lambda *_: "#one")
    assert series_svg(series, lambda *_: "#one") == first
    charts._draw.cache_clear()
    assert series_svg(series, lambda *_: "#one") == first
    assert series_svg(series, lambda *_: "#two") == first.replace("#one", "#two")


def test_specifications_are_valid_vega_lite(measured, monkeypatch):
    """Each is checked against the schema that Altair carries."""
    specs = []
    draw = charts._draw
    monkeypatch.setattr(charts, "_draw", lambda spec: specs.append(json.loads(spec)) or draw(spec))
    series, balance = measured
    series_svg(series, lambda *_: "#")
    balance_svg(balance, lambda *_: "#")
    assert len(specs) == 2
    for spec in specs:
        alt.VConcatChart.from_dict(spec, validate=True)


@pytest.mark.parametrize(
    ("name", "words"), [("2024-06", "Jun 2024"), ("2024-Q2", "Q2 2024"), ("2024", "2024")]
)
def test_stretches_read_as_people_write_them(name, words):
    """Months, quarters, years."""
    assert period_words(name) == words
