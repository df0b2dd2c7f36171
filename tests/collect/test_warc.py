"""Crawls become articles, and what is broken in them costs nothing but itself."""

import gzip
import io
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral.collect import Limits, Reason, collect
from bilateral.collect.warc import read_warc
from bilateral.model import Article, Problem

ENGLISH = "The foreign ministers of both countries met in Geneva on Monday and agreed to resume talks."
SMALL = Limits(text=10_000, file=20_000)


def page(number: int, extra: str = "") -> bytes:
    """Return a page with an article of its own."""
    return f"<html><head><title>Report {number}</title></head><body><article><p>{ENGLISH} It was talk number {number}.</p><p>{ENGLISH}</p>{extra}</article></body></html>".encode()


def http(
    body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", **headers: str
) -> bytes:
    """Return an HTTP answer as a crawler keeps it."""
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{lines}\r\n".encode() + body


def record(
    number: int,
    block: bytes | None = None,
    kind: str = "response",
    media: str = "application/http; msgtype=response",
    length: int | None = None,
) -> bytes:
    """Return one record; ``length`` may lie."""
    block = http(page(number)) if block is None else block
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Date: 2024-05-0{number % 9 + 1}T10:00:00Z\r\nWARC-Target-URI: https://www.outlet.example/{number}\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def split(path: Path, limits: Limits = SMALL) -> tuple[list[Article], list[Problem]]:
    """Collect from a crawl; return its articles and its problems."""
    items = list(collect([path], limits))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Problem)]


def written(tmp_path: Path, records: list[bytes], *, packed: bool) -> Path:
    """Write a crawl, each record packed by itself or none."""
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    path.write_bytes(b"".join(map(gzip.compress, records) if packed else records))
    return path


def numbers(articles: list[Article]) -> list[int]:
    """Return which pages the articles came from."""
    return [int(article.url.rsplit("/", 1)[1]) for article in articles]


@pytest.mark.parametrize("packed", [True, False])
def test_pages_become_articles_with_address_and_moment(tmp_path, packed):
    """URL, WARC-Date and record id are kept; the date of the crawl is no date of publication."""
    articles, problems = split(written(tmp_path, [record(n) for n in range(3)], packed=packed))
    assert problems == []
    assert numbers(articles) == [0, 1, 2]
    article = articles[1]
    assert "talk number 1" in article.text
    assert (article.name, article.url) == ("https://www.outlet.example/1", "https://www.outlet.example/1")
    assert (article.title, article.outlet, article.published) == ("Report 1", "outlet.example", None)
    assert article.metadata == {"warc_date": "2024-05-02T10:00:00Z", "warc_record": "<urn:uuid:1>"}


def test_texts_of_a_wet_file_become_articles(tmp_path):
    """Conversion records are text as it stands."""
    path = tmp_path / "dump.warc.wet.gz"
    blocks = [f"{ENGLISH}\nTalk number {n} in S\u00e3o Paulo.".encode() for n in range(2)]
    info = record(9, b"software: x", "warcinfo", "application/warc-fields")
    path.write_bytes(
        b"".join(
            gzip.compress(r)
            for r in [info, *(record(n, b, "conversion", "text/plain") for n, b in enumerate(blocks))]
        )
    )
    articles, problems = split(path)
    assert problems == []
    assert [article.text.encode() for article in articles] == blocks
    assert (articles[1].url, articles[1].outlet) == ("https://www.outlet.example/1", "outlet.example")


BAD_BYTES = bytearray(gzip.compress(record(1)))
BAD_BYTES[60:90] = bytes(30)
BROKEN = {
    "damaged": bytes(BAD_BYTES),
    "wrong checksum": gzip.compress(record(1))[:-8] + bytes(8),
    "cut short": gzip.compress(record(1))[:100],
    "not packed": b"garbage without any sense" * 5,
    "packed rubbish": gzip.compress(b"this is no record"),
    "claims more than it holds": gzip.compress(record(1, length=900_000)),
    "claims a huge size": gzip.compress(record(1, length=3 * 10**9)),
    "claims a size that is none": gzip.compress(record(1).replace(b"Content-Length: ", b"Content-Length: x")),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_record_costs_only_itself(tmp_path, case):
    """Before and after a broken packed record everything is read, and one problem names its place."""
    parts = [gzip.compress(record(0)), BROKEN[case], gzip.compress(record(2)), gzip.compress(record(3))]
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(parts))
    articles, problems = split(path)
    assert [n for n in numbers(articles) if n != 1] == [0, 2, 3]
    assert {problem.reason for problem in problems} == {Reason.BROKEN}
    assert problems[-1].name.startswith(str(path))


@pytest.mark.parametrize("bad", [b"garbage\r\n\r\n" * 3, record(1, length=90_000), record(1, length=300)])
def test_reading_goes_on_after_a_broken_record_that_is_not_packed(tmp_path, bad):
    """In an unpacked crawl the next record is found by its first line."""
    path = tmp_path / "crawl.warc"
    path.write_bytes(record(0) + bad + record(2) + record(3))
    articles, problems = split(path)
    assert [n for n in numbers(articles) if n != 1] == [0, 2, 3]
    assert problems
    assert {problem.reason for problem in problems} <= {Reason.BROKEN, Reason.HUGE}


