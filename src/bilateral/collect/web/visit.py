"""Visits that hosts can bear: robots.txt first, one request at a time a host, pauses, and waits that are asked for."""

import datetime as dt
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from bilateral.collect.items import Reason
from bilateral.collect.web.addresses import parse_address
from bilateral.collect.web.fetch import Answer, Fetcher, follow, retry_after
from bilateral.collect.web.options import WebOptions
from bilateral.collect.web.robots import READ_AT_MOST, Robots, parse_robots
from bilateral.exceptions import FetchError

_BUSY = (429, 503)
# How long a busy host is left alone where it does not say, and how long its robots.txt holds (RFC 9309, 2.4).
_BUSY_SECONDS = 300.0
_ROBOTS_SECONDS = 86_400.0
# RFC 9309, section 2.3.1.2: at least five redirects of robots.txt are followed.
_ROBOTS_REDIRECTS = 5


@dataclass
class _Host:
    """What is known of one host; moments are on the clock that never goes back."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    free: float = 0.0
    busy_until: float = 0.0
    robots: Robots | None = None
    robots_until: float = 0.0


class Visitor:
    """Fetches addresses politely; several threads may share one."""

    def __init__(self, options: WebOptions) -> None:
        self.options = options
        self._fetcher = Fetcher(options)
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Return the answer of an address, redirects followed; its status is 200, 203, or 304 where headers ask.

        Raises:
            FetchError: there is no such answer; every reason of `bilateral.collect.Reason` that speaks of fetching.

        """
        answer = follow(
            parse_address(address), lambda url: self._visit(url, headers or {}), self.options.redirects
        )
        if answer.status not in (200, 203) and not (answer.status == httpx.codes.NOT_MODIFIED and headers):
            raise _status_error(answer.status)
        return answer

    def _visit(self, url: httpx.URL, headers: Mapping[str, str]) -> Answer:
        host = self._host(url)
        with host.lock:
            robots = self._robots(host, url)
            if not robots.allows(url.raw_path.decode("ascii")):
                detail = "The robots.txt of the host does not allow it; ask the outlet, or take its feed."
                raise FetchError(Reason.ROBOTS, detail)
            return self._ask(host, url, headers, max(self.options.pause, robots.delay))

    def _host(self, url: httpx.URL) -> _Host:
        with self._lock:
            return self._hosts.setdefault(url.netloc.decode("ascii"), _Host())

    def _robots(self, host: _Host, url: httpx.URL) -> Robots:
        if host.robots is None or time.monotonic() > host.robots_until:
            host.robots = self._fetch_robots(host, url)
            host.robots_until = time.monotonic() + _ROBOTS_SECONDS
        return host.robots

    def _fetch_robots(self, host: _Host, url: httpx.URL) -> Robots:
        """Fetch the rules: all is allowed where there are none, nothing where the host fails (RFC 9309, 2.3.1)."""
        place = url.copy_with(raw_path=b"/robots.txt")
        try:
            answer = follow(
                place, lambda hop: self._ask(host, hop, {}, self.options.pause), _ROBOTS_REDIRECTS
            )
        except FetchError as error:
            if error.reason in (Reason.REDIRECTS, Reason.BAD_ADDRESS):
                return Robots()
            raise
        if answer.status >= 500:
            detail = f"The robots.txt of the host cannot be had (status {answer.status}); try again later."
            raise FetchError(Reason.ROBOTS, detail, again=True)
        return parse_robots(answer.body[:READ_AT_MOST])

    def _ask(self, host: _Host, url: httpx.URL, headers: Mapping[str, str], pause: float) -> Answer:
        """Make one request when the host may be asked again; a short wait that it asks for is granted once."""
        answer = self._paused(host, url, headers, pause)
        if answer.status in _BUSY:
            wait = retry_after(answer.headers, dt.datetime.now(dt.UTC))
            if wait is not None and wait <= self.options.patience:
                answer = self._paused(host, url, headers, max(wait, pause))
        if answer.status in _BUSY:
            wait = retry_after(answer.headers, dt.datetime.now(dt.UTC))
            wait = _BUSY_SECONDS if wait is None else wait
            host.busy_until = time.monotonic() + wait
            raise _busy_error(wait)
        return answer

    def _paused(self, host: _Host, url: httpx.URL, headers: Mapping[str, str], pause: float) -> Answer:
        now = time.monotonic()
        if host.busy_until > now:
            raise _busy_error(host.busy_until - now)
        time.sleep(max(0.0, host.free + pause - now))
        try:
            return self._fetcher.fetch(url, headers)
        finally:
            host.free = time.monotonic()


def _busy_error(seconds: float) -> FetchError:
    # The text does not say how long: one problem that recurs is kept once.
    return FetchError(
        Reason.BUSY,
        "The host is busy and asks to come back later; try again later.",
        again=True,
        after=seconds,
    )


def _status_error(status: int) -> FetchError:
    if status == httpx.codes.GONE:
        return FetchError(Reason.GONE, "It is gone for good (status 410); take it out of your list.")
    later = status >= 500 or status in (408, 425)
    advice = "try again later" if later else "check the address"
    return FetchError(Reason.STATUS, f"The host answered with status {status}; {advice}.", again=later)
