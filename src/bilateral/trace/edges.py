"""Whether one article carries another's text, and how: the verified, typed edge between two articles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bilateral.model import Article
from bilateral.trace.agencies import agency_credited, agency_named
from bilateral.trace.align import Block, align
from bilateral.trace.sketch import Words

# Thresholds on the share of the shorter article's own prose; measured on newsreuse_pairs.dev, where the labels
# put copies at about 0.6 and no pair that shares documents or quotations alone lies between 0.2 and 0.33 but two.
COPY = 0.62
PARTIAL = 0.2
# An article that names the outlet it takes from quotes it openly; it is a copy only where hardly anything is its own.
OPEN_COPY = 0.8
WHOLE = 0.5  # both sides of a near copy are carried over at least by half; else the longer holds an excerpt
SAME = 0.95
# A reworded copy keeps its model's order: what stands between two shared passages, on both sides no more than
# this many words, is counted as carried over, and most of both articles must be.
REWORDED_GAP = 10
REWORDED = 0.6
LEAST_COPY = 12  # words of common prose; fewer are a headline
LEAST_PARTIAL = 30
# An excerpt in quotation marks must be a sentence or two, and the outlet it is taken from be named.
QUOTED_RUN = 15
LEAST_QUOTED = 20
# An article with less prose of its own than this (a list of quotations) is compared by all its words.
LEAST_PROSE = 20
# An outlet repeats its own background, forms and yearly notices. Only updates within days count as copies, the
# nearly same text within a month, the same text at any distance.
UPDATE_DAYS = 3
REPRINT_DAYS = 30
_THIRD_PARTY = re.compile(r"\b(?:op-ed|opinion (?:piece|article)|editorial|told|interview)\b", re.IGNORECASE)
# What stands beside an outlet's name in lists of outlets: "CNN (Web News)", "New York Times - Opinion".
_OUTLET_FILLERS = re.compile(
    r"\([^)]*\)| - .*|\b(?:www\.|Online News|News|Online)\b|\.(?:com|org|net|co|uk)\b"
)


class Relation(StrEnum):
    """What an article is to the one it depends on."""

    EXACT = "exact"
    NEAR = "near"
    EXCERPT = "excerpt"
    REWORDED = "reworded"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A passage that stands in both articles, as half-open character ranges of either text."""

    start: int
    end: int
    of_start: int
    of_end: int


@dataclass(frozen=True, slots=True)
class FamilyEdge:
    """A verified dependence: ``article`` carries text of ``of``, which is the likelier source (both addresses).

    ``share`` is how much of the article's own prose stands in the other, ``share_of`` how much of the other's
    stands in the article, both from 0 to 1. ``attributed`` says that the article names the other's outlet as
    its source.
    """

    article: str
    of: str
    relation: Relation
    share: float
    share_of: float
    passages: tuple[Passage, ...]
    attributed: bool = False

    @property
    def is_copy(self) -> bool:
        """Whether the two tell as one witness; partial dependences and short excerpts do not merge families."""
        if self.relation is Relation.EXCERPT:
            return max(self.share, self.share_of) >= (OPEN_COPY if self.attributed else COPY)
        return self.relation is not Relation.PARTIAL


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """An article with its words, ready to be compared."""

    article: Article
    words: Words


@dataclass(frozen=True, slots=True)
class _Overlap:
    """How much of two texts is shared: blocks, and the shares of each side, strictly and with small gaps."""

    blocks: list[Block]
    own: int
    share: float
    share_of: float
    loose: float

    @property
    def larger(self) -> float:
        """The share of the shorter article."""
        return max(self.share, self.share_of)


def compare(one: Text, other: Text) -> FamilyEdge | None:
    """Return the edge between two articles, or None where they are independent; the order does not matter."""
    source, copy = sorted((one, other), key=_origin_key)
    overlap = _overlap(copy.words, source.words)
    relation = _relation(copy, source, overlap)
    if relation:
        return _edge(copy, source, overlap, relation)
    if _quotes(copy, source, overlap):
        return _edge(copy, source, overlap, Relation.EXCERPT)
    overlap = _mirrored(overlap)
    return _edge(source, copy, overlap, Relation.EXCERPT) if _quotes(source, copy, overlap) else None


def _edge(copy: Text, source: Text, overlap: _Overlap, relation: Relation) -> FamilyEdge:
    outlet = source.article.outlet
    of_another = agency_named(outlet) is None and not _same_outlet(copy.article, source.article)
    attributed = of_another and _names_as_source(copy.article.text, outlet)
    if attributed and overlap.larger < OPEN_COPY:
        relation = Relation.EXCERPT
    return FamilyEdge(
        copy.article.address,
        source.article.address,
        relation,
        round(overlap.share, 4),
        round(overlap.share_of, 4),
        tuple(_passages(copy.words, source.words, overlap.blocks)),
        attributed,
    )


def origin_key(article: Article) -> tuple[bool, bool, str, str]:
    """Return the key by which the likely source sorts first: an agency itself, then the earliest.

    A text that credits an agency without being that agency's own is later than others of its day. Undated
    articles come last.
    """
    printed = agency_credited(article.text) is not None
    date = article.published.isoformat() if article.published else "9999"
    return (
        agency_named(article.outlet) is None,
        article.published is None,
        f"{date}{printed:d}",
        article.address,
    )


