"""Families as plain rows, one or more for each article."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from bilateral.model import Article
from bilateral.trace.edge import FamilyEdge, Passage, Relation
from bilateral.trace.families import Membership
from bilateral.trace.origin import principal_key
from bilateral.trace.tracing import Tracing


def family_rows(articles: Iterable[Article], tracing: Tracing) -> Iterator[dict[str, Any]]:
    """Yield for each article its row ``{id, family, relation, of, share, passages, marks}``, in the order given.

    ``id``, ``family`` and ``of`` are the articles' names, ``family`` that of the origin. ``relation`` is
    ``origin``, ``exact``, ``near``, ``excerpt``, ``reworded`` (without ``of`` where it shows by its words alone)
    or ``partial``. ``share`` is how much of the article's own prose stands in ``of``; a passage ``{start, end,
    of_start, of_end}`` counts characters of both. ``marks`` are the odd phrases ``{start, end, phrase,
    stands_for}`` of a text reworded by a machine.

    An article that also carries text from outside its family has a further row for each such source.
    """
    ordered = list(articles)
    names = _principal_names(ordered)
    memberships = {membership.article: membership for membership in tracing.memberships}
    outward: defaultdict[str, list[FamilyEdge]] = defaultdict(list)
    for edge in tracing.edges:
        if memberships[edge.of].family != memberships[edge.article].family:
            outward[edge.article].append(edge)
    for article in ordered:
        membership = memberships[article.address]
        if article.name != names[article.address]:
            yield _row(article.name, membership, _same_text(article), names)
            continue
        yield _row(article.name, membership, membership.edge, names)
        for edge in outward[article.address]:
            yield _row(article.name, membership, edge, names)


def _principal_names(articles: list[Article]) -> dict[str, str]:
    """Return for each text the name that stands for it where it has several."""
    ranked = sorted(articles, key=principal_key, reverse=True)
    return {article.address: article.name for article in ranked}


def _same_text(article: Article) -> FamilyEdge:
    """Return the edge from an article to the same text under another name."""
    whole = Passage(0, len(article.text), 0, len(article.text))
    return FamilyEdge(article.address, article.address, Relation.EXACT, 1.0, 1.0, (whole,))


def _row(
    name: str, membership: Membership, edge: FamilyEdge | None, names: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "id": name,
        "family": names[membership.family],
        "relation": edge.relation.value if edge else membership.relation,
        "of": names[edge.of] if edge else None,
        "share": edge.share if edge else None,
        "passages": [asdict(passage) for passage in edge.passages] if edge else [],
        "marks": [asdict(mark) for mark in membership.marks],
    }
