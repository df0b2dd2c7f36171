"""The article of a web page: text, title, date and outlet."""

import datetime as dt
from dataclasses import dataclass

import trafilatura
from trafilatura.settings import Document

# A date the extractor may not exceed is part of its interface; where nothing bounds it, the far future does.
_FAR = dt.date(2999, 12, 31)


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
    dates = {"original_date": True, "extensive_search": True, "max_date": (today or _FAR).isoformat()}
    found = trafilatura.bare_extraction(
        html, include_comments=False, with_metadata=True, date_extraction_params=dates
    )
    # A dictionary comes back only through an outdated option.
    if not isinstance(found, Document) or not found.text or not found.text.strip():
        return None
    return Page(found.text, found.title or "", found.date, found.sitename or "", found.url or "")
