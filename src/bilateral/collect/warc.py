"""Crawls: the pages of a WARC file (ISO 28500), the texts of a WET file (Common Crawl's extracts).

A crawl is read record by record. Where one is broken, reading goes on at the next place that begins one, found by
its first bytes. An accepted gap: in an unpacked crawl that is broken, a page in which a line reads like the first
of a record may then be taken for one.
"""

import datetime as dt
import logging
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from bilateral.collect.items import Document, Limits, Reason, problem
from bilateral.collect.warc_record import BrokenRecordError, CrawlReading, read_record
from bilateral.model import Problem

_log = logging.getLogger(__name__)

_GZIP = b"\x1f\x8b\x08"
_PLAIN = b"\nWARC/1."
# Requests, notes of the crawler and references to earlier crawls hold no page.
_KINDS = WarcRecordType.response | WarcRecordType.conversion | WarcRecordType.resource
_PIECE = 1 << 20
# The first bytes of a packed record occur by chance about once in 16 MB; a file full of them is no crawl.
_MOST_TRIES = 10_000


def read_warc(
    stream: BinaryIO, name: str, limits: Limits, today: dt.date | None
) -> Iterator[Document | Problem]:
    """Yield the pages and texts of a crawl; ``stream`` is as it is stored, each record packed by itself or none.

    What is no page (pictures, redirects, errors) is no article; one problem at the end says how many there were.
    """
    reading = CrawlReading(limits, today)
    place, tries = 0, 0
    while place >= 0 and tries < _MOST_TRIES:
        last, fault = place, ""
        try:
            for record in _records(stream, place):
                last, tries = record.stream_pos, 0
                yield from read_record(record, f"{name}:{last}", reading)
        except (OSError, BrokenRecordError) as error:
            fault = str(error) or type(error).__name__
            _log.debug("%s: after byte %d: %s", name, last, fault)
        if not fault:
            break
        if not tries:
            yield _broken(name, last, fault)
        tries += 1
        place = _next_record(stream, last + 1) if stream.seekable() else -1
    if reading.passed:
        yield _passed_over(name, reading.passed)


def _records(stream: BinaryIO, place: int) -> Iterator[WarcRecord]:
    if place:
        stream.seek(place)
    return iter(ArchiveIterator(stream, record_types=_KINDS, parse_http=False))


def _next_record(stream: BinaryIO, place: int) -> int:
    """Return where the next record may begin, or -1 where none does."""
    stream.seek(0)
    start = _GZIP if stream.read(len(_GZIP)) == _GZIP else _PLAIN
    # The line end before an unpacked record belongs to the one before.
    place = max(0, place - (start is _PLAIN))
    stream.seek(place)
    held = b""
    while piece := stream.read(_PIECE):
        held += piece
        found = held.find(start)
        if found >= 0:
            return place + found + (start is _PLAIN)
        kept = held[-len(start) + 1 :]
        place += len(held) - len(kept)
        held = kept
    return -1


def _broken(name: str, place: int, fault: str) -> Problem:
    detail = f"A record is broken ({fault}); it was left out, and the next that is whole is read. Fetch the file anew."
    return problem(f"{name}:{place}", Reason.BROKEN, detail)


def _passed_over(name: str, passed: Mapping[str, int]) -> Problem:
    counts = ", ".join(f"{number:,} {what}" for what, number in sorted(passed.items()))
    return problem(name, Reason.NOT_A_PAGE, f"It also holds what is no page and was passed over: {counts}.")
