"""Articles to the pairs that are worth comparing, by the 5-grams that their sketches share.

5-grams are sent to where their kind is kept, pairs to where their first article is kept, so that nobody holds all
sketches. What counts is what `bilateral.trace.SketchIndex` counts for articles that come in the order of their
addresses.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import combinations, groupby
from operator import itemgetter
from typing import Any, TypeAlias

import pyarrow as pa

from bilateral.batches import ARTICLES, batch_to_articles
from bilateral.model import Article
from bilateral.running.files import part_of
from bilateral.running.tables import table
from bilateral.trace.index import STOCK, Size, is_candidate, likely_share, size_of
from bilateral.trace.sketch import sketch, words_of
from bilateral.trace.tracing import standing_of

Pairs: TypeAlias = Counter[tuple[int, int]]
"""Pairs of articles by number, the smaller first, with how many 5-grams they share."""


def sketch_articles(articles: pa.Table) -> dict[str, pa.Table]:
    """Return the 5-grams that each article keeps, and what places each in a family."""
    found = list(articles_of(articles))
    return {
        "postings": table("postings", (row for article in found for row in _postings(article))),
        "standings": table("standings", map(_standing_row, found)),
    }


def articles_of(articles: pa.Table) -> Iterator[Article]:
    """Yield the articles of a table, which may have further columns."""
    for batch in articles.select(ARTICLES.names).to_batches():
        yield from batch_to_articles(batch)


def _postings(article: Article) -> Iterator[dict[str, Any]]:
    kept = sketch(words_of(article.text))
    size = size_of(kept)
    for quoted, grams in ((False, kept.narration), (True, kept.quotation)):
        for gram in sorted(grams):
            yield {
                "address": article.address,
                "gram": gram,
                "quoted": quoted,
                "kept": size.kept,
                "modulus": size.modulus,
            }


def _standing_row(article: Article) -> dict[str, Any]:
    standing = standing_of(article)
    spun, not_agency, undated, stamp, address = standing.key
    return {
        "address": address,
        "spun": spun,
        "not_agency": not_agency,
        "undated": undated,
        "stamp": stamp,
        "agency": standing.agency,
        "marks": [asdict(mark) for mark in standing.marks],
    }


def meet(postings: pa.Table) -> dict[str, pa.Table]:
    """Return how many of these 5-grams each pair of articles shares."""
    rows = postings.select(["gram", "address", "quoted"]).to_pydict()
    addresses = sorted(set(rows["address"]))
    numbers = {address: n for n, address in enumerate(addresses)}
    sizes = dict(
        zip(postings["address"].to_pylist(), zip(postings["kept"].to_pylist(), postings["modulus"].to_pylist(), strict=True), strict=True)
    )  # fmt: skip
    shared, crossed = Pairs(), Pairs()
    holders = sorted(
        zip(rows["gram"], rows["quoted"], map(numbers.__getitem__, rows["address"]), strict=True)
    )
    for _, some in groupby(holders, key=itemgetter(0)):
        _meet_at(list(some), shared, crossed)
    return {
        "meetings": table(
            "meetings",
            (
                {
                    "one": addresses[i],
                    "other": addresses[j],
                    "shared": shared[i, j],
                    "crossed": crossed[i, j],
                    **dict(zip(("one_kept", "one_modulus"), sizes[addresses[i]], strict=True)),
                    **dict(zip(("other_kept", "other_modulus"), sizes[addresses[j]], strict=True)),
                }
                for i, j in sorted(shared.keys() | crossed.keys())
            ),
        )
    }


def _meet_at(holders: Sequence[tuple[int, bool, int]], shared: Pairs, crossed: Pairs) -> None:
    """Count the pairs that meet at one 5-gram; from the article on that finds it a stock phrase it counts no more."""
    if len(holders) < 2:
        return
    prose = [number for _, quoted, number in holders if not quoted]
    quotations = [number for _, quoted, number in holders if quoted]
    shared.update(combinations(prose[: STOCK + 1], 2))
    crossed.update(_before(prose, quotations))
    crossed.update(_before(quotations, prose))


def _before(comers: Sequence[int], there: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield for each newcomer the pairs with those that were there before it, unless they are too many."""
    for comer in comers:
        count = bisect_left(there, comer)
        if count <= STOCK:
            yield from ((each, comer) for each in there[:count])


def choose_candidates(meetings: pa.Table) -> dict[str, pa.Table]:
    """Return the pairs that share enough, all 5-grams together."""
    sizes = ["one", "other", "one_kept", "one_modulus", "other_kept", "other_modulus"]
    sums = meetings.group_by(sizes).aggregate([("shared", "sum"), ("crossed", "sum")])
    found = []
    for row in sums.to_pylist():
        one, other = (Size(row[f"{side}_kept"], row[f"{side}_modulus"]) for side in ("one", "other"))
        share = likely_share(row["shared_sum"], one, other)
        if is_candidate(row["shared_sum"], row["crossed_sum"], share):
            found.append({"one": row["one"], "other": row["other"], "share": share})
    return {"candidates": table("candidates", sorted(found, key=itemgetter("one", "other")))}


def carry_texts(articles: pa.Table, candidates: pa.Table, parts: int) -> dict[str, pa.Table]:
    """Return each article once for every part in which another is to be compared with it."""
    pairs = zip(candidates["other"].to_pylist(), candidates["one"].to_pylist(), strict=True)
    wanted = sorted({(other, part_of(one, parts)) for other, one in pairs})
    number = {address: n for n, address in enumerate(articles["address"].to_pylist())}
    rows = articles.take(pa.array([number[address] for address, _ in wanted], pa.int64()))
    to = pa.array([part for _, part in wanted], pa.int32())
    return {"carried": rows.append_column("to", to)}
