"""Tracing a collection: all at once, or one article at a time against an index."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bilateral.model import Article
from bilateral.trace.agencies import agency_credited, agency_named
from bilateral.trace.compare import Text, compare
from bilateral.trace.edge import FamilyEdge
from bilateral.trace.families import Membership, Standing, families
from bilateral.trace.index import Candidate, SketchIndex
from bilateral.trace.origin import origin_key, principal_key, same_outlet
from bilateral.trace.sketch import sketch, words_of
from bilateral.trace.spun import spun_marks

# Texts kept ready for comparison: copies arrive within days of each other.
_CACHED = 2_000
# Articles of one outlet that likely share less than this are not compared; to be copies they need 0.62.
OWN_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Tracing:
    """The families of a collection: one membership for each text, and every verified edge between texts."""

    memberships: tuple[Membership, ...]
    edges: tuple[FamilyEdge, ...]


class Tracer:
    """Compares each newcomer with the few articles of an index that share enough of its sketch."""

    def __init__(self, fetch: Callable[[str], Article], index: SketchIndex | None = None) -> None:
        """Trace against the index; ``fetch`` returns the article of an address that the index knows."""
        self._fetch = fetch
        self.index = index if index is not None else SketchIndex()
        self._text = lru_cache(maxsize=_CACHED)(lambda address: Text.of(fetch(address)))

    def add(self, article: Article) -> list[FamilyEdge]:
        """Add an article to the index and return its edges to the articles that were there before."""
        text = Text.of(article)
        kept = sketch(text.words)
        edges = self._edges(text, self.index.candidates(kept))
        self.index.add(article.address, kept)
        return edges

    def edges_of(self, article: Article) -> list[FamilyEdge]:
        """Return the article's edges to all others of the index, without adding it."""
        text = Text.of(article)
        return self._edges(text, self.index.candidates(sketch(text.words)))

    def _edges(self, text: Text, candidates: Iterable[Candidate]) -> list[FamilyEdge]:
        edges = []
        for address, likely_share in candidates:
            if address == text.article.address:
                continue
            # An outlet's own articles share forms and background; most need no closer look.
            if likely_share < OWN_SHARE and same_outlet(text.article, self._fetch(address)):
                continue
            edge = compare(text, self._text(address))
            if edge:
                edges.append(edge)
        return edges


def trace(articles: Iterable[Article]) -> Tracing:
    """Find the families of the articles; the result does not depend on their order.

    Articles with the same text count as one here, whatever they are called.
    """
    known = {article.address: article for article in sorted(articles, key=principal_key, reverse=True)}
    tracer = Tracer(known.__getitem__)
    for article in known.values():
        tracer.index.add(article.address, sketch(words_of(article.text)))
    edges = sorted(_each_edge(tracer, known), key=lambda edge: (edge.article, edge.of))
    return Tracing(tuple(families_of(known.values(), edges)), tuple(edges))


def families_of(articles: Iterable[Article], edges: Iterable[FamilyEdge]) -> list[Membership]:
    """Return the membership of each article, given the verified edges among them."""
    return families({article.address: standing_of(article) for article in articles}, edges)


def standing_of(article: Article) -> Standing:
    """Return what places an article in its family."""
    marks = spun_marks(article.text)
    agency = agency_named(article.outlet) or agency_credited(article.text)
    return Standing(origin_key(article, spun=bool(marks)), agency, marks)


def _each_edge(tracer: Tracer, known: dict[str, Article]) -> Iterator[FamilyEdge]:
    for address, article in known.items():
        for edge in tracer.edges_of(article):
            # Each pair is met from both sides; it is kept from one.
            if address == edge.article:
                yield edge
