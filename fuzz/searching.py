"""Target: the words of a search, against a real index of SQLite."""

import sqlite3
from functools import cache

from bilateral.record.asked import parse
from bilateral.record.postgres.words import to_query, to_vector
from bilateral.record.sqlite.words import to_match
from bilateral.record.words import FOUND_END, FOUND_START, forms_in, snippet

TEXT = "Lavrov met Bui Thanh Son in Hanoi; Zürich's naïve 中文 ＡＢＣ İstanbul e\u0301 x_y 5.54 billion. OR NOT NEAR"


@cache
def _index() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61 remove_diacritics 2')")
    connection.execute("INSERT INTO t VALUES (?)", (TEXT,))
    return connection


def search(words: str) -> object:
    """Ask; no words are an order to the index, and what is marked in a snippet is what stands there."""
    words = (
        words.encode("utf-8", "replace").decode().replace("\0", " ")
    )  # as a form and a command line give them
    asked = parse(words)
    if asked is None:
        return None
    found = _index().execute("SELECT count(*) FROM t WHERE t MATCH ?", (to_match(asked),)).fetchone()[0]
    shown = snippet(TEXT, asked)
    assert shown.replace(FOUND_START, "").replace(FOUND_END, "").strip("…").strip() in TEXT
    assert shown.count(FOUND_START) == shown.count(FOUND_END)
    query = to_query(asked)
    letters = "".join(forms_in(words))
    assert all(char in letters or char in " '()&|!<->:*" for char in query)
    return found, shown, query, to_vector(words, words)
