"""What many tests share: the record of the bundled sample, built once, and where the gold stands."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import bilateral
from bilateral.sample import SAMPLE

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared data; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared data (gold, articles, scorers) is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def built_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the record of the sample, built once; tests must not change it."""
    path = tmp_path_factory.mktemp("sample") / "sample.bilateral"
    bilateral.add([SAMPLE], path)
    return path


@pytest.fixture
def sample_record(built_record: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample's record that a test may change."""
    return Path(shutil.copy(built_record, tmp_path / "sample.bilateral"))


@pytest.fixture
def write_lines(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes lines to a file and returns its path."""

    def write(name: str, *lines: str) -> Path:
        path = tmp_path / name
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        return path

    return write
