"""Serving the pages until they are interrupted."""

import gc
import sys
from urllib.parse import urlencode

import uvicorn

from bilateral.show.web.app import create_app
from bilateral.show.web.settings import Settings

SWITCH_SECONDS = 0.0005


def address_of(settings: Settings) -> str:
    """Return the address at which a visitor opens the pages, with the token where one is needed."""
    host = f"[{settings.host}]" if ":" in settings.host.strip("[]") else settings.host
    query = f"?{urlencode({'token': settings.token})}" if settings.token else ""
    return f"http://{host}:{settings.port}/{query}"


def serve(settings: Settings) -> None:
    """Serve the pages of a record until the process is interrupted."""
    app = create_app(settings)
    # What is loaded stays: to look through all of it for garbage again and again would hold up every visitor.
    gc.freeze()
    # SQLite lets go of the interpreter at every row; with the usual interval each row would wait for another page.
    sys.setswitchinterval(SWITCH_SECONDS)
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        # Headers of a proxy would let a visitor name any host; nobody is behind one here.
        proxy_headers=False,
    )
