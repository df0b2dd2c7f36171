"""Mentions in the record, and the same as witnesses for reconciling."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from bilateral.model import Decision, Kind, Witness
from bilateral.reconcile import block_of
from bilateral.record.schema import articles, entry_mentions, families, mentions

# SQLite takes some thousand values in one statement; chunks stay well below.
CHUNK = 500


def replace_mentions(
    connection: sa.Connection, addresses: Iterable[str], rows: Iterable[Mapping[str, Any]], version: str
) -> set[str]:
    """Put the mentions of freshly read articles in the place of their former ones.

    ``rows`` are of the type `bilateral.batches.MENTION`. Returns the blocks in which something changed.
    """
    read = list(addresses)
    touched = set(
        connection.execute(
            sa.select(mentions.c.block).where(mentions.c.article.in_(read)).distinct()
        ).scalars()
    )
    old = sa.select(mentions.c.id).where(mentions.c.article.in_(read))
    connection.execute(entry_mentions.delete().where(entry_mentions.c.mention.in_(old)))
    connection.execute(mentions.delete().where(mentions.c.article.in_(read)))
    new = [{**row, "fields": json.loads(row["fields"])} for row in rows]
    published = published_on(connection, read)
    for row in new:
        row["block"] = block_of(Kind(row["kind"]), row["fields"], published[row["article"]])
        touched.add(row["block"])
    if new:
        connection.execute(mentions.insert(), new)
    connection.execute(articles.update().where(articles.c.address.in_(read)).values(read_by=version))
    return touched


def published_on(connection: sa.Connection, addresses: Iterable[str]) -> dict[str, str | None]:
    """Return the day of publication of each article, as an ISO date."""
    waiting = sorted(set(addresses))
    found: dict[str, str | None] = {}
    for i in range(0, len(waiting), CHUNK):
        query = sa.select(articles.c.address, articles.c.published).where(
            articles.c.address.in_(waiting[i : i + CHUNK])
        )
        found.update({row.address: row.published for row in connection.execute(query)})
    return found


def witnesses(
    connection: sa.Connection, blocks: Iterable[str], known: str | None = None
) -> Iterator[tuple[str, Witness]]:
    """Yield every mention of the blocks, each with its block, with the family, outlet and day of its article.

    With ``known``, an ISO date, only what articles published by that day say; undated articles are left out.
    """
    waiting = sorted(blocks)
    for i in range(0, len(waiting), CHUNK):
        query = (
            sa.select(mentions, articles.c.outlet, articles.c.published, families.c.family, families.c.marks)
            .join(articles, articles.c.address == mentions.c.article)
            .outerjoin(families, families.c.address == mentions.c.article)
            .where(mentions.c.block.in_(waiting[i : i + CHUNK]))
        )
        if known:
            # A month or a year means all of it: "2024~" sorts after each day of 2024.
            query = query.where(articles.c.published <= f"{known}~")
        for row in connection.execute(query):
            yield row.block, witness_of(row)


def witness_of(row: sa.Row[Any, Any]) -> Witness:
    """Return a row of mentions, joined with its article and family, as a witness with its corrections applied."""
    decision = decision_of(row.decision)
    return Witness(
        id=row.id,
        kind=Kind(row.kind),
        article=row.article,
        family=row.family or row.article,
        outlet=row.outlet,
        published=row.published,
        confidence=row.confidence,
        fields={**row.fields, **decision.corrections},
        decision=decision,
        verbatim=not row.marks,
    )


def decision_of(plain: Mapping[str, Any] | None) -> Decision:
    """Return the decision that a mention's row holds."""
    return Decision(**{**plain, "reviewers": tuple(plain["reviewers"])}) if plain else Decision()


def blocks_of(connection: sa.Connection, addresses: Iterable[str]) -> set[str]:
    """Return the blocks in which the articles have mentions."""
    waiting = sorted(addresses)
    found: set[str] = set()
    for i in range(0, len(waiting), CHUNK):
        query = sa.select(mentions.c.block).where(mentions.c.article.in_(waiting[i : i + CHUNK])).distinct()
        found.update(connection.execute(query).scalars())
    return found
