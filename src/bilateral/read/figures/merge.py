"""A figure said twice is one: which of its mentions stays."""

import re

from bilateral.model import Figure

_HARMED = "person"


def merge_mentions(figures: list[Figure]) -> tuple[Figure, ...]:
    """Keep one figure of each value, unit and change, from its fullest mention, in the order of the text."""
    best: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        key = (figure.value, _counted(figure), figure.change, _topic(figure))
        kept = best.get(key)
        if kept is None or _fullness(figure) > _fullness(kept):
            best[key] = figure
    return tuple(sorted(best.values(), key=lambda figure: figure.number.start))


def _counted(figure: Figure) -> str | None:
    """Return the unit's last word; of those who came to harm, "11 dead" and "11 civilians" are the same."""
    if figure.unit is None or figure.unit.isupper():
        return figure.unit
    counted = figure.unit.split(" per ")[0].split(" ")[-1].lower()
    return _HARMED if figure.measure_class == "casualties" and counted != "percent" else counted


def _topic(figure: Figure) -> frozenset[str]:
    """Return the content words of what a percentage is of; one percentage may be true of many things."""
    if figure.unit != "percent":
        return frozenset()
    return frozenset(word.lower() for word in re.findall(r"\w{4,}", figure.measure))


def _fullness(figure: Figure) -> tuple[int, int]:
    """Return how much a mention says: its bound, approximation and period, then the length of its measure."""
    return (figure.bound is not None) + figure.approx + (figure.period is not None), len(figure.measure)
