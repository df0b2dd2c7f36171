"""A record as a file and in PostgreSQL: the time to add, copy, check and search, and whether both hold the same.

    python benchmarks/stores.py ../shared/articles/relations.jsonl.gz --limit 200 --url postgresql://USER@HOST/DATABASE

The database must be empty of records; what is made there is left. Articles are read once for the file and once for
PostgreSQL, so that adding differs by the store alone.
"""

import argparse
import gzip
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa

import bilateral
from bilateral.record.schema import entries, entry_mentions, families
from bilateral.record.store import Record
from bilateral.sample import SAMPLE

WORDS = ("Rosatom", "nuclear power", '"foreign minister" Hanoi', "trade -oil", "san* OR embargo")
SEARCHES = 20


@contextmanager
def timed(times: dict[str, float], name: str) -> Iterator[None]:
    """Note how long something takes."""
    start = time.perf_counter()
    yield
    times[name] = time.perf_counter() - start


def outcome(record: str | Path) -> tuple[Any, ...]:
    """Return what two records that hold the same have in common: entries with their mentions, and families."""
    with Record(record) as opened, opened.transaction() as connection:
        found = [
            sorted(map(tuple, connection.execute(query)))
            for query in (
                sa.select(entries.c.id, entries.c.families, entries.c.label),
                sa.select(entry_mentions.c.entry, entry_mentions.c.mention),
                sa.select(families.c.address, families.c.family),
            )
        ]
    return tuple(found)


def measure(sources: list[Path], place: Callable[[str], str | Path], reread: str | Path) -> dict[str, float]:
    """Return the seconds that each step takes at one kind of place."""
    times: dict[str, float] = {}
    with timed(times, "add the sample"):
        bilateral.add([SAMPLE], place("sample"))
    with timed(times, "add the articles"):
        bilateral.add(sources, place("articles"))
    with timed(times, "check"):
        assert bilateral.check(place("articles")) == []
    with timed(times, f"search {SEARCHES * len(WORDS)} times"):
        for _ in range(SEARCHES):
            for words in WORDS:
                bilateral.search(place("articles"), words)
    with timed(times, "dossier, ten times"):
        for _ in range(10):
            bilateral.dossier(place("articles"), "RUS", "VNM")
    with timed(times, "copy from a file"):
        bilateral.copy(reread, place("copy"))
    return times


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--url", required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        with gzip.open(options.articles, "rt", encoding="utf-8") as lines:
            source.write_text("".join(islice(lines, options.limit)), encoding="utf-8")
        sign = "&" if "?" in options.url else "?"
        bilateral.add([SAMPLE], Path(folder) / "warm")  # models are loaded for neither
        file = Path(folder).__truediv__
        schema = f"{options.url}{sign}schema={{}}".format
        one = measure([source], file, file("articles"))
        other = measure([source], schema, file("articles"))
        for name, seconds in one.items():
            print(f"{name:24} {seconds:8.2f} s in a file {other[name]:8.2f} s in PostgreSQL")
        for name in ("sample", "articles"):
            same = outcome(file(name)) == outcome(schema(name))
            print(f"{name}: {len(outcome(file(name))[0])} entries; the same in both: {same}")


if __name__ == "__main__":
    main()
