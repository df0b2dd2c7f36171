"""Every example of the pages runs, and prints what its page shows."""

from pathlib import Path

import pytest
from tests.docs.blocks import get_blocks
from tests.docs.desk import lay, make_desk, run_block, without_clock

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
WITH_EXAMPLES = [page for page in PAGES if any(get_blocks(page))]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Return a folder with the sample in each form, and its record; tests copy it."""
    return make_desk(tmp_path_factory.mktemp("desk"))


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_examples_of_a_page_run(page, desk, tmp_path):
    """The examples of a page run one after the other in one folder; what is shown of their output is what they print."""
    folder = lay(desk, page, tmp_path / "desk")
    for block in get_blocks(page):
        if block.reason is None:
            output = run_block(block, folder)
            if block.shown is not None:
                assert without_clock(output) == without_clock(block.shown), (
                    f"line {block.line}; scripts/docs make"
                )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_cannot_run_says_why(page):
    """Each mark that an example cannot run stands before one, with a reason."""
    marks = page.read_text(encoding="utf-8").count("<!-- not run:")
    assert marks == sum(block.reason is not None for block in get_blocks(page))
