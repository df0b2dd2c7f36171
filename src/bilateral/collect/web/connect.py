"""Connections that go only where they may, and that end in time.

The name is resolved here, every address that it stands for is checked, and the connection is made to one of
these very addresses: no second resolution can lead elsewhere. Each redirect is a new connection, so it is checked too.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from bilateral.collect.items import Reason
from bilateral.collect.web.addresses import IPAddress, is_public
from bilateral.exceptions import FetchError


class Deadline:
    """The moment, on the clock that never goes back, at which a request must be done as a whole."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left.

        Raises:
            httpcore.ReadTimeout: none are.

        """
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise httpcore.ReadTimeout
        return seconds


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections for `httpcore`, to public addresses alone unless ``private`` is given."""

    def __init__(self, deadline: Deadline, *, private: bool) -> None:
        self._deadline, self._private = deadline, private
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 -- the deadline stands for it
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to one of the addresses of the host.

        Raises:
            FetchError: the host is unknown, or one of its addresses is not public.

        """
        addresses = resolve(host, port)
        if not self._private:
            _refuse_private(host, addresses)
        for address in addresses[:-1]:
            try:
                return self._connect(address, port, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(addresses[-1], port, local_address, socket_options)

    def _connect(self, address: IPAddress, port: int, local_address: str | None, options: Any) -> "_Timed":
        stream = self._sockets.connect_tcp(str(address), port, self._deadline.left(), local_address, options)
        return _Timed(stream, self._deadline)


class _Timed(httpcore.NetworkStream):
    """A stream on which no step goes beyond the deadline, so that a slow drip ends too."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 -- as above
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 -- as above
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 -- as above
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _Timed(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def resolve(host: str, port: int) -> list[IPAddress]:
    """Return the addresses that a host's name stands for, each once, in the resolver's order.

    The resolver keeps its own time (an accepted gap: the system offers no deadline for it).

    Raises:
        FetchError: the name is unknown.

    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        detail = f"The host {host!r} is unknown ({error}); check its name and the connection."
        raise FetchError(Reason.UNREACHABLE, detail, again=True) from error
    return list(dict.fromkeys(ipaddress.ip_address(place[4][0]) for place in found))


def _refuse_private(host: str, addresses: list[IPAddress]) -> None:
    # One such address is enough: a name that stands for both kinds is a trick or a mistake.
    refused = next((address for address in addresses if not is_public(address)), None)
    if refused is not None:
        detail = (
            f"{host} leads to {refused}, an address of this machine or of a private or reserved network; "
            "allow such with --allow-private if you mean it."
        )
        raise FetchError(Reason.PRIVATE, detail)
