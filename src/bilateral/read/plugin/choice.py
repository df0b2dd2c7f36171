"""Which reader reads: found by name, opened with its options, and given as a function that workers can import."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeAlias

import pyarrow as pa

from bilateral.batches import batch_to_articles, readings_to_batch
from bilateral.exceptions import BilateralError, ReaderError
from bilateral.model import Article, Reading
from bilateral.read import read_articles
from bilateral.read.copies import read as read_copies
from bilateral.read.plugin.interface import Reader, Terms
from bilateral.read.plugin.reading import read_each
from bilateral.version import VERSION

_log = logging.getLogger(__name__)

GROUP: Final = "bilateral.readers"
BUILTIN: Final = "builtin"
# Looked up before what other packages offer, so that none takes the place of one of these.
_OWN = (EntryPoint("llm", "bilateral.read.llm:open_reader", GROUP),)
_LONGEST_MARK = 200

Stage: TypeAlias = Callable[[pa.RecordBatch], pa.RecordBatch]
ReadArticles: TypeAlias = Callable[[Iterable[Article]], Iterator[Reading]]


@dataclass(frozen=True)
class ReaderChoice:
    """A reader by name, with its options, which may hold a key and are therefore not shown."""

    name: str = BUILTIN
    options: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class OpenReader:
    """A reader at work. ``mark`` is what the record keeps with each article that it read (``articles.read_by``).

    ``readings`` gives the readings of articles, in their order; workers can import it. ``quick`` says that an article
    takes less than a second. ``of_copies`` is a stage that reads of copies only what differs (a record batch of schema
    `bilateral.batches.COPIES` in, one of readings out); where it is null, copies are read in full like any article.
    """

    mark: str
    readings: ReadArticles = field(repr=False)  # it holds the options
    quick: bool = False
    of_copies: Stage | None = None

    @property
    def stage(self) -> Stage:
        """The reader as a stage: a record batch of articles in, one of readings out (see `bilateral.batches`)."""
        return partial(_read_batch, self.readings)


@contextmanager
def open_reader(choice: ReaderChoice | None) -> Iterator[OpenReader]:
    """Open a reader for one call; null and ``builtin`` stand for the built-in one, whose mark is the version alone.

    Raises:
        ReaderError: there is no such reader, or it cannot be opened with these options.

    """
    if choice is None or choice.name == BUILTIN:
        if choice is not None and choice.options:
            raise ReaderError(f"the reader {BUILTIN!r} takes no options; leave out --reader-option")
        yield OpenReader(VERSION, read_articles, quick=True, of_copies=read_copies)
        return
    with TemporaryDirectory(prefix="bilateral-", ignore_cleanup_errors=True) as folder:
        call = (choice.name, tuple(sorted(choice.options.items())), folder)
        yield OpenReader(_mark(choice.name, _opened(*call)), partial(_readings, call))


def _mark(name: str, reader: Reader) -> str:
    """Return the name and version of a reader; the space tells it from the built-in one's version."""
    version = getattr(reader, "version", None)
    if not isinstance(version, str) or not version.isprintable() or not 0 < len(version) <= _LONGEST_MARK:
        raise ReaderError(
            f"the reader {name!r} has no version that could be kept; it must be up to {_LONGEST_MARK} printable characters"
        )
    return f"{name} {version}"


_Call: TypeAlias = tuple[str, tuple[tuple[str, str], ...], str]


def _read_batch(readings: ReadArticles, batch: pa.RecordBatch) -> pa.RecordBatch:
    return readings_to_batch(readings(batch_to_articles(batch)))


def _readings(call: _Call, articles: Iterable[Article]) -> Iterator[Reading]:
    return read_each(_opened(*call), articles)


# A worker reads for one call; a reader that loads a model loads it once.
@lru_cache(maxsize=1)
def _opened(name: str, options: tuple[tuple[str, str], ...], folder: str) -> Reader:
    """Open a reader, once a process and call.

    Raises:
        ReaderError: there is none of this name, or it cannot be opened.

    """
    point = _found(name)
    try:
        reader: Reader = point.load()(Terms(dict(options), Path(folder)))
    except BilateralError:
        raise
    except Exception as error:
        _log.debug("reader %s could not be opened", name, exc_info=True)
        package = point.dist.name if point.dist else "this package"
        raise ReaderError(
            f"the reader {name!r} of {package} cannot be opened ({type(error).__name__}); "
            "--verbose before the command shows where it failed"
        ) from error
    return reader


def _found(name: str) -> EntryPoint:
    own = [point for point in _OWN if point.name == name]
    found = own or [point for point in entry_points(group=GROUP) if point.name == name]
    if not found:
        raise ReaderError(f"there is no reader {name!r}; those installed are {', '.join(reader_names())}")
    if len({point.value for point in found}) > 1:
        offering = sorted(point.dist.name for point in found if point.dist)
        raise ReaderError(
            f"the reader {name!r} is offered by {' and by '.join(offering)}; uninstall all but one"
        )
    return found[0]


def reader_names() -> list[str]:
    """Return the names of all readers that are installed."""
    others = {point.name for point in entry_points(group=GROUP)}
    return [BUILTIN, *sorted(others | {point.name for point in _OWN})]
