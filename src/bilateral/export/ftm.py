"""A record as FollowTheMoney entities, one a line, as OpenAleph and its tools take them.

Actors are public bodies, organisations or legal entities; articles are articles; an event is an event with all who took
part, and a link for each direction; agreements, statements and figures are notes, and the parties of an agreement are
linked. Events and notes are proved by their articles. Schemata and properties are those of followthemoney 3.8.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, BinaryIO

import sqlalchemy as sa

from bilateral.batches import digest
from bilateral.export.evidence import Evidence, Used, article_rows, with_evidence
from bilateral.export.names import web_address
from bilateral.export.scope import Scope, entries_in
from bilateral.export.sides import Side, iso_codes, pairs, side_of
from bilateral.export.streams import Tally, line
from bilateral.model import Entry, Kind

Entity = Mapping[str, Any]
# What is named by kind alone ("the civilians of a state") is no organisation.
_NO_BODY = frozenset({"CIV", "GOV"})


def write_ftm(connection: sa.Connection, scope: Scope, file: BinaryIO, *, text: bool) -> Mapping[str, int]:
    """Write one entity a line and return how many there are of each schema; ``text`` puts in the articles' texts."""
    tally = Tally()
    for entity in _entities(connection, scope, text=text):
        tally.add(entity["schema"])
        file.write(line(entity))
    return tally


def _entities(connection: sa.Connection, scope: Scope, *, text: bool) -> Iterator[Entity]:
    actors: set[str] = set()
    with Used() as used, Used() as named:
        for entry, evidence in with_evidence(connection, entries_in(connection, scope)):
            codes = sorted({code for code, _ in entry.parts})
            used.add(entry, evidence)
            named.note((one.article, code) for one in evidence for code in codes)
            yield from (_actor(side_of(code)) for code in codes if code not in actors)
            actors.update(codes)
            yield from _MAKERS[entry.kind](entry, evidence)
        for row in article_rows(connection, used.addresses(), text=text):
            yield _article(row)
        for address, codes in named.pairs():
            yield from (_mention(address, side_of(code)) for code in codes)


def _entity(schema: str, id_: str, **properties: Iterable[str | None] | str | None) -> Entity:
    """Return an entity with the properties that are known, each value once."""
    lists = {
        name: [value] if isinstance(value, str) else list(value or ()) for name, value in properties.items()
    }
    filled = {name: list(dict.fromkeys(filter(None, values))) for name, values in lists.items()}
    return {
        "id": f"bilateral-{id_}",
        "schema": schema,
        "properties": {name: v for name, v in filled.items() if v},
    }


def _actor_id(code: str) -> str:
    return f"bilateral-actor-{code.lower().replace(':', '-')}"


def _article_id(address: str) -> str:
    return f"bilateral-article-{address}"


def _actor(side: Side) -> Entity:
    base, _, kind = side.code.partition(":")
    schema = "LegalEntity" if kind in _NO_BODY or base == "INT" else "Organization"
    schema = "PublicBody" if side.country and not kind else schema
    return _entity(
        schema,
        _actor_id(side.code).removeprefix("bilateral-"),
        name=side.name,
        country=iso_codes().get(side.country, "").lower(),
    )


def _article(row: Mapping[str, Any]) -> Entity:
    return _entity(
        "Article",
        f"article-{row['address']}",
        title=row["title"] or row["name"],
        publishedAt=row["published"],
        publisher=row["outlet"],
        sourceUrl=web_address(row["url"]),
        language="eng",
        bodyText=row.get("text"),
    )


def _mention(address: str, side: Side) -> Entity:
    """Return that an article names an actor."""
    return _entity(
        "Mention",
        f"mention-{digest(address, side.code)}",
        document=_article_id(address),
        name=side.name,
        resolved=_actor_id(side.code),
        contextCountry=iso_codes().get(side.country, "").lower(),
    )


def _told(evidence: list[Evidence]) -> dict[str, Any]:
    """Return what an entry, or a link of it, says of its sources."""
    return {
        "sourceUrl": [web_address(one.url) for one in evidence],
        "publisher": [one.outlet for one in evidence],
        "summary": [one.quotation for one in evidence],
    }


def _proof(evidence: list[Evidence]) -> list[str]:
    return [_article_id(one.article) for one in evidence]


def _when(entry: Entry) -> dict[str, str | None]:
    """Return when something was: a date, month or year, or both ends of a stretch."""
    first, _, last = (entry.when or entry.day or "").partition("/")
    return {"startDate": first, "endDate": last} if last else {"date": first}


def _event(entry: Entry, evidence: list[Evidence]) -> Iterator[Entity]:
    fields = entry.fields
    words = [fields["type"], fields["mode"], entry.status]
    yield _entity(
        "Event",
        f"event-{entry.id}",
        name=entry.label,
        involved=[_actor_id(code) for code, _ in entry.parts],
        keywords=words,
        recordId=entry.id,
        proof=_proof(evidence),
        **_told(evidence),
        **_when(entry),
    )
    for actor, recipient in pairs(fields["actors"], fields["recipients"]):
        if recipient:
            yield _link(entry, evidence, (actor, recipient), " ".join(filter(None, words[:2])))


def _agreement(entry: Entry, evidence: list[Evidence]) -> Iterator[Entity]:
    yield from _note(entry, evidence)
    for pair in combinations(sorted(set(entry.fields["parties"])), 2):
        yield _link(entry, evidence, pair, entry.fields["what"])


def _link(entry: Entry, evidence: list[Evidence], pair: tuple[str, str], role: str) -> Entity:
    """Return that two actors are linked; a link has no place for its proof, which stands at the event or note."""
    one, other = map(_actor_id, pair)
    return _entity(
        "UnknownLink",
        f"{entry.kind}-{entry.id}-{digest(*pair)}",
        subject=one,
        object=other,
        role=role,
        status=entry.status,
        recordId=entry.id,
        **_told(evidence),
        **_when(entry),
    )


def _note(entry: Entry, evidence: list[Evidence]) -> Iterator[Entity]:
    content = entry.fields.get("content") or [entry.fields["evidence"]]
    yield _entity(
        "Note",
        f"{entry.kind}-{entry.id}",
        name=entry.label,
        description=" … ".join(part["text"] for part in content),
        entity=[_actor_id(code) for code, _ in entry.parts],
        keywords=[str(entry.kind), entry.status],
        createdAt=(entry.when or entry.day or "").partition("/")[0],
        proof=_proof(evidence),
        **_told(evidence),
    )


_MAKERS = {Kind.EVENT: _event, Kind.AGREEMENT: _agreement, Kind.STATEMENT: _note, Kind.FIGURE: _note}
