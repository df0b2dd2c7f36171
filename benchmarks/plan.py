"""What many articles take: the arithmetic of docs/scale.md, from measured pieces.

    python benchmarks/plan.py [--articles N] [--speed N] [--read-share X] [--copy-share X] [--efficiency X]

Each piece has the measured value, with the command that prints it beside it below; an option puts in another. The speed
of reading stands in benchmarks/RESULTS.md and is taken from there. Two ways of growing are told: as if time grew with
the number of articles, and as it grew in the last step measured. What happens will lie between, nearer to the first: the
made-up reports that were measured share more phrases and blocks than real articles do.
"""

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from math import log2
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"
COLUMN = "everything read, articles a second"
MEASURED = 43_579
"""Articles of the largest run measured (`growth.py --articles 1000 10000 50000`; exact copies among them fall out)."""
LAST = 8_636
"""Articles of the run before."""
DAY, YEAR = 86_400, 365.25 * 86_400
WORKERS = (4, 16, 64, 256)
PARTS = (256, 4_096)
"""Into how many parts `bilateral run` goes by itself at most, and at all."""


def read_speed(file: str = "general.jsonl.gz") -> float:
    """Return how many articles a second one core reads, by the results' table of speed.

    Raises:
        ValueError: the table has no such row or column.

    """
    rows = [
        line.strip().strip("|").split("|")
        for line in RESULTS.read_text(encoding="utf-8").splitlines()
        if "|" in line
    ]
    cells = [[cell.strip() for cell in row] for row in rows]
    column = next((row.index(COLUMN) for row in cells if COLUMN in row), None)
    row = next((row for row in cells if row[0] == file), None)
    if column is None or row is None:
        raise ValueError(
            f"{RESULTS.name} has no table with the column {COLUMN!r} and the row {file!r}; mend it there"
        )
    found = re.search(r"[\d.]+", row[column])
    if found is None:
        raise ValueError(f"{RESULTS.name}: {row[column]!r} is no speed")
    return float(found[0])


@dataclass(frozen=True)
class Stage:
    """Seconds of one core that a stage took in the two largest runs."""

    before: float
    largest: float

    def each(self) -> float:
        """Return seconds an article in the largest run."""
        return self.largest / MEASURED

    def step(self) -> float:
        """Return by what seconds an article were multiplied each time that the articles doubled."""
        grown = (self.largest / MEASURED) / (self.before / LAST)
        doublings = log2(MEASURED / LAST)
        return max(1.0, grown ** (1 / doublings))


# `growth.py`, one process.
STAGES = {"collect": Stage(11.14, 45.18), "trace": Stage(15.83, 135.38), "reconcile": Stage(4.86, 46.90)}


@dataclass(frozen=True)
class Pieces:
    """What is counted with."""

    articles: float = 1e8
    speed: float = 0  # articles a second and core; 0: as RESULTS.md has it
    read_share: float = 1.0  # articles that are read in full; of near copies less is read
    copy_share: float = 0.3  # assumed: pairs of copies an article
    efficiency: float = 0.8  # assumed: what is left of n workers after waiting and moving data
    load_ms: float = 1.33  # growth.py's 8,636 reports into SQLite in 11.5 s
    pair_bytes: float = 1_130  # connect.py
    pair_us: float = 5.0  # connect.py
    tables: float = (
        1_686 + 177 + 36 + 128 + 5_649 + 5_187
    )  # bytes an article, real and read: articles … entries
    between: float = 14_374  # the same: work/, what goes from stage to stage
    record: float = 164e6 / 8_636  # bytes an article in SQLite, of the same reports
    part: float = MEASURED / 8  # articles a part in the largest run
    base_gb: float = 0.4  # memory of a worker without work (growth.py)
    peak_gb: float = 1.565  # memory of tracing in the largest run
    index: float = 1.65e9 / 104_000  # bytes an article that `add` holds to trace (RESULTS.md)


def core_seconds(pieces: Pieces) -> dict[str, tuple[float, float]]:
    """Return for each stage seconds of one core, linear and as in the last step."""
    doublings = max(0.0, log2(pieces.articles / MEASURED))
    found = {
        name: (pieces.articles * stage.each(), pieces.articles * stage.each() * stage.step() ** doublings)
        for name, stage in STAGES.items()
    }
    read = pieces.articles * pieces.read_share / (pieces.speed or read_speed())
    return {
        "collect": found["collect"],
        "trace": found["trace"],
        "read": (read, read),
        "reconcile": found["reconcile"],
    }


def serial_seconds(pieces: Pieces) -> float:
    """Return seconds of the one task that is not shared out."""
    return pieces.articles * pieces.copy_share * pieces.pair_us / 1e6


def worker_memory(pieces: Pieces, parts: int) -> float:
    """Return the memory of a worker in GB, in proportion to the articles of a part."""
    return pieces.base_gb + (pieces.peak_gb - pieces.base_gb) * pieces.articles / parts / pieces.part


def lines(pieces: Pieces) -> Iterator[str]:
    """Yield the lines of the tables."""
    spent = core_seconds(pieces)
    spent["all"] = (sum(linear for linear, _ in spent.values()), sum(steep for _, steep in spent.values()))
    yield f"{pieces.articles:,.0f} articles"
    yield ""
    yield f"{'core-days':28}{'linear':>12}{'last step':>12}"
    yield from (
        f"{name:28}{linear / DAY:>12,.1f}{steep / DAY:>12,.1f}" for name, (linear, steep) in spent.items()
    )
    yield f"{'cores that keep up':28}{spent['all'][0] / YEAR:>12.1f}{spent['all'][1] / YEAR:>12.1f}"
    yield ""
    yield f"{'days on n cores':28}{'linear':>12}{'last step':>12}"
    for workers in WORKERS:
        days = [(each / workers / pieces.efficiency + serial_seconds(pieces)) / DAY for each in spent["all"]]
        yield f"{workers:<28}{days[0]:>12,.1f}{days[1]:>12,.1f}"
    yield ""
    yield f"{'tables of Parquet':28}{pieces.articles * pieces.tables / 1e12:>12.2f} TB"
    yield f"{'work/, until it is done':28}{pieces.articles * pieces.between / 1e12:>12.2f} TB"
    yield f"{'record in SQLite':28}{pieces.articles * pieces.record / 1e12:>12.2f} TB"
    yield f"{'loading it, one writer':28}{pieces.articles * pieces.load_ms / 1e3 / DAY:>12.2f} days"
    for parts in PARTS:
        yield f"{f'a worker, {parts:,} parts':28}{worker_memory(pieces, parts):>12.1f} GB"
    yield f"{'pairs of copies, one task':28}{pieces.articles * pieces.copy_share * pieces.pair_bytes / 1e9:>12.1f} GB"
    yield f"{'index of one add':28}{pieces.articles * pieces.index / 1e9:>12.1f} GB"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for each in fields(Pieces):
        parser.add_argument(f"--{each.name.replace('_', '-')}", type=float, default=each.default)
    print("\n".join(lines(Pieces(**vars(parser.parse_args())))))


if __name__ == "__main__":
    main()
