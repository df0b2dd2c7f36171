"""Charts of measures as SVG, drawn by Vega-Lite on the server.

The specifications are written out here rather than through Altair: its import takes longer than drawing fifty charts,
and a test proves every specification against the schema that Altair carries. Colours are CSS variables with a value to
fall back on; what is text or line takes the colour of the text around the chart.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import vl_convert

from bilateral.measure import Balance, BalancePoint, Interval, Point, Quad, Series, Tally
from bilateral.show.svg import QUAD_COLOURS, Mark, drawing, element, fit, mark_url, with_marks
from bilateral.show.words import count_words, date_words

SeriesHref: TypeAlias = Callable[[str, Quad | None], str]
"""Returns the address of the events of a stretch of time and a quad class (null: of all classes)."""
BalanceHref: TypeAlias = Callable[[str, str | None], str]
"""Returns the address of the cooperation of a stretch of time with a partner (null: with all partners)."""
Spec: TypeAlias = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
WIDTH = 720
MARGIN = 56
TICKS = 12
SHOWN_PARTNERS = 8
OTHERS = "others"
# Okabe and Ito's palette for all kinds of colour vision, without its black and yellow, which one ground swallows.
PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#7f7f7f", "#a6761d")
# The classes as they are piled up from the line of zero.
UPWARD = (Quad.VERBAL_COOPERATION, Quad.MATERIAL_COOPERATION)
DOWNWARD = (Quad.VERBAL_CONFLICT, Quad.MATERIAL_CONFLICT)
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


def series_svg(series: Series, href: SeriesHref) -> str:
    """Return a chart of a series: events by quad class, conflict downward, and the mean score with its interval."""
    title = f"Events between {' and '.join(series.names)} by {series.options.by}"
    if not series.whole.total.entries:
        return _empty(title)
    marks: list[Mark] = []
    bars = list(_bars(series.points, href, marks))
    means = list(_means(series.points, href, marks))
    names = [point.period for point in series.points]
    spec = _stacked([_bar_chart(bars, names), _mean_chart(means, names)])
    return with_marks(vl_convert.vegalite_to_svg(spec), marks, title, _series_words(series))


def balance_svg(balance: Balance, href: BalanceHref) -> str:
    """Return a chart of a balance: shares of cooperation by partner, and how concentrated they are."""
    title = f"Cooperation of {balance.name} by partner and {balance.options.by}"
    if not balance.whole.cooperation.parts:
        return _empty(title)
    marks: list[Mark] = []
    shown = {part.code: fit(part.name) for part in balance.whole.cooperation.parts[:SHOWN_PARTNERS]}
    shares = [row for point in balance.points for row in _shares(point, shown, href, marks)]
    indices = list(_indices(balance.points, href, marks))
    names = [point.period for point in balance.points]
    charts = [_share_chart(shares, names, [*shown.values(), OTHERS]), _index_chart(indices, names)]
    return with_marks(vl_convert.vegalite_to_svg(_stacked(charts)), marks, title, _balance_words(balance))


def _bars(points: Iterable[Point], href: SeriesHref, marks: list[Mark]) -> Iterator[Spec]:
    for point in points:
        for sign, classes in ((1, UPWARD), (-1, DOWNWARD)):
            base = 0.0
            for quad in classes:
                tally = point.quads[quad]
                if tally.entries:
                    label = f"{period_words(point.period)}, {quad}: {tally_words(tally)}"
                    ends = {"low": sign * base, "high": sign * (base + tally.count)}
                    yield {"period": point.period, "quad": str(quad), **ends, "url": _noted(marks, href(point.period, quad), label)}  # fmt: skip
                    base += tally.count


def _means(points: Iterable[Point], href: SeriesHref, marks: list[Mark]) -> Iterator[Spec]:
    for point in points:
        tally = point.total
        if tally.mean is not None:
            ends = tally.mean_interval or Interval(tally.mean, tally.mean)
            label = f"{period_words(point.period)}, mean score {tally.mean:+.1f}: {tally_words(tally)}"
            yield {"period": point.period, "mean": tally.mean, "low": ends.low, "high": ends.high, "url": _noted(marks, href(point.period, None), label)}  # fmt: skip


def _shares(
    point: BalancePoint, shown: dict[str, str], href: BalanceHref, marks: list[Mark]
) -> Iterator[Spec]:
    """Yield the shares of the partners shown, then of the others together."""
    parts = {part.code: part for part in point.cooperation.parts}
    base = 0.0
    for code, name in shown.items():
        if code in parts:
            part = parts.pop(code)
            label = f"{period_words(point.period)}, {name}: {part.share:.0%}, {count_words(len(part.entries), 'event')}"
            yield {"period": point.period, "partner": name, "low": base, "high": base + part.share, "url": _noted(marks, href(point.period, code), label)}  # fmt: skip
            base += part.share
    if parts:
        label = f"{period_words(point.period)}, {count_words(len(parts), 'other partner')}: {1 - base:.0%}"
        yield {"period": point.period, "partner": OTHERS, "low": base, "high": 1.0, "url": _noted(marks, href(point.period, None), label)}  # fmt: skip


def _indices(points: Iterable[BalancePoint], href: BalanceHref, marks: list[Mark]) -> Iterator[Spec]:
    """Yield the index of each stretch; one without cooperation has none, which breaks the line."""
    for point in points:
        hhi = point.cooperation.hhi
        row: Spec = {"period": point.period, "hhi": hhi}
        if hhi is not None:
            label = (
                f"{period_words(point.period)}, concentration {hhi:.2f}, as of {1 / hhi:.1f} partners alike"
            )
            row["url"] = _noted(marks, href(point.period, None), label)
        yield row


def _noted(marks: list[Mark], href: str, label: str) -> str:
    """Keep a mark and return the address by which the drawing names it."""
    marks.append(Mark(href, label))
    return mark_url(len(marks) - 1)


def _bar_chart(rows: Sequence[Spec], names: Sequence[str]) -> Spec:
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


def _mean_chart(rows: Sequence[Spec], names: Sequence[str]) -> Spec:
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


def _share_chart(rows: Sequence[Spec], names: Sequence[str], partners: Sequence[str]) -> Spec:
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


def _index_chart(rows: Sequence[Spec], names: Sequence[str]) -> Spec:
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


def _stacked(charts: Sequence[Spec]) -> Spec:
    return {
        "$schema": SCHEMA,
        "background": "transparent",
        "config": _CONFIG,
        "spacing": 12,
        "vconcat": list(charts),
    }


def _empty(title: str) -> str:
    words = element("text", text="No event to show.", x=0, y=24, fill="currentColor")
    return drawing(WIDTH, 40, title, "No event to show.", [words])


def period_words(name: str) -> str:
    """Return a stretch of time as people write it: "Jun 2024", "Q2 2024", "2024"."""
    year, _, part = name.partition("-")
    return f"{part} {year}" if part.startswith("Q") else date_words(name)


def tally_words(tally: Tally) -> str:
    """Return the number of events, what they count for where that differs, and the interval."""
    events = count_words(len(tally.entries), "event")
    weighed = f", weight {tally.count:g}" if tally.count != len(tally.entries) else ""
    ends = tally.count_interval
    return f"{events}{weighed} (95% interval {ends.low:.1f} to {ends.high:.1f})"


def _series_words(series: Series) -> str:
    first, last = series.points[0].period, series.points[-1].period
    classes = "; ".join(f"{quad}: {len(tally.entries)}" for quad, tally in series.whole.quads.items())
    return (
        f"{period_words(first)} to {period_words(last)}, each {series.options.by} with its events by quad class and their"
        f" mean PLOVER score (table {series.scores}), weighted by {series.options.weight}. In all: {classes}."
    )


def _balance_words(balance: Balance) -> str:
    first, last = balance.points[0].period, balance.points[-1].period
    parts = balance.whole.cooperation.parts[:SHOWN_PARTNERS]
    shares = "; ".join(f"{part.name} {part.share:.0%}" for part in parts)
    return (
        f"{period_words(first)} to {period_words(last)}, the share of each partner in cooperative events, weighted by"
        f" {balance.options.weight}, and their concentration (Herfindahl–Hirschman index). In all: {shares}."
    )
