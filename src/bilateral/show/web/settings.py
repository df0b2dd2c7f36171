"""What a server of pages is told at its start."""

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from bilateral.exceptions import ServeError

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the record stands and where the pages listen.

    ``token`` is what a visitor must know; null serves whoever reaches the port, which only the machine itself may.

    Raises:
        ServeError: the pages would be open to other machines without a token.

    """

    record: str | Path
    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = None

    def __post_init__(self) -> None:
        """Refuse to be open to a network without a token."""
        if not is_loopback(self.host) and not self.token:
            raise ServeError(
                f"pages that listen on {self.host} can be reached from outside: give them a token"
            )


def is_loopback(host: str) -> bool:
    """Say whether only this machine reaches what listens on a host."""
    if host in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
