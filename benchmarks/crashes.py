"""Kill everything at random, thousands of times: how often, at which work, and how many records then differed.

    python benchmarks/crashes.py --kills 2000 [--seed 1] [--work add --work judge]

Each kill is a real SIGKILL of a real command (tests/reliability/works.py), after a random time or at a random tick of
SQLite; then `check` proves what is there, the work is finished, and every table is compared with that of an undisturbed
run. The works get their kills in the shares that the tests give them. Exit code 1 where any record differed.
"""

import argparse
import math
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.reliability.nursery import Nursery
from tests.reliability.works import SHARES


def main() -> int:
    """Print a line a work; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", action="append", choices=sorted(SHARES), default=[])
    options = parser.parse_args()
    chosen = {work: SHARES[work] for work in options.work or SHARES}
    whole = sum(share for shares in chosen.values() for _, share in shares)
    kills, bad, start = 0, 0, time.monotonic()
    with tempfile.TemporaryDirectory() as folder, Nursery(Path(folder)) as nursery:
        for work, shares in chosen.items():
            by_kind, differed = {False: 0, True: 0}, 0
            for by_ticks, share in shares:
                wanted = math.ceil(options.kills * share / whole)
                for trial in nursery.trials(work, wanted, options.seed, by_ticks=by_ticks):
                    by_kind[by_ticks] += trial.kills
                    differed += not trial.good
                    if not trial.good:
                        print(f"  seed {trial.seed}: {trial}")
            kills, bad = kills + sum(by_kind.values()), bad + differed
            told = f"{by_kind[False]:5} kills by time {by_kind[True]:5} by ticks {differed:4} differed"
            print(f"{work:22} {told}", flush=True)
    print(f"{kills} kills in {time.monotonic() - start:.0f} s; {bad} records differed or could not be proved")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
