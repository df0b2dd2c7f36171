"""Articles in the record: kept once an address, with every appearance of the same text beside it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from bilateral.batches import digest
from bilateral.model import Article
from bilateral.record.dialect import dialect_of, insert_new
from bilateral.record.matching import Wording
from bilateral.record.schema import appearances, articles, edges, families, sketches

# Articles fetched at once where all are gone through; one may have five megabytes.
FETCHED = 50


class Added(StrEnum):
    """What adding an article did."""

    NEW = "new"
    COPY = "copy"
    KNOWN = "known"


def add_article(connection: sa.Connection, article: Article) -> Added:
    """Keep an article; the same text elsewhere is kept as another appearance, the same thing again not at all.

    The appearance that was published first gives the article its name, title, outlet and date. Where that
    changes the date, the article is marked unread, since dates in its text hang on it; where it changes date or
    outlet, untraced.
    """
    row = _row(article)
    query = sa.select(articles.c.published, articles.c.outlet).where(articles.c.address == article.address)
    known = connection.execute(query).first()
    if known is None:
        connection.execute(articles.insert().values(**row))
        dialect_of(connection).keep_articles(connection, [wording_of(row)])
    place = {name: row[name] for name in ("address", "outlet", "url", "name", "title", "metadata")}
    place["published"] = row["published"] or ""
    place["key"] = digest(*(place[name] for name in ("outlet", "url", "name", "published")))
    if not insert_new(connection, appearances, place):
        return Added.KNOWN
    if known is None:
        return Added.NEW
    _follow_first_appearance(connection, article, known)
    return Added.COPY


def wording_of(row: Mapping[str, Any]) -> Wording:
    """Return the words by which an article is found, from its row."""
    return Wording(row["address"], row["title"], row["text"])


def _row(article: Article) -> dict[str, Any]:
    return {
        "address": article.address,
        "text": article.text,
        "name": article.name,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "outlet": article.outlet,
        "url": article.url,
        "metadata": dict(article.metadata),
    }


def _follow_first_appearance(connection: sa.Connection, article: Article, before: sa.Row[Any, Any]) -> None:
    address = article.address
    undated_last = sa.case((appearances.c.published == "", 1), else_=0)
    order = (undated_last, *(appearances.c[name] for name in ("published", "outlet", "url", "name")))
    head = connection.execute(
        sa.select(appearances).where(appearances.c.address == address).order_by(*order).limit(1)
    ).one()
    values = {name: getattr(head, name) for name in ("name", "title", "outlet", "url", "metadata")}
    values["published"] = head.published or None
    if values["published"] != before.published:
        values["read_by"] = None
    if (values["published"], values["outlet"]) != (before.published, before.outlet):
        _forget_family(connection, address)
    connection.execute(articles.update().where(articles.c.address == address).values(**values))
    dialect_of(connection).keep_articles(connection, [Wording(address, values["title"], article.text)])


def _forget_family(connection: sa.Connection, address: str) -> None:
    """Mark an article and all of its family as untraced: who took from whom hangs on its date and outlet.

    The copies among them are marked as unread too: what they took over from their origin hangs on it and on its date.
    """
    own = connection.execute(sa.select(families.c.family).where(families.c.address == address)).scalar()
    query = sa.select(families.c.address).where(families.c.family == own)
    members = {address, *connection.execute(query).scalars()}
    connection.execute(edges.delete().where(sa.or_(edges.c.article.in_(members), edges.c.of.in_(members))))
    mark_unread(connection, members - {own})
    for table in (sketches, families):
        connection.execute(table.delete().where(table.c.address.in_(members)))


def mark_unread(connection: sa.Connection, addresses: Iterable[str]) -> None:
    """Let articles be read anew, but for those that a plugged-in reader has read: it reads each by itself."""
    by_this = sa.not_(articles.c.read_by.contains(" "))
    own = articles.c.address.in_(sorted(addresses))
    connection.execute(articles.update().where(own, by_this).values(read_by=None))


def article_of(row: sa.Row[Any]) -> Article:
    """Return the article that a row of the table holds."""
    return Article(
        address=row.address,
        text=row.text,
        name=row.name,
        title=row.title,
        published=dt.date.fromisoformat(row.published) if row.published else None,
        outlet=row.outlet,
        url=row.url,
        metadata=row.metadata,
    )


def get_articles(connection: sa.Connection, addresses: Iterable[str]) -> dict[str, Article]:
    """Return the articles at the addresses that are in the record."""
    found = connection.execute(sa.select(articles).where(articles.c.address.in_(list(addresses))))
    return {row.address: article_of(row) for row in found}


def unread_addresses(connection: sa.Connection, mark: str, *, keep_others: bool = False) -> list[str]:
    """Return the addresses, in order, of the articles that the reader of this mark has not read.

    With ``keep_others`` those are left out that a plugged-in reader has read.
    """
    query = sa.select(articles.c.address, articles.c.read_by).order_by(articles.c.address)
    rows = connection.execute(query.where(articles.c.read_by.is_distinct_from(mark)))
    return [row.address for row in rows if is_unread(row.read_by, mark, keep_others=keep_others)]


def is_unread(read_by: str | None, mark: str, *, keep_others: bool) -> bool:
    """Say whether the reader of this mark is to read an article, given who read it last."""
    # The mark of a plugged-in reader is its name and version, that of the built-in one the version alone.
    return read_by != mark and not (keep_others and " " in (read_by or ""))


def all_articles(connection: sa.Connection) -> Iterator[Article]:
    """Yield every article, by address."""
    query = sa.select(articles).order_by(articles.c.address)
    with connection.execute(query, execution_options={"yield_per": FETCHED}) as rows:
        yield from map(article_of, rows)
