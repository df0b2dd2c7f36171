"""Exact alignment of two rows of words: which passages stand in both."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from bilateral.trace.sketch import Words

ANCHOR = 4  # words that must agree before a passage is followed; shorter runs are everyday phrases
SHORTEST = 5
# An anchor repeated more often than this ("no, no, no, no") is followed from its first places only, which keeps
# the alignment linear.
_REPEATS = 8


class Block(NamedTuple):
    """``length`` words that stand at ``i`` in the one text and at ``j`` in the other."""

    i: int
    j: int
    length: int


def align(one: Words, other: Words) -> list[Block]:
    """Return the shared passages, longest first in the choice, none overlapping, in the order of ``one``."""
    used_one, used_other = bytearray(len(one.ids)), bytearray(len(other.ids))
    chosen: list[Block] = []
    for block in sorted(_maximal(one.ids, other.ids), key=lambda block: (-block.length, block)):
        free = _free_part(block, used_one, used_other)
        if free.length >= SHORTEST:
            chosen.append(free)
            used_one[free.i : free.i + free.length] = b"\1" * free.length
            used_other[free.j : free.j + free.length] = b"\1" * free.length
    return sorted(chosen)


def _maximal(one: list[int], other: list[int]) -> Iterator[Block]:
    """Yield each run of equal words that can be extended to neither side."""
    places: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for j, anchor in enumerate(zip(*(other[k:] for k in range(ANCHOR)), strict=False)):
        places[anchor].append(j)
    for i, anchor in enumerate(zip(*(one[k:] for k in range(ANCHOR)), strict=False)):
        for j in places.get(anchor, ())[:_REPEATS]:
            if not (i and j and one[i - 1] == other[j - 1]):
                yield Block(i, j, _run(one, other, i, j))


def _run(one: list[int], other: list[int], i: int, j: int) -> int:
    """Return for how many words the texts agree from ``i`` and ``j`` on, at least an anchor's length."""
    length, longest = ANCHOR, min(len(one) - i, len(other) - j)
    while length < longest and one[i + length] == other[j + length]:
        length += 1
    return length


def _free_part(block: Block, used_one: bytearray, used_other: bytearray) -> Block:
    """Return the first stretch of the block that no longer block has taken on either side."""
    i, j, length = block
    while length and (used_one[i] or used_other[j]):
        i, j, length = i + 1, j + 1, length - 1
    free = 0
    while free < length and not (used_one[i + free] or used_other[j + free]):
        free += 1
    return Block(i, j, free)
