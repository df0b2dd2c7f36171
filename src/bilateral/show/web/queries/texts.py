"""An article with what was read from it, and the articles that share its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa

from bilateral.model import Article
from bilateral.record.articles import get_articles
from bilateral.record.mentions import CHUNK
from bilateral.record.schema import (
    appearances,
    articles,
    edges,
    entries,
    entry_mentions,
    families,
    mentions,
)


class Reading(NamedTuple):
    """A mention of an article, and the entry in which it stands; without one where a person rejected it."""

    id: str
    kind: str
    fields: dict[str, Any]
    confidence: float
    entry: str | None
    label: str | None
    families: int | None


@dataclass(frozen=True, slots=True)
class Kin:
    """Another article that shares words with this one. ``passages`` are ranges of this one, then of the other."""

    address: str
    outlet: str
    published: str | None
    title: str
    relation: str
    share: float
    passages: Sequence[tuple[int, int, int, int]]


def find_article(connection: sa.Connection, start: str) -> Article | None:
    """Return the article whose address begins so, where there is just one."""
    end = f"{start}~"  # sorts after every address that begins so
    query = sa.select(articles.c.address).where(articles.c.address >= start, articles.c.address < end)
    found = connection.execute(query.limit(2)).scalars().all()
    if len(found) != 1:
        return None
    return get_articles(connection, found)[found[0]]


def find_readings(connection: sa.Connection, article: str) -> list[Reading]:
    """Return the mentions of an article in the order of its text."""
    query = (
        sa.select(
            mentions.c.id,
            mentions.c.kind,
            mentions.c.fields,
            mentions.c.confidence,
            entries.c.id.label("entry"),
            entries.c.label,
            entries.c.families,
        )
        .outerjoin(entry_mentions, entry_mentions.c.mention == mentions.c.id)
        .outerjoin(entries, entries.c.id == entry_mentions.c.entry)
        .where(mentions.c.article == article)
        .order_by(mentions.c.start, mentions.c.end, mentions.c.id)
    )
    return [Reading(*row) for row in connection.execute(query)]


def find_appearances(connection: sa.Connection, article: str) -> list[sa.Row[Any]]:
    """Return where and when a text appeared."""
    query = sa.select(appearances).where(appearances.c.address == article)
    return list(
        connection.execute(
            query.order_by(appearances.c.published, appearances.c.outlet, appearances.c.key).limit(CHUNK)
        )
    )


def find_membership(connection: sa.Connection, article: str) -> sa.Row[Any] | None:
    """Return what an article is in its family."""
    return connection.execute(sa.select(families).where(families.c.address == article)).one_or_none()


def find_kin(connection: sa.Connection, article: str) -> list[Kin]:
    """Return the articles with which verified passages are shared, those that share most first."""
    found = [
        *_kin(connection, article, edges.c.article, edges.c.of),
        *_kin(connection, article, edges.c.of, edges.c.article),
    ]
    return sorted(found, key=lambda kin: (-kin.share, kin.address))


def _kin(connection: sa.Connection, article: str, own: sa.Column[str], other: sa.Column[str]) -> list[Kin]:
    query = (
        sa.select(edges, articles.c.address, articles.c.outlet, articles.c.published, articles.c.title)
        .join(articles, articles.c.address == other)
        .where(own == article)
        .order_by(articles.c.address)
        .limit(CHUNK)
    )
    forward = own is edges.c.article
    return [_kin_of(row, forward=forward) for row in connection.execute(query)]


def _kin_of(row: sa.Row[Any], *, forward: bool) -> Kin:
    passages = [tuple(passage) if forward else (*passage[2:], *passage[:2]) for passage in row.passages]
    share = row.share if forward else row.share_of
    return Kin(row.address, row.outlet, row.published, row.title, row.relation, share, passages)
