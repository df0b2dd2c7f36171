"""Families in the record: sketches and verified edges are kept, so that a newcomer meets only what resembles it."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from bilateral.model import Article
from bilateral.record.articles import get_articles, mark_unread
from bilateral.record.mentions import CHUNK, blocks_of
from bilateral.record.schema import articles, edges, families, sketches
from bilateral.trace import FamilyEdge, Membership, Passage, Relation, SketchIndex, Tracer, families_of
from bilateral.trace.sketch import Sketch, sketch, words_of

# Rows of sketches fetched at once.
SKETCH_ROWS = 10_000


def untraced(connection: sa.Connection) -> list[str]:
    """Return the addresses, in order, of the articles that are in no family yet."""
    traced = sa.select(families.c.address)
    query = (
        sa.select(articles.c.address).where(articles.c.address.not_in(traced)).order_by(articles.c.address)
    )
    return list(connection.execute(query).scalars())


class TracedIndex:
    """The index of every traced article, kept in step with what other writers trace and forget meanwhile."""

    def __init__(self) -> None:
        self.sketches = SketchIndex()
        self._last = 0

    def catch_up(self, connection: sa.Connection) -> None:
        """Take in what was traced since the last time; where articles were forgotten, begin anew."""
        self._take_new(connection)
        traced = sa.select(sa.func.count()).select_from(families)
        if connection.execute(traced).scalar_one() != len(self.sketches):
            self.sketches, self._last = SketchIndex(), 0
            self._take_new(connection)

    def _take_new(self, connection: sa.Connection) -> None:
        query = sa.select(families.c.number, families.c.address).where(families.c.number > self._last)
        rows = connection.execute(query.order_by(families.c.number)).all()
        if not self._last:
            self._take_all(connection)
        new = [row.address for row in rows if row.address not in self.sketches]
        for i in range(0, len(new), CHUNK):
            for address, kept in _sketches_of(connection, new[i : i + CHUNK]).items():
                self.sketches.add(address, kept)
        self._last = rows[-1].number if rows else self._last

    def _take_all(self, connection: sa.Connection) -> None:
        query = sa.select(sketches.c.address, sketches.c.gram, sketches.c.quoted)
        rows = connection.execute(query, execution_options={"yield_per": SKETCH_ROWS})
        self.sketches = SketchIndex((row.address, row.gram, row.quoted) for row in rows)


def _sketches_of(connection: sa.Connection, addresses: Sequence[str]) -> dict[str, Sketch]:
    """Return the sketch of each article; that of a very short one is empty."""
    grams: dict[str, tuple[set[int], set[int]]] = {address: (set(), set()) for address in addresses}
    for row in connection.execute(sa.select(sketches).where(sketches.c.address.in_(addresses))):
        grams[row.address][row.quoted].add(row.gram)
    return {address: Sketch(*map(frozenset, both)) for address, both in grams.items()}


def trace_chunk(connection: sa.Connection, index: TracedIndex, addresses: Sequence[str]) -> set[str]:
    """Find the families of new articles and of those that they join; returns the blocks that this changes.

    Articles that another writer has traced meanwhile are passed over.
    """
    index.catch_up(connection)
    new = [address for address in addresses if address not in index.sketches]
    if not new:
        return set()
    tracer = Tracer(lambda address: get_articles(connection, [address])[address], index.sketches)
    found: list[FamilyEdge] = []
    for _, article in sorted(get_articles(connection, new).items()):
        found.extend(tracer.add(article))
        keep_sketch(connection, article)
    if found:
        connection.execute(edges.insert(), [_edge_row(edge) for edge in found])
    return blocks_of(connection, _refresh(connection, new))


def keep_sketch(connection: sa.Connection, article: Article) -> None:
    """Keep the 5-grams by which copies of an article are found."""
    grams = list(_sketch_rows(article))
    if grams:
        connection.execute(sketches.insert(), grams)


def _refresh(connection: sa.Connection, addresses: Sequence[str]) -> set[str]:
    """Make the families anew that the articles may have changed; returns the articles whose family is another."""
    near, linking = _linked(connection, addresses)
    before = dict(
        connection.execute(
            sa.select(families.c.address, families.c.family).where(families.c.address.in_(near))
        ).all()
    )
    made = families_of(get_articles(connection, near).values(), linking)
    connection.execute(families.delete().where(families.c.address.in_(near)))
    connection.execute(families.insert(), [_family_row(membership) for membership in made])
    # What a copy takes over hangs on its origin; one that is new here was read, if at all, as its own.
    mark_unread(connection, (m.article for m in made if before.get(m.article, m.article) != m.family))
    # One that was in no family may have been read all the same: by another writer, or before its family was forgotten.
    return {m.article for m in made if before.get(m.article) != m.family}


def _linked(connection: sa.Connection, addresses: Iterable[str]) -> tuple[set[str], list[FamilyEdge]]:
    """Return every article that edges lead to from these, step by step, and the edges among them."""
    near, fresh = set(addresses), set(addresses)
    linking: dict[tuple[str, str], FamilyEdge] = {}
    while fresh:
        found = list(_edges_at(connection, sorted(fresh)))
        linking.update({(edge.article, edge.of): edge for edge in found})
        fresh = {address for edge in found if edge.is_copy for address in (edge.article, edge.of)} - near
        near |= fresh
    within = [edge for key, edge in sorted(linking.items()) if near.issuperset(key)]
    return near, within


def _edges_at(connection: sa.Connection, addresses: Sequence[str]) -> Iterator[FamilyEdge]:
    for i in range(0, len(addresses), CHUNK):
        some = addresses[i : i + CHUNK]
        for row in connection.execute(
            sa.select(edges).where(sa.or_(edges.c.article.in_(some), edges.c.of.in_(some)))
        ):
            passages = tuple(Passage(*passage) for passage in row.passages)
            yield FamilyEdge(row.article, row.of, Relation(row.relation), row.share, row.share_of, passages)


def _sketch_rows(article: Article) -> Iterator[dict[str, Any]]:
    kept = sketch(words_of(article.text))
    for quoted, grams in enumerate((kept.narration, kept.quotation)):
        yield from (
            {"address": article.address, "gram": gram, "quoted": bool(quoted)} for gram in sorted(grams)
        )


def _edge_row(edge: FamilyEdge) -> dict[str, Any]:
    passages = [[p.start, p.end, p.of_start, p.of_end] for p in edge.passages]
    row = {"article": edge.article, "of": edge.of, "relation": edge.relation.value, "passages": passages}
    return {**row, "share": edge.share, "share_of": edge.share_of}


def _family_row(membership: Membership) -> dict[str, Any]:
    return {
        "address": membership.article,
        "family": membership.family,
        "relation": membership.relation,
        "of": _other_end(membership),
        "agency": membership.agency,
        "marks": [dataclasses.asdict(mark) for mark in membership.marks],
    }


def _other_end(membership: Membership) -> str | None:
    edge = membership.edge
    if edge is None:
        return None
    return edge.of if edge.article == membership.article else edge.article
