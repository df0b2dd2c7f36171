"""Sources to articles: each text once, under the name and date of its first appearance, as the record keeps it."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow as pa

from bilateral.batches import article_row
from bilateral.collect import Limits, collect
from bilateral.model import Article, Problem
from bilateral.running.tables import table

# Articles in one file of what was collected: some megabytes, whatever the size of the source.
LOT = 2_000
# Files of one source number fewer than this; items of one file too.
_NUMBERS = 1 << 31


def collect_articles(
    sources: Sequence[tuple[int, str | Problem]], limits: Limits, today: dt.date | None
) -> Iterator[Mapping[str, pa.Table]]:
    """Yield the articles and faults of numbered files in lots; ``order`` keeps the order in which they stood."""
    items = _items(sources, limits, today)
    while lot := list(islice(items, LOT)):
        yield {
            "collected": table(
                "collected", ({**article_row(i), "order": n} for n, i in lot if isinstance(i, Article))
            ),
            "faults": table("faults", (asdict(i) for _, i in lot if isinstance(i, Problem))),
        }


def _items(
    sources: Sequence[tuple[int, str | Problem]], limits: Limits, today: dt.date | None
) -> Iterator[tuple[int, Article | Problem]]:
    for number, source in sources:
        found = [source] if isinstance(source, Problem) else collect([Path(source)], limits, today=today)
        for n, item in enumerate(found):
            yield number * _NUMBERS + n, item


def unite_articles(collected: pa.Table) -> dict[str, pa.Table]:
    """Return the articles, each address once, and every appearance of each."""
    appearances: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in sorted(collected.to_pylist(), key=itemgetter("order")):
        appearances.setdefault(_place(row), row)
    heads: dict[str, dict[str, Any]] = {}
    for _, row in sorted(appearances.items()):
        heads.setdefault(row["address"], row)
    return {
        "articles": table("articles", heads.values()),
        "appearances": table("appearances", (row for _, row in sorted(appearances.items()))),
    }


def _place(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what makes an appearance, in the order in which the first of a text is chosen: undated ones come last."""
    published = row["published"]
    return (
        row["address"],
        published is None,
        published or dt.date.min,
        row["outlet"],
        row["url"],
        row["name"],
    )
