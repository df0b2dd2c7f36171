"""The folder is the design: who may import whom."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "bilateral"

# The way, from articles to pages. A room may import itself, the rooms before it, and the common words.
WAY = [
    "collect",
    "trace",
    "read",
    "reconcile",
    "record",
    "judging",
    "measure",
    "ask",
    "show",
    "export",
    "assist",
]
COMMON = {"model", "exceptions", "plain", "batches", "engine", "version", "lexicon", "weights"}


def imports_of(path: Path) -> set[str]:
    """Return the rooms of this package that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("bilateral"):
            names = (
                [node.module] if node.module != "bilateral" else [f"bilateral.{a.name}" for a in node.names]
            )
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.startswith("bilateral.")]
        else:
            continue
        found |= {name.split(".")[1] for name in names}
    return found


@pytest.mark.parametrize("room", WAY)
def test_a_room_imports_only_what_stands_before_it_on_the_way(room):
    """No room imports one that stands after it on the way, nor the command line."""
    allowed = COMMON | set(WAY[: WAY.index(room) + 1])
    for path in (SOURCE / room).rglob("*.py"):
        assert imports_of(path) <= allowed, f"{path.relative_to(SOURCE)} imports {imports_of(path) - allowed}"


@pytest.mark.parametrize("name", sorted(COMMON))
def test_the_common_words_import_no_room(name):
    """What every room uses depends on no room."""
    for path in [SOURCE / f"{name}.py", *(SOURCE / name).rglob("*.py")]:
        if path.exists():
            assert not imports_of(path) & set(WAY), path


def test_no_file_is_longer_than_its_reader_can_hold():
    """No source file but data has more than 600 lines."""
    long = {
        p.name: n
        for p in SOURCE.rglob("*.py")
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > 600
    }
    assert not long


def test_nothing_prints_but_the_command_line():
    """Libraries log; only the command line and the terminal view write to the screen."""
    for path in SOURCE.rglob("*.py"):
        calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
        assert not [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "print"], path
