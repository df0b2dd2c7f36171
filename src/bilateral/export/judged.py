"""Judgements with the mention that stands where each was made."""

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from bilateral.batches import place_of
from bilateral.model import Kind
from bilateral.reconcile.judging import find_mention
from bilateral.record.mentions import CHUNK
from bilateral.record.schema import judgements, mentions
from bilateral.record.streams import chunks


def judged(connection: sa.Connection, addresses: Iterable[str]) -> Iterator[tuple[sa.Row[Any], str | None]]:
    """Yield the judgements on these articles, each with the id of its mention, or null where none stands there now."""
    query = sa.select(judgements).order_by(judgements.c.id)
    for some in chunks(iter(addresses), CHUNK):
        for row in connection.execute(query.where(judgements.c.article.in_(some))):
            yield row, _mention(connection, row)


def _mention(connection: sa.Connection, row: sa.Row[Any]) -> str | None:
    kind = Kind(row.kind)
    alike = sa.select(mentions.c.id, mentions.c.fields).where(
        mentions.c.article == row.article, mentions.c.kind == row.kind
    )
    near = {one.id: (place_of(kind, one.fields), one.fields) for one in connection.execute(alike)}
    return find_mention((row.start, row.end), row.snapshot, near)
