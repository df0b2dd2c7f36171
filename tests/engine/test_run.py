"""The whole way over Parquet: the same as the record's, whoever does it, however often it breaks off."""

import json
import multiprocessing
import os
import shutil
import signal
import sys
from pathlib import Path

import duckdb
import polars as pl
import pyarrow.dataset
import pytest
import sqlalchemy as sa

import bilateral
from bilateral.engine import ENGINES, open_engine
from bilateral.exceptions import EngineError, FolderError, SourceError
from bilateral.record.schema import entries, families, mentions
from bilateral.record.store import Record
from bilateral.running import RunOptions, run
from bilateral.running.tables import RESULTS
from bilateral.sample import SAMPLE


def files(root):
    """Return the bytes of every table that a run left, and of its sign."""
    found = [root / "run.json", *(path for name in RESULTS for path in (root / name).iterdir())]
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def rows(root, name, *columns):
    """Return some columns of a table as a sorted list of tuples."""
    table = pyarrow.dataset.dataset(root / name).to_table(columns=list(columns))
    return sorted(zip(*(column.to_pylist() for column in table.columns), strict=True), key=repr)


@pytest.fixture(scope="module")
def folder(many, tmp_path_factory):
    """Return the folder of a run over many reports in one process; tests must not change it."""
    out = tmp_path_factory.mktemp("many") / "out"
    run([many], out)
    return out


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Return the folder of a run over the sample; tests must not change it."""
    out = tmp_path_factory.mktemp("small") / "out"
    run([SAMPLE], out)
    return out


def selected(path, *columns):
    """Return columns of a record as a sorted list of tuples."""
    with Record(path) as record, record.transaction() as connection:
        return sorted(map(tuple, connection.execute(sa.select(*columns))), key=repr)


def same_as_the_record(root, record):
    """Compare what a run left with what adding made of the same articles."""
    places = [families.c[name] for name in ("address", "family", "relation", "of", "agency")]
    assert rows(root, "families", *(c.name for c in places)) == selected(record, *places)
    told = [mentions.c[name] for name in ("id", "start", "end", "quotation", "confidence", "block")]
    assert rows(root, "mentions", *(c.name for c in told)) == selected(record, *told)
    kept = [
        entries.c[name] for name in ("id", "label", "type", "status", "families", "articles", "confidence")
    ]
    assert rows(root, "entries", *(c.name for c in kept)) == selected(record, *kept)
    for name in ("fields", "disagreement"):
        plain = {i: json.loads(text) for i, text in rows(root, "entries", "id", name)}
        assert plain == dict(selected(record, entries.c.id, entries.c[name]))


def test_a_run_over_the_sample_finds_what_adding_finds(built_record, small):
    """Families, mentions and entries of the sample are those of its record."""
    same_as_the_record(small, built_record)


@pytest.mark.slow
def test_a_run_over_many_reports_finds_what_adding_finds(folder, many, tmp_path):
    """So are those of reports with many copies, excerpts and doubles."""
    bilateral.add([many], tmp_path / "many.bilateral")
    assert len({family for _, family in rows(folder, "families", "address", "family")}) < 100
    assert rows(folder, "appearances", "address") != rows(folder, "articles", "address")
    same_as_the_record(folder, tmp_path / "many.bilateral")


@pytest.mark.slow
def test_a_run_over_real_articles_finds_what_adding_finds(shared, tmp_path):
    """And so are those of articles from the news."""
    pl.read_ndjson(shared / "articles" / "relations.jsonl.gz", infer_schema_length=None).head(
        150
    ).write_ndjson(tmp_path / "some.jsonl")
    run([tmp_path / "some.jsonl"], tmp_path / "out", RunOptions(workers=2))
    bilateral.add([tmp_path / "some.jsonl"], tmp_path / "some.bilateral")
    same_as_the_record(tmp_path / "out", tmp_path / "some.bilateral")


@pytest.mark.slow
def test_processes_leave_the_same_bytes(folder, many, tmp_path):
    """Two processes beside each other leave the very files that one leaves."""
    run([many], tmp_path / "out", RunOptions(workers=2))
    assert files(tmp_path / "out") == files(folder)


@pytest.mark.slow
def test_ray_leaves_the_same_bytes(folder, many, tmp_path):
    """So does a Ray cluster."""
    run([many], tmp_path / "out", RunOptions(engine="ray", workers=2))
    assert files(tmp_path / "out") == files(folder)


def kill_when_reading(victims):
    """Return a progress function that kills one of the processes while articles are read, and the list of the killed."""
    killed = []

    def progress(stage, done, _):
        if stage == "read" and done and not killed:
            killed.extend(victims()[:1])
            os.kill(killed[0], signal.SIGKILL)

    return progress, killed


@pytest.mark.slow
def test_a_killed_process_changes_nothing(folder, many, tmp_path):
    """A process that is killed in mid-run costs its piece of work, which another does again."""
    progress, killed = kill_when_reading(lambda: [child.pid for child in multiprocessing.active_children()])
    run([many], tmp_path / "out", RunOptions(workers=2), progress=progress)
    assert killed
    assert files(tmp_path / "out") == files(folder)


@pytest.mark.slow
def test_a_killed_ray_worker_changes_nothing(folder, many, tmp_path):
    """So does a killed worker of a Ray cluster."""
    progress, killed = kill_when_reading(ray_workers)
    run([many], tmp_path / "out", RunOptions(engine="ray", workers=2), progress=progress)
    assert killed
    assert files(tmp_path / "out") == files(folder)
    assert not ray_workers()


def ray_workers():
    """Return the Ray workers that descend from this process, those at work first."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            title = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if title.startswith((b"ray::perform", b"ray::IDLE")) and os.getpid() in ancestors(int(process.name)):
            found.append((b"IDLE" in title, int(process.name)))
    return [pid for _, pid in sorted(found)]


