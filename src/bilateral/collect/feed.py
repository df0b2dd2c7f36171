"""RSS, RDF and Atom: what a feed says of each of its items."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import feedparser
from lxml import html

from bilateral.collect.decode import storable
from bilateral.collect.items import Document, Limits, Reason, problem
from bilateral.collect.texts import whole
from bilateral.collect.xml import parse_xml
from bilateral.exceptions import FetchError
from bilateral.model import Problem

# Feeds of outlets hold up to some hundred items and hardly ever a million bytes.
FEED_BYTES = 10_000_000
MOST_ITEMS = 5_000
# Less is a teaser, not an article: outlets that give whole articles hardly ever give ones this short.
WHOLE_CHARACTERS = 1_000
# In bytes; indexes of databases end somewhere above 2,000. A longer key is hashed. An item with a longer address
# counts as one that leads nowhere.
_LONGEST_KEY = 200
LONGEST_URL = 2_000
_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote tr table section article figure figcaption pre hr".split()  # noqa: SIM905 -- as a list it would take a line a word
)
_UNSEEN = frozenset({"script", "style", "template", "noscript"})


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item of a feed. ``key`` is its own within the feed; ``text`` is plain; ``date`` is as the feed wrote it."""

    key: str
    url: str = ""
    title: str = ""
    date: str = ""
    text: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the feed seems to hold the article itself, not a teaser of it."""
        return len(self.text) >= WHOLE_CHARACTERS


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's title and items, in its own order; ``notes`` are problems that did not keep it from being read."""

    title: str
    items: tuple[FeedItem, ...]
    notes: tuple[Problem, ...] = ()


def parse_feed(data: bytes, name: str, url: str = "", charset: str | None = None) -> Feed:
    """Return what a feed holds; ``url`` is where it stood, against which its links are resolved.

    Only bytes in which no entity is declared reach `feedparser`, and as a stream, never as a name to open.

    Raises:
        FetchError: it is no feed, or none that can be read safely.

    """
    if len(data) > FEED_BYTES:
        raise FetchError(Reason.HUGE, f"The feed holds more than {FEED_BYTES:,} bytes; it was not read.")
    checked = parse_xml(data, charset)
    found = _parsed(data, url, charset)
    if not found.version and not found.entries:
        raise FetchError(Reason.NOT_A_FEED, "It is no RSS, RDF or Atom feed; check the address.")
    notes = []
    if checked.fault:
        detail = f"The feed is no proper XML ({checked.fault}); what could be read of it was taken."
        notes.append(problem(name, Reason.MALFORMED, detail))
    if len(found.entries) > MOST_ITEMS:
        detail = f"The feed holds more than {MOST_ITEMS:,} items; those after them were left out."
        notes.append(problem(name, Reason.TOO_MANY, detail))
    items = {item.key: item for item in map(_item, reversed(found.entries[:MOST_ITEMS])) if item.key}
    return Feed(_line(found.feed.get("title")), tuple(reversed(items.values())), tuple(notes))


def read_feed(stream: io.BufferedReader, name: str, limits: Limits) -> Iterator[Document | Problem]:
    """Yield the items of a feed that is at hand as documents, with the text that stands in it."""
    data = whole(stream, name, limits)
    if isinstance(data, Problem):
        yield data
        return
    try:
        feed = parse_feed(data, name)
    except FetchError as error:
        yield Problem(name, error.reason, error.detail)
        return
    yield from feed.notes
    if not feed.items:
        yield problem(name, Reason.EMPTY, "The feed holds no items.")
    for item in feed.items:
        yield item_document(item, feed.title)


def item_document(item: FeedItem, outlet: str) -> Document:
    """Return an item with the text that the feed holds."""
    return Document(item.url or item.key, item.text, item.title, item.date, outlet, item.url)


def plain_text(markup: str) -> str:
    """Return the text of a piece of HTML, a line for each block; what is not shown is left out."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    try:
        root = html.fromstring(f"<div>{markup}</div>")
    except (ValueError, AssertionError):  # what lxml says of markup that holds nothing, or a zero character
        return ""
    lines = "".join(_pieces(root)).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _pieces(root: Any) -> Iterator[str]:
    """Yield the text of a tree, in order; by a walk, since depth is the sender's choice."""
    hidden = 0
    for event, element in html.etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            text = element.tail
        elif element.tag in _UNSEEN:
            hidden += 1 if event == "start" else -1
            text = element.tail if event == "end" else None
        else:
            if element.tag in _BLOCKS:
                yield "\n"
            text = element.text if event == "start" else element.tail
        if text and not hidden:
            # A line break in the source is a space; only blocks break lines.
            yield text.replace("\n", " ")


def _parsed(data: bytes, url: str, charset: str | None) -> Any:
    headers = {"content-location": url} if url else {}
    if charset:
        headers["content-type"] = f"application/xml; charset={charset}"
    try:
        return feedparser.parse(io.BytesIO(data), response_headers=headers)
    # Character references that are none, dates beyond the calendar: it raises what its parts raise.
    except Exception as error:
        detail = f"The feed cannot be parsed ({type(error).__name__}); tell the outlet."
        raise FetchError(Reason.MALFORMED, detail) from error


def _item(entry: Any) -> FeedItem:
    url = storable(str(entry.get("link") or ""))
    title = _line(entry.get("title"))
    text = max((plain_text(markup) for markup in _contents(entry)), key=len, default="")
    key = storable(str(entry.get("id") or url or title or text)).encode()
    if len(key) > _LONGEST_KEY:
        key = hashlib.sha256(key).hexdigest().encode()
    date = storable(str(entry.get("published") or entry.get("updated") or ""))
    return FeedItem(key.decode(), url if len(url) <= LONGEST_URL else "", title, date, text)


def _contents(entry: Any) -> Iterator[str]:
    """Yield what an item holds as content and as summary; feeds use either for the whole."""
    for content in [*entry.get("content", ()), {"value": entry.get("summary")}]:
        if isinstance(content.get("value"), str):
            yield storable(content["value"])


def _line(markup: object) -> str:
    return " ".join(plain_text(storable(markup)).split()) if isinstance(markup, str) else ""
