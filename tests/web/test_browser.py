"""The pages in a real browser: flows clicked through, both widths, both colour schemes, and usable by all."""

import shutil
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

import bilateral
from bilateral.show.web import Settings, create_app

pytestmark = pytest.mark.slow

# No sandbox in a container without user namespaces; nothing that would ask the network by itself.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATHS = ("/", "/RUS/VNM", "/RUS/VNM?show=event&type=CONSULT", "/RUS/VNM/series", "/VNM", "/VNM/balance", "/VNM/map", "/network", "/search?q=trade", "/search?in=articles", "/review", "/judgements", "/problems", "/runs", "/nowhere")  # fmt: skip


@contextmanager
def serving(record):
    """Serve the pages of a record on a free port; gives their address."""
    server = uvicorn.Server(uvicorn.Config(create_app(Settings(record)), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


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
def address(built_record):
    """Return the address of the sample's pages."""
    with serving(built_record) as base:
        yield base


@pytest.fixture
def own(sample_record):
    """Return the address of pages whose record may be changed."""
    with serving(sample_record) as base:
        yield base


@contextmanager
def opened(browser, path, **options):
    """Open a page; errors, refusals of the policy and requests to elsewhere fail the test at its end."""
    wrong = []
    context = browser.new_context(**options)
    page = context.new_page()
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" and "404" not in message.text else None)  # fmt: skip
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith("http://127.0.0.1:") else wrong.append(request.url))  # fmt: skip
    page.goto(path)
    yield page
    context.close()
    assert not wrong


def every_path(page, base):
    """Return an address of each kind of page."""
    page.goto(f"{base}/RUS/VNM")
    entry = page.locator('a.label[href^="/entry/"]').first.get_attribute("href")
    page.goto(base + entry)
    article = page.locator('a[href^="/article/"]').first.get_attribute("href").partition("#")[0]
    return [*PATHS, entry, article]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_can_be_used_by_all(browser, address, scheme):
    """The checker axe finds no violation on any page, in light and in dark, with everything opened."""
    axe = (
        Path(pytest.importorskip("axe_core_python").__file__)
        .with_name("axe.min.js")
        .read_text(encoding="utf-8")
    )
    with opened(browser, address, color_scheme=scheme, bypass_csp=True) as page:
        for path in every_path(page, address):
            page.goto(address + path)
            page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
            page.evaluate(axe)
            found = page.evaluate("axe.run()")["violations"]
            told = [(v["id"], v["nodes"][0]["html"][:200], v["nodes"][0]["failureSummary"]) for v in found]
            assert not told, (path, told)


@pytest.mark.parametrize("width", [1400, 400, 320])
def test_no_page_is_wider_than_the_window(browser, address, width):
    """Nothing has to be scrolled sideways but tables in their own frame."""
    with opened(browser, address, viewport={"width": width, "height": 900}) as page:
        for path in every_path(page, address):
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_from_the_first_page_to_the_words_of_an_article(browser, address):
    """Two names, a timeline, a filter, an entry, and the sentence in its article: each by a click or a key."""
    with opened(browser, address) as page:
        page.get_by_label("State or organisation").fill("Russia (RUS)")
        page.get_by_label("and (if wanted)").fill("vietnam")
        page.get_by_role("button", name="Open").click()
        assert page.url == f"{address}/RUS/VNM"
        page.get_by_label("Kinds of entries").get_by_role("link", name="Timeline").click()
        page.locator("summary", has_text="Filters").click()
        page.get_by_label("Event type").select_option("CONSULT")
        page.get_by_role("button", name="Filter").click()
        assert "type=CONSULT" in page.url
        assert set(page.locator(".lines .type").all_text_contents()) == {"CONSULT"}
        page.locator("a.label").first.click()
        evidence = page.locator(".card mark").first.text_content()
        page.locator(".card .by a").first.click()
        assert evidence in " ".join(page.locator(".text mark").all_text_contents()) or evidence in page.locator("main").text_content()  # fmt: skip


def test_marks_of_a_kind_can_be_hidden_without_script(browser, address):
    """A box unticked takes the notes of its kind away, by style alone."""
    with opened(browser, address, java_script_enabled=False) as page:
        for path in every_path(page, address)[-1:]:
            page.goto(address + path)
        notes = page.locator(".margin .k-event")
        assert notes.first.is_visible()
        page.locator("#show-event").uncheck()
        assert not notes.first.is_visible()


def test_reviewing_by_keys(browser, own, sample_record):
    """With one key each, entries are skipped, accepted and rejected; the name is asked for once."""
    with opened(browser, f"{own}/review") as page:
        first = page.locator("#next").text_content()
        page.keyboard.press("s")
        page.wait_for_url("**skip=1**")
        assert page.locator("#next").text_content() != first
        page.goto(f"{own}/review")
        page.get_by_label("Reviewer").first.fill("Ann")
        page.locator("main").focus()
        page.keyboard.press("a")
        page.wait_for_url("**done=**")
        assert page.get_by_label("Reviewer").first.input_value() == "Ann"
        page.keyboard.press("r")
        page.get_by_role("status").wait_for()
        page.wait_for_function("document.querySelectorAll('table tbody tr').length > 0")
    verdicts = [judgement.verdict for judgement in bilateral.judgements(sample_record)]
    assert verdicts[0] == "accept"
    assert verdicts[-1] == "reject"


def test_keys_typed_into_a_field_judge_nothing(browser, own, sample_record):
    """An "a" in a note is a letter."""
    with opened(browser, f"{own}/review") as page:
        page.get_by_label("Note").first.press_sequentially("arc")
        assert page.get_by_label("Note").first.input_value() == "arc"
    assert not bilateral.judgements(sample_record)


def test_judging_works_without_script(browser, own, sample_record):
    """Correct, look, take back: forms alone."""
    with opened(browser, f"{own}/review?kind=event", java_script_enabled=False) as page:
        form = page.get_by_role("form", name="Correct this entry")
        form.get_by_label("Reviewer").fill("Ann")
        form.get_by_label("Field").select_option("when")
        form.get_by_label("is", exact=True).fill("2022-07-04")
        form.get_by_role("button", name="Correct").click()
        page.goto(f"{own}/judgements")
        page.get_by_text("Take back").first.click()
        page.get_by_role("button", name="Take back").first.click()
        assert page.get_by_text("undone").first.is_visible()
    assert [judgement.verdict for judgement in bilateral.judgements(sample_record)][-1] == "undo"


def test_a_citation_is_copied(browser, address):
    """The buttons, shown where script runs, copy what stands there."""
    with opened(browser, address, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(address + every_path(page, address)[-2])
        page.get_by_role("button", name="Copy the BibTeX").click()
        page.get_by_role("button", name="Copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()").startswith("@misc{bilateral-")


def test_the_first_key_skips_to_the_content(browser, address):
    """Tab shows the link that leads past the head of the page."""
    with opened(browser, address) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_printed_pages_have_what_was_folded(browser, address):
    """On paper there is no navigation, and the words are black on white."""
    with opened(browser, f"{address}/RUS/VNM") as page:
        page.emulate_media(media="print")
        assert not page.locator("header.site nav").is_visible()
        assert page.locator("h1").is_visible()
        assert len(page.pdf()) > 10_000
