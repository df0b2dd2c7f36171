"""A record as a STIX 2.1 bundle, as OpenCTI and other tools of intelligence analysts take it.

An actor is an identity, an entry a note on identities with its quotations, an article a report that refers to the notes
that rest on it, a judgement an opinion on a note. What STIX has no property for stands in an extension of those notes,
defined in the bundle itself. Ids are made from what they name (UUIDv5), so that another export updates the same objects.
"""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final

import sqlalchemy as sa

from bilateral.export.evidence import Evidence, Used, article_rows, with_evidence
from bilateral.export.judged import judged
from bilateral.export.names import web_address
from bilateral.export.scope import Scope, entries_in
from bilateral.export.sides import Side, side_of
from bilateral.export.streams import Tally, write_document
from bilateral.model import Entry, Verdict
from bilateral.record.schema import entry_mentions, runs

_NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, "urn:bilateral:stix")
# The moment at which objects without a day of their own are said to be created: STIX asks for one, and for the same one
# whenever the object is told again.
_EPOCH: Final = "2020-01-01T00:00:00.000Z"
_OPINIONS: Final = {Verdict.ACCEPT: "agree", Verdict.REJECT: "disagree"}

Object = dict[str, Any]


def stix_id(kind: str, *parts: str) -> str:
    """Return the id of an object: the same for the same thing in every export."""
    return f"{kind}--{uuid.uuid5(_NAMESPACE, ' '.join((kind, *parts)))}"


_MAKER: Final = stix_id("identity", "bilateral")
EXTENSION: Final = stix_id("extension-definition", "entry")
"""The id of the extension that holds the fields of an entry."""


def write_stix(connection: sa.Connection, scope: Scope, file: BinaryIO) -> Mapping[str, int]:
    """Write the bundle and return how many objects of each type it holds."""
    tally = Tally()
    made = _moment(connection.execute(sa.select(sa.func.max(runs.c.started))).scalar())

    def counted() -> Iterator[Object]:
        for one in _objects(connection, scope, made):
            tally.add(one["type"])
            yield one

    head = {"type": "bundle", "id": stix_id("bundle", made, repr(scope))}
    write_document(file, head, "objects", counted())
    return tally


def _objects(connection: sa.Connection, scope: Scope, made: str) -> Iterator[Object]:
    yield from (_maker(), _extension())
    actors: set[str] = set()
    with Used() as used:
        for entry, evidence in with_evidence(connection, entries_in(connection, scope)):
            used.add(entry, evidence)
            codes = sorted({code for code, _ in entry.parts})
            yield from (_identity(side_of(code)) for code in codes if code not in actors)
            actors.update(codes)
            yield _note(entry, evidence, made)
        # One row an article on either side, in the same order.
        rows = article_rows(connection, used.addresses())
        for row, (_, entries) in zip(rows, used.pairs(), strict=True):
            yield _report(row, entries, made)
        yield from _opinions(connection, used, made)


def _object(kind: str, id_: str, created: str, made: str, **properties: Any) -> Object:
    """Return an object without what is null or empty, which STIX does not allow."""
    common = {
        "type": kind,
        "spec_version": "2.1",
        "id": id_,
        "created": created,
        "modified": max(created, made),
    }
    maker = {} if id_ == _MAKER else {"created_by_ref": _MAKER}
    return {**common, **maker, **_filled(properties)}


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        parts = {name: _filled(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part is not None and part not in ([], {}, "")}
    return [_filled(item) for item in value] if isinstance(value, list) else value


def _moment(words: str | None) -> str:
    """Return an ISO date or moment as STIX writes moments."""
    if not words:
        return _EPOCH
    moment = dt.datetime.fromisoformat(words)
    utc = moment.astimezone(dt.UTC) if moment.tzinfo else moment
    return utc.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _maker() -> Object:
    return _object("identity", _MAKER, _EPOCH, _EPOCH, name="Bilateral", identity_class="system")


def _extension() -> Object:
    return _object(
        "extension-definition",
        EXTENSION,
        _EPOCH,
        _EPOCH,
        name="Bilateral entry",
        description="The fields of an entry of a record of relations between states, and on what sources differ.",
        schema="docs/exports.md of Bilateral",
        version="1.0.0",
        extension_types=["property-extension"],
    )


def _identity(side: Side) -> Object:
    sectors = ["government"] if side.sector in {"GOV", "IGO"} else []
    return _object(
        "identity",
        stix_id("identity", side.code),
        _EPOCH,
        _EPOCH,
        name=side.name,
        identity_class="class" if ":" in side.code else "organization",
        sectors=sectors,
        external_references=[{"source_name": "bilateral-actor", "external_id": side.code}],
    )


def _note(entry: Entry, evidence: list[Evidence], made: str) -> Object:
    names = ("status", "when", "day", "known", "families", "articles")
    quoted = [
        f"“{one.quotation}” ({', '.join(filter(None, (one.outlet, one.published)))})" for one in evidence
    ]
    extension = {
        "extension_type": "property-extension",
        "kind": str(entry.kind),
        **{name: getattr(entry, name) for name in names},
        "fields": dict(entry.fields),
        "disagreement": dict(entry.disagreement),
        "mentions": [
            {"id": one.id, "address": one.article, "start": one.start, "end": one.end} for one in evidence
        ],
    }
    about = sorted({stix_id("identity", code) for code, _ in entry.parts}) or [_MAKER]
    return _object(
        "note",
        stix_id("note", entry.id),
        _moment(entry.known),
        made,
        abstract=entry.label,
        content="\n".join(quoted),
        object_refs=about,
        confidence=round(entry.confidence * 100),
        lang="en",
        external_references=[{"source_name": "bilateral-entry", "external_id": entry.id}],
        extensions={EXTENSION: extension},
    )


def _report(row: Mapping[str, Any], entries: list[str], made: str) -> Object:
    published = _moment(row["published"])
    source = {
        "source_name": row["outlet"] or "unknown outlet",
        "external_id": row["address"],
        "url": web_address(row["url"]),
        "description": "The id is the SHA-256 of the article's normalised text.",
    }
    return _object(
        "report",
        stix_id("report", row["address"]),
        published,
        made,
        name=row["title"] or row["name"] or row["address"],
        published=published.replace(".000Z", "Z"),
        object_refs=[stix_id("note", entry) for entry in entries],
        lang="en",
        external_references=[source],
    )


def _opinions(connection: sa.Connection, used: Used, made: str) -> Iterator[Object]:
    """Yield the judgements: on the note of the entry in which the mention stands now, else on the article's report."""
    for row, mention in judged(connection, used.addresses()):
        linked = sa.select(entry_mentions.c.entry).where(entry_mentions.c.mention == mention)
        entry = connection.execute(linked).scalar()
        on_note = entry and entry in used.at(row.article)
        target = stix_id("note", str(entry)) if on_note else stix_id("report", row.article)
        yield _object(
            "opinion",
            stix_id("opinion", str(row.id), row.made, row.article),
            _moment(row.made),
            made,
            opinion=_OPINIONS.get(Verdict(row.verdict), "neutral"),
            explanation=": ".join(filter(None, (row.verdict, row.note))),
            authors=[row.reviewer],
            object_refs=[target],
        )
