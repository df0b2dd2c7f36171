"""The page of a bundle in a real browser, opened as a file: it proves itself, and says so when it cannot."""

import shutil
import zipfile
from contextlib import contextmanager
from pathlib import Path

import pytest

import bilateral

pytestmark = pytest.mark.slow

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
NO_WEBCRYPTO = "Object.defineProperty(globalThis, 'crypto', {value: undefined})"


@pytest.fixture(scope="module")
def browser():
    """Return a headless Chromium."""
    executable = shutil.which("chromium")
    if not executable:
        pytest.skip("no chromium is installed")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def page_file(hostile_record, tmp_path_factory):
    """Return the page of the hostile record's bundle, as unpacked."""
    folder = tmp_path_factory.mktemp("page")
    bilateral.export_record(hostile_record, "bundle", folder / "evidence.zip")
    return zipfile.ZipFile(folder / "evidence.zip").extract("verify.html", folder)


@contextmanager
def opened(browser, path, script=None):
    """Open a page from disk; an error, a refusal of its policy or a request to elsewhere fails the test at its end."""
    wrong = []
    context = browser.new_context(offline=True)
    page = context.new_page()
    if script:
        page.add_init_script(script)
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request", lambda request: wrong.append(request.url) if request.url.split("?")[0] != uri else None
    )
    uri = f"file://{path}"
    page.goto(uri)
    page.wait_for_selector("html[data-state]", timeout=20_000)
    yield page
    context.close()
    assert wrong == []


def tampered(page_file, tmp_path, old, new):
    """Return a copy of the page in which one thing, where it stands last, is another."""
    text = Path(page_file).read_bytes().decode()
    assert old in text
    path = tmp_path / "tampered.html"
    path.write_bytes(new.join(text.rsplit(old, 1)).encode())
    return path


@pytest.mark.parametrize("script", [None, NO_WEBCRYPTO], ids=["webcrypto", "by-hand"])
def test_it_says_that_all_holds(browser, page_file, script):
    """Each text, each span beyond the BMP too, and each count; with WebCrypto or with the page's own SHA-256."""
    with opened(browser, page_file, script) as page:
        assert page.evaluate("Boolean(globalThis.crypto && globalThis.crypto.subtle)") is (script is None)
        assert page.get_attribute("html", "data-state") == "holds", page.inner_text("#faults")
        assert page.inner_text("#verdict").startswith("All holds: ")
        assert int(page.inner_text("#verdict").split()[2]) > 500
        assert page.inner_text("#faults") == ""


@pytest.mark.parametrize("length", [0, 1, 55, 56, 63, 64, 65, 1000])
def test_its_own_sha_256_is_that_of_the_standard(browser, page_file, length):
    """For lengths on both sides of each border of a block, it gives what WebCrypto gives."""
    with opened(browser, page_file) as page:
        by_hand, standard = page.evaluate(
            """async (length) => {
                const bytes = Uint8Array.from({length}, (_, i) => (i * 37 + length) % 256);
                const digest = await crypto.subtle.digest("SHA-256", bytes);
                return [Array.from(sha256ByHand(bytes)), Array.from(new Uint8Array(digest))];
            }""",
            length,
        )
        assert by_hand == standard


@pytest.mark.parametrize(
    "change",
    [
        (
            "and the two countries signed 11 agreements",
            "and the two countries signed 12 agreements",
            "does not",
        ),
        ('"start":0,"text"', '"start":1,"text"', "SHA-256"),
        ('"quotation":"HANOI', '"quotation":"HANOY', "does not read"),
        ('"families":1,', '"families":9,', "it rests on 1 families"),
        ('"address":"', '"address":"0', "its source is missing"),
        ('{"address":', '{"address":,', "cannot be read"),
    ],
)
def test_a_page_that_was_changed_says_so(browser, page_file, tmp_path, change):
    """Whatever was changed of its data, it names what does not hold."""
    old, new, fault = change
    with opened(browser, tampered(page_file, tmp_path, old, new)) as page:
        assert page.get_attribute("html", "data-state") == "fails"
        assert "not" in page.inner_text("#verdict")
        assert fault in page.inner_text("#faults")


def test_it_shows_entries_with_their_words_as_text(browser, page_file):
    """Opened, an entry shows its quotation in its context; markup in an article stays text."""
    with opened(browser, page_file) as page:
        page.fill("#filter", "China")
        page.locator("#entries details").filter(has_text="Canada").first.locator("summary").click()
        quote = page.locator("blockquote mark").first.inner_text()
        assert "China expelled two diplomats of Canada" in quote
        assert "</script><!--<script>" in page.locator("blockquote").first.inner_text()
        assert "<!-- <b>'quoted'</b>" in page.locator("cite").first.inner_text()
        assert page.locator("#entries script, #entries b").count() == 0


def test_it_says_what_it_cannot_see_without_texts(browser, hostile_record, tmp_path):
    """Where the texts were left out, it does not say that all holds."""
    bilateral.export_record(hostile_record, "bundle", tmp_path / "x.zip", text=False)
    with opened(browser, zipfile.ZipFile(tmp_path / "x.zip").extract("verify.html", tmp_path)) as page:
        assert page.get_attribute("html", "data-state") == "unseen"
        assert "the texts were left out" in page.inner_text("#verdict")
