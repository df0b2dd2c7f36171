"""JSON written piece by piece, so that a document of any length needs the memory of one piece."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO


def line(value: Mapping[str, Any]) -> bytes:
    """Return a value as one line of JSON, in which no ``<`` stands, so that it may stand in a page as it is.

    Where text holds a ``<``, JSON's own escape stands for it; whoever reads the JSON reads the same text.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").encode() + b"\n"


def write_document(
    file: BinaryIO, head: Mapping[str, Any], name: str, items: Iterable[Mapping[str, Any]]
) -> None:
    """Write one JSON object: the members of ``head``, then ``name`` with a list of items, one a line."""
    file.write(line(head).removesuffix(b"}\n") + b"," + json.dumps(name).encode() + b":[\n")
    file.writelines((b"," if number else b"") + line(item) for number, item in enumerate(items))
    file.write(b"]}\n")


class Tally(dict[str, int]):
    """Counts by name, in the order in which they are first counted."""

    def add(self, name: str, count: int = 1) -> None:
        """Count some more."""
        self[name] = self.get(name, 0) + count
