"""Articles to mentions, copies after their origins, and each mention to the block in which it is reconciled."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from bilateral.batches import READINGS
from bilateral.model import Kind
from bilateral.read import read
from bilateral.read.copies import read as read_of_copies
from bilateral.reconcile import block_of
from bilateral.running.files import part_of
from bilateral.running.tables import table


def read_originals(articles: pa.Table, families: pa.Table) -> dict[str, pa.Table]:
    """Return the readings of those of some articles that are no copies."""
    copies = _origins(families)
    wanted = [address not in copies for address in articles["address"].to_pylist()]
    batches = articles.filter(pa.array(wanted, pa.bool_())).combine_chunks().to_batches()
    return {"readings": pa.Table.from_batches(map(read, batches), schema=READINGS)}


def lend(articles: pa.Table, readings: pa.Table, wanted: pa.Table, parts: int) -> dict[str, pa.Table]:
    """Return each origin, with what was read in it, once for every part in which it has copies."""
    pairs = zip(wanted["origin"].to_pylist(), wanted["copy"].to_pylist(), strict=True)
    places = sorted({(origin, part_of(copy, parts)) for origin, copy in pairs})
    number = {address: n for n, address in enumerate(articles["address"].to_pylist())}
    read_in = {address: n for n, address in enumerate(readings["address"].to_pylist())}
    rows = articles.take(pa.array([number[origin] for origin, _ in places], pa.int64()))
    lent = readings["mentions"].take(pa.array([read_in[origin] for origin, _ in places], pa.int64()))
    to = pa.array([part for _, part in places], pa.int32())
    return {"lent": rows.append_column("lent", lent).append_column("to", to)}


def pair_copies(articles: pa.Table, families: pa.Table, lent: pa.Table) -> dict[str, pa.Table]:
    """Return each copy beside the origin of its family."""
    origins = _origins(families)
    lending = {row["address"]: row for row in lent.to_pylist()}
    copies = (row for row in articles.to_pylist() if row["address"] in origins)
    paired = ((row, lending[origins[row["address"]]]) for row in copies)
    return {
        "copies_to_read": table(
            "copies_to_read", ({**row, "origin": of, "lent": of["lent"]} for row, of in paired)
        )
    }


def read_copies(copies_to_read: pa.Table) -> dict[str, pa.Table]:
    """Return the readings of some copies."""
    batches = copies_to_read.combine_chunks().to_batches()
    return {"copied": pa.Table.from_batches(map(read_of_copies, batches), schema=READINGS)}


def _origins(families: pa.Table) -> dict[str, str]:
    """Return for each copy the origin of its family."""
    pairs = zip(families["address"].to_pylist(), families["family"].to_pylist(), strict=True)
    return {address: family for address, family in pairs if family != address}


def tell_mentions(
    articles: pa.Table, families: pa.Table, readings: pa.Table, copied: pa.Table
) -> dict[str, pa.Table]:
    """Return each mention with its block and with what reconciling needs of its article; and what was not read."""
    about = {row["address"]: row for row in articles.select(["address", "outlet", "published"]).to_pylist()}
    placed = {row["address"]: row for row in families.to_pylist()}
    read_rows = [*readings.to_pylist(), *copied.to_pylist()]
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
