"""A warm process from which others are forked to be killed: a trial costs what it does, not what it takes to load.

It is a process of its own, without threads, that has read an article once; what it forks runs the real code on real
files, and dies by SIGKILL in the midst of it: after a time, which is how the world kills, or at a tick of SQLite (each
statement, and each hundred instructions of one), which reaches what is over too quickly to be met by time.
"""

import contextlib
import ctypes
import itertools
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

INSTRUCTIONS = 100
# Linux: what the killed leave behind becomes a child of the warm process, which sees it end.
PR_SET_CHILD_SUBREAPER = 36
# Longer than any undisturbed run, on a machine that has much else to do.
PATIENCE = 120.0


@dataclass(frozen=True)
class Trial:
    """What came of a work that was killed and finished.

    ``kills`` is how often it was killed; ``violations`` what `check` found between the kills and at the end; ``differ``
    the tables in which the record is another than that of an undisturbed run; ``error`` what went wrong otherwise.
    """

    work: str
    seed: int
    kills: int
    violations: tuple[str, ...]
    differ: tuple[str, ...]
    error: str = ""

    @property
    def good(self) -> bool:
        """Say whether nothing was lost."""
        return not (self.violations or self.differ or self.error)


class Nursery:
    """The warm process, as seen from the one that asks; a context that ends it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).resolve().parents[2],
            env={**os.environ, "OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"},
        )
        self._whole: dict[str, dict[str, Any]] = {}
        self._numbers = itertools.count()

    def trial(self, work: str, seed: int, *, by_ticks: bool) -> Trial:
        """Kill a work at random, perhaps again while it is being finished; then finish it and compare."""
        whole = self._undisturbed(work)
        chance, folder, kills = random.Random(f"{work} {seed}"), self._fresh(work), 0
        violations: list[str] = []
        try:
            while not kills or chance.random() < 0.25:
                after = self._when(whole, chance, by_ticks=by_ticks)
                if not self._ask(act="kill", work=work, folder=str(folder), **after)["killed"]:
                    break
                kills += 1
                violations += self._ask(act="prove", work=work, folder=str(folder))["violations"]
            if not kills:
                return Trial(work, seed, 0, (), ())
            done = self._ask(act="finish", work=work, folder=str(folder))
            violations += done["violations"]
            tables = whole["outcome"].keys() | done["outcome"].keys()
            differ = [
                name for name in sorted(tables) if whole["outcome"].get(name) != done["outcome"].get(name)
            ]
            return Trial(work, seed, kills, tuple(violations), tuple(differ))
        except FailedError as error:
            return Trial(work, seed, kills, tuple(violations), (), str(error))
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def trials(self, work: str, kills: int, seed: int, *, by_ticks: bool) -> Iterator[Trial]:
        """Yield trials until so many kills are done; a trial whose work was quicker than its death counts for none."""
        done, tried = 0, 0
        while done < kills and tried < 4 * kills + 8:
            trial = self.trial(work, seed + tried, by_ticks=by_ticks)
            done, tried = done + trial.kills, tried + 1
            yield trial

    def _undisturbed(self, work: str) -> dict[str, Any]:
        if work not in self._whole:
            self._ask(act="ready", work=work, folder=str(self._template(work)))
            folder = self._fresh(work)
            self._whole[work] = self._ask(act="finish", work=work, folder=str(folder))
            shutil.rmtree(folder)
        return self._whole[work]

    def _template(self, work: str) -> Path:
        folder = self.folder / "ready" / work
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _fresh(self, work: str) -> Path:
        # Names of one length, and the same for all: a name may stand in the record.
        folder = self.folder / "trials" / f"{next(self._numbers):06d}"
        shutil.copytree(self._template(work), folder)
        place = self.folder / "here"
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(place)
        return Path(folder.rename(place))

    @staticmethod
    def _when(whole: dict[str, Any], chance: random.Random, *, by_ticks: bool) -> dict[str, Any]:
        if by_ticks:
            return {"tick": chance.randint(1, whole["ticks"])}
        return {"seconds": chance.uniform(0, whole["seconds"])}

    def _ask(self, **request: Any) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the nursery has died")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise FailedError(answer["error"])
        return answer

    def __enter__(self) -> Self:
        """Use the nursery as a context; it ends with it."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the warm process; it ends what it started."""
        self._process.communicate()


class FailedError(Exception):
    """A work failed without being killed."""


# What follows runs in the warm process.


