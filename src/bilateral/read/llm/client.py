"""One question to a server of chat completions: bounded in time, size and tries, and never sent elsewhere."""

import datetime as dt
import json
import ssl
import time
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import httpcore
import httpx

from bilateral.collect.web.connect import Deadline, GuardedBackend
from bilateral.collect.web.fetch import retry_after
from bilateral.collect.web.unpack import unpacked
from bilateral.exceptions import FetchError
from bilateral.read.llm.failing import AskError
from bilateral.read.llm.settings import LlmSettings
from bilateral.read.llm.store import Budget
from bilateral.version import VERSION

# An answer has some thousand tokens; what is longer than this is none.
LARGEST_ANSWER: Final = 4_000_000
# Seconds before the first further try, doubled with each; at most a minute unless the server asks for more.
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 60.0
_HINTS: Final[Mapping[int, str]] = {
    400: "try the option format=object or format=text",
    401: "see that the key is right",
    403: "see that the key is right",
    404: "see that address and model are right",
    413: "make the option piece smaller",
}


def ask(settings: LlmSettings, budget: Budget, body: Mapping[str, Any], end: float) -> bytes:
    """Return what the server answers to a question, before ``end`` on the clock that never goes back.

    Only 429 and 5xx are tried again, after a pause that grows or that the server asks for.

    Raises:
        AskError: there is no answer in time, within the limits, or of status 200.

    """
    sent = json.dumps(body).encode()
    for attempt in range(settings.retries + 1):
        left = end - time.monotonic()
        if left <= 0:
            raise AskError(
                "The time for this article is over; call again, or raise the option article-seconds."
            )
        budget.take_call()
        left = max(0.0, min(left, budget.left()))
        try:
            status, headers, answer = _post(settings, sent, min(left, settings.call_seconds))
        except AskError:
            budget.failed()
            raise
        if status == httpx.codes.OK:
            return answer
        pause = _pause(status, headers, attempt)
        if (
            pause is None
            or attempt == settings.retries
            or pause >= min(end - time.monotonic(), budget.left())
        ):
            break
        time.sleep(pause)
    budget.failed()
    hint = _HINTS.get(status, "redirects are not followed" if 300 <= status < 400 else "call again later")
    raise AskError(f"The server of the model answered with status {status}; {hint}.")


def _pause(status: int, headers: httpx.Headers, attempt: int) -> float | None:
    """Return the seconds to wait before the next try; null where there is to be none."""
    if status != httpx.codes.TOO_MANY_REQUESTS and status < 500:
        return None
    asked = retry_after(headers, dt.datetime.now(dt.UTC))
    return min(_FIRST_PAUSE * 2**attempt, _LONGEST_PAUSE) if asked is None else asked


def _post(settings: LlmSettings, sent: bytes, seconds: float) -> tuple[int, httpx.Headers, bytes]:
    """Make one request; the body of an answer is read only where its status is 200.

    Local models are the point, so that private addresses are allowed; where the user sends the question is where it goes.
    """
    url = settings.address
    headers = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": f"Bilateral/{VERSION}",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "Content-Type": "application/json",
        "Content-Length": str(len(sent)),
        "Connection": "close",
    }
    if settings.key:
        headers["Authorization"] = f"Bearer {settings.key}"
    place = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    backend = GuardedBackend(Deadline(seconds), private=True)
    secured = _tls() if url.scheme == "https" else None
    try:
        with (
            httpcore.ConnectionPool(
                ssl_context=secured, max_keepalive_connections=0, network_backend=backend
            ) as pool,
            pool.stream("POST", place, headers=list(headers.items()), content=sent) as response,
        ):
            got = httpx.Headers(response.headers)
            if response.status != httpx.codes.OK:
                return response.status, got, b""
            coding = got.get("content-encoding", "")
            return response.status, got, unpacked(response.iter_stream(), coding, LARGEST_ANSWER)
    except httpcore.TimeoutException as error:
        raise AskError(f"The server of the model gave no full answer within {seconds:.0f} seconds; raise the option call-seconds.") from error  # fmt: skip
    except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError) as error:
        raise AskError(f"The connection to the server of the model failed ({type(error).__name__}); see that it runs.") from error  # fmt: skip
    except FetchError as error:
        raise AskError(f"The answer of the model's server cannot be had ({error.reason}); see that it is the right one.") from error  # fmt: skip


@cache
def _tls() -> ssl.SSLContext:
    """Return the certificates that are trusted; loading them takes longer than a request."""
    return httpx.create_ssl_context(trust_env=False)
