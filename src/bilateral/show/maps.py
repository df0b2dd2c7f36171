"""The map of one state's relations as SVG.

It shows coastlines and one point a state, and no border: where borders run is disputed, and who has them right is none
of this record's business. Partners without a place (organisations, states of the past) stand in the table alone.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from bilateral.measure import Balance, Partner
from bilateral.show.geography import Point, Projection, coast_path, outline_path, state_places
from bilateral.show.svg import Mark, drawing, element, link
from bilateral.show.tones import legend, tie_words, tone_of

PartnerHref: TypeAlias = Callable[[str], str]
"""Returns the address of all events with a partner, given by code."""

WIDTH = 900.0
LEGEND = 30.0
LARGEST = 26.0
"""The radius of the partner with the most events; areas are as the numbers of events."""
LETTER = 6.2
NAME_HEIGHT = 13.0
Box: TypeAlias = tuple[float, float, float, float]


def map_svg(balance: Balance, href: PartnerHref) -> str:
    """Return the map of a state and its partners: size by events, colour and stroke by mean score, each a link."""
    places = state_places()
    home = places.get(balance.code)
    projection = Projection(home[0] if home else 0.0, WIDTH)
    shown = [partner for partner in balance.partners if partner.code in places]
    centres = {partner.code: projection.place(places[partner.code]) for partner in shown}
    ground = element("g", fill="none", stroke="currentColor", stroke_width=0.6)
    ground.append(element("path", d=outline_path(projection), opacity=0.35))
    ground.append(element("path", d=coast_path(projection), opacity=0.5))
    parts = [ground, *_ties(shown, centres, projection.place(home) if home else None, href)]
    if home:
        x, y = projection.place(home)
        parts.append(element("circle", cx=x, cy=y, r=4.0, fill="currentColor"))
        centres[balance.code] = (x, y)
    parts += [
        *_names({balance.code: balance.name} | {each.code: each.name for each in shown}, centres),
        legend(20, projection.height + LEGEND / 2),
    ]
    title = f"Relations of {balance.name}"
    return drawing(WIDTH, round(projection.height + LEGEND), title, _words(balance, shown), parts)


def _ties(
    partners: Sequence[Partner], centres: dict[str, Point], home: Point | None, href: PartnerHref
) -> Iterator[Any]:
    """Yield each partner as a link, the smallest last so that none is hidden."""
    most = max((partner.total.count for partner in partners), default=1.0)
    for partner in partners:
        x, y = centres[partner.code]
        tone = tone_of(partner.total)
        radius = max(2.5, LARGEST * math.sqrt(partner.total.count / most))
        spot = element(
            "circle", cx=x, cy=y, r=radius, fill=tone.colour, fill_opacity=0.55, stroke=tone.colour
        )
        drawn = [spot]
        if home:
            line = element(
                "line", x1=home[0], y1=home[1], x2=x, y2=y, stroke=tone.colour, stroke_opacity=0.55
            )
            line.set("stroke-width", f"{max(0.6, radius / 6):.2f}")
            drawn.insert(0, line)
        for each in drawn:
            if tone.dashes:
                each.set("stroke-dasharray", tone.dashes)
        yield link(Mark(href(partner.code), tie_words(partner.name, partner.total)), *drawn)


def _names(names: Mapping[str, str], centres: Mapping[str, Point]) -> Iterator[Any]:
    """Yield the names of the first, the largest, as many as stand free of one another."""
    taken: list[Box] = []
    for code, name in names.items():
        if code not in centres:
            continue
        x, y = centres[code]
        half = len(name) * LETTER / 2
        box = (x - half, y - NAME_HEIGHT / 2, x + half, y + NAME_HEIGHT / 2)
        if box[0] >= 0 and box[2] <= WIDTH and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            yield element(
                "text",
                text=name,
                x=x,
                y=y + 4,
                fill="currentColor",
                font_size=11,
                font_family="system-ui, sans-serif",
                text_anchor="middle",
                pointer_events="none",
            )


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _words(balance: Balance, shown: Sequence[Partner]) -> str:
    without = [partner.name for partner in balance.partners if partner not in shown]
    missing = f" Without a place on the map: {', '.join(without)}." if without else ""
    return (
        f"{balance.name} and {len(shown)} partners, one point each; size by number of events, colour by mean PLOVER score"
        f" (table {balance.scores}). Coastlines: Natural Earth. No borders are drawn.{missing}"
    )
