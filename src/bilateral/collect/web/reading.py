"""Addresses given as sources: a page, a feed with the pages of its items, a sitemap with its pages."""

import datetime as dt
from collections.abc import Iterator

from bilateral.collect.feed import FeedItem, item_document, parse_feed
from bilateral.collect.items import Document, Limits, Reason, problem
from bilateral.collect.web.addresses import SCHEMES, shown_address
from bilateral.collect.web.fetch import Answer
from bilateral.collect.web.page import page_document
from bilateral.collect.web.sitemap import walk_sitemap
from bilateral.collect.web.visit import Visitor
from bilateral.collect.xml import kind_of
from bilateral.exceptions import FetchError
from bilateral.model import Problem

SITEMAP = "sitemap:"
_PREFIXES = (SITEMAP, *(f"{scheme}://" for scheme in SCHEMES))
_HEAD = 4096


def is_address(source: object) -> bool:
    """Say whether a source is fetched: a web address, or one behind ``sitemap:``."""
    return isinstance(source, str) and source.lower().startswith(_PREFIXES)


def read_address(
    source: str, visitor: Visitor, limits: Limits, today: dt.date | None
) -> Iterator[Document | Problem]:
    """Yield the documents that an address leads to; no page that fails stops the next."""
    if source.lower().startswith(SITEMAP):
        yield from _read_sitemap(source[len(SITEMAP) :], visitor, limits, today)
        return
    try:
        answer = visitor.get(source)
    except FetchError as error:
        yield Problem(shown_address(source), error.reason, error.detail)
        return
    kind = kind_of(answer.body[:_HEAD])
    if kind == "feed":
        yield from _read_feed(answer, visitor, today)
    elif kind == "sitemap":
        detail = f"It is a sitemap; to add the pages that it names, write {SITEMAP}{answer.url}."
        yield problem(source, Reason.NOT_A_PAGE, detail)
    else:
        yield page_document(answer, today)


def _read_feed(answer: Answer, visitor: Visitor, today: dt.date | None) -> Iterator[Document | Problem]:
    name = str(answer.url)
    try:
        feed = parse_feed(answer.body, name, name, answer.charset)
    except FetchError as error:
        yield Problem(name, error.reason, error.detail)
        return
    yield from feed.notes
    if len(feed.items) > visitor.options.pages:
        detail = (
            f"The feed holds more than {visitor.options.pages:,} items; the rest was left out. Raise --pages."
        )
        yield problem(name, Reason.TOO_MANY, detail)
    for item in feed.items[: visitor.options.pages]:
        if stands_in_feed(item, from_feed=visitor.options.from_feed):
            yield item_document(item, feed.title)
        else:
            yield fetched_item(item, visitor, today, feed.title)


def stands_in_feed(item: FeedItem, *, from_feed: bool) -> bool:
    """Say whether an item's text is taken from the feed: it leads nowhere, or is whole and that is asked for."""
    return not is_address(item.url) or (from_feed and item.is_whole)


def fetched_item(
    item: FeedItem, visitor: Visitor, today: dt.date | None, outlet: str = ""
) -> Document | Problem:
    """Return the page of an item as a document."""
    try:
        return page_document(visitor.get(item.url), today, item, outlet)
    except FetchError as error:
        return Problem(shown_address(item.url), error.reason, error.detail)


def _read_sitemap(
    address: str, visitor: Visitor, limits: Limits, today: dt.date | None
) -> Iterator[Document | Problem]:
    for item in walk_sitemap(visitor, address, limits.file):
        yield item if isinstance(item, Problem) else fetched_item(item, visitor, today)
