"""The first page: what the record holds, and the ways into it."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bilateral.exceptions import ActorError
from bilateral.read.actors import actor_name, resolve_actor
from bilateral.show.web.pages.suggestions import actor_names
from bilateral.show.web.queries.overview import (
    articles_by_outlet,
    articles_over_time,
    count_all,
    events_between_all,
    last_runs,
    some_problems,
)
from bilateral.show.web.render import actor_path
from bilateral.show.web.site import site_of

SHOWN = 5


def home(request: Request) -> Response:
    """Show what the record holds."""
    site = site_of(request)
    with site.read() as reader:
        return site.render(
            request,
            "home.html",
            totals=reader.keep_lately(count_all),
            years=reader.keep_lately(articles_over_time),
            outlets=reader.keep_lately(articles_by_outlet),
            matrix=reader.keep_lately(events_between_all),
            actors=reader.keep_lately(actor_names),
            runs=last_runs(reader.connection, SHOWN),
            problems=some_problems(reader.connection, SHOWN),
        )


def find_dyad(request: Request) -> Response:
    """Lead from two names to the page of the two; from one name to that actor's page."""
    site = site_of(request)
    given = [request.query_params.get(name, "").strip() for name in ("one", "other")]
    try:
        codes = list(dict.fromkeys(resolve_actor(_without_code(name)) for name in given if name))
    except ActorError as error:
        return site.render(request, "message.html", status=404, title="No such actor", words=str(error))
    return RedirectResponse("/" + "/".join(actor_path(code) for code in codes), 303)


def _without_code(suggestion: str) -> str:
    """Return the code of a suggestion that was chosen ("Vietnam (VNM)"), or the words as they are."""
    name, _, code = suggestion.rpartition(" (")
    code = code.removesuffix(")")
    return code if name and actor_name(code) == name else suggestion
