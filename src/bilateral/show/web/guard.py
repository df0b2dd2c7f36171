"""What stands before every page: which host it is asked by, whether the visitor may, and what browsers may do."""

import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bilateral.show.web.api.problems import problem, wants_problems
from bilateral.show.web.settings import LOOPBACK_NAMES, Settings

ACCESS = "bilateral_access"

# Nothing is fetched but from here, nothing inline runs or styles, and no other page may hold ours in a frame.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Not no-referrer: then browsers hide the origin of our own forms too.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Answers for a host that is not ours or a visitor without the token; adds the policy to every answer."""

    def __init__(self, app: ASGIApp, settings: Settings, secret: bytes) -> None:
        self.app = app
        self.settings = settings
        self._proof = hmac.new(secret, (settings.token or "").encode(), hashlib.sha256).hexdigest()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = self._refusal(Request(scope))
        if not wants_problems(Request(scope)):
            scope = _without_zeros(scope)
        await (answer or self.app)(scope, receive, _with_headers(send))

    def _refusal(self, request: Request) -> Response | None:
        """Return the answer to a request that may not pass, or null."""
        if self.settings.token is None:
            return (
                None
                if self._is_ours(request.headers)
                else _refuse(request, 421, "this host is not served here")
            )
        if self._knows_token(request):
            return None
        offered = request.query_params.get("token", "")
        if request.method == "GET" and _same(offered, self.settings.token):
            return self._admit(request)
        return _refuse(
            request, 401, "these pages need a token: open them by the address that `bilateral serve` printed"
        )

    def _is_ours(self, headers: Headers) -> bool:
        """Say whether the host asked for is this machine; another name that leads here is an attack (rebinding)."""
        host = headers.get("host", "").lower()
        name, colon, port = host.rpartition(":")
        name = name if colon and port.isdigit() else host
        return name in LOOPBACK_NAMES | {self.settings.host}

    def _knows_token(self, request: Request) -> bool:
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        return _same(request.cookies.get(ACCESS, ""), self._proof) or _same(
            bearer, self.settings.token or self._proof
        )

    def _admit(self, request: Request) -> Response:
        """Remember the visitor, and lead to the same page without the token in its address."""
        rest = [(name, value) for name, value in parse_qsl(request.url.query) if name != "token"]
        # The path is our own; a second slash at its start would make it the address of another host.
        path = "/" + request.url.path.lstrip("/")
        response = RedirectResponse(path + (f"?{urlencode(rest)}" if rest else ""), 303)
        response.set_cookie(ACCESS, self._proof, httponly=True, samesite="lax")
        return response


def _without_zeros(scope: Scope) -> Scope:
    """Return a request in which a replacement character stands for each zero character.

    PostgreSQL knows no zero character, and no text that is kept holds one, so what was asked for is not there either way.
    The API looks at its parameters itself.
    """
    query = scope["query_string"].replace(b"%00", b"%EF%BF%BD")
    return {**scope, "path": scope["path"].replace("\0", "\ufffd"), "query_string": query}


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode(), expected.encode())


def _refuse(request: Request, status: int, words: str) -> Response:
    if wants_problems(request):
        return problem(status, words)
    return PlainTextResponse(f"bilateral: {words}\n", status)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sending
