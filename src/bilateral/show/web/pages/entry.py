"""The page of one entry: who says it, on what they agree, how it grew, and what people decided."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bilateral.judging import TIED
from bilateral.plain import KIND_FIELDS
from bilateral.record.views import find_entry
from bilateral.show.dossier import Line, Quote, make_lines
from bilateral.show.web.cite import cite
from bilateral.show.web.queries.witnessing import (
    find_accounts,
    find_judgements,
    find_related,
    find_trees,
    places_of,
    values_by_field,
)
from bilateral.show.web.site import site_of


@dataclass(frozen=True, slots=True)
class Growth:
    """A day on which articles told of an entry: what was new, and how many families told of it by then."""

    day: str
    quotes: Sequence[Quote]
    families: int


def entry(request: Request) -> Response:
    """Show one entry; a mention's id leads to the entry in which it stands."""
    site, asked = site_of(request), request.path_params["id"]
    with site.read() as reader:
        found = find_entry(reader.connection, asked)
        if found is None:
            words = (
                f"The record has no entry or mention {asked!r}. It may have been joined, split or rejected."
            )
            return site.render(request, "message.html", status=404, title="No such entry", words=words)
        if found.id != asked:
            return RedirectResponse(f"/entry/{found.id}#m-{asked}", 303)
        (line,) = make_lines(reader.connection, [found])
        accounts = find_accounts(reader.connection, found)
        family_of = {quote.mention: quote.family for quote in line.quotes}
        return site.render(
            request,
            "entry.html",
            entry=found,
            line=line,
            accounts=accounts,
            values=values_by_field(found, accounts, family_of),
            trees=find_trees(reader.connection, sorted(set(family_of.values()))),
            related=find_related(reader.connection, found),
            telling={quote.address for quote in line.quotes},
            growth=_growth(line),
            judgements=find_judgements(reader.connection, list(places_of(reader.connection, found))),
            citation=cite(line, site.record_name, f"{request.base_url}entry/{found.id}", _today()),
            fields=sorted(KIND_FIELDS[found.kind] - TIED),
            done=request.query_params.get("done", ""),
        )


def _growth(line: Line) -> list[Growth]:
    """Return the days on which articles told of an entry, in order."""
    dated = sorted((quote for quote in line.quotes if quote.published), key=lambda q: q.published or "")
    told: set[str] = set()
    days = []
    for day, quotes in groupby(dated, key=lambda quote: quote.published or ""):
        fresh = list(quotes)
        told |= {quote.family for quote in fresh}
        days.append(Growth(day, fresh, len(told)))
    return days


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()
