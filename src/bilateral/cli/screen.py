"""What goes to a screen: the words of strangers are shown, and never steer the terminal that shows them.

A terminal obeys control characters: with some it writes over what stands there, sets its title or types for its user. Marks
that turn the direction of writing let a line read as another one. Both stand in no prose, so each becomes U+FFFD.
Invisible characters that prose needs (joiners, soft hyphens, marks of direction without a reach) stay.
"""

import json
import logging
import re
from typing import Any, TextIO

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderableType, RenderHook, RenderResult
from rich.segment import Segment

# C0 but for tab and line feed, DEL and C1; overrides, embeddings and isolates of direction; halves of characters.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# What else begins a new line, and so could forge one.
_BREAKING = re.compile("[\t\n\u2028\u2029]")
_SHOWN = "\ufffd"


def visible(words: str) -> str:
    """Return words of any number of lines as they may be written to a screen."""
    return _STEERING.sub(_SHOWN, words)


def visible_line(words: str) -> str:
    """Return words as they may be written to a screen as one line; what would begin another is a blank."""
    return visible(_BREAKING.sub(" ", words))


def json_text(value: Any, indent: int | None = None) -> str:
    """Return a value as JSON; what could steer a terminal stands as JSON's own escape, so nothing of it is lost."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    # Such characters stand in strings alone; those below U+0020 JSON has escaped already.
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def make_console(file: TextIO, *, soft_wrap: bool) -> Console:
    """Return a console to which anything may be printed; it keeps its own colours and nothing of strangers'."""
    console = Console(file=file, highlight=False, soft_wrap=soft_wrap)
    console.push_render_hook(_Hook())
    return console


def log_handler() -> logging.Handler:
    """Return what writes to standard error what libraries log, tracebacks included."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Formatter("%(name)s: %(message)s"))
    return handler


class _Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return visible(super().format(record))


class _Hook(RenderHook):
    """Puts everything that a console prints behind `_Visible`."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Visible(each) for each in renderables]


class _Visible:
    """Something printable whose text steers nothing. A character that has no width may then make a line too long."""

    def __init__(self, inner: RenderableType) -> None:
        self._inner = inner

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for text, style, control in console.render(self._inner, options):
            yield Segment(text if control else visible(text), style, control)
