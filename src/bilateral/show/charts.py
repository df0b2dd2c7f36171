"""Charts of measures as SVG, drawn by Vega-Lite on the server; each mark leads to the events that it counts."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

import vl_convert

from bilateral.batches import to_json
from bilateral.measure import Balance, BalancePoint, Interval, Point, Quad, Series, Tally
from bilateral.show.svg import Mark, drawing, element, fit, mark_url, with_marks
from bilateral.show.vega import OTHERS, WIDTH, Spec, bar_chart, index_chart, mean_chart, share_chart, stacked
from bilateral.show.words import count_words, date_words

SeriesHref: TypeAlias = Callable[[str, Quad | None], str]
"""Returns the address of the events of a stretch of time and a quad class (null: of all classes)."""
BalanceHref: TypeAlias = Callable[[str, str | None], str]
"""Returns the address of the cooperation of a stretch of time with a partner (null: with all partners)."""

SHOWN_PARTNERS = 8
# The classes as they are piled up from the line of zero.
UPWARD = (Quad.VERBAL_COOPERATION, Quad.MATERIAL_COOPERATION)
DOWNWARD = (Quad.VERBAL_CONFLICT, Quad.MATERIAL_CONFLICT)


def series_svg(series: Series, href: SeriesHref) -> str:
    """Return a chart of a series: events by quad class, conflict downward, and the mean score with its interval."""
    title = f"Events between {' and '.join(series.names)} by {series.options.by}"
    if not series.whole.total.entries:
        return _empty(title)
    marks: list[Mark] = []
    bars = list(_bars(series.points, href, marks))
    means = list(_means(series.points, href, marks))
    names = [point.period for point in series.points]
    spec = stacked([bar_chart(bars, names), mean_chart(means, names)])
    return with_marks(_draw(to_json(spec)), marks, title, _series_words(series))


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
    charts = [share_chart(shares, names, [*shown.values(), OTHERS]), index_chart(indices, names)]
    return with_marks(_draw(to_json(stacked(charts))), marks, title, _balance_words(balance))


# Drawing takes some 50 ms of a core. A specification holds neither addresses nor labels of marks, so the same chart is
# found again after articles were added that have no part in it.
@lru_cache(maxsize=128)
def _draw(spec: str) -> str:
    """Return the drawing of a specification, given as JSON."""
    return vl_convert.vegalite_to_svg(spec)


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
