"""The notebook of the examples runs as it stands, and carries nothing but its cells."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NOTEBOOK = Path(__file__).resolve().parents[2] / "examples" / "cooperation.ipynb"


@pytest.mark.slow
def test_the_notebook_runs(tmp_path):
    """Its code cells run one after the other in a new interpreter, the last expression of a cell as a statement."""
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr.decode()
    printed = done.stdout.decode()
    assert "Red River Wire" in printed
    assert "most-frequent Trade between the two countries: $5.54 billion" in printed


def test_the_notebook_carries_no_output():
    """No output and no count of a run stand in it, so that nothing of a machine does."""
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
