"""How time, memory and storage of a run over Parquet grow with the number of articles.

    python benchmarks/growth.py [--articles 1000 4000 16000] [--source FILE.jsonl.gz] [--folder FOLDER] [--json]

One process takes made-up reports (benchmarks/made_reports.py) through every stage but reading: their mentions come with
them, so that trace and reconcile can be measured over more articles than could be read meanwhile. Prints for each
stage seconds and the highest memory at each number of articles, bytes per article of each table, and the exponent that
fits best (1: twice the articles, twice the time). With ``--source`` the articles of a file are traced instead, as many
of the numbers as it has. Memory is told on Linux alone.
"""

import argparse
import gzip
import json
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Self, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.parquet
from made_reports import reports

from bilateral.batches import ARTICLES, READINGS, batch_to_articles, readings_to_batch
from bilateral.model import Article, Kind, Reading
from bilateral.plain import from_plain
from bilateral.running import RunOptions, run
from bilateral.running.files import Take, folder_of
from bilateral.running.stage import Stage, Work
from bilateral.running.tables import TABLES
from bilateral.running.way import STAGES

T = TypeVar("T")
R = TypeVar("R")

COLLECT = ("collect", "unite")
TRACE = ("sketch", "meet", "choose", "carry", "compare", "connect", "gather", "join", "place")
LEND = ("lend", "pair")
RECONCILE = ("tell", "sort", "link", "reconcile")
PLURALS = {
    "events": Kind.EVENT,
    "statements": Kind.STATEMENT,
    "figures": Kind.FIGURE,
    "agreements": Kind.AGREEMENT,
}


def told_in_originals(articles: pa.Table, families: pa.Table) -> dict[str, pa.Table]:
    """Return the readings that reports carry with them, of those that are no copies."""
    origins = {row["address"] for row in families.to_pylist() if row["address"] == row["family"]}
    return {"readings": told(articles.filter([each in origins for each in articles["address"].to_pylist()]))}


def told_in_copies(copies_to_read: pa.Table) -> dict[str, pa.Table]:
    """Return those that copies carry with them."""
    return {"copied": told(copies_to_read.select(ARTICLES.names))}


def told(articles: pa.Table) -> pa.Table:
    """Return the readings that reports carry with them."""
    batches = articles.combine_chunks().to_batches()
    found = [readings_to_batch(map(reading, batch_to_articles(batch))) for batch in batches]
    return pa.Table.from_batches(found, schema=READINGS)


def reading(article: Article) -> Reading:
    """Return the mentions that an article carries with it; an article of another source has none."""
    plain = [dict(each) for each in article.metadata.get("told", [])]
    mentions = [from_plain(Kind(each.pop("mention")), article, each) for each in plain]
    kinds = {
        name: tuple(m for m in mentions if type(m).__name__.lower() == kind) for name, kind in PLURALS.items()
    }
    return Reading(article, **kinds)


TOLD = {
    stage.name: stage
    for stage in (
        Stage("read", told_in_originals, {"articles": Take.PIECE, "families": Take.PART}, {"readings": None}),
        Stage("copies", told_in_copies, {"copies_to_read": Take.PIECE}, {"copied": None}),
    )
}


class Measured:
    """An engine of this one process that notes the seconds and the highest memory of each stage."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.memory: defaultdict[str, float] = defaultdict(float)

    def run(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Yield what the work gives, that of reading from what reports carry."""
        for item in items:
            assert isinstance(item, Work)
            forget_peak()
            start = time.perf_counter()
            told = TOLD.get(item.stage)
            result: Any = (item.name, told.perform(item)) if told else work(item)
            self.seconds[item.stage] += time.perf_counter() - start
            self.memory[item.stage] = max(self.memory[item.stage], peak())
            yield result

    def __enter__(self) -> Self:
        """Use the engine as a context."""
        return self

    def __exit__(self, *_: object) -> None:
        """There is nothing to let go."""


