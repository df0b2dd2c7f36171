"""XML from strangers: no entities, nothing from outside, no depth without end."""

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from bilateral.collect.items import Reason
from bilateral.exceptions import FetchError

_BEFORE_ROOT = re.compile(
    rb"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_KINDS = {
    b"rss": "feed",
    b"feed": "feed",
    b"rdf": "feed",
    b"urlset": "sitemap",
    b"sitemapindex": "sitemap",
    b"opml": "opml",
    b"html": "page",
}
_DECLARED_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}encoding\s*=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree of a document; ``fault`` says what had to be forgiven to read it, if anything."""

    root: Any
    fault: str = ""


def kind_of(head: bytes) -> str:
    """Return what the first bytes show: ``feed``, ``sitemap``, ``opml``, ``page``, or nothing."""
    start = head.removeprefix(b"\xef\xbb\xbf")
    position = 0
    while match := _BEFORE_ROOT.match(start, position):
        position = match.end()
    root = _ROOT.match(start, position)
    return _KINDS.get(root[1].lower(), "") if root else ""


def parse_xml(data: bytes, charset: str | None = None) -> Parsed:
    """Parse a document that nobody vouches for; ``charset`` is what the transport says of its encoding.

    Raises:
        FetchError: it declares entities, is nested beyond sense, or is no XML at all.

    """
    encoding = None if _DECLARED_ENCODING.match(data) or _is_utf8(data) else charset
    try:
        parsed = Parsed(etree.fromstring(data, _parser(encoding)))
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        parsed = _recovered(data, str(error))
    declared = parsed.root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise _entities_error()
    return parsed


def local_name(element: Any) -> str:
    """Return an element's name without its namespace, in small letters; nothing for a comment."""
    # In documents with faults the parser lets names pass that are none to itself, or no text: they are cut by hand.
    try:
        return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
    except UnicodeDecodeError:
        return ""


def words_of(element: Any) -> str:
    """Return an element's own text; a replacement character where it refers to what is no character."""
    try:
        return (element.text or "").strip()
    except UnicodeDecodeError:
        return "\ufffd"


def _parser(encoding: str | None = None, *, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
    )


def _recovered(data: bytes, fault: str) -> Parsed:
    # In a document with faults the parser may miss declarations that another one would see.
    if b"<!ENTITY" in data.upper():
        raise _entities_error()
    parser = _parser(recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or b"\0" in data[:1000]:
        raise FetchError(
            Reason.MALFORMED, f"It is no XML ({fault}); tell the outlet, or take another source."
        )
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise FetchError(Reason.UNSAFE, "It is nested deeper than any document needs; it was not read.")
    return Parsed(root, fault)


def _entities_error() -> FetchError:
    return FetchError(Reason.UNSAFE, "It declares XML entities, which are never expanded; leave them out.")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
