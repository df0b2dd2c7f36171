"""Worker processes end with the one that started them, also where that one had no time to tell them."""

import multiprocessing
import os
import threading


def end_with_parent() -> None:
    """End this process as soon as the one that started it is gone.

    A worker waits for work at a pipe of which it holds both ends, so it would wait for ever, its models in memory, if
    the other process was killed.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
