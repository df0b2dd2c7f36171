"""Full-text search by PostgreSQL's ``tsvector`` under a GIN index.

The words are cut here and not by a configuration of the server: so they are those that SQLite finds, whatever the
locale and the dictionaries of the server are.

Accepted gaps, which PostgreSQL's format brings with it: phrases are found in the first 16,383 words of an article, and
there by the first 255 places of each word; of a text with a megabyte of different words the rest is not found. Hits
are ranked by how often and how near to each other the words stand (``ts_rank_cd``), not by how rare they are.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.dialects.postgresql import insert as insert_or

from bilateral.record.asked import Asked, Term
from bilateral.record.matching import Matching, Wording
from bilateral.record.words import forms_in

_LAST_POSITION, _PLACES = 16_383, 255
# Bytes of one word, and of all words of a row with their places; PostgreSQL's limits are 2,046 and 1,048,575.
_WORD_BYTES, _ROW_BYTES = 1_000, 1_000_000
# Divides the rank by one plus the logarithm of the length, so that long articles do not come first for being long.
_BY_LENGTH = 1

_metadata = sa.MetaData()
ARTICLE_WORDS = sa.Table(
    "article_words",
    _metadata,
    sa.Column("number", sa.BigInteger, primary_key=True),
    sa.Column("words", TSVECTOR, nullable=False),
)
ENTRY_WORDS = sa.Table(
    "entry_words",
    _metadata,
    sa.Column("number", sa.BigInteger, primary_key=True),
    sa.Column("words", TSVECTOR, nullable=False),
)


def keep_articles(connection: sa.Connection, articles: Sequence[Wording]) -> None:
    """Make articles findable by their words of now; the words of an article that is removed go with it."""
    _keep(
        connection, ARTICLE_WORDS, sa.table("articles", sa.column("number"), sa.column("address")), articles
    )


def keep_entries(connection: sa.Connection, entries: Sequence[Wording]) -> None:
    """Make entries findable; the words of an entry that is removed go with it."""
    _keep(connection, ENTRY_WORDS, sa.table("entries", sa.column("number"), sa.column("id")), entries)


def _keep(connection: sa.Connection, words: sa.Table, table: sa.TableClause, rows: Sequence[Wording]) -> None:
    number, key = table.c
    found = sa.select(number, sa.cast(sa.bindparam("vector", type_=sa.Text), TSVECTOR)).where(
        key == sa.bindparam("key")
    )
    insert = insert_or(words).from_select(["number", "words"], found)
    insert = insert.on_conflict_do_update(index_elements=["number"], set_={"words": insert.excluded.words})
    if rows:
        connection.execute(insert, [{"key": row.id, "vector": to_vector(row.head, row.body)} for row in rows])


def matching(table: sa.Table, asked: Asked) -> Matching:
    """Return how articles or entries are found."""
    words = {"articles": ARTICLE_WORDS, "entries": ENTRY_WORDS}[table.name]
    wanted = sa.cast(to_query(Asked(asked.sides)), TSQUERY)
    rank = sa.func.ts_rank_cd(words.c.words, wanted, _BY_LENGTH)
    return Matching(
        table.join(words, words.c.number == table.c.number),
        words.c.words.bool_op("@@")(sa.cast(to_query(asked), TSQUERY)),
        -rank,
    )


def to_vector(head: str, body: str) -> str:
    """Return the words of a text, head and body apart so that no phrase runs from one to the other."""
    places: dict[str, list[int]] = {}
    position = 0
    for text in (head, body):
        for form in forms_in(text):
            position += 1
            kept = places.setdefault(_cut(form), [])
            if position <= _LAST_POSITION and len(kept) < _PLACES:
                kept.append(position)
        position += 1
    parts, room = [], _ROW_BYTES
    for form, kept in places.items():
        # Each word is kept with the number of its places, each place in two bytes, both aligned.
        room -= len(form.encode()) + 2 * len(kept) + 4
        if room < 0:
            break
        parts.append(f"'{form}'" + (":" + ",".join(map(str, kept)) if kept else ""))
    return " ".join(parts)


def to_query(asked: Asked) -> str:
    """Return what is asked as a ``tsquery``; it holds letters and digits of the user's and nothing else."""
    sides = [" & ".join(filter(None, map(_phrase, side))) for side in asked.sides]
    wanted = " | ".join(f"({side})" for side in sides if side)
    unwanted = " | ".join(filter(None, map(_phrase, asked.unwanted)))
    return f"({wanted}) & !({unwanted})" if wanted and unwanted else wanted


def _phrase(term: Term) -> str:
    words = [f"'{_cut(form)}'" for form in forms_in(term.words)]
    if words and term.begins:
        words[-1] += ":*"
    return f"({' <-> '.join(words)})" if words else ""


def _cut(form: str) -> str:
    """Return a word as it is, or the beginning of one that is too long to be kept."""
    return form if len(form) <= _WORD_BYTES // 4 else form[: _WORD_BYTES // 4]
