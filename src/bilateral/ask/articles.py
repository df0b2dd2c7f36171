"""An article as a row: what it is, where it appeared, and whose text it carries."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from bilateral.ask.rows import iso_day
from bilateral.record.mentions import CHUNK
from bilateral.record.schema import appearances, articles, families, mentions


@dataclass(frozen=True, slots=True)
class Appearance:
    """One publication of a text."""

    outlet: str
    url: str
    name: str
    published: dt.date | None
    title: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article: ``address`` is the SHA-256 of its text, which has so many ``characters``.

    ``family`` names the independent source that it belongs to, ``relation`` what it is to the one that it was likely
    taken from (``copied_from``), ``agency`` the agency that it credits. ``mentions`` counts what was read from it;
    ``text`` is null unless it was asked for.
    """

    address: str
    name: str
    title: str
    published: dt.date | None
    outlet: str
    url: str
    characters: int
    family: str
    relation: str
    copied_from: str | None
    agency: str | None
    mentions: int
    appearances: tuple[Appearance, ...]
    text: str | None


def article_row(connection: sa.Connection, address: str, *, text: bool = False) -> ArticleRow | None:
    """Return the article at an address, or null; ``text`` brings its text along."""
    length = sa.func.length(articles.c.text).label("characters")
    own = [articles.c[name] for name in ("address", "name", "title", "published", "outlet", "url")]
    query = (
        sa.select(*own, length, families.c.family, families.c.relation, families.c.of, families.c.agency)
        .select_from(articles.outerjoin(families, families.c.address == articles.c.address))
        .where(articles.c.address == address)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    count = sa.select(sa.func.count()).select_from(mentions).where(mentions.c.article == address)
    words = sa.select(articles.c.text).where(articles.c.address == address)
    return ArticleRow(
        **{column.name: getattr(row, column.name) for column in own if column.name != "published"},
        published=iso_day(row.published),
        characters=row.characters,
        family=row.family or row.address,
        relation=row.relation or "origin",
        copied_from=row.of,
        agency=row.agency,
        mentions=connection.execute(count).scalar_one(),
        appearances=_appearances(connection, address),
        text=connection.execute(words).scalar_one() if text else None,
    )


def _appearances(connection: sa.Connection, address: str) -> tuple[Appearance, ...]:
    """Return where a text appeared, at most `CHUNK` of them; a wire story can be everywhere."""
    columns = [appearances.c[name] for name in ("outlet", "url", "name", "published", "title")]
    query = sa.select(*columns).where(appearances.c.address == address)
    order = (appearances.c.published, appearances.c.outlet, appearances.c.key)
    rows = connection.execute(query.order_by(*order).limit(CHUNK))
    return tuple(Appearance(row.outlet, row.url, row.name, iso_day(row.published), row.title) for row in rows)
