"""Sources to articles and problems."""

import datetime as dt
import io
import logging
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from bilateral.collect.dates import parse_date
from bilateral.collect.decode import looks_binary, storable
from bilateral.collect.feed import read_feed
from bilateral.collect.items import Collected, Document, Limits, Reason, problem
from bilateral.collect.jsonl import read_json, read_lines
from bilateral.collect.language import foreign_language
from bilateral.collect.normalise import address, normalise
from bilateral.collect.parquet import START as PARQUET
from bilateral.collect.parquet import read_parquet
from bilateral.collect.sources import STANDARD_INPUT, Source, display_name, files_of, opened
from bilateral.collect.texts import read_html, read_text
from bilateral.collect.warc import read_warc
from bilateral.collect.web import Visitor, WebOptions, is_address, read_address
from bilateral.collect.xml import kind_of
from bilateral.model import Article, Problem

_log = logging.getLogger(__name__)
_LINES = frozenset({".jsonl", ".ndjson", ".jl"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_CRAWLS = frozenset({".warc", ".wet"})
_MEANT_OTHERWISE = {
    "sitemap": "It is a sitemap; to add the pages that it names, give its address as sitemap:https://…",
    "opml": "It is a list of feeds; to add what they bring, run: bilateral watch",
}


def collect(
    sources: Iterable[Source],
    limits: Limits = Limits(),  # noqa: B008 -- frozen
    *,
    today: dt.date | None = None,
    stdin: BinaryIO | None = None,
    web: WebOptions = WebOptions(),  # noqa: B008 -- frozen
) -> Iterator[Article | Problem]:
    """Yield every article of the sources, and a problem for all that could not be used.

    Sources are files and folders of plain text, HTML, JSON, JSON lines and feeds (gzip too), of Parquet and crawls
    (WARC, WET); web addresses of pages and feeds; ``sitemap:`` before the address of a sitemap; or ``"-"`` for
    standard input (``stdin``, or the process's own). ``web`` says how addresses are fetched. A date later than the
    day after ``today`` is a problem and is dropped, as is one that cannot be read; the article is kept. Without
    ``today`` no date is too late.
    """
    for item in collect_raw(sources, limits, today=today, stdin=stdin, web=web):
        yield item.article if isinstance(item, Collected) else item


def collect_raw(
    sources: Iterable[Source],
    limits: Limits = Limits(),  # noqa: B008 -- frozen
    *,
    today: dt.date | None = None,
    stdin: BinaryIO | None = None,
    web: WebOptions = WebOptions(),  # noqa: B008 -- frozen
) -> Iterator[Collected | Problem]:
    """As `collect`, with each article's text as the input gave it and the way back to its positions."""
    visitor = Visitor(web)
    for source in sources:
        fetched = isinstance(source, str) and is_address(source)
        documents = (
            read_address(str(source), visitor, limits, today)
            if fetched
            else _documents(source, limits, today, stdin)
        )
        for document in documents:
            if isinstance(document, Problem):
                yield document
            else:
                yield from checked(document, limits, today)


def checked(document: Document, limits: Limits, today: dt.date | None) -> Iterator[Collected | Problem]:
    """Yield the document as an article, or why it is none, with what had to be left out of it."""
    if document.note:
        yield document.note
    fault = _fault(document, limits)
    if fault:
        yield fault
        return
    published = parse_date(document.date)
    date_problem = _date_problem(document, published, today)
    if date_problem:
        yield date_problem
        published = None
    normalised = normalise(document.text)
    yield Collected(
        Article(
            address=address(normalised.text),
            text=normalised.text,
            name=storable(document.name),
            title=storable(document.title),
            published=published,
            outlet=storable(document.outlet),
            url=storable(document.url),
            metadata=document.metadata,
        ),
        normalised,
    )


def _fault(document: Document, limits: Limits) -> Problem | None:
    """Return why the text cannot be used, if so."""
    text = document.text
    if storable(text) != text:
        detail = "Its text holds half a character (a lone surrogate) or a zero character; mend it."
        return problem(storable(document.name), Reason.UNFIT, detail)
    size = len(text.encode())
    if size > limits.text:
        detail = f"The text holds {size:,} bytes, more than {limits.text:,}; split it into its articles."
        return problem(document.name, Reason.HUGE, detail)
    if not any(char.isalpha() for char in text):
        return problem(document.name, Reason.NO_TEXT, "There is no text in it.")
    language = foreign_language(text)
    if language:
        detail = f"The text is not English (its language seems to be {language}); only English is read."
        return problem(document.name, Reason.NOT_ENGLISH, detail)
    return None


def _date_problem(document: Document, published: dt.date | None, today: dt.date | None) -> Problem | None:
    if published is None:
        if document.date in (None, ""):
            return None
        detail = (
            f"The date {str(document.date)[:80]!r} cannot be read and was left out; write it as YYYY-MM-DD."
        )
        return problem(document.name, Reason.BAD_DATE, detail)
    # Outlets east of the reader date an article a day ahead.
    if today and published > today + dt.timedelta(days=1):
        detail = (
            f"The date {published.isoformat()} lies in the future and was left out; correct it and add again."
        )
        return problem(document.name, Reason.FUTURE_DATE, detail)
    return None


def _documents(
    source: Source, limits: Limits, today: dt.date | None, stdin: BinaryIO | None
) -> Iterator[Document | Problem]:
    if source == STANDARD_INPUT:
        yield from _from_stream(stdin or sys.stdin.buffer, "standard input", "", limits, today)
        return
    for path in files_of(source):
        if isinstance(path, Problem):
            yield path
        else:
            yield from _from_file(path, limits, today)


def _from_file(path: Path, limits: Limits, today: dt.date | None) -> Iterator[Document | Problem]:
    name = display_name(path)
    unpacked = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    try:
        stream = path.open("rb")
    except OSError as error:
        yield problem(name, Reason.UNREADABLE, f"It cannot be read: {error.strerror}.")
        return
    with stream:
        yield from _from_stream(stream, name, unpacked.suffix.lower(), limits, today)


def _from_stream(
    stream: BinaryIO, name: str, suffix: str, limits: Limits, today: dt.date | None
) -> Iterator[Document | Problem]:
    try:
        if suffix in _CRAWLS:  # as it is stored: its records are packed one by one
            yield from read_warc(stream, name, limits, today)
            return
        with opened(stream) as unpacked:
            yield from _by_format(unpacked, name, suffix, limits, today)
    except (OSError, EOFError, zlib.error) as error:
        _log.info("%s: %s", name, error)
        yield problem(name, Reason.BROKEN, f"Reading broke off ({error}); what came before is kept.")


def _by_format(
    stream: io.BufferedReader, name: str, suffix: str, limits: Limits, today: dt.date | None
) -> Iterator[Document | Problem]:
    """Read by the file's suffix, and where that says nothing by its first bytes."""
    head = stream.peek(io.DEFAULT_BUFFER_SIZE)
    start = head.lstrip()[:100].lower()
    kind = kind_of(head) if start.startswith((b"<", b"\xef\xbb\xbf<")) else ""
    if head.startswith(PARQUET) and stream.seekable():
        yield from read_parquet(stream, name)
    elif looks_binary(head):
        yield problem(name, Reason.BINARY, "This is no text but a binary file; save its text and add that.")
    elif start.startswith(b"warc/1."):
        yield from read_warc(stream, name, limits, today)
    elif suffix in _LINES:
        yield from read_lines(stream, name, limits)
    elif suffix == ".json" or (suffix == "" and start.startswith((b"{", b"["))):
        yield from read_json(stream, name, limits)
    elif kind == "feed":
        yield from read_feed(stream, name, limits)
    elif kind in _MEANT_OTHERWISE:
        yield problem(name, Reason.NOT_A_PAGE, _MEANT_OTHERWISE[kind])
    elif suffix in _PAGES or start.startswith((b"<!doctype html", b"<html", b"<?xml")):
        yield from read_html(stream, name, limits, today)
    else:
        yield from read_text(stream, name, limits)
