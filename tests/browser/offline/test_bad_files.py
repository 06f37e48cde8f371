"""Corrupt, late or missing files: no corrupt file is cached, and cached pages are shown instead."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from bad_host import (
    BadFiles,
    BadHost,
    Fault,
    as_text,
    corrupt,
    hosted,
    login_page,
    silent,
    truncated,
    unavailable,
)
from cache_storage import cached_files, files_unlike_manifest, wait_for_service_worker
from conftest import ADDRESS, reader
from playwright.sync_api import Browser, Page, expect

SITE = Path(__file__).parents[3] / "site"
LONG = 90_000

languages = pytest.mark.parametrize("lang", ["ja", "en"])
LESSON = {"ja": "lessons/gradient-descent/", "en": "en/lessons/gradient-descent/"}
HOME = {"ja": "", "en": "en/"}
WORDS = {
    "ja": {
        "heading": "勾配降下法",
        "kept": "この端末に保存してあるもの",
        "part": "このページの一部を読み込めませんでした",
        "reload": "ページを読み込み直す",
        "numbers": "もう一度",
        "file": "ファイルとして直接開いているため",
        "host": "スクリプトがこのブラウザに届いていません",
        "off": "JavaScript がオフ",
        "search": "検索の索引を読み込めませんでした",
        "result": "勾配",
    },
    "en": {
        "heading": "Gradient descent",
        "kept": "what is kept on this device",
        "part": "A part of this page could not be loaded",
        "reload": "Load the page again",
        "numbers": "Try again",
        "file": "this page was opened as a file",
        "host": "its scripts do not reach this browser",
        "off": "JavaScript is turned off",
        "search": "The search index could not be loaded",
        "result": "gradient",
    },
}


@pytest.fixture
def host() -> Iterator[BadHost]:
    with hosted(SITE) as server:
        yield server


def visit(page: Page, address: str) -> None:
    """Go to a page that may have corrupt files, without waiting for it to be ready."""
    Page.goto(page, address, wait_until="domcontentloaded")


def touch(page: Page) -> None:
    """Scroll through the page, so that all lazy elements load."""
    page.keyboard.press("End")
    page.keyboard.press("Home")


def compute(page: Page, rate: str) -> None:
    field = page.locator("gd-descent [data-field=lr]").first
    field.fill(rate)
    field.press("Enter")
    expect(page.locator("gd-descent").first).to_have_attribute("data-lr", rate, timeout=LONG)


FILES = [
    pytest.param(r"\.svg$", id="figures"),
    pytest.param(r"/runs/", id="numbers"),
    pytest.param(r"/assets/style\.", id="style"),
    pytest.param(r"/widgets/gd\.\w+/element", id="a widget's script"),
    pytest.param(r"/widgets/gd\.\w+/gd\.js$", id="the main script"),
    pytest.param(r"/lessons/", id="the page"),
    pytest.param(r"/edition\.json$", id="the manifest"),
]
#: How a host responds for one of the files. The code that handles a 503 is the same for all.
FAULTS = [
    *(pytest.param(*files.values, login_page, id=f"{files.id}-login page") for files in FILES),
    *(pytest.param(*files.values, truncated, id=f"{files.id}-truncated") for files in FILES),
    pytest.param(r"/lessons/", unavailable, id="the page-503"),
    pytest.param(r"/edition\.json$", unavailable, id="the manifest-503"),
]


def load_again(page: Page) -> None:
    """Reload the page as its notice says: browsers do not retry a failed script within a page."""
    Page.reload(page, wait_until="networkidle")
    ready = page.locator("gd-descent[data-ready]").first
    button = page.get_by_role("button", name=WORDS["en"]["reload"])
    refused = page.get_by_text(WORDS["en"]["host"])
    for _ in range(3):
        touch(page)
        page.locator("gd-descent").first.scroll_into_view_if_needed()
        expect(ready.or_(button).or_(refused).filter(visible=True).first).to_be_visible()
        if ready.count():
            return
        with page.expect_navigation():
            if button.count():
                button.press("Enter")
            else:
                page.evaluate("location.reload()")


@pytest.mark.parametrize(("files", "fault"), FAULTS)
def test_one_wrong_answer_is_not_kept_and_gone_with_the_next_good_one(
    browser: Browser, host: BadHost, files: str, fault: Fault
) -> None:
    with reader(browser, expected="SyntaxError") as page:
        page.goto(host.address + "en/glossary/")  # with a service worker, and nothing of the lesson
        wait_for_service_worker(page)
        host.faults[files] = fault
        visit(page, host.address + LESSON["en"])
        touch(page)
        page.wait_for_load_state("networkidle")
        host.faults.clear()
        assert files_unlike_manifest(page, host.address) == []
        load_again(page)
        expect(page.locator("gd-descent").first).to_have_attribute("data-ready", "")
        wait_for_service_worker(page)
        assert files_unlike_manifest(page, host.address) == []


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (r"pyodide\.asm\.wasm", login_page),
        (r"pyodide\.asm\.wasm", truncated),
        (r"python_stdlib\.zip", truncated),
        (r"gdlib-[^/]*\.whl", login_page),
        (r"widgets/worker\.", login_page),
        (r"pyodide-lock\.json", unavailable),
    ],
)
def test_a_file_of_python_that_came_wrong_is_not_kept_and_trying_again_gets_it(
    browser: Browser, host: BadHost, file: str, fault: Fault
) -> None:
    with reader(browser, expected="SyntaxError") as page:
        page.goto(host.address + LESSON["en"])
        wait_for_service_worker(page)
        host.faults[file] = fault
        widget = page.locator("gd-descent").first
        field = widget.locator("[data-field=lr]")
        field.fill("0.3")
        field.press("Enter")
        expect(widget).to_have_attribute("data-state", "error", timeout=LONG)
        expect(widget).not_to_contain_text("[object")
        host.faults.clear()
        widget.get_by_role("button", name="Try again").press("Enter")
        expect(widget).to_have_attribute("data-lr", "0.3", timeout=LONG)
        assert files_unlike_manifest(page, host.address) == []


@pytest.mark.parametrize("script", [r"gd\.js$", "chunk"])
def test_a_main_script_that_is_refused_is_told_and_loading_the_page_again_gets_it(
    browser: Browser, host: BadHost, script: str
) -> None:
    host.faults[rf"/widgets/gd\.\w+/{script}"] = login_page
    with reader(browser, "block") as page:
        visit(page, host.address + LESSON["en"])
        refused = page.locator("[data-gd-scripts=refused]").get_by_text(WORDS["en"]["host"])
        expect(refused).to_be_visible()
        host.faults.clear()
        with page.expect_request_finished(
            lambda request: (
                request.resource_type == "fetch" and bool(re.search(script, request.url))
            )
        ):
            visit(page, host.address + LESSON["en"])
        expect(refused).to_be_visible()
        Page.reload(page)
        expect(page.locator("gd-descent").first).to_have_attribute("data-ready", "")


#: Each fault with the worker and without, each language with both.
WITH_AND_WITHOUT_WORKER = [
    ("ja", "allow", login_page),
    ("en", "block", login_page),
    ("en", "allow", truncated),
    ("ja", "block", truncated),
    ("ja", "allow", unavailable),
    ("en", "block", unavailable),
]


@pytest.mark.parametrize(("lang", "service_workers", "fault"), WITH_AND_WITHOUT_WORKER)
def test_a_script_that_came_wrong_is_told_and_loading_the_page_again_gets_it(
    browser: Browser,
    host: BadHost,
    lang: str,
    service_workers: Literal["allow", "block"],
    fault: Fault,
) -> None:
    host.faults[r"/widgets/gd\.\w+/element"] = fault
    with reader(browser, service_workers, "SyntaxError") as page:
        visit(page, host.address + LESSON[lang])
        expect(page.get_by_text(WORDS[lang]["part"])).to_be_visible()
        host.faults.clear()
        page.get_by_role("button", name=WORDS[lang]["reload"]).press("Enter")
        expect(page.locator("gd-descent").first).to_have_attribute("data-ready", "")


@pytest.mark.parametrize(("lang", "service_workers", "fault"), WITH_AND_WITHOUT_WORKER)
def test_numbers_that_came_wrong_are_told_and_tried_again_past_the_cache(
    browser: Browser,
    host: BadHost,
    lang: str,
    service_workers: Literal["allow", "block"],
    fault: Fault,
) -> None:
    host.faults[r"/runs/"] = fault
    with reader(browser, service_workers, "SyntaxError") as page:
        visit(page, host.address + ("en/" if lang == "en" else "") + "lessons/neural-network/")
        widget = page.locator("gd-network").first
        widget.scroll_into_view_if_needed()
        again = widget.get_by_role("button", name=re.compile(WORDS[lang]["numbers"]))
        expect(again.first).to_be_visible()
        host.faults.clear()
        again.first.press("Enter")
        expect(widget).to_have_attribute("data-ready", "")


@languages
@pytest.mark.parametrize("fault", [login_page, truncated, unavailable])
def test_a_search_index_that_came_wrong_is_told_and_typing_tries_again(
    browser: Browser, host: BadHost, lang: str, fault: Fault
) -> None:
    host.faults[r"search/index\.json"] = fault
    with reader(browser, expected="SyntaxError") as page:
        page.goto(host.address + HOME[lang])
        page.set_viewport_size({"width": 1280, "height": 800})
        field = page.locator(".md-search__input")
        field.press_sequentially(WORDS[lang]["result"][:1])
        expect(page.get_by_text(WORDS[lang]["search"])).to_be_visible()
        host.faults.clear()
        field.press_sequentially(WORDS[lang]["result"][1:])
        expect(page.get_by_text(WORDS[lang]["search"])).to_have_count(0)
        expect(page.locator(".md-search-result__item").first).to_be_visible()


@pytest.mark.parametrize("service_workers", ["allow", "block"])
@pytest.mark.parametrize("fault", [login_page, truncated])
def test_a_picture_that_a_cache_has_wrong_is_fetched_past_it(
    browser: Browser, host: BadHost, service_workers: Literal["allow", "block"], fault: Fault
) -> None:
    host.faults[r"/figures/"] = fault
    with reader(browser, service_workers, "SyntaxError") as page:
        address = host.address + "en/lessons/learning-rate/"
        page.goto(address)
        picture = page.locator("img[src*='figures/'][src$='#only-light']").first
        picture.scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        host.faults.clear()
        page.goto("about:blank")
        page.goto(address)
        picture.scroll_into_view_if_needed()
        page.wait_for_function(
            "(picture) => picture.naturalWidth > 0", arg=picture.element_handle()
        )


# --- A bad network, and cached pages ---


def visited(page: Page, host: BadHost, *paths: str) -> None:
    for path in paths:
        page.goto(host.address + path)
        wait_for_service_worker(page)


@languages
@pytest.mark.parametrize("fault", [silent, unavailable])
def test_a_kept_page_is_shown_for_a_silent_or_troubled_host_and_says_so(
    browser: Browser, host: BadHost, lang: str, fault: Fault
) -> None:
    with reader(browser, expected="SyntaxError") as page:
        visited(page, host, HOME[lang], LESSON[lang])
        host.faults[r"."] = fault
        page.goto(host.address + HOME[lang])
        expect(page.get_by_role("status").filter(has_text=WORDS[lang]["kept"])).to_be_visible()
        page.goto(host.address + LESSON[lang])
        expect(page.get_by_role("heading", level=1)).to_contain_text(WORDS[lang]["heading"])
        expect(page.get_by_text(WORDS[lang]["kept"])).to_be_visible()
        host.faults.clear()
        host.speaks_again.set()
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_contain_text(WORDS[lang]["heading"])
        expect(page.get_by_text(WORDS[lang]["kept"])).to_have_count(0)


@languages
def test_the_word_about_a_kept_page_goes_when_the_network_is_back(
    browser: Browser, host: BadHost, lang: str
) -> None:
    with reader(browser, expected="SyntaxError") as page:
        visited(page, host, HOME[lang])
        host.faults[r"."] = unavailable
        page.reload()
        expect(page.get_by_text(WORDS[lang]["kept"])).to_be_visible()
        host.faults.clear()
        page.context.set_offline(True)
        page.context.set_offline(False)  # as a telephone that finds its network again
        expect(page.get_by_text(WORDS[lang]["kept"])).to_have_count(0)


def test_a_file_that_is_not_kept_is_waited_for_however_long_the_host_is_silent(
    browser: Browser, host: BadHost
) -> None:
    with reader(browser, expected="SyntaxError") as page:
        visited(page, host, "en/")
        host.faults[r"."] = silent
        first = page.evaluate(
            """async () => {
              const ask = async (path) => (await fetch(path, { cache: "no-cache" })).status;
              window.unkept = ask("glossary/");
              const kept = ask(".").then(() => "kept");
              return Promise.race([window.unkept.then(() => "unkept"), kept]);
            }"""
        )
        assert first == "kept"
        host.speaks_again.set()
        assert page.evaluate("window.unkept") == 200


@pytest.mark.parametrize("fault", [login_page, truncated, corrupt])
def test_a_wrong_page_does_not_replace_the_kept_one(
    browser: Browser, host: BadHost, fault: Fault
) -> None:
    # The corrupt page itself cannot be recognized as such: anything may be missing from it.
    with reader(browser, expected=".*Error") as page:
        visited(page, host, "en/")
        host.faults[r"/en/$"] = fault
        visit(page, host.address + "en/")
        page.wait_for_load_state("networkidle")
        host.faults = {".": unavailable}
        page.goto(host.address + "en/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_text(WORDS["en"]["kept"])).to_be_visible()


def test_a_page_that_does_not_exist_stays_that_way_for_readers_with_kept_pages(
    browser: Browser, host: BadHost
) -> None:
    with reader(browser, expected="SyntaxError") as page:
        visited(page, host, "en/")
        response = Page.goto(page, host.address + "en/nothing/")
        assert response is not None
        assert response.status == 404


def of_this_host(request: BadFiles) -> None:
    """Serve a sitemap with this host's URLs, in place of those for which the site was built."""
    addresses = request.file().decode().replace(ADDRESS, request.server.address)
    request.answer(200, "text/xml", addresses.encode())


