"""The whole way over Parquet: sources to articles, families, mentions and entries, without a record.

The invariant: a file in the folder is whole, and a piece of work whose marker names the hash of its inputs is done. A
run that is killed is finished by the next one with the same sources; where nothing changed, nothing is done.
"""

import datetime as dt
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bilateral.batches import digest
from bilateral.collect import Limits, Source
from bilateral.engine import Engine, open_engine
from bilateral.exceptions import FolderError
from bilateral.model import Problem
from bilateral.running.files import Take, files_of, folder_of
from bilateral.running.sources import Files, files
from bilateral.running.stage import Stage, Work, finished
from bilateral.running.stages.reconciling import HOT
from bilateral.running.tables import RESULTS
from bilateral.running.way import BY_NAME, COLLECT, STAGES
from bilateral.version import VERSION

SIGN: Final = "run.json"
"""The file that says of a folder that it is a run's, of what, and whether it is done."""

Progress = Callable[[str, int, int | None], None]
"""Told the stage, how many pieces of its work are done and how many there are."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How to run.

    ``engine`` (``local``, ``ray``, or one that is open), its ``workers`` and the ``address`` of a Ray cluster count for
    nothing in the outcome. ``parts`` is into how many parts the articles go (by their size where it is not given), ``hot`` how many
    mentions of a kind a block may have to be compared at once; ``limits`` and ``today`` are those of `collect`.
    """

    engine: str | Engine = "local"
    workers: int = 1
    address: str | None = None
    parts: int | None = None
    hot: int = HOT
    limits: Limits = field(default_factory=Limits)
    today: dt.date | None = None


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run left: ``counts`` of rows by table and of mentions by kind, its problems, and the pieces it did."""

    counts: Counter[str]
    problems: Sequence[Problem]
    pieces: int
    seconds: float


def run(
    sources: Iterable[Source],
    folder: str | Path,
    options: RunOptions | None = None,
    *,
    progress: Progress = lambda _stage, _done, _all: None,
) -> RunSummary:
    """Take sources (files and folders) the whole way and leave tables of Parquet in a folder.

    What an earlier run over the same sources did there is not done again.

    Raises:
        SourceError: a source is standard input or an address.
        FolderError: the folder holds something else.
        EngineError: the engine is missing, or its workers die again and again.

    """
    start = time.monotonic()
    options, found = options or RunOptions(), files(sources)
    root = claim(Path(folder))
    with ExitStack() as stack:
        task = _Run(root, options, found, stack)
        _sign(root, task, done=False)
        for stage in STAGES:
            task.do(stage, partial(progress, stage.name))
        _sign(root, task, done=True)
    return RunSummary(_counts(root, task), problems(root), task.pieces, time.monotonic() - start)


def claim(folder: Path) -> Path:
    """Return a folder for a run, made where it is missing.

    Raises:
        FolderError: it holds something else, or cannot be made.

    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strange = any(folder.iterdir()) and not (folder / SIGN).exists()
    except OSError as error:
        raise FolderError(f"{folder} cannot hold a run ({error.strerror}); name another folder") from error
    if strange:
        raise FolderError(f"{folder} holds other files; name a new folder, or one of an earlier run")
    return folder.resolve()


def problems(root: Path) -> list[Problem]:
    """Return the problems of a run that is done."""
    rows = (row for path in files_of(root, "problems") for row in pq.read_table(path).to_pylist())
    return [Problem(**row) for row in rows]


