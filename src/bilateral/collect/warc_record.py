"""One record of a crawl to one document."""

import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader
from fastwarc.warc import WarcRecord, WarcRecordType

from bilateral.collect.decode import decode
from bilateral.collect.items import Document, Limits, Reason, problem
from bilateral.collect.texts import encoding_problem, guess_note
from bilateral.collect.web.addresses import host_of
from bilateral.collect.web.page import html_document
from bilateral.model import Problem

_PIECE = 1 << 20
# A record larger than a page may be is passed over, up to this many bytes; one that claims more is broken.
_SKIP_AT_MOST = 1_000_000_000
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_PAGES = frozenset({"text/html", "application/xhtml+xml", ""})
_LONGEST_HEADER = 2_000


class BrokenRecordError(Exception):
    """A record that ends before its end; where the next one begins has to be searched."""


@dataclass(frozen=True, slots=True)
class CrawlReading:
    """What stays the same while a crawl is read; ``passed`` counts the records that are no page, by what they are."""

    limits: Limits
    today: dt.date | None
    passed: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Http:
    """An HTTP answer as it was crawled; header names are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def read_record(record: WarcRecord, place: str, reading: CrawlReading) -> Iterator[Document | Problem]:
    """Yield the document of a record, or why there is none; what is no page is counted in ``reading.passed``.

    Raises:
        BrokenRecordError: the record ends before its end.

    """
    url = _header(record, "WARC-Target-URI").strip("<>")
    if record.content_length > reading.limits.file:
        _pass_over(record)
        detail = f"The record holds more than {reading.limits.file:,} bytes; it was passed over."
        yield problem(url or place, Reason.HUGE, detail)
        return
    block = record.reader.read(record.content_length) if record.content_length else b""
    if len(block) < record.content_length:
        raise BrokenRecordError("it ends before its end")
    found = _document(record, block, url or place, reading)
    if isinstance(found, Document):
        crawled = {
            "warc_date": _header(record, "WARC-Date"),
            "warc_record": _header(record, "WARC-Record-ID"),
        }
        yield replace(found, url=url, metadata={key: value for key, value in crawled.items() if value})
    elif found:
        yield found


def _document(
    record: WarcRecord, block: bytes, name: str, reading: CrawlReading
) -> Document | Problem | None:
    declared = _header(record, "Content-Type").lower()
    if record.record_type == WarcRecordType.conversion:
        return _text(block, name)
    if record.record_type == WarcRecordType.resource:
        http: _Http | None = _Http(200, {"content-type": declared}, block)
    elif not declared.startswith("application/http"):  # what a crawler asked of other protocols, as DNS
        reading.passed["answers that are no HTTP"] += 1
        return None
    else:
        http = _parse_http(block)
    if http is None:
        return problem(name, Reason.BROKEN, "The record holds no HTTP answer; crawl the page anew.")
    return _page(http, name, reading)


def _page(http: _Http, name: str, reading: CrawlReading) -> Document | Problem | None:
    if http.status != 200:
        reading.passed["answers of another status than 200"] += 1
        return None
    kind = http.headers.get("content-type", "")
    if kind.partition(";")[0].strip().lower() not in _PAGES:
        reading.passed["files that are no HTML"] += 1
        return None
    body = _body(http, reading.limits.file)
    if body is None:
        return problem(name, Reason.BROKEN, "The page is packed wrongly; crawl it anew.")
    if len(body) > reading.limits.file:
        return problem(
            name, Reason.HUGE, f"The page holds more than {reading.limits.file:,} bytes; it was passed over."
        )
    charset = _CHARSET.search(kind)
    return html_document(body, name, charset[1] if charset else None, reading.today, outlet=host_of(name))


def _text(block: bytes, name: str) -> Document | Problem:
    decoded = decode(block)
    if decoded is None:
        return encoding_problem(block, name)
    return Document(name, decoded.text, outlet=host_of(name), note=guess_note(decoded, name))


def _parse_http(block: bytes) -> _Http | None:
    head, end, body = block.partition(b"\r\n\r\n")
    if not end:
        head, end, body = block.partition(b"\n\n")
    status = _STATUS.match(head)
    if not status or not end:
        return None
    lines = (line.partition(":") for line in head.decode("latin-1").splitlines()[1:])
    return _Http(int(status[1]), {name.strip().lower(): value.strip() for name, _, value in lines}, body)


def _body(http: _Http, limit: int) -> bytes | None:
    """Return the unpacked body, at most a byte beyond the limit; None where it is broken.

    Some crawlers keep a body unpacked under the headers that it came with; it is then taken as it is.
    """
    reader: io.BytesIO | ChunkedReader | GzipReader | BrotliReader = io.BytesIO(http.body)
    coding = http.headers.get("content-encoding", "").lower()
    try:
        if http.headers.get("transfer-encoding", "").lower() == "chunked":
            reader = ChunkedReader(reader)
        if coding in ("gzip", "x-gzip", "deflate"):
            reader = GzipReader(reader, zlib=coding == "deflate")
        elif coding == "br":
            reader = BrotliReader(reader)
        return reader.read(limit + 1)
    except OSError:
        return http.body if http.body.lstrip().startswith(b"<") else None


def _pass_over(record: WarcRecord) -> None:
    left = record.content_length
    if left > _SKIP_AT_MOST:
        raise BrokenRecordError(f"it claims to hold {left:,} bytes")
    while left > 0:
        piece = record.reader.read(min(left, _PIECE))
        if not piece:
            raise BrokenRecordError("it ends before its end")
        left -= len(piece)


def _header(record: WarcRecord, name: str) -> str:
    """Return a header, or nothing where it is absent, overlong or holds what cannot be shown."""
    value = (record.headers.get(name) or "").strip()
    return value if value.isprintable() and len(value) <= _LONGEST_HEADER else ""
