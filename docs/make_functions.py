"""Write docs/functions.md: which docstrings the site shows for each name that `import bilateral` offers.

python docs/make_functions.py
"""

import inspect
from collections.abc import Iterator
from pathlib import Path

import bilateral

PAGE = Path(__file__).parent / "functions.md"
WORDS = "bilateral.model"
"""Whose types have a page of their own."""
HEAD = """# Python functions

All that `import bilateral` offers, from the docstrings; on [the site](index.md) they stand below. [Use Python](python.md)
shows how to begin. `Judgement` and `Problem` stand among the [words of the project](types.md).
"""


def render() -> str:
    """Return the page."""
    offered = {name: getattr(bilateral, name) for name in bilateral.__all__}
    types = [name for name, each in offered.items() if inspect.isclass(each) and each.__module__ != WORDS]
    functions = [name for name, each in offered.items() if not inspect.isclass(each)]
    return "\n".join([HEAD, *section("Functions", functions), *section("Types", types)])


def section(title: str, names: list[str]) -> Iterator[str]:
    """Yield the lines on some of the names; a docstring is named by where it is written, and headed by what users say."""
    yield from (f"## {title}", "")
    for name in names:
        each = getattr(bilateral, name)
        yield f"::: {each.__module__}.{each.__qualname__}"
        yield from ("    options:", f"      heading: bilateral.{name}", f"      toc_label: {name}", "")


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
