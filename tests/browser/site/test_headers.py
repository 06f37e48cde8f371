"""The headers in `_headers`: Python runs under them."""

import fnmatch
import functools
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import StaticFiles, StaticServer
from playwright.sync_api import Page, expect

SITE = Path(__file__).parents[3] / "site"


def rules() -> dict[str, dict[str, str]]:
    """Return the headers by path pattern."""
    found: dict[str, dict[str, str]] = {}
    for line in (SITE / "_headers").read_text().splitlines():
        if line.startswith("/"):
            headers = found.setdefault(line.strip(), {})
        elif line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            headers[name] = value
    return found


class WithHeaders(StaticFiles):
    """A host that sends the headers in `_headers`."""

    def end_headers(self) -> None:
        for pattern, headers in rules().items():
            if fnmatch.fnmatch(self.path, pattern):
                for name, value in headers.items():
                    self.send_header(name, value)
        super().end_headers()


@pytest.fixture
def host() -> Iterator[str]:
    handler = functools.partial(WithHeaders, directory=str(SITE))
    server = StaticServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_python_runs_under_the_headers(page: Page, host: str) -> None:
    page.goto(host + "en/notebooks/descent-in-python/")
    page.get_by_role("button", name="Run all", exact=True).click()
    expect(page.locator("#cell-loss-curve")).to_have_attribute("data-state", "done", timeout=90_000)
