"""Check an evidence bundle with Python alone: python verify.py [BUNDLE.zip or the folder of its files]

It is checked that every file has the SHA-256 that the manifest gives, that every source hashes to its address, that
every quotation and every other span stands in its source where it is said to stand, and that every entry rests on
mentions, sources and families as many as it says. Exit code: 0 all holds, 1 something does not, 2 no bundle.

Positions count Unicode code points, as Python's own strings do. What this cannot show is that nobody made a whole
bundle anew: for that, compare the SHA-256 of the zip with the one that its maker gave you.
"""

import hashlib
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FORMAT = 1
# What reading raises where a zip or a line of JSON is damaged, is packed in a way that Python does not know, or is
# nested beyond sense.
_UNREADABLE = (OSError, EOFError, ValueError, LookupError, TypeError, AttributeError, RuntimeError, zlib.error, zipfile.BadZipFile)  # fmt: skip


class Folder:
    """A bundle whose files stand in a folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> set[str]:
        """Return the names of its files."""
        return {path.name for path in self._path.iterdir()}

    def read(self, name: str) -> bytes:
        """Return what a file holds."""
        return (self._path / name).read_bytes()


class Zip:
    """A bundle in its zip."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path)

    def names(self) -> set[str]:
        """Return the names of its files."""
        return set(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """Return what a file holds."""
        return self._zip.read(name)


class Checker:
    """What was checked, and the faults that were found."""

    def __init__(self, bundle: Folder | Zip) -> None:
        self.bundle = bundle
        self.manifest: dict[str, Any] = json.loads(bundle.read("manifest.json"))
        if self.manifest["bundle"] != FORMAT:
            raise ValueError(f"it is of format {self.manifest['bundle']}; this script knows {FORMAT}")
        self.spans = self.unseen = 0
        self.sources: dict[str, dict[str, Any]] = {}
        self.mentions: dict[str, dict[str, Any]] = {}

    def faults(self) -> Iterator[str]:
        """Yield each fault in words; none means that all holds."""
        yield from self._files()
        self.sources = {row["address"]: row for row in self._rows("sources")}
        self.mentions = {row["id"]: row for row in self._rows("mentions")}
        yield from self._sources()
        yield from self._mentions()
        yield from self._entries()

    def _rows(self, part: str) -> Iterator[dict[str, Any]]:
        yield from map(json.loads, self.bundle.read(f"{part}.jsonl").decode().split("\n")[:-1])

    def _files(self) -> Iterator[str]:
        listed = self.manifest["files"]
        strays = self.bundle.names() - listed.keys() - {"manifest.json"}
        for name in sorted(strays if isinstance(self.bundle, Zip) else ()):
            yield f"{name}: the manifest does not list it"
        for name, said in listed.items():
            if name not in self.bundle.names():
                yield f"{name}: it is missing"
            elif hashlib.sha256(self.bundle.read(name)).hexdigest() != said["sha256"]:
                yield f"{name}: its SHA-256 is not the manifest's"

    def _sources(self) -> Iterator[str]:
        for address, row in self.sources.items():
            text = row.get("text")
            if text is not None and hashlib.sha256(text.encode()).hexdigest() != address:
                yield f"source {address}: its text does not hash to its address"

    def _mentions(self) -> Iterator[str]:
        for row in self.mentions.values():
            place = f"mention {row['id']}"
            if row["article"] not in self.sources:
                yield f"{place}: its source is missing"
                continue
            itself = {"start": row["start"], "end": row["end"], "text": row["quotation"]}
            for span in (itself, *spans_in(row["fields"])):
                if not self._stands(span, [row["article"]]):
                    yield f"{place}: [{span['start']}, {span['end']}) does not read {span['text'][:80]!r}"

    def _entries(self) -> Iterator[str]:
        for row in self._rows("entries"):
            place = f"entry {row['id']}"
            own = [self.mentions.get(mention) for mention in row["mentions"]]
            rest = [m for m in own if m and m["entry"] == row["id"] and m["article"] in self.sources]
            if not own or len(rest) < len(own):
                yield f"{place}: a mention that it rests on is missing"
                continue
            addresses = sorted({m["article"] for m in rest})
            families = {self.sources[address]["family"] for address in addresses}
            if (len(families), len(addresses)) != (row["families"], row["articles"]):
                yield f"{place}: it rests on {len(families)} families and {len(addresses)} articles, and says {row['families']} and {row['articles']}"
            for span in spans_in(row["fields"]):
                if not self._stands(span, addresses):
                    yield f"{place}: no source of it reads {span['text'][:80]!r} at [{span['start']}, {span['end']})"

    def _stands(self, span: dict[str, Any], addresses: list[str]) -> bool:
        """Say whether the words stand in one of the sources; where no text is there, that cannot be seen."""
        texts = [self.sources[address].get("text") for address in addresses]
        there = [text for text in texts if text is not None]
        if not there:
            self.unseen += 1
            return True
        self.spans += 1
        return span["start"] >= 0 and any(text[span["start"] : span["end"]] == span["text"] for text in there)


def spans_in(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every span of a value, at any depth."""
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "text"}:
            yield value
        for part in value.values():
            yield from spans_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans_in(part)


def shown(words: str) -> str:
    """Return words as one line that steers no terminal: a bundle may come from anybody."""
    return "".join(char if char.isprintable() else "\ufffd" for char in words)


def main(arguments: list[str]) -> int:
    """Check a bundle and say what was found; returns the exit code."""
    path = Path(arguments[0]) if arguments else Path(__file__).parent
    try:
        checker = Checker(Folder(path) if path.is_dir() else Zip(path))
        faults = list(checker.faults())
    except _UNREADABLE as error:
        sys.stderr.write(f"{path} is no bundle that can be read: {shown(str(error))}\n")
        return 2
    for fault in faults:
        sys.stdout.write(f"{shown(fault)}\n")
    counts = checker.manifest["counts"]
    sys.stdout.write(
        f"{counts['entries']} entries, {counts['mentions']} mentions, {counts['sources']} sources; {checker.spans} spans checked\n"
    )
    if checker.unseen:
        sys.stdout.write(
            f"{checker.unseen} spans cannot be checked: the texts of their sources were left out\n"
        )
    sys.stdout.write("All holds.\n" if not faults else f"{len(faults)} things do not hold.\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
