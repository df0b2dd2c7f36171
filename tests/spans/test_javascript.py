"""Spans in a browser: JavaScript counts UTF-16 units, so the page of a bundle converts what it is given."""

import random
import re
import shutil
import zipfile

import pytest
from tests.spans.odd import ODD

import bilateral

pytestmark = pytest.mark.slow

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="module")
def page(odd_record, tmp_path_factory):
    """Return the page of the odd articles' bundle, opened from disk."""
    executable = shutil.which("chromium")
    if not executable:
        pytest.skip("no chromium is installed")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    folder = tmp_path_factory.mktemp("page")
    bilateral.export_record(odd_record, "bundle", folder / "x.zip")
    path = zipfile.ZipFile(folder / "x.zip").extract("verify.html", folder)
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=executable, args=ARGUMENTS)
        opened = browser.new_page()
        opened.goto(f"file://{path}")
        opened.wait_for_selector("html[data-state]", timeout=20_000)
        yield opened
        browser.close()


def test_the_page_finds_every_span_of_every_text(page):
    """All holds, for texts of every odd corner of Unicode."""
    assert page.get_attribute("html", "data-state") == "holds", page.inner_text("#faults")
    assert int(re.search(r"(\d+) spans", page.inner_text("#verdict"))[1]) > 10 * len(ODD)


def test_the_words_shown_are_the_evidence(page):
    """Opened, an entry marks the quotation itself; the browser has lost or changed no character of it."""
    page.evaluate("for (const each of document.querySelectorAll('#entries details')) each.open = true")
    page.wait_for_selector("blockquote mark")
    shown = page.evaluate("[...document.querySelectorAll('blockquote mark')].map((mark) => mark.textContent)")
    held = page.evaluate(
        "document.getElementById('data-mentions').textContent.split('\\n').slice(0, -1).map((row) => JSON.parse(row).quotation)"
    )
    assert len(shown) > 3 * len(ODD)
    assert set(shown) <= set(held)


def test_any_text_is_cut_as_python_cuts_it(page):
    """Of two thousand texts of characters of all planes, the page's own function gives the same words."""
    chance = random.Random(1)
    pools = [
        (1, 0x7F),
        (0x300, 0x36F),
        (0x590, 0x6FF),
        (0x2000, 0x206F),
        (0xE000, 0xFFFF),
        (0x10000, 0x10FFFF),
    ]
    cases = []
    for _ in range(2000):
        text = "".join(chr(chance.randint(*chance.choice(pools))) for _ in range(chance.randint(1, 30)))
        start, end = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
        cases.append([text, start, end])
    found = page.evaluate(
        "(cases) => cases.map(([text, start, end]) => new Source({text}).cut(start, end))", cases
    )
    assert found == [text[start:end] for text, start, end in cases]
