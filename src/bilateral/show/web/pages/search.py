"""Search over entries and articles."""

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response

from bilateral.exceptions import ActorError
from bilateral.read.actors import resolve_actor
from bilateral.record.asked import parse
from bilateral.show.web.paging import PAGE, Page, page_number
from bilateral.show.web.queries.finding import ARTICLE_FACETS, ENTRY_FACETS, Search, count_facets, find_page
from bilateral.show.web.site import site_of

# Words of a query that are tried as the names of actors.
NAMES = 6


def search(request: Request) -> Response:
    """Show what was found, with facets to narrow it."""
    site, given = site_of(request), request.query_params
    in_articles = given.get("in") == "articles"
    facets = ARTICLE_FACETS if in_articles else ENTRY_FACETS
    words = given.get("q", "") if parse(given.get("q", "")) else ""
    narrow = tuple((name, value) for name in facets if (value := given.get(name, "")))
    asked = Search(words, in_articles, narrow)
    number = page_number(given)
    with site.read() as reader:
        counted = reader.keep(count_facets, asked)
        other = reader.keep(count_facets, Search(words, not in_articles))
        page = Page(reader.keep(find_page, asked, number), number, counted.total, PAGE)
        return site.render(
            request,
            "search.html",
            asked=asked,
            page=page,
            facets=counted,
            other=other.total,
            narrow=dict(narrow),
            parameters={"q": given.get("q", ""), "in": "articles" if in_articles else "", **dict(narrow)},
            actors=list(dict.fromkeys(_actors(words))),
        )


def _actors(words: str) -> Iterator[str]:
    """Yield the codes of actors that a query names, so that their pages can be offered."""
    pieces = words.replace('"', " ").split()[:NAMES]
    for name in [" ".join(pieces), *pieces] if pieces else ():
        try:
            yield resolve_actor(name)
        except ActorError:
            continue  # most words name nobody
