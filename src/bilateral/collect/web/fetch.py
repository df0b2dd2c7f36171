"""One request, one answer: bounded in time, size and redirects, to public addresses alone."""

import datetime as dt
import email.utils
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpcore
import httpx

from bilateral.collect.items import Reason
from bilateral.collect.web.addresses import parse_address
from bilateral.collect.web.connect import Deadline, GuardedBackend
from bilateral.collect.web.options import WebOptions
from bilateral.collect.web.unpack import OFFERED, unpacked
from bilateral.exceptions import FetchError
from bilateral.version import VERSION

AGENT = f"Bilateral/{VERSION} (reads news feeds and pages; honours robots.txt as bilateral)"
_WITH_BODY = (200, 203)
_MOVED = (301, 302, 303, 307, 308)
# Nobody is made to wait longer than a day by one answer.
_LONGEST_WAIT = 86_400.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered; ``body`` is unpacked, and empty but for a status of 200 or 203."""

    url: httpx.URL
    status: int
    headers: httpx.Headers
    body: bytes = b""

    @property
    def media_type(self) -> str:
        """The content's type, without parameters, in small letters; empty where none is given."""
        return str(self.headers.get("content-type", "")).partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the answer names for its text."""
        return httpx.Response(self.status, headers=self.headers).charset_encoding


class Fetcher:
    """Makes single requests; redirects, robots and pauses are the business of `Visitor`."""

    def __init__(self, options: WebOptions) -> None:
        self._options = options
        self._secured: ssl.SSLContext | None = None

    def fetch(self, url: httpx.URL, headers: Mapping[str, str]) -> Answer:
        """Return the answer of one address, without following where it points.

        Raises:
            FetchError: the address may not be connected to, gives no answer in time, or one that is too large.

        """
        backend = GuardedBackend(Deadline(self._options.seconds), private=self._options.private)
        try:
            with httpcore.ConnectionPool(
                ssl_context=self._tls() if url.scheme == "https" else None,
                max_keepalive_connections=0,
                network_backend=backend,
            ) as pool:
                return self._ask(pool, url, headers)
        except httpcore.TimeoutException as error:
            detail = f"It gave no full answer within {self._options.seconds:g} seconds; try again later."
            raise FetchError(Reason.SLOW, detail, again=True) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError) as error:
            detail = f"The connection failed ({error or type(error).__name__}); try again later."
            raise FetchError(Reason.UNREACHABLE, detail, again=True) from error

    def _ask(self, pool: httpcore.ConnectionPool, url: httpx.URL, headers: Mapping[str, str]) -> Answer:
        sent = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": AGENT,
            "Accept": "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5",
            "Accept-Encoding": OFFERED,
            "Connection": "close",
            **headers,
        }
        place = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        with pool.stream("GET", place, headers=list(sent.items())) as response:
            got = httpx.Headers(response.headers)
            if response.status not in _WITH_BODY:
                return Answer(url, response.status, got)
            body = unpacked(response.iter_stream(), got.get("content-encoding", ""), self._options.size)
            return Answer(url, response.status, got, body)

    def _tls(self) -> ssl.SSLContext:
        if self._secured is None:
            self._secured = httpx.create_ssl_context(trust_env=False)
        return self._secured


def follow(url: httpx.URL, ask: Callable[[httpx.URL], Answer], redirects: int) -> Answer:
    """Return the first answer that points nowhere else; ``ask`` gives the answer of one address.

    Raises:
        FetchError: the redirects are too many, or lead to what is no web address.

    """
    for _ in range(redirects + 1):
        answer = ask(url)
        location = answer.headers.get("location")
        if answer.status not in _MOVED or not location:
            return answer
        url = parse_address(location, base=url)
    raise FetchError(Reason.REDIRECTS, f"It redirects more than {redirects} times; check the address.")


def retry_after(headers: httpx.Headers, now: dt.datetime) -> float | None:
    """Return the seconds that an answer asks to wait, null where it does not say.

    A moment is counted from the answer's own ``Date``, so that two clocks that disagree do no harm.
    """
    words = headers.get("retry-after", "").strip()
    if words.isascii() and words.isdigit():
        return min(float(words[:9]), _LONGEST_WAIT)
    moment = _moment(words)
    if moment is None:
        return None
    seconds = (moment - (_moment(headers.get("date", "")) or now)).total_seconds()
    return min(max(seconds, 0.0), _LONGEST_WAIT)


def _moment(words: str) -> dt.datetime | None:
    try:
        moment = email.utils.parsedate_to_datetime(words)
    except (ValueError, OverflowError):  # no date; a number of a day beyond all counting
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
