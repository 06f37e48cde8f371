"""A real Chromium and a static server, for tests that act as a reader."""

import functools
import http.server
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

SITE = Path(__file__).parents[2] / "site"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    # Most tests run Python only briefly: optimizing its hot functions (TurboFan) takes longer than
    # it saves. Benchmarks do not set this flag.
    "--js-flags=--liftoff-only",
]

#: The browser's error for a request that a navigation aborts.
ABORTED_BY_NAVIGATION = "net::ERR_ABORTED"

#: Elements whose script has not initialized them yet.
NOT_INITIALIZED = ", ".join(
    [
        *(
            f"gd-{name}:not([data-ready])"
            for name in ("descent", "contour", "line", "rates", "network", "notebook")
        ),
        *(
            f"gd-{name}:not(:defined)"
            for name in ("film", "cell", "offline", "assignment", "results")
        ),
    ]
)

#: Widgets are initialized near the viewport: scroll to each of them, and back.
SCROLL_TO_EACH_WIDGET = """
async (widgets) => {
  const before = scrollY;
  for (const widget of document.querySelectorAll(widgets)) {
    widget.scrollIntoView({ block: "center", behavior: "instant" });
    const patience = Date.now() + 5_000;
    while (widget.matches(widgets) && Date.now() < patience) {
      await new Promise((done) => setTimeout(done, 10));
    }
  }
  scrollTo({ top: before, behavior: "instant" });
}
"""

expect.set_options(timeout=20_000)  # for busy machines

#: `site_url` of mkdocs.yml: sitemaps contain it, and links of the 404 page contain its path, below
#: which the site is served here, too.
ADDRESS = os.environ.get("GD_SITE_URL", "http://127.0.0.1:8000/")

Serve = Callable[[Path], str]
OpenPage = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, started once. Without it the tests fail: skipping would hide that."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("The command `chromium` is missing. Install it: make browser", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        _wait_for_widgets_after_loading(browser)
        yield browser
        browser.close()


def _wait_for_widgets_after_loading(browser: Browser) -> None:
    """Make `goto` and `reload` of new pages wait until all widgets are initialized.

    `Page.goto(page, …)` does not wait.
    """
    new_context = browser.new_context

    def context(**options: Any) -> BrowserContext:
        made = new_context(**options)
        if options.get("java_script_enabled", True):
            made.on("page", _patch_navigation)
        return made

    browser.new_context = context  # type: ignore[method-assign]


def _patch_navigation(page: Page) -> None:
    def patient(go: Callable[..., Response | None]) -> Callable[..., Response | None]:
        def gone(*where: str, **options: Any) -> Response | None:
            response = go(*where, **options)
            if response is None:  # a change of the fragment: instant navigation renders it again
                page.wait_for_timeout(500)
            _scroll_to_each_widget(page)
            return response

        return gone

    page.goto = patient(page.goto)  # type: ignore[method-assign]
    page.reload = patient(page.reload)  # type: ignore[method-assign]


def _scroll_to_each_widget(page: Page) -> None:
    for _ in range(30):
        page.evaluate(SCROLL_TO_EACH_WIDGET, NOT_INITIALIZED)
        with suppress(AssertionError):
            expect(page.locator(NOT_INITIALIZED)).to_have_count(0, timeout=1000)
            return
    pytest.fail("Some widgets are not initialized, though they were in the viewport.")


