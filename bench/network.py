"""Training speed of `<gd-network>` on the built site, and whether the page stays responsive.

The script opens the playground, sets the fastest speed, presses play, and a network of 2-8-8-1
neurons trains on all 200 samples at once. The fastest of several runs counts, because other load
of the machine only adds time. During training the page draws every epoch that Python reports; the
longest time between two animation frames is measured too.

Usage: make docs && python bench/network.py [--runs N] [--epochs N]
"""

import argparse
import shutil
import sys

from boot import FLAGS, SITE, serve
from playwright.sync_api import Page, sync_playwright

REQUIRED = 300  # epochs a second
RESPONSIVE = 100  # milliseconds: a response within them feels immediate

#: Records the time of each animation frame until training ends.
MEASURE = """
() => new Promise((resolve) => {
  const widget = document.querySelector("gd-network");
  const first = Number(widget.dataset.trained), start = performance.now();
  const times = [start];
  const look = (now) => {
    times.push(now);
    if (widget.dataset.playing === "true") requestAnimationFrame(look);
    else resolve({ epochs: Number(widget.dataset.trained) - first, seconds: (now - start) / 1000,
      waits: times.slice(1).map((time, i) => time - times[i]) });
  };
  widget.querySelector("[data-action=play]").click();
  requestAnimationFrame(look);
})
"""


def prepare(page: Page, address: str, epochs: int) -> None:
    """Open the playground with settings whose training is not prerendered in the page."""
    page.goto(f"{address}en/playground/index.html#moons=seed:2,epochs:{epochs}")
    widget = page.locator("gd-network")
    widget.scroll_into_view_if_needed()  # its script is fetched near the viewport
    widget.get_by_label("Epochs/s").select_option("0")
    page.locator("gd-network[data-trained='0']").wait_for()


def main() -> None:
    """Train several times, and print the fastest and the slowest."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=5, help="how often it is measured")
    options.add_argument("--epochs", type=int, default=3000, help="how long a training is")
    given = options.parse_args()
    speeds, waits = [], []
    with serve(SITE) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for _ in range(given.runs):
            page = browser.new_page()
            prepare(page, address, given.epochs)
            measured = page.evaluate(MEASURE)
            speeds.append(measured["epochs"] / measured["seconds"])
            waits.append(max(measured["waits"]))
            page.close()
        browser.close()
    print(f"Full-batch epochs a second of 2-8-8-1 in the page, {given.runs} runs of {given.epochs}")
    print(f"fastest {max(speeds):.0f}, slowest {min(speeds):.0f}; required at least {REQUIRED}")
    print(f"longest wait between two pictures {min(waits):.0f} ms, at most {RESPONSIVE} wanted")
    sys.exit(max(speeds) < REQUIRED or min(waits) > RESPONSIVE)


if __name__ == "__main__":
    main()
