"""Actors in addresses, and the page of one actor."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bilateral.read.actors import home_state, resolve_actor
from bilateral.show.web.paging import cut, page_number
from bilateral.show.web.queries.partners import Partner, count_kinds, find_partners
from bilateral.show.web.render import actor_path, address
from bilateral.show.web.site import site_of

SORTS = ("events", "cooperation", "conflict", "agreements", "share", "last")


def canonical(name: str) -> str:
    """Return the code that an address names, by code or by name.

    Raises:
        ActorError: nothing fits.

    """
    return resolve_actor(name.replace("_", " "))


def state(request: Request) -> Response:
    """Show with whom one actor deals."""
    code = canonical(request.path_params["one"])
    if request.url.path != (path := f"/{actor_path(home_state(code))}"):
        return RedirectResponse(address(path, dict(request.query_params)), 303)
    site = site_of(request)
    sort = request.query_params.get("sort", SORTS[0])
    sort = sort if sort in SORTS else SORTS[0]
    with site.read() as reader:
        partners = sorted(reader.keep_lately(find_partners, code), key=lambda p: _order(p, sort))
        return site.render(
            request,
            "state.html",
            path=path,
            code=code,
            sort=sort,
            kinds=reader.keep_lately(count_kinds, code),
            page=cut(partners, page_number(request.query_params)),
            most=max((partner.events for partner in partners), default=1),
        )


def _order(partner: Partner, sort: str) -> tuple[float, int, str]:
    """Return where a partner stands in a list: the largest first, ties by events."""
    if sort == "last":
        return -int(partner.last.replace("-", "") or 0), -partner.events, partner.code
    share = partner.share
    value = (-1.0 if share is None else share) if sort == "share" else float(getattr(partner, sort))
    return -value, -partner.events, partner.code
