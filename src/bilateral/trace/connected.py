"""Which things hang together, given pairs of them (union-find with the way halved, Tarjan and van Leeuwen 1984)."""

from collections.abc import Iterable


def connect(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each name in a pair the smallest name of its connected part."""
    above: dict[str, str] = {}
    for one, other in pairs:
        first, second = sorted((_head(above, one), _head(above, other)))
        above[second] = first
    return {each: _head(above, each) for each in sorted(above)}


def _head(above: dict[str, str], each: str) -> str:
    """Follow an id to the head of its part, and shorten the way for the next who asks."""
    while (higher := above.setdefault(each, each)) != each:
        above[each] = above[higher]
        each = higher
    return each
