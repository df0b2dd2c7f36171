"""Stages over record batches, in this process or in a pool of warm worker processes."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice

import pyarrow as pa

from bilateral.engine.ending import end_with_parent

Stage = Callable[[pa.RecordBatch], pa.RecordBatch]
"""A stage takes a record batch and returns one; it must be a function that a worker can import."""

# Batches in flight a worker: one at work and one waiting, so that memory stays flat.
AHEAD = 2


def map_batches(
    stage: Stage, batches: Iterable[pa.RecordBatch], workers: int = 1
) -> Iterator[pa.RecordBatch]:
    """Yield the stage's output for each batch, in the order of the input.

    With more than one worker, each is a process of its own, started afresh ("spawn"), which loads its models
    once and keeps them.
    """
    if workers <= 1:
        yield from map(stage, batches)
        return
    waiting = iter(batches)
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawn, initializer=end_with_parent) as pool:
        running: deque[Future[pa.RecordBatch]] = deque(
            pool.submit(stage, batch) for batch in islice(waiting, workers * AHEAD)
        )
        while running:
            done = running.popleft().result()
            running.extend(pool.submit(stage, batch) for batch in islice(waiting, 1))
            yield done
