"""Answers that hold until the record changes, kept so that a busy page is counted once."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar, cast

T = TypeVar("T")

Stamp = Hashable
"""A value that is another one after each change to the record."""

# Counts of dyads are the largest things kept, some hundred kilobytes each.
SIZE = 64


class _Answer(NamedTuple):
    """A value, the stamp of the record that it was made from, and when that was."""

    value: Any
    stamp: Stamp
    made: float


@dataclass(slots=True)
class _Slot:
    lock: threading.Lock = field(default_factory=threading.Lock)
    answer: _Answer | None = None


class Cache:
    """The latest answers, each with the stamp of the record that it was made from."""

    def __init__(self, size: int = SIZE) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._slots: OrderedDict[Hashable, _Slot] = OrderedDict()

    def get(self, key: Hashable, stamp: Stamp, make: Callable[[], T], lag: float = 0.0) -> T:
        """Return the answer to a key, made anew where the record has changed; others who ask meanwhile wait for it.

        With ``lag``, an answer that is at most so many seconds old is given even so, and nobody waits for another
        who makes it anew: they get the older one.
        """
        slot = self._slot(key)
        old = slot.answer
        if old and (old.stamp == stamp or time.monotonic() - old.made < lag):
            return cast("T", old.value)
        if old and lag and slot.lock.locked():
            return cast("T", old.value)
        with slot.lock:
            if slot.answer is None or slot.answer.stamp != stamp:
                slot.answer = _Answer(make(), stamp, time.monotonic())
            return cast("T", slot.answer.value)

    def clear(self) -> None:
        """Forget every answer."""
        with self._lock:
            self._slots.clear()

    def _slot(self, key: Hashable) -> _Slot:
        with self._lock:
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
            while len(self._slots) > self._size:
                self._slots.popitem(last=False)
            return slot
