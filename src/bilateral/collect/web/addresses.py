"""Which addresses are fetched at all: web addresses that lead out of this machine and its networks."""

import ipaddress
import re
from typing import TypeAlias

import httpx

from bilateral.collect.items import Reason
from bilateral.exceptions import FetchError

IPAddress: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

SCHEMES = ("http", "https")
# What browsers and servers agree to carry; longer ones are mistakes or attacks.
_LONGEST = 2_000
_SHOWN = 500
_PASSWORD = re.compile(r"//[^/?#]*@")
_LAST_PORT = 65_535
# Not for the public internet, though `ipaddress` of Python 3.11 calls them global (IANA special-purpose
# registries): protocol assignments, 6to4 relays, local NAT64, documentation, SRv6 identifiers, site-local.
_SPECIAL = tuple(
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "64:ff9b:1::/48",
        "2001:20::/28",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")


def parse_address(words: str, base: httpx.URL | None = None) -> httpx.URL:
    """Return a web address in its normal form, without a fragment.

    Raises:
        FetchError: it is no ``http`` or ``https`` address with a host, carries a password, or is overlong.

    """
    shown = shown_address(words)
    try:
        # More than the limit would be refused below; the parser need not see it all.
        words = words.strip()[: _LONGEST + 1]
        url = (base.join(words) if base else httpx.URL(words)).copy_with(fragment=None)
        host = url.host  # one that says to be of another script may turn out to be of none
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(Reason.BAD_ADDRESS, f"{shown!r} is no web address ({error}); correct it.") from error
    if len(str(url)) > _LONGEST:
        raise FetchError(
            Reason.BAD_ADDRESS, f"The address is longer than {_LONGEST:,} characters; shorten it."
        )
    if url.scheme not in SCHEMES or not host:
        raise FetchError(
            Reason.BAD_ADDRESS, f"{shown!r} is no web address; only http:// and https:// are fetched."
        )
    if not 0 < (url.port or 80) <= _LAST_PORT:
        raise FetchError(Reason.BAD_ADDRESS, f"There is no port {url.port} (at {host}); correct it.")
    if url.userinfo:
        raise FetchError(
            Reason.BAD_ADDRESS,
            f"The address at {host} holds a name or password, which would be kept; leave it out.",
        )
    return url


def shown_address(words: str) -> str:
    """Return an address as it may be shown and kept: cut to a length, and without a password."""
    return _PASSWORD.sub("//", words[:_SHOWN])


def host_of(words: str) -> str:
    """Return the host of an address as the name of an outlet; nothing where it has none."""
    try:
        return httpx.URL(words).host.removeprefix("www.")
    except (httpx.InvalidURL, ValueError):
        return ""


def is_public(address: IPAddress) -> bool:
    """Say whether an address belongs to the public internet, an IPv4 address inside an IPv6 one included."""
    inner = _embedded(address)
    if inner is not None:
        return is_public(inner)
    special = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback
    return address.is_global and not special and not any(address in network for network in _SPECIAL)


def _embedded(address: IPAddress) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 address leads to: mapped, 6to4, NAT64, or the old compatible form."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour
