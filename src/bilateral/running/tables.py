"""The tables of a run: those that it leaves for others to read, and those that pass between its stages.

The tables that it leaves have the names and columns of the record's, so that what is asked of the one can be asked of
the other. ``fields``, ``disagreement`` and ``metadata`` hold JSON. docs/engine.md tells what each column means.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import pyarrow as pa

from bilateral.batches import ARTICLES, COPIES, MENTION, READINGS

_STRINGS = pa.list_(pa.string())


def _schema(*columns: str, **typed: pa.DataType) -> pa.Schema:
    """Return a schema of columns of text, then of those with a type."""
    return pa.schema([(name, pa.string()) for name in columns] + list(typed.items()))


_PASSAGE = pa.struct([(name, pa.int32()) for name in ("start", "end", "of_start", "of_end")])
_MARK = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("phrase", pa.string()), ("stands_for", pa.string())])  # fmt: skip
_ACTOR = pa.struct([(name, pa.string()) for name in ("code", "part", "state")])
_LINK = pa.struct([("mention", pa.string()), ("reasons", _STRINGS)])
_SHARES: Final = {"share": pa.float64(), "share_of": pa.float64()}

APPEARANCES: Final = _schema("address", "outlet", "url", "name", "title", "metadata", published=pa.date32())
EDGES: Final = _schema("article", "of", "relation", **_SHARES, passages=pa.list_(_PASSAGE))
FAMILIES: Final = _schema("address", "family", "relation", "of", "agency", marks=pa.list_(_MARK))
# A mention with what reconciling needs of its article, so that nobody has to join to count by family or outlet.
MENTIONS: Final = pa.schema(
    [
        *MENTION,
        ("block", pa.string()),
        ("family", pa.string()),
        ("outlet", pa.string()),
        ("published", pa.date32()),
        ("verbatim", pa.bool_()),
    ]
)
ENTRIES: Final = pa.schema(
    [
        *((name, pa.string()) for name in ("id", "kind", "label", "type", "status", "when")),
        ("day", pa.date32()),
        ("known", pa.date32()),
        ("families", pa.int32()),
        ("articles", pa.int32()),
        ("confidence", pa.float64()),
        ("fields", pa.string()),
        ("disagreement", pa.string()),
        ("block", pa.string()),
        ("actors", pa.list_(_ACTOR)),
        ("mentions", pa.list_(_LINK)),
    ]
)
PROBLEMS: Final = _schema("name", "reason", "detail")

RESULTS: Final[Mapping[str, pa.Schema]] = {
    "articles": ARTICLES,
    "appearances": APPEARANCES,
    "edges": EDGES,
    "families": FAMILIES,
    "mentions": MENTIONS,
    "entries": ENTRIES,
    "problems": PROBLEMS,
}

_COPIES = _schema("article", "of", "relation", **_SHARES)
_STANDINGS = pa.schema(
    [
        ("address", pa.string()),
        ("spun", pa.bool_()),
        ("not_agency", pa.bool_()),
        ("undated", pa.bool_()),
        ("stamp", pa.string()),
        ("agency", pa.string()),
        ("marks", pa.list_(_MARK)),
    ]
)
_MEETINGS = _schema(
    "one",
    "other",
    shared=pa.int32(),
    crossed=pa.int32(),
    one_kept=pa.int32(),
    one_modulus=pa.int32(),
    other_kept=pa.int32(),
    other_modulus=pa.int32(),
)

# Between the stages. `bilateral.running.way` says which stage gives which, and to whom it goes.
BETWEEN: Final[Mapping[str, pa.Schema]] = {
    "collected": pa.schema([*ARTICLES, ("order", pa.int64())]),
    "faults": PROBLEMS,
    "postings": _schema("address", gram=pa.int64(), quoted=pa.bool_(), kept=pa.int32(), modulus=pa.int32()),
    "standings": _STANDINGS,
    "meetings": _MEETINGS,
    "candidates": _schema("one", "other", share=pa.float64()),
    "carried": pa.schema([*ARTICLES, ("to", pa.int32())]),
    "copies": _COPIES,
    "connected": _schema("address", "head"),
    "members": pa.schema([*_STANDINGS, ("head", pa.string())]),
    "bonds": pa.schema([*_COPIES, ("head", pa.string())]),
    "memberships": FAMILIES,
    "wanted": _schema("origin", "copy"),
    "readings": READINGS,
    "lent": pa.schema([*ARTICLES, ("lent", pa.list_(MENTION)), ("to", pa.int32())]),
    "copies_to_read": COPIES,
    "copied": READINGS,
    "told": MENTIONS,
    "unread": PROBLEMS,
    "hot": _schema("block", "kind", share=pa.int32(), shares=pa.int32()),
    "links": _schema("block", "one", "other"),
}

TABLES: Final[Mapping[str, pa.Schema]] = {**RESULTS, **BETWEEN}


def table(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Return rows as the table of a name."""
    return pa.Table.from_pylist(list(rows), schema=TABLES[name])
