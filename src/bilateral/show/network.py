"""The network of a period as SVG: actors on a circle from west to east, organisations last, a curve for each tie."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from bilateral.measure import Network
from bilateral.read.actors import actor_name
from bilateral.show.geography import Point, state_places
from bilateral.show.svg import Mark, drawing, element, link
from bilateral.show.tones import legend, tie_words, tone_of

TieHref: TypeAlias = Callable[[str, str], str]
"""Returns the address of the events between two actors, given by code."""
ActorHref: TypeAlias = Callable[[str], str]
"""Returns the address of an actor, given by code."""

SIZE = 760.0
LEGEND = 30.0
RADIUS = 250.0
THICKEST = 12.0


def network_svg(network: Network, tie_href: TieHref, actor_href: ActorHref) -> str:
    """Return a network: the width of a tie by its events, colour and stroke by mean score; each tie and actor a link."""
    weights: dict[str, float] = defaultdict(float)
    for tie in network.ties:
        for code in tie.codes:
            weights[code] += tie.total.count
    angles = _angles(list(weights))
    parts = [*_curves(network, angles, tie_href), *_actors(weights, angles, actor_href)]
    parts.append(legend(20, SIZE + LEGEND / 2))
    options = network.options
    period = " ".join(
        part
        for part in (options.since and f"from {options.since}", options.until and f"to {options.until}")
        if part
    )
    title = f"Network of relations {period}".strip()
    words = (
        f"The {len(network.ties)} ties with the most events, of {network.pairs}, between {len(weights)} actors; width by"
        f" number of events, colour by mean PLOVER score (table {network.scores})."
    )
    return drawing(SIZE, SIZE + LEGEND, title, words, parts)


def _angles(codes: list[str]) -> Mapping[str, float]:
    """Return the place of each actor on the circle, from west to east by longitude; those without a place come last."""
    places = state_places()
    order = sorted(codes, key=lambda code: (code not in places, places.get(code, (0, 0))[0], code))
    return {code: 2 * math.pi * n / len(order) for n, code in enumerate(order)}


def _point(angle: float, radius: float) -> Point:
    return SIZE / 2 + radius * math.sin(angle), SIZE / 2 - radius * math.cos(angle)


def _curves(network: Network, angles: Mapping[str, float], href: TieHref) -> Iterator[Any]:
    most = max((tie.total.count for tie in network.ties), default=1.0)
    for tie in network.ties:
        (x1, y1), (x2, y2) = (_point(angles[code], RADIUS) for code in tie.codes)
        tone = tone_of(tie.total)
        width = max(1.0, THICKEST * math.sqrt(tie.total.count / most))
        middle = f"{SIZE / 2:g} {SIZE / 2:g}"
        curve = element(
            "path", d=f"M{x1:.1f} {y1:.1f}Q{middle} {x2:.1f} {y2:.1f}", fill="none", stroke=tone.colour
        )
        curve.set("stroke-width", f"{width:.2f}")
        curve.set("stroke-opacity", "0.7")
        if tone.dashes:
            curve.set("stroke-dasharray", tone.dashes)
        yield link(Mark(href(*tie.codes), tie_words(" and ".join(tie.names), tie.total)), curve)


def _actors(weights: Mapping[str, float], angles: Mapping[str, float], href: ActorHref) -> Iterator[Any]:
    most = max(weights.values(), default=1.0)
    for code, angle in angles.items():
        x, y = _point(angle, RADIUS)
        spot = element("circle", cx=x, cy=y, r=3 + 9 * math.sqrt(weights[code] / most), fill="currentColor")
        tx, ty = _point(angle, RADIUS + 18)
        turn = math.degrees(angle) - 90
        right = angle <= math.pi
        name = element(
            "text",
            text=actor_name(code),
            x=tx,
            y=ty,
            fill="currentColor",
            font_size=11,
            font_family="system-ui, sans-serif",
            text_anchor="start" if right else "end",
            dominant_baseline="middle",
            transform=f"rotate({turn if right else turn - 180:.1f} {tx:.1f} {ty:.1f})",
        )
        yield link(Mark(href(code), actor_name(code)), spot, name)
