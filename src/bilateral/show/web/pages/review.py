"""The queue of entries that wait for a reviewer, one at a time, each judged with one key."""

from starlette.requests import Request
from starlette.responses import Response

from bilateral.judging import TIED
from bilateral.model import Kind
from bilateral.plain import KIND_FIELDS
from bilateral.record.views import entries_by_id
from bilateral.show.dossier import make_lines
from bilateral.show.web.paging import LAST_PAGE
from bilateral.show.web.queries.queue import Why, find_waiting, measure_precision
from bilateral.show.web.render import address
from bilateral.show.web.site import site_of

AHEAD = 10


def review(request: Request) -> Response:
    """Show the next entry to judge, those that follow, and what judging has measured."""
    site, given = site_of(request), request.query_params
    why = Why(given["why"]) if given.get("why") in list(Why) else None
    kind = Kind(given["kind"]) if given.get("kind") in list(Kind) else None
    skip = given.get("skip", "0")
    offset = min(int(skip), LAST_PAGE) if skip.isascii() and skip.isdigit() and len(skip) < 9 else 0
    parameters = {"why": why, "kind": kind}
    with site.read() as reader:
        waiting = find_waiting(reader.connection, why, kind, AHEAD + 1, offset)
        shown = entries_by_id(reader.connection, [each.id for each in waiting[:1]])
        line = next(make_lines(reader.connection, shown), None)
        return site.render(
            request,
            "review.html",
            line=line,
            entry=shown[0] if shown else None,
            waiting=waiting,
            parameters=parameters,
            whys=list(Why),
            kinds=list(Kind),
            skip=offset,
            here_again=address("/review", parameters, skip=offset or None),
            fields=sorted(KIND_FIELDS[shown[0].kind] - TIED) if shown else [],
            precision=reader.keep(measure_precision),
            done=given.get("done", ""),
        )
