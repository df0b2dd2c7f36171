"""The sources of a run: which files they are, what they hold, and how the work of collecting them is divided."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from bilateral.collect import Source
from bilateral.collect.sources import STANDARD_INPUT, files_of
from bilateral.collect.web import is_address
from bilateral.exceptions import SourceError
from bilateral.model import Problem

# Small files are collected together, so many or so much at a time.
FILES: Final = 200
BYTES: Final = 64_000_000
# A part of the articles: what one task holds at a time in most stages.
PART_BYTES: Final = 16_000_000
LEAST_PARTS, MOST_PARTS = 4, 256
# How much longer packed text is unpacked.
PACKED: Final = 4

Numbered: TypeAlias = tuple[int, str | Problem]
"""A file of the sources, or why it is none, with its number."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of the sources with their sizes in bytes, in order, and the hash of all that they hold."""

    found: Sequence[str | Problem]
    sizes: Sequence[int]
    inputs: str

    def parts(self) -> int:
        """Return into how many parts the articles go; it follows from the sizes, not from who does the work."""
        unpacked = sum(
            size * (PACKED if str(found).endswith(".gz") else 1)
            for found, size in zip(self.found, self.sizes, strict=True)
        )
        return max(LEAST_PARTS, min(MOST_PARTS, -(-unpacked // PART_BYTES)))

    def divided(self) -> Iterator[list[Numbered]]:
        """Yield the files in lots, each the work of one task; there is at least one."""
        lot, size = list[Numbered](), 0
        for numbered, bytes_ in zip(enumerate(self.found), self.sizes, strict=True):
            if lot and (len(lot) == FILES or size + bytes_ > BYTES):
                yield lot
                lot, size = [], 0
            lot.append(numbered)
            size += bytes_
        yield lot


def files(sources: Iterable[Source]) -> Files:
    """Return the files of sources.

    Raises:
        SourceError: a source is no file or folder, and so may not be the same when a run is continued.

    """
    listed = list(sources)
    for source in listed:
        if isinstance(source, str) and (source == STANDARD_INPUT or is_address(source)):
            raise SourceError(
                f"a run reads only what it can read again, and {source} is no file; save it to one first"
            )
    found = [
        item if isinstance(item, Problem) else str(item) for source in listed for item in files_of(source)
    ]
    sums = [_sum(item) for item in found]
    whole = hashlib.sha256(repr([(item, sha) for item, (sha, _) in zip(found, sums, strict=True)]).encode())
    return Files(found, [size for _, size in sums], whole.hexdigest())


def _sum(item: str | Problem) -> tuple[Any, int]:
    """Return the hash and size of a file; what cannot be opened is told by collecting it."""
    if isinstance(item, Problem):
        return asdict(item), 0
    try:
        with Path(item).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest(), Path(item).stat().st_size
    except OSError as error:
        return str(error.strerror), 0
