"""The site of the documentation builds without a warning, leads nowhere wrong, and asks nothing of another machine."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

ROOT = Path(__file__).resolve().parents[2]
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Return the folder of the site, built strictly."""
    folder = tmp_path_factory.mktemp("site")
    call = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(call, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def browser():
    """Return a browser; skips where none is installed."""
    if BROWSER is None:
        pytest.skip("no Chromium is installed")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def test_links_inside_lead_somewhere(site):
    """Each link of a page to another, and to a place in it, leads there; nothing is loaded from elsewhere."""
    pages = {
        page: page.read_text(encoding="utf-8") for page in site.rglob("*.html") if page.name != "404.html"
    }
    places = {page: set(re.findall(r'\bid="([^"]+)"', html)) for page, html in pages.items()}
    wrong = []
    for page, html in pages.items():
        for link in re.findall(r'\b(?:href|src)="([^"]*)"', html):
            if re.match(r"https?:|mailto:|data:", link):
                continue
            path, place = urldefrag(unquote(link))
            target = (page.parent / path).resolve() if path else page
            if target.is_dir():
                target /= "index.html"
            if not target.exists() or (
                place and not place.startswith("__") and place not in places.get(target, ())
            ):
                wrong.append(f"{page.relative_to(site)}: {link}")
    assert len(pages) > 20
    assert wrong == []


def test_every_public_function_is_in_the_reference(site):
    """The reference made from docstrings has each name that `import bilateral` offers."""
    import bilateral  # noqa: PLC0415 -- as a reader imports it

    html = "".join((site / name).read_text(encoding="utf-8") for name in ("functions.html", "types.html"))
    headed = set(re.findall(r"doc-symbol-heading[^>]*></code>\s*(?:<[^>]+>)?(?:bilateral\.)?(\w+)", html))
    assert [name for name in bilateral.__all__ if name not in headed] == []


def test_a_site_opened_from_disk_asks_nothing_and_finds_words(site, browser):
    """A page opens from disk without a request to another machine, and its search finds a page by a word."""
    page = browser.new_page()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((site / "index.html").as_uri())
    page.click("input.md-search__input")
    page.keyboard.type("PostgreSQL")
    page.wait_for_selector(".md-search-result__item a", timeout=20_000)
    found = page.locator(".md-search-result__item a").first.get_attribute("href")
    page.close()
    assert "postgresql.html" in found
    assert [url for url in asked if not url.startswith(("file:", "data:", "about:", "blob:"))] == []
    assert errors == []
