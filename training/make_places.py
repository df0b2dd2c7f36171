"""Make the lexicon's tables for maps: where states lie, and the coastlines of the world.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python training/make_places.py REFERENCE_DIR package/land-110m.json [--out src/bilateral/lexicon]

Only facts are taken: one point within each state, and where land meets water. Neither draws a border, so the maps take
no side in any dispute.
"""

import argparse
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PLACES_HEAD = """\
# Where states and territories lie: one point within each. Columns: ISO 3166-1 alpha-3 code, latitude, longitude (degrees,
# to one decimal). Made by training/make_places.py from mledoze/countries (ODbL 1.0; coordinates as facts).
"""
COASTS_HEAD = """\
# The coastlines of the world at 1:110 million, no borders: each row one line, its points as "longitude latitude" in
# degrees to one decimal, separated by commas. Made by training/make_places.py from Natural Earth (public domain) as the
# npm package world-atlas 2.0.2 carries it (land-110m.json).
"""
# The reference's code of Kosovo is not the one that this project and most users write.
RENAMED = {"UNK": "XKX"}
Point = tuple[float, float]


def places(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield code, latitude and longitude of each state."""
    for state in json.loads(path.read_text(encoding="utf-8")):
        latitude, longitude = state["latlng"]
        yield RENAMED.get(state["cca3"], state["cca3"]), f"{latitude:.1f}", f"{longitude:.1f}"


def coasts(path: Path) -> Iterator[list[Point]]:
    """Yield the lines of a TopoJSON file of land, without the edges of the sheet."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    for arc in topology["arcs"]:
        for inside, some in itertools.groupby(points(arc, topology["transform"]), within_sheet):
            if inside and len(line := list(some)) > 1:
                yield line


def points(arc: Any, transform: Any) -> Iterator[Point]:
    """Yield the points of an arc, whose steps are kept as whole numbers."""
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield (
            x * transform["scale"][0] + transform["translate"][0],
            y * transform["scale"][1] + transform["translate"][1],
        )


def within_sheet(point: Point) -> bool:
    """Say whether a point is none of those by which polygons are closed along the edges of a flat map."""
    return abs(point[0]) < 179.9 and point[1] > -89.9


def main() -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reference", type=Path)
    parser.add_argument("land", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/bilateral/lexicon"))
    options = parser.parse_args()
    rows = "".join(
        "\t".join(row) + "\n" for row in sorted(places(options.reference / "mledoze_countries.json"))
    )
    (options.out / "state_places.tsv").write_text(PLACES_HEAD + rows, encoding="utf-8")
    lines = (",".join(f"{x:.1f} {y:.1f}" for x, y in line) for line in coasts(options.land))
    (options.out / "coastlines.txt").write_text(COASTS_HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
