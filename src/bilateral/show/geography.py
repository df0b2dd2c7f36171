"""Where states lie on a map that is centred on one of them: Equal Earth, coastlines, no borders."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees, or a place on the drawing."""

# The coefficients of the projection (Šavrič, Patterson and Jenny 2019).
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_ROOT = math.sqrt(3) / 2


@dataclass(frozen=True, slots=True)
class Projection:
    """The Equal Earth projection with a meridian in its middle, drawn so many units wide."""

    middle: float
    width: float

    @property
    def height(self) -> float:
        """How high the whole world is drawn."""
        return 2 * self._scale * _equal_earth(0, 90)[1]

    @property
    def _scale(self) -> float:
        return self.width / (2 * _equal_earth(180, 0)[0])

    def place(self, point: Point) -> Point:
        """Return where a point of the globe lies on the drawing."""
        longitude = (point[0] - self.middle + 180) % 360 - 180
        x, y = _equal_earth(longitude, point[1])
        return self.width / 2 + self._scale * x, self.height / 2 - self._scale * y


def _equal_earth(longitude: float, latitude: float) -> Point:
    angle = math.asin(_ROOT * math.sin(math.radians(latitude)))
    square = angle * angle
    sixth = square**3
    slope = 9 * _A4 * sixth * square + 7 * _A3 * sixth + 3 * _A2 * square + _A1
    x = math.radians(longitude) * math.cos(angle) / (_ROOT * slope)
    return x, angle * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))


@cache
def state_places() -> Mapping[str, Point]:
    """Return longitude and latitude of each state, by code."""
    return {code: (float(longitude), float(latitude)) for code, latitude, longitude in map(str.split, _rows("state_places.tsv"))}  # fmt: skip


@cache
def coastlines() -> tuple[tuple[Point, ...], ...]:
    """Return the lines where land meets water, each as its points."""
    return tuple(tuple(_point(words) for words in row.split(",")) for row in _rows("coastlines.txt"))


def _point(words: str) -> Point:
    longitude, latitude = words.split()
    return float(longitude), float(latitude)


def _rows(file: str) -> Iterator[str]:
    text = resources.files("bilateral.lexicon").joinpath(file).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if not line.startswith("#"))


def coast_path(projection: Projection) -> str:
    """Return the coastlines as the commands of one SVG path; a line that leaves the map on one side is broken."""
    parts = []
    for line in coastlines():
        command, last = "M", 0.0
        for x, y in map(projection.place, line):
            if command == "L" and abs(x - last) > projection.width / 2:
                command = "M"
            parts.append(f"{command}{x:.1f} {y:.1f}")
            command, last = "L", x
    return "".join(parts)


def outline_path(projection: Projection) -> str:
    """Return the edge of the map as the commands of a closed SVG path."""
    edge = 179.999
    right = [(projection.middle + edge, float(latitude)) for latitude in range(-90, 91, 5)]
    left = [(projection.middle - edge, float(latitude)) for latitude in range(90, -91, -5)]
    return "M" + "L".join("{:.1f} {:.1f}".format(*projection.place(point)) for point in (*right, *left)) + "Z"
