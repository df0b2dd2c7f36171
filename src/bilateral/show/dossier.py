"""What the record holds on two actors, gathered for showing; every line carries the words that say so."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from bilateral.model import Kind
from bilateral.read.actors import actor_name, home_state
from bilateral.record.schema import articles, entries, entry_actors, entry_mentions, families, mentions


@dataclass(frozen=True, slots=True)
class Period:
    """The days that are shown, both included; null leaves a side open."""

    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of one article behind a line, in their paragraph.

    ``start`` and ``end`` place the evidence in ``paragraph``; ``at`` is its place in the article's text.
    """

    address: str
    outlet: str
    published: str | None
    title: str
    url: str
    family: str
    relation: str
    paragraph: str
    start: int
    end: int
    at: tuple[int, int]
    said_by: str | None

    @property
    def evidence(self) -> str:
        """The quoted words."""
        return self.paragraph[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with the words of every article that tells of it, the first published first."""

    id: str
    kind: str
    label: str
    type: str | None
    status: str | None
    when: str | None
    day: str | None
    families: int
    articles: int
    fields: Mapping[str, Any]
    disagreement: Mapping[str, Any]
    quotes: Sequence[Quote]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the record holds on two actors: the two by code and name, and the lines of each kind."""

    codes: tuple[str, str]
    names: tuple[str, str]
    period: Period
    events: Sequence[Line] = ()
    agreements: Sequence[Line] = ()
    figures: Sequence[Line] = ()
    statements: Sequence[Line] = ()
    articles: int = 0
    families: int = 0
    first: str | None = None
    last: str | None = None
    rule: str = field(default="most-frequent")

    def lines(self) -> Iterator[Line]:
        """Yield every line, kind by kind."""
        for part in (self.events, self.agreements, self.figures, self.statements):
            yield from part

    def plain(self) -> dict[str, Any]:
        """Return the dossier as plain values."""
        return dataclasses.asdict(self)


def make_dossier(connection: sa.Connection, one: str, other: str, period: Period | None = None) -> Dossier:
    """Gather the dossier of two actors, given by code; non-state actors count with their home state."""
    period = period or Period()
    lines = _lines(connection, _entries_of(connection, one, other, period))
    quotes = [quote for line in lines for quote in line.quotes]
    days = sorted(quote.published for quote in quotes if quote.published)
    by_kind = {kind: [line for line in lines if line.kind == kind] for kind in Kind}
    return Dossier(
        codes=(one, other),
        names=(actor_name(one), actor_name(other)),
        period=period,
        events=by_kind[Kind.EVENT],
        agreements=by_kind[Kind.AGREEMENT],
        figures=by_kind[Kind.FIGURE],
        statements=by_kind[Kind.STATEMENT],
        articles=len({quote.address for quote in quotes}),
        families=len({quote.family for quote in quotes}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def _entries_of(connection: sa.Connection, one: str, other: str, period: Period) -> Sequence[sa.Row[Any]]:
    """Return the entries in which both actors take part; of statements, those of one about the other."""
    query = sa.select(entries).order_by(sa.func.coalesce(entries.c.day, "9999"), entries.c.kind, entries.c.id)
    for code in (one, other):
        query = query.where(entries.c.id.in_(_with_actor(code)))
    speaks = sa.select(entry_actors.c.entry).where(
        entry_actors.c.part == "speaker", entry_actors.c.state.in_((home_state(one), home_state(other)))
    )
    query = query.where(sa.or_(entries.c.kind != Kind.STATEMENT, entries.c.id.in_(speaks)))
    if period.since:
        query = query.where(entries.c.day >= period.since)
    if period.until:
        # A month or a year as the last day means all of it: "2024" sorts before each day of 2024.
        query = query.where(entries.c.day <= period.until + "~")
    return connection.execute(query).all()


def _with_actor(code: str) -> sa.Select[tuple[str]]:
    column = entry_actors.c.code if ":" in code else entry_actors.c.state
    return sa.select(entry_actors.c.entry).where(column == code)


def _lines(connection: sa.Connection, rows: Sequence[sa.Row[Any]]) -> list[Line]:
    quotes = _quotes(connection, [row.id for row in rows])
    names = [f.name for f in dataclasses.fields(Line) if f.name != "quotes"]
    return [Line(**{name: getattr(row, name) for name in names}, quotes=quotes[row.id]) for row in rows]


def _quotes(connection: sa.Connection, ids: Sequence[str]) -> dict[str, list[Quote]]:
    found: dict[str, list[Quote]] = {entry: [] for entry in ids}
    columns = (mentions.c.start, mentions.c.end, mentions.c.fields, families.c.family, families.c.relation)
    joined = (
        entry_mentions.join(mentions, mentions.c.id == entry_mentions.c.mention)
        .join(articles, articles.c.address == mentions.c.article)
        .outerjoin(families, families.c.address == articles.c.address)
    )
    order = (sa.func.coalesce(articles.c.published, "9999"), articles.c.outlet, mentions.c.id)
    for i in range(0, len(ids), 500):
        chosen = entry_mentions.c.entry.in_(ids[i : i + 500])
        query = (
            sa.select(entry_mentions.c.entry, *columns, articles)
            .select_from(joined)
            .where(chosen)
            .order_by(*order)
        )
        for row in connection.execute(query):
            found[row.entry].append(_quote(row))
    return found


def _quote(row: sa.Row[Any]) -> Quote:
    start = row.text.rfind("\n", 0, row.start) + 1
    stop = row.text.find("\n", row.end)
    return Quote(
        address=row.address,
        outlet=row.outlet or row.name,
        published=row.published,
        title=row.title,
        url=row.url,
        family=row.family or row.address,
        relation=row.relation or "origin",
        paragraph=row.text[start : stop if stop >= 0 else len(row.text)],
        start=row.start - start,
        end=row.end - start,
        at=(row.start, row.end),
        said_by=row.fields.get("said_by"),
    )
