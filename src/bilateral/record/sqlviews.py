"""SQL views over a record with plain names, for those who open it with Datasette, DuckDB, psql or any other tool.

The columns stand in ``docs/sql.md``. A view holds nothing of its own, so it may be made anew at any time; it is made by
the migrations, in each dialect with the same columns and, in the same order, the same values.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

# PLOVER's quad classes. They stand in the manual beside the types and change only with them; a test holds them to the
# table that measures use, whose scores are versioned and therefore stand in no view.
_QUADS: Final[Mapping[str, tuple[str, ...]]] = {
    "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
_QUAD = (
    "CASE "
    + " ".join(
        f"WHEN e.type IN ({', '.join(map(repr, types))}) THEN '{quad}'" for quad, types in _QUADS.items()
    )
    + " END"
)


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How a dialect reaches into the JSON of an entry, as templates of SQL.

    ``words``, ``yes``: a field as text, or as 1 and 0. ``items``: a list as text, with commas between;
    ``texts``: the words of a list of spans. ``end``: the first (0) or second (1) number of a value that may be a range.
    ``names``: the names of the fields in which families differ; ``reviewers``: who judged.
    """

    words: str
    yes: str
    items: str
    texts: str
    end: str
    names: str
    reviewers: str


_SQLITE = _Dialect(
    words="json_extract(e.fields, '$.{0}')",
    yes="json_extract(e.fields, '$.{0}')",
    items="(SELECT group_concat(value, ', ') FROM json_each(e.fields, '$.{0}'))",
    texts="(SELECT group_concat(json_extract(value, '$.text'), ' … ') FROM json_each(e.fields, '$.{0}'))",
    end="CASE json_type(e.fields, '$.{0}') WHEN 'array' THEN json_extract(e.fields, '$.{0}[{1}]') "
    "ELSE json_extract(e.fields, '$.{0}') END",
    names="(SELECT group_concat(key, ', ') FROM json_each(e.disagreement))",
    reviewers="(SELECT group_concat(value, ', ') FROM json_each(e.reviewers))",
)
# PostgreSQL fails where it should list what is no list; the views are not to fail on whatever stands in a record.
_POSTGRES = _Dialect(
    words="e.fields ->> '{0}'",
    yes="(e.fields ->> '{0}')::boolean::integer",
    items="CASE json_typeof(e.fields -> '{0}') WHEN 'array' THEN "
    "(SELECT string_agg(item, ', ') FROM json_array_elements_text(e.fields -> '{0}') AS items(item)) END",
    texts="CASE json_typeof(e.fields -> '{0}') WHEN 'array' THEN "
    "(SELECT string_agg(item ->> 'text', ' … ') FROM json_array_elements(e.fields -> '{0}') AS items(item)) END",
    end="(CASE json_typeof(e.fields -> '{0}') WHEN 'array' THEN e.fields -> '{0}' ->> {1} "
    "ELSE e.fields ->> '{0}' END)::double precision",
    names="(SELECT string_agg(name, ', ') FROM json_object_keys(e.disagreement) AS names(name))",
    reviewers="(SELECT string_agg(item, ', ') FROM json_array_elements_text(e.reviewers) AS items(item))",
)
_DIALECTS: Final[Mapping[str, _Dialect]] = {"sqlite": _SQLITE, "postgresql": _POSTGRES}

Columns = Mapping[str, str]


def view_statements(dialect: str) -> Iterator[str]:
    """Yield the statements that make the views, by the name of the dialect ("sqlite", "postgresql")."""
    for name, (columns, source) in _views(_DIALECTS[dialect]).items():
        shown = ", ".join(f"{expression} AS {column}" for column, expression in columns.items())
        yield f"CREATE VIEW {name} AS SELECT {shown} FROM {source}"  # noqa: S608 -- words of this file alone


