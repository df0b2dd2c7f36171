"""A figure's series as a line small enough for a table, each level a link to the entry that says so."""

import datetime as dt
from collections.abc import Sequence

from markupsafe import Markup

from bilateral.show.svg import Mark, drawing, element, link
from bilateral.show.web.queries.dyads import Level

WIDTH, HEIGHT, MARGIN = 110.0, 28.0, 5.0


def spark_svg(levels: Sequence[Level], own: str) -> Markup:
    """Return the line of a series of two or more days; the level of the entry ``own`` is filled."""
    points = list(
        zip(_spread([_number(level.day) for level in levels], WIDTH), _heights(levels), strict=True)
    )
    line = element(
        "polyline",
        points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points),
        fill="none",
        stroke="currentColor",
        opacity=0.5,
    )
    marks = [
        link(
            Mark(f"/entry/{level.id}", f"{level.day[:4]}: {level.label}"),
            element(
                "circle",
                cx=x,
                cy=y,
                r=3.2,
                stroke="currentColor",
                fill="currentColor" if level.id == own else "none",
                pointer_events="all",
            ),
        )
        for level, (x, y) in zip(levels, points, strict=True)
    ]
    first, last = levels[0], levels[-1]
    title = f"Series with {own}"
    words = f"{len(levels)} levels from {first.day[:4]} to {last.day[:4]}: {first.label} to {last.label}"
    # Every word in it was escaped when it was made an element.
    return Markup(drawing(WIDTH, HEIGHT, title, words, [line, *marks]))  # noqa: S704


def _number(day: str) -> float:
    return float(dt.date.fromisoformat(day).toordinal())


def _heights(levels: Sequence[Level]) -> list[float]:
    return [HEIGHT - y for y in _spread([level.value for level in levels], HEIGHT)]


def _spread(values: Sequence[float], room: float) -> list[float]:
    """Return values placed between the margins of a room; equal ones in its middle."""
    low, high = min(values), max(values)
    if low == high:
        return [room / 2] * len(values)
    return [MARGIN + (value - low) / (high - low) * (room - 2 * MARGIN) for value in values]
