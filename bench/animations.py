"""Time from Run until an animation can be played, against Matplotlib's `to_jshtml` alone.

One notebook page of the built site runs three cells, interleaved: one that only calls
`to_jshtml` on an animation of fifty frames, one whose last line is the animation, and one that
shows the HTML of `to_jshtml`. The page measures the time: of the first cell from the click to its
end; of the others from the click until the animation has its buttons and shows its first frame.

Usage: python bench/animations.py [--runs N], after `make docs`
"""

import argparse
import statistics
import sys

from notebook_page import notebook_page
from playwright.sync_api import Page

REQUIRED = 1.5
ANIMATION = """\
import numpy as np
from IPython.display import HTML
from matplotlib import pyplot as plt
from matplotlib.animation import ArtistAnimation

fig, ax = plt.subplots()
ts = np.linspace(-10, 20, 100)
ax.plot(ts, 0.5 * (5 - ts) ** 2)
ax.set(xlabel="t", ylabel="E")
t, frames = -5.0, []
for n in range(50):
    grad = t - 5
    ends = np.array([t - 4, t + 4])
    tangent = ax.plot(ends, 0.5 * grad**2 + grad * (ends - t), "r-")
    point = ax.plot([t], [0.5 * grad**2], "ro")
    frames.append([*tangent, *point, ax.text(0.4, 0.9, f"iteration {n}", transform=ax.transAxes)])
    t -= 0.1 * grad
animation = ArtistAnimation(fig, frames, interval=100)
plt.close()
"""
CELLS = {
    "to_jshtml alone": "page = animation.to_jshtml();",
    "animation": "animation",
    "HTML(animation.to_jshtml())": "HTML(animation.to_jshtml())",
}
# Clicks Run; resolves with the seconds until the cell is done and its animation, if any, is drawn.
RUN = """
async (source) => {
  const cell = document.querySelector("#cell-gradient");
  cell.source = source;
  cell.scrollIntoView(); // animations are fetched near the viewport
  const start = performance.now();
  cell.querySelector("[data-action=run]").click();
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  while (["done", "error"].includes(cell.dataset.state)) await frame();
  const isDone = () => ["done", "error"].includes(cell.dataset.state);
  const isShown = () => {
    const animation = cell.querySelector("gd-film");
    if (!animation) return source.endsWith(";");
    const picture = animation.querySelector("[data-frame='0']");
    return "n" in animation.dataset && picture && (picture.complete ?? true);
  };
  do await frame(); while (!isDone() || !isShown());
  await frame();
  if (cell.dataset.state === "error") throw new Error(cell.textContent);
  return (performance.now() - start) / 1000;
}
"""


def measure(page: Page, program: str) -> float:
    """Return the seconds until a cell shows its output; a new animation is created before."""
    page.evaluate(RUN, ANIMATION + "1;")
    seconds: float = page.evaluate(RUN, program)
    return seconds


def main() -> None:
    """Interleave the measurements, and print medians and their ratios."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=5, help="how often each is measure")
    runs = options.parse_args().runs
    times: dict[str, list[float]] = {name: [] for name in CELLS}
    with notebook_page() as page:
        for program in CELLS.values():
            measure(page, program)  # loads Python, Matplotlib and the player
        for run in range(runs):
            for name in list(CELLS) if run % 2 == 0 else reversed(CELLS):
                times[name].append(measure(page, CELLS[name]))
    alone = statistics.median(times["to_jshtml alone"])
    ratios = {name: statistics.median(taken) / alone for name, taken in times.items()}
    for name, taken in times.items():
        fastest, slowest = min(taken), max(taken)
        print(f"{name:24} {ratios[name] * alone:6.2f} s ({fastest:.2f}–{slowest:.2f})")
    for name in list(ratios)[1:]:
        print(f"{name + ' / alone':32} {ratios[name]:6.2f}, at most {REQUIRED} is wanted")
    sys.exit(max(ratios.values()) > REQUIRED)


if __name__ == "__main__":
    main()
