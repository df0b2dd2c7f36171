"""Every kind of source in one call, and a watch, as a user calls them."""

import gzip
import io
import re

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from tests.sites import ENGLISH, item, rss

from bilateral.cli import cli


def run(*arguments: object) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def crawl(kind: WarcRecordType, payload: bytes, media: str, url: str) -> bytes:
    """Return a packed crawl of one record, written by the library that others write theirs with."""
    record = WarcRecord()
    record.init_headers(kind)
    record.headers["WARC-Target-URI"] = url
    record.headers["Content-Type"] = media
    record.set_bytes_content(payload)
    written = io.BytesIO()
    with GzipWriter(written) as packed:
        record.write(packed, checksum_data=True)
    return written.getvalue()


@pytest.fixture
def folder(tmp_path):
    """Return a folder with a source of each kind, each with a text of its own."""
    html = f"<html><body><article><p>{ENGLISH} One of the crawl.</p><p>{ENGLISH}</p></article></body></html>".encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html
    (tmp_path / "crawl.warc.gz").write_bytes(
        crawl(WarcRecordType.response, answer, "application/http; msgtype=response", "https://a.example/1")
    )
    (tmp_path / "dump.wet.gz").write_bytes(
        crawl(
            WarcRecordType.conversion,
            f"{ENGLISH} Two of the dump.".encode(),
            "text/plain",
            "https://a.example/2",
        )
    )
    pq.write_table(
        pa.table({"id": ["p"], "text": [f"{ENGLISH} Three of the table."]}), tmp_path / "articles.parquet"
    )
    (tmp_path / "feed.xml").write_text(rss(item("https://a.example/4", text=f"{ENGLISH} Four of the feed.")))
    (tmp_path / "packed.xml.gz").write_bytes(
        gzip.compress(rss(item("https://a.example/5", text=f"{ENGLISH} Five, packed.")).encode())
    )
    return tmp_path


def test_every_kind_of_source_can_be_added_in_one_call(folder, site):
    """Crawls, extracts, Parquet, feeds in files and behind addresses, and sitemaps, in one record."""
    feed = site.put("/feed.xml", rss(item(site.page("/6", f"{ENGLISH} Six of the web."))))
    page = site.page("/7", f"{ENGLISH} Seven of the map.")
    maps = site.put("/map.xml", f"<urlset><url><loc>{page}</loc></url></urlset>")
    names = ("crawl.warc.gz", "dump.wet.gz", "articles.parquet", "feed.xml", "packed.xml.gz")
    done = run(
        "add",
        *(folder / name for name in names),
        feed,
        f"sitemap:{maps}",
        "--allow-private",
        "--record",
        folder / "x.bilateral",
    )
    assert done.exit_code == 0, done.stderr
    assert "7 new" in done.stderr


def test_an_address_of_this_machine_needs_leave(folder, site):
    """Without --allow-private the address is a problem that says so, and the rest is added."""
    done = run("add", folder / "feed.xml", site.page("/1"), "--record", folder / "x.bilateral")
    assert done.exit_code == 1
    assert "1 new" in done.stderr
    assert "private-address" in done.stderr
    assert "--allow-private" in done.stderr


def test_watch_once_says_what_it_did(site, tmp_path):
    """One round names feeds, items and articles; the next finds nothing due."""
    (tmp_path / "feeds.opml").write_text(
        f"<opml><body><outline xmlUrl='{site.put('/feed.xml', rss(item(site.page('/1'))))}'/></body></opml>"
    )
    call = (
        "watch",
        tmp_path / "feeds.opml",
        "--once",
        "--allow-private",
        "--record",
        tmp_path / "x.bilateral",
    )
    first = run(*call)
    assert first.exit_code == 0, first.stderr
    assert "asked 1, unchanged 0; new items 1" in first.stderr
    assert "1 new" in first.stderr
    assert "asked 0" in run(*call).stderr


def test_what_a_problem_holds_cannot_steer_the_terminal(site, tmp_path):
    """Control characters of strangers are not sent to the screen."""
    feed = site.put("/feed.xml", rss(item("http://[\u009b31m/", text="")))
    done = run("add", feed, "--allow-private", "--record", tmp_path / "x.bilateral")
    assert done.exit_code == 1
    assert not re.search(r"[\x80-\x9f\x1b]", done.stderr)


@pytest.mark.parametrize("every", ["0m", "soon", "-5m", "400d", "15"])
def test_a_length_of_time_that_is_none_is_refused(every):
    """What --every cannot mean ends with 2 and says how to write it."""
    done = run("watch", "https://a.example/feed.xml", "--every", every)
    assert done.exit_code == 2
    assert "15m" in done.stderr


@pytest.mark.parametrize("command", ["read", "families"])
def test_addresses_can_be_read_without_a_record(site, command):
    """The commands that need no record take the same sources with the same leave."""
    page = site.page("/1")
    assert run(command, page).exit_code == 1
    done = run(command, page, "--allow-private")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("{")
