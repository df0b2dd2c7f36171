"""Who may see the pages, and that hostile text stays text."""

import json
import re
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

import bilateral
from bilateral.exceptions import ServeError
from bilateral.show.web import Settings, address_of, create_app, is_loopback
from bilateral.show.web.guard import POLICY

TOKEN = "a word that visitors know"


@pytest.fixture
def open_wide(built_record):
    """Return a visitor of pages that listen to a network."""
    app = create_app(Settings(built_record, "0.0.0.0", 8000, TOKEN))
    return TestClient(app, base_url="http://desk.example:8000")


@pytest.mark.parametrize("path", ["/", "/RUS/VNM", "/nowhere", "/static/style.css", "/judge"])
def test_every_answer_carries_the_policy(client, path):
    """No inline script, no other origin, no frame, no guessing of types, also where something is wrong."""
    headers = client.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "localhost.", "127.0.0.1:8000:80"])  # fmt: skip
def test_another_name_that_leads_here_is_refused(client, host):
    """A site that rebinds its name to this machine sees nothing."""
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "LOCALHOST:99", "[::1]:8000", "127.0.0.1"])
def test_the_names_of_this_machine_are_served(client, host):
    """Whatever port it is reached by."""
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "desk.example"])
def test_a_network_is_not_served_without_a_token(built_record, host):
    """Settings that would open the record to others cannot be made."""
    assert not is_loopback(host)
    with pytest.raises(ServeError, match="token"):
        Settings(built_record, host)


@pytest.mark.parametrize("path", ["/", "/?token=", "/?token=guess", "/static/keys.js", "/RUS/VNM?token=Ω"])
def test_without_the_token_nothing_is_seen(open_wide, path):
    """A visitor who does not know the token gets no page and no cookie."""
    answer = open_wide.get(path)
    assert answer.status_code == 401
    assert not answer.cookies


def test_the_token_admits_and_vanishes_from_the_address(open_wide):
    """The address with the token leads to the same page without it; from then on the cookie admits."""
    answer = open_wide.get("/RUS/VNM", params={"token": TOKEN, "show": "event"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/RUS/VNM?show=event")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert TOKEN not in answer.headers["set-cookie"]
    assert open_wide.get("/RUS/VNM").status_code == 200


def test_the_token_leads_to_no_other_host(open_wide):
    """A path that begins with two slashes is not taken for a host."""
    answer = open_wide.get(
        "http://desk.example:8000//evil.example/x", params={"token": TOKEN}, follow_redirects=False
    )
    assert answer.headers["location"] == "/evil.example/x"


def test_a_program_gives_the_token_in_a_header(open_wide):
    """Bearer authorisation serves for programs."""
    assert open_wide.get("/", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert open_wide.get("/", headers={"authorization": "Bearer no"}).status_code == 401


@pytest.mark.parametrize(
    ("host", "token", "address"),
    [("127.0.0.1", None, "http://127.0.0.1:8000/"), ("::1", None, "http://[::1]:8000/"), ("0.0.0.0", "a b", "http://0.0.0.0:8000/?token=a+b")],
)  # fmt: skip
def test_the_address_that_is_printed_opens_the_pages(built_record, host, token, address):
    """With the token where one is needed."""
    assert address_of(Settings(built_record, host, 8000, token)) == address


HOSTILE = (
    '<script>alert(1)</script> "><img src=x onerror=alert(2)> \u202etxt.exe {{ 7*7 }} </title></textarea>'
)
ACT = (
    "Russian Foreign Minister Sergey Lavrov met Vietnamese Foreign Minister Bui Thanh Son in Hanoi on Monday."
)


@pytest.fixture(scope="module")
def hostile(make_place, tmp_path_factory):
    """Return a visitor of a record whose every text is hostile, and the articles' addresses."""
    folder, record = tmp_path_factory.mktemp("hostile"), make_place()
    common = {"source": HOSTILE, "title": HOSTILE, "url": "javascript:alert(3)", "date": "2022-07-06"}
    reports = [
        {"id": HOSTILE, **common, "text": f"{ACT} {HOSTILE}\n“{HOSTILE},” Lavrov said. Trade grew to $5.54 billion {HOSTILE}."},
        {"id": "long", **common, "text": f"{ACT} It rained. " + "x" * 1_000_000},
        {"id": HOSTILE * 2, "text": ""},
    ]  # fmt: skip
    source = folder / "hostile.jsonl"
    source.write_text("".join(json.dumps(report) + "\n" for report in reports), encoding="utf-8")
    bilateral.add([source], record)
    return TestClient(create_app(Settings(record)), base_url="http://127.0.0.1:8000")


def pages_of(client):
    """Return every kind of page of the record, by address."""
    found = {path: client.get(path).text for path in ("/", "/RUS/VNM", "/VNM", "/search?q=lavrov", "/search?in=articles&q=lavrov", "/search?in=articles", "/review", "/problems", "/runs", "/RUS/VNM/series", "/VNM/balance", "/VNM/map", "/network")}  # fmt: skip
    for start in ("/entry/", "/article/"):
        for page in list(found.values()):
            for path in re.findall(rf'href="({start}[0-9a-f]+)', page)[:6]:
                found.setdefault(path, client.get(path).text)
    return found


def test_hostile_text_is_shown_as_text(hostile):
    """Scripts in text, title, outlet, name and URL reach no page's markup; marks of direction stand isolated."""
    found = pages_of(hostile)
    assert len(found) > 15
    for path, page in found.items():
        assert "<script>" not in page, path
        assert "<img" not in page, path
        assert not re.search(r"""(href|src|action)=["']?javascript:""", page, re.IGNORECASE), path
        assert "49" not in re.findall(r"txt\.exe (\S+)", page), path


class Isolated(HTMLParser):
    """Collects the elements that hold an override of direction which nothing around it keeps in."""

    def __init__(self):
        super().__init__()
        self.open, self.loose = [], []

    def handle_starttag(self, tag, attrs):
        """Note an element that has an end."""
        if tag not in {"input", "link", "meta", "br"}:
            self.open.append((tag, tag in {"bdi", "title", "option"} or "dir" in dict(attrs)))

    def handle_endtag(self, tag):
        """Leave the element."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        """Look for the override."""
        if "\u202e" in data and not any(kept for _, kept in self.open):
            self.loose.append((self.open[-1], data[:80]))


def test_what_came_from_outside_is_isolated_in_its_direction(hostile):
    """Text with a right-to-left override stands within an element that sets its own direction."""
    for path, page in pages_of(hostile).items():
        parser = Isolated()
        parser.feed(page)
        assert not parser.loose, path


def test_a_very_long_word_does_not_make_lists_long(hostile):
    """A text of a million characters stands whole on its article's page and nowhere else."""
    for path, page in pages_of(hostile).items():
        assert len(page) < 300_000 or path.startswith("/article/"), path


@pytest.mark.parametrize("query", [HOSTILE, "\u202e", "%", "\x00"])
def test_what_a_visitor_types_is_shown_as_text(client, query):
    """The words of a search, of filters and of addresses are escaped."""
    for path, name in (("/search", "q"), ("/RUS/VNM", "outlet"), ("/review", "done"), ("/find", "one")):
        page = client.get(path, params={name: query}).text
        assert "<script>" not in page
        assert "<img" not in page
