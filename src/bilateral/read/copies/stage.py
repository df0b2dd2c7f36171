"""Reading as a stage where some articles are copies: a record batch of schema `COPIES` in, one of readings out."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from bilateral.batches import readings_to_batch, row_to_article, row_to_mention
from bilateral.exceptions import BilateralError
from bilateral.model import Article, Mention, Reading
from bilateral.read import read_articles
from bilateral.read.copies.reading import Copy, read_copies

_log = logging.getLogger(__name__)

Rows = Sequence[Mapping[str, Any]]


def read(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Read a record batch of articles, of copies what differs; returns one of readings, a row an article, in the order given.

    An origin of which it is not known what it says is read too, once a batch, and has a row only if it is one of the articles.
    """
    rows = batch.to_pylist()
    whole = _read_in_full(rows)
    copies = [_copy(row, whole) for row in rows if row["origin"]]
    found = whole | {reading.article.address: reading for reading in read_copies(copies)}
    return readings_to_batch(found[row["address"]] for row in rows)


def _read_in_full(rows: Rows) -> dict[str, Reading]:
    """Return the readings of the articles that are no copies, and of the origins that were not read."""
    articles = dict[str, Article]()
    for row in rows:
        chosen = row if row["origin"] is None else row["origin"] if row["lent"] is None else None
        if chosen is not None:
            articles.setdefault(chosen["address"], row_to_article(chosen))
    return dict(zip(articles, read_articles(articles.values()), strict=True))


def _copy(row: Mapping[str, Any], whole: Mapping[str, Reading]) -> Copy:
    origin = row_to_article(row["origin"])
    lent = whole[origin.address].mentions() if row["lent"] is None else _lent(origin, row["lent"])
    return Copy(row_to_article(row), origin, tuple(lent))


def _lent(origin: Article, rows: Rows) -> list[Mention]:
    """Return the mentions of an origin from their rows; where one does not hold, nothing is lent, and `check` says why."""
    try:
        return [row_to_mention(origin, row) for row in rows]
    except (BilateralError, KeyError, TypeError, ValueError):
        _log.debug("what was read in %s cannot be taken over", origin.address, exc_info=True)
        return []
