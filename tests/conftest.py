"""What many tests share: the record of the bundled sample, built once, and where the gold stands."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from tests.postgres import NoServerError, drop_database, make_database, server
from tests.sites import make_site, quick, site  # noqa: F401 -- fixtures

import bilateral
from bilateral.sample import SAMPLE

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared data; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared data (gold, articles, scorers) is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> str:
    """Return what holds the records of a test: each test of a record runs with a file and with PostgreSQL."""
    return str(request.param)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Return the URL of a server's databases, with ``{}`` for a name; skips where none can be started."""
    with ExitStack() as stack:
        try:
            url = stack.enter_context(server())
        except NoServerError as error:
            pytest.skip(str(error))
        yield url


@pytest.fixture(scope="session")
def make_place(
    database: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], str | Path]:
    """Return a function that gives a place where a record can be made: a path, or the URL of an empty schema."""
    if database == "sqlite":
        return lambda: tmp_path_factory.mktemp("record") / "news.bilateral"
    url = request.getfixturevalue("postgres_server")
    fresh, number = make_database(url, "fresh"), count()
    return lambda: f"{fresh}&schema=record%20{next(number)}"


@pytest.fixture
def new_place(make_place: Callable[[], str | Path]) -> str | Path:
    """Return a place where a record can be made."""
    return make_place()


@pytest.fixture(scope="session")
def built_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the record of the sample as a file, whatever else runs with PostgreSQL; tests must not change it."""
    path = tmp_path_factory.mktemp("sample") / "sample.bilateral"
    bilateral.add([SAMPLE], path)
    return path


@pytest.fixture
def sample_file(built_file: Path, tmp_path: Path) -> Path:
    """Return a copy of that file that a test may change."""
    return Path(shutil.copy(built_file, tmp_path / "sample.bilateral"))


@pytest.fixture(scope="session")
def copy_sample(
    database: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], str | Path]:
    """Return a function that gives a copy of the record of the sample, which is built once in each database."""
    if database == "sqlite":
        built = request.getfixturevalue("built_file")
        return lambda: Path(shutil.copy(built, tmp_path_factory.mktemp("copy") / "sample.bilateral"))
    url = request.getfixturevalue("postgres_server")
    bilateral.add([SAMPLE], make_database(url, "sample"))
    number = count()
    return lambda: make_database(url, f"sample {next(number)}", like="sample")


@pytest.fixture(scope="session")
def built_record(copy_sample: Callable[[], str | Path]) -> str | Path:
    """Return the record of the sample, a path or a URL, built once; tests must not change it."""
    return copy_sample()


@pytest.fixture
def sample_record(copy_sample: Callable[[], str | Path]) -> Iterator[str | Path]:
    """Return a copy of the sample's record, a path or a URL, that a test may change."""
    place = copy_sample()
    yield place
    if isinstance(place, str):
        drop_database(place)


@pytest.fixture
def write_lines(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes lines to a file and returns its path."""

    def write(name: str, *lines: str) -> Path:
        path = tmp_path / name
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        return path

    return write
