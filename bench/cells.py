"""Time from a click on Run to the first figure: our cell, PyScript's editor, and a minimal page.

PyScript's editor (cells/pyscript.html) is the peer: its release that was made for the
Pyodide we run. It and the minimal page load stock Pyodide; in the minimal page
(cells/cells.html) a worker boots, loads what the cell imports, runs it, and the
page shows the SVG. Ours is a notebook page of the built site. All cells plot the
same, from the same static server, in a Chromium that is restarted with an empty
profile each time; the measurements are interleaved. The page measures the time,
from the click to the figure.

Usage: python bench/cells.py [--runs N], after `make docs`
"""

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import boot
import npm
from playwright.sync_api import Page, sync_playwright

from sitegen.pyodide.downloads import official_lock, official_wheels

PAGES = boot.HERE / "cells"  # the minimal page and PyScript's
PYSCRIPT = npm.PACKAGES / "@pyscript" / "core" / "dist"
REQUIRED = {"pyscript": 0.6, "stock": 0.6}
CELL = """\
import matplotlib.pyplot as plt
plt.plot([-5, -4, -3.1], [50, 40.5, 32.805], "o-")
plt.xlabel("parameter t")
plt.show()
"""
# As PyScript's manual shows a figure, but with the Agg backend of the minimal page: Pyodide's
# default backend would take most of another second.
PYSCRIPT_CELL = "import matplotlib\nmatplotlib.use('agg')\n" + CELL.replace(
    "plt.show()", "from pyscript import display\ndisplay(plt.gcf(), target='figure')"
)
# Cross-origin isolation: without it PyScript's worker has no `document`, and its editor no figure.
ISOLATED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
# Clicks `button`; resolves with the seconds until `place` has a figure.
CLICK = """
([button, place]) => new Promise((resolve) => {
  const start = performance.now();
  const look = () => {
    if (!document.querySelector(place + " :is(svg, img)")) return;
    observer.disconnect();
    resolve((performance.now() - start) / 1000);
  };
  const observer = new MutationObserver(look);
  observer.observe(document.querySelector(place), { childList: true, subtree: true });
  document.querySelector(button).click();
})
"""


class IsolatedHost(boot.StaticHost):
    """A static file server whose pages are cross-origin isolated."""

    def end_headers(self) -> None:
        """Send the two headers with every response."""
        for name, value in ISOLATED.items():
            self.send_header(name, value)
        super().end_headers()


def open_stock(page: Page, address: str) -> list[str]:
    """Open the minimal page with the cell; return selectors of its button and its output."""
    page.goto(f"{address}cells.html")
    page.locator("textarea").fill(CELL)
    return ["button", "#output"]


def open_pyscript(page: Page, address: str) -> list[str]:
    """Open PyScript's editor with the cell; return selectors of its button and its output."""
    page.goto(f"{address}pyscript.html")
    page.locator(".py-editor-box .cm-content").click()
    page.keyboard.insert_text(PYSCRIPT_CELL)
    return [".py-editor-run-button", "#figure"]


def open_ours(page: Page, address: str) -> list[str]:
    """Open a notebook page with the cell; return selectors of its button and its output."""
    page.goto(f"{address}site/en/notebooks/descent-in-python/index.html")
    page.locator("gd-notebook[data-ready]").wait_for()
    cell = page.locator("#cell-gradient")
    cell.locator(".highlight").focus()
    page.keyboard.press("Enter")
    cell.locator(".cm-content").wait_for()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(CELL)
    return ["#cell-gradient .gd-cell-run", "#cell-gradient .gd-output"]


CELLS: dict[str, Callable[[Page, str], list[str]]] = {
    "stock": open_stock,
    "pyscript": open_pyscript,
    "ours": open_ours,
}


def lay_out(root: Path) -> None:
    """Link the three pages and the files that they fetch into `root`."""
    boot.lay_out(root)
    installer = official_lock().packages["micropip"]  # PyScript installs packages with it
    for file in official_wheels({installer.file_name: installer.sha256}).values():
        (root / "stock" / file.name).symlink_to(file)
    (root / "site").symlink_to(boot.SITE)
    (root / "pyscript").symlink_to(PYSCRIPT)
    for file in PAGES.iterdir():
        (root / file.name).symlink_to(file)
    for file in (*root.glob("stock/*"), *root.glob("pyscript/*")):
        boot.response_body(file)  # compresses before time is measure


def measure(address: str, name: str) -> float:
    """Return the seconds from the click to the figure."""
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=boot.FLAGS)
        page = browser.new_page()
        places = CELLS[name](page, address)
        seconds: float = page.evaluate(CLICK, places)
        browser.close()
    return seconds


def main() -> None:
    """Interleave the measurements, and print medians and their ratios."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=5, help="how often each is measure")
    runs = options.parse_args().runs
    npm.install(PYSCRIPT / "core.js")
    times: dict[str, list[float]] = {name: [] for name in CELLS}
    with tempfile.TemporaryDirectory() as folder:
        lay_out(Path(folder))
        with boot.serve(Path(folder), IsolatedHost) as address:
            for run in range(runs):
                for name in list(times) if run % 2 == 0 else reversed(times):
                    times[name].append(measure(address, name))
    for name, taken in times.items():
        middle, fastest, slowest = statistics.median(taken), min(taken), max(taken)
        print(f"first figure after Run  {name:8} {middle:6.2f} s ({fastest:.2f}–{slowest:.2f})")
    met = []
    for name, required in REQUIRED.items():
        ratio = statistics.median(times["ours"]) / statistics.median(times[name])
        print(f"first figure after Run  ours/{name:8} {ratio:6.2f}, at most {required} is wanted")
        met.append(ratio <= required)
    sys.exit(not all(met))


if __name__ == "__main__":
    main()
