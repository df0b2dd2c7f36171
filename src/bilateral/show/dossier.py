"""What the record holds on two actors, gathered for showing; every line carries the words that say so."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bilateral.model import Entry, Kind
from bilateral.read.actors import actor_name
from bilateral.reconcile.picking import by_rule
from bilateral.reconcile.rules import Rule
from bilateral.record.mentions import CHUNK
from bilateral.record.schema import articles, families, mentions
from bilateral.record.views import Period, entries_between


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of one article behind a line, in their paragraph.

    ``mention`` is the mention's id; ``start`` and ``end`` place the evidence in ``paragraph``; ``at`` is its place
    in the article's text. ``spun`` are the odd phrases by which the article is known as reworded by a machine; then
    its quotations are not verbatim.
    """

    mention: str
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
    spun: Sequence[str]

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
    reviewers: Sequence[str]
    fields: Mapping[str, Any]
    disagreement: Mapping[str, Any]
    quotes: Sequence[Quote]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the record holds on two actors: the two by code and name, and the lines of each kind.

    ``known`` is the day as of which it holds that, or null for today; ``rule`` names what picks a value where
    families differ.
    """

    codes: tuple[str, str]
    names: tuple[str, str]
    period: Period
    known: str | None
    rule: str
    events: Sequence[Line] = ()
    agreements: Sequence[Line] = ()
    figures: Sequence[Line] = ()
    statements: Sequence[Line] = ()
    articles: int = 0
    families: int = 0
    first: str | None = None
    last: str | None = None

    def lines(self) -> Iterator[Line]:
        """Yield every line, kind by kind."""
        for part in (self.events, self.agreements, self.figures, self.statements):
            yield from part

    def plain(self) -> dict[str, Any]:
        """Return the dossier as plain values."""
        return dataclasses.asdict(self)


def make_dossier(
    connection: sa.Connection,
    one: str,
    other: str,
    period: Period,
    known: str | None = None,
    *,
    rule: Rule = Rule.MOST_FREQUENT,
) -> Dossier:
    """Gather the dossier of two actors, given by code; non-state actors count with their home state."""
    between = [by_rule(entry, rule) for entry in entries_between(connection, one, other, known)]
    lines = list(make_lines(connection, [entry for entry in between if period.holds(entry.day)]))
    quotes = [quote for line in lines for quote in line.quotes]
    days = sorted(quote.published for quote in quotes if quote.published)
    by_kind = {kind: [line for line in lines if line.kind == kind] for kind in Kind}
    return Dossier(
        codes=(one, other),
        names=(actor_name(one), actor_name(other)),
        period=period,
        known=known,
        rule=rule.value,
        events=by_kind[Kind.EVENT],
        agreements=by_kind[Kind.AGREEMENT],
        figures=by_kind[Kind.FIGURE],
        statements=by_kind[Kind.STATEMENT],
        articles=len({quote.address for quote in quotes}),
        families=len({quote.family for quote in quotes}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def make_lines(connection: sa.Connection, shown: Sequence[Entry]) -> Iterator[Line]:
    """Yield a line for each entry, with the words behind it."""
    quotes = _quotes(connection, [link.mention for entry in shown for link in entry.links])
    names = [f.name for f in dataclasses.fields(Line) if f.name != "quotes"]
    for entry in shown:
        own = sorted((quotes[link.mention] for link in entry.links), key=_by_publication)
        yield Line(**{name: getattr(entry, name) for name in names}, quotes=own)


def _by_publication(quote: Quote) -> tuple[str, bool, str, str]:
    """Order quotations by day, the origin of a family before its copies."""
    return quote.published or "9999", quote.relation != "origin", quote.outlet, quote.mention


def _quotes(connection: sa.Connection, ids: Sequence[str]) -> dict[str, Quote]:
    """Return the words behind each mention."""
    columns = (mentions.c.id.label("mention"), mentions.c.start, mentions.c.end, mentions.c.fields)
    joined = mentions.join(articles, articles.c.address == mentions.c.article).outerjoin(
        families, families.c.address == articles.c.address
    )
    query = sa.select(
        *columns, families.c.family, families.c.relation, families.c.marks, articles
    ).select_from(joined)
    found = {}
    for i in range(0, len(ids), CHUNK):
        for row in connection.execute(query.where(mentions.c.id.in_(ids[i : i + CHUNK]))):
            found[row.mention] = _quote(row)
    return found


def _quote(row: sa.Row[Any, Any]) -> Quote:
    start = row.text.rfind("\n", 0, row.start) + 1
    stop = row.text.find("\n", row.end)
    return Quote(
        mention=row.mention,
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
        spun=[mark["phrase"] for mark in row.marks or ()],
    )
