"""The web app: which page stands at which address, and what is said when something goes wrong."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from anyio.to_thread import current_default_thread_limiter, run_sync
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bilateral.exceptions import (
    ActorError,
    BilateralError,
    DateError,
    JudgementError,
    RecordBusyError,
    ServeError,
)
from bilateral.show.web.api import PREFIX, make_api
from bilateral.show.web.api.problems import problem, wants_problems
from bilateral.show.web.guard import Guard
from bilateral.show.web.pages.actors import state
from bilateral.show.web.pages.article import article
from bilateral.show.web.pages.dyad import dyad
from bilateral.show.web.pages.entry import entry
from bilateral.show.web.pages.home import find_dyad, home
from bilateral.show.web.pages.judging import judgements, post_judgement, post_undo
from bilateral.show.web.pages.lists import problems, runs
from bilateral.show.web.pages.measures import show_balance, show_map, show_network, show_series
from bilateral.show.web.pages.review import review
from bilateral.show.web.pages.search import search
from bilateral.show.web.settings import Settings
from bilateral.show.web.site import Site, site_of

# Pages that are made at the same time: the fewer, the sooner each is done, but one that counts long must not hold up
# all others. Of 1 to 4, two gave the lowest 95th percentile for ten visitors (benchmarks/serving.py).
AT_ONCE = 2
STATIC = Path(__file__).parent / "static"

STATUS_OF: dict[type[BilateralError], int] = {
    ActorError: 404,
    DateError: 400,
    JudgementError: 400,
    ServeError: 403,
    RecordBusyError: 503,
}

Page = Callable[[Request], Response]


def _long(page: Page) -> Callable[[Request], Awaitable[Response]]:
    """Return a page that counts long, to be made apart from the others."""

    async def made(request: Request) -> Response:
        return await run_sync(page, request, limiter=site_of(request).counting)

    return made


async def _dyad(request: Request) -> Response:
    """Show two actors; to make the record of an earlier day takes long, to show today's does not."""
    return await (_long(dyad)(request) if request.query_params.get("as_of") else run_sync(dyad, request))


# The last ones take whatever no other page is called.
ROUTES = (
    Route("/", home),
    Route("/find", find_dyad),
    Route("/search", search),
    Route("/entry/{id}", entry),
    Route("/article/{address}", article),
    Route("/review", review),
    Route("/judgements", judgements),
    Route("/judge", post_judgement, methods=["POST"]),
    Route("/undo", post_undo, methods=["POST"]),
    Route("/problems", problems),
    Route("/runs", runs),
    Route("/network", _long(show_network)),
    Mount("/static", StaticFiles(directory=STATIC), name="static"),
    Route("/{one}", state),
    Route("/{one}/balance", _long(show_balance)),
    Route("/{one}/map", _long(show_map)),
    Route("/{one}/{other}/series", _long(show_series)),
    Route("/{one}/{other}", _dyad),
)


@asynccontextmanager
async def _few_at_once(_: Starlette) -> AsyncIterator[None]:
    """Make few pages at the same time: with more, every visitor waits until nearly all pages are made."""
    current_default_thread_limiter().total_tokens = AT_ONCE
    yield


def create_app(settings: Settings) -> Starlette:
    """Return the app that serves the pages of a record.

    Raises:
        RecordError: there is no record, or it cannot be read.

    """
    site = Site(settings)
    app = Starlette(
        routes=(Mount(PREFIX, make_api(site)), *ROUTES),
        lifespan=_few_at_once,
        middleware=[Middleware(Guard, settings=settings, secret=site.secret)],
        exception_handlers={BilateralError: _own_error, HTTPException: _http_error},
    )
    app.state.site = site
    return app


def _own_error(request: Request, error: Exception) -> Response:
    if wants_problems(request):
        return problem(404, f"Nothing stands at this address; {PREFIX}/openapi.json tells what does.")
    status = next((code for cls, code in STATUS_OF.items() if isinstance(error, cls)), 500)
    return site_of(request).render(
        request, "message.html", status=status, title="This cannot be shown", words=str(error)
    )


def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if wants_problems(request):
        return problem(status, f"Nothing stands at this address; {PREFIX}/openapi.json tells what does.")
    words = (
        "There is no page at this address."
        if status == 404
        else f"The request was not understood ({status})."
    )
    return site_of(request).render(request, "message.html", status=status, title="No such page", words=words)
