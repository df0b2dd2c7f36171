"""The article of a page that was fetched."""

import datetime as dt

from bilateral.collect.dates import parse_date
from bilateral.collect.decode import decode, decode_page, looks_binary
from bilateral.collect.feed import FeedItem
from bilateral.collect.items import Document, Reason, problem
from bilateral.collect.page import read_page
from bilateral.collect.texts import encoding_problem, guess_note
from bilateral.collect.web.addresses import host_of
from bilateral.collect.web.fetch import Answer
from bilateral.collect.xml import kind_of
from bilateral.model import Problem

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_UNTOLD = frozenset({"", "application/octet-stream", "application/xml", "text/xml"})
_NOTHING = FeedItem("")


def page_document(
    answer: Answer, today: dt.date | None, item: FeedItem = _NOTHING, outlet: str = ""
) -> Document | Problem:
    """Return the article of a page; what the page does not say of itself, the feed's item and outlet say."""
    name = str(answer.url)
    if looks_binary(answer.body[:1000]):
        detail = f"It is no page ({answer.media_type or 'binary'}); save its text and add that."
        return problem(name, Reason.NOT_A_PAGE, detail)
    if _is_page(answer):
        return html_document(
            answer.body, name, answer.charset, today, item=item, outlet=outlet or host_of(name)
        )
    if answer.media_type != "text/plain":
        detail = f"It is no page but {answer.media_type[:100]}; save its text and add that."
        return problem(name, Reason.NOT_A_PAGE, detail)
    decoded = decode(answer.body)
    if decoded is None:
        return encoding_problem(answer.body, name)
    note = guess_note(decoded, name)
    return Document(name, decoded.text, item.title, item.date, outlet or host_of(name), name, note=note)


def html_document(
    data: bytes,
    url: str,
    charset: str | None,
    today: dt.date | None,
    *,
    item: FeedItem = _NOTHING,
    outlet: str = "",
) -> Document | Problem:
    """Return the article of a page's bytes, with the address that they came from."""
    decoded = decode_page(data, charset)
    if decoded is None:
        return encoding_problem(data, url)
    page = read_page(decoded.text, today)
    if page is None:
        detail = "No article text was found in the page; save the text and add that."
        return problem(url, Reason.NO_TEXT, detail)
    date = page.date if parse_date(page.date) or not item.date else item.date
    return Document(url, page.text, page.title or item.title, date, page.outlet or outlet, url)


def _is_page(answer: Answer) -> bool:
    if answer.media_type in _PAGES:
        return True
    start = answer.body[:1000].lstrip().lower()
    is_html = start.startswith((b"<!doctype html", b"<html")) or kind_of(answer.body[:4096]) == "page"
    return answer.media_type in _UNTOLD and is_html
