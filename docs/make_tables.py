"""Write docs/tables.md from the schema of a record; a test holds the two together.

python docs/make_tables.py
"""

from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from bilateral.record.schema import metadata

PAGE = Path(__file__).parent / "tables.md"
HEAD = """# Tables

Every column of [the record](record.md), made from its schema (`python docs/make_tables.py`); a test fails where they differ.
Days and moments are ISO text. For questions in SQL, [views](sql.md) have one plain value a column.
"""
# The order in which articles go through; the schema has its own, by reference.
ORDER = (
    "articles", "appearances", "families", "edges", "mentions", "entries", "entry_mentions", "entry_actors",
    "judgements", "problems", "runs", "feeds", "feed_items", "sketches",
)  # fmt: skip


def render() -> str:
    """Return the page."""
    rest = sorted(metadata.tables.keys() - set(ORDER))
    return "\n".join([HEAD, *("\n".join(section(metadata.tables[name])) for name in (*ORDER, *rest))])


def section(table: sa.Table) -> Iterator[str]:
    """Yield the lines on one table."""
    yield from (f"## {table.name}", "", "| column | type | holds |", "|---|---|---|")
    for column in table.columns:
        yield f"| `{column.name}` | {kind(column)} | {column.doc}{''.join(notes(column))} |"
    yield ""


def kind(column: sa.Column[object]) -> str:
    """Return the type of a column, with its null if it may be null."""
    name = "JSON" if isinstance(column.type, sa.JSON) else column.type.python_type.__name__
    plain = {"str": "text", "int": "integer", "float": "number", "bool": "1 or 0"}.get(name, name)
    return f"{plain} or null" if column.nullable else plain


def notes(column: sa.Column[object]) -> Iterator[str]:
    """Yield what is to be known of a column beside its meaning."""
    if column.primary_key:
        yield "; key"
    for foreign in column.foreign_keys:
        yield f" (→ `{foreign.target_fullname}`)"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
