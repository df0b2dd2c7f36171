"""Pairs worth comparing to verified edges, and edges to families: connected parts, each put in order by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from bilateral.model import Article
from bilateral.running.stages.meeting import articles_of
from bilateral.running.tables import table
from bilateral.trace import FamilyEdge, Membership, Relation, SpunMark
from bilateral.trace.compare import Text, compare
from bilateral.trace.connected import connect
from bilateral.trace.families import Standing, families
from bilateral.trace.origin import same_outlet
from bilateral.trace.tracing import OWN_SHARE


def compare_texts(articles: pa.Table, candidates: pa.Table, carried: pa.Table) -> dict[str, pa.Table]:
    """Return the verified edges between candidates, and of them the copies, without their passages."""
    texts = {article.address: article for some in (articles, carried) for article in articles_of(some)}
    edges = list(_edges(texts, candidates))
    rows = [_edge_row(edge) for edge in edges]
    return {
        "edges": table("edges", rows),
        "copies": table("copies", (row for row, edge in zip(rows, edges, strict=True) if edge.is_copy)),
    }


def _edges(articles: Mapping[str, Article], candidates: pa.Table) -> Iterator[FamilyEdge]:
    text = cache(lambda address: Text.of(articles[address]))
    for row in candidates.to_pylist():
        one, other = row["one"], row["other"]
        # An outlet's own articles share forms and background; most need no closer look.
        if row["share"] < OWN_SHARE and same_outlet(articles[one], articles[other]):
            continue
        edge = compare(text(one), text(other))
        if edge:
            yield edge


def _edge_row(edge: FamilyEdge) -> dict[str, Any]:
    row = {"article": edge.article, "of": edge.of, "relation": edge.relation.value}
    shares = {"share": edge.share, "share_of": edge.share_of}
    return {**row, **shares, "passages": [asdict(passage) for passage in edge.passages]}


def connect_copies(copies: pa.Table) -> dict[str, pa.Table]:
    """Return for each article with a copy the head of its connected part: the smallest address in it."""
    heads = connect(zip(copies["article"].to_pylist(), copies["of"].to_pylist(), strict=True))
    rows = ({"address": address, "head": head} for address, head in heads.items())
    return {"connected": table("connected", rows)}


def gather_parts(standings: pa.Table, copies: pa.Table, connected: pa.Table) -> dict[str, pa.Table]:
    """Return the standings of articles and the edges between copies, each with the head of its connected part."""
    heads = dict(zip(connected["address"].to_pylist(), connected["head"].to_pylist(), strict=True))
    members = [heads.get(address, address) for address in standings["address"].to_pylist()]
    # An edge is kept in the part of the smaller of its two addresses, and so is that one's head.
    ends = zip(copies["article"].to_pylist(), copies["of"].to_pylist(), strict=True)
    bonds = [heads[min(pair)] for pair in ends]
    return {
        "members": standings.append_column("head", pa.array(members, pa.string())),
        "bonds": copies.append_column("head", pa.array(bonds, pa.string())),
    }


def make_families(members: pa.Table, bonds: pa.Table) -> dict[str, pa.Table]:
    """Return the place of each article in its family; connected parts come whole, and each stands by itself."""
    standings = {row["address"]: _standing(row) for row in members.to_pylist()}
    edges = [
        FamilyEdge(row["article"], row["of"], Relation(row["relation"]), row["share"], row["share_of"], ())
        for row in bonds.to_pylist()
    ]
    return {"memberships": table("memberships", map(_membership_row, families(standings, edges)))}


def _standing(row: Mapping[str, Any]) -> Standing:
    key = (row["spun"], row["not_agency"], row["undated"], row["stamp"], row["address"])
    return Standing(key, row["agency"], tuple(SpunMark(**mark) for mark in row["marks"]))


def _membership_row(membership: Membership) -> dict[str, Any]:
    edge = membership.edge
    return {
        "address": membership.article,
        "family": membership.family,
        "relation": membership.relation,
        "of": edge and (edge.of if edge.article == membership.article else edge.article),
        "agency": membership.agency,
        "marks": [asdict(mark) for mark in membership.marks],
    }


def place_families(memberships: pa.Table) -> dict[str, pa.Table]:
    """Return the families by address, in the part of their article; and which origins their copies want to be read with."""
    placed = memberships.sort_by("address")
    copies = placed.filter(pc.field("family") != pc.field("address")).select(["family", "address"])
    return {"families": placed, "wanted": copies.rename_columns(["origin", "copy"])}
