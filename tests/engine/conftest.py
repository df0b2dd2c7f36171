"""What the tests of engines share: reports as a file, and a folder's content as bytes."""

import pytest
from tests.engine.reports import reports


@pytest.fixture(scope="session")
def many(tmp_path_factory):
    """Return a file of 120 made reports."""
    path = tmp_path_factory.mktemp("reports") / "reports.jsonl"
    path.write_text("".join(line + "\n" for line in reports(120)), encoding="utf-8")
    return path
