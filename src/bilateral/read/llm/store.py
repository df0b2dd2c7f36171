"""Two small SQLite files: the answers of earlier calls, and what this call has spent in all its processes."""

import hashlib
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bilateral.batches import to_json
from bilateral.exceptions import ReaderError
from bilateral.read.llm.failing import AskError
from bilateral.read.llm.settings import LlmSettings

# "BiCa": marks a file as a cache of answers, so that no other database is ever written to.
APPLICATION_ID: Final = 0x42694361
# After so many calls without any answer, one after the other, the server is left alone.
MOST_FAILURES: Final = 5
_BUSY = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model wrote, and the tokens that it took."""

    content: str
    tokens: int


class Cache:
    """Answers by the hash of all that was asked; without a path it keeps nothing.

    Raises:
        ReaderError: the file is something else, or cannot be written.

    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        if path is not None:
            self._prepare(path)

    def _prepare(self, path: Path) -> None:
        try:
            with _opened(path) as connection:
                (mark,) = connection.execute("PRAGMA application_id").fetchone()
                tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
                if tables and mark != APPLICATION_ID:
                    raise ReaderError(f"{path} is another database; choose another place for the cache")
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, content TEXT NOT NULL)"
                )
        except sqlite3.Error as error:
            raise ReaderError(f"the cache {path} cannot be used: {error}") from error

    def get(self, key: str) -> str | None:
        """Return what was answered before."""
        if self._path is None:
            return None
        with _opened(self._path) as connection:
            found = connection.execute("SELECT content FROM answers WHERE key = ?", (key,)).fetchone()
        return found[0] if found else None

    def put(self, key: str, content: str) -> None:
        """Keep an answer."""
        if self._path is not None:
            with _opened(self._path) as connection:
                connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (key, content))


def cache_key(version: str, body: Mapping[str, Any]) -> str:
    """Return the hash of a question: the version of the prompt, the model, the settings, and the words of the article."""
    return hashlib.sha256(to_json([version, body]).encode()).hexdigest()


class Budget:
    """What all processes of one call have asked and spent, kept in the folder that they share."""

    def __init__(self, folder: Path, settings: LlmSettings) -> None:
        self._path, self._settings = folder / "spent.sqlite", settings
        with _opened(self._path) as connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS spent (one INTEGER PRIMARY KEY, began REAL, calls INTEGER, tokens INTEGER, failures INTEGER)"
            )
            connection.execute("INSERT OR IGNORE INTO spent VALUES (1, ?, 0, 0, 0)", (time.time(),))

    def left(self) -> float:
        """Return the seconds that are left of the call."""
        with _opened(self._path) as connection:
            (began,) = connection.execute("SELECT began FROM spent").fetchone()
        # Processes share no other clock; one that is set back during a call cannot give it more than its time again.
        return min(self._settings.seconds, float(began) + self._settings.seconds - time.time())

    def take_call(self) -> None:
        """Count a request that is about to be made.

        Raises:
            AskError: a limit of the call is reached.

        """
        limits = self._settings
        if self.left() <= 0:
            raise AskError(f"The time of this call, {limits.seconds:g} seconds, is over; call again, or raise the option seconds.")  # fmt: skip
        with _opened(self._path) as connection:
            connection.execute("BEGIN IMMEDIATE")
            calls, tokens, failures = connection.execute(
                "SELECT calls, tokens, failures FROM spent"
            ).fetchone()
            if failures >= MOST_FAILURES:
                raise AskError(f"The server failed {MOST_FAILURES} times one after the other and is left alone; see that it runs, and call again.")  # fmt: skip
            if calls >= limits.calls:
                raise AskError(
                    f"The limit of {limits.calls} requests is reached; call again, or raise the option calls."
                )
            if tokens >= limits.tokens:
                raise AskError(
                    f"The limit of {limits.tokens} tokens is reached; call again, or raise the option tokens."
                )
            connection.execute("UPDATE spent SET calls = calls + 1")

    def answered(self, tokens: int) -> None:
        """Count the tokens of an answer."""
        with _opened(self._path) as connection:
            connection.execute("UPDATE spent SET tokens = tokens + ?, failures = 0", (tokens,))

    def failed(self) -> None:
        """Count a question that got no answer."""
        with _opened(self._path) as connection:
            connection.execute("UPDATE spent SET failures = failures + 1")


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file for one transaction; nothing stays open between articles."""
    with closing(sqlite3.connect(path, timeout=_BUSY)) as connection, connection:
        yield connection