def test_instant_navigation_shows_a_kept_page_for_a_silent_host(
    browser: Browser, host: BadHost
) -> None:
    with reader(browser, expected="SyntaxError") as page:
        host.faults[r"/sitemap\.xml$"] = of_this_host  # Material goes by it
        visited(page, host, LESSON["en"], "en/")
        page.evaluate("window.isSamePage = true")
        host.faults[r"."] = silent
        page.get_by_role("article").get_by_role("link", name="Gradient descent").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Gradient descent")
        expect(page.get_by_text(WORDS["en"]["kept"])).to_be_visible()
        assert page.evaluate("window.isSamePage") is True


# --- The offline page ---

HOSTILE = [
    "%3Cimg%20src=x%20onerror=%22document.title='taken'%22%3E/",
    "%3Cscript%3Edocument.title='taken'%3C%2Fscript%3E/",
    "'%22%3E%3Cb%3Ebold%3C/b%3E/",
    "%FF/",
    "%E0%A4%A/",
    "a/../%00/",
    "?x=%3Cb%3E",
    "%5C%5C/%23/",
]


@pytest.mark.parametrize("path", HOSTILE)
def test_the_offline_page_survives_any_address_and_runs_none(browser: Browser, path: str) -> None:
    with reader(browser, expected="SyntaxError") as page:
        with hosted(SITE) as host:
            home = host.address
            visited(page, host, "en/glossary/")
            visit(page, f"{home}en/x/{path}")
        response = Page.goto(page, f"{home}en/x/{path}")
        assert response is not None
        assert "default-src 'none'" in response.headers["content-security-policy"]
        expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
        expect(page.get_by_role("heading").first).to_have_text("You are offline")
        assert page.title() == "You are offline"
        assert page.get_by_role("listitem").all_text_contents() == ["Glossary"]
        assert page.locator("img, script, b").count() == 0


