"""What leads elsewhere, what unpacks to more than it seems, and what others made: a bundle, a record."""

import gzip
import io
import json
import subprocess
import sys
import zipfile

import pytest
import sqlalchemy as sa
from tests.security.hostile import STEERING
from tests.security.test_terminal import OBEYED
from tests.sites import rss

import bilateral
from bilateral.collect import Limits, Reason, collect
from bilateral.collect.web import WebOptions
from bilateral.collect.web.addresses import is_public
from bilateral.model import Article, Problem
from bilateral.record.store import Record
from bilateral.sample import SAMPLE


def test_robots_txt_leads_to_no_private_address(make_site, monkeypatch):
    """A host's robots.txt that is elsewhere, at an address that is not public, is not fetched from there."""
    outside, inside = make_site(), make_site()
    inside.put("/robots.txt", "User-agent: *\nDisallow:")
    outside.put(
        "/robots.txt", status=302, Location=f"{inside.base.replace('127.0.0.1', '127.0.0.2')}/robots.txt"
    )
    # One address of this machine stands for the public internet, the other stays private.
    monkeypatch.setattr(
        "bilateral.collect.web.connect.is_public",
        lambda address: str(address) == "127.0.0.1" or is_public(address),
    )
    (found,) = collect([outside.page("/a.html")], web=WebOptions(pause=0, seconds=5))
    assert isinstance(found, Problem)
    assert found.reason == Reason.PRIVATE
    assert not inside.asked


@pytest.mark.parametrize(
    "name", ["bomb.txt.gz", "bomb.jsonl.gz", "bomb.html.gz", "bomb.json.gz", "bomb.xml.gz"]
)
def test_a_small_file_that_unpacks_to_a_huge_one_is_passed_over(tmp_path, name):
    """A file of some kilobytes that holds 60 MB ends as one problem, without ever being held."""
    begins = {"xml": b"<rss version='2.0'><channel>", "html": b"<html>", "json": b'[{"text": "'}.get(
        name.split(".")[1], b""
    )
    path = tmp_path / name
    with gzip.open(path, "wb") as packed:
        packed.write(begins)
        for _ in range(60):
            packed.write(b"a" * 1_000_000)
    assert path.stat().st_size < 100_000
    found = list(collect([path], Limits(text=1_000_000, file=2_000_000)))
    assert [problem.reason for problem in found] == [Reason.HUGE]


def test_a_feed_within_a_bomb_is_not_unpacked(site, quick):
    """The body of an answer is unpacked to the limit of a page, not to its end."""
    body = gzip.compress(rss(title="x").encode() + b" " * 50_000_000)
    address = site.put("/feed.xml", body, Content_Type="application/rss+xml", Content_Encoding="gzip")
    (found,) = collect([address], web=quick)
    assert found.reason == Reason.HUGE


def test_a_hostile_bundle_steers_no_terminal(tmp_path):
    """Whatever a bundle's rows hold, what its checker writes is text; what is nested beyond sense is no bundle."""
    bilateral.add([SAMPLE], tmp_path / "x.bilateral")
    bilateral.export_record(tmp_path / "x.bilateral", "bundle", tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "x.zip") as whole:
        files = {name: whole.read(name) for name in whole.namelist()}
    (tmp_path / "verify.py").write_bytes(files["verify.py"])
    row = {
        "id": STEERING,
        "article": STEERING,
        "start": 0,
        "end": 1,
        "quotation": STEERING,
        "fields": {},
        "entry": "x",
    }
    files["mentions.jsonl"] = json.dumps(row).encode() + b"\n"
    for entries in (files["entries.jsonl"], b"[" * 100_000 + b"\n"):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as hostile:
            for name, content in (files | {"entries.jsonl": entries}).items():
                hostile.writestr(name, content)
        (tmp_path / "hostile.zip").write_bytes(packed.getvalue())
        done = subprocess.run([sys.executable, "-I", tmp_path / "verify.py", tmp_path / "hostile.zip"], capture_output=True, text=True, check=False, timeout=60)  # fmt: skip
        assert done.returncode in {1, 2}
        assert "Traceback" not in done.stderr
        assert not OBEYED.search(done.stdout + done.stderr)


def test_a_record_that_somebody_sent_cannot_be_changed_by_looking_at_it(sample_file):
    """Pages, dossiers and searches open a record so that nothing in it can write, whatever its views and triggers say."""
    with Record(sample_file) as record, record.transaction() as connection:
        with pytest.raises(sa.exc.OperationalError, match="readonly"):
            connection.exec_driver_sql("DELETE FROM judgements")
        with pytest.raises(sa.exc.OperationalError, match="not authorized"):
            connection.exec_driver_sql("SELECT load_extension('x')")


def test_an_article_is_never_a_source_of_addresses_to_fetch(site, quick):
    """What an article links to is not asked for; only what a feed or a sitemap names is."""
    inner = site.page("/inner.html")
    address = site.page(
        "/outer.html",
        f'The ministers met on Monday, as <a href="{inner}">told</a> <img src="{inner}"> before.',
    )
    (found,) = collect([address], web=quick)
    assert isinstance(found, Article)
    assert site.paths() == ["/outer.html"]
