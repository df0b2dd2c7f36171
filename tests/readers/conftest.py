"""What the tests of readers share: a place to install packages into, and a server that stands for a model."""

import json

import pytest
from tests.readers.models import make_model, model  # noqa: F401 -- fixtures
from tests.readers.packages import site_packages  # noqa: F401 -- a fixture
from tests.readers.reports import TEXT


@pytest.fixture
def article(write_lines):
    """Return a file of one article."""
    row = {"id": "one", "text": TEXT, "date": "2022-07-06", "title": "A visit"}
    return write_lines("one.jsonl", json.dumps(row))


@pytest.fixture
def articles(write_lines):
    """Return a file of eight articles."""
    rows = ({"id": f"n{n}", "text": f"{TEXT}\nIt was report {n}.", "date": "2022-07-06"} for n in range(8))
    return write_lines("eight.jsonl", *map(json.dumps, rows))