class _Run:
    """One run in a folder, with the files that its stages left so far."""

    def __init__(self, root: Path, options: RunOptions, found: Files, stack: ExitStack) -> None:
        self.root, self.options, self.found, self._stack = root, options, found, stack
        self.parts = options.parts or found.parts()
        self.files: dict[str, dict[str, Any]] = {}
        self.pieces = 0
        self._engine: Engine | None = None

    def do(self, stage: Stage, progress: Callable[[int, int | None], None]) -> None:
        """Do what of a stage is not done, and put away what is not of this run."""
        pieces = list(self._pieces(stage))
        done = {piece.name: marker for piece in pieces if (marker := finished(piece))}
        missing = [piece for piece in pieces if piece.name not in done]
        progress(len(done), len(pieces))
        if missing:
            for name, marker in self._opened().run(perform, missing):
                done[name] = marker
                self.pieces += 1
                progress(len(done), len(pieces))
        for table in stage.gives:
            self.files[table] = {}
        for piece in pieces:
            for file, facts in done[piece.name]["files"].items():
                self.files[Path(file).parent.name][file] = facts
        _tidy(self.root, stage, self.files, {piece.marker for piece in pieces})

    def _pieces(self, stage: Stage) -> Iterator[Work]:
        piece = partial(Work, str(self.root), stage.name, self._inputs(stage), self.parts)
        settings: dict[str, Any] = {"parts": self.parts, "hot": self.options.hot}
        if stage is COLLECT:
            settings |= {"limits": self.options.limits, "today": self.options.today}
            lots = enumerate(self.found.divided())
            yield from (piece(number, options=settings | {"sources": lot}) for number, lot in lots)
            return
        cut = next((name for name, take in stage.takes.items() if take is Take.PIECE), None)
        whole = all(take is Take.WHOLE for take in stage.takes.values())
        for part in range(1 if whole else self.parts):
            if cut is None:
                yield piece(part, options=settings)
                continue
            file = folder_of(self.root, cut).relative_to(self.root) / f"part-{part:05d}.parquet"
            yield from (piece(part, n, settings) for n in range(self.files[cut][str(file)]["groups"]))

    def _inputs(self, stage: Stage) -> str:
        """Return the hash of everything on which the outcome of a stage rests."""
        settings: dict[str, Any] = {"version": VERSION, "arrow": pa.__version__, "parts": self.parts}
        if stage is COLLECT:
            settings |= {"files": self.found.inputs, "limits": asdict(self.options.limits)}
            settings["today"] = self.options.today
        if "hot" in stage.options:
            settings["hot"] = self.options.hot
        taken = {name: {file: f["sha256"] for file, f in self.files[name].items()} for name in stage.takes}
        return digest(stage.name, settings, taken)

    def _opened(self) -> Engine:
        options = self.options
        if not isinstance(options.engine, str):
            return options.engine
        if self._engine is None:
            engine = open_engine(options.engine, options.workers, options.address)
            self._engine = self._stack.enter_context(engine)
        return self._engine


def perform(work: Work) -> tuple[str, dict[str, Any]]:
    """Do a piece of work; returns its name and what its marker says."""
    return work.name, BY_NAME[work.stage].perform(work)


def _tidy(root: Path, stage: Stage, kept: Mapping[str, Mapping[str, Any]], markers: set[Path]) -> None:
    """Remove what is not of this run: files of one with other sources, and those that a killed worker left half."""
    for table in stage.gives:
        for path in folder_of(root, table).glob("*"):
            if str(path.relative_to(root)) not in kept[table]:
                path.unlink()
    for path in (root / "work" / "done" / stage.name).glob("*"):
        if path not in markers:
            path.unlink()


def _sign(root: Path, task: _Run, *, done: bool) -> None:
    rows = {name: sum(f["rows"] for f in task.files.get(name, {}).values()) for name in RESULTS}
    sign = {"bilateral": VERSION, "parts": task.parts, "done": done, "rows": rows if done else {}}
    unfinished = root / f".{SIGN}"
    unfinished.write_text(json.dumps(sign, indent=1) + "\n", encoding="utf-8")
    unfinished.replace(root / SIGN)


def _counts(root: Path, task: _Run) -> Counter[str]:
    counts = Counter({name: sum(f["rows"] for f in task.files[name].values()) for name in RESULTS})
    for path in files_of(root, "mentions"):
        kinds = pc.value_counts(pq.read_table(path, columns=["kind"])["kind"])
        counts.update({str(each["values"]): int(each["counts"]) for each in kinds.to_pylist()})
    return counts
