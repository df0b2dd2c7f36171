"""What a run left as Parquet, loaded into a record."""

import shutil

import pytest
import sqlalchemy as sa

import bilateral
from bilateral.exceptions import FolderError
from bilateral.loading import load
from bilateral.record.schema import metadata, runs
from bilateral.record.store import Record
from bilateral.running import run
from bilateral.sample import SAMPLE


def content(path):
    """Return everything in a record but the runs and the numbers of rows."""
    found = {}
    with Record(path) as record, record.transaction() as connection:
        for table in metadata.sorted_tables:
            columns = [
                c for c in table.c if c.name not in {"number", "run"} and c.type.python_type is not None
            ]
            columns = [c for c in columns if not (c.name == "id" and isinstance(c.type, sa.Integer))]
            if table is not runs:
                found[table.name] = sorted(
                    repr(plain(row)) for row in connection.execute(sa.select(*columns))
                )
    return found


def plain(value):
    """Return a value with its mappings in the order of their keys."""
    if isinstance(value, dict):
        return [(key, plain(item)) for key, item in sorted(value.items())]
    if isinstance(value, list | tuple | sa.Row):
        return [plain(item) for item in value]
    return value


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return the folder of a run over the sample; tests must not change it."""
    out = tmp_path_factory.mktemp("run") / "out"
    run([SAMPLE], out)
    return out


def test_a_loaded_record_is_the_one_that_adding_makes(folder, built_record, tmp_path):
    """Articles, families, mentions, entries and all that hangs on them are the same, and every span holds."""
    load(folder, tmp_path / "loaded.bilateral")
    assert content(tmp_path / "loaded.bilateral") == content(built_record)
    assert not bilateral.check(tmp_path / "loaded.bilateral")


def test_loading_twice_changes_nothing(folder, tmp_path):
    """The second time every article is known and none is read."""
    path = tmp_path / "twice.bilateral"
    first = load(folder, path)
    before = content(path)
    second = load(folder, path)
    assert content(path) == before
    assert (first.counts["new"], first.counts["read"]) == (16, 16)
    assert (second.counts["known"], second.counts["read"], second.counts["new"]) == (16, 0, 0)


def test_adding_after_loading_finds_nothing_to_do(folder, built_record, tmp_path):
    """A loaded record counts as read and traced: adding the same reports reads none."""
    path = tmp_path / "loaded.bilateral"
    load(folder, path)
    assert bilateral.add([SAMPLE], path).counts["read"] == 0
    assert content(path) == content(built_record)


def test_a_record_with_other_articles_takes_the_rest(folder, built_record, tmp_path, write_lines):
    """Half of the reports added, all of them loaded: the record is the one that adding all makes.

    One of the first half is read twice: the origin of its family comes with the second.
    """
    path = tmp_path / "half.bilateral"
    bilateral.add([write_lines("half.jsonl", *SAMPLE.read_text(encoding="utf-8").splitlines()[::2])], path)
    summary = load(folder, path)
    assert summary.counts["read"] == 8 + 1
    assert content(path) == content(built_record)


@pytest.mark.parametrize("broken", ["articles", "families", "mentions"])
def test_a_load_that_was_killed_is_finished_by_the_next(folder, built_record, tmp_path, broken):
    """Wherever a load breaks off, the record is proved, and the next load makes it whole."""

    class KilledError(Exception):
        pass

    def kill(what, done, _):
        if what == {"articles": "appearances"}.get(broken, broken) and done > 3:
            raise KilledError

    path = tmp_path / "killed.bilateral"
    with pytest.raises(KilledError):
        load(folder, path, progress=kill)
    assert not bilateral.check(path)
    load(folder, path)
    assert content(path) == content(built_record)


def test_judgements_outlive_loading(folder, sample_record):
    """What a person rejected stays rejected when the tables are loaded over it, though read by another version."""
    with Record(sample_record) as record, record.transaction() as connection:
        mention = connection.execute(sa.text("SELECT min(id) FROM mentions WHERE kind = 'event'")).scalar()
    bilateral.judge(sample_record, mention, "reject", "Ana")
    judged = content(sample_record)
    with Record(sample_record, write=True) as record, record.transaction() as connection:
        connection.execute(sa.text("UPDATE articles SET read_by = '0.0.1'"))
    assert load(folder, sample_record).counts["read"] == 16
    assert content(sample_record) == judged
    assert not bilateral.check(sample_record)


def test_an_article_with_another_date_in_the_record_is_left_to_be_read(folder, tmp_path, write_lines):
    """Dates in a text hang on the day it appeared, so mentions of another day are not taken over."""
    line = SAMPLE.read_text(encoding="utf-8").splitlines()[0]
    path = tmp_path / "earlier.bilateral"
    with Record(path, write=True):
        pass
    article = write_lines("earlier.jsonl", line.replace('"date": "20', '"date": "19'))
    bilateral.add([article], path)
    with Record(path, write=True) as record, record.transaction() as connection:
        connection.execute(sa.text("UPDATE articles SET read_by = NULL"))
    assert load(folder, path).counts["unread"] == 1
    assert not bilateral.check(path)


def test_a_run_that_is_not_done_is_not_loaded(folder, tmp_path):
    """A folder without a run, or with half of one, is refused with what to do."""
    with pytest.raises(FolderError, match="holds no run"):
        load(tmp_path, tmp_path / "none.bilateral")
    half = shutil.copytree(folder, tmp_path / "half")
    sign = (half / "run.json").read_text()
    (half / "run.json").write_text(sign.replace("true", "false"))
    with pytest.raises(FolderError, match="is not done"):
        load(half, tmp_path / "none.bilateral", progress=lambda *_: None)
