"""A zip whose bytes hang on its contents alone: no clock, no owner, a fixed order."""

import shutil
import zipfile
from pathlib import Path
from typing import BinaryIO, Self

# The first moment that a zip can tell of.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_UNIX, _READABLE = 3, 0o644 << 16


class Archive:
    """A zip that is being written. Level and method are fixed; another zlib may still pack the same to other bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)

    def add(self, path: Path) -> None:
        """Add a file under its own name."""
        info = _info(path.name)
        info.file_size = path.stat().st_size
        with path.open("rb") as source, self._zip.open(info, "w") as to:
            shutil.copyfileobj(source, to)

    def add_text(self, name: str, text: str) -> None:
        """Add a short text under a name."""
        self._zip.writestr(_info(name), text.encode())

    def __enter__(self) -> Self:
        """Use the archive as a context; it is whole at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Write the directory of the zip."""
        self._zip.close()


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _MOMENT)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system, info.external_attr = _UNIX, _READABLE
    return info
