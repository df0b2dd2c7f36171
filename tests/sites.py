"""Real web servers on this machine, whose paths a test fills with answers."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bilateral.collect.web import WebOptions

ENGLISH = "The foreign ministers of both countries met in Geneva on Monday and agreed to resume talks."


@dataclass
class Asked:
    """A request that arrived."""

    path: str
    headers: dict[str, str]
    at: float


@dataclass
class Site:
    """A server: what it answers by path, and what it was asked. An answer may be a function of the request."""

    base: str
    answers: dict[str, object] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def put(self, path: str, body: str | bytes = b"", status: int = 200, **headers: str) -> str:
        """Answer a path from now on; returns its address. ``Content_Type`` stands for ``Content-Type``."""
        data = body.encode() if isinstance(body, str) else body
        self.answers[path] = (
            status,
            {name.replace("_", "-"): value for name, value in headers.items()},
            data,
        )
        return self.base + path

    def page(self, path: str, text: str = ENGLISH, title: str = "Ministers meet") -> str:
        """Answer a path with a page of an article; returns its address."""
        body = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p><p>{text} Again.</p></article></body></html>"
        return self.put(path, body, Content_Type="text/html; charset=utf-8")

    def paths(self) -> list[str]:
        """Return the paths that were asked for, robots.txt left out."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append(
                Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, time.monotonic())
            )
            answer = site.answers.get(self.path, (404, {}, b""))
            if callable(answer):
                answer = answer(self)
            if answer is None:  # the function wrote its answer itself
                self.close_connection = True
                return
            status, headers, data = answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@pytest.fixture
def make_site() -> Iterator[Callable[[], Site]]:
    """Return a function that starts a server; all end with the test."""
    servers: list[ThreadingHTTPServer] = []

    def make() -> Site:
        site = Site("")
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        servers.append(server)
        site.base = f"http://127.0.0.1:{server.server_port}"
        return site

    yield make
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def site(make_site: Callable[[], Site]) -> Site:
    """Return a server of its own."""
    return make_site()


@pytest.fixture
def quick() -> WebOptions:
    """Return options for a server on this machine, without pauses that only strangers need."""
    return WebOptions(private=True, pause=0.0, seconds=5.0)


def rss(*items: str, title: str = "The Gazette") -> str:
    """Return an RSS feed of items."""
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'


def item(url: str, title: str = "A title", date: str = "", text: str = "", key: str = "") -> str:
    """Return an item of an RSS feed."""
    parts = {"link": url, "title": title, "pubDate": date, "description": text, "guid": key}
    return f"<item>{''.join(f'<{name}>{value}</{name}>' for name, value in parts.items() if value)}</item>"
