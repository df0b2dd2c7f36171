"""Mentions and readings as plain values (dicts, lists, strings, numbers), and back.

The keys are those of the annotation scheme; a span is ``{"start", "end", "text"}``. This is what the ``read``
command writes and what the record keeps in its ``fields`` columns.
"""

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any

from bilateral.model import Agreement, Article, Event, Figure, Kind, Mention, Reading, Span, Statement

CLASSES: Mapping[Kind, type[Mention]] = {
    Kind.EVENT: Event,
    Kind.STATEMENT: Statement,
    Kind.FIGURE: Figure,
    Kind.AGREEMENT: Agreement,
}
KINDS: Mapping[type[Mention], Kind] = {cls: kind for kind, cls in CLASSES.items()}
KIND_FIELDS: Mapping[Kind, frozenset[str]] = {
    kind: frozenset(f.name for f in dataclasses.fields(cls)) - {"article"} for kind, cls in CLASSES.items()
}


def to_plain(value: Any) -> Any:
    """Return a value of the model as plain values; a whole number loses its decimal point."""
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end, "text": value.text}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if dataclasses.is_dataclass(value):
        parts = {f.name: to_plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {name: part for name, part in parts.items() if name != "article"}
    return value


def from_plain(kind: Kind, article: Article, plain: Mapping[str, Any]) -> Mention:
    """Rebuild a mention of one kind from its plain form; every span is proved against the article again.

    Raises:
        EvidenceError: a span does not reproduce its words.

    """
    cls = CLASSES[kind]
    hints = typing.get_type_hints(cls)
    values = {name: _typed(hints[name], value) for name, value in plain.items() if name in KIND_FIELDS[kind]}
    return cls(article=article, **values)


def _typed(hint: Any, value: Any) -> Any:
    """Give a plain value the type that a field of the model has."""
    if value is None:
        return None
    choices = typing.get_args(hint) if typing.get_origin(hint) in (types.UnionType, typing.Union) else (hint,)
    for choice in choices:
        if typing.get_origin(choice) is tuple:
            if isinstance(value, list):
                inner = typing.get_args(choice)[0]
                return tuple(_typed(inner, item) for item in value)
        elif choice is Span:
            return Span(**value)
        elif choice is float and isinstance(value, int | float):
            return float(value)
        elif isinstance(choice, type) and choice is not type(None) and not isinstance(value, list):
            return choice(value)
    return value


def reading_to_plain(reading: Reading) -> dict[str, Any]:
    """Return a reading as one plain object in the scheme of the annotation guidelines."""
    parts = ("events", "statements", "figures", "agreements", "dates", "quantities")
    lists = {part: to_plain(getattr(reading, part)) for part in parts}
    return {"id": reading.article.name or reading.article.address, **lists}


def place_spans(text: str, place: Callable[[Span], Mapping[str, Any]]) -> Any:
    """Return the plain value that a JSON text holds, with each span put as ``place`` says."""

    def each(value: dict[str, Any]) -> Mapping[str, Any]:
        return place(Span(**value)) if value.keys() == {"start", "end", "text"} else value

    return json.loads(text, object_hook=each)
