"""Work spread over processes of this machine, which outlives the death of any of them."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from types import TracebackType
from typing import Self, TypeVar

from bilateral.engine.ending import end_with_parent
from bilateral.engine.local import AHEAD
from bilateral.exceptions import EngineError

T = TypeVar("T")
R = TypeVar("R")

# Deaths of workers one after the other without any work done between them, after which the work itself is to blame.
DEATHS = 3


class Pool:
    """Warm worker processes, started afresh ("spawn") and kept over several calls; one worker is this process."""

    def __init__(self, workers: int = 1) -> None:
        self.workers = workers
        self._processes: ProcessPoolExecutor | None = None

    def run(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Yield what the work gives for each item, in the order in which it is done.

        The work may be done again for an item whose worker died, so it must be such that this changes nothing.

        Raises:
            EngineError: workers die again and again.

        """
        if self.workers <= 1:
            yield from map(work, items)
            return
        waiting, again, running = iter(items), list[T](), dict[Future[R], T]()
        deaths = 0
        while True:
            try:
                while len(running) < self.workers * AHEAD and (again := again or list(islice(waiting, 1))):
                    running[self._start().submit(work, again[-1])] = again[-1]
                    again.pop()
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    result = future.result()
                    del running[future]
                    deaths = 0
                    yield result
            except BrokenProcessPool as error:
                deaths += 1
                self.close()
                again += running.values()
                running.clear()
                if deaths >= DEATHS:
                    raise EngineError(_told(deaths)) from error

    def _start(self) -> ProcessPoolExecutor:
        if self._processes is None:
            spawn = multiprocessing.get_context("spawn")
            self._processes = ProcessPoolExecutor(self.workers, mp_context=spawn, initializer=end_with_parent)
        return self._processes

    def close(self) -> None:
        """Let the processes go; work that has not begun is left."""
        if self._processes is not None:
            self._processes.shutdown(cancel_futures=True)
            self._processes = None

    def __enter__(self) -> Self:
        """Use the pool as a context; its processes end with it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the processes go."""
        self.close()


def _told(deaths: int) -> str:
    return (
        f"worker processes died {deaths} times in a row, killed from outside or for want of memory; "
        "run again with fewer workers, and what is done is not done again"
    )
