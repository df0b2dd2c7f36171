"""Entries in the record: made anew for the blocks in which a mention or a family changed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from bilateral.model import Entry
from bilateral.read.actors import home_state
from bilateral.reconcile import reconcile
from bilateral.record.dialect import dialect_of
from bilateral.record.matching import Wording
from bilateral.record.mentions import CHUNK, witnesses
from bilateral.record.schema import entries, entry_actors, entry_mentions

# The columns of the table of entries that hold an entry's values as they are.
PLAIN_COLUMNS = ("id", "label", "type", "status", "when", "day", "known", "families", "articles", "confidence", "block")  # fmt: skip


def reconcile_blocks(connection: sa.Connection, blocks: Iterable[str]) -> int:
    """Make the entries of the blocks anew; returns how many there are now."""
    touched = sorted(blocks)
    _remove(connection, touched)
    count = 0
    for made in _chunks(reconcile(witnesses(connection, touched))):
        _insert(connection, made)
        count += len(made)
    return count


def _remove(connection: sa.Connection, blocks: list[str]) -> None:
    for i in range(0, len(blocks), CHUNK):
        old = sa.select(entries.c.id).where(entries.c.block.in_(blocks[i : i + CHUNK]))
        for table in (entry_actors, entry_mentions):
            connection.execute(table.delete().where(table.c.entry.in_(old)))
        connection.execute(entries.delete().where(entries.c.block.in_(blocks[i : i + CHUNK])))


def _chunks(made: Iterable[Entry]) -> Iterator[list[Entry]]:
    chunk: list[Entry] = []
    for entry in made:
        chunk.append(entry)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _insert(connection: sa.Connection, made: list[Entry]) -> None:
    connection.execute(entries.insert(), [_row(entry) for entry in made])
    parts = [
        {"entry": entry.id, "code": code, "part": part, "state": home_state(code)}
        for entry in made
        for code, part in entry.parts
    ]
    if parts:
        connection.execute(entry_actors.insert(), parts)
    links = [
        {"entry": entry.id, "mention": link.mention, "reasons": list(link.reasons)}
        for entry in made
        for link in entry.links
    ]
    connection.execute(entry_mentions.insert(), links)
    dialect_of(connection).keep_entries(
        connection, [wording_of(entry.id, entry.label, entry.fields) for entry in made]
    )


def wording_of(id_: str, label: str, fields: Mapping[str, Any]) -> Wording:
    """Return the words by which an entry is found."""
    return Wording(id_, label, fields["evidence"]["text"])


def _row(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in PLAIN_COLUMNS} | {
        "kind": str(entry.kind),
        "fields": dict(entry.fields),
        "disagreement": dict(entry.disagreement),
        "reviewers": list(entry.reviewers),
    }
