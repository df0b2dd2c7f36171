"""A package of somebody else, installed into a folder as an installer leaves it: modules, and metadata beside them."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# The reader that docs/readers.md shows; a test holds the two together.
PAGE = Path(__file__).resolve().parents[2] / "docs" / "readers.md"


def install(folder: Path, name: str, source: str, points: dict[str, str]) -> None:
    """Put a package of one module into a folder, with its entry points for readers."""
    (folder / f"{name}.py").write_text(source, encoding="utf-8")
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    lines = [f"{reader} = {name}:{attribute}" for reader, attribute in points.items()]
    (info / "entry_points.txt").write_text("\n".join(["[bilateral.readers]", *lines, ""]), encoding="utf-8")


@pytest.fixture
def site_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder on the path of imports, into which a test installs."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    importlib.invalidate_caches()
    before = set(sys.modules)
    yield folder
    for name in set(sys.modules) - before:
        if str(folder) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]
    importlib.invalidate_caches()