def test_queries_and_unknown_addresses_leave_nothing_behind(
    browser: Browser, host: BadHost
) -> None:
    with reader(browser, expected="SyntaxError") as page:
        visited(page, host, "en/")
        page.reload()  # so that all it has is kept
        page.wait_for_load_state("networkidle")
        before = cached_files(page)
        for path in ("?x=1", "?x=2", "?x=2&y#z", "index.html?z", "nothing/", "%FF/"):
            visit(page, f"{host.address}en/{path}")
            page.wait_for_load_state("networkidle")
        visit(page, host.address + "en/")
        assert cached_files(page) == before


# --- Two copies on one origin ---


@pytest.fixture
def two(tmp_path: Path) -> Iterator[BadHost]:
    """A host of two copies of the site, below two paths."""
    for name in ("one", "two"):
        shutil.copytree(SITE, tmp_path / name, copy_function=shutil.os.link)  # type: ignore[attr-defined]
    with hosted(tmp_path) as server:
        yield server


BOOK = "en/notebooks/descent-in-python/"


def write(page: Page, code: str) -> None:
    page.locator("#cell-gradient").evaluate("(cell, code) => { cell.source = code; }", code)
    expect(page.locator("#cell-gradient .cm-content")).to_have_text(code)


def test_two_copies_on_one_origin_do_not_see_each_others_edits_and_colours(
    browser: Browser, two: BadHost
) -> None:
    with reader(browser, expected="SyntaxError") as page:
        page.goto(f"{two.address}one/{BOOK}")
        lesson = page.locator("#cell-gradient").evaluate("(cell) => cell.source")
        write(page, "# mine, in one")
        page.get_by_role("button", name="Switch to dark mode").click()
        page.goto(f"{two.address}two/{BOOK}")
        assert page.locator("#cell-gradient").evaluate("(cell) => cell.source") == lesson
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
        write(page, "# mine, in two")
        page.goto(f"{two.address}one/{BOOK}")
        expect(page.locator("#cell-gradient .cm-content")).to_have_text("# mine, in one")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        expect(page.locator("html")).to_have_attribute("data-gd-scheme", "slate")


