"""Fuzzing led by the branches that inputs reach, by atheris (libFuzzer for Python)."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from fuzz.runs import tried
from fuzz.targets import Target


class FoundError(Exception):
    """An input broke a law; libFuzzer writes it to a file."""


def guide(target: Target, inputs: int, seconds: float) -> int:
    """Run one target under libFuzzer; returns the exit code. An input is bytes; a target of text gets them as UTF-8."""
    import atheris  # noqa: PLC0415 -- an extra

    text = isinstance(target.seeds[0], str)

    def once(data: bytes) -> None:
        given = data.decode("utf-8", "replace") if text else data
        fault, _ = tried(target, given, twice=False)
        if fault:
            raise FoundError(f"{fault.what} at {fault.place}: {given!r:.500}")

    with TemporaryDirectory(prefix="bilateral-fuzz-") as folder:
        for number, seed in enumerate(target.seeds):
            Path(folder, str(number)).write_bytes(seed.encode("utf-8", "replace") if text else seed)
        atheris.instrument_all() if target.name in {"date", "address", "robots"} else None
        atheris.Setup(
            [sys.argv[0], f"-runs={inputs}", f"-max_total_time={int(seconds)}", "-max_len=4000", folder], once
        )
        atheris.Fuzz()
    return 0
