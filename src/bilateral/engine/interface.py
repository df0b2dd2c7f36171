"""What every engine does, and how one is opened by name."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Final, Protocol, TypeVar

from bilateral.engine.pool import Pool
from bilateral.exceptions import EngineError

T = TypeVar("T")
R = TypeVar("R")

ENGINES: Final = ("local", "ray")


class Engine(AbstractContextManager["Engine"], Protocol):
    """Does work on items beside each other.

    ``work`` is a function that a worker can import, ``items`` and results are small (names of files); work must give
    the same when it is done twice, for a worker may die at any point. Results come in any order.
    """

    def run(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Yield what the work gives for each item."""
        ...


def open_engine(name: str, workers: int = 1, address: str | None = None) -> Engine:
    """Return an engine, to be used as a context: ``local`` (a pool of processes) or ``ray``.

    ``address`` is that of a running Ray cluster; its own processors then count, not ``workers``.

    Raises:
        EngineError: there is no such engine, or it cannot be started.

    """
    if name == "local":
        return Pool(workers)
    if name == "ray":
        # Ray is an extra and takes a second to load.
        from bilateral.engine.ray import RayCluster  # noqa: PLC0415

        return RayCluster(workers, address)
    raise EngineError(f"there is no engine {name!r}; the engines are {' and '.join(ENGINES)}")
