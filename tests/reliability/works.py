"""What is killed: commands on a folder of their own, how the folder is made ready, and what they leave.

Chunks are small, so that there is much between a beginning and an end; nothing else of the product is changed.
"""

import contextlib
import datetime as dt
import hashlib
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from tests.engine.reports import fresh, reports
from tests.reliability.next_schema import make_next_schema
from tests.sites import item, rss

import bilateral
from bilateral import adding, loading
from bilateral.cli import cli
from bilateral.record import upgrade
from bilateral.record.schema import metadata, runs
from bilateral.record.store import Record

ARTICLES = 5
CHUNK = 3
# What differs by itself from one run to another: when a judgement was made, which run met a problem, and, for readers
# begin at another place in each run, how entries that were made by reading are counted through.
BY_ITSELF = {("judgements", "made"), ("problems", "run"), ("entries", "number")}
SERVERS: list[subprocess.Popen[str]] = []
CLOCK = dt.datetime(2024, 5, 6, 12, 0, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Work:
    """A command that can be killed.

    ``ready`` makes a folder ready for ``do``, which does the work or finishes what is left of it; ``outcome`` tells what
    it left, by table. ``alone`` says that it starts processes of its own, each of which loads its models.
    """

    ready: Callable[[Path], None]
    do: Callable[[Path], None]
    outcome: Callable[[Path], dict[str, str]]
    alone: bool = False


def small_chunks() -> None:
    """Keep little in one transaction."""
    adding.COLLECT_CHUNK = adding.TRACE_CHUNK = adding.READ_CHUNK = loading.CHUNK = CHUNK


def record_in(folder: Path) -> Path:
    """Return where the record of a folder stands."""
    return folder / "news.bilateral"


def tables_in(folder: Path) -> dict[str, str]:
    """Return a hash of each table of the record, every column and row as it is kept but for what differs by itself."""
    found = {}
    with Record(record_in(folder)) as opened, opened.transaction() as connection:
        for table in metadata.sorted_tables:
            if table is not runs:
                columns = [each for each in table.c if (table.name, each.name) not in BY_ITSELF]
                kept = [
                    sa.cast(each, sa.Text) if isinstance(each.type, sa.JSON) else each for each in columns
                ]
                rows = sorted(map(repr, connection.execute(sa.select(*kept))))
                found[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def files_in(folder: Path) -> dict[str, str]:
    """Return a hash of each file of a run."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((folder / "out").rglob("*"))
        if path.is_file()
    }


def write_reports(folder: Path) -> None:
    """Write the reports that are added."""
    lines = "".join(line + "\n" for line in reports(ARTICLES, seed=5))
    (folder / "reports.jsonl").write_text(lines + "no report\n", encoding="utf-8")


def add_reports(folder: Path) -> None:
    """Add the reports."""
    bilateral.add([folder / "reports.jsonl"], record_in(folder))


def add_by_two(folder: Path) -> None:
    """Add the reports by the command, with two processes that read."""
    command = ["add", str(folder / "reports.jsonl"), "--record", str(record_in(folder)), "--workers", "2"]
    run_command(*command)


def run_command(*words: str) -> None:
    """Run a command in this process, as its own would; it ends with a code that says that there were problems."""
    with contextlib.suppress(SystemExit):
        cli.main([*words], standalone_mode=False)


def added(folder: Path) -> None:
    """Make a record of the reports."""
    write_reports(folder)
    add_reports(folder)


def with_copies(folder: Path) -> None:
    """Write, beside a record, copies of its articles by an outlet that goes before theirs, so that families change."""
    added(folder)
    made = [json.loads(line) for line in reports(ARTICLES, seed=5)]
    copies = [{**report, "id": f"copy {n}", "source": "A Daily"} for n, report in enumerate(made)]
    with (folder / "copies.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(copy) + "\n" for copy in copies)


def add_copies(folder: Path) -> None:
    """Add the copies: families and entries are made anew, nothing is read."""
    bilateral.add([folder / "copies.jsonl"], record_in(folder))


def judge_all(folder: Path) -> None:
    """Make six judgements, of which some may be made already."""
    record = record_in(folder)
    with Record(record) as opened, opened.transaction() as connection:
        query = "SELECT id FROM mentions WHERE kind = 'event' ORDER BY id"
        one, two, three, four, *_ = connection.execute(sa.text(query)).scalars()
    acts: list[Callable[[], object]] = [
        lambda: bilateral.judge(record, one, "accept", "Ann"),
        lambda: bilateral.judge(record, two, "correct", "Ann", corrections={"when": "1999"}),
        lambda: bilateral.judge(record, three, "merge", "Bob", other=four),
        lambda: bilateral.judge(record, one, "reject", "Bob"),
        lambda: bilateral.undo(record, 2, "Ann"),
        lambda: bilateral.judge(record, four, "split", "Ann"),
    ]
    for act in acts[len(bilateral.judgements(record)) :]:
        act()


def with_tables(folder: Path) -> None:
    """Make the tables of a run, to be loaded."""
    write_reports(folder)
    run_reports(folder)


def run_reports(folder: Path) -> None:
    """Take the reports the whole way over Parquet."""
    bilateral.run([folder / "reports.jsonl"], folder / "out", bilateral.RunOptions(parts=2))


def load_tables(folder: Path) -> None:
    """Load the tables of a run into a record."""
    bilateral.load(folder / "out", record_in(folder))


def with_site(folder: Path) -> None:
    """Write a feed and its pages, and serve them from this machine as long as this process lives."""
    served = folder / "site"
    served.mkdir()
    chance = random.Random(7)
    server = subprocess.Popen(
        [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(served)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    SERVERS.append(server)
    assert server.stdout
    port = server.stdout.readline().split()[5]
    base = f"http://127.0.0.1:{port}"
    for number in range(4):
        text = " ".join(fresh(chance) for _ in range(4))
        page = f"<html><head><title>Report {number}</title></head><body><article><p>{text}</p></article></body></html>"
        (served / f"{number}.html").write_text(page, encoding="utf-8")
    items = [
        item(f"{base}/{number}.html", title=f"Report {number}") for number in range(5)
    ]  # the last is not there
    (served / "feed.xml").write_text(rss(*items), encoding="utf-8")
    (folder / "feeds.txt").write_text(f"{base}/feed.xml\n", encoding="utf-8")


def watch_once(folder: Path) -> None:
    """Make one round of a watch, on a clock that stands still."""
    web = bilateral.WebOptions(private=True, pause=0.0, seconds=10.0)
    options = bilateral.WatchOptions(add=bilateral.AddOptions(web=web))
    bilateral.watch_once([folder / "feeds.txt"], record_in(folder), options, now=lambda: CLOCK)


def make_record(folder: Path) -> None:
    """Make a record with nothing in it: the first migration."""
    Record(record_in(folder), write=True).close()


def with_next_schema(folder: Path) -> None:
    """Make a record, and beside it the migrations of a version that is still to come."""
    added(folder)
    make_next_schema(folder / "migrations")


def upgrade_record(folder: Path) -> None:
    """Bring the record up to that version."""
    upgrade.MIGRATIONS = str(folder / "migrations")
    Record(record_in(folder), write=True).close()


def upgraded(folder: Path) -> dict[str, str]:
    """Return a hash of each table after the upgrade, what it brought included."""
    upgrade.MIGRATIONS = str(folder / "migrations")
    with Record(record_in(folder)) as opened, opened.transaction() as connection:
        brought = connection.execute(sa.text("SELECT number, weight FROM articles ORDER BY number")).all()
        kept = connection.execute(sa.text("SELECT * FROM remarks ORDER BY id")).all()
    return tables_in(folder) | {"brought": repr(brought), "remarks": repr(kept)}


def back_up(folder: Path) -> None:
    """Back the record up, over an older backup."""
    bilateral.backup(record_in(folder), folder / "kept", force=True)


def back_up_and_restore(folder: Path) -> None:
    """Put the older backup in the place of the record."""
    bilateral.restore(folder / "kept", record_in(folder))


def with_backup(folder: Path) -> None:
    """Make a record and a backup that is older than it."""
    added(folder)
    back_up(folder)
    judge_all(folder)


def backup_in(folder: Path) -> dict[str, str]:
    """Return a hash of each table of the backup, and that nothing half was left."""
    moved = folder / "seen"
    moved.mkdir(exist_ok=True)
    shutil.copy(folder / "kept", record_in(moved))
    left = [path.name for path in folder.iterdir() if "unfinished" in path.name]
    return tables_in(moved) | {"left": repr(left)}


def copy_record(folder: Path) -> None:
    """Copy the record to another file."""
    copy = folder / "copy"
    with Record(copy, write=True) as opened, opened.transaction() as connection:
        done = connection.execute(sa.text("SELECT count(*) FROM articles")).scalar_one()
    if not done:
        bilateral.copy(record_in(folder), copy)


def copy_in(folder: Path) -> dict[str, str]:
    """Return a hash of each table of the copy."""
    moved = folder / "seen"
    moved.mkdir(exist_ok=True)
    shutil.copy(folder / "copy", record_in(moved))
    return tables_in(moved)


WORKS: dict[str, Work] = {
    "make a record": Work(lambda _folder: None, make_record, tables_in),
    "migrate": Work(with_next_schema, upgrade_record, upgraded),
    "add": Work(write_reports, add_reports, tables_in),
    "add with two workers": Work(write_reports, add_by_two, tables_in, alone=True),
    "reconcile": Work(with_copies, add_copies, tables_in),
    "judge": Work(added, judge_all, tables_in),
    "watch": Work(with_site, watch_once, tables_in),
    "run": Work(write_reports, run_reports, files_in),
    "load": Work(with_tables, load_tables, tables_in),
    "back up": Work(with_backup, back_up, backup_in),
    "restore": Work(with_backup, back_up_and_restore, tables_in),
    "copy": Work(added, copy_record, copy_in),
}
# How often each is killed in a run of the tests: by time, and by ticks of SQLite where it uses it in one process. Most
# where a trial costs little; 208 in all.
TIME, TICKS = False, True
SHARES: dict[str, tuple[tuple[bool, int], ...]] = {
    "make a record": ((TIME, 14), (TICKS, 14)),
    "migrate": ((TIME, 14), (TICKS, 14)),
    "add": ((TIME, 8), (TICKS, 6)),
    "add with two workers": ((TIME, 2),),
    "reconcile": ((TIME, 12), (TICKS, 12)),
    "judge": ((TIME, 12), (TICKS, 12)),
    "watch": ((TIME, 4), (TICKS, 4)),
    "run": ((TIME, 8),),
    "load": ((TIME, 11), (TICKS, 11)),
    "back up": ((TIME, 8), (TICKS, 8)),
    "restore": ((TIME, 8), (TICKS, 8)),
    "copy": ((TIME, 9), (TICKS, 9)),
}
