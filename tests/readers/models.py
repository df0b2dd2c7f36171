"""A real server of chat completions on this machine, whose answers a test sets: right, wrong, slow or hostile."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

import bilateral

EMPTY: dict[str, list[Any]] = {"events": [], "statements": [], "figures": [], "agreements": []}


@dataclass
class Model:
    """A server: ``answer`` gets each request's handler and body, and writes the answer itself or returns its bytes."""

    address: str = ""
    answer: Callable[[Any, dict[str, Any]], bytes | None] = lambda _handler, _body: completion(EMPTY)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def says(self, answer: Any, **usage: Any) -> None:
        """Answer every question with this object, or these words, from now on."""
        self.answer = lambda _handler, _body: completion(answer, **usage)

    def reader(self, **options: Any) -> bilateral.ReaderChoice:
        """Return the reader that asks this server, its limits short enough for a test."""
        settings = {"model": "tiny", "call_seconds": 5, "article_seconds": 10, "retries": 0} | options
        named = {name.replace("_", "-"): str(value) for name, value in settings.items()}
        return bilateral.ReaderChoice("llm", {"address": f"{self.address}/v1"} | named)


def completion(answer: Any, **usage: Any) -> bytes:
    """Return a chat completion whose message is an object as JSON, or words."""
    content = answer if isinstance(answer, str) else json.dumps(answer)
    envelope = {"choices": [{"message": {"role": "assistant", "content": content}}]}
    return json.dumps(envelope | ({"usage": usage} if usage else {})).encode()


def send(handler: Any, body: bytes, status: int = 200, **headers: str) -> None:
    """Answer a request; ``Retry_After`` stands for ``Retry-After``."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def _handler(model: Model) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.asked.append(body)
            model.paths.append(self.path)
            model.headers.append({name.lower(): value for name, value in self.headers.items()})
            try:
                answer = model.answer(self, body)
                if answer is not None:
                    send(self, answer, Content_Type="application/json")
            except OSError:
                pass  # the reader hung up, as it should
            self.close_connection = True

        def do_GET(self) -> None:
            model.paths.append(self.path)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@pytest.fixture
def make_model() -> Iterator[Callable[[], Model]]:
    """Return a function that starts a server; all end with the test."""
    servers: list[ThreadingHTTPServer] = []

    def make() -> Model:
        model = Model()
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(model))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        servers.append(server)
        model.address = f"http://127.0.0.1:{server.server_port}"
        return model

    yield make
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def model(make_model: Callable[[], Model]) -> Model:
    """Return a server of its own."""
    return make_model()