class StaticFiles(http.server.SimpleHTTPRequestHandler):
    """Static files with their usual content types."""

    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
        ".whl": "application/zip",
    }

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(urlsplit(ADDRESS).path))

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: a failed request fails the test."""


class StaticServer(http.server.ThreadingHTTPServer):
    """A static host."""

    daemon_threads = True

    @property
    def address(self) -> str:
        """Return the address of the site on this host."""
        return f"http://127.0.0.1:{self.server_port}{urlsplit(ADDRESS).path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore connections that a page closes during a response."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """A function that serves a folder on a free port of 127.0.0.1 and returns its address."""
    servers: list[StaticServer] = []

    def start(directory: Path) -> str:
        handler = functools.partial(StaticFiles, directory=str(directory))
        server = StaticServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return server.address

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def home(serve: Serve) -> str:
    """The address of the built site."""
    if not (SITE / "index.html").exists():
        pytest.fail("The site is not built. Run `make docs` first.")
    return serve(SITE)


#: Options of Playwright's `new_context` that can also be set on a page.
PAGE_OPTIONS = {"viewport", "color_scheme", "reduced_motion", "forced_colors"}


@functools.cache
def _idle(browser: Browser, service_workers: Literal["allow", "block"]) -> list[BrowserContext]:
    """Return the list of unused profiles, each with an open window and empty storage."""
    del browser, service_workers  # keys of the cache: one list for each pair
    return []


def _profile(browser: Browser, service_workers: Literal["allow", "block"]) -> BrowserContext:
    """Make a profile whose first page keeps its window open."""
    profile = browser.new_context(service_workers=service_workers)
    profile.new_page()
    return profile


def _empty(profile: BrowserContext) -> None:
    """Close all pages but the first, which keeps the window open, and clear the storage."""
    window, *pages = profile.pages
    for page in pages:
        page.close()
    profile.clear_permissions()
    profile.set_offline(False)
    session = profile.new_cdp_session(window)
    session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    session.detach()


@contextmanager
def new_page(
    browser: Browser, service_workers: Literal["allow", "block"] = "block", **options: Any
) -> Iterator[Page]:
    """Open a new page in a profile with empty storage, and close it.

    Creating a profile and its window takes as long as loading a lesson. So profiles are reused,
    with their HTTP cache, unless `options` need a profile of their own.
    """
    if options.keys() - PAGE_OPTIONS:
        with browser.new_context(service_workers=service_workers, **options) as profile:
            yield profile.new_page()
        return
    idle = _idle(browser, service_workers)
    profile = idle.pop() if idle else _profile(browser, service_workers)
    try:
        page = profile.new_page()
        if "viewport" in options:
            page.set_viewport_size(options.pop("viewport"))
        page.emulate_media(**options)
        yield page
    finally:
        _empty(profile)
        idle.append(profile)


@contextmanager
def reader(
    browser: Browser,
    service_workers: Literal["allow", "block"] = "allow",
    expected: str | re.Pattern[str] | None = None,
) -> Iterator[Page]:
    """Open a page on which requests and console errors may fail, unlike `open_page`.

    An uncaught error still fails the test, unless its name matches `expected`.
    """
    errors: list[Error] = []
    with new_page(browser, service_workers) as page:
        page.on("pageerror", lambda error: errors.append(error))
        yield page
    wanted = re.compile(expected or "(?!)")
    assert [error for error in errors if not wanted.fullmatch(error.name or "")] == []


@pytest.fixture(scope="session")
def open_page(browser: Browser) -> OpenPage:
    """A function that opens a page with empty storage; closing it fails if it had `problems_of`.

    Options are those of Playwright's `new_context`: `viewport`, `has_touch`, `locale`, …
    """

    @contextmanager
    def opened(**options: Any) -> Iterator[Page]:
        # A service worker would hide network failures.
        with new_page(browser, **{"service_workers": "block"} | options) as page:
            problems = problems_of(page, runs_scripts=options.get("java_script_enabled", True))
            yield page
        assert problems == []

    return opened


def problems_of(page: Page, *, runs_scripts: bool = True) -> list[str]:
    """Return a list that grows with every error, failed request and request to another origin.

    Without JavaScript, failed requests of scripts, which pages preload, are ignored.
    """
    problems: list[str] = []
    origins: list[str] = []

    def note_origin(url: str) -> None:
        if url.startswith("http"):
            origins.append(urlsplit(url).netloc)
            if origins[-1] != origins[0]:
                problems.append(f"request to another origin: {url}")

    page.on("request", lambda request: note_origin(request.url))

    def note_failure(request: Request) -> None:
        is_refused = not runs_scripts and urlsplit(request.url).path.endswith(".js")
        if request.failure != ABORTED_BY_NAVIGATION and not is_refused:
            problems.append(f"failed: {request.url} ({request.failure})")

    def note_status(response: Response) -> None:
        if response.status >= 400:
            problems.append(f"{response.status}: {response.url}")

    page.on("requestfailed", note_failure)
    page.on("response", note_status)
    page.on("pageerror", lambda error: problems.append(f"uncaught: {error}"))
    page.on(
        "console", lambda m: problems.append(f"console: {m.text}") if m.type == "error" else None
    )
    return problems


@pytest.fixture
def page(open_page: OpenPage) -> Iterator[Page]:
    """A page with empty storage. Errors and requests to another origin fail the test."""
    with open_page() as page:
        yield page


def at_each_width(page: Page) -> Iterator[int]:
    """Resize the window to each width, from phones to desktops, and wait until it is drawn."""
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
        yield width


def is_as_wide_as_its_window(page: Page) -> bool:
    root = page.locator("html")
    return bool(root.evaluate("({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth"))