def ancestors(pid):
    """Return the processes from which one descends."""
    found = []
    while pid > 1:
        try:
            pid = int((Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            break
        found.append(pid)
    return found


def test_a_run_that_is_done_is_not_done_again(small, tmp_path):
    """Nothing is left to do for a second run, whatever the engine, and no engine is started for it."""
    out = shutil.copytree(small, tmp_path / "out")
    summary = run([SAMPLE], out, RunOptions(engine="ray", workers=2))
    assert summary.pieces == 0
    assert files(out) == files(small)


@pytest.mark.parametrize("stage", ["unite", "compare", "read", "reconcile"])
def test_a_run_that_broke_off_is_finished_by_the_next(small, tmp_path, stage):
    """What was done before the break is kept, and the outcome is that of a run without one."""

    class BrokenOffError(Exception):
        pass

    def break_off(at, done, _):
        if at == stage and done:
            raise BrokenOffError

    out = tmp_path / "out"
    with pytest.raises(BrokenOffError):
        run([SAMPLE], out, progress=break_off)
    assert json.loads((out / "run.json").read_text())["done"] is False
    done = len(list((out / "work" / "done").rglob("*.json")))
    assert run([SAMPLE], out).pieces == len(list((out / "work" / "done").rglob("*.json"))) - done
    assert files(out) == files(small)


def test_what_is_lost_is_made_again(small, tmp_path):
    """A file that somebody removed comes back with the same bytes, and nothing else is done."""
    out = shutil.copytree(small, tmp_path / "out")
    (out / "entries" / "part-00002.parquet").unlink()
    assert run([SAMPLE], out).pieces == 1
    assert files(out) == files(small)


def test_other_sources_take_the_place_of_the_former(tmp_path):
    """The folder then holds what a new folder would hold, and nothing of the former articles."""
    lines = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "reports.jsonl").write_text("".join(lines), encoding="utf-8")
    run([tmp_path / "reports.jsonl"], tmp_path / "out", RunOptions(parts=6))
    (tmp_path / "reports.jsonl").write_text("".join(lines[:5]), encoding="utf-8")
    run([tmp_path / "reports.jsonl"], tmp_path / "out")
    run([tmp_path / "reports.jsonl"], tmp_path / "new")
    assert files(tmp_path / "out") == files(tmp_path / "new")


@pytest.mark.parametrize("options", [RunOptions(parts=1), RunOptions(parts=7), RunOptions(hot=2)])
def test_how_the_work_is_divided_counts_for_nothing(options, small, tmp_path):
    """However many parts there are, and however small a block is split, the rows are the same."""
    run([SAMPLE], tmp_path / "other", options)
    for name, schema in RESULTS.items():
        assert rows(small, name, *schema.names) == rows(tmp_path / "other", name, *schema.names)


@pytest.mark.parametrize("name", RESULTS)
def test_the_tables_have_the_columns_that_are_documented(small, name):
    """Each table is what `bilateral.running.tables` says, in DuckDB, in Polars and as a dataset of Arrow."""
    schema = RESULTS[name]
    assert pyarrow.dataset.dataset(small / name).schema.equals(schema)
    count = pyarrow.dataset.dataset(small / name).count_rows()
    glob = str(small / name / "*.parquet")
    found = duckdb.sql(f"SELECT * FROM read_parquet('{glob}')")
    assert (found.columns, len(found.fetchall())) == (schema.names, count)
    frame = pl.scan_parquet(small / name).collect()
    assert (frame.columns, frame.height) == (schema.names, count)


def test_a_question_to_the_tables_in_sql(small):
    """Families are counted for each event type without a join, for a mention knows its family."""
    glob = small / "mentions" / "*.parquet"
    query = f"SELECT fields->>'type' AS type, count(DISTINCT family) FROM read_parquet('{glob}') WHERE kind = 'event' GROUP BY 1"
    counts = dict(duckdb.sql(query).fetchall())
    assert counts["AGREE"] > 1


def test_bad_input_is_listed(tmp_path, write_lines):
    """What cannot be used stands in the table of problems, once, and stops nothing."""
    source = write_lines("mixed.jsonl", "no JSON", SAMPLE.read_text(encoding="utf-8").splitlines()[0])
    summary = run([source, tmp_path / "nowhere", tmp_path / "nowhere"], tmp_path / "out")
    assert [problem.reason for problem in summary.problems] == ["not-json", "missing"]
    assert summary.counts["articles"] == 1


def test_a_folder_with_other_files_is_refused(tmp_path, write_lines):
    """A run writes nothing between what is not its own."""
    write_lines("letter.txt", "Dear all")
    with pytest.raises(FolderError, match="holds other files"):
        run([SAMPLE], tmp_path)


@pytest.mark.parametrize(
    "source", ["-", "https://news.example/feed.xml", "sitemap:https://news.example/map.xml"]
)
def test_what_is_no_file_is_refused(source, tmp_path):
    """Standard input and addresses could be other ones when a run is continued."""
    with pytest.raises(SourceError, match="save it to one first"):
        run([source], tmp_path / "out")


def test_an_engine_that_is_not_installed_is_told(monkeypatch):
    """The message says how to install it."""
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(EngineError, match=r"pip install 'bilateral\[ray\]'"):
        open_engine("ray")


def test_an_unknown_engine_is_told():
    """The message names those that there are, which are those that the command offers."""
    with pytest.raises(EngineError, match="local and ray"):
        open_engine("spark")
    from bilateral.cli.running import _ENGINES  # noqa: PLC0415 -- the only test that looks behind the command

    assert _ENGINES == ENGINES


def die(_):
    """End the worker at once."""
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.slow
@pytest.mark.parametrize("name", ENGINES)
def test_work_that_kills_every_worker_ends_the_run(name):
    """After three deaths in a row the run ends with an error that says what to do."""
    with open_engine(name, 2) as engine, pytest.raises(EngineError, match="3 times in a row"):
        list(engine.run(die, range(4)))


def fail(_):
    """Raise an error of ours."""
    raise SourceError("no such thing")


@pytest.mark.slow
@pytest.mark.parametrize("name", ENGINES)
def test_an_error_of_the_work_comes_back_as_it_is(name):
    """An error that work raises reaches the caller under its own name."""
    with open_engine(name, 2) as engine, pytest.raises(SourceError, match="no such thing"):
        list(engine.run(fail, range(4)))
