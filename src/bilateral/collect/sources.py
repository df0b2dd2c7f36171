"""Where articles come from: files, folders and standard input, opened and decompressed, never all at once."""

import gzip
import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from bilateral.collect.items import Reason, problem
from bilateral.model import Problem

Source: TypeAlias = str | os.PathLike[str]
"""A file, a folder, or ``"-"`` for standard input."""

STANDARD_INPUT = "-"
_GZIP_MAGIC = b"\x1f\x8b"


def display_name(path: Path) -> str:
    """Return the path as text that can be written as UTF-8, whatever bytes the file's name holds."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def files_of(source: Source) -> Iterator[Path | Problem]:
    """Yield the files of a source in sorted order, folders within folders too.

    Names that begin with a dot are left out, as a shell leaves them out; links are followed, loops are not.
    """
    path = Path(source)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        yield problem(display_name(path), Reason.MISSING, "There is no such file or folder; check its name.")
    except OSError as error:
        yield _unreadable(path, error)
    else:
        if stat.S_ISDIR(mode):
            yield from _walk(path, frozenset())
        else:
            yield path


def _walk(folder: Path, above: frozenset[tuple[int, int]]) -> Iterator[Path | Problem]:
    try:
        status = folder.stat()
        entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        yield _unreadable(folder, error)
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        return
    for entry in entries:
        if entry.is_dir():
            yield from _walk(entry, above | {here})
        elif entry.is_file():
            yield entry
        else:
            yield problem(display_name(entry), Reason.UNREADABLE, "This is no regular file or leads nowhere.")


def _unreadable(path: Path, error: OSError) -> Problem:
    return problem(display_name(path), Reason.UNREADABLE, f"It cannot be read: {error.strerror}.")


@contextmanager
def opened(stream: BinaryIO) -> Iterator[io.BufferedReader]:
    """Give the stream's content, decompressed where it is gzip, as something that can be peeked into."""
    buffered = (
        stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))
    )
    if buffered.peek(2)[:2] != _GZIP_MAGIC:
        yield buffered
        return
    with gzip.GzipFile(fileobj=buffered) as unpacked:
        yield io.BufferedReader(cast("io.RawIOBase", unpacked))
