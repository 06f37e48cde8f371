"""Opens a notebook page of the built site in Chromium, for benchmarks that run its cells."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import boot
from playwright.sync_api import Page, sync_playwright


@contextmanager
def notebook_page() -> Iterator[Page]:
    """Serve the site, and yield its page "The descent in Python" once cells can be run."""
    with boot.serve(boot.SITE.parent) as address, sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=boot.FLAGS)
        page = browser.new_page()
        page.goto(f"{address}site/en/notebooks/descent-in-python/index.html")
        page.locator("gd-notebook[data-ready]").wait_for()
        yield page
        browser.close()
