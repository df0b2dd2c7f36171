"""The reading of real pages does not fall below its floors."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "pages.py"
# A page or two below what was measured: the extractor's releases move that much.
FLOORS = {"text right": 84, "title right": 58, "date right": 63}


@pytest.fixture(scope="module")
def scores(shared: Path) -> dict[str, Any]:
    """Return what the benchmark prints for the pages."""
    command = [sys.executable, BENCHMARK, shared / "html" / "manifest.jsonl", "--json"]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))


@pytest.mark.slow
@pytest.mark.parametrize(("measure", "floor"), FLOORS.items())
def test_as_many_pages_come_out_right_as_before(scores: dict[str, Any], measure: str, floor: int) -> None:
    """Texts, titles and dates are right on at least so many pages."""
    right, _, _ = scores[measure].partition(" of ")
    assert int(right) >= floor
