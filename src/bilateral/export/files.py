"""Files that appear under their names only when they are whole, and never in the place of others unasked."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bilateral.exceptions import ExportError


@contextmanager
def new_file(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """Give a file to write to; it stands at ``path`` once the block has ended well.

    Raises:
        ExportError: something stands there and ``force`` is not given, or it cannot be written.

    """
    with new_files(path.parent, [path.name], force=force) as folder, (folder / path.name).open("wb") as file:
        yield file


@contextmanager
def new_files(folder: Path, names: Sequence[str], *, force: bool) -> Iterator[Path]:
    """Give an empty folder to write files to; they stand in ``folder`` once the block has ended well.

    ``names`` are all that may be written. With ``force``, those of them that stand in the folder already go; other
    files there are left alone in any case.

    Raises:
        ExportError: one of them stands there and ``force`` is not given, or they cannot be written.

    """
    _refuse_others(folder, names, force=force)
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=".bilateral-export-", dir=folder))
        try:
            yield part
            _put(part, folder, names)
        finally:
            shutil.rmtree(part, ignore_errors=True)
            if made and not any(folder.iterdir()):
                folder.rmdir()
    except OSError as error:
        raise ExportError(f"the export cannot be written to {folder}: {error.strerror or error}") from error


def _refuse_others(folder: Path, names: Sequence[str], *, force: bool) -> None:
    standing = [folder / name for name in names if (folder / name).exists()]
    if standing and not force:
        raise ExportError(f"{standing[0]} is there already; choose another place, or replace it with --force")
    for path in standing:
        if not path.is_file():
            raise ExportError(f"{path} is no file, so it is not replaced; choose another place")


def _put(part: Path, folder: Path, names: Sequence[str]) -> None:
    for name in names:
        if (part / name).exists():
            (part / name).replace(folder / name)
        else:
            (folder / name).unlink(missing_ok=True)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