def _origin_key(text: Text) -> tuple[bool, bool, str, str]:
    return origin_key(text.article)


def _overlap(copy: Words, source: Words) -> _Overlap:
    blocks = align(copy, source)
    if min(copy.narrated, source.narrated) < LEAST_PROSE:
        own = sum(block.length for block in blocks)
        sizes = len(copy.ids), len(source.ids)
    else:
        own = sum(_own_words(copy, source, block) for block in blocks)
        sizes = copy.narrated, source.narrated
    joined = list(_joined(blocks))
    loose = min(
        sum(copy.quoted.count(0, i, i_end) for i, i_end, _, _ in joined) / max(1, copy.narrated),
        sum(source.quoted.count(0, j, j_end) for _, _, j, j_end in joined) / max(1, source.narrated),
    )
    return _Overlap(blocks, own, own / max(1, sizes[0]), own / max(1, sizes[1]), loose)


def _own_words(copy: Words, source: Words, block: Block) -> int:
    """Return how many words of a block are prose on both sides."""
    return sum(not (mine or theirs) for mine, theirs in _voices(copy, source, block))


def _voices(one: Words, other: Words, block: Block) -> Iterator[tuple[int, int]]:
    """Yield for each word of a block whether it is quoted in the one and in the other."""
    i, j, length = block
    return zip(one.quoted[i : i + length], other.quoted[j : j + length], strict=True)


def _joined(blocks: list[Block]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches of either text that hold blocks in the same order with small gaps between them."""
    stretch: tuple[int, int, int, int] | None = None
    for i, j, length in blocks:
        if stretch and i - stretch[1] <= REWORDED_GAP and 0 <= j - stretch[3] <= REWORDED_GAP:
            stretch = (stretch[0], i + length, stretch[2], j + length)
            continue
        if stretch:
            yield stretch
        stretch = (i, i + length, j, j + length)
    if stretch:
        yield stretch


def _relation(copy: Text, source: Text, overlap: _Overlap) -> Relation | None:
    if copy.words.ids == source.words.ids:
        return Relation.EXACT
    if _same_outlet(copy.article, source.article):
        return _relation_within_outlet(copy.article, source.article, overlap)
    if overlap.own >= LEAST_COPY and overlap.larger >= COPY:
        return _whole_or_excerpt(overlap)
    if overlap.own < LEAST_COPY or overlap.larger < PARTIAL:
        return None
    if overlap.loose >= REWORDED:
        return Relation.REWORDED
    return Relation.PARTIAL if overlap.own >= LEAST_PARTIAL else None


def _whole_or_excerpt(overlap: _Overlap) -> Relation:
    return Relation.NEAR if min(overlap.share, overlap.share_of) >= WHOLE else Relation.EXCERPT


def _relation_within_outlet(copy: Article, source: Article, overlap: _Overlap) -> Relation | None:
    apart = abs(_days_after(copy, source))
    if overlap.own < LEAST_COPY or apart > REPRINT_DAYS:
        return None
    least = COPY if apart <= UPDATE_DAYS else SAME
    return _whole_or_excerpt(overlap) if overlap.larger >= least else None


def _quotes(quoting: Text, quoted: Text, overlap: _Overlap) -> bool:
    """Say whether the one puts another outlet's own prose in quotation marks and names that outlet."""
    if _same_outlet(quoting.article, quoted.article) or _days_after(quoting.article, quoted.article) < -1:
        return False
    words = sum(
        sum(mine and not theirs for mine, theirs in _voices(quoting.words, quoted.words, block))
        for block in overlap.blocks
        if block.length >= QUOTED_RUN
    )
    return words >= LEAST_QUOTED and _names_as_source(quoting.article.text, quoted.article.outlet)


def _names_as_source(text: str, outlet: str) -> bool:
    """Say whether the text names the outlet as one that reported.

    An opinion piece or interview that is quoted is a third party's words, as if it stood anywhere else.
    """
    name = " ".join(_OUTLET_FILLERS.sub(" ", outlet).split())
    # "The" belongs to a name of one word ("The Hill") and comes and goes with longer ones.
    name = name.removeprefix("The ") if name.count(" ") > 1 else name
    if not name:
        return False
    mentions = re.finditer(rf"\b{re.escape(name)}\b", text)
    return any(not _THIRD_PARTY.search(text[max(0, m.start() - 80) : m.end() + 80]) for m in mentions)


def _mirrored(overlap: _Overlap) -> _Overlap:
    """Return the same overlap seen from the other side."""
    blocks = sorted(Block(j, i, length) for i, j, length in overlap.blocks)
    return _Overlap(blocks, overlap.own, overlap.share_of, overlap.share, overlap.loose)


def _same_outlet(one: Article, other: Article) -> bool:
    return bool(one.outlet) and one.outlet.casefold() == other.outlet.casefold()


def _days_after(one: Article, other: Article) -> int:
    """Return how many days the one was published after the other; 0 where that is unknown."""
    return (one.published - other.published).days if one.published and other.published else 0


def _passages(copy: Words, source: Words, blocks: list[Block]) -> Iterator[Passage]:
    for i, j, length in blocks:
        yield Passage(
            copy.starts[i], copy.ends[i + length - 1], source.starts[j], source.ends[j + length - 1]
        )
