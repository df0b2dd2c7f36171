"""Families as plain rows, one or more for each article."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from bilateral.model import Article
from bilateral.trace.edge import FamilyEdge, Passage, Relation
from bilateral.trace.tracing import Tracing


def family_rows(articles: Iterable[Article], tracing: Tracing) -> Iterator[dict[str, Any]]:
    """Yield for each article its row ``{id, family, relation, of, share, passages}``, in the order given.

    ``id``, ``family`` and ``of`` are the articles' names, ``family`` that of the origin. ``relation`` is
    ``origin``, ``exact``, ``near``, ``excerpt``, ``reworded`` or ``partial``; ``share`` how much of the
    article's own prose stands in ``of``; each passage ``{start, end, of_start, of_end}`` counts characters. An
    article that also depends on others than the one its family leads to has a further row for each.
    """
    named: dict[str, list[str]] = defaultdict(list)
    ordered = list(articles)
    for article in ordered:
        named[article.address].append(article.name)
    principal = {address: min(names) for address, names in named.items()}
    memberships = {membership.article: membership for membership in tracing.memberships}
    further: dict[str, list[FamilyEdge]] = defaultdict(list)
    for edge in tracing.edges:
        further[edge.article].append(edge)
    for article in ordered:
        membership = memberships[article.address]
        family = principal[membership.family]
        if article.name != principal[article.address]:
            yield _row(article.name, family, _same_text(article), principal)
            continue
        yield _row(article.name, family, membership.edge, principal)
        for edge in further[article.address]:
            if edge != membership.edge:
                yield _row(article.name, family, edge, principal)


def _same_text(article: Article) -> FamilyEdge:
    """Return the edge from an article to the same text under another name."""
    length = len(article.text)
    return FamilyEdge(
        article.address, article.address, Relation.EXACT, 1.0, 1.0, (Passage(0, length, 0, length),)
    )


def _row(name: str, family: str, edge: FamilyEdge | None, principal: dict[str, str]) -> dict[str, Any]:
    return {
        "id": name,
        "family": family,
        "relation": edge.relation.value if edge else "origin",
        "of": principal[edge.of] if edge else None,
        "share": edge.share if edge else None,
        "passages": [
            {"start": p.start, "end": p.end, "of_start": p.of_start, "of_end": p.of_end}
            for p in (edge.passages if edge else ())
        ],
    }
