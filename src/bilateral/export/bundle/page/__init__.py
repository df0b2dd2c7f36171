"""The page of a bundle: one file that carries its data, checks it in the browser, and shows entries with their words."""

import base64
import hashlib
import shutil
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any, BinaryIO

from bilateral.export.bundle.parts import PARTS
from bilateral.export.streams import line

_SCRIPTS = ("sha256.js", "check.js", "show.js")


def write_page(page: BinaryIO, folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write the page, with the parts that stand in ``folder`` inside as they are, byte by byte.

    They hold no ``<`` (see `streams.line`), so that nothing in them ends the element in which they stand.
    """
    script = "\n".join(_own(name) for name in _SCRIPTS)
    style = _own("page.css")
    policy = f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'"
    head, tail = _own("page.html").split("{data}")
    page.write(head.replace("{policy}", policy).replace("{style}", style).encode())
    page.write(_open("manifest") + line(manifest) + _CLOSE)
    for name in PARTS:
        page.write(_open(name))
        with (folder / f"{name}.jsonl").open("rb") as part:
            shutil.copyfileobj(part, page)
        page.write(_CLOSE)
    page.write(tail.replace("{script}", script).encode())


_CLOSE = b"</script>\n"


def _open(name: str) -> bytes:
    return f'<script type="application/json" id="data-{name}">'.encode()


def _own(name: str) -> str:
    return resources.files("bilateral.export.bundle.page").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
