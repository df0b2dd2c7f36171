"""Fetching goes only where it may and ends in time, whatever the other side does."""

import datetime as dt
import gzip
import ipaddress
import socket
import time
import zlib
from dataclasses import replace

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.collect import Reason
from bilateral.collect.web import Visitor, WebOptions, connect
from bilateral.collect.web.addresses import is_public, parse_address
from bilateral.collect.web.fetch import AGENT, retry_after
from bilateral.collect.web.unpack import unpacked
from bilateral.exceptions import FetchError

FAR = WebOptions(pause=0.0, seconds=5.0)


def reason(visitor: Visitor, address: str) -> str:
    """Return why an address cannot be fetched."""
    with pytest.raises(FetchError) as caught:
        visitor.get(address)
    assert caught.value.detail.endswith(".")
    return caught.value.reason


@pytest.mark.parametrize(
    "address",
    ["ftp://a.example/x", "file:///etc/passwd", "http://", "//a.example/", "javascript:1", "http://[::1", "http://u:p@a.example/", "http://a.example/" + "x" * 3000, "data:text/html,x", "http://a.example:99999/"],
)  # fmt: skip
def test_only_web_addresses_are_fetched(address):
    """Other schemes, addresses without a host, with a password or overlong are refused before any connection."""
    assert reason(Visitor(FAR), address) == Reason.BAD_ADDRESS


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.1.1", "240.0.0.1", "255.255.255.255", "192.0.0.8", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff0e::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::10.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:a00:1::", "2001:db8::1", "2001:0:1::"],
)  # fmt: skip
def test_addresses_that_are_not_public_are_known(address):
    """Every kind that does not belong to the public internet is refused, inside an IPv6 address too."""
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_allowed(address):
    """The public internet can be reached in either form."""
    assert is_public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_alike_in_every_dress(address):
    """An IPv4 address is no more public when it is mapped into IPv6, by any of the ways."""
    for dress in (
        f"::ffff:{address}",
        f"64:ff9b::{address}",
        str(ipaddress.IPv6Address((0x2002 << 112) | (int(address) << 80))),
    ):
        assert is_public(ipaddress.ip_address(dress)) == is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_refused_by_default_and_never_asked(site, host):
    """However the host is written, a server of this machine gets no request without --allow-private."""
    port = site.base.rsplit(":", 1)[1]
    assert reason(Visitor(FAR), f"http://{host}:{port}/") in (Reason.PRIVATE, Reason.BAD_ADDRESS)
    assert site.asked == []


def test_a_redirect_to_a_private_address_is_refused(site, quick, monkeypatch):
    """The check is made at every hop: here the first host passes for public, the second is this machine."""
    passed = []

    def once(address):
        passed.append(address)
        return len(passed) <= 2  # robots.txt and the first hop

    monkeypatch.setattr(connect, "is_public", once)
    inner = site.page("/inner")
    site.put("/out", status=302, Location=inner)
    assert reason(Visitor(replace(quick, private=False)), site.base + "/out") == Reason.PRIVATE
    assert site.paths() == ["/out"]


def test_the_address_that_was_checked_is_the_one_connected_to(site, quick, monkeypatch):
    """A name is resolved once a connection: an answer that changes afterwards leads nowhere else."""
    port = int(site.base.rsplit(":", 1)[1])
    site.page("/page")
    asked = []
    real = socket.getaddrinfo

    def rebinding(host, *rest, **named):
        if host != "rebinding.example":
            return real(host, *rest, **named)
        asked.append(host)
        return real("127.0.0.1", *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    answer = Visitor(quick).get(f"http://rebinding.example:{port}/page")
    assert answer.status == 200
    assert site.asked[-1].headers["host"] == f"rebinding.example:{port}"
    assert len(asked) == 2  # robots.txt and the page, once each


def test_one_private_address_among_the_addresses_of_a_name_refuses_it(monkeypatch):
    """A name that stands for a public and a private address is refused as a whole."""
    places = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, 80)) for host in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: places)
    assert reason(Visitor(FAR), "http://both.example/") == Reason.PRIVATE


def test_redirects_are_followed_up_to_their_limit(site, quick):
    """A chain within the limit gives its last page, under its own address; a circle ends."""
    site.page("/last")
    site.put("/a", status=301, Location="/b")
    site.put("/b", status=307, Location=site.base + "/last")
    site.put("/round", status=302, Location="/round")
    assert str(Visitor(quick).get(site.base + "/a").url) == site.base + "/last"
    assert reason(Visitor(quick), site.base + "/round") == Reason.REDIRECTS
    assert site.paths().count("/round") == quick.redirects + 1


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://u:p@127.0.0.1/"])
def test_a_redirect_to_another_scheme_is_refused(site, quick, location):
    """Redirects obey the same rules as addresses."""
    site.put("/a", status=302, Location=location)
    assert reason(Visitor(quick), site.base + "/a") == Reason.BAD_ADDRESS


