"""Memory and time of the one task of a run that holds all pairs of copies (stage ``connect``).

    python benchmarks/connect.py [--pairs N]

The pairs are made up: families of four articles. Memory is told on Linux alone, and in a fresh process.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from bilateral.running.stages.tracing import connect_copies


def address(number: int) -> str:
    """Return an address as articles have it."""
    return hashlib.sha256(str(number).encode()).hexdigest()


def make(pairs: int, path: Path) -> None:
    """Write the pairs: three copies of each origin."""
    rows = [(address(n // 3 * 4 + n % 3 + 1), address(n // 3 * 4)) for n in range(pairs)]
    pq.write_table(pa.table({"article": [row[0] for row in rows], "of": [row[1] for row in rows]}), path)


def megabytes(name: str) -> float:
    """Return what the kernel tells of the memory of this process, in MB."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


def measure(path: Path) -> None:
    """Connect the pairs and print what it took."""
    before, start = megabytes("VmRSS"), time.process_time()
    pairs = pq.read_table(path)
    connect_copies(pairs)
    taken, seconds = megabytes("VmHWM") - before, time.process_time() - start
    print(
        f"{pairs.num_rows:,} pairs: {taken * 2**20 / pairs.num_rows:,.0f} bytes and {seconds / pairs.num_rows * 1e6:.1f} µs a pair"
    )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=800_000)
    parser.add_argument("--of", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.of:
        measure(args.of)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.parquet"
        make(args.pairs, path)
        subprocess.run([sys.executable, __file__, "--of", str(path)], check=True)


if __name__ == "__main__":
    main()
