"""A run of a target: how many inputs, how long, and which faults."""

import random
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field

from fuzz.mutate import mutated
from fuzz.targets import Target

# Of so many inputs one is taken twice, to see that the outcome is the same.
TWICE = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """An input that broke a law: how, and where in the code; ``place`` is the same for faults of one cause."""

    data: bytes | str
    what: str
    place: str


@dataclass(slots=True)
class Report:
    """What a run of one target came to."""

    target: str
    inputs: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    faults: dict[str, Fault] = field(default_factory=dict)


def run(target: Target, inputs: int, seconds: float, seed: int = 0) -> Report:
    """Take mutated inputs through a target, until there were so many or the time is up."""
    report, began = Report(target.name), time.monotonic()
    # A fault is found again by the same target, seed and number of inputs, whatever the machine.
    for number, data in enumerate(_inputs(target, seed)):
        if number >= inputs or time.monotonic() - began > seconds:
            break
        report.inputs += 1
        fault, took = tried(target, data, twice=number % TWICE == 0)
        report.slowest = max(report.slowest, took)
        if fault:
            report.faults.setdefault(fault.place, fault)
    report.seconds = time.monotonic() - began
    return report


def _inputs(target: Target, seed: int) -> Iterator[bytes | str]:
    chance = random.Random(f"{target.name} {seed}")
    yield from target.seeds
    while True:
        yield mutated(target.seeds, target.words, chance)


def tried(target: Target, data: bytes | str, *, twice: bool = True) -> tuple[Fault | None, float]:
    """Take one input through a target; returns the fault, if there is one, and the seconds of the processor."""
    began = time.process_time()
    try:
        outcome = target.outcome(data)
    except Exception as error:  # noqa: BLE001 -- any is a fault
        return _fault(data, error), 0.0
    took = time.process_time() - began
    if took > target.seconds:
        return Fault(data, f"took {took:.1f} s", "slow"), took
    if twice and repr(target.outcome(data)) != repr(outcome):
        return Fault(data, "another outcome the second time", "unlike"), took
    return None, took


def _fault(data: bytes | str, error: Exception) -> Fault:
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "bilateral" in frame.filename] or frames
    places = dict.fromkeys(
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in (own[-1], frames[-1])
    )
    return Fault(data, f"{type(error).__name__}: {error}"[:300], " ".join(places))
