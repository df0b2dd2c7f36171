"""What every page needs: the record to read from, the templates, and the token that proves a form is ours."""

import secrets
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import unquote

import sqlalchemy as sa
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from bilateral.record.store import Record
from bilateral.show.web.cache import Cache, Stamp
from bilateral.show.web.forms import SESSION, form_token
from bilateral.show.web.render import make_environment
from bilateral.show.web.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")

# Seconds by which the counts of the whole record may be behind those who write to it; one's own judgements show at once.
LAG = 10.0
REVIEWER = "bilateral_reviewer"


@dataclass(frozen=True, slots=True)
class Reader:
    """A view of the record that stays the same for a whole page."""

    connection: sa.Connection
    stamp: Stamp
    cache: Cache

    def keep(
        self, query: Callable[Concatenate[sa.Connection, P], T], *arguments: P.args, **named: P.kwargs
    ) -> T:
        """Return what a query gives, from memory where the record has not changed since it was last asked."""
        key = (query, arguments, tuple(sorted(named.items())))
        return self.keep_as(key, lambda: query(self.connection, *arguments, **named))

    def keep_lately(
        self, query: Callable[Concatenate[sa.Connection, P], T], *arguments: P.args, **named: P.kwargs
    ) -> T:
        """Return what a long count gives; while others write to the record it may be some seconds old."""
        key = (query, arguments, tuple(sorted(named.items())))
        return self.cache.get(key, self.stamp, lambda: query(self.connection, *arguments, **named), LAG)

    def keep_as(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what a function gives, from memory where the record has not changed since it was made for the key."""
        return self.cache.get(key, self.stamp, make)


class Site:
    """The record that is served, and how its pages are made."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.secret = secrets.token_bytes(32)
        # Writers wait for one another; they must not keep readers from the threads that make pages.
        self.writing = CapacityLimiter(1)
        # Pages that count for a second, one at a time, so that they take no thread from the others.
        self.counting = CapacityLimiter(1)
        self._record = Record(settings.record)
        self._cache = Cache()
        self._templates = make_environment()

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """Give a reader of the record; what it reads does not change while it is used."""
        # Taken before the transaction begins, so that an answer is never thought newer than it is.
        stamp = self._record.stamp()
        with self._record.transaction() as connection:
            yield Reader(connection, stamp, self._cache)

    @property
    def record_name(self) -> str:
        """What the record is called on pages and in citations."""
        return self._record.place.name

    def forget(self) -> None:
        """Count everything anew: a visitor has changed the record."""
        self._cache.clear()

    def render(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """Return a page; its forms carry the token of the visitor's session."""
        session = request.cookies.get(SESSION) or secrets.token_urlsafe(24)
        page = self._templates.get_template(template).render(
            form_token=form_token(self.secret, session),
            here=request.url.path,
            query=str(request.query_params.get("q", "")),
            record_name=self.record_name,
            reviewer=unquote(request.cookies.get(REVIEWER, "")),
            **values,
        )
        response = HTMLResponse(page, status)
        if SESSION not in request.cookies:
            response.set_cookie(SESSION, session, httponly=True, samesite="strict")
        return response


def site_of(request: Request) -> Site:
    """Return the site that a request is made to."""
    site: Site = request.app.state.site
    return site
