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
    # Most tests start Python and ask little of it: to compile its hot functions a second time,
    # better, takes longer than it saves. Benches do without.
    "--js-flags=--liftoff-only",
]

#: What the browser says of a request that is still under way when the reader goes to another page.
LEFT_BEFORE_IT_CAME = "net::ERR_ABORTED"

#: What the build wrote into the page, and its script has not taken over yet.
NOT_YET_ALIVE = ", ".join(
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

#: Widgets come to life when a reader is near: go by all of them, and back.
LOOK_AT_EACH = """
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

expect.set_options(timeout=20_000)  # a busy machine is no fault of the page

#: Where the site was built for, as in mkdocs.yml: its sitemaps name it, and the links of its 404
#: page hold its path, below which it is served here too.
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
        _let_readers_look_first(browser)
        yield browser
        browser.close()


def _let_readers_look_first(browser: Browser) -> None:
    """Let `goto` and `reload` end when all widgets can be used: no reader is as quick as a test.

    `Page.goto(page, …)` is without that.
    """
    new_context = browser.new_context

    def context(**options: Any) -> BrowserContext:
        made = new_context(**options)
        if options.get("java_script_enabled", True):
            made.on("page", _wait_for_widgets)
        return made

    browser.new_context = context  # type: ignore[method-assign]


def _wait_for_widgets(page: Page) -> None:
    def patient(go: Callable[..., Response | None]) -> Callable[..., Response | None]:
        def gone(*where: str, **options: Any) -> Response | None:
            response = go(*where, **options)
            if response is None:  # instant navigation puts the same page in once more
                page.wait_for_timeout(500)
            _look_at_each(page)
            return response

        return gone

    page.goto = patient(page.goto)  # type: ignore[method-assign]
    page.reload = patient(page.reload)  # type: ignore[method-assign]


def _look_at_each(page: Page) -> None:
    for _ in range(30):
        page.evaluate(LOOK_AT_EACH, NOT_YET_ALIVE)
        with suppress(AssertionError):
            expect(page.locator(NOT_YET_ALIVE)).to_have_count(0, timeout=1000)
            return
    pytest.fail("Some widgets do not come to life, though they were looked at.")


class StaticFiles(http.server.SimpleHTTPRequestHandler):
    """Files with the types that a static host gives them."""

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
        """Say nothing: a failed request fails the test by itself."""


class StaticServer(http.server.ThreadingHTTPServer):
    """A host of static files, as any other."""

    daemon_threads = True

    @property
    def address(self) -> str:
        """Return where the site is found on this host."""
        return f"http://127.0.0.1:{self.server_port}{urlsplit(ADDRESS).path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a page closes while it is still being answered."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serves a folder on 127.0.0.1, on a free port; call it with the folder, get its address."""
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


#: Options of Playwright's `new_context` that a page can be given itself.
OF_A_PAGE = {"viewport", "color_scheme", "reduced_motion", "forced_colors"}


@functools.cache
def _idle(browser: Browser, service_workers: Literal["allow", "block"]) -> list[BrowserContext]:
    """Profiles with a window, in which nothing is stored and which nobody uses just now."""
    del browser, service_workers  # for each browser and either choice, one list
    return []


def _profile(browser: Browser, service_workers: Literal["allow", "block"]) -> BrowserContext:
    """Make a profile whose first page keeps its window open."""
    profile = browser.new_context(service_workers=service_workers)
    profile.new_page()
    return profile


def _empty(profile: BrowserContext) -> None:
    """Close all pages but the first, which keeps the window, and remove what they have stored."""
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
    """Open a new page in a profile where nothing is stored, and close it.

    To make a profile and its window takes as long as to load a lesson. So a profile is used again,
    with its HTTP cache, unless `options` ask for what only one of its own can have.
    """
    if options.keys() - OF_A_PAGE:
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
    """A reader for whom something fails: `open_page` would take that for the test's own failure.

    An uncaught error fails the test all the same, unless its name matches what is `expected`.
    """
    errors: list[Error] = []
    with new_page(browser, service_workers) as page:
        page.on("pageerror", lambda error: errors.append(error))
        yield page
    wanted = re.compile(expected or "(?!)")
    assert [error for error in errors if not wanted.fullmatch(error.name or "")] == []


@pytest.fixture(scope="session")
def open_page(browser: Browser) -> OpenPage:
    """Opens a page with nothing stored; closing it fails if anything went wrong there meanwhile.

    Options are those of Playwright's `new_context`: `viewport`, `has_touch`, `locale`, …
    """

    @contextmanager
    def opened(**options: Any) -> Iterator[Page]:
        # A service worker would answer where a test wants to see the network fail.
        with new_page(browser, **{"service_workers": "block"} | options) as page:
            problems = problems_of(page, runs_scripts=options.get("java_script_enabled", True))
            yield page
        assert problems == []

    return opened


def problems_of(page: Page, *, runs_scripts: bool = True) -> list[str]:
    """Return a list that grows with every error, failed request and request to another origin.

    Where scripts are turned off, those that a page names beforehand are refused: that is no fault.
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
        if request.failure != LEFT_BEFORE_IT_CAME and not is_refused:
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
    """A page with nothing stored. Errors and requests to another origin fail the test."""
    with open_page() as page:
        yield page


def at_each_width(page: Page) -> Iterator[int]:
    """Give the window each width, from a small telephone's to a desk's, and draw the page."""
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
        yield width


def is_as_wide_as_its_window(page: Page) -> bool:
    root = page.locator("html")
    return bool(root.evaluate("({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth"))
