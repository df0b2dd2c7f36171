"""Target: addresses of the pages, with what a visitor may put into them."""

import atexit
import shutil
import tempfile
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from starlette.testclient import TestClient

import bilateral
from bilateral.sample import SAMPLE
from bilateral.show.web import Settings, create_app
from bilateral.show.web.guard import POLICY

# What a page answers: shown, led elsewhere, wrong, refused, not there, not so, too long, not of this host.
ANSWERS = frozenset({200, 303, 307, 308, 400, 401, 403, 404, 405, 414, 421})


class _Page(HTMLParser):
    """Sees that a page has no script, event or frame but our own file of keys."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        assert tag not in {"img", "iframe", "object", "embed"}
        assert not [name for name, _ in attrs if name.startswith("on")]
        assert tag != "script" or (dict(attrs).get("src") or "").startswith("/static/")
        links = [value or "" for name, value in attrs if name in {"href", "src", "action"}]
        assert all(link.startswith(("/", "#", "?", "http://", "https://")) for link in links), links


@cache
def _visitor() -> TestClient:
    folder = tempfile.mkdtemp(prefix="bilateral-fuzz-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    record = Path(folder) / "sample.bilateral"
    bilateral.add([SAMPLE], record)
    client = TestClient(create_app(Settings(record)), base_url="http://127.0.0.1:8000")
    client.__enter__()
    return client


def ask(words: str) -> object:
    """Ask for an address, path and query in one; no answer is a fault of ours, and none holds what was sent as markup."""
    path = "/" + words.encode("utf-8", "replace").decode().lstrip("/\\")
    answer = _visitor().request("GET", _escaped(path), follow_redirects=False)
    assert answer.status_code in ANSWERS, answer.status_code
    assert answer.headers["content-security-policy"] == POLICY
    location = answer.headers.get("location", "/")
    assert location.startswith(("/", "http://127.0.0.1:8000/"))
    assert not location.startswith("//")
    _Page().feed(answer.text)
    return answer.status_code


def _escaped(path: str) -> str:
    """Return an address as a browser sends it: what no address may hold is escaped, a percent sign stays."""
    kept = "/?&=%#:;,+!*'()~.-_"
    pieces = (char if char.isascii() and (char.isalnum() or char in kept) else _octets(char) for char in path)
    return "".join(pieces).replace("#", "%23")


def _octets(char: str) -> str:
    return "".join(f"%{octet:02X}" for octet in char.encode())