def test_edits_and_colours_of_an_earlier_build_are_not_lost(browser: Browser, two: BadHost) -> None:
    with reader(browser, expected="SyntaxError") as page:
        page.goto(f"{two.address}one/{BOOK}")
        lesson = page.locator("#cell-gradient").evaluate("(cell) => cell.source")
        page.evaluate(
            """(lesson) => {
              localStorage.setItem("gd-cell:en/notebooks/descent-in-python:gradient",
                JSON.stringify({ mine: "# from before", lesson }));
              localStorage.setItem("gd-scheme", "slate");
            }""",
            lesson,
        )
        page.reload()
        expect(page.locator("#cell-gradient .cm-content")).to_have_text("# from before")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        page.get_by_role("button", name="Switch to light mode").click()
        page.locator("#cell-gradient").get_by_role(
            "button", name="Restore the original code"
        ).click()
        page.reload()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
        assert page.locator("#cell-gradient").evaluate("(cell) => cell.source") == lesson


def test_two_copies_on_one_origin_do_not_touch_each_others_files(
    browser: Browser, two: BadHost
) -> None:
    with reader(browser, expected="SyntaxError") as page:
        visited(page, two, "one/en/", "two/en/", "two/en/how-this-site-works/")
        ones = cached_files(page)["gd:/one/:files"]
        assert all(url.startswith(two.address + "one/") for url in ones)
        page.locator("gd-offline").get_by_role("button", name=re.compile("Keep the whole")).click()
        expect(page.locator("gd-offline")).to_have_attribute("data-state", "kept", timeout=LONG)
        page.locator("gd-offline").get_by_role("button", name=re.compile("Remove")).click()
        expect(page.locator("gd-offline")).to_contain_text("has been removed")
        assert cached_files(page)["gd:/one/:files"] == ones
        two.faults["."] = unavailable
        page.goto(two.address + "one/en/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_what_an_earlier_build_kept_unchecked_is_forgotten(browser: Browser, two: BadHost) -> None:
    with reader(browser, expected="SyntaxError") as page:
        visit(page, two.address + "one/robots.txt")
        page.evaluate(
            """async () => {
              for (const name of ["gd-files", "gd-kept", "gd-pages-0123456789ab"]) {
                const store = await caches.open(name);
                await store.put("/one/en/", new Response("<h1>Log in</h1>"));
              }
              const store = await caches.open("gd-kept");
              await store.put("/two/en/", new Response("of another copy"));
            }"""
        )
        visited(page, two, "one/en/")
        old = {name: urls for name, urls in cached_files(page).items() if name.startswith("gd-")}
        assert old == {"gd-kept": [two.address + "two/en/"]}
        two.faults["."] = unavailable
        page.goto(two.address + "one/en/")
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Log in")


# --- Pages whose scripts do not run ---


@languages
@pytest.mark.parametrize("page_of", ["lessons/gradient-descent", "notebooks/exercises"])
def test_a_page_opened_as_a_file_says_what_to_do(browser: Browser, lang: str, page_of: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    Page.goto(page, (SITE / HOME[lang] / page_of / "index.html").as_uri())
    said = page.get_by_text(WORDS[lang]["file"])
    expect(said).to_be_visible()
    expect(said).to_contain_text("python -m http.server")
    expect(page.get_by_text(WORDS[lang]["host"])).to_be_hidden()
    context.close()


@languages
@pytest.mark.parametrize(
    ("page_of", "fault"),
    [
        ("lessons/gradient-descent/", as_text),
        ("lessons/gradient-descent/", login_page),
        (BOOK[3:], unavailable),
        ("embed/descent/", as_text),
    ],
)
def test_a_page_whose_scripts_do_not_come_says_what_to_do(
    browser: Browser, host: BadHost, lang: str, page_of: str, fault: Fault
) -> None:
    host.faults[r"\.js$"] = fault
    with reader(browser, expected="SyntaxError") as page:
        visit(page, host.address + HOME[lang] + page_of)
        said = page.get_by_text(WORDS[lang]["host"])
        expect(said).to_be_visible()
        expect(said).to_contain_text("text/javascript")


@languages
def test_a_reader_without_scripts_is_told_so_and_nothing_else(
    browser: Browser, host: BadHost, lang: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.address + LESSON[lang])
    said = page.locator("noscript p")  # by text, Playwright finds nothing there
    expect(said).to_be_visible()
    expect(said).to_contain_text(WORDS[lang]["off"])
    expect(page.get_by_text(WORDS[lang]["host"])).to_be_hidden()
    expect(page.get_by_text(WORDS[lang]["file"])).to_be_hidden()
    context.close()


@languages
def test_a_page_whose_scripts_run_says_nothing_of_them(
    browser: Browser, host: BadHost, lang: str
) -> None:
    with reader(browser, expected="SyntaxError") as page:
        page.goto(host.address + LESSON[lang])
        for name in ("file", "host", "off"):
            expect(page.get_by_text(WORDS[lang][name])).to_be_hidden()
