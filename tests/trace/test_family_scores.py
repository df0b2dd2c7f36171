"""The finding of copies does not fall below its floors on the development gold."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "families.py"
# A point or so below what was measured.
FLOORS = [
    ("newsreuse_pairs.dev.jsonl", "dependent f1", 0.95),
    ("newsreuse_pairs.dev.jsonl", "copies f1", 0.95),
    ("newsreuse_pairs.dev.jsonl", "candidates copy", 0.99),
    ("newsreuse_pairs.dev.jsonl", "candidates partial", 0.92),
    ("ecb_meta_copies.dev.jsonl", "copies f1", 0.92),
]


@pytest.fixture(scope="module")
def scores(shared: Path) -> dict[str, Any]:
    """Return what the benchmark prints for the development pairs."""
    gold = [shared / "gold" / name for name in dict(floor[:2] for floor in FLOORS)]
    command = [sys.executable, BENCHMARK, *gold, "--json"]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))


@pytest.mark.slow
@pytest.mark.parametrize(("gold", "measure", "floor"), FLOORS)
def test_no_score_falls_below_its_floor(
    scores: dict[str, Any], gold: str, measure: str, floor: float
) -> None:
    """Each measure stands at its floor or above."""
    assert scores[gold][measure] >= floor
