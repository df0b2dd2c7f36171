"""Forms that judge: accept, reject, correct, merge, split, take back; and the list of what was judged."""

from collections.abc import Mapping
from functools import partial
from urllib.parse import quote

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bilateral.exceptions import JudgementError
from bilateral.judging import Judged, judge, undo
from bilateral.record.judgements import get_judgements, vanished
from bilateral.show.web.addresses import local
from bilateral.show.web.forms import read_form
from bilateral.show.web.paging import cut, page_number
from bilateral.show.web.queries.queue import with_states
from bilateral.show.web.render import address
from bilateral.show.web.site import REVIEWER, site_of

MAX_NAME = 100
YEAR = 365 * 24 * 3600


async def post_judgement(request: Request) -> Response:
    """Judge an entry or a mention as a form says, and lead to where it stands now."""
    site = site_of(request)
    form = await read_form(request, site.secret)
    correcting = form.get("verdict") == "correct"
    judging = partial(
        judge,
        site.settings.record,
        form.get("target", ""),
        form.get("verdict", ""),
        _reviewer(form),
        corrections={form.get("field", ""): form.get("value", "")} if correcting else None,
        other=form.get("other", "").strip() or None,
        note=form.get("note", "").strip(),
    )
    done = await run_sync(judging, limiter=site.writing)
    site.forget()
    there = f"/entry/{done.entries[0]}" if done.entries else "/judgements"
    return _led_back(local(form.get("back", ""), there), done, form)


async def post_undo(request: Request) -> Response:
    """Take a judgement back, and lead to where one came from."""
    site = site_of(request)
    form = await read_form(request, site.secret)
    number = form.get("judgement", "")
    if not (number.isascii() and number.isdigit()):
        raise JudgementError(f"{number!r} is no number of a judgement")
    undoing = partial(undo, site.settings.record, int(number), _reviewer(form))
    done = await run_sync(undoing, limiter=site.writing)
    site.forget()
    return _led_back(local(form.get("back", ""), "/judgements"), done, form)


def _reviewer(form: Mapping[str, str]) -> str:
    name = form.get("reviewer", "").strip()
    if len(name) > MAX_NAME:
        raise JudgementError(f"a reviewer's name may have {MAX_NAME} characters at most")
    return name


def _led_back(path: str, done: Judged, form: Mapping[str, str]) -> Response:
    path, _, query = path.partition("?")
    numbers = ", ".join(map(str, done.judgements[:3])) + (" …" if len(done.judgements) > 3 else "")
    there = address(path, done=numbers) + (f"&{query}" if query else "")
    response = RedirectResponse(there, 303)
    response.set_cookie(REVIEWER, quote(_reviewer(form)), max_age=YEAR, httponly=True, samesite="strict")
    return response


def judgements(request: Request) -> Response:
    """Show every judgement with its state."""
    site = site_of(request)
    with site.read() as reader:
        made = with_states(get_judgements(reader.connection))
        page = cut(made, page_number(request.query_params))
        return site.render(
            request,
            "judgements.html",
            page=page,
            vanished={judgement.id for judgement in vanished(reader.connection)},
            done=request.query_params.get("done", ""),
        )
