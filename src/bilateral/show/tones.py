"""How cooperative or conflictual a relation is, as colour and stroke; the map and the network share it."""

from dataclasses import dataclass
from typing import Any

from bilateral.measure import Quad, Tally
from bilateral.show.svg import QUAD_COLOURS, element


@dataclass(frozen=True, slots=True)
class Tone:
    """A range of mean scores: from which score it begins, how it is named, and how it is drawn."""

    floor: float
    name: str
    colour: str
    dashes: str


# From half-way between PLOVER's typical words (±2 to 5) and deeds (±5 to 10); conflict is dashed too, for those who
# cannot tell the colours apart.
TONES = (
    Tone(4.0, "mean score 4 and more", QUAD_COLOURS[Quad.MATERIAL_COOPERATION], ""),
    Tone(0.0, "0 to 4", QUAD_COLOURS[Quad.VERBAL_COOPERATION], ""),
    Tone(-4.0, "-4 to 0", QUAD_COLOURS[Quad.VERBAL_CONFLICT], "5 3"),
    Tone(-10.0, "less than -4", QUAD_COLOURS[Quad.MATERIAL_CONFLICT], "2 3"),
)


def tone_of(tally: Tally) -> Tone:
    """Return the tone of a relation by its mean score; one without events is neutral, at 0."""
    mean = tally.mean or 0.0
    return next(tone for tone in TONES if mean >= tone.floor)


def legend(x: float, y: float) -> Any:
    """Return the tones with their names, in one row."""
    group = element("g", font_size=11, font_family="system-ui, sans-serif")
    for n, tone in enumerate(TONES):
        left = x + n * 175
        line = element("line", x1=left, y1=y, x2=left + 26, y2=y, stroke=tone.colour, stroke_width=4)
        if tone.dashes:
            line.set("stroke-dasharray", tone.dashes)
        group.extend((line, element("text", text=tone.name, x=left + 32, y=y + 4, fill="currentColor")))
    return group


def tie_words(names: str, tally: Tally) -> str:
    """Return a relation in words: "Russia and Vietnam: 12 events, mean score +2.1"."""
    mean = f", mean score {tally.mean:+.1f}" if tally.mean is not None else ""
    number = len(tally.entries)
    return f"{names}: {number} {'event' if number == 1 else 'events'}{mean}"
