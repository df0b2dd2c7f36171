"""The description of the API, OpenAPI 3.1, written from the table of routes."""

from collections.abc import Mapping
from typing import Any

from bilateral.show.web.api.problems import MEDIA_TYPE, Problem
from bilateral.show.web.api.routes import ROUTES, Route
from bilateral.show.web.api.schemas import Schemas
from bilateral.version import VERSION

_ABOUT = """The record of relations between states, each line with the exact words of the articles that say so.

Read-only. Lists come page by page: follow `next` until it is null. Answers carry a weak `ETag`; send it back as
`If-None-Match` to learn whether the record has changed. Every error has the shape of RFC 9457."""


def make_document(prefix: str) -> dict[str, Any]:
    """Return the description of the API under an address."""
    schemas = Schemas()
    paths = {route.path: {"get": _operation(route, schemas)} for route in ROUTES}
    problem = {
        "description": "Why there is no answer.",
        "content": {MEDIA_TYPE: {"schema": schemas.of(Problem)}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Bilateral", "version": VERSION, "description": _ABOUT, "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
        "servers": [{"url": prefix}],
        # Without a token the pages serve this machine alone; then nothing is asked for.
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.components.items())),
            "responses": {"Problem": problem},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }  # fmt: skip


def _operation(route: Route, schemas: Schemas) -> dict[str, Any]:
    problem = {"$ref": "#/components/responses/Problem"}
    etag = {"ETag": {"description": "Changes with the record.", "schema": {"type": "string"}}}
    content = {"application/json": {"schema": schemas.of(route.returns)}}
    answers: Mapping[str, Any] = {
        "200": {"description": route.about, "headers": etag, "content": content},
        "304": {"description": "The record has not changed since.", "headers": etag},
        "400": problem,
        "404": problem,
        "default": problem,
    }
    return {
        "operationId": route.name,
        "summary": route.about,
        "parameters": [parameter.described() for parameter in route.parameters],
        "responses": dict(answers),
    }
