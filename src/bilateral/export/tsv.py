"""Tab-separated lines as event data has them: no quotation marks, so no tab or line break inside a cell."""

from collections.abc import Iterable
from typing import Any

from bilateral.export.cells import guard


def tsv_line(values: Iterable[Any]) -> bytes:
    """Return one line; white space in a cell becomes single spaces, and text that a spreadsheet would run is guarded."""
    return "\t".join(_cell(value) for value in values).encode() + b"\n"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return guard(" ".join(value.split())) if isinstance(value, str) else str(value)
