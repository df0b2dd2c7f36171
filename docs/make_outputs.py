"""Write anew what the pages show of the output of their commands, as tests/docs runs them.

python docs/make_outputs.py [PAGE…]
"""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.docs.blocks import get_blocks  # noqa: E402 -- the tests are no installed package
from tests.docs.desk import lay, make_desk, run_block, without_clock  # noqa: E402


def write_outputs(page: Path, folder: Path) -> None:
    """Run the examples of a page in a folder and put in what they print; what differs by the clock alone stays."""
    text, ends = page.read_text(encoding="utf-8"), []
    for block in get_blocks(page):
        if block.reason is None:
            output = run_block(block, folder)
            if block.shown is not None and without_clock(output) != without_clock(block.shown):
                ends.append((block.place, output))
    for (start, end), output in reversed(ends):
        text = text[:start] + output + text[end:]
    page.write_text(text, encoding="utf-8")


def main() -> None:
    """Write the outputs of the pages named, or of all that show some."""
    pages = [Path(name) for name in sys.argv[1:]] or sorted((ROOT / "docs").rglob("*.md"))
    with tempfile.TemporaryDirectory() as temporary:
        desk = Path(temporary) / "desk"
        desk.mkdir()
        make_desk(desk)
        for page in pages:
            if any(block.shown is not None for block in get_blocks(page)):
                write_outputs(page, lay(desk, page, Path(temporary) / page.stem))


if __name__ == "__main__":
    main()
