"""Forms that change the record: read with a bound, and proved to come from one of our own pages."""

import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request

from bilateral.exceptions import ServeError

SESSION = "bilateral_session"
TOKEN_FIELD = "form_token"  # noqa: S105 -- the name of the field

# A judgement with its note fits many times over; what is longer is no form of ours.
MAX_BYTES = 64 * 1024
MAX_FIELDS = 100


def form_token(secret: bytes, session: str) -> str:
    """Return the token that a session's forms carry; another site can neither read nor guess it."""
    return hmac.new(secret, session.encode(), hashlib.sha256).hexdigest()


async def read_form(request: Request, secret: bytes) -> Mapping[str, str]:
    """Return the fields of a form that one of our pages sent.

    Raises:
        ServeError: the request comes from another site, has no valid token, or is too long.

    """
    if not _same_origin(request):
        raise ServeError("this form was sent from another site; nothing was changed")
    fields = dict(parse_qsl(await _body(request), keep_blank_values=True, max_num_fields=MAX_FIELDS))
    expected = form_token(secret, request.cookies.get(SESSION, ""))
    given = fields.pop(TOKEN_FIELD, "")
    if SESSION not in request.cookies or not hmac.compare_digest(given.encode(), expected.encode()):
        raise ServeError("this form is too old or was not made here; open the page again and repeat it")
    return fields


def _same_origin(request: Request) -> bool:
    """Say whether browser and address agree that a request comes from our own page.

    A browser names the origin with every form it posts; a program that names none still needs the token.
    """
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    return site in {"same-origin", "none"} and (
        origin is None or urlsplit(origin).netloc == request.headers.get("host")
    )


async def _body(request: Request) -> str:
    received = bytearray()
    async for part in request.stream():
        received += part
        if len(received) > MAX_BYTES:
            raise ServeError(f"a form may hold {MAX_BYTES} bytes at most")
    # No database keeps a zero character in its texts.
    return received.decode("utf-8", "replace").replace("%00", "%EF%BF%BD")
