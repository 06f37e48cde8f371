"""How long after Run the article's film can be played, against what Matplotlib's own player takes.

One notebook page of the built site, and its Python, run three cells in turns: one that only calls
`to_jshtml` on the film of fifty frames, one whose last line is the animation, and one that shows
what `to_jshtml` has made. The clock runs in the page: from the click to the end of the first cell;
from the click until the others' film has its buttons and its first frame is drawn.

Usage: python bench/animations.py [--runs N], after `make docs`
"""

import argparse
import statistics
import sys

from notebook_page import notebook_page
from playwright.sync_api import Page

REQUIRED = 1.5
FILM = """\
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
film = ArtistAnimation(fig, frames, interval=100)
plt.close()
"""
CELLS = {
    "to_jshtml alone": "page = film.to_jshtml();",
    "film": "film",
    "HTML(film.to_jshtml())": "HTML(film.to_jshtml())",
}
# Clicks Run and answers, in seconds, when the cell is done and its film, if it has one, is drawn.
RUN = """
async (source) => {
  const cell = document.querySelector("#cell-gradient");
  cell.source = source;
  cell.scrollIntoView(); // films are fetched when a reader is near
  const start = performance.now();
  cell.querySelector("[data-action=run]").click();
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  while (["done", "error"].includes(cell.dataset.state)) await frame();
  const isDone = () => ["done", "error"].includes(cell.dataset.state);
  const isShown = () => {
    const film = cell.querySelector("gd-film");
    if (!film) return source.endsWith(";");
    const picture = film.querySelector("[data-frame='0']");
    return "n" in film.dataset && picture && (picture.complete ?? true);
  };
  do await frame(); while (!isDone() || !isShown());
  await frame();
  if (cell.dataset.state === "error") throw new Error(cell.textContent);
  return (performance.now() - start) / 1000;
}
"""


def measured(page: Page, program: str) -> float:
    """Return the seconds until a cell shows what it shows; the animation is made anew before."""
    page.evaluate(RUN, FILM + "1;")
    seconds: float = page.evaluate(RUN, program)
    return seconds


def main() -> None:
    """Measure in turns, and print medians and their ratios."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=5, help="how often each is measured")
    runs = options.parse_args().runs
    times: dict[str, list[float]] = {name: [] for name in CELLS}
    with notebook_page() as page:
        for program in CELLS.values():
            measured(page, program)  # Python, Matplotlib and what shows films come
        for turn in range(runs):
            for name in list(CELLS) if turn % 2 == 0 else reversed(CELLS):
                times[name].append(measured(page, CELLS[name]))
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
