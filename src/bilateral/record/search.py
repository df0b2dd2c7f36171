"""Full-text search over articles and entries (SQLite FTS5, ranked by BM25)."""

import re
from dataclasses import dataclass

import sqlalchemy as sa

# Marks around a word that was found; control characters, so that no text can forge them.
FOUND_START, FOUND_END = "\x02", "\x03"
SNIPPET_WORDS = 24


@dataclass(frozen=True, slots=True)
class Hit:
    """One article or entry found. ``snippet`` has the words found between `FOUND_START` and `FOUND_END`."""

    kind: str
    id: str
    title: str
    outlet: str
    published: str | None
    snippet: str


def to_match(words: str) -> str:
    """Return a user's words as an FTS5 query: each word must stand there, a quoted phrase as it is.

    Everything is quoted, so no character of the user's reaches FTS5 as an operator but a closing ``*``, which
    asks for words that begin so.
    """
    terms = []
    for phrase, word in re.findall(r'"([^"]+)"|(\S+)', words):
        term = (phrase or word).replace('"', " ").strip()
        starred = not phrase and term.endswith("*") and len(term) > 1
        if re.search(r"\w", term):
            terms.append(f'"{term.rstrip("*")}"*' if starred else f'"{term}"')
    return " ".join(terms)


def search(connection: sa.Connection, words: str, limit: int = 20) -> list[Hit]:
    """Return the entries and the articles in which all the words stand, best first, entries before articles."""
    match = to_match(words)
    if not match:
        return []
    return [*_search_entries(connection, match, limit), *_search_articles(connection, match, limit)]


def _search_entries(connection: sa.Connection, match: str, limit: int) -> list[Hit]:
    query = sa.text("""
        SELECT entries.kind, entries.id, entries.label, entries.known,
               snippet(entry_words, 1, :start, :end, '…', :size) AS snippet
        FROM entry_words JOIN entries ON entries.number = entry_words.rowid
        WHERE entry_words MATCH :match
        ORDER BY entry_words.rank, entries.id LIMIT :limit""")
    rows = connection.execute(query, _values(match, limit))
    return [Hit(row.kind, row.id, row.label, "", row.known, row.snippet) for row in rows]


def _search_articles(connection: sa.Connection, match: str, limit: int) -> list[Hit]:
    query = sa.text("""
        SELECT articles.address, articles.title, articles.outlet, articles.published,
               snippet(article_words, 1, :start, :end, '…', :size) AS snippet
        FROM article_words JOIN articles ON articles.number = article_words.rowid
        WHERE article_words MATCH :match
        ORDER BY article_words.rank, articles.address LIMIT :limit""")
    rows = connection.execute(query, _values(match, limit))
    return [Hit("article", r.address, r.title, r.outlet, r.published, r.snippet) for r in rows]


def _values(match: str, limit: int) -> dict[str, object]:
    return {"match": match, "limit": limit, "start": FOUND_START, "end": FOUND_END, "size": SNIPPET_WORDS}
