"""Serving the pages until they are interrupted."""

import gc
import socket
import sys
from collections.abc import Callable
from urllib.parse import urlencode

import uvicorn

from bilateral.exceptions import ServeError
from bilateral.show.web.app import create_app
from bilateral.show.web.settings import Settings

SWITCH_SECONDS = 0.0005


def address_of(settings: Settings) -> str:
    """Return the address at which a visitor opens the pages, with the token where one is needed."""
    host = f"[{settings.host}]" if ":" in settings.host.strip("[]") else settings.host
    query = f"?{urlencode({'token': settings.token})}" if settings.token else ""
    return f"http://{host}:{settings.port}/{query}"


def listen(settings: Settings) -> socket.socket:
    """Return a socket that listens where the settings say.

    Raises:
        ServeError: the port is taken, or the address is none of this machine's.

    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family)
    # A server that was stopped just now leaves its port in a state in which only this lets it be used again.
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host.strip("[]"), settings.port))
    except OSError as error:
        listening.close()
        where = f"{settings.host}:{settings.port}"
        raise ServeError(
            f"nothing can listen on {where} ({error.strerror}); choose another --port or --host"
        ) from error
    return listening


def serve(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve the pages of a record until the process is interrupted.

    ``announce`` is told the address once record and port are known to serve.

    Raises:
        RecordError: the record cannot be read.
        ServeError: nothing can listen there.

    """
    app, listening = create_app(settings), listen(settings)
    announce(address_of(settings))
    # What is loaded stays: to look through all of it for garbage again and again would hold up every visitor.
    gc.freeze()
    # SQLite lets go of the interpreter at every row; with the usual interval each row would wait for another page.
    sys.setswitchinterval(SWITCH_SECONDS)
    # Headers of a proxy would let a visitor name any host; nobody is behind one here.
    config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False)
    uvicorn.Server(config).run(sockets=[listening])
