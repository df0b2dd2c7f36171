"""Fuzz one target, led by the branches of our code that its inputs reach, by atheris (libFuzzer for Python).

    python -m fuzz.guided TARGET [--inputs N] [--seconds S]

It needs ``pip install 'bilateral[fuzz]'``. An input that breaks a law is printed, and written to a file crash-*.
"""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["bilateral"]):
    from fuzz.runs import tried
    from fuzz.targets import Target, all_targets


class FoundError(Exception):
    """An input broke a law; libFuzzer then writes it to a file and ends."""


def main() -> None:
    """Run one target under libFuzzer, which ends the process."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.guided", description=__doc__)
    parser.add_argument("target", choices=all_targets())
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    target = all_targets()[options.target]
    with TemporaryDirectory(prefix="bilateral-fuzz-") as folder:
        _write_seeds(target, Path(folder))
        limits = [f"-runs={options.inputs}", f"-max_total_time={options.seconds}", "-max_len=4000"]
        atheris.Setup([sys.argv[0], *limits, folder], _once(target))
        atheris.Fuzz()


def _write_seeds(target: Target, folder: Path) -> None:
    for number, seed in enumerate(target.seeds):
        (folder / str(number)).write_bytes(seed if isinstance(seed, bytes) else seed.encode())


def _once(target: Target):  # noqa: ANN202 -- what atheris calls
    text = isinstance(target.seeds[0], str)

    def once(data: bytes) -> None:
        given = data.decode("utf-8", "replace") if text else data
        fault, _ = tried(target, given, twice=False)
        if fault:
            raise FoundError(f"{fault.what} at {fault.place}: {given!r:.500}")

    return once


if __name__ == "__main__":
    main()
