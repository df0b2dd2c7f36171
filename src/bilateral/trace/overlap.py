"""How much two texts share: measured on the outlets' own prose, quotations left out."""

from collections.abc import Iterator
from dataclasses import dataclass

from bilateral.trace.align import Block, align
from bilateral.trace.edge import Passage
from bilateral.trace.sketch import Words, word_spans

# An article with less prose of its own than this (a list of quotations) is compared by all its words.
LEAST_PROSE = 20
# A reworded copy keeps its model's order and length: between two shared passages no more than so many words
# stand on either side, and about as many on both.
REWORDED_GAP = 15
REWORDED_DRIFT = 4


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of two texts is shared.

    ``own`` counts the words that are both outlets' own prose, ``share`` and ``share_of`` are its parts of
    either side's prose, and ``filled`` the larger part where small, like gaps between passages count too.
    """

    blocks: tuple[Block, ...]
    own: int
    share: float
    share_of: float
    filled: float

    @property
    def larger(self) -> float:
        """The share of the shorter article."""
        return max(self.share, self.share_of)

    def mirrored(self) -> "Overlap":
        """Return the same overlap seen from the other side."""
        blocks = sorted(Block(j, i, length) for i, j, length in self.blocks)
        return Overlap(tuple(blocks), self.own, self.share_of, self.share, self.filled)


def measure(copy: Words, source: Words) -> Overlap:
    """Align two texts and return what they share."""
    blocks = align(copy, source)
    if min(copy.narrated, source.narrated) < LEAST_PROSE:
        own = sum(block.length for block in blocks)
        sizes = len(copy.ids), len(source.ids)
    else:
        own = sum(
            sum(not (mine or theirs) for mine, theirs in voices(copy, source, block)) for block in blocks
        )
        sizes = copy.narrated, source.narrated
    joined = list(_joined(blocks))
    filled = max(
        sum(copy.quoted.count(0, i, i_end) for i, i_end, _, _ in joined) / max(1, copy.narrated),
        sum(source.quoted.count(0, j, j_end) for _, _, j, j_end in joined) / max(1, source.narrated),
    )
    return Overlap(tuple(blocks), own, own / max(1, sizes[0]), own / max(1, sizes[1]), filled)


def voices(one: Words, other: Words, block: Block) -> Iterator[tuple[int, int]]:
    """Yield for each word of a block whether it is quoted in the one and in the other."""
    i, j, length = block
    return zip(one.quoted[i : i + length], other.quoted[j : j + length], strict=True)


def passages(copy: str, source: str, blocks: tuple[Block, ...]) -> Iterator[Passage]:
    """Yield each block of two texts as the characters it covers in either."""
    mine, theirs = word_spans(copy), word_spans(source)
    for i, j, length in blocks:
        yield Passage(mine[i][0], mine[i + length - 1][1], theirs[j][0], theirs[j + length - 1][1])


def _joined(blocks: list[Block]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches of either text that hold blocks in the same order with small, like gaps between them."""
    stretch: tuple[int, int, int, int] | None = None
    for i, j, length in blocks:
        if stretch and _is_small_gap(i - stretch[1], j - stretch[3]):
            stretch = (stretch[0], i + length, stretch[2], j + length)
            continue
        if stretch:
            yield stretch
        stretch = (i, i + length, j, j + length)
    if stretch:
        yield stretch


def _is_small_gap(one: int, other: int) -> bool:
    return one <= REWORDED_GAP and 0 <= other <= REWORDED_GAP and abs(one - other) <= REWORDED_DRIFT
