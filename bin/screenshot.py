"""Take the README's screenshot of the widget, docs/assets/widget.png, from the built site."""

import functools
import http.server
import shutil
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


def main() -> None:
    """Open the English home page, play the first steps and take the screenshot."""
    handler = functools.partial(_QuietHandler, directory=str(ROOT / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        page.goto(f"http://127.0.0.1:{server.server_port}/en/")
        widget = page.locator("gd-descent").first
        for _ in range(4):
            widget.get_by_role("button", name="One step on").first.click()
        page.mouse.move(0, 0)  # the tooltip closes when the button has neither pointer nor focus
        page.evaluate("document.activeElement.blur()")
        page.locator("[role=tooltip]").first.wait_for(state="detached")
        widget.screenshot(path=ROOT / "docs" / "assets" / "widget.png")
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
