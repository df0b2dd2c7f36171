"""A figure said twice is one: which of its mentions stays."""

import re

from bilateral.model import Figure


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
    return figure.unit.split(" per ")[0].split(" ")[-1] if figure.unit else None


def _topic(figure: Figure) -> frozenset[str]:
    """Return the content words of what a percentage is of; one percentage may be true of many things."""
    if figure.unit != "percent":
        return frozenset()
    return frozenset(word.lower() for word in re.findall(r"\w{4,}", figure.measure))


def _fullness(figure: Figure) -> tuple[int, int]:
    """Return how much a mention says: its bound and approximation, then the length of its measure."""
    return (figure.bound is not None) + figure.approx, len(figure.measure)
