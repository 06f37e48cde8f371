"""How soon a click on Run shows the first figure: our cell against a plain page on stock Pyodide.

The plain page (cells.html) does the least that a page can do: a worker boots
Pyodide's own files, loads what the cell imports, runs it, and shows the SVG.
Ours is a notebook page of the built site, whose cell holds the same program.
Both are served alike, to a Chromium started anew with an empty profile each
time; they take turns. The clock runs in the page, from the click to the figure.

Usage: python bench/cells.py [--runs N], after `make docs`
"""

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import boot
from playwright.sync_api import Page, sync_playwright

SITE = boot.HERE.parent / "site"
REQUIRED = 0.6
CELL = """\
import matplotlib.pyplot as plt
plt.plot([-5, -4, -3.1], [50, 40.5, 32.805], "o-")
plt.xlabel("parameter t")
plt.show()
"""
# Clicks `button` and answers, in seconds, when an SVG stands in `place`.
CLICK = """
([button, place]) => new Promise((resolve) => {
  const start = performance.now();
  const look = () => {
    if (!document.querySelector(place + " svg")) return;
    observer.disconnect();
    resolve((performance.now() - start) / 1000);
  };
  const observer = new MutationObserver(look);
  observer.observe(document.querySelector(place), { childList: true, subtree: true });
  document.querySelector(button).click();
})
"""


def open_stock(page: Page, address: str) -> list[str]:
    """Open the plain page with the cell; return its button and where the figure will be."""
    page.goto(f"{address}cells.html")
    page.locator("textarea").fill(CELL)
    return ["button", "#output"]


def open_ours(page: Page, address: str) -> list[str]:
    """Open a notebook page with the cell; return its button and where the figure will be."""
    page.goto(f"{address}site/en/notebooks/descent-in-python/index.html")
    page.locator("gd-notebook[data-ready]").wait_for()
    cell = page.locator("#cell-gradient")
    cell.locator(".highlight").focus()
    page.keyboard.press("Enter")
    cell.locator(".cm-content").wait_for()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(CELL)
    return ["#cell-gradient .gd-cell-run", "#cell-gradient .gd-output"]


def measured(address: str, name: str) -> float:
    """Return the seconds from the click to the figure."""
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=boot.FLAGS)
        page = browser.new_page()
        places = {"stock": open_stock, "ours": open_ours}[name](page, address)
        seconds: float = page.evaluate(CLICK, places)
        browser.close()
    return seconds


def main() -> None:
    """Measure in turns, and print medians and their ratio."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=5, help="how often each is measured")
    runs = options.parse_args().runs
    boot.TYPES |= {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}
    boot.TYPES |= {".woff2": "font/woff2", ".xml": "text/xml", ".ipynb": "application/json"}
    times: dict[str, list[float]] = {"stock": [], "ours": []}
    with tempfile.TemporaryDirectory() as folder:
        boot.lay_out(Path(folder))
        (Path(folder) / "site").symlink_to(SITE)
        for name in ("cells.html", "cells_page.mjs", "cells_worker.mjs"):
            (Path(folder) / name).symlink_to(boot.HERE / name)
        with boot.served(Path(folder)) as address:
            for turn in range(runs):
                for name in list(times) if turn % 2 == 0 else reversed(times):
                    times[name].append(measured(address, name))
    for name, taken in times.items():
        middle, fastest, slowest = statistics.median(taken), min(taken), max(taken)
        print(f"first figure after Run  {name:6} {middle:6.2f} s ({fastest:.2f}–{slowest:.2f})")
    ratio = statistics.median(times["ours"]) / statistics.median(times["stock"])
    print(f"first figure after Run  ratio  {ratio:6.2f}, required at most {REQUIRED}")
    sys.exit(ratio > REQUIRED)


if __name__ == "__main__":
    main()