def drip(handler):
    """Send a byte now and then, without end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    _drip(handler)


def drip_headers(handler):
    """Never come to the end of the headers."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(handler)


def _drip(handler):
    for _ in range(100):
        try:
            handler.wfile.write(b"x")
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.1)


@pytest.mark.parametrize(
    "answer", [drip, drip_headers, lambda _: time.sleep(3)], ids=["body", "headers", "silence"]
)
def test_a_slow_drip_ends_with_the_time_allowed(site, quick, answer):
    """The limit is on the whole answer, so a server that sends a byte now and then gains nothing."""
    site.put("/robots.txt", status=404)
    site.answers["/slow"] = answer
    start = time.monotonic()
    assert reason(Visitor(replace(quick, seconds=0.5)), site.base + "/slow") == Reason.SLOW
    assert time.monotonic() - start < 2


def test_a_body_beyond_the_limit_is_not_read_on(site, quick):
    """Size is limited as it is sent and as it is unpacked."""
    small = Visitor(replace(quick, size=10_000))
    long = site.put("/long", b"x" * 20_000)
    bomb = site.put("/bomb", gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")
    assert reason(small, long) == Reason.HUGE
    assert reason(small, bomb) == Reason.HUGE


@pytest.mark.parametrize("broken", [b"\x1f\x8b and no more", gzip.compress(b"x" * 1000)[:-12], b""])
def test_a_broken_or_unasked_packing_is_a_problem(site, quick, broken):
    """A body that cannot be unpacked is told from one that is empty."""
    address = site.put("/a", broken, Content_Encoding="gzip" if broken else "br")
    assert reason(Visitor(quick), address) == Reason.BROKEN


@given(st.binary(max_size=2000), st.integers(1, 50))
def test_what_was_packed_comes_out_in_whatever_pieces(data, size):
    """All three packings that servers mean by gzip and deflate are undone, however the body is cut."""
    bare = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packings = {
        "gzip": [gzip.compress(data)],
        "deflate": [zlib.compress(data), bare.compress(data) + bare.flush()],
    }
    for coding, packed in packings.items():
        for body in packed:
            pieces = [body[i : i + size] for i in range(0, len(body), size)] if coding == "gzip" else [body]
            assert unpacked(pieces, coding, len(data)) == data


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (404, Reason.STATUS),
        (403, Reason.STATUS),
        (500, Reason.STATUS),
        (410, Reason.GONE),
        (204, Reason.STATUS),
    ],
)
def test_an_answer_without_a_page_is_a_problem(site, quick, status, expected):
    """Every status but 200 has its reason."""
    assert reason(Visitor(quick), site.put("/a", status=status)) == expected


def test_nobody_there_is_a_problem(site, quick):
    """A refused connection, an unknown host and an answer that is no HTTP are unreachable."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site.answers["/odd"] = lambda handler: handler.wfile.write(b"hello\r\n\r\n") and None
    visitor = Visitor(quick)
    assert reason(visitor, f"http://127.0.0.1:{port}/") == Reason.UNREACHABLE
    assert reason(visitor, "http://no-such-host.invalid/") == Reason.UNREACHABLE
    assert reason(visitor, site.base + "/odd") == Reason.UNREACHABLE


def test_the_agent_names_the_program(site, quick):
    """Every request says who asks."""
    Visitor(quick).get(site.page("/a"))
    assert {asked.headers["user-agent"] for asked in site.asked} == {AGENT}
    assert AGENT.startswith("Bilateral/")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "120"}, 120.0),
        ({"retry-after": "99999999999"}, 86_400.0),
        ({"retry-after": "Mon, 06 May 2024 10:10:00 GMT", "date": "Mon, 06 May 2024 10:00:00 GMT"}, 600.0),
        ({"retry-after": "Mon, 06 May 2024 12:10:00 GMT"}, 600.0),
        ({"retry-after": "Mon, 06 May 2024 09:00:00 GMT", "date": "Mon, 06 May 2024 10:00:00 GMT"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({}, None),
    ],
)
def test_the_wait_that_is_asked_for_does_not_hang_on_our_clock(headers, seconds):
    """A moment counts from the answer's own date, where it has one."""
    now = dt.datetime(2024, 5, 6, 12, 0, tzinfo=dt.UTC)
    assert retry_after(httpx.Headers(headers), now) == seconds


def test_an_address_has_one_form():
    """Case, default port and fragment make no difference."""
    assert str(parse_address(" HTTP://A.example:80/x#y ")) == "http://a.example/x"
