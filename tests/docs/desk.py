"""The folder in which the examples of the pages run: the sample in each form that a page names, and its record."""

import gzip
import html
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from tests.docs.blocks import Block

import bilateral
from bilateral.sample import SAMPLE

BIN = Path(sys.executable).parent
BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
LIMIT = 300
"""Seconds that one example may take."""


BARE = "<!-- begin without a record -->"
"""Stands in a page whose examples make the record themselves."""


class ExampleError(Exception):
    """An example did not end well; the message holds what it printed."""


def make_desk(folder: Path) -> Path:
    """Fill a folder with the sample in each form, and its record."""
    raw = SAMPLE.read_bytes()
    reports = [json.loads(line) for line in raw.splitlines()]
    for name in ("reports.jsonl", "crawl.jsonl"):
        (folder / name).write_bytes(raw)
    for name in ("crawl.jsonl.gz", "news.jsonl.gz"):
        (folder / name).write_bytes(gzip.compress(raw))
    for name in ("articles", "archive", "news"):
        (folder / name).mkdir()
        (folder / name / "reports.jsonl").write_bytes(raw)
    (folder / "article.txt").write_text(reports[0]["text"], encoding="utf-8")
    (folder / "crawl.warc.gz").write_bytes(b"".join(gzip.compress(page(report)) for report in reports))
    (folder / "dump.wet.gz").write_bytes(b"".join(gzip.compress(plain(report)) for report in reports))
    pq.write_table(pa.Table.from_pylist(reports), folder / "articles.parquet")
    (folder / "feed.xml").write_text(feed(reports), encoding="utf-8")
    (folder / "benchmarks").mkdir()
    for name in ("plan.py", "RESULTS.md"):
        shutil.copy(BENCHMARKS / name, folder / "benchmarks" / name)
    bilateral.add([folder / "reports.jsonl"], folder / "news.bilateral")
    return folder


def lay(desk: Path, page: Path, folder: Path) -> Path:
    """Copy the desk to a new folder, as the examples of a page expect it."""
    shutil.copytree(desk, folder)
    if BARE in page.read_text(encoding="utf-8"):
        (folder / "news.bilateral").unlink()
    return folder


def page(report: dict[str, str]) -> bytes:
    """Return a report as the record of a crawl: a page that was answered."""
    paragraphs = "".join(f"<p>{html.escape(each)}</p>" for each in report["text"].split("\n\n"))
    head = f"<title>{html.escape(report['title'])}</title><meta property='article:published_time' content='{report['date']}'>"
    body = f"<html><head>{head}</head><body><article>{paragraphs}</article></body></html>".encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    return kept(report, "response", "application/http; msgtype=response", answer)


def plain(report: dict[str, str]) -> bytes:
    """Return a report as the record of a crawl's texts."""
    return kept(report, "conversion", "text/plain", report["text"].encode())


def kept(report: dict[str, str], kind: str, media: str, block: bytes) -> bytes:
    """Return a record of a crawl."""
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{report['id']}>\r\n"
            f"WARC-Date: {report['date']}T10:00:00Z\r\nWARC-Target-URI: https://outlet.example/{report['id']}\r\n"
            f"Content-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


def feed(reports: list[dict[str, str]]) -> str:
    """Return reports as the items of a feed."""
    items = "".join(
        f"<item><title>{html.escape(each['title'])}</title><link>https://outlet.example/{each['id']}</link>"
        f"<pubDate>{each['date']}</pubDate><description>{html.escape(each['text'])}</description></item>"
        for each in reports
    )
    return f"<rss version='2.0'><channel><title>Outlet</title>{items}</channel></rss>"


def run_block(block: Block, folder: Path) -> str:
    """Run an example in a folder; return what it prints, as a terminal would show it.

    Raises:
        ExampleError: it ended with an error.

    """
    shell = shutil.which("sh") or "/bin/sh"
    call = [shell, "-e", "-c", block.code] if block.language == "sh" else [sys.executable, "-c", block.code]
    done = subprocess.run(
        call, cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, check=False, timeout=LIMIT,
    )  # fmt: skip
    if done.returncode:
        raise ExampleError(f"line {block.line}: exit code {done.returncode}\n{block.code}\n{done.stdout}")
    return done.stdout


def environment(folder: Path) -> dict[str, str]:
    """Return what the examples see of this process: the programs beside its Python, and a home of their own."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "HOME": str(folder), "COLUMNS": "100", "OMP_NUM_THREADS": "1"}


def without_clock(output: str) -> str:
    """Return output without what hangs on the clock alone: seconds taken, and the day of a judgement."""
    return re.sub(
        r"\b\d+\.\d s\b",
        "0.0 s",
        re.sub(r"^(\d+  )\d{4}-\d\d-\d\d", r"\g<1>today", output, flags=re.MULTILINE),
    )
