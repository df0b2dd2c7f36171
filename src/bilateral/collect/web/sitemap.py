"""Sitemaps and their indexes (sitemaps.org, protocol 0.9), with the dates and titles of news sitemaps."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bilateral.collect.feed import FeedItem
from bilateral.collect.items import Reason, problem
from bilateral.collect.web.addresses import shown_address
from bilateral.collect.web.unpack import opened_gzip
from bilateral.collect.web.visit import Visitor
from bilateral.collect.xml import local_name, parse_xml, words_of
from bilateral.exceptions import FetchError
from bilateral.model import Problem

# An index may not lead to an index; one level more is forgiven. No site needs more maps than this.
_DEEPEST = 2
_MOST_MAPS = 500


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The pages that a sitemap names, and the maps that an index names."""

    pages: tuple[FeedItem, ...]
    maps: tuple[str, ...]


def parse_sitemap(data: bytes) -> Sitemap:
    """Return what a sitemap names, newest maps and pages as they stand.

    Raises:
        FetchError: it is no sitemap, or none that can be read safely.

    """
    root = parse_xml(data).root
    if local_name(root) not in ("urlset", "sitemapindex"):
        raise FetchError(Reason.NOT_A_FEED, "It is no sitemap; check the address.")
    pages, maps = [], []
    for element in root:
        fields = _fields(element)
        if local_name(element) == "url" and fields.get("loc"):
            date = fields.get("publication_date", "")
            pages.append(FeedItem(fields["loc"], fields["loc"], fields.get("title", ""), date))
        elif local_name(element) == "sitemap" and fields.get("loc"):
            maps.append(fields["loc"])
    return Sitemap(tuple(pages), tuple(maps))


def walk_sitemap(visitor: Visitor, address: str, size: int) -> Iterator[FeedItem | Problem]:
    """Yield each page of a sitemap and of the maps that it leads to, once; no map that fails stops the others.

    ``visitor.options.pages`` bounds the pages; what lies beyond is left out, and a problem says so.
    """
    waiting, known = [(address, 0)], {address}
    seen: set[str] = set()
    while waiting:
        place, depth = waiting.pop(0)
        try:
            found = parse_sitemap(opened_gzip(visitor.get(place).body, size))
        except FetchError as error:
            yield Problem(shown_address(place), error.reason, error.detail)
            continue
        for page in found.pages:
            if page.url in seen:
                continue
            if len(seen) >= visitor.options.pages:
                yield _too_many(address, visitor.options.pages)
                return
            seen.add(page.url)
            yield page
        further = [url for url in dict.fromkeys(found.maps) if url not in known]
        if further and (depth >= _DEEPEST or len(known) + len(further) > _MOST_MAPS):
            detail = f"It leads to more than {_MOST_MAPS} sitemaps, or too deep; name the one that you want."
            yield problem(place, Reason.TOO_MANY, detail)
            continue
        known.update(further)
        waiting += [(url, depth + 1) for url in further]


def _fields(element: Any) -> dict[str, str]:
    """Return the text of each leaf under an element, by local name."""
    found = ((local_name(leaf), words_of(leaf)) for leaf in element.iter())
    return {name: words for name, words in found if name and words}


def _too_many(address: str, most: int) -> Problem:
    detail = f"It leads to more than {most:,} pages; the rest was left out. Raise --pages, or name its parts."
    return problem(address, Reason.TOO_MANY, detail)
