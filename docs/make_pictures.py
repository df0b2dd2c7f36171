"""Take the pictures of the README anew, from the record of the bundled sample, in the Chromium that is installed.

python docs/make_pictures.py
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.web.test_browser import ARGUMENTS, serving  # noqa: E402 -- the tests are no installed package

import bilateral  # noqa: E402 -- beside the line that lets the tests be found
from bilateral.collect import collect  # noqa: E402
from bilateral.model import Article  # noqa: E402
from bilateral.sample import SAMPLE  # noqa: E402

# An article with a denial, a warning and something of every kind but figures.
ARTICLE = "Hanoi: no pact against third states"


def main() -> None:
    """Write ``dossier.png`` and ``article.png``."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("docs: no chromium is installed, so the pictures stay as they are")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        record = Path(folder) / "news.bilateral"
        bilateral.add([SAMPLE], record)
        reports = (each for each in collect([SAMPLE]) if isinstance(each, Article))
        article = next(each for each in reports if each.title == ARTICLE)
        with serving(record) as address:
            browser = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            for name, path, height in (
                ("dossier", "/RUS/VNM", 900),
                ("article", f"/article/{article.address}", 620),
            ):
                page = browser.new_page(viewport={"width": 1200, "height": height})
                page.goto(address + path)
                page.screenshot(path=ROOT / "docs" / f"{name}.png")
            browser.close()


if __name__ == "__main__":
    main()
