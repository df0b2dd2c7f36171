"""Many addresses visited at once: hosts side by side, the addresses of one host one after the other."""

import queue
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import httpx

from bilateral.collect.web.fetch import Answer
from bilateral.collect.web.visit import Visitor
from bilateral.exceptions import FetchError

# Hosts visited side by side; they mostly wait, so this has little to do with cores.
HOSTS_AT_ONCE = 8
# Answers that may wait to be taken: what bounds the memory, however slow the taker.
_AHEAD = 16
_LOOK_UP_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Visit:
    """An address to be visited, under a key of the asker's, with headers of its own."""

    key: str
    address: str
    headers: Mapping[str, str] = field(default_factory=dict)


Outcome: TypeAlias = Answer | FetchError


def visit_all(visitor: Visitor, visits: Iterable[Visit]) -> Iterator[tuple[Visit, Outcome]]:
    """Yield what each visit came to, in the order in which they end.

    Where the taker stops early, visits that are under way end by themselves, and no further ones begin.
    """
    hosts: queue.SimpleQueue[list[Visit]] = queue.SimpleQueue()
    grouped = _by_host(visits)
    for group in grouped:
        hosts.put(group)
    crew = _Crew(visitor, hosts)
    waiting = sum(map(len, grouped))
    try:
        crew.start(min(HOSTS_AT_ONCE, len(grouped)))
        for _ in range(waiting):
            visit, outcome = crew.outcomes.get()
            if isinstance(outcome, (Answer, FetchError)):
                yield visit, outcome
            else:
                raise outcome
    finally:
        crew.stop.set()


def _by_host(visits: Iterable[Visit]) -> list[list[Visit]]:
    groups: dict[str, list[Visit]] = {}
    for visit in visits:
        try:
            host = httpx.URL(visit.address).netloc.decode("ascii")
        except (httpx.InvalidURL, ValueError):  # the visit itself will say so
            host = ""
        groups.setdefault(host, []).append(visit)
    return list(groups.values())


class _Crew:
    """Threads that take one host after another until none is left. They do not outlive the process."""

    def __init__(self, visitor: Visitor, hosts: "queue.SimpleQueue[list[Visit]]") -> None:
        self._visitor, self._hosts = visitor, hosts
        self.outcomes: queue.Queue[tuple[Visit, Outcome | BaseException]] = queue.Queue(_AHEAD)
        self.stop = threading.Event()

    def start(self, number: int) -> None:
        for _ in range(number):
            threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        while not self.stop.is_set():
            try:
                group = self._hosts.get_nowait()
            except queue.Empty:
                return
            for visit in group:
                if self.stop.is_set():
                    return
                self._hand_over(visit, self._outcome(visit))

    def _outcome(self, visit: Visit) -> Outcome | BaseException:
        try:
            return self._visitor.get(visit.address, visit.headers)
        except BaseException as error:  # noqa: BLE001 -- handed to the taker, who raises what is none of ours
            return error

    def _hand_over(self, visit: Visit, outcome: Outcome | BaseException) -> None:
        while not self.stop.is_set():
            try:
                self.outcomes.put((visit, outcome), timeout=_LOOK_UP_SECONDS)
            except queue.Full:
                continue
            return
