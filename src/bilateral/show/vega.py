"""Specifications of charts in Vega-Lite, as plain values.

They are written out here rather than through Altair, whose import takes longer than drawing twenty charts; a test proves
each against the schema that Altair carries. Rows of data have a ``period`` and, where they make a mark, a ``url``. Colours are CSS variables
with a value to fall back on; what is text or line takes the colour of the text around the chart.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

from bilateral.measure import Quad
from bilateral.show.svg import QUAD_COLOURS

Spec: TypeAlias = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
WIDTH = 720
TICKS = 12
OTHERS = "others"
# Okabe and Ito's palette for all kinds of colour vision, without its black and yellow, which one ground swallows.
PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#7f7f7f", "#a6761d")
_CONFIG: Spec = {
    "font": "system-ui, sans-serif",
    "aria": False,  # the marks are named as links, the whole by its title and description
    "view": {"stroke": None},
    "axis": {
        "labelColor": "currentColor",
        "titleColor": "currentColor",
        "tickColor": "currentColor",
        "domainColor": "currentColor",
        "gridColor": "currentColor",
        "gridOpacity": 0.15,
        "titleFontWeight": "normal",
    },
    "legend": {"labelColor": "currentColor", "orient": "top", "title": None, "labelLimit": 220, "columns": 5},
}


def bar_chart(rows: Sequence[Spec], names: Sequence[str]) -> Spec:
    """Return the bars of a series, each from ``low`` to ``high`` in the colour of its ``quad``."""
    classes = [str(quad) for quad in Quad]
    return {
        "data": {"values": rows},
        "width": WIDTH,
        "height": 180,
        "mark": {"type": "bar"},
        "encoding": {
            "x": _across(names, labels=False),
            "y": {"field": "low", "type": "quantitative", "title": "conflict  ·  cooperation", "axis": {"format": "~s"}},
            "y2": {"field": "high"},
            "color": _coloured("quad", classes, list(QUAD_COLOURS.values())),
            "href": {"field": "url"},
        },
    }  # fmt: skip


def mean_chart(rows: Sequence[Spec], names: Sequence[str]) -> Spec:
    """Return the mean scores of a series as points, with their intervals."""
    height = {"type": "quantitative", "title": "mean score", "scale": {"domain": [-10, 10]}}
    x, links = _across(names), {"field": "url"}
    whisker = {"x": x, "y": {"field": "low", **height}, "y2": {"field": "high"}, "href": links}
    point = {"x": x, "y": {"field": "mean", **height}, "href": links}
    return {
        "data": {"values": rows},
        "width": WIDTH,
        "height": 110,
        "layer": [
            {"mark": {"type": "rule", "color": "currentColor", "opacity": 0.5}, "encoding": whisker},
            {
                "mark": {"type": "circle", "color": "currentColor", "opacity": 1, "size": 26},
                "encoding": point,
            },
        ],
    }


def share_chart(rows: Sequence[Spec], names: Sequence[str], partners: Sequence[str]) -> Spec:
    """Return the shares of partners, each from ``low`` to ``high``."""
    colours = [f"var(--partner-{n}, {colour})" for n, colour in enumerate(PALETTE, 1)]
    return {
        "data": {"values": rows},
        "width": WIDTH,
        "height": 200,
        "mark": {"type": "bar"},
        "encoding": {
            "x": _across(names, labels=False),
            "y": {"field": "low", "type": "quantitative", "title": "share of cooperation", "axis": {"format": "%"}},
            "y2": {"field": "high"},
            "color": _coloured("partner", partners, [*colours[: len(partners) - 1], "var(--partner-others, #b5b5b5)"]),
            "href": {"field": "url"},
        },
    }  # fmt: skip


def index_chart(rows: Sequence[Spec], names: Sequence[str]) -> Spec:
    """Return the concentration (``hhi``) as points on a line."""
    x = _across(names)
    y = {"field": "hhi", "type": "quantitative", "title": "concentration", "scale": {"domain": [0, 1]}}
    return {
        "data": {"values": rows},
        "width": WIDTH,
        "height": 90,
        "layer": [
            {"mark": {"type": "line", "color": "currentColor", "opacity": 0.4}, "encoding": {"x": x, "y": y}},
            {
                "mark": {"type": "circle", "color": "currentColor", "opacity": 1, "size": 26},
                "encoding": {"x": x, "y": y, "href": {"field": "url"}},
            },
        ],
    }


def _across(names: Sequence[str], *, labels: bool = True) -> Spec:
    """Return the axis of time: every stretch has its place, few enough are labelled."""
    step = -(-len(names) // TICKS)
    axis: Spec = {
        "values": list(names[::step]),
        "labelAngle": 0,
        "title": None,
        "labels": labels,
        "ticks": labels,
    }
    return {"field": "period", "type": "ordinal", "scale": {"domain": list(names)}, "axis": axis}


def _coloured(field: str, names: Sequence[str], colours: Sequence[str]) -> Spec:
    return {"field": field, "type": "nominal", "scale": {"domain": list(names), "range": list(colours)}}


def stacked(charts: Sequence[Spec]) -> Spec:
    """Return one specification that draws charts one below the other."""
    return {
        "$schema": SCHEMA,
        "background": "transparent",
        "config": _CONFIG,
        "spacing": 12,
        "vconcat": list(charts),
    }
