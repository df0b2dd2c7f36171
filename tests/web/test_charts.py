"""The small charts of the pages: each mark a link to what it counts, and text stays text."""

from collections import Counter

from lxml import etree

from bilateral.show.web.columns import WIDTH, columns_svg
from bilateral.show.web.quads import Quad
from bilateral.show.web.queries.dyads import Level
from bilateral.show.web.sparks import spark_svg

YEARS = [
    ("2022", Counter({Quad.VERBAL_COOPERATION: 3, Quad.MATERIAL_CONFLICT: 1})),
    ("2023", Counter()),
    ("2024", Counter({Quad.VERBAL_CONFLICT: 2})),
]


def links(svg):
    """Return the address and the words of each link of a drawing."""
    found = etree.fromstring(svg).iter("{http://www.w3.org/2000/svg}a")
    return [(each.get("href"), each.get("aria-label")) for each in found]


def test_each_column_leads_to_the_events_it_counts():
    """A mark for each quad class that has events, none for an empty year."""
    made = links(columns_svg("Events", YEARS, lambda year, quad: f"/{year}/{quad}"))
    assert made == [
        ("/2022/verbal cooperation", "2022, verbal cooperation: 3 events"),
        ("/2022/material conflict", "2022, material conflict: 1 event"),
        ("/2024/verbal conflict", "2024, verbal conflict: 2 events"),
    ]


def test_conflict_points_down_and_nothing_leaves_the_chart():
    """Cooperation stands above the line of zero, conflict below, both within the drawing."""
    svg = etree.fromstring(columns_svg("Events", YEARS * 30, lambda *_: "/"))
    zero = float(svg.find("{*}line").get("y1"))
    for rect in svg.iter("{*}rect"):
        top, height = float(rect.get("y")), float(rect.get("height"))
        assert 0 <= top <= top + height <= float(svg.get("height"))
        assert 0 <= float(rect.get("x")) <= WIDTH - float(rect.get("width"))
    (up,) = [r for r in svg.iter("{*}rect") if "verbal-cooperation" in r.get("fill")][:1]
    (down,) = [r for r in svg.iter("{*}rect") if "verbal-conflict" in r.get("fill")][:1]
    assert float(up.get("y")) < zero <= float(down.get("y"))


def test_a_chart_without_events_is_empty():
    """Nothing to count draws no mark."""
    assert links(columns_svg("Events", [], lambda *_: "/")) == []


def test_a_series_is_a_line_through_its_levels():
    """Each level links to its entry; the figure's own is filled; hostile labels stay text."""
    levels = [Level("a", "2020-01-01", "trade: <script>", 1.0), Level("b", "2021-01-01", "trade: $2", 2.0)]
    svg = spark_svg(levels, "b")
    assert links(svg) == [("/entry/a", "2020: trade: <script>"), ("/entry/b", "2021: trade: $2")]
    assert "<script>" not in svg
    first, own = etree.fromstring(svg).iter("{*}circle")
    assert (first.get("fill"), own.get("fill")) == ("none", "currentColor")
    assert float(own.get("cy")) < float(first.get("cy"))
