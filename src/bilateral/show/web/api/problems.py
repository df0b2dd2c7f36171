"""What is said when something is wrong: one shape for all errors, that of RFC 9457 (Problem Details for HTTP APIs)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from bilateral.exceptions import ActorError, BilateralError, DateError, QuestionError, RecordBusyError

MEDIA_TYPE = "application/problem+json"

STATUS_OF: Mapping[type[BilateralError], int] = {
    ActorError: 404,
    DateError: 400,
    QuestionError: 400,
    RecordBusyError: 503,
}
"""The status of each error of ours; any other is 500."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request has no answer: ``title`` is the status in words, ``detail`` what was wrong and what to do."""

    type: str
    title: str
    status: int
    detail: str


def wants_problems(request: Request) -> bool:
    """Say whether a request is made to the API, also where no route of it fits (a line break in a path fits none)."""
    return request.url.path.startswith("/api/")


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer that tells of a problem."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response(json.dumps(body, ensure_ascii=False), status, dict(headers or {}), MEDIA_TYPE)


def status_of(error: BilateralError) -> int:
    """Return the status of an error of ours."""
    return next((status for cls, status in STATUS_OF.items() if isinstance(error, cls)), 500)
