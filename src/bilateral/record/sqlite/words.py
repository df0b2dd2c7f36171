"""Full-text search by SQLite's FTS5, ranked by BM25."""

from collections.abc import Sequence

import sqlalchemy as sa

from bilateral.record.asked import Asked, Term
from bilateral.record.matching import Matching, Wording


def keep_articles(_connection: sa.Connection, _articles: Sequence[Wording]) -> None:
    """Do nothing: the triggers of the schema keep the words of articles in step with the table."""


def keep_entries(connection: sa.Connection, entries: Sequence[Wording]) -> None:
    """Make entries findable; a trigger forgets their words where they are removed."""
    insert = sa.text(
        "INSERT INTO entry_words(rowid, label, words) SELECT number, :head, :body FROM entries WHERE id = :id"
    )
    if entries:
        connection.execute(insert, [wording._asdict() for wording in entries])


def matching(table: sa.Table, asked: Asked) -> Matching:
    """Return how articles or entries are found."""
    words = sa.table(
        {"articles": "article_words", "entries": "entry_words"}[table.name],
        sa.column("rowid", sa.Integer),
        sa.column("rank", sa.Float),
    )
    found = sa.literal_column(words.name).bool_op("MATCH")(to_match(asked))
    return Matching(table.join(words, words.c.rowid == table.c.number), found, words.c.rank)


def to_match(asked: Asked) -> str:
    """Return what is asked as an FTS5 query.

    Every word is quoted, so that no character of the user's reaches FTS5 as an operator.
    """
    sides = [" ".join(map(_quoted, side)) for side in asked.sides]
    match = sides[0] if len(sides) == 1 else " OR ".join(f"({side})" for side in sides)
    left_out = " OR ".join(map(_quoted, asked.unwanted))
    return f"({match}) NOT ({left_out})" if left_out else match


def _quoted(term: Term) -> str:
    return f'"{term.words}"' + "*" * term.begins
