"""The article of a web page: text, title, date and outlet.

`trafilatura` finds the text. What is mended here holds for outlets in general: the standfirst that it leaves
out, the headline that it repeats, invitations at the end that it takes in, and text that it cuts short although
the page declares it whole.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Document
from trafilatura.utils import load_html

from bilateral.collect.dates import parse_date
from bilateral.collect.metadata import Metadata, read_metadata, without_outlet

# A date the extractor may not exceed is part of its interface; where nothing bounds it, the far future does.
_FAR = dt.date(2999, 12, 31)
# Lines at the end of a text that are the outlet's, not the article's.
_TRAILER = re.compile(
    r"(?:more ?:|read (?:more|next)|related(?: |:|$)|see also|comments?$|join (?:our|the|us|thought)|follow (?:[\w.]+ ){1,4}on"
    r"|sign up|subscribe|click here|got a (?:story|tip)|for more stories|advertisement|share this|copyright|\u00a9"
    r"|get (?:the|our) latest|download (?:the|our)|this is a breaking)",
    re.IGNORECASE,
)
_TRAILER_WORDS = 45
# A declared body this much longer than the text found shows that the extractor stopped early; less is captions.
_CUT_SHORT = 1.5
# Where no body is declared, all paragraphs of a line or more stand in for it. They bring other articles' teasers
# along (up to twice the text on the development pages), hence the higher bar.
_CUT_SHORT_PARAGRAPHS = 2.5
_PARAGRAPH_WORDS = 12
# A line that only announces other articles; it and the little that follows it at the end is cut.
_HEADING = re.compile(
    r"(?:see also|related(?: (?:articles|stories|topics))?|more (?:on this story|stories)|recommended):?\s*$",
    re.IGNORECASE,
)
_ANNOUNCED_LINES = 6
_STANDFIRST_WORDS = 8
# A name longer than this is a slogan or the page's title in the wrong place.
_OUTLET_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Page:
    """What was found in a page; ``date`` is as the page wrote it."""

    text: str
    title: str = ""
    date: str | None = None
    outlet: str = ""
    url: str = ""


def read_page(html: str, today: dt.date | None = None) -> Page | None:
    """Return the page's article, or None where the page holds no text."""
    tree = load_html(html)
    if tree is None:
        return None
    declared = read_metadata(tree)
    found = _extract(tree, today)
    if found is None or not found.text or not found.text.strip():
        return None
    title = declared.headline or without_outlet(found.title or "", found.sitename or "")
    outlet = declared.outlet or found.sitename or ""
    return Page(
        text=_mended(found.text, title, declared, tree),
        title=title,
        date=declared.date if parse_date(declared.date) else found.date,
        outlet=outlet if len(outlet) <= _OUTLET_CHARACTERS and outlet != title else "",
        url=found.url or "",
    )


def _extract(tree: HtmlElement, today: dt.date | None) -> Document | None:
    dates = {"original_date": True, "extensive_search": True, "max_date": (today or _FAR).isoformat()}
    options: dict[str, Any] = {
        "include_comments": False,
        "with_metadata": True,
        "date_extraction_params": dates,
    }
    found = trafilatura.bare_extraction(tree, **options)
    # A dictionary comes back only through an outdated option.
    return found if isinstance(found, Document) else None


def _mended(text: str, title: str, declared: Metadata, tree: HtmlElement) -> str:
    lines = _without_trailers(_whole(text, declared, tree).split("\n"))
    if len(lines) > 1 and _same_words(lines[0], title):
        lines.pop(0)
    standfirst = declared.description
    if _is_missing(standfirst, lines) and _is_shown(standfirst, tree):
        lines.insert(0, standfirst)
    return "\n".join(lines)


def _whole(text: str, declared: Metadata, tree: HtmlElement) -> str:
    """Return the text, or what the page shows to be its whole where the extractor stopped early."""
    # The extractor may have taken the declared body itself, and run its paragraphs together.
    if len(declared.body) > _CUT_SHORT * len(text) or _same_words(text, declared.body):
        return declared.body
    paragraphs = [" ".join(element.text_content().split()) for element in tree.iter("p")]
    joined = "\n".join(words for words in paragraphs if words.count(" ") >= _PARAGRAPH_WORDS)
    enough = _CUT_SHORT_PARAGRAPHS * len(text)
    return joined if len(joined) > enough and len(trafilatura.baseline(tree)[1]) > enough else text


def _without_trailers(lines: list[str]) -> list[str]:
    """Return the lines without the outlet's own at the end; something always stays."""
    for i in range(max(1, len(lines) - _ANNOUNCED_LINES), len(lines)):
        if _HEADING.match(lines[i].strip()):
            lines = lines[:i]
            break
    end = len(lines)
    while end > 1 and (not lines[end - 1].strip() or _is_trailer(lines[end - 1])):
        end -= 1
    return lines[:end]


def _is_trailer(line: str) -> bool:
    words = line.lstrip("-* ").split()
    return len(words) <= _TRAILER_WORDS and _TRAILER.match(" ".join(words)) is not None


def _is_missing(standfirst: str, lines: list[str]) -> bool:
    """Say whether a description is a sentence that the text does not begin with."""
    return len(standfirst.split()) >= _STANDFIRST_WORDS and _folded(standfirst) not in _folded(
        " ".join(lines)
    )


def _is_shown(words: str, tree: HtmlElement) -> bool:
    """Say whether the words stand in the page's body by themselves; descriptions for machines do not."""
    wanted = _folded(words)
    return any(
        _folded(element.text_content()) == wanted for element in tree.iter("p", "div", "h2", "h3", "span")
    )


def _same_words(one: str, other: str) -> bool:
    return bool(other) and _folded(one) == _folded(other)


def _folded(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
