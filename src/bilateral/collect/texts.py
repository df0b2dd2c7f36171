"""Plain text and web pages: one document per file."""

import datetime as dt
import io
from collections.abc import Iterator

from bilateral.collect.decode import Decoded, decode, decode_page
from bilateral.collect.items import Document, Limits, Reason, problem
from bilateral.collect.page import read_page
from bilateral.model import Problem


def whole(stream: io.BufferedReader, name: str, limits: Limits, begun: bytes = b"") -> bytes | Problem:
    """Return all of a stream, of which ``begun`` is read already, or say that it is huge or empty."""
    data = begun + stream.read(max(0, limits.file + 1 - len(begun)))
    if len(data) > limits.file:
        return problem(
            name,
            Reason.HUGE,
            f"It holds more than {limits.file:,} bytes; split it into its articles, as JSONL.",
        )
    if not data.strip():
        return problem(name, Reason.EMPTY, "It is empty.")
    return data


def read_text(stream: io.BufferedReader, name: str, limits: Limits) -> Iterator[Document | Problem]:
    """Yield the plain text of a stream as one document."""
    data = whole(stream, name, limits)
    if isinstance(data, Problem):
        yield data
        return
    decoded = decode(data)
    if decoded is None:
        yield encoding_problem(data, name)
    else:
        yield Document(name, decoded.text, note=guess_note(decoded, name))


def read_html(
    stream: io.BufferedReader, name: str, limits: Limits, today: dt.date | None
) -> Iterator[Document | Problem]:
    """Yield the article of a web page as one document."""
    data = whole(stream, name, limits)
    if isinstance(data, Problem):
        yield data
        return
    decoded = decode_page(data)
    if decoded is None:
        yield encoding_problem(data, name)
        return
    page = read_page(decoded.text, today)
    if page is None:
        yield problem(
            name, Reason.NO_TEXT, "No article text was found in the page; save the text and add that."
        )
    else:
        yield Document(name, page.text, page.title, page.date, page.outlet, page.url)


def encoding_problem(data: bytes, name: str) -> Problem:
    """Say where the bytes stop being UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"byte {error.start + 1}"
    else:
        where = "its byte order mark"
    return problem(
        name, Reason.ENCODING, f"It is not valid UTF-8 from {where} on; convert it to UTF-8 first."
    )


def guess_note(decoded: Decoded, name: str) -> Problem | None:
    """Return the note that a text was read in a guessed encoding, if it was."""
    if not decoded.guessed:
        return None
    detail = f"It is not valid UTF-8 and was read as {decoded.encoding}; convert it to UTF-8 if letters look wrong."
    return problem(name, Reason.ENCODING, detail)