def main() -> None:
    """Answer requests, one a line, until there are no more."""
    from tests.reliability import works  # noqa: PLC0415 -- only the warm process needs it

    from bilateral.read import read_articles  # noqa: PLC0415

    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    works.small_chunks()
    warm(read_articles)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    try:
        for line in sys.stdin:
            try:
                answer = _answer(json.loads(line), works.WORKS)
            except Exception:  # noqa: BLE001 -- it is told
                answer = {"error": traceback.format_exc()}
            answers.write(json.dumps(answer) + "\n")
            answers.flush()
    finally:
        for server in works.SERVERS:
            server.kill()


def warm(read_articles: Any) -> None:
    """Load what reading needs, by reading something."""
    from bilateral.collect.normalise import address  # noqa: PLC0415
    from bilateral.model import Article  # noqa: PLC0415

    text = "Norway and Chile signed an agreement on trade in Oslo on Monday. Chile accused Norway of delay."
    list(read_articles([Article(address(text), text, "", "", None, "", "", {})]))


def _answer(request: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    work, folder = known[request["work"]], Path(request["folder"])
    if request["act"] == "ready":
        work.ready(folder)
        return {}
    if request["act"] == "kill":
        return {"killed": _kill(work, folder, request.get("seconds"), request.get("tick"))}
    return _forked(lambda: _prove(work, folder) if request["act"] == "prove" else _finish(work, folder))


def _kill(work: Any, folder: Path, seconds: float | None, tick: int | None) -> bool:
    """Begin a work and kill it; says whether it was not done before."""
    child = os.fork()
    if not child:
        os.setpgid(0, 0)
        _count_ticks(tick)
        _silently(lambda: work.do(folder))
    end = time.monotonic() + (PATIENCE if seconds is None else seconds)
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            break
        if time.monotonic() >= end:
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            break
        time.sleep(0.0005)
    _wait_for_group(child)
    return os.WIFSIGNALED(status)


def _wait_for_group(group: int) -> None:
    """Wait until the processes that a killed one had started are gone too."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            os.waitpid(-group, os.WNOHANG)
        except ChildProcessError:
            return
        time.sleep(0.005)
    os.killpg(group, signal.SIGKILL)
    raise RuntimeError("a process that was killed left others behind for longer than 20 seconds")


def _forked(act: Any) -> dict[str, Any]:
    """Return what an act gives, which is done in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _silently(lambda: os.write(writing, json.dumps(act()).encode()), writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        told = answer.read()
    os.waitpid(child, 0)
    found: dict[str, Any] = json.loads(told)
    return found


def _silently(act: Any, telling: int | None = None) -> None:
    """Do something in a process that was forked for it, and end that."""
    code = 0
    try:
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        act()
    except BaseException:  # noqa: BLE001 -- it is told, and the process ends
        code = 1
        if telling is not None:
            os.write(telling, json.dumps({"error": traceback.format_exc()}).encode())
    os._exit(code)


def _prove(work: Any, folder: Path) -> dict[str, Any]:
    del work
    return {"violations": _violations(folder)}


def _finish(work: Any, folder: Path) -> dict[str, Any]:
    ticks, start = _count_ticks(None), time.monotonic()
    work.do(folder)
    seconds = time.monotonic() - start
    told = {"seconds": seconds, "ticks": ticks[0], "violations": _violations(folder)}
    return told | {"outcome": work.outcome(folder)}


def _violations(folder: Path) -> list[str]:
    """Return what `check` finds in every record of a folder that stands there; none is begun by looking."""
    import bilateral  # noqa: PLC0415
    from bilateral.exceptions import NotARecordError  # noqa: PLC0415

    found: list[str] = []
    for name in ("news.bilateral", "kept", "copy"):
        path = folder / name
        if path.exists():
            try:
                found += [f"{name}: {fault.place}: {fault.fault}" for fault in bilateral.check(path)]
            except NotARecordError as error:
                if "holds no record yet" not in str(error):
                    raise
    return found


def _count_ticks(last: int | None) -> list[int]:
    """Count the ticks of SQLite from now on, and die at the one that is given."""
    count, connect = [0], sqlite3.connect

    def tick(*_: object) -> int:
        count[0] += 1
        if count[0] == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def counting(*args: Any, **named: Any) -> sqlite3.Connection:
        connection = connect(*args, **named)
        connection.set_progress_handler(tick, INSTRUCTIONS)
        connection.set_trace_callback(tick)
        return connection

    sqlite3.connect = counting  # type: ignore[assignment]
    return count


if __name__ == "__main__":
    main()
