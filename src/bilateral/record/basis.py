"""What a reading rests on beside the text of its article: days, and what was read in the origin of its family."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from bilateral.batches import MENTION, to_json
from bilateral.record.articles import is_unread
from bilateral.record.mentions import CHUNK
from bilateral.record.schema import articles, families, mentions

_MENTION = [field.name for field in MENTION]


class Basis(NamedTuple):
    """The day of publication of an article, and where it is a copy the origin of its family with that one's day."""

    published: str | None
    origin: str | None = None
    origin_published: str | None = None


def bases(connection: sa.Connection, addresses: Iterable[str], *, copies: bool) -> dict[str, Basis]:
    """Return what the reading of each article rests on; unless ``copies`` are told apart, on none but itself."""
    origin = articles.alias("origin")
    is_copy = sa.and_(families.c.address == articles.c.address, families.c.family != articles.c.address)
    query = (
        sa.select(
            articles.c.address, articles.c.published, families.c.family, origin.c.published.label("day")
        )
        .outerjoin(families, is_copy)
        .outerjoin(origin, origin.c.address == families.c.family)
        .where(articles.c.address.in_(list(addresses)))
    )
    rows = connection.execute(query).all()
    if not copies:
        return {row.address: Basis(row.published) for row in rows}
    return {row.address: Basis(row.published, row.family, row.day) for row in rows}


def still_unread(
    connection: sa.Connection, given: Mapping[str, Basis], mark: str, *, keep_others: bool, copies: bool
) -> set[str]:
    """Return those of the articles that are unread and whose readings would rest on what is given.

    Another writer may have read them meanwhile, or found an earlier appearance or an older origin of theirs.
    """
    now = bases(connection, given, copies=copies)
    rows = connection.execute(
        sa.select(articles.c.address, articles.c.read_by).where(articles.c.address.in_(list(given)))
    )
    return {
        row.address
        for row in rows
        if is_unread(row.read_by, mark, keep_others=keep_others) and now[row.address] == given[row.address]
    }


def families_together(connection: sa.Connection, addresses: Sequence[str]) -> list[str]:
    """Return addresses so that those of a family stand together, its origin first, families by the origin's address."""
    origins: dict[str, str] = {}
    for i in range(0, len(addresses), CHUNK):
        query = sa.select(families.c.address, families.c.family)
        some = query.where(families.c.address.in_(addresses[i : i + CHUNK]))
        origins.update({row.address: row.family for row in connection.execute(some)})

    def place(address: str) -> tuple[str, bool, str]:
        origin = origins.get(address, address)
        return origin, origin != address, address

    return sorted(addresses, key=place)


def lent(
    connection: sa.Connection, origins: Iterable[str], mark: str, *, keep_others: bool
) -> dict[str, list[dict[str, Any]] | None]:
    """Return what was read in each origin, as rows of the type `bilateral.batches.MENTION`; null where it is unread.

    One that a plugged-in reader has read, and that is left at that, lends nothing.
    """
    wanted = list(origins)
    read = connection.execute(
        sa.select(articles.c.address, articles.c.read_by).where(articles.c.address.in_(wanted))
    )
    found: dict[str, list[dict[str, Any]] | None] = {
        row.address: None if is_unread(row.read_by, mark, keep_others=keep_others) else [] for row in read
    }
    query = sa.select(mentions).join(articles, articles.c.address == mentions.c.article)
    own = query.where(mentions.c.article.in_(wanted), articles.c.read_by == mark)
    for row in connection.execute(own.order_by(mentions.c.id)).mappings():
        rows = found[row["article"]]
        if rows is not None:
            rows.append({**{name: row[name] for name in _MENTION}, "fields": to_json(row["fields"])})
    return found
