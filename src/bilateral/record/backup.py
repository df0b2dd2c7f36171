"""A record kept twice: backed up while others write to it, and put back.

A backup is a record itself, in one file. It is written beside its place under another name, proved, and then takes the
name in one step: whatever happens, what stands under the name is whole.
"""

import glob
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from uuid import uuid4

from bilateral.exceptions import RecordBusyError, RecordError, RecordWriteError
from bilateral.record.check import Violation, check
from bilateral.record.dialect import dialect_of
from bilateral.record.place import place_of
from bilateral.record.sqlite.file import File
from bilateral.record.store import Record
from bilateral.record.upgrade import is_current

_log = logging.getLogger(__name__)

UNFINISHED = ".unfinished"
# What SQLite may keep beside a file.
BESIDE = ("-wal", "-shm", "-journal")


def backup(record: str | Path, to: str | Path, *, force: bool = False) -> None:
    """Write a record as it is at this moment to a file; who writes to it goes on meanwhile.

    ``force`` replaces a file that stands there.

    Raises:
        RecordError: there is no record, it does not prove itself, or the backup cannot be written.

    """
    source, target = _file(record, f"bilateral copy '{place_of(record)}' {to}"), File(Path(to))
    Record(record).close()
    if target.path.exists():
        if target.path.samefile(source.path):
            raise RecordError(f"{to} is the record itself; name another file for the backup")
        if not force:
            raise RecordError(f"{to} is there already; name another file, or replace it with --force")
        target.prove_is_record()
    with _proved_copy(source, target.path) as copy:
        if target.path.exists() and target.path.stat().st_size:
            target.close_log()
        copy.replace(target.path)


def restore(kept: str | Path, record: str | Path) -> Path | None:
    """Put a backup in the place of a record; the backup stays.

    Returns where the record that stood there is kept now; null where there was none.

    Raises:
        RecordBusyError: another process has the record open.
        RecordError: there is no backup, it does not prove itself, or the record cannot be written.

    """
    source, target = File(Path(kept)), _file(record, f"bilateral copy {kept} '{place_of(record)}'")
    Record(source.path).close()
    if target.path.exists() and target.path.samefile(source.path):
        raise RecordError(f"{kept} is the record itself; name the backup first, then the record")
    if target.path.is_dir():
        target.prove_is_record()
    with _proved_copy(source, target.path) as copy:
        aside = _put_aside(target) if target.path.exists() else None
        copy.replace(target.path)
    return aside


def _file(record: str | Path, instead: str) -> File:
    place = place_of(record)
    if not isinstance(place, File):
        raise RecordError(f"{place} is no file, as a backup is; use: {instead}")
    return place


@contextmanager
def _proved_copy(source: File, target: Path) -> Iterator[Path]:
    """Give a copy of a record under a name of its own beside the target; it is removed unless it is renamed.

    What a copy that was killed left there is removed first.
    """
    copy = target.with_name(f".{target.name}.{uuid4().hex}{UNFINISHED}")
    try:
        with _in_words_of_writing(target):
            for left in target.parent.glob(f".{glob.escape(target.name)}.*{UNFINISHED}*"):
                left.unlink(missing_ok=True)
        source.snapshot(copy)
        _prove(copy, source)
        with _in_words_of_writing(target):
            _reach_the_disk(copy)
            yield copy
            _reach_the_disk(target.parent)
    finally:
        with suppress(OSError):
            copy.unlink(missing_ok=True)


@contextmanager
def _in_words_of_writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RecordWriteError(
            f"{target} cannot be written ({error.strerror}); make room, or name another place"
        ) from error


def _prove(copy: Path, source: File) -> None:
    """Prove a copy; of a record of another version, that the file itself is whole.

    Raises:
        RecordError: it does not hold what it claims.

    """
    with Record(copy) as opened, opened.transaction() as connection:
        if is_current(connection):
            faults: Iterator[Violation] = check(connection)
        else:
            faults = (Violation(*fault) for fault in dialect_of(connection).faults(connection))
        for fault in faults:
            raise RecordError(
                f"{source} does not prove itself ({fault.place}: {fault.fault}), so it was not copied; "
                f"see: bilateral check --record {source}"
            )


def _reach_the_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk, where the system can tell."""
    if path.is_dir() and os.name != "posix":
        return
    opened = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _put_aside(record: File) -> Path:
    """Give a record that is to be replaced a second name, with all its changes; returns it.

    A file that is too damaged to be opened is put aside with what stands beside it.
    """
    try:
        # First without the right to change it: SQLite may drop the log of a file that it cannot make out.
        record.prove_is_record()
        record.close_log()
    except (RecordBusyError, RecordWriteError):
        raise
    except RecordError:
        _log.debug("%s cannot be opened, and is put aside as it is", record, exc_info=True)
    aside = next(path for path in _names_aside(record.path) if not path.exists())
    try:
        os.link(record.path, aside)
    except OSError:  # a file system without second names; for a moment there is no record
        record.path.rename(aside)
    for ending in BESIDE:
        left = record.path.with_name(record.path.name + ending)
        if left.exists():
            left.rename(aside.with_name(aside.name + ending))
    return aside


def _names_aside(path: Path) -> Iterator[Path]:
    yield path.with_name(f"{path.name}.before-restore")
    yield from (path.with_name(f"{path.name}.before-restore-{number}") for number in count(2))