def forget_peak() -> None:
    """Let the kernel begin anew to note the most memory that this process held."""
    if Path("/proc/self/clear_refs").exists():
        Path("/proc/self/clear_refs").write_text("5")


def peak() -> float:
    """Return the most memory that this process held since then, in MB."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def measure(count: int, source: Path | None, folder: Path) -> dict[str, Any]:
    """Return what a run over so many articles took and left."""
    lines = (json.dumps(report) for report in reports(count))
    if source:
        opened = gzip.open if source.suffix == ".gz" else open
        with opened(source, "rt", encoding="utf-8") as stream:
            lines = iter(list(islice((line.rstrip("\n") for line in stream), count)))
    path, out = folder / f"articles-{count}.jsonl", folder / f"run-{count}"
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    shutil.rmtree(out, ignore_errors=True)
    engine = Measured()
    summary = run([path], out, RunOptions(engine=engine))
    sizes = {name: sum(f.stat().st_size for f in folder_of(out, name).glob("*")) for name in TABLES}
    return {
        "articles": summary.counts["articles"],
        "families": families(out),
        "mentions": summary.counts["mentions"],
        "entries": summary.counts["entries"],
        "seconds": {stage.name: engine.seconds[stage.name] for stage in STAGES},
        "memory": {stage.name: engine.memory[stage.name] for stage in STAGES},
        "bytes": {name: size / summary.counts["articles"] for name, size in sizes.items()},
    }


def families(out: Path) -> int:
    """Return how many families a run found."""
    return len(set(pa.parquet.read_table(out / "families", columns=["family"])["family"].to_pylist()))


def exponent(counts: Sequence[float], seconds: Sequence[float]) -> float:
    """Return the exponent with which seconds grow, by least squares over the logarithms."""
    if len(counts) < 2:
        return float("nan")
    return float(np.polyfit(np.log(counts), np.log(np.maximum(seconds, 1e-3)), 1)[0])


def show(found: Sequence[dict[str, Any]]) -> None:
    """Print the tables."""
    counts = [each["articles"] for each in found]
    print(f"{'articles':22}" + "".join(f"{count:>20,}" for count in counts))
    for name in ("families", "mentions", "entries"):
        print(f"{name:22}" + "".join(f"{each[name]:>20,}" for each in found))
    print(f"\n{'stage':22}" + "".join(f"{'seconds':>12}{'MB':>8}" for _ in counts) + f"{'exponent':>10}")
    for stage in (s.name for s in STAGES if s.name not in TOLD):
        row(stage, [(each["seconds"][stage], each["memory"][stage]) for each in found], counts)
    groups = {"all collect": COLLECT, "all trace": TRACE, "all lend": LEND, "all reconcile": RECONCILE}
    for name, stages in groups.items():
        sums = [
            (sum(each["seconds"][s] for s in stages), max(each["memory"][s] for s in stages))
            for each in found
        ]
        row(name, sums, counts)
    print(f"\n{'bytes per article':22}" + "".join(f"{'':>20}" for _ in counts))
    for name in TABLES:
        print(f"{name:22}" + "".join(f"{each['bytes'][name]:>20,.0f}" for each in found))


def row(name: str, figures: Sequence[tuple[float, float]], counts: Sequence[int]) -> None:
    """Print a line of the table of stages."""
    cells = "".join(f"{seconds:>12.2f}{memory:>8.0f}" for seconds, memory in figures)
    print(f"{name:22}{cells}{exponent(counts, [seconds for seconds, _ in figures]):>10.2f}")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", nargs="+", type=int, default=[1_000, 4_000, 16_000])
    parser.add_argument("--source", type=Path, help="trace the articles of this file instead")
    parser.add_argument("--folder", type=Path, help="where to keep what is made (default: nowhere)")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        found = [measure(count, args.source, folder) for count in args.articles]
    if args.json:
        print(json.dumps(found))
    else:
        show(found)


if __name__ == "__main__":
    main()
