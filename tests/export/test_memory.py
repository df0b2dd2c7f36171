"""An export holds pieces of a record, never the whole: what it needs does not grow with what goes out."""

import gc
import shutil
import tracemalloc
from pathlib import Path

import pytest
import sqlalchemy as sa

import bilateral
from bilateral.export import FORMS, tabular
from bilateral.record.schema import articles, entries, entry_actors, entry_mentions, families, mentions
from bilateral.record.store import Record

pytestmark = pytest.mark.slow

# What names a row, or another one, in each table: a copy of the rows gets names of its own.
KEYS = {
    articles: ("address",),
    families: ("address", "family"),
    mentions: ("id", "article", "block"),
    entries: ("id", "block"),
    entry_actors: ("entry",),
    entry_mentions: ("entry", "mention"),
}


def grow(record, copies):
    """Put so many copies of all rows into a record, each with names of its own."""
    with Record(record, write=True) as opened, opened.transaction() as connection:
        for table, keys in KEYS.items():
            rows = [{**row} for row in connection.execute(sa.select(table)).mappings()]
            for copy in range(copies):
                made = [{**row, **{key: renamed(row[key], copy) for key in keys}} for row in rows]
                for row in made:
                    row.pop("number", None)
                connection.execute(table.insert(), made)


def renamed(name, copy):
    """Return the name in a copy: other first digits, so that an address stays one."""
    return f"{copy + 16:04x}{name[4:]}"


def peak(record, form, path):
    """Return the most bytes that Python held while it exported."""
    gc.collect()
    tracemalloc.start()
    try:
        done = bilateral.export_record(record, form, path)
        return done, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.fixture(scope="module")
def records(built_file, tmp_path_factory):
    """Return a small record and one of three times as many rows."""
    folder = tmp_path_factory.mktemp("grown")
    places = [Path(shutil.copy(built_file, folder / name)) for name in ("small", "large")]
    for place, copies in zip(places, (5, 17), strict=True):
        grow(place, copies)
    return places


@pytest.mark.parametrize("form", FORMS)
def test_memory_is_flat(form, records, built_file, tmp_path, monkeypatch):
    """With three times as many entries, each form needs at most a half more than before."""
    monkeypatch.setattr(tabular, "HELD", 1000)  # both records have more rows than that, as large ones do
    peak(built_file, form, tmp_path / "first")
    (one, before), (three, after) = (peak(place, form, tmp_path / place.name) for place in records)
    assert sum(three.counts.values()) > 2.5 * sum(one.counts.values())
    assert after < 1.5 * before, f"{before:,} bytes grew to {after:,}"
