"""What a web page declares about its article: schema.org's JSON-LD, Open Graph, the page's title."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

_ARTICLE = re.compile(r"(?:Article|BlogPosting)$")
# Where JSON-LD may nest the article; lists of other articles ("itemListElement") are not followed.
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage")
# " | BBC News", " - National - Globalnews.ca": what titles carry after the headline.
_SEPARATOR = re.compile(r"(?<!\s)\s+[|\u2013\u2014\u00b7-]\s+")
_TAGS = re.compile(r"<[^>]{1,200}>")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The declared headline, date, outlet, description and body; empty where nothing is declared."""

    headline: str = ""
    date: str = ""
    outlet: str = ""
    description: str = ""
    body: str = ""


def read_metadata(page: HtmlElement) -> Metadata:
    """Return what the page declares; JSON-LD goes before Open Graph, since it speaks of the article alone."""
    article = next(_articles(page), {})
    outlet = _name(article.get("publisher")) or _property(page, "og:site_name")
    return Metadata(
        headline=without_outlet(_words(article.get("headline")) or _property(page, "og:title"), outlet),
        date=_words(article.get("datePublished")) or _property(page, "article:published_time"),
        outlet=outlet,
        description=_property(page, "og:description") or _words(article.get("description")),
        body=_text(article.get("articleBody")),
    )


def without_outlet(title: str, outlet: str) -> str:
    """Return a title without the outlet's name, and sections before that, at its end.

    Whether a last part names the outlet is told by letters alone: "Globalnews.ca" names "Global News".
    """
    parts = _SEPARATOR.split(title)
    name = _letters(outlet)
    named = [i for i, part in enumerate(parts) if i and name and _same_name(_letters(part), name)]
    if not named:
        return title
    # What stands between the headline and the outlet is a section ("National"), one or two words long.
    last = named[0]
    while last > 1 and len(parts[last - 1].split()) <= 2:
        last -= 1
    return title[: _ends(title)[last - 1]]


def _ends(title: str) -> list[int]:
    """Return where each part of the title ends."""
    return [separator.start() for separator in _SEPARATOR.finditer(title)]


def _same_name(part: str, name: str) -> bool:
    return (
        part.startswith(name) or name.startswith(part) or part.removeprefix("the") == name.removeprefix("the")
    )


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _articles(page: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the article objects of the page's JSON-LD that carry a headline."""
    for script in page.iterfind(".//script[@type='application/ld+json']"):
        try:
            waiting = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):  # pages carry broken JSON; the next script may do
            continue
        while waiting:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting += item
            elif isinstance(item, dict):
                if item.get("headline") and any(map(_ARTICLE.search, _types(item))):
                    yield item
                waiting += [item[key] for key in _NESTED if key in item]


def _types(item: dict[str, Any]) -> list[str]:
    types = item.get("@type")
    return [kind for kind in (types if isinstance(types, list) else [types]) if isinstance(kind, str)]


def _property(page: HtmlElement, name: str) -> str:
    found = page.find(f".//meta[@property='{name}']")
    return _words(found.get("content")) if found is not None else ""


def _name(publisher: object) -> str:
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    return _words(publisher.get("name")) if isinstance(publisher, dict) else ""


def _words(value: object) -> str:
    """Return declared text on one line, with HTML entities resolved (often they are escaped twice)."""
    return " ".join(html.unescape(html.unescape(value)).split()) if isinstance(value, str) else ""


def _text(value: object) -> str:
    """Return a declared body as plain text, its line breaks kept."""
    return _TAGS.sub("", html.unescape(value)).strip() if isinstance(value, str) else ""
