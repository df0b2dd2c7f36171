"""A stage of a run: a pure function over tables, what it takes and what it gives; and one piece of its work."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa

from bilateral.running.files import Shuffle, Take, folder_of, read, write

Tables: TypeAlias = Mapping[str, pa.Table]
"""Tables by name."""


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of a stage's work, small enough to be sent to any worker.

    ``inputs`` is the hash of all that the stage works on; ``options`` are its settings.
    """

    root: str
    stage: str
    inputs: str
    parts: int
    part: int
    piece: int | None = None
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The piece's name among those of its stage, which is also that of its files."""
        return f"part-{self.part:05d}" + ("" if self.piece is None else f"-{self.piece:05d}")

    @property
    def marker(self) -> Path:
        """The file that says that the piece is done."""
        return Path(self.root) / "work" / "done" / self.stage / f"{self.name}.json"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a run.

    ``function`` is given the tables that it ``takes``, by name, and of the run's settings its ``options``; it returns
    the tables that it ``gives``, or yields them in several lots. Those with a shuffle go on to the parts that it says.
    """

    name: str
    function: Callable[..., Tables | Iterator[Tables]]
    takes: Mapping[str, Take]
    gives: Mapping[str, Shuffle | None]
    options: tuple[str, ...] = ()

    def perform(self, work: Work) -> dict[str, Any]:
        """Do a piece of the work, unless it is done; returns what its marker says of the files that it left."""
        done = finished(work)
        if done is not None:
            return done
        root = Path(work.root)
        tables = {
            name: read(root, name, take, work.part, work.piece or 0) for name, take in self.takes.items()
        }
        made = self.function(**tables, **{name: work.options[name] for name in self.options})
        files: dict[str, Any] = {}
        for number, lot in enumerate([made] if isinstance(made, Mapping) else made):
            for name, shuffle in self.gives.items():
                ending = "" if isinstance(made, Mapping) else f"-{number:05d}"
                path = folder_of(root, name) / f"{work.name}{ending}.parquet"
                files[str(path.relative_to(root))] = write(path, lot[name], shuffle, work.parts)
        return _finish(work, files)


def finished(work: Work) -> dict[str, Any] | None:
    """Return what the marker of a piece of work says, if it is done, on these inputs, and its files are there."""
    try:
        done: dict[str, Any] = json.loads(work.marker.read_bytes())
    except (OSError, ValueError):
        return None
    there = done["inputs"] == work.inputs and all((Path(work.root) / file).exists() for file in done["files"])
    return done if there else None


def _finish(work: Work, files: Mapping[str, Any]) -> dict[str, Any]:
    done = {"inputs": work.inputs, "files": files}
    work.marker.parent.mkdir(parents=True, exist_ok=True)
    unfinished = work.marker.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(done, indent=1, sort_keys=True), encoding="utf-8")
    unfinished.replace(work.marker)
    return done
