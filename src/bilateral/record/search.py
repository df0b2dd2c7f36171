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

    ``OR`` between words asks for what stands on either side of it; a ``-`` before a word or phrase leaves out where it
    stands. Everything else is quoted, so no character of the user's reaches FTS5 as an operator but a closing
    ``*``, which asks for words that begin so.
    """
    wanted: list[list[str]] = [[]]
    unwanted: list[str] = []
    for minus, phrase, word in re.findall(r'(-?)(?:"([^"]+)"|(\S+))', words):
        if word == "OR" and not minus:
            wanted.append([])
        elif minus and (phrase or word[0].isalpha()):
            unwanted.append(_term(phrase, word))
        elif term := _term(phrase, minus + word):
            wanted[-1].append(term)
    sides = [" ".join(terms) for terms in wanted if terms]
    match = sides[0] if len(sides) == 1 else " OR ".join(f"({side})" for side in sides)
    left_out = " OR ".join(filter(None, unwanted))
    return f"({match}) NOT ({left_out})" if match and left_out else match


def _term(phrase: str, word: str) -> str:
    """Return a phrase or word quoted; nothing where it has no letter or digit."""
    term = (phrase or word).replace('"', " ").strip()
    if not re.search(r"\w", term):
        return ""
    starred = not phrase and term.endswith("*") and len(term) > 1
    return f'"{term.rstrip("*")}"*' if starred else f'"{term}"'


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
