"""The verified, typed edge between two articles of which one carries the other's text."""

from dataclasses import dataclass
from enum import StrEnum

# Shares of the shorter article's own prose. On newsreuse_pairs.dev the labels put copies at about 0.6.
COPY = 0.62
# An excerpt is a copy only where hardly anything in the shorter article is its own.
WHOLE_EXCERPT = 0.8


class Relation(StrEnum):
    """What an article is to the one it depends on.

    A near copy carries most of the shorter text over. An excerpt is either a whole short text that stands in a
    long one, or passages taken openly: in quotation marks, or under the name of the outlet they come from.
    """

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
    stands in the article, both from 0 to 1.
    """

    article: str
    of: str
    relation: Relation
    share: float
    share_of: float
    passages: tuple[Passage, ...]

    @property
    def is_copy(self) -> bool:
        """Whether the two tell as one witness; partial dependences and short excerpts do not merge families."""
        if self.relation is Relation.EXCERPT:
            return max(self.share, self.share_of) >= WHOLE_EXCERPT
        return self.relation is not Relation.PARTIAL
