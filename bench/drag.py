"""Frame rate and latency while a mouse drags the starting point of a race in `<gd-contour>`.

The page measures both. The frame time is that between two animation frames while the mouse
moves; the latency is the time from a move event's time stamp until the paths from the new starting
point are in the DOM, to be painted with the next frame.

Usage: python bench/drag.py [--moves N] [--races TEXT …], after `make docs`
"""

import argparse
import math
import shutil
import statistics

import boot
from playwright.sync_api import Page, sync_playwright

RACES = (
    "race:gradient_descent;momentum;adam,steps:100",
    "surface:rosenbrock,race:gradient_descent;momentum;adam,steps:300",
    "surface:himmelblau,race:gradient_descent;momentum;nesterov;adagrad;rmsprop;adam,steps:100",
)
FRAME = 1000 / 60
WATCH = """
() => {
  const host = document.querySelector("gd-contour");
  const moves = [];
  const seen = (window.seen = { frames: [], answers: [] });
  let last = null;
  const frame = (now) => {
    if (last !== null) seen.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const first = "onpointerrawupdate" in window ? "pointerrawupdate" : "pointermove";
  addEventListener(first, (event) => moves.push(event.timeStamp), { capture: true });
  const look = () => {
    if (moves.length === 0) return;
    seen.answers.push(performance.now() - moves[0]);
    moves.length = 0;
  };
  const path = host.querySelector("[data-part=runs] path");
  new MutationObserver(look).observe(path, { attributeFilter: ["d"] });
}
"""


def drag(page: Page, address: str, race: str, moves: int) -> dict[str, list[float]]:
    """Drag the starting point in circles; return the page's frame times and latencies, in ms."""
    page.goto("about:blank")
    page.goto(f"{address}site/en/playground/index.html#race={race}")
    page.locator("gd-contour[data-state=ready]:not([data-stale])").wait_for()
    picture = page.locator("gd-contour .gd-paths")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x + 120, y)
    page.mouse.down()
    page.evaluate(WATCH)
    for i in range(moves):
        turn = i / 40
        page.mouse.move(x + 120 * math.cos(turn), y + 100 * math.sin(turn))
    seen: dict[str, list[float]] = page.evaluate("window.seen")
    page.mouse.up()
    return seen


def summary(name: str, values: list[float]) -> str:
    """Return median and 95th percentile as text."""
    late = statistics.quantiles(values, n=20)[-1]
    return f"{name} {statistics.median(values):.1f} ms (95 % below {late:.1f})"


def main() -> None:
    """Measure each race, and print frame rate and latency."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--moves", type=int, default=400, help="how often the mouse moves")
    options.add_argument("--races", nargs="+", default=RACES, help="what follows #race=")
    given = options.parse_args()
    with boot.serve(boot.SITE.parent) as address, sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=boot.FLAGS)
        page = browser.new_page()
        for race in given.races:
            seen = drag(page, address, race, given.moves)
            rate = 1000 * len(seen["frames"]) / sum(seen["frames"])
            in_time = sum(frame < 1.5 * FRAME for frame in seen["frames"]) / len(seen["frames"])
            print(race)
            print(f"  {rate:.1f} frames a second, {in_time:.0%} of them in time;", end=" ")
            print(summary("move to paths", seen["answers"]))
        browser.close()


if __name__ == "__main__":
    main()
