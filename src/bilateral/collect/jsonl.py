"""JSON lines and JSON files: one document per object."""

import io
import json
import math
from collections.abc import Iterator
from typing import Any, cast

from bilateral.collect.decode import bom_encoding, decode
from bilateral.collect.items import Document, Limits, Reason, problem
from bilateral.collect.texts import encoding_problem, guess_note, whole
from bilateral.model import Problem

_DEEPEST = 100  # levels of nesting in one article's JSON
_KEYS = frozenset({"id", "url", "source", "date", "title", "text"})
# An overlong line is skipped in pieces up to this many bytes; a line longer still (a decompression bomb) ends
# the reading of its file.
_SKIP_AT_MOST = 1_000_000_000


def read_lines(stream: io.BufferedReader, name: str, limits: Limits) -> Iterator[Document | Problem]:
    """Yield one document or problem for each line that is not blank; no line stops the next."""
    if (bom_encoding(stream.peek(4)) or "utf-8") != "utf-8":
        yield problem(name, Reason.ENCODING, "JSON lines must be UTF-8; convert the file first.")
        return
    empty = True
    for found in _each_line(stream, name, limits, first=1):
        empty = False
        yield found
    if empty:
        yield problem(name, Reason.EMPTY, "It is empty.")


def read_json(stream: io.BufferedReader, name: str, limits: Limits) -> Iterator[Document | Problem]:
    """Yield the documents of JSON in any form: lines, which are streamed, one object, an array of objects."""
    line = stream.readline(limits.file + 1)
    if stream.peek(1) and isinstance(_loads(line), dict):
        yield _parsed(line, f"{name}:1")
        yield from _each_line(stream, name, limits, first=2)
        return
    data = whole(stream, name, limits, begun=line)
    if isinstance(data, Problem):
        yield data
        return
    value = _loads(data)
    if isinstance(value, list):
        yield from (document_of(item, f"{name}:{number}") for number, item in enumerate(value, 1))
    elif value is not None:
        yield document_of(value, name)
    else:
        yield from read_lines(io.BufferedReader(cast("io.RawIOBase", io.BytesIO(data))), name, limits)


def _each_line(
    stream: io.BufferedReader, name: str, limits: Limits, first: int
) -> Iterator[Document | Problem]:
    for number, line in enumerate(_lines(stream, limits.file), first):
        place = f"{name}:{number}"
        if line is None:
            yield problem(
                place, Reason.HUGE, f"The line holds more than {limits.file:,} bytes; it was passed over."
            )
        elif line.strip():
            yield _parsed(line, place)


def _lines(stream: io.BufferedReader, limit: int) -> Iterator[bytes | None]:
    """Yield each line, or None for one beyond the limit, without ever holding more than the limit."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        skipped = len(line)
        while not line.endswith(b"\n") and skipped < _SKIP_AT_MOST and (line := stream.readline(limit)):
            skipped += len(line)
        yield None
        if skipped >= _SKIP_AT_MOST:
            return


def _loads(data: bytes) -> Any:
    """Return the JSON value, or None where there is none."""
    decoded = decode(data)
    try:
        return json.loads(decoded.text) if decoded else None
    except (ValueError, RecursionError):  # broken syntax, an endless number, nesting beyond all sense
        return None


def _parsed(line: bytes, place: str) -> Document | Problem:
    decoded = decode(line)
    if decoded is None:
        return encoding_problem(line, place)
    try:
        value = json.loads(decoded.text)
    except json.JSONDecodeError as error:
        return problem(
            place, Reason.NOT_JSON, f"The line is no JSON ({error.msg}, column {error.colno}); mend it."
        )
    except (ValueError, RecursionError):
        return problem(
            place, Reason.NOT_JSON, "The line is nested too deep or holds an endless number; mend it."
        )
    return document_of(value, place, guess_note(decoded, place))


def document_of(value: Any, place: str, note: Problem | None = None) -> Document | Problem:
    """Return what an object says of one article; ``place`` is where it stands, for one without an id."""
    if not isinstance(value, dict):
        return problem(place, Reason.NOT_JSON, 'It is no JSON object with a key "text".')
    unfit = _unfit(value)
    if unfit:
        return problem(place, Reason.UNFIT, unfit)
    name = _string(value.get("id")) or place
    text = value.get("text")
    if not isinstance(text, str):
        return problem(name, Reason.NO_TEXT, 'The object has no string under the key "text".')
    title, outlet, url = (_string(value.get(key)) for key in ("title", "source", "url"))
    rest = {key: _finite(item) for key, item in value.items() if key not in _KEYS}
    return Document(name, text, title, value.get("date"), outlet, url, rest, note)


def _unfit(value: Any) -> str | None:
    """Return why a JSON value cannot be kept by every database, if so; JSON's escapes allow more than UTF-8."""
    level = [value]
    for _ in range(_DEEPEST):
        try:
            zero = any(b"\0" in item.encode() for item in level if isinstance(item, str))
        except UnicodeEncodeError:
            return "It holds half a character (a lone surrogate); mend it."
        if zero:
            return "It holds a zero character; mend it."
        level = [inner for item in level for inner in _parts(item)]
        if not level:
            return None
    return f"It is nested more than {_DEEPEST} levels deep; flatten it."


def _parts(value: Any) -> list[Any]:
    """Return what stands one level within a JSON value, keys too."""
    if isinstance(value, dict):
        return [*value, *value.values()]
    return value if isinstance(value, list) else []


def _finite(value: Any) -> Any:
    """Return a JSON value with null for what Python reads as a number and JSON has none for (NaN, Infinity, 1e999)."""
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _string(value: object) -> str:
    """Return a name or number as text; null and anything with parts as nothing."""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
