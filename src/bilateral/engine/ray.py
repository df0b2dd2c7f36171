"""Work spread over a Ray cluster, or over a small one that is started here for the while.

Plain tasks, not Ray Data: what goes over the wire is the number of a piece of work and what became of it, the tables
stay in files, and Ray starts a task again whose worker died. Workers are kept between tasks, so that each loads its
models once.
"""

import importlib
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from types import TracebackType
from typing import Any, Self, TypeVar

from bilateral.engine.local import AHEAD
from bilateral.engine.pool import DEATHS
from bilateral.exceptions import EngineError

T = TypeVar("T")
R = TypeVar("R")

# Tables do not pass through Ray's own store; it needs little.
STORE_BYTES = 200_000_000
NO_STATISTICS = {"RAY_USAGE_STATS_ENABLED": "0"}


class RayCluster:
    """A Ray cluster: that at an address, else one of ``workers`` processes on this machine.

    Raises:
        EngineError: Ray is not installed, or the cluster cannot be reached or started.

    """

    def __init__(self, workers: int = 1, address: str | None = None) -> None:
        self.workers = workers
        self._ray = _import_ray()
        settings: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
        if address:
            settings |= {"address": address}
        else:
            # "local" keeps Ray from joining a cluster that an environment variable names.
            settings |= {"address": "local", "num_cpus": workers, "object_store_memory": STORE_BYTES}
            settings |= {"include_dashboard": False}
        with _environment(NO_STATISTICS):
            try:
                self._ray.init(**settings)
            except (ConnectionError, RuntimeError, ValueError, TimeoutError) as error:
                raise EngineError(f"Ray cannot be started or reached ({error})") from error
        if address:
            self.workers = max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    def run(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Yield what the work gives for each item, in the order in which it is done; as `Pool.run`.

        Raises:
            EngineError: the workers of one item die again and again.

        """
        task = self._ray.remote(num_cpus=1, max_retries=DEATHS - 1)(work)
        waiting, running = iter(items), list[Any]()
        while True:
            running += [
                task.remote(item) for item in islice(waiting, max(0, self.workers * AHEAD - len(running)))
            ]
            if not running:
                return
            done, running = self._ray.wait(running, num_returns=1)
            yield self._result(done[0])

    def _result(self, reference: Any) -> Any:
        errors = self._ray.exceptions
        try:
            return self._ray.get(reference)
        except errors.RayTaskError as error:
            # The error of the work itself, as the other engine would raise it.
            raise (error.cause or error) from error
        except errors.RayError as error:
            raise EngineError(
                f"Ray lost work {DEATHS} times in a row ({_first_line(error)}); run again"
            ) from error

    def close(self) -> None:
        """Leave the cluster; one that was started here ends."""
        self._ray.shutdown()

    def __enter__(self) -> Self:
        """Use the cluster as a context; it is left at the end."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the cluster."""
        self.close()


def _import_ray() -> Any:
    try:
        return importlib.import_module("ray")
    except ImportError as error:
        raise EngineError(
            "the engine ray is not installed; install it with: pip install 'bilateral[ray]'"
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


class _environment:  # noqa: N801 -- a verb in use
    """Settings that Ray takes from the environment alone; what was there before comes back."""

    def __init__(self, settings: dict[str, str]) -> None:
        self._settings = settings

    def __enter__(self) -> None:
        self._before = {name: os.environ.get(name) for name in self._settings}
        os.environ.update(self._settings)

    def __exit__(self, *_: object) -> None:
        for name, value in self._before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
