"""The quality gate: scores on the development gold do not fall below their floors.

A floor may be raised whenever a benchmark prints more; it is lowered only with the reason in the commit message. The
gold is pinned by its hash, so that a changed file is not taken for a changed reader. Floors stand a point below what
was measured, which is more than any change of library version has moved a score.
"""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

GOLD = {
    "dev.gold.jsonl": "cf91a1507890f843",
}

FLOORS = {
    "events.found": 0.575,
    "events.type": 0.465,
    "events.directed": 0.36,
    "events.status.accuracy": 0.95,
    "events.when.accuracy": 0.67,
    "statements.found": 0.86,
    "statements.speaker": 0.77,
    "statements.kind.accuracy": 0.96,
    "figures.unit": 0.89,
    "figures.period.accuracy": 0.80,
    "agreements.found": 0.59,
    "agreements.status.accuracy": 0.83,
}


@pytest.fixture(scope="module")
def scores(shared):
    """Return what the benchmark of reading prints for the development gold."""
    gold = shared / "gold" / "dev.gold.jsonl"
    assert hashlib.sha256(gold.read_bytes()).hexdigest()[:16] == GOLD[gold.name], "the gold is another one"
    command = [sys.executable, ROOT / "benchmarks" / "reading.py", gold, "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)[gold.name]


@pytest.mark.slow
@pytest.mark.parametrize("measure", FLOORS)
def test_no_score_falls_below_its_floor(scores, measure):
    """Each measure of the development gold stands at its floor or above."""
    figure = scores[measure]
    assert (figure["f1"] if isinstance(figure, dict) else figure) >= FLOORS[measure]


@pytest.mark.slow
def test_every_span_that_is_read_is_valid(scores):
    """The scorer finds no span that does not reproduce its words."""
    assert scores["invalid_spans"] == 0