@pytest.mark.parametrize("packed", [True, False])
def test_a_crawl_that_breaks_off_keeps_what_came_before(tmp_path, packed):
    """The last record of a truncated file is a problem, the others are articles."""
    path = written(tmp_path, [record(n) for n in range(3)], packed=packed)
    path.write_bytes(path.read_bytes()[:-60])
    articles, problems = split(path)
    assert numbers(articles) == [0, 1]
    assert [problem.reason for problem in problems] == [Reason.BROKEN]


def test_a_huge_record_is_passed_over(tmp_path):
    """A record beyond the limit, and a page that unpacks beyond it, are problems; the next is read."""
    bomb = http(gzip.compress(b"<p>" + b"x" * 30_000_000), Content_Encoding="gzip")
    parts = [record(0), record(1, http(page(1, "x" * 50_000))), record(2, bomb), record(3)]
    bomb_limits = Limits(text=10_000, file=40_000)
    articles, problems = split(written(tmp_path, parts, packed=True), bomb_limits)
    assert numbers(articles) == [0, 3]
    assert [problem.reason for problem in problems] == [Reason.HUGE, Reason.HUGE]


ENCODED = {
    "gzip": http(gzip.compress(page(1)), Content_Encoding="gzip"),
    "deflate": http(zlib.compress(page(1)), Content_Encoding="deflate"),
    "chunked": http(b"%x\r\n%s\r\n0\r\n\r\n" % (len(page(1)), page(1)), Transfer_Encoding="chunked"),
    "said to be packed": http(page(1), Content_Encoding="gzip"),
    "said to be chunked": http(page(1), Transfer_Encoding="chunked"),
    "line feeds alone": http(page(1)).replace(b"\r\n", b"\n"),
}


@pytest.mark.parametrize("case", ENCODED)
def test_a_page_is_read_however_the_crawler_kept_it(tmp_path, case):
    """Packed, in chunks, or unpacked under the headers that it came with."""
    articles, problems = split(written(tmp_path, [record(1, ENCODED[case])], packed=True))
    assert problems == []
    assert "talk number 1" in articles[0].text


def test_a_page_is_read_in_the_encoding_of_its_header(tmp_path):
    """What the transport declared counts, even where the page is silent."""
    body = (
        page(1, "<p>The caf\u00e9 in Warszawa \u0142\u00f3d\u017a was full of ministers.</p>")
        .decode()
        .encode("iso-8859-2")
    )
    articles, _ = split(
        written(tmp_path, [record(1, http(body, "text/html; charset=ISO-8859-2"))], packed=True)
    )
    assert "\u0142\u00f3d\u017a" in articles[0].text


def test_what_is_no_page_is_counted_in_one_line(tmp_path):
    """Pictures, redirects and lookups are no articles, and one problem says how many there were."""
    parts = [
        record(0),
        record(1, http(b"GIF8", "image/gif")),
        record(2, http(b"", status="301 Moved")),
        record(3, http(b"", status="404 Not Found")),
        record(4, b"dns", media="text/dns"),
        record(5, b"GET / HTTP/1.1\r\n\r\n", "request"),
    ]
    articles, problems = split(written(tmp_path, parts, packed=True))
    assert numbers(articles) == [0]
    assert [problem.reason for problem in problems] == [Reason.NOT_A_PAGE]
    assert (
        "2 answers of another status than 200, 1 answers that are no HTTP, 1 files that are no HTML"
        in problems[0].detail
    )


def test_an_answer_that_is_none_is_a_problem(tmp_path):
    """A response without a status line holds no page."""
    articles, problems = split(written(tmp_path, [record(1, b"\0\1\2"), record(2)], packed=True))
    assert numbers(articles) == [2]
    assert [(p.name, p.reason) for p in problems] == [("https://www.outlet.example/1", Reason.BROKEN)]


def test_a_crawl_on_standard_input_is_told_by_its_first_line():
    """Packed as a whole or not at all, a crawl needs no name."""
    for data in (record(0) + record(1), gzip.compress(record(0) + record(1))):
        items = list(collect(["-"], SMALL, stdin=io.BytesIO(data)))
        assert [item.url[-1] for item in items if isinstance(item, Article)] == ["0", "1"]


@given(
    st.lists(
        st.sampled_from(
            [
                record(1),
                gzip.compress(record(2)),
                b"\x1f\x8b\x08",
                b"\r\nWARC/1.0\r\n",
                b"\0" * 9,
                gzip.compress(record(3))[:80],
            ]
        ),
        max_size=6,
    ),
    st.binary(max_size=40),
)
@settings(deadline=None, max_examples=60)
def test_no_bytes_bring_it_down(parts, noise):
    """Whatever a crawl holds, reading it ends without an exception."""
    assert list(read_warc(io.BytesIO(b"".join(parts) + noise), "crawl", SMALL, None)) is not None
