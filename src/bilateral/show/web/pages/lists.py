"""Plain lists: what could not be used, and what was done to the record."""

from starlette.requests import Request
from starlette.responses import Response

from bilateral.show.web.paging import PAGE, Page, page_number
from bilateral.show.web.queries.overview import (
    count_all,
    count_runs,
    last_runs,
    problems_by_reason,
    some_problems,
)
from bilateral.show.web.site import site_of


def problems(request: Request) -> Response:
    """Show the inputs that could not be used, each with its reason."""
    site, number = site_of(request), page_number(request.query_params)
    with site.read() as reader:
        found = some_problems(reader.connection, PAGE, (number - 1) * PAGE)
        page = Page(found, number, reader.keep_lately(count_all).problems)
        return site.render(
            request, "problems.html", page=page, reasons=reader.keep_lately(problems_by_reason)
        )


def runs(request: Request) -> Response:
    """Show what was done to the record, and when."""
    site, number = site_of(request), page_number(request.query_params)
    with site.read() as reader:
        found = last_runs(reader.connection, PAGE, (number - 1) * PAGE)
        page = Page(found, number, count_runs(reader.connection))
        return site.render(request, "runs.html", page=page)
