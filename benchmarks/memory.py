"""Follow the memory of one process while it reads article after article.

    python benchmarks/memory.py ARTICLES… [--limit N]

Prints, each time that the number of articles has doubled and at the end, what the process holds and the most that it has
held so far, in MB. Reading keeps nothing of an article once its reading is given, so both should stay flat.
"""

import argparse
import resource
from itertools import islice
from pathlib import Path

from bilateral.collect import collect
from bilateral.model import Article
from bilateral.read import read_articles

# The first row: by then the models are loaded and have read texts of every length.
FIRST = 125


def held_mb() -> float:
    """Return what this process holds now, as the kernel tells it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def print_row(articles: int) -> None:
    """Print a row of the table."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{articles:>9,}{held_mb():>9.0f}{peak:>9.0f}", flush=True)


def main() -> None:
    """Read and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--limit", type=int, help="stop after so many articles")
    args = parser.parse_args()
    articles = (item for item in collect(args.articles) if isinstance(item, Article))
    print(f"{'articles':>9}{'MB held':>9}{'MB peak':>9}")
    number, row = 0, FIRST
    for number, _ in enumerate(read_articles(islice(articles, args.limit)), 1):
        if number == row:
            print_row(number)
            row *= 2
    print_row(number)


if __name__ == "__main__":
    main()
