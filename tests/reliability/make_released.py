"""Write a record of a released schema as SQL, to be frozen: every table, index and trigger, and every row.

    PYTHONPATH=. python tests/reliability/make_released.py 0001

Done once for a schema, when it is released; from then on the file tells what records of that release look like. Views
and what a search keeps for itself are left out: the first hold nothing of their own, the second is made by triggers.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.engine.reports import reports

import bilateral

FOLDER = Path(__file__).parent / "released"
OWN_OF_SEARCH = ("article_words_", "entry_words_", "sqlite_")


def statements_of(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the statements that made the tables, then the others, in the order in which they were made."""
    query = "SELECT sql FROM sqlite_master WHERE type != 'view' AND sql IS NOT NULL AND name NOT LIKE ? AND name NOT LIKE ? AND name NOT LIKE ? ORDER BY type != 'table', rowid"
    for (statement,) in connection.execute(query, [f"{name}%" for name in OWN_OF_SEARCH]):
        yield statement + ";"


def rows_of(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a statement for each row of a table; articles come by triggers into their search."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'article_words' AND name NOT LIKE ? AND name NOT LIKE ? AND name NOT LIKE ? ORDER BY rowid"
    for (table,) in connection.execute(query, [f"{name}%" for name in OWN_OF_SEARCH]).fetchall():
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        if table == "entry_words":
            columns = ["rowid", *columns]
        names = ", ".join(f'"{name}"' for name in columns)
        values = ", ".join(f'quote("{name}")' for name in columns)
        for row in connection.execute(f'SELECT {values} FROM "{table}"'):
            yield f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(row)});'


def main(revision: str) -> None:
    """Write the file of a revision, which must be that of this version of Bilateral."""
    with tempfile.TemporaryDirectory() as folder:
        source, record = Path(folder) / "reports.jsonl", Path(folder) / "news.bilateral"
        source.write_text(
            "".join(line + "\n" for line in reports(4, seed=2)) + "no report\n", encoding="utf-8"
        )
        bilateral.add([source], record)
        line = next(iter(bilateral.search(record, "agreement")))
        bilateral.judge(record, line.id, "accept", "Ann", note="as it was in the first release")
        with sqlite3.connect(record) as connection:
            (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            assert version == revision, f"this version makes schema {version}"
            (mark,) = connection.execute("PRAGMA application_id").fetchone()
            lines = [f"PRAGMA application_id = {mark};", *statements_of(connection), *rows_of(connection)]
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{revision}.sql").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
