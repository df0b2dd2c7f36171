"""Mentions to entries, block by block; a block with too many mentions for one task is compared in shares."""

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from bilateral.batches import to_json
from bilateral.model import Entry, Kind, Witness
from bilateral.read.actors import home_state
from bilateral.reconcile import reconcile
from bilateral.reconcile.pieces import PAIRED, Link, links
from bilateral.running.tables import table

# Mentions of one kind in one block above which it is compared in shares, and the pairs of a share: about ten seconds
# of comparing events.
HOT = 1_000
SHARE_PAIRS = 1_000_000


def sort_mentions(told: pa.Table, hot: int) -> dict[str, pa.Table]:
    """Return the mentions of whole blocks, in order, and the shares of work of those blocks that are hot."""
    mentions = told.sort_by([("block", "ascending"), ("id", "ascending")])
    counts = Counter(zip(mentions["block"].to_pylist(), mentions["kind"].to_pylist(), strict=True))
    return {
        "mentions": mentions,
        "hot": table("hot", (row for key, n in counts.items() if n > hot for row in _shares(*key, n))),
    }


def _shares(block: str, kind: str, count: int) -> Iterator[dict[str, Any]]:
    if Kind(kind) in PAIRED:
        shares = -(-count * (count - 1) // 2 // SHARE_PAIRS)
        yield from ({"block": block, "kind": kind, "share": n, "shares": shares} for n in range(shares))


def link_share(hot: pa.Table, mentions: pa.Table) -> dict[str, pa.Table]:
    """Return the links that one share of comparing a hot block finds; a row without ends says that it was compared."""
    (share,) = hot.to_pylist()
    kind = Kind(share["kind"])
    members = [w for block, w in witnesses(mentions) if block == share["block"] and w.kind is kind]
    found = links(kind, members, share["share"], share["shares"])
    rows = [{"block": share["block"], "one": one, "other": other} for one, other in found]
    return {"links": table("links", [{"block": share["block"], "one": None, "other": None}, *rows])}


def witnesses(mentions: pa.Table) -> Iterator[tuple[str, Witness]]:
    """Yield each mention as a witness, with its block."""
    for batch in mentions.to_batches(max_chunksize=1_000):
        for row in batch.to_pylist():
            published = row["published"]
            yield (
                row["block"],
                Witness(
                    id=row["id"],
                    kind=Kind(row["kind"]),
                    article=row["article"],
                    family=row["family"],
                    outlet=row["outlet"],
                    published=published.isoformat() if published else None,
                    confidence=row["confidence"],
                    fields=json.loads(row["fields"]),
                    verbatim=row["verbatim"],
                ),
            )


def make_entries(mentions: pa.Table, links: pa.Table) -> dict[str, pa.Table]:
    """Return the entries of whole blocks."""
    linked: defaultdict[str, list[Link]] = defaultdict(list)
    for row in links.to_pylist():
        linked[row["block"]] += [(row["one"], row["other"])] if row["one"] else []
    return {"entries": table("entries", map(entry_row, reconcile(witnesses(mentions), linked)))}


def entry_row(entry: Entry) -> dict[str, Any]:
    """Return an entry as a row of the table of entries."""
    return {
        "id": entry.id,
        "kind": str(entry.kind),
        "label": entry.label,
        "type": entry.type,
        "status": entry.status,
        "when": entry.when,
        "day": _day(entry.day),
        "known": _day(entry.known),
        "families": entry.families,
        "articles": entry.articles,
        "confidence": entry.confidence,
        "fields": to_json(dict(entry.fields)),
        "disagreement": to_json(dict(entry.disagreement)),
        "block": entry.block,
        "actors": [{"code": code, "part": part, "state": home_state(code)} for code, part in entry.parts],
        "mentions": [{"mention": link.mention, "reasons": list(link.reasons)} for link in entry.links],
    }


def _day(iso: str | None) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None


def unite_problems(faults: pa.Table, unread: pa.Table) -> dict[str, pa.Table]:
    """Return every problem once, by name."""
    rows: Mapping[tuple[str, ...], Any] = {
        tuple(row.values()): row for some in (faults, unread) for row in some.to_pylist()
    }
    return {"problems": table("problems", (row for _, row in sorted(rows.items())))}
