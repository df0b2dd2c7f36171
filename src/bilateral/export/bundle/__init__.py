"""A portable evidence bundle: a zip that proves itself to a reader who has neither Bilateral nor a network.

It holds entries, mentions, sources and judgements as JSON lines, a manifest with the SHA-256 of each file, a page that
checks itself in a browser (``verify.html``) and a script that does the same with Python alone (``verify.py``). The
same record and scope give the same bytes. All names inside are fixed; none is made of what an article says.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, BinaryIO

import sqlalchemy as sa

from bilateral.export.bundle.archive import Archive
from bilateral.export.bundle.page import write_page
from bilateral.export.bundle.parts import PARTS, part_lines
from bilateral.export.files import sha256_of
from bilateral.export.scope import Scope
from bilateral.export.streams import Tally
from bilateral.version import VERSION

__all__ = ["write_bundle"]

FORMAT = 1
"""The version of what a bundle holds; ``verify.py`` and the page refuse another."""


def write_bundle(connection: sa.Connection, scope: Scope, file: BinaryIO, *, text: bool) -> Mapping[str, int]:
    """Write a bundle and return how many of each it holds; without ``text`` only hashes of the texts go along."""
    with tempfile.TemporaryDirectory(prefix="bilateral-bundle-") as temporary:
        folder = Path(temporary)
        counts = _write_parts(folder, part_lines(connection, scope, text=text))
        facts = _facts(scope, counts, text=text)
        parts = {**facts, "files": _files(folder)}
        with (folder / "verify.html").open("wb") as page:
            write_page(page, folder, parts)
        _copy_helpers(folder)
        with Archive(file) as archive:
            for path in sorted(folder.iterdir()):
                archive.add(path)
            manifest = {**facts, "files": _files(folder)}
            archive.add_text("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
    return counts


def _write_parts(folder: Path, lines: Iterator[tuple[str, bytes]]) -> Mapping[str, int]:
    counts = Tally(dict.fromkeys(PARTS, 0))
    files = {name: (folder / f"{name}.jsonl").open("wb") for name in PARTS}
    try:
        for name, line in lines:
            files[name].write(line)
            counts.add(name)
    finally:
        for file in files.values():
            file.close()
    return counts


def _facts(scope: Scope, counts: Mapping[str, int], *, text: bool) -> dict[str, Any]:
    """Return what a manifest says beside the files: nothing that differs from one export to the next."""
    asked = {
        "actors": list(scope.actors) if scope.actors else None,
        "kinds": [str(kind) for kind in scope.kinds],
        "since": scope.period.since,
        "until": scope.period.until,
        "as_of": scope.known,
        "rule": str(scope.rule),
    }
    return {
        "bundle": FORMAT,
        "made_by": f"Bilateral {VERSION}",
        "texts": text,
        "scope": asked,
        "counts": dict(counts),
    }


def _files(folder: Path) -> dict[str, dict[str, Any]]:
    return {
        path.name: {"bytes": path.stat().st_size, "sha256": sha256_of(path)}
        for path in sorted(folder.iterdir())
    }


def _copy_helpers(folder: Path) -> None:
    own = resources.files("bilateral.export.bundle")
    for name in ("verify.py", "README.md"):
        with (folder / name).open("wb") as to, own.joinpath(name).open("rb") as source:
            shutil.copyfileobj(source, to)
