"""The pages of the sample's record, asked in process."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bilateral.show.web import Settings, create_app

BASE = "http://127.0.0.1:8000"


@pytest.fixture(scope="session")
def client(built_record: str | Path) -> TestClient:
    """Return a visitor of the sample's pages; the record must not be changed."""
    return TestClient(create_app(Settings(built_record)), base_url=BASE)


@pytest.fixture
def reviewer(sample_record: str | Path) -> TestClient:
    """Return a visitor who may change the record, a copy."""
    return TestClient(create_app(Settings(sample_record)), base_url=BASE)


@pytest.fixture(scope="session")
def first_link() -> Callable[[str, str], str]:
    """Return a function that gives the first link of a page whose address begins so."""

    def find(page: str, start: str) -> str:
        match = re.search(rf'href="({re.escape(start)}[^"#]*)', page)
        assert match, f"no link to {start}"
        return match[1].replace("&amp;", "&")

    return find
