"""How long large outputs of a cell block the main thread: the longest task of each output.

Every program of PROGRAMS runs in one cell of a notebook page of the built site. The page
records its longest task (PerformanceObserver, `longtask`) and the longest time between two
animation frames, from the click to two seconds after the end. Chromium throttles the main thread
to the speed of a phone; the thread of Python is not throttled.

Usage: python bench/outputs.py [--slow N] [--only TEXT …], after `make docs`
"""

import argparse
import sys

from notebook_page import notebook_page
from playwright.sync_api import Page

LONGEST = 1.0  # seconds
PLOT = "from matplotlib import pyplot as plt\nimport numpy as np\n"
ANIMATION = PLOT + "from matplotlib.animation import FuncAnimation\nfigure, ax = plt.subplots()\n"
PROGRAMS = {
    "nothing": "1",
    "scatter of 500": PLOT + "plt.scatter(*np.random.rand(2, 500));",
    "scatter of 1,500": PLOT + "plt.scatter(*np.random.rand(2, 1500));",
    "scatter of 5,000": PLOT + "plt.scatter(*np.random.rand(2, 5000));",
    "scatter of 5,000 colours": PLOT + "x = np.random.rand(5000)\nplt.scatter(x, x, c=x);",
    "bars": PLOT + "plt.bar(range(3000), range(3000));",
    "a line of 100,000 points": PLOT + "plt.plot(np.random.rand(100_000));",
    "sixty panels": PLOT + "plt.subplots(6, 10);",
    "a hundred figures": PLOT
    + "for n in range(100):\n    plt.figure()\n    plt.scatter(*np.random.rand(2, 400))",
    "a tall figure": PLOT + "plt.figure(figsize=(5, 500))\nplt.plot([1, 2], 'o-');",
    "many dots an inch": PLOT + "plt.figure(dpi=3000)\nplt.scatter(*np.random.rand(2, 5000));",
    "an animation of 150 frames": ANIMATION
    + "FuncAnimation(figure, lambda n: ax.plot(np.random.rand(20), 'o-'), frames=150)",
    "an animation of 40 large frames": ANIMATION
    + "FuncAnimation(figure, lambda n: ax.scatter(*np.random.rand(2, 1000)), frames=40)",
    "a list of a million": "list(range(10**6))",
    "a dict of a million": "{n: n for n in range(10**6)}",
    "lists in lists": "[[list(range(100)) for _ in range(100)] for _ in range(100)]",
    "a text of 10 MB": "'ab ' * 3_000_000",
    "a text of 10 MB, lines": "print('ab\\n' * 3_000_000)",
    "a print of one line": "print('ab ' * 3_000_000)",
    "a print without end": "for n in range(3 * 10**6): print(n)",
    "a line without end": "for n in range(3 * 10**6): print(n, end=' ')",
    "a bar of progress": "for n in range(10**6): print(f'\\r{n}', end='')",
    "many errors": "import sys\nfor n in range(10**5): print(n, file=sys.stderr)",
    "both streams": "import sys\nfor n in range(10**5): print(n), print(n, file=sys.stderr)",
    "two hundred results": "for n in range(200): display(list(range(1000)))",
    "a long table": """\
class Table:
    def _repr_html_(self):
        rows = "".join(f"<tr><td>{n}<td>{n * n}" for n in range(100_000))
        return f"<table>{rows}</table>"
Table()""",
    "a table of 1 MB": """\
class Table:
    def _repr_html_(self):
        rows = "".join(f"<tr><td>{n}</td></tr>" for n in range(40_000))
        return f"<table>{rows}</table>"
Table()""",
    "styles": """\
class Styles:
    def _repr_html_(self):
        return "".join(f"<p style='color: rgb({n % 255}, 0, 0)'>{n}</p>" for n in range(20_000))
Styles()""",
    "a drawing of 7,500 shapes": """\
class Drawing:
    def _repr_svg_(self):
        shapes = "".join(f"<circle cx='{n % 300}' cy='{n // 300}' r='3'/>" for n in range(7_500))
        return f"<svg width='300' height='300'>{shapes}</svg>"
Drawing()""",
    "a drawing of 40,000 shapes": """\
class Drawing:
    def _repr_svg_(self):
        shapes = "".join(f"<circle cx='{n % 300}' cy='{n // 300}' r='3'/>" for n in range(40_000))
        return f"<svg width='300' height='300'>{shapes}</svg>"
Drawing()""",
    "an error of 1 MB": "raise ValueError('ab ' * 300_000)",
}
# From now on records the longest task and the longest frame, in seconds.
WATCH = """
() => {
  const seen = (window.seen = { task: 0, frame: 0 });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.task = Math.max(seen.task, duration / 1000);
  }).observe({ type: "longtask" });
  let last = performance.now();
  const frame = () => {
    const now = performance.now();
    seen.frame = Math.max(seen.frame, (now - last) / 1000);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
"""
RUN = """
(source) => {
  const cell = document.querySelector("#cell-gradient");
  cell.source = source;
  Object.assign(window.seen, { task: 0, frame: 0 });
  cell.querySelector("[data-action=run]").click();
}
"""


def measure(page: Page, program: str) -> tuple[float, float]:
    """Run a program; return the longest task and the longest frame, in seconds."""
    page.evaluate(RUN, program)
    cell = page.locator("#cell-gradient:is([data-state=done], [data-state=error])")
    cell.wait_for(timeout=600_000)
    page.wait_for_timeout(2000)
    seen = page.evaluate("window.seen")
    return seen["task"], seen["frame"]


def main() -> None:
    """Measure every output; exit with 1 if a task took longer than LONGEST."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--slow", type=float, default=4, help="how many times slower the page is")
    options.add_argument("--only", nargs="*", default=[""], help="parts of the outputs' names")
    arguments = options.parse_args()
    worst = 0.0
    with notebook_page() as page:
        page.evaluate(WATCH)
        measure(page, PLOT + "plt.plot([1, 2])")  # loads Python and Matplotlib
        page.context.new_cdp_session(page).send(
            "Emulation.setCPUThrottlingRate", {"rate": arguments.slow}
        )
        for name, program in PROGRAMS.items():
            if not any(part in name for part in arguments.only):
                continue
            task, frame = measure(page, program)
            worst = max(worst, task)
            print(f"{name:30} longest task {task:6.2f} s, longest frame {frame:6.2f} s", flush=True)
    print(f"longest of all {worst:.2f} s, at most {LONGEST} is wanted")
    sys.exit(worst > LONGEST)


if __name__ == "__main__":
    main()
