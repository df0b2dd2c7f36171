"""Whether one article carries another's text, and how."""

from dataclasses import dataclass

from bilateral.model import Article
from bilateral.trace.agencies import agency_named
from bilateral.trace.edge import COPY, WHOLE_EXCERPT, FamilyEdge, Relation
from bilateral.trace.origin import OriginKey, days_after, names_as_source, origin_key, same_outlet
from bilateral.trace.overlap import Overlap, measure, passages, voices
from bilateral.trace.sketch import Words, words_of
from bilateral.trace.spun import SpunMark, spun_marks

# Shares of the shorter article's own prose, measured on newsreuse_pairs.dev: of the pairs that share nothing but
# documents or quotations, two lie above 0.2; of those that share agency prose, none below it but one.
PARTIAL = 0.2
WHOLE = 0.5  # of a longer article less than this is an excerpt's
# Passages with the small gaps between them filled in; reports that share agency prose stay below 0.63.
REWORDED = 0.65
LEAST_COPY = 12  # words of common prose; fewer are a headline
LEAST_PARTIAL = 30
# An excerpt in quotation marks must be a sentence or two, and the outlet it is taken from be named.
QUOTED_RUN = 15
LEAST_QUOTED = 20
# An outlet repeats its own background, forms and yearly notices. Only updates within days count as copies, the
# nearly same text within a month, the same text at any distance.
UPDATE_DAYS = 3
REPRINT_DAYS = 30
SAME = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """An article with its words and what tells its rank as a source, ready to be compared."""

    article: Article
    words: Words
    marks: tuple[SpunMark, ...]
    key: OriginKey

    @classmethod
    def of(cls, article: Article) -> "Text":
        """Return the article, ready to be compared."""
        marks = spun_marks(article.text)
        return cls(article, words_of(article.text), marks, origin_key(article, spun=bool(marks)))


def compare(one: Text, other: Text) -> FamilyEdge | None:
    """Return the edge between two articles, or None where they are independent; the order does not matter."""
    source, copy = sorted((one, other), key=lambda text: text.key)
    overlap = measure(copy.words, source.words)
    relation = _relation(copy, source, overlap)
    if relation:
        return _edge(copy, source, overlap, relation)
    if _quotes(copy, source, overlap):
        return _edge(copy, source, overlap, Relation.EXCERPT)
    overlap = overlap.mirrored()
    return _edge(source, copy, overlap, Relation.EXCERPT) if _quotes(source, copy, overlap) else None


def _edge(copy: Text, source: Text, overlap: Overlap, relation: Relation) -> FamilyEdge:
    if copy.marks and not source.marks:
        relation = Relation.REWORDED
    elif overlap.larger < WHOLE_EXCERPT and _takes_openly(copy.article, source.article):
        relation = Relation.EXCERPT
    return FamilyEdge(
        copy.article.address,
        source.article.address,
        relation,
        round(overlap.share, 4),
        round(overlap.share_of, 4),
        tuple(passages(copy.article.text, source.article.text, overlap.blocks)),
    )


def _takes_openly(copy: Article, source: Article) -> bool:
    """Say whether an article names the outlet that it takes from; naming an agency is no more than a credit."""
    is_agency = agency_named(source.outlet) is not None
    return not is_agency and not same_outlet(copy, source) and names_as_source(copy.text, source.outlet)


def _relation(copy: Text, source: Text, overlap: Overlap) -> Relation | None:
    if copy.words.ids == source.words.ids:
        return Relation.EXACT
    if overlap.own < LEAST_COPY:
        return None
    if same_outlet(copy.article, source.article):
        return _relation_within_outlet(copy.article, source.article, overlap)
    return _relation_across_outlets(overlap)


def _relation_across_outlets(overlap: Overlap) -> Relation | None:
    if overlap.larger >= COPY:
        return _whole_or_excerpt(overlap)
    if overlap.larger < PARTIAL:
        return None
    if overlap.filled >= REWORDED:
        return Relation.REWORDED
    return Relation.PARTIAL if overlap.own >= LEAST_PARTIAL else None


def _whole_or_excerpt(overlap: Overlap) -> Relation:
    longer = min(overlap.share, overlap.share_of)
    return Relation.EXCERPT if overlap.larger >= WHOLE_EXCERPT and longer < WHOLE else Relation.NEAR


def _relation_within_outlet(copy: Article, source: Article, overlap: Overlap) -> Relation | None:
    apart = abs(days_after(copy, source))
    if apart > REPRINT_DAYS:
        return None
    least = COPY if apart <= UPDATE_DAYS else SAME
    return _whole_or_excerpt(overlap) if overlap.larger >= least else None


def _quotes(quoting: Text, quoted: Text, overlap: Overlap) -> bool:
    """Say whether the one puts another outlet's own prose in quotation marks and names that outlet."""
    # An outlet's day may be a day behind the day of one that quotes it.
    if same_outlet(quoting.article, quoted.article) or days_after(quoting.article, quoted.article) < -1:
        return False
    words = sum(
        sum(mine and not theirs for mine, theirs in voices(quoting.words, quoted.words, block))
        for block in overlap.blocks
        if block.length >= QUOTED_RUN
    )
    return words >= LEAST_QUOTED and names_as_source(quoting.article.text, quoted.article.outlet)
