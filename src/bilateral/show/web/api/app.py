"""The API as an app of its own inside that of the pages, so that its errors have one shape whatever goes wrong."""

import dataclasses
import datetime as dt
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route as Served

from bilateral.batches import digest
from bilateral.exceptions import BilateralError
from bilateral.show.web.api.document import make_document
from bilateral.show.web.api.parameters import Asked, read_request
from bilateral.show.web.api.problems import problem, status_of
from bilateral.show.web.api.routes import ROUTES, Route
from bilateral.show.web.cache import Stamp
from bilateral.show.web.site import Site, site_of
from bilateral.version import VERSION

PREFIX = "/api/v1"
_LOG = logging.getLogger(__name__)


def make_api(site: Site) -> Starlette:
    """Return the app that answers under `PREFIX`, over the same record as the pages."""
    document = make_document(PREFIX)

    def describe(_: Request) -> Response:
        return JSONResponse(document, headers={"Cache-Control": "no-cache"})

    app = Starlette(
        routes=[*(Served(route.path, _served(route)) for route in ROUTES), Served("/openapi.json", describe)],
        exception_handlers={BilateralError: _own_error, HTTPException: _http_error, Exception: _fault},
    )
    app.state.site = site
    return app


def _served(route: Route) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers at a route; what takes long is made one at a time."""

    async def served(request: Request) -> Response:
        asked = read_request(route.parameters, request.path_params, request.query_params.multi_items())
        alone = route.long or asked.values.get("as_of")
        limiter = site_of(request).counting if alone else None
        return await run_sync(_answer, route, request, asked, limiter=limiter)

    return served


def _answer(route: Route, request: Request, asked: Asked) -> Response:
    path = request.url.path
    with site_of(request).read() as reader:
        headers = {"ETag": _tag(reader.stamp, path, asked), "Cache-Control": "private, no-cache"}
        if _has(request.headers.get("if-none-match", ""), headers["ETag"]):
            return Response(status_code=304, headers=headers)
        answer = route.answer(reader, asked, path)
    if answer is None:
        return problem(404, route.missing)
    link = getattr(answer, "next", None)
    if link:
        headers["Link"] = f'<{link}>; rel="next"'
    body = json.dumps(dataclasses.asdict(answer), ensure_ascii=False, separators=(",", ":"), default=_iso)
    return Response(body, headers=headers, media_type="application/json")


def _tag(stamp: Stamp, path: str, asked: Asked) -> str:
    """Return the tag of an answer; weak, for what is written between the stamp and the answer is in the answer."""
    return f'W/"{digest(VERSION, str(stamp), path, sorted(asked.query))}"'


def _has(given: str, tag: str) -> bool:
    """Say whether a tag is among those of a header If-None-Match, compared weakly (RFC 9110, 13.1.2)."""
    offered = {each.strip().removeprefix("W/") for each in given.split(",")}
    return "*" in offered or tag.removeprefix("W/") in offered


def _iso(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an answer")


def _own_error(_: Request, error: Exception) -> Response:
    status = status_of(error) if isinstance(error, BilateralError) else 500
    return problem(status, str(error), {"Retry-After": "5"} if status == 503 else None)


def _http_error(_: Request, error: Exception) -> Response:
    status, headers = (error.status_code, error.headers) if isinstance(error, HTTPException) else (500, None)
    words = {404: f"Nothing stands at this address; {PREFIX}/openapi.json tells what does.", 405: "Only GET is answered here; the record is not changed."}  # fmt: skip
    return problem(status, words.get(status, "The request was not understood."), headers)


def _fault(_: Request, error: Exception) -> Response:
    _LOG.error("an answer failed", exc_info=error)
    return problem(500, "This could not be answered; the server's log says why.")
