"""A small chart of events over time, drawn at once: cooperation upward, conflict downward, each mark a link."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from bilateral.show.svg import QUAD_COLOURS, Mark, drawing, element, link
from bilateral.show.web.quads import Quad
from bilateral.show.words import count_words, date_words

Stretch = tuple[str, Counter[Quad]]
"""A year or month with its events by quad class."""

Href = Callable[[str, Quad], str]

WIDTH, HEIGHT, FOOT = 640.0, 180.0, 18.0
# From the line of zero outward: words, then deeds.
UPWARD = (Quad.VERBAL_COOPERATION, Quad.MATERIAL_COOPERATION)
DOWNWARD = (Quad.VERBAL_CONFLICT, Quad.MATERIAL_CONFLICT)
LABELS = 10
GAP = 0.2
LABEL = 30.0
# One event, or one year, must not fill the whole chart.
HIGHEST, WIDEST = 24.0, 60.0


def columns_svg(title: str, stretches: Sequence[Stretch], href: Href) -> Markup:
    """Return the chart of some stretches of time; ``href`` gives the address of the events of a mark."""
    up = max((_sum(quads, UPWARD) for _, quads in stretches), default=0)
    down = max((_sum(quads, DOWNWARD) for _, quads in stretches), default=0)
    unit = min((HEIGHT - FOOT) / max(up + down, 1), HIGHEST)
    zero, step = up * unit, min(WIDTH / max(len(stretches), 1), WIDEST)
    drawn: list[Any] = [element("line", x1=0, x2=WIDTH, y1=zero, y2=zero, stroke="currentColor")]
    for n, stretch in enumerate(stretches):
        for sign, classes in ((-1, UPWARD), (1, DOWNWARD)):
            piled = _Column(n * step, step, zero, sign * unit)
            drawn += piled.marks(stretch, classes, href)
        if n % -(-len(stretches) // LABELS) == 0:
            drawn.append(_label(n * step + step / 2, (up + down) * unit + FOOT - 4, stretch[0]))
    # Every word in it was escaped when it was made an element.
    return Markup(drawing(WIDTH, (up + down) * unit + FOOT, title, _words(stretches), drawn))  # noqa: S704


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the marks of a stretch stand: left side, room, line of zero, and height of one event (below zero: up)."""

    x: float
    room: float
    zero: float
    unit: float

    def marks(self, stretch: Stretch, classes: Sequence[Quad], href: Href) -> Iterator[Any]:
        """Yield the marks of some quad classes, piled up from zero."""
        when, quads = stretch
        base = self.zero
        for quad in classes:
            if count := quads[quad]:
                end = base + count * self.unit
                words = f"{date_words(when)}, {quad}: {count_words(count, 'event')}"
                yield link(Mark(href(when, quad), words), self._box(base, end, QUAD_COLOURS[quad]))
                base = end

    def _box(self, base: float, end: float, colour: str) -> Any:
        x, width = self.x + self.room * GAP / 2, self.room * (1 - GAP)
        return element("rect", x=x, y=min(base, end), width=width, height=abs(end - base), fill=colour)


def _label(x: float, foot: float, when: str) -> Any:
    return element(
        "text",
        text=date_words(when),
        x=min(max(x, LABEL / 2), WIDTH - LABEL / 2),
        y=foot,
        text_anchor="middle",
        font_size=12,
        fill="currentColor",
    )


def _sum(quads: Counter[Quad], classes: Sequence[Quad]) -> int:
    return sum(quads[quad] for quad in classes)


def _words(stretches: Sequence[Stretch]) -> str:
    whole: Counter[Quad] = sum((quads for _, quads in stretches), Counter())
    return "; ".join(f"{quad}: {count_words(whole[quad], 'event')}" for quad in Quad)
