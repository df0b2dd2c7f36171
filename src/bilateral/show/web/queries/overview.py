"""What the record holds as a whole: counts, coverage, and who deals with whom."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from bilateral.model import Kind
from bilateral.record.schema import (
    articles,
    entries,
    entry_actors,
    families,
    judgements,
    mentions,
    problems,
    runs,
)

# Actors that the matrix of the first page shows, and outlets in its table; the rest is found by searching.
MATRIX_SIZE = 12
OUTLETS = 15
# Outlets offered as one types; a record of a crawl may have thousands.
OUTLET_NAMES = 500


class Totals(NamedTuple):
    """How much the record holds."""

    articles: int
    families: int
    outlets: int
    first: str | None
    last: str | None
    mentions: int
    entries: dict[str, int]
    judgements: int
    problems: int


class Matrix(NamedTuple):
    """Events between actors: the actors with most of them, and the count of each pair of codes."""

    actors: Sequence[str]
    events: dict[tuple[str, str], int]

    @property
    def most(self) -> int:
        """The largest count."""
        return max(self.events.values(), default=0)


def count_all(connection: sa.Connection) -> Totals:
    """Count what the record holds."""
    published = connection.execute(
        sa.select(sa.func.min(articles.c.published), sa.func.max(articles.c.published))
    ).one()
    by_kind = sa.select(entries.c.kind, sa.func.count()).group_by(entries.c.kind)
    counted: dict[str, int] = {str(kind): count for kind, count in connection.execute(by_kind)}
    return Totals(
        articles=_count(connection, sa.select(sa.func.count()).select_from(articles)),
        families=_count(connection, sa.select(sa.func.count(families.c.family.distinct()))),
        outlets=_count(connection, sa.select(sa.func.count(articles.c.outlet.distinct()))),
        first=published[0],
        last=published[1],
        mentions=_count(connection, sa.select(sa.func.count()).select_from(mentions)),
        entries={str(kind): counted.get(kind, 0) for kind in Kind},
        judgements=_count(connection, sa.select(sa.func.count()).select_from(judgements)),
        problems=_count(connection, sa.select(sa.func.count()).select_from(problems)),
    )


def articles_over_time(connection: sa.Connection) -> list[tuple[str, int]]:
    """Return how many articles were published in each year, or each month where all are of two years or less."""
    month = sa.func.substr(articles.c.published, 1, len("2024-06"))
    query = sa.select(month, sa.func.count()).where(articles.c.published.is_not(None)).group_by(month)
    months = [(when, count) for when, count in connection.execute(query.order_by(month))]
    if len({when[:4] for when, _ in months}) <= 2:
        return months
    years: dict[str, int] = {}
    for when, count in months:
        years[when[:4]] = years.get(when[:4], 0) + count
    return list(years.items())


def articles_by_outlet(connection: sa.Connection) -> list[tuple[str, int]]:
    """Return the outlets with the most articles."""
    number = sa.func.count()
    query = sa.select(articles.c.outlet, number).group_by(articles.c.outlet)
    query = query.order_by(number.desc(), articles.c.outlet).limit(OUTLETS)
    return [(outlet, count) for outlet, count in connection.execute(query)]


def events_between_all(connection: sa.Connection) -> Matrix:
    """Return the matrix of the actors with the most events."""
    number = sa.func.count(entry_actors.c.entry.distinct())
    event = entries.c.id == entry_actors.c.entry, entries.c.kind == Kind.EVENT
    query = sa.select(entry_actors.c.state, number).join(entries, sa.and_(*event)).group_by("state")
    actors = connection.execute(query.order_by(number.desc(), "state").limit(MATRIX_SIZE)).scalars().all()
    a, b = entry_actors.alias("a"), entry_actors.alias("b")
    pairs = (
        sa.select(a.c.state, b.c.state, sa.func.count(a.c.entry.distinct()))
        .select_from(entries)
        .join(a, a.c.entry == entries.c.id)
        .join(b, sa.and_(b.c.entry == a.c.entry, a.c.state < b.c.state))
        .where(entries.c.kind == Kind.EVENT, a.c.state.in_(actors), b.c.state.in_(actors))
        .group_by(a.c.state, b.c.state)
    )
    found = {(one, other): count for one, other, count in connection.execute(pairs)}
    return Matrix(actors, found | {(other, one): count for (one, other), count in found.items()})


def outlet_names(connection: sa.Connection) -> list[str]:
    """Return the names of the outlets, as suggestions."""
    query = sa.select(articles.c.outlet).where(articles.c.outlet != "").distinct()
    return list(connection.execute(query.order_by(articles.c.outlet).limit(OUTLET_NAMES)).scalars())


def actor_codes(connection: sa.Connection) -> list[str]:
    """Return the codes of the states and organisations that take part in entries."""
    query = sa.select(entry_actors.c.state).distinct().order_by(entry_actors.c.state)
    return list(connection.execute(query).scalars())


def last_runs(connection: sa.Connection, limit: int, offset: int = 0) -> list[sa.Row[Any]]:
    """Return runs, the latest first."""
    query = sa.select(runs).order_by(runs.c.id.desc()).limit(limit).offset(offset)
    return list(connection.execute(query))


def count_runs(connection: sa.Connection) -> int:
    """Return how many runs there were."""
    return _count(connection, sa.select(sa.func.count()).select_from(runs))


def some_problems(connection: sa.Connection, limit: int, offset: int = 0) -> list[sa.Row[Any]]:
    """Return problems, the latest first."""
    query = sa.select(problems).order_by(problems.c.id.desc()).limit(limit).offset(offset)
    return list(connection.execute(query))


def problems_by_reason(connection: sa.Connection) -> list[tuple[str, int]]:
    """Return how many problems there are of each reason."""
    number = sa.func.count()
    query = sa.select(problems.c.reason, number).group_by(problems.c.reason)
    query = query.order_by(number.desc(), problems.c.reason)
    return [(reason, count) for reason, count in connection.execute(query)]


def _count(connection: sa.Connection, query: sa.Select[Any]) -> int:
    return int(connection.execute(query).scalar_one())
