"""A record as tables: one a kind of entry, and the mentions, articles, appearances, families and judgements behind.

Lists of codes and ids are lists in Parquet; what differs from row to row in its shape is JSON, as in the record.
``start`` and ``end`` count characters (Unicode code points) of the article's normalised text.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

import pyarrow as pa
import sqlalchemy as sa

from bilateral.batches import to_json
from bilateral.export.evidence import Evidence, Used, article_rows, get_evidence, with_evidence
from bilateral.export.scope import Scope, entries_in
from bilateral.measure.scores import load_scores
from bilateral.model import Entry, Kind
from bilateral.record.mentions import CHUNK
from bilateral.record.schema import appearances, articles, entry_mentions, judgements, mentions
from bilateral.record.streams import chunks, streamed

Row: TypeAlias = dict[str, Any]

_TEXT, _DAY, _NUMBER, _WHOLE, _YES = pa.string(), pa.date32(), pa.float64(), pa.int64(), pa.bool_()
_CODES = pa.list_(pa.string())
_HEAD = [("id", _TEXT), ("label", _TEXT)]
_TAIL = [
    ("day", _DAY),
    ("known", _DAY),
    ("families", _WHOLE),
    ("articles", _WHOLE),
    ("confidence", _NUMBER),
    ("quotation", _TEXT),
    ("mentions", _CODES),
    ("reviewers", _TEXT),
    ("disagreement", _TEXT),
    ("fields", _TEXT),
]
_EVENT = [("type", _TEXT), ("mode", _TEXT), ("quad", _TEXT), ("score", _NUMBER), ("actors", _CODES), ("recipients", _CODES), ("status", _TEXT), ("when", _TEXT), ("said_by", _TEXT)]  # fmt: skip
_STATEMENT = [("speaker", _TEXT), ("speaker_code", _TEXT), ("role", _TEXT), ("kind", _TEXT), ("force", _TEXT), ("words", _TEXT), ("addressee", _TEXT), ("about", _CODES), ("when", _TEXT)]  # fmt: skip
_FIGURE = [("measure", _TEXT), ("measure_class", _TEXT), ("low", _NUMBER), ("high", _NUMBER), ("unit", _TEXT), ("approx", _YES), ("bound", _TEXT), ("change", _TEXT), ("period", _TEXT), ("about", _CODES), ("place", _TEXT), ("agreement", _TEXT), ("said_by", _TEXT), ("series", _TEXT)]  # fmt: skip
_AGREEMENT = [("what", _TEXT), ("parties", _CODES), ("domain", _TEXT), ("status", _TEXT), ("when", _TEXT), ("said_by", _TEXT)]  # fmt: skip
_PLACE = [("article", _TEXT), ("kind", _TEXT), ("start", _WHOLE), ("end", _WHOLE)]

KIND_TABLES: Final[Mapping[Kind, str]] = {kind: f"{kind}s" for kind in Kind}
"""The name of the table of each kind of entry."""

SCHEMAS: Final[Mapping[str, pa.Schema]] = {
    "events": pa.schema([*_HEAD, *_EVENT, *_TAIL]),
    "statements": pa.schema([*_HEAD, *_STATEMENT, *_TAIL]),
    "figures": pa.schema([*_HEAD, *_FIGURE, *_TAIL]),
    "agreements": pa.schema([*_HEAD, *_AGREEMENT, *_TAIL]),
    "mentions": pa.schema([("id", _TEXT), ("entry", _TEXT), *_PLACE, ("quotation", _TEXT), ("confidence", _NUMBER), ("family", _TEXT), ("outlet", _TEXT), ("published", _DAY), ("reasons", _TEXT), ("decision", _TEXT), ("fields", _TEXT)]),
    "articles": pa.schema([("address", _TEXT), ("name", _TEXT), ("title", _TEXT), ("published", _DAY), ("outlet", _TEXT), ("url", _TEXT), ("metadata", _TEXT), ("read_by", _TEXT), ("text", _TEXT)]),
    "appearances": pa.schema([("address", _TEXT), ("outlet", _TEXT), ("url", _TEXT), ("name", _TEXT), ("published", _DAY), ("title", _TEXT), ("metadata", _TEXT)]),
    "families": pa.schema([("address", _TEXT), ("family", _TEXT), ("relation", _TEXT), ("of", _TEXT), ("agency", _TEXT), ("marks", _TEXT)]),
    "judgements": pa.schema([("id", _WHOLE), *_PLACE, ("verdict", _TEXT), ("change", _TEXT), ("reviewer", _TEXT), ("note", _TEXT), ("made", _TEXT), ("undoes", _WHOLE), ("snapshot", _TEXT)]),
}  # fmt: skip
"""The columns of each table; the text of articles is null unless it was asked for."""


def table_rows(
    connection: sa.Connection, scope: Scope, *, text: bool = False
) -> Iterator[tuple[str, list[Row]]]:
    """Yield the rows of a scope's tables in pieces, each with the name of its table; ``text`` fills in the articles'.

    Each table that belongs to the scope is named at least once, with no rows where it has none.
    """
    yield from ((name, []) for name in table_names(scope))
    with Used() as used:
        for entry, evidence in with_evidence(connection, entries_in(connection, scope)):
            used.add(entry, evidence)
            yield KIND_TABLES[entry.kind], [_entry_row(entry)]
            yield "mentions", [_mention_row(one, entry.id) for one in evidence]
        if scope.whole:
            yield from _loose_mentions(connection)
        addresses = _all_addresses(connection) if scope.whole else used.addresses()
        for some in chunks(addresses, CHUNK):
            yield from _article_tables(connection, some, text=text)


def table_names(scope: Scope) -> list[str]:
    """Return the names of the tables that a scope fills."""
    left_out = {name for kind, name in KIND_TABLES.items() if kind not in scope.kinds}
    return [name for name in SCHEMAS if name not in left_out]


def _entry_row(entry: Entry) -> Row:
    fields = dict(entry.fields)
    return {
        **_KIND_ROWS[entry.kind](fields),
        **{name: getattr(entry, name) for name in ("id", "label", "families", "articles", "confidence")},
        "day": _date(entry.day),
        "known": _date(entry.known),
        "quotation": fields["evidence"]["text"],
        "mentions": [link.mention for link in entry.links],
        "reviewers": to_json(list(entry.reviewers)),
        "disagreement": to_json(dict(entry.disagreement)),
        "fields": to_json(fields),
    }


def _event_row(fields: Row) -> Row:
    scores = load_scores()
    scored = {"quad": str(scores.quad(fields["type"])), "score": scores.score(fields["type"], fields["mode"])}
    return {**_named(_EVENT, fields), **scored}


def _statement_row(fields: Row) -> Row:
    return {**_named(_STATEMENT, fields), "words": " … ".join(part["text"] for part in fields["content"])}


def _figure_row(fields: Row) -> Row:
    value, place = fields["value"], fields["place"]
    low, high = value if isinstance(value, list) else (value, value)
    row = {**_named(_FIGURE, fields), "low": float(low), "high": float(high)}
    return {**row, "place": place["text"] if place else None}


def _agreement_row(fields: Row) -> Row:
    return _named(_AGREEMENT, fields)


_KIND_ROWS: Final[Mapping[Kind, Callable[[Row], Row]]] = {
    Kind.EVENT: _event_row,
    Kind.STATEMENT: _statement_row,
    Kind.FIGURE: _figure_row,
    Kind.AGREEMENT: _agreement_row,
}


def _named(columns: Sequence[tuple[str, pa.DataType]], fields: Row) -> Row:
    return {name: fields.get(name) for name, _ in columns}


def _mention_row(one: Evidence, entry: str | None) -> Row:
    names = ("id", "article", "kind", "start", "end", "quotation", "confidence", "family", "outlet")
    return {
        **{name: getattr(one, name) for name in names},
        "entry": entry,
        "published": _date(one.published),
        "reasons": to_json(list(one.reasons)),
        "decision": to_json(dict(one.decision)) if one.decision else None,
        "fields": to_json(dict(one.fields)),
    }


def _loose_mentions(connection: sa.Connection) -> Iterator[tuple[str, list[Row]]]:
    """Yield the mentions that no entry holds, because a person rejected them."""
    joined = sa.select(entry_mentions.c.mention)
    loose = sa.select(mentions.c.id).where(mentions.c.id.not_in(joined)).order_by(mentions.c.id)
    for ids in chunks(streamed(connection, loose), CHUNK):
        found = get_evidence(connection, ids)
        yield "mentions", [_mention_row(found[id_], None) for id_ in ids]


def _all_addresses(connection: sa.Connection) -> Iterator[str]:
    return streamed(connection, sa.select(articles.c.address).order_by(articles.c.address))


def _article_tables(
    connection: sa.Connection, addresses: Sequence[str], *, text: bool
) -> Iterator[tuple[str, list[Row]]]:
    """Yield what is kept of some articles: themselves, where they appeared, their copies, what was judged on them."""
    for row in article_rows(connection, addresses, text=text):
        yield "articles", [_shaped("articles", {"text": None, **_published(row)})]
        yield "families", [_shaped("families", {**row, "marks": to_json(list(row["marks"] or ()))})]
    order = tuple(appearances.c[name] for name in ("address", "published", "outlet", "url", "name"))
    seen = _columns("appearances", appearances).where(appearances.c.address.in_(addresses)).order_by(*order)
    yield "appearances", [_published({**row}) for row in connection.execute(seen).mappings()]
    judged = (
        _columns("judgements", judgements)
        .where(judgements.c.article.in_(addresses))
        .order_by(judgements.c.id)
    )
    yield "judgements", [_judgement_row({**row}) for row in connection.execute(judged).mappings()]


def _columns(name: str, table: sa.Table) -> sa.Select[Any]:
    """Return a query for the columns that go out, whatever else a table keeps for its own use."""
    return sa.select(*(table.c[column] for column in SCHEMAS[name].names))


def _published(row: Mapping[str, Any]) -> Row:
    return {**row, "published": _date(row["published"]), "metadata": to_json(row["metadata"])}


def _judgement_row(row: Mapping[str, Any]) -> Row:
    return {**row, "change": to_json(row["change"]), "snapshot": to_json(row["snapshot"])}


def _shaped(table: str, row: Mapping[str, Any]) -> Row:
    return {name: row[name] for name in SCHEMAS[table].names}


def _date(day: str | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if day else None