def _views(dialect: _Dialect) -> dict[str, tuple[Columns, str]]:
    """Return the columns and the source of each view, by its name."""
    return {
        "events": (_events(dialect), "entries AS e WHERE e.kind = 'event'"),
        "statements": (_statements(dialect), "entries AS e WHERE e.kind = 'statement'"),
        "figures": (_figures(dialect), "entries AS e WHERE e.kind = 'figure'"),
        "agreements": (_agreements(dialect), "entries AS e WHERE e.kind = 'agreement'"),
        "actors": (_ACTORS, "entry_actors AS p JOIN entries AS e ON e.id = p.entry"),
        "quotations": (_QUOTATIONS, _QUOTED),
        "sources": (_SOURCES, "articles AS a LEFT JOIN families AS f ON f.address = a.address"),
    }


def _framed(dialect: _Dialect, own: Columns) -> Columns:
    """Return the columns of a kind of entry between those that every kind has."""
    return {
        "id": "e.id",
        "label": "e.label",
        **own,
        "day": "e.day",
        "known": "e.known",
        "families": "e.families",
        "articles": "e.articles",
        "confidence": "e.confidence",
        "quotation": _quotation(dialect),
        "differ": dialect.names,
        "reviewers": dialect.reviewers,
    }


def _quotation(dialect: _Dialect) -> str:
    if dialect is _SQLITE:
        return "json_extract(e.fields, '$.evidence.text')"
    return "e.fields -> 'evidence' ->> 'text'"


def _events(dialect: _Dialect) -> Columns:
    own = {"type": "e.type", "mode": dialect.words.format("mode"), "quad": _QUAD}
    sides = {name: dialect.items.format(name) for name in ("actors", "recipients")}
    return _framed(dialect, {**own, **sides, **_told(dialect)})


def _statements(dialect: _Dialect) -> Columns:
    plain = {name: dialect.words.format(name) for name in ("speaker", "speaker_code", "role", "force")}
    said = {"speech": dialect.words.format("kind"), "words": dialect.texts.format("content")}
    to = {"addressee": dialect.words.format("addressee"), "about": dialect.items.format("about")}
    return _framed(dialect, {**plain, **said, **to, "happened": 'e."when"'})


def _figures(dialect: _Dialect) -> Columns:
    low, high = (dialect.end.format("value", n) for n in (0, 1))
    named = {name: dialect.words.format(name) for name in ("measure", "measure_class")}
    value = {"low": low, "high": high, "approx": dialect.yes.format("approx")}
    rest = {name: dialect.words.format(name) for name in ("unit", "bound", "change", "period", "said_by")}
    return _framed(dialect, {**named, **value, **rest, "about": dialect.items.format("about")})


def _agreements(dialect: _Dialect) -> Columns:
    own = {"what": dialect.words.format("what"), "domain": dialect.words.format("domain")}
    return _framed(dialect, {**own, "parties": dialect.items.format("parties"), **_told(dialect)})


def _told(dialect: _Dialect) -> Columns:
    return {"status": "e.status", "happened": 'e."when"', "said_by": dialect.words.format("said_by")}


_ACTORS: Final[Columns] = {
    "entry": "p.entry",
    "kind": "e.kind",
    "day": "e.day",
    "actor": "p.code",
    "state": "p.state",
    "part": "p.part",
}
_QUOTATIONS: Final[Columns] = {
    "id": "m.id",
    "entry": "l.entry",
    "kind": "m.kind",
    "article": "m.article",
    "begins": "m.start",
    "ends": 'm."end"',
    "quotation": "m.quotation",
    "confidence": "m.confidence",
    "outlet": "a.outlet",
    "published": "a.published",
    "title": "a.title",
    "url": "a.url",
    "family": "COALESCE(f.family, m.article)",
    "relation": "COALESCE(f.relation, 'origin')",
}
_QUOTED: Final = (
    "mentions AS m JOIN articles AS a ON a.address = m.article "
    "LEFT JOIN families AS f ON f.address = m.article "
    "LEFT JOIN entry_mentions AS l ON l.mention = m.id"
)
_SOURCES: Final[Columns] = {
    "article": "a.address",
    "outlet": "a.outlet",
    "published": "a.published",
    "title": "a.title",
    "url": "a.url",
    "name": "a.name",
    "characters": "length(a.text)",
    "family": "COALESCE(f.family, a.address)",
    "relation": "COALESCE(f.relation, 'origin')",
    "copied_from": 'f."of"',
    "agency": "f.agency",
}
