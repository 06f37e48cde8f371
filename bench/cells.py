"""How soon a click on Run shows the first figure: our cell, PyScript's editor, and a plain page.

PyScript's editor (pyscript.html) is the peer: its release that was made for the
Pyodide we run. It and the plain page take Pyodide's own files; the plain page
(cells.html) does the least that a page can do: a worker boots, loads what the
cell imports, runs it, and shows the SVG. Ours is a notebook page of the built
site. All cells plot the same, are served alike, to a Chromium started anew with
an empty profile each time, and take turns. The clock runs in the page, from the
click to the figure.

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

SITE = boot.HERE.parent / "site"
PYSCRIPT = npm.PACKAGES / "@pyscript" / "core" / "dist"
REQUIRED = {"pyscript": 0.6, "stock": 0.6}
CELL = """\
import matplotlib.pyplot as plt
plt.plot([-5, -4, -3.1], [50, 40.5, 32.805], "o-")
plt.xlabel("parameter t")
plt.show()
"""
# What the editor's own manual writes for a figure; the plain backend, as on the plain page,
# because the one that Pyodide would choose costs it most of another second.
PYSCRIPT_CELL = "import matplotlib\nmatplotlib.use('agg')\n" + CELL.replace(
    "plt.show()", "from pyscript import display\ndisplay(plt.gcf(), target='figure')"
)
# Without them PyScript's worker has no `document`, and its editor no figure.
ISOLATED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
# Clicks `button` and answers, in seconds, when a figure stands in `place`.
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
    """Answers as a static host whose pages are isolated from other origins."""

    def end_headers(self) -> None:
        """Send the two headers with every answer."""
        for name, value in ISOLATED.items():
            self.send_header(name, value)
        super().end_headers()


def open_stock(page: Page, address: str) -> list[str]:
    """Open the plain page with the cell; return its button and where the figure will be."""
    page.goto(f"{address}cells.html")
    page.locator("textarea").fill(CELL)
    return ["button", "#output"]


def open_pyscript(page: Page, address: str) -> list[str]:
    """Open PyScript's editor with the cell; return its button and where the figure will be."""
    page.goto(f"{address}pyscript.html")
    page.locator(".py-editor-box .cm-content").click()
    page.keyboard.insert_text(PYSCRIPT_CELL)
    return [".py-editor-run-button", "#figure"]


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


CELLS: dict[str, Callable[[Page, str], list[str]]] = {
    "stock": open_stock,
    "pyscript": open_pyscript,
    "ours": open_ours,
}


def lay_out(root: Path) -> None:
    """Lay out the three pages and what they fetch below `root`."""
    boot.lay_out(root)
    installer = official_lock().packages["micropip"]  # what PyScript loads its packages by
    for file in official_wheels({installer.file_name: installer.sha256}).values():
        (root / "stock" / file.name).symlink_to(file)
    (root / "site").symlink_to(SITE)
    (root / "pyscript").symlink_to(PYSCRIPT)
    for name in ("cells.html", "cells_page.mjs", "cells_worker.mjs", "pyscript.html"):
        (root / name).symlink_to(boot.HERE / name)
    for file in (*root.glob("stock/*"), *root.glob("pyscript/*")):
        boot.as_sent(file)  # compressed now, not while the clock runs


def measured(address: str, name: str) -> float:
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
    """Measure in turns, and print medians and their ratios."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=5, help="how often each is measured")
    runs = options.parse_args().runs
    npm.fetch(PYSCRIPT / "core.js")
    times: dict[str, list[float]] = {name: [] for name in CELLS}
    with tempfile.TemporaryDirectory() as folder:
        lay_out(Path(folder))
        with boot.served(Path(folder), IsolatedHost) as address:
            for turn in range(runs):
                for name in list(times) if turn % 2 == 0 else reversed(times):
                    times[name].append(measured(address, name))
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
