"""Articles to mentions, and each mention to the block in which it is reconciled."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from bilateral.batches import READINGS
from bilateral.model import Kind
from bilateral.read import read
from bilateral.reconcile import block_of
from bilateral.running.tables import table


def read_articles(articles: pa.Table) -> dict[str, pa.Table]:
    """Return the readings of some articles."""
    batches = articles.combine_chunks().to_batches()
    return {"readings": pa.Table.from_batches(map(read, batches), schema=READINGS)}


def tell_mentions(articles: pa.Table, families: pa.Table, readings: pa.Table) -> dict[str, pa.Table]:
    """Return each mention with its block and with what reconciling needs of its article; and what was not read."""
    about = {row["address"]: row for row in articles.select(["address", "outlet", "published"]).to_pylist()}
    placed = {row["address"]: row for row in families.to_pylist()}
    read_rows = readings.to_pylist()
    told = (
        _told(mention, about[row["address"]], placed[row["address"]])
        for row in read_rows
        for mention in row["mentions"]
    )
    return {"told": table("told", told), "unread": table("unread", _unread(read_rows))}


def _told(mention: Mapping[str, Any], article: Mapping[str, Any], place: Mapping[str, Any]) -> dict[str, Any]:
    published = article["published"]
    block = block_of(
        Kind(mention["kind"]), json.loads(mention["fields"]), published.isoformat() if published else None
    )
    return {
        **mention,
        "block": block,
        "family": place["family"],
        "outlet": article["outlet"],
        "published": published,
        "verbatim": not place["marks"],
    }


def _unread(readings: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in readings:
        if row["problem"]:
            yield {"name": row["name"], "reason": "unread", "detail": row["problem"]}
