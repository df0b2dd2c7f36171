"""docs/security.md names a test for each threat, and each of these tests is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = [
    line.split(" | ")
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith(("| threat |", "|---"))
]
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


@pytest.mark.parametrize(("path", "name"), NAMED, ids=lambda part: part)
def test_each_test_that_is_named_exists(path, name):
    """A function of that name stands in that file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_each_threat_has_a_test():
    """No line of the tables is a promise alone."""
    assert len(ROWS) > 35
    assert not [row[0] for row in ROWS if len(row) != 3 or "::test_" not in row[2]]


def test_each_file_of_tests_of_this_folder_is_named():
    """What is tested here is told there."""
    here = {path.name for path in Path(__file__).parent.glob("test_*.py")} - {Path(__file__).name}
    assert here == {Path(path).name for path, _ in NAMED if path.startswith("tests/security/")}
