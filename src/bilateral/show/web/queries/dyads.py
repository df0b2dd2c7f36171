"""The entries of two actors, briefly: enough to filter, count and order them without their long fields."""

from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa

from bilateral.model import Entry, Kind
from bilateral.read.actors import home_state
from bilateral.record.mentions import CHUNK
from bilateral.record.schema import articles, entries, entry_actors, entry_mentions, families, mentions
from bilateral.record.views import entries_between

ACTING = ("actor", "speaker")
LISTED = ("id", "kind", "type", "status", "day", "families")
BY_BOTH, BY_OTHERS = "both", "others"


class Brief(NamedTuple):
    """An entry as lists and counts need it. ``by`` is the code of the side that acts, or ``both`` or ``others``."""

    id: str
    kind: str
    type: str | None
    status: str | None
    day: str | None
    families: int
    by: str


class Level(NamedTuple):
    """What a measure came to in a period, and the entry that says so."""

    id: str
    day: str
    label: str
    value: float


class Coverage(NamedTuple):
    """What stands behind some entries: articles, families, and the first and last day of publication."""

    articles: int
    families: int
    first: str | None
    last: str | None


def find_briefs(connection: sa.Connection, one: str, other: str) -> Sequence[Brief]:
    """Return the entries in which both take part, by day; of statements, those of one about the other."""
    few, many = sorted((one, other), key=lambda code: _count(connection, code))
    acts = [_takes_part(code, ACTING).label(name) for code, name in ((one, "one"), (other, "other"))]
    query = (
        sa.select(*(entries.c[name] for name in LISTED), *acts)
        .where(entries.c.id.in_(sa.select(entry_actors.c.entry).where(*_is(few))), _takes_part(many))
        .order_by(sa.func.coalesce(entries.c.day, "9999"), entries.c.id)
    )
    rows = connection.execute(query)
    found = (Brief._make((*row[:-2], _by(row[-2], row[-1], one, other))) for row in rows)
    return [brief for brief in found if brief.kind != Kind.STATEMENT or brief.by != BY_OTHERS]


def find_briefs_as_of(connection: sa.Connection, one: str, other: str, known: str) -> dict[Brief, Entry]:
    """Return the same as the articles published by a day tell it, each with its entry."""
    return {_brief(entry, one, other): entry for entry in entries_between(connection, one, other, known)}


def find_series(connection: sa.Connection, ids: Sequence[str]) -> dict[str, list[Level]]:
    """Return the series that figures make up: the levels of each, by day, where there are two periods or more."""
    key, value = entries.c.fields["series"].as_string(), entries.c.fields["value"]
    query = sa.select(key, entries.c.id, entries.c.day, entries.c.label, value).where(key.is_not(None))
    query = query.order_by(entries.c.id)
    found: dict[str, list[Level]] = {}
    for i in range(0, len(ids), CHUNK):
        for series, *level in connection.execute(query.where(entries.c.id.in_(ids[i : i + CHUNK]))):
            # A range is no level that a line could go through.
            if isinstance(level[-1], int | float) and level[1]:
                found.setdefault(series, []).append(Level._make(level))
    return {
        series: sorted(levels, key=lambda each: each.day)
        for series, levels in found.items()
        if len({level.day for level in levels}) > 1
    }


def told_by(connection: sa.Connection, ids: Sequence[str], outlet: str) -> frozenset[str]:
    """Return those of the entries that an outlet tells of."""
    query = (
        sa.select(entry_mentions.c.entry)
        .join(mentions, mentions.c.id == entry_mentions.c.mention)
        .join(articles, articles.c.address == mentions.c.article)
        .where(articles.c.outlet == outlet)
    )
    return frozenset(
        id_
        for i in range(0, len(ids), CHUNK)
        for id_ in connection.execute(query.where(entry_mentions.c.entry.in_(ids[i : i + CHUNK]))).scalars()
    )


def coverage_of(connection: sa.Connection, ids: Sequence[str]) -> Coverage:
    """Return what stands behind entries."""
    query = (
        sa.select(articles.c.address, families.c.family, articles.c.published)
        .select_from(entry_mentions)
        .join(mentions, mentions.c.id == entry_mentions.c.mention)
        .join(articles, articles.c.address == mentions.c.article)
        .outerjoin(families, families.c.address == articles.c.address)
        .distinct()
    )
    rows = {
        tuple(row)
        for i in range(0, len(ids), CHUNK)
        for row in connection.execute(query.where(entry_mentions.c.entry.in_(ids[i : i + CHUNK])))
    }
    days = sorted(day for _, _, day in rows if day)
    own = {family or address for address, family, _ in rows}
    return Coverage(len(rows), len(own), days[0] if days else None, days[-1] if days else None)


def _is(code: str) -> tuple[sa.ColumnElement[bool], ...]:
    """Return the conditions under which a part is an actor's; a state stands for its non-state actors too."""
    state = entry_actors.c.state == home_state(code)
    return (state, entry_actors.c.code == code) if ":" in code else (state,)


def _takes_part(code: str, parts: Sequence[str] = ()) -> sa.Exists:
    query = sa.select(entry_actors.c.entry).where(entry_actors.c.entry == entries.c.id, *_is(code))
    return (query.where(entry_actors.c.part.in_(parts)) if parts else query).exists()


def _count(connection: sa.Connection, code: str) -> int:
    query = sa.select(sa.func.count()).select_from(entry_actors).where(*_is(code))
    return int(connection.execute(query).scalar_one())


def _by(one_acts: bool, other_acts: bool, one: str, other: str) -> str:
    if one_acts and other_acts:
        return BY_BOTH
    return one if one_acts else other if other_acts else BY_OTHERS


def _brief(entry: Entry, one: str, other: str) -> Brief:
    acting = [code for code, part in entry.parts if part in ACTING]
    acts = [any(code == side or home_state(code) == side for code in acting) for side in (one, other)]
    by = _by(acts[0], acts[1], one, other)
    return Brief(entry.id, str(entry.kind), entry.type, entry.status, entry.day, entry.families, by)
