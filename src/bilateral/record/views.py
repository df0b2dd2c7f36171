"""Entries as they are now, and as they were known on an earlier day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bilateral.model import Entry, Kind, Link
from bilateral.read.actors import home_state
from bilateral.reconcile import reconcile
from bilateral.record.entries import PLAIN_COLUMNS
from bilateral.record.mentions import CHUNK, witnesses
from bilateral.record.schema import entries, entry_actors, entry_mentions


@dataclass(frozen=True, slots=True)
class Period:
    """The days that are shown, both included (ISO dates, months or years); null leaves a side open."""

    since: str | None = None
    until: str | None = None

    def holds(self, day: str | None) -> bool:
        """Say whether an entry of this day is shown; one without a day only where both sides are open."""
        if self.since is None and self.until is None:
            return True
        # A month or a year as the last day means all of it: "2024~" sorts after each day of 2024.
        return day is not None and (self.since or "") <= day <= f"{self.until or ''}~"


def entries_between(connection: sa.Connection, one: str, other: str, known: str | None = None) -> list[Entry]:
    """Return the entries in which both actors take part, in order of time; of statements, those of one about the other.

    Actors are given by code; a state stands for its non-state actors too. ``known`` is a day (ISO): then the
    entries are those that the articles published by that day make.
    """
    actors = (one, other)
    found = sa.select(entries).where(with_actors(actors))
    if known is None:
        between = get_entries(connection, found)
    else:
        blocks = connection.execute(found.with_only_columns(entries.c.block).distinct()).scalars().all()
        between = entries_as_of(connection, blocks, known)
    return sorted((entry for entry in between if joins(entry, actors)), key=in_time)


def in_time(entry: Entry) -> tuple[str, str, str]:
    """Return the key by which entries stand in order of time, those without a day last."""
    return entry.day or "9999", entry.kind, entry.id


def entries_as_of(connection: sa.Connection, blocks: Iterable[str], known: str) -> Iterator[Entry]:
    """Yield the entries of blocks that the articles published by a day make; undated articles are left out."""
    return reconcile(witnesses(connection, blocks, known))


def get_entries(connection: sa.Connection, query: sa.Select[Any]) -> Iterator[Entry]:
    """Yield the entries that a query over the table of entries selects."""
    rows = connection.execute(query).all()
    for i in range(0, len(rows), CHUNK):
        some = rows[i : i + CHUNK]
        ids = [row.id for row in some]
        parts, links = _parts(connection, ids), _links(connection, ids)
        yield from (_entry(row, parts[row.id], links[row.id]) for row in some)


def find_entry(connection: sa.Connection, entry_or_mention: str) -> Entry | None:
    """Return an entry by its id or that of one of its mentions; null where there is none."""
    holds = sa.select(entry_mentions.c.entry).where(entry_mentions.c.mention == entry_or_mention)
    for condition in (entries.c.id == entry_or_mention, entries.c.id.in_(holds)):
        found = list(get_entries(connection, sa.select(entries).where(condition).limit(1)))
        if found:
            return found[0]
    return None


def entries_by_id(connection: sa.Connection, ids: Sequence[str]) -> list[Entry]:
    """Return the entries of the ids, in their order."""
    found = {e.id: e for e in get_entries(connection, sa.select(entries).where(entries.c.id.in_(ids)))}
    return [found[id_] for id_ in ids if id_ in found]


def with_actors(actors: Iterable[str]) -> sa.ColumnElement[bool]:
    """Return the condition that all these actors take part in an entry; a state stands for its non-state actors too."""
    return sa.and_(sa.true(), *(entries.c.id.in_(_with_actor(code)) for code in actors))


def _with_actor(code: str) -> sa.Select[Any]:
    column = entry_actors.c.code if ":" in code else entry_actors.c.state
    return sa.select(entry_actors.c.entry).where(column == code)


def joins(entry: Entry, actors: Sequence[str]) -> bool:
    """Say whether all these actors take part in an entry; of a statement, two or more, that one of them speaks."""
    if not all(any(_is(code, actor) for code, _ in entry.parts) for actor in actors):
        return False
    return entry.kind is not Kind.STATEMENT or len(actors) < 2 or _speaks(entry, actors)


def _is(code: str, actor: str) -> bool:
    return code == actor or (":" not in actor and home_state(code) == actor)


def _speaks(entry: Entry, actors: Iterable[str]) -> bool:
    return any(part == "speaker" and any(_is(code, actor) for actor in actors) for code, part in entry.parts)


def _parts(connection: sa.Connection, ids: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    columns = (entry_actors.c.entry, entry_actors.c.code, entry_actors.c.part)
    for row in connection.execute(
        sa.select(*columns).where(entry_actors.c.entry.in_(ids)).order_by(*columns)
    ):
        found[row.entry].append((row.code, row.part))
    return found


def _links(connection: sa.Connection, ids: Sequence[str]) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = defaultdict(list)
    order = (entry_mentions.c.entry, entry_mentions.c.mention)
    for row in connection.execute(
        sa.select(entry_mentions).where(entry_mentions.c.entry.in_(ids)).order_by(*order)
    ):
        found[row.entry].append(Link(row.mention, tuple(row.reasons)))
    return found


def _entry(row: sa.Row[Any, Any], parts: Sequence[tuple[str, str]], links: Sequence[Link]) -> Entry:
    return Entry(
        **{name: getattr(row, name) for name in PLAIN_COLUMNS},
        fields=row.fields,
        kind=Kind(row.kind),
        disagreement=row.disagreement,
        reviewers=tuple(row.reviewers),
        parts=tuple(parts),
        links=tuple(links),
    )
