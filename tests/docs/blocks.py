"""The examples of a page: its fenced blocks, what is shown of their output, and why some cannot run.

A line ``<!-- not run: REASON -->`` before a block says that it cannot run in a test and why. A block of ``text`` right
after one of commands is what these print, whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(
    r"(?:^<!-- not run: (?P<reason>[^\n]+?) -->\n+)?"
    r"^```(?P<language>sh|python)\n(?P<code>.*?)^```\n"
    r"(?:\n*^```text\n(?P<shown>.*?)^```\n)?",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Block:
    """An example: its language (``sh`` or ``python``) and code, where it stands, and what its page shows of its output.

    ``shown`` is null where the page shows none, and ``place`` then empty; else the characters of the page where it stands.
    """

    language: str
    code: str
    line: int
    reason: str | None
    shown: str | None
    place: tuple[int, int]


def get_blocks(page: Path) -> Iterator[Block]:
    """Yield the examples of a page, in order."""
    text = page.read_text(encoding="utf-8")
    for found in BLOCK.finditer(text):
        line = text.count("\n", 0, found.start("code"))
        yield Block(
            found["language"], found["code"], line, found["reason"], found["shown"], found.span("shown")
        )
