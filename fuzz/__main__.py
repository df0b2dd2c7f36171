"""Fuzz targets and print a table of inputs, seconds and faults.

    python -m fuzz [TARGET...] [--inputs N] [--seconds S] [--seed K]

Each target gets N inputs or S seconds, whichever ends first; the same seed gives the same inputs. `fuzz.guided` does
the same led by the branches that inputs reach.
"""

import argparse
import sys

from fuzz.runs import Report, run
from fuzz.targets import all_targets


def main() -> int:
    """Run what is asked for; exit code 1 where a fault was found."""
    parser = argparse.ArgumentParser(
        prog="python -m fuzz", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("targets", nargs="*", choices=[[], *all_targets()], metavar="TARGET")
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    chosen = [all_targets()[name] for name in options.targets or all_targets()]
    print("| target | inputs | seconds | slowest, ms | faults |\n|---|---|---|---|---|", flush=True)
    reports = []
    for target in chosen:
        reports.append(run(target, options.inputs, options.seconds, options.seed))
        print(_row(reports[-1]), flush=True)
    print(f"{sum(report.inputs for report in reports):,} inputs")
    for report in reports:
        for fault in report.faults.values():
            print(f"\n{report.target}: {fault.what}\n  at {fault.place}\n  {fault.data!r:.4000}")
    return int(any(report.faults for report in reports))


def _row(report: Report) -> str:
    cells = (
        report.target,
        f"{report.inputs:,}",
        f"{report.seconds:.0f}",
        f"{1000 * report.slowest:.0f}",
        len(report.faults),
    )
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    sys.exit(main())
