# ruff: noqa: E501  programs of one line each
"""Answers to the exercises of the notebooks: right ones, written in different ways, and wrong ones.

By notebook and exercise, as a reader of either language might write them.
"""

from typing import NamedTuple


class Answers(NamedTuple):
    """Answers that a check must accept, and answers that it must reject."""

    right: list[str]
    wrong: list[str]


RUN = """
import matplotlib.pyplot as plt
hill = gdlib.landscape("squared_error")
run = gdlib.record(hill.loss, hill.gradient, start, lr=0.1, steps=50)
"""

NUMBER = """
class Number:
    def __init__(self, value, parents=(), slopes=()):
        self.value, self.parents, self.slopes = value, parents, slopes
        self.grad = 0.0

    def __add__(self, other):
        return Number(self.value + other.value, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        {product}
"""

FORWARD = "return Number(self.value * other.value, (self, other), (other.value, self.value))"

SLOPES_AT = """
def slopes_at(a, b, times=1):
    a, b = Number(a), Number(b)
    u = a * b
    v = a + u
    E = v * v
    for _ in range(times):
        backward([a, b, u, v, E])
    return a.grad, b.grad
"""


def way_back(body: str) -> str:
    """Return a program with a `backward` of this body."""
    return NUMBER.format(product=FORWARD) + f"\ndef backward(numbers):\n{body}\n" + SLOPES_AT


def plotted(*lines: str) -> str:
    """Return a program that has the run and then draws."""
    return RUN + "\n".join(lines)


ANSWERS: dict[str, dict[str, Answers]] = {
    "exercises": {
        "squared-error": Answers(
            right=[
                "def squared_error(t, y):\n    return (t - y) ** 2 / 2",
                "squared_error = lambda t, y: 0.5 * abs(y - t) ** 2",
                "import math\ndef squared_error(t, y):\n    loss = math.pow(y - t, 2)\n    return loss / 2",
                "def squared_error(t, y):\n    gdlib = y - t  # a name of one's own\n    return gdlib * gdlib / 2",
                "sum = 0\nlen = 3\nabs = 2\ndef squared_error(t, y):\n    return (y * y - 2 * t * y + t * t) / abs",
            ],
            wrong=[
                "def squared_error(t, y):\n    return (y - t) ** 2",
                "def squared_error(t, y):\n    return abs(y - t) / 2",
                "squared_error = gdlib.squared_error",
                "from gdlib import squared_error as mine\nsquared_error = mine",
                "import gdlib as g\ndef squared_error(t, y):\n    return g.squared_error(t, y)",
                "from importlib import import_module\nsquared_error = import_module('gdlib').squared_error",
                "squared_error = __import__('gdlib').squared_error",
            ],
        ),
        "gradient": Answers(
            right=[
                "def calc_gradient(t, y):\n    return t - y",
                "calc_gradient = lambda t, y: -1.0 * (y - t)",
                "def calc_gradient(t, y):\n    numerical_gradient = t - y\n    return numerical_gradient",
                "class Loss:\n    def numerical_gradient(self, t, y):\n        return t - y\n"
                "calc_gradient = Loss().numerical_gradient",
            ],
            wrong=[
                "def calc_gradient(t, y):\n    return y - t",
                "def calc_gradient(t, y):\n    return abs(t - y)",
                "from gdlib import *",
                "from gdlib import numerical_gradient as ng\n"
                "def calc_gradient(t, y):\n    return ng(lambda t: (y - t) ** 2 / 2)(t)",
            ],
        ),
        "one-update": Answers(
            right=[
                "def updated(t, y, lr):\n    return t + lr * (y - t)",
                "def updated(t, y, lr):\n    record = (1 - lr) * t\n    return record + lr * y",
                "def updated(t, y, lr):\n    return t - lr * gdlib.calc_gradient(t, y)",
                "def updated(t, y, lr):\n    t -= lr * (t - y)\n    return t",
                "start = 3.0\nlr = 7\nupdated = lambda t, target, rate: t - rate * (t - target)",
            ],
            wrong=[
                "def updated(t, y, lr):\n    return t - lr * (y - t)",
                "def updated(t, y, lr):\n    return t + 0.1 * (y - t)",
                "import gdlib as g\ndef updated(t, y, lr):\n"
                "    hill = g.landscape('squared_error', y=y)\n"
                "    return g.record(hill.loss, hill.gradient, t, lr=lr, steps=1).t[-1]",
                "def updated(t, y, lr):\n"
                "    hill = gdlib.landscape('squared_error', y=y)\n"
                "    return getattr(gdlib, 'record')(hill.loss, hill.gradient, t, lr=lr, steps=1).t[-1]",
            ],
        ),
        "loop": Answers(
            right=[
                "t = start\nrecord = [t]\nfor n in range(50):\n    t = t - 0.1 * (t - y)\n"
                "    record.append(t)\npath = record",
                "import numpy as np\npath = np.empty(51)\npath[0] = start\nfor n in range(50):\n"
                "    path[n + 1] = path[n] - 0.1 * gdlib.calc_gradient(path[n], y)",
                "path = [start]\nwhile len(path) < 51:\n    path += [0.9 * path[-1] + 0.1 * y]",
                "path = [y + (start - y) * 0.9**n for n in range(51)]",
                "class Walk:\n    def __init__(self):\n        self.record = [start]\n"
                "    def descend(self):\n        t = self.record[-1]\n"
                "        self.record.append(t - 0.1 * (t - y))\n"
                "walk = Walk()\nfor n in range(50):\n    walk.descend()\npath = tuple(walk.record)",
                "def record(t, path):\n    path.append(t)\nt, path = start, []\nrecord(t, path)\n"
                "for n in range(50):\n    t -= 0.1 * (t - y)\n    record(t, path)",
                "len = 51\nround = abs = 0\npath = [start]\nfor n in range(len - 1):\n"
                "    path.append(path[n] - 0.1 * (path[n] - y))",
            ],
            wrong=[
                "t = start\npath = []\nfor n in range(51):\n    t = t - 0.1 * (t - y)\n    path.append(t)",
                "t = start\npath = [t]\nfor n in range(50):\n    t = t + 0.1 * (t - y)\n    path.append(t)",
                "from gdlib import record as r\nhill = gdlib.landscape('squared_error')\n"
                "path = list(r(hill.loss, hill.gradient, start, lr=0.1, steps=50).t)",
                "g = gdlib\nhill = g.landscape('squared_error')\n"
                "record = g.record(hill.loss, hill.gradient, start, lr=0.1, steps=50)\npath = record.t",
                "from gdlib.descent import descend\nhill = gdlib.landscape('squared_error')\n"
                "from itertools import islice\n"
                "path = [s.t for s in islice(descend(hill.loss, hill.gradient, start, lr=0.1), 51)]",
            ],
        ),
        "largest-rate": Answers(
            right=[
                "largest = 1.9",
                "def settles(lr):\n    t = start\n    for n in range(2000):\n        t -= lr * (t - y)\n"
                "    return abs(t - y) < 1e-6\nlargest = max(k / 10 for k in range(1, 31) if settles(k / 10))",
                "import numpy as np\nround = []\nfor lr in np.arange(0.1, 3.05, 0.1):\n"
                "    if abs(1 - lr) < 1 - 1e-9:\n        round.append(lr)\nlargest = round[-1]",
                "lr = 0.0\nwhile abs(1 - (lr + 0.1)) ** 500 < 0.01:\n    lr += 0.1\nlargest = lr",
            ],
            wrong=["largest = 2.0", "largest = 1.8", "largest = '1.9'"],
        ),
        "tolerance": Answers(
            right=[
                "def updates_until(tolerance):\n    t, record = start, 0\n"
                "    while abs(t - y) >= tolerance:\n        t -= 0.1 * (t - y)\n        record += 1\n"
                "    return record",
                "def updates_until(tolerance, t=start, n=0):\n    if abs(y - t) < tolerance:\n        return n\n"
                "    return updates_until(tolerance, t + 0.1 * (y - t), n + 1)",
                "from itertools import count\ndef updates_until(tolerance):\n"
                "    return next(n for n in count() if 10 * 0.9**n < tolerance)",
                "import math\ndef updates_until(tolerance):\n"
                "    return max(0, math.ceil(math.log(tolerance / 10) / math.log(0.9)))",
            ],
            wrong=[
                "def updates_until(tolerance):\n    t, n = start, 0\n    while t - y >= tolerance:\n"
                "        t -= 0.1 * (t - y)\n        n += 1\n    return n",
                "def updates_until(tolerance):\n    t, n = start, 0\n    while True:\n"
                "        t -= 0.1 * (t - y)\n        n += 1\n        if abs(t - y) < tolerance:\n"
                "            return n",
                "def updates_until(tolerance):\n    return 66",
            ],
        ),
        "plot": Answers(
            right=[
                plotted(
                    "figure, ax = plt.subplots()",
                    "ax.plot(run.loss)",
                    "ax.set(xlabel='n', ylabel='E')",
                    "figure",
                ),
                plotted(
                    "figure, ax = plt.subplots()",
                    "ax.plot(run.loss)",
                    "ax.set(xlabel='n', ylabel='E')",
                    "display(figure)",
                ),
                plotted(
                    "figure, ax = plt.subplots()",
                    "ax.plot(run.loss)",
                    "ax.set(xlabel='n', ylabel='E')",
                    "display(figure)",
                    "figure",
                ),
                plotted("plt.plot(run.loss)", "plt.xlabel('n')", "plt.ylabel('E')"),
                plotted(
                    "plt.plot(range(51), run.loss, 'o-')",
                    "plt.xlabel('n')",
                    "plt.ylabel('E')",
                    "plt.show()",
                    "print(run.loss[-1])",
                    "plt.plot(run.t)",
                    "plt.show()",
                ),
                plotted(
                    "fig, ax = plt.subplots()",
                    "ax.axhline(0, color='gray')",
                    "ax.axvline(10)",
                    "ax.grid()",
                    "ax.plot(run.loss, label='E')",
                    "ax.legend()",
                    "ax.set_xlabel('n')",
                    "ax.set_ylabel('E')",
                    "ax.set_title('loss')",
                ),
                plotted(
                    "fig, ax = plt.subplots()",
                    "ax.scatter(range(51), run.loss)",
                    "ax.plot(run.t, '--')",
                    "ax.plot(list(range(50, -1, -1)), run.loss[::-1])",
                    "ax.set(xlabel='n', ylabel='E')",
                    "plt.show()",
                ),
                plotted(
                    "fig, ax = plt.subplots()",
                    "ax.plot(run.t, color='C1')",
                    "ax.set(xlabel='n', ylabel='t')",
                    "twin = ax.twinx()",
                    "twin.semilogy(run.loss)",
                    "twin.set_ylabel('E')",
                ),
                plotted(
                    "fig, (up, down) = plt.subplots(2, sharex=True)",
                    "up.plot(run.loss)",
                    "up.set_ylabel('E')",
                    "down.plot(run.t)",
                    "down.set(xlabel='n', ylabel='t')",
                ),
                plotted(
                    "fig, ax = plt.subplots()",
                    "ax.plot(run.loss)",
                    "fig.supxlabel('n')",
                    "fig.supylabel('E')",
                    "fig.savefig('/tmp/loss.png')",
                ),
                plotted(
                    "plt.plot(run.loss)",
                    "plt.xlabel('n')",
                    "plt.ylabel('E')",
                    "plt.savefig('/tmp/loss.png')",
                    "plt.close()",
                ),
                plotted(
                    "fig = plt.Figure()",
                    "ax = fig.subplots()",
                    "ax.plot(run.loss)",
                    "ax.set(xlabel='n', ylabel='E')",
                    "fig",
                ),
                plotted(
                    "from matplotlib.figure import Figure",
                    "from matplotlib.lines import Line2D",
                    "fig = Figure()",
                    "ax = fig.add_subplot()",
                    "ax.add_line(Line2D(range(51), run.loss))",
                    "ax.autoscale()",
                    "ax.set(xlabel='n', ylabel='E')",
                ),
                plotted(
                    "from matplotlib.collections import LineCollection",
                    "fig, ax = plt.subplots()",
                    "ax.add_collection(LineCollection([list(enumerate(run.loss))]))",
                    "ax.autoscale()",
                    "ax.set(xlabel='n', ylabel='E')",
                ),
                plotted(
                    "import matplotlib",
                    "matplotlib.use('agg')",
                    "plt.step(range(51), run.loss)",
                    "plt.xlabel('n')",
                    "plt.ylabel('E')",
                    "plt.show()",
                    "matplotlib.use('module://session_backend')",
                ),
                plotted(
                    "from matplotlib.animation import FuncAnimation",
                    "fig, ax = plt.subplots()",
                    "line, = ax.plot([], [])",
                    "ax.set(xlabel='n', ylabel='E', xlim=(0, 50), ylim=(0, 50))",
                    "def draw(n):",
                    "    line.set_data(range(n + 1), run.loss[:n + 1])",
                    "film = FuncAnimation(fig, draw, frames=[10, 50])",
                    "film",
                ),
                "import matplotlib.pyplot as plt\nt, record = start, []\nfor n in range(51):\n"
                "    record.append((y - t) ** 2 / 2)\n    t -= 0.1 * (t - y)\n"
                "plt.plot(record)\nplt.gca().set(xlabel='n', ylabel='E')\nplt.show();",
            ],
            wrong=[
                plotted("plt.plot(run.t)", "plt.xlabel('n')", "plt.ylabel('t')"),
                plotted("plt.plot(run.loss)", "plt.title('loss against n')"),
                plotted("plt.plot(run.loss)", "plt.xlabel('n')", "plt.ylabel(' ')"),
                plotted("plt.plot(run.loss[1:])", "plt.xlabel('n')", "plt.ylabel('E')"),
                plotted("plt.plot(run.t, run.loss)", "plt.xlabel('t')", "plt.ylabel('E')"),
                plotted("plt.scatter(range(51), run.loss)", "plt.xlabel('n')", "plt.ylabel('E')"),
                plotted("plt.plot(run.loss, 'o')", "plt.xlabel('n')", "plt.ylabel('E')"),
                plotted("plt.plot(run.loss)", "plt.show()", "plt.xlabel('n')", "plt.ylabel('E')"),
                plotted("print(run.loss)"),
                plotted(
                    "fig, (a, b) = plt.subplots(2)",
                    "a.plot(run.loss)",
                    "b.set(xlabel='n', ylabel='E')",
                ),
            ],
        ),
        "repair": Answers(
            right=[
                "def descent(lr, steps):\n    path = [start]\n    for n in range(steps):\n"
                "        path.append(path[-1] - lr * (path[-1] - y))\n    return path[1:]",
                "import numpy as np\ndef descent(lr, steps):\n"
                "    return y + (start - y) * (1 - lr) ** np.arange(1, steps + 1)",
                "def descent(lr, steps):\n    t = start\n    for n in range(steps):\n"
                "        t -= lr * gdlib.calc_gradient(t, y)\n        yield t",
            ],
            wrong=[
                "def descent(lr, steps):\n    t = start\n    path = [t]\n    for n in range(steps):\n"
                "        t = t - lr * (t - y)\n        path.append(t)\n    return path",
                "def descent(lr, steps):\n    t = start\n    path = []\n    for n in range(steps):\n"
                "        t = t + lr * (t - y)\n        path.append(t)\n    return path",
            ],
        ),
    },
    "what-learning-means": {
        "loss": Answers(
            right=[
                "def mean_error(w, b, xs, ys):\n    return ((ys - w * xs - b) ** 2).mean() / 2",
                "def mean_error(w, b, xs, ys):\n    loss = 0.0\n    for x, y in zip(xs, ys):\n"
                "        loss += (y - w * x - b) ** 2 / 2\n    return loss / len(xs)",
                "def mean_error(w, b, xs, ys):\n    r = ys - np.polyval([w, b], xs)\n"
                "    return r @ r / (2 * len(r))",
                "def mean_error(w, b, xs, ys):\n    return np.mean((ys - (w * xs + b)) ** 2) / 2\n"
                "xs, ys = np.array([0.0, 1.0]), np.array([1.0, 3.0])  # to try it\n"
                "mean_error(2.0, 1.0, xs, ys)",
                "class Loss:\n    loss = 0.5\n    def of(self, miss):\n        return self.loss * miss**2\n"
                "def mean_error(w, b, xs, ys):\n    return np.mean(Loss().of(ys - (w * xs + b)))",
            ],
            wrong=[
                "def mean_error(w, b, xs, ys):\n    return np.mean((ys - (w * xs + b)) ** 2)",
                "def mean_error(w, b, xs, ys):\n    return np.sum((ys - (w * xs + b)) ** 2) / 2",
                "def mean_error(w, b, xs, ys):\n    return np.mean(ys - (w * xs + b)) ** 2 / 2",
                "def mean_error(w, b, *days):\n    return loss(w, b)",
                "import gdlib as g\ndef mean_error(w, b, xs, ys):\n"
                "    return np.mean(g.squared_error(w * xs + b, ys))",
            ],
        ),
        "grid": Answers(
            right=[
                "dials = [k / 2 for k in range(-18, 19)]\n"
                "all = [(loss(w, b), w, b) for w in dials for b in dials]\n"
                "tries = len(all)\nsmallest, best_w, best_b = min(all)",
                "dials = np.linspace(-9, 9, 37)\n"
                "heights = np.array([[loss(w, b) for b in dials] for w in dials])\n"
                "tries, smallest = heights.size, heights.min()\n"
                "i, j = np.unravel_index(heights.argmin(), heights.shape)\nbest_w, best_b = dials[i], dials[j]",
                "tries, smallest = 0, float('inf')\nw = -9.0\nwhile w <= 9.0:\n    b = -9.0\n"
                "    while b <= 9.0:\n        tries += 1\n        if loss(w, b) < smallest:\n"
                "            smallest, best_w, best_b = loss(w, b), w, b\n        b += 0.5\n    w += 0.5",
            ],
            wrong=[
                "tries, smallest = 0, 1000.0\nfor w in np.arange(-9.0, 9.0, 0.5):\n"
                "    for b in np.arange(-9.0, 9.0, 0.5):\n        tries += 1\n"
                "        if loss(w, b) < smallest:\n"
                "            smallest, best_w, best_b = loss(w, b), w, b",
                "tries, smallest = 1369, 0.17375\nbest_w, best_b = 9.0, 9.0",
            ],
        ),
        "step": Answers(
            right=[
                "def step(w, b, lr):\n    return np.array([w, b]) - lr * np.array(slopes(w, b))",
                "def step(w, b, lr):\n    dw, db = slopes(w, b)\n    w -= lr * dw\n    b -= lr * db\n"
                "    return [w, b]",
                "def step(w, b, lr):\n    h = 1e-6\n    dw = (loss(w + h, b) - loss(w - h, b)) / (2 * h)\n"
                "    db = (loss(w, b + h) - loss(w, b - h)) / (2 * h)\n    return w - lr * dw, b - lr * db",
                "def step(w, b, lr):\n    return tuple(p - lr * s for p, s in zip((w, b), slopes(w, b)))\n"
                "w, b = step(1.5, 0.0, 0.1)\nloss = loss(w, b)",
            ],
            wrong=[
                "def step(w, b, lr):\n    dw, db = slopes(w, b)\n    return w + lr * dw, b + lr * db",
                "def step(w, b, lr):\n    w = w - lr * slopes(w, b)[0]\n    b = b - lr * slopes(w, b)[1]\n"
                "    return w, b",
            ],
        ),
    },
    "the-gradient": {
        "central": Answers(
            right=[
                "def measured_slope(loss, t, h=1e-5):\n    rise = loss(t + h) - loss(t - h)\n"
                "    run = (t + h) - (t - h)\n    return rise / run",
                "measured_slope = lambda f, x, d=1e-5: 0.5 * (f(x + d) - f(x - d)) / d",
                "def measured_slope(loss, t, h=1e-5):\n    central_quotient = loss(t + h) - loss(t - h)\n"
                "    return central_quotient / (2 * h)\nwavy = measured_slope(wavy, 1.0)",
                "def measured_slope(loss, t, h=1e-5):\n    forward = (loss(t + h) - loss(t)) / h\n"
                "    backward = (loss(t) - loss(t - h)) / h\n    return (forward + backward) / 2",
            ],
            wrong=[
                "def measured_slope(loss, t, h=1e-5):\n    return (loss(t + h) - loss(t)) / h",
                "def measured_slope(loss, t, h=1e-5):\n    return (loss(t + h) - loss(t - h)) / h",
                "from gdlib import numerical_gradient as ng\n"
                "def measured_slope(loss, t, h=1e-5):\n    return ng(loss, h)(t)",
            ],
        ),
        "gradient": Answers(
            right=[
                "import numpy as np\ndef gradient(loss, t, h=1e-5):\n    t = np.array(t, float)\n"
                "    return [(loss(t + h * e) - loss(t - h * e)) / (2 * h) for e in np.eye(len(t))]",
                "def gradient(loss, t, h=1e-5):\n    slopes = []\n    for i in range(len(t)):\n"
                "        before = t[i]\n        t[i] = before + h\n        up = loss(t)\n"
                "        t[i] = before - h\n        down = loss(t)\n        t[i] = before\n"
                "        slopes.append((up - down) / (2 * h))\n    return slopes",
                "def gradient(loss, t, h=1e-5):\n    def moved(i, d):\n"
                "        return [x + d * (k == i) for k, x in enumerate(t)]\n"
                "    return tuple((loss(moved(i, h)) - loss(moved(i, -h))) / (2 * h) for i in range(len(t)))",
                "def partial(loss, t, i, h):\n    up, down = t.copy(), t.copy()\n    up[i] += h\n    down[i] -= h\n"
                "    return (loss(up) - loss(down)) / 2 / h\n"
                "def gradient(loss, t, h=1e-5):\n    automatic_gradient = [partial(loss, t, i, h) for i in range(len(t))]\n"
                "    return automatic_gradient\nbowl = gradient(lambda t: bowl(t[0], t[1]), [-3.0, 1.0])",
            ],
            wrong=[
                "def gradient(loss, t, h=1e-5):\n    slopes = []\n    for i in range(len(t)):\n"
                "        t[i] += h\n        up = loss(t)\n        t[i] -= h\n        slopes.append((up - loss(t)) / h)\n"
                "        t[i] += 1\n    return slopes",
                "def gradient(loss, t, h=1e-5):\n    up, down = [x + h for x in t], [x - h for x in t]\n"
                "    return [(loss(up) - loss(down)) / (2 * h)] * len(t)",
                "import gdlib as g\ndef gradient(loss, t, h=1e-5):\n    return list(g.numerical_gradient(loss)(t))",
            ],
        ),
        "mistake": Answers(
            right=[
                "def by_hand(t):\n    w, b = t\n    miss = 2.0 * w + b - 5.0\n    return [2.0 * miss, miss]",
                "import numpy as np\ndef by_hand(t):\n    return (5.0 - (2.0 * t[0] + t[1])) * np.array([-2.0, -1.0])",
                "def by_hand(t):\n    w, b = t\n    return 4 * w + 2 * b - 10, 2 * w + b - 5",
            ],
            wrong=[
                "def by_hand(t):\n    w, b = t\n    miss = 5.0 - (2.0 * w + b)\n    return (-2.0 * miss, miss)",
                "def by_hand(t):\n    w, b = t\n    miss = 5.0 - (2.0 * w + b)\n    return (-miss, -miss)",
            ],
        ),
    },
    "fitting-a-line": {
        "parabola": Answers(
            right=[
                "def three_slopes(a, w, b):\n    r = a * x**2 + w * x + b - y\n"
                "    return [(r * x**2).mean(), (r * x).mean(), r.mean()]",
                "def three_slopes(a, w, b):\n    inputs = np.vander(x, 3)\n"
                "    return inputs.T @ (inputs @ [a, w, b] - y) / len(x)",
                "def three_slopes(a, w, b):\n    def loss(t):\n"
                "        return np.mean((y - np.polyval(t, x)) ** 2) / 2\n    h = 1e-3\n"
                "    t = np.array([a, w, b])\n"
                "    return np.array([(loss(t + h * e) - loss(t - h * e)) / (2 * h) for e in np.eye(3)])",
            ],
            wrong=[
                "def three_slopes(a, w, b):\n    r = y - (a * x**2 + w * x + b)\n"
                "    return np.mean(x**2 * r), np.mean(x * r), np.mean(r)",
                "def three_slopes(a, w, b):\n    r = y - (a * x**2 + w * x + b)\n"
                "    return -np.mean(r), -np.mean(x * r), -np.mean(x**2 * r)",
            ],
        ),
        "back": Answers(
            right=[
                "def for_readings(w, b, m, s):\n    slope = w / s\n    return [slope, b - slope * m]",
                "def for_readings(w, b, m, s):\n    line = lambda x: w * (x - m) / s + b\n"
                "    return line(1) - line(0), line(0)",
                "def for_readings(w, b, m, s):\n    return np.array([w, b * s - w * m]) / s",
            ],
            wrong=[
                "def for_readings(w, b, m, s):\n    return w / s, b",
                "def for_readings(w, b, m, s):\n    return w * s, b - w * m / s",
            ],
        ),
        "repair": Answers(
            right=[
                "def updated(w, b, lr):\n    miss = y - (w * x + b)\n    w, b = w + lr * np.mean(x * miss), b + lr * np.mean(miss)\n"
                "    return w, b",
                "def updated(w, b, lr):\n    new_w = w + lr * np.mean(x * (y - (w * x + b)))\n"
                "    new_b = b + lr * np.mean(y - (w * x + b))\n    return [new_w, new_b]",
                "def updated(w, b, lr):\n    inputs = np.array([x, np.ones(len(x))])\n"
                "    return np.array([w, b]) + lr * inputs @ (y - (w * x + b)) / len(x)",
            ],
            wrong=[
                "def updated(w, b, lr):\n    b = b + lr * np.mean(y - (w * x + b))\n"
                "    w = w + lr * np.mean(x * (y - (w * x + b)))\n    return w, b",
                "def updated(w, b, lr):\n    r = y - (w * x + b)\n    return w - lr * np.mean(x * r), b - lr * np.mean(r)",
            ],
        ),
        "best-rate": Answers(
            right=[
                "def best_rate(x):\n    return 2 / (np.mean(x**2) + 1)",
                "def best_rate(inputs):\n    return 2 / np.trace(hessian(inputs))",
                "def best_rate(x):\n    A = np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1.0]])\n"
                "    mu, L = np.linalg.eigvalsh(A)\n    return 2 / (L + mu)",
            ],
            wrong=[
                "def best_rate(x):\n    return 1 / np.linalg.eigvalsh(hessian(x))[-1]",
                "def best_rate(x):\n    return 2 / np.linalg.eigvalsh(hessian(x))[-1]",
            ],
        ),
    },
    "learning-rate": {
        "limit": Answers(
            right=[
                "def limit_of(settles, low, high):\n    while high - low > 1e-5:\n        middle = low + (high - low) / 2\n"
                "        if settles(middle):\n            low = middle\n        else:\n            high = middle\n"
                "    return (low + high) / 2",
                "def limit_of(settles, low, high, tries=40):\n    if tries == 0:\n        return high\n"
                "    middle = (low + high) / 2\n"
                "    ends = (middle, high) if settles(middle) else (low, middle)\n"
                "    return limit_of(settles, *ends, tries - 1)",
                "def limit_of(settles, low, high):\n    step = high - low\n    for n in range(35):\n        step /= 2\n"
                "        if settles(low + step):\n            low += step\n    return low\n"
                "gradient, descent = None, None  # no longer needed",
            ],
            wrong=[
                "def limit_of(settles, low, high):\n    lr = low\n    while settles(lr):\n        lr += 0.00005\n    return lr",
                "def limit_of(settles, low, high):\n    for n in range(5):\n        middle = (low + high) / 2\n"
                "        low, high = (middle, high) if settles(middle) else (low, middle)\n    return low",
            ],
        ),
        "recipe": Answers(
            right=[
                "def last_good_rate(loss, gradient, t, lr=0.001):\n    def works(lr):\n        s = t\n        for n in range(20):\n"
                "            s = s - lr * gradient(s)\n        return loss(s) <= loss(t)\n"
                "    while works(3 * lr):\n        lr *= 3\n    return lr",
                "def last_good_rate(loss, gradient, t, lr=0.001):\n    while True:\n"
                "        end = descent(gradient, t, lr * 3, 20)[-1]\n        if loss(end) > loss(t):\n            return lr\n"
                "        lr = lr * 3",
                "def last_good_rate(loss, gradient, t, lr=0.001):\n    sweep = descent(gradient, t, 3 * lr, 20)\n"
                "    return lr if loss(sweep[-1]) > loss(t) else last_good_rate(loss, gradient, t, 3 * lr)\n"
                "loss = 0.0  # of one's own",
            ],
            wrong=[
                "def last_good_rate(loss, gradient, t, lr=0.001):\n"
                "    while loss(descent(gradient, t, lr, 20)[-1]) <= loss(t):\n        lr = 3 * lr\n    return lr",
                "def last_good_rate(loss, gradient, t, lr=0.001):\n    return 0.729",
            ],
        ),
        "repair": Answers(
            right=[
                "def losses_after(rates, steps=20):\n    return [loss(descent(gradient, -5.0, lr, steps)[-1]) for lr in rates]",
                "def losses_after(rates, steps=20):\n    def end(lr):\n        t = -5.0\n        for n in range(steps):\n"
                "            t -= lr * (t - 5.0)\n        return loss(t)\n    return tuple(map(end, rates))",
                "import numpy as np\ndef losses_after(rates, steps=20):\n    rates = np.array(rates)\n"
                "    t = np.full(len(rates), -5.0)\n    for n in range(steps):\n        t = t - rates * (t - 5.0)\n"
                "    return (t - 5.0) ** 2 / 2",
            ],
            wrong=[
                "def losses_after(rates, steps=20):\n    t = -5.0\n    losses = []\n    for lr in rates:\n"
                "        for n in range(steps):\n            t = t - lr * gradient(t)\n        losses.append(loss(t))\n"
                "        t = 5.0\n    return losses",
                "def losses_after(rates, steps=20):\n    return [0.0 for lr in rates]",
            ],
        ),
    },
    "convergence": {
        "drop": Answers(
            right=[
                "def guaranteed_drop(grad, lr, L):\n    return lr * (1 - L * lr / 2) * grad**2",
                "guaranteed_drop = lambda g, lr, L: lr * g * g - L / 2 * (lr * g) ** 2",
                "def guaranteed_drop(grad, lr, L):\n    step = lr * grad\n    return step * grad - 0.5 * L * step * step",
            ],
            wrong=[
                "def guaranteed_drop(grad, lr, L):\n    return lr * (1 - L * lr) * grad**2",
                "def guaranteed_drop(grad, lr, L):\n    return lr * (1 - L * lr / 2) * abs(grad)",
            ],
        ),
        "best-rate": Answers(
            right=[
                "def best_rate(rates, mu, L):\n    return min(rates, key=lambda lr: max(abs(1 - lr * mu), abs(1 - lr * L)))",
                "import numpy as np\ndef best_rate(rates, mu, L):\n    rates = np.array(rates)\n"
                "    return rates[np.maximum(abs(1 - rates * mu), abs(1 - rates * L)).argmin()]",
                "def best_rate(rates, mu, L):\n    best, least = None, float('inf')\n    for lr in rates:\n"
                "        factor = max(abs(1 - lr * mu), abs(1 - lr * L))\n        if factor < least:\n"
                "            best, least = lr, factor\n    return best",
            ],
            wrong=[
                "def best_rate(rates, mu, L):\n    return 2 / (mu + L)",
                "def best_rate(rates, mu, L):\n    return min(rates, key=lambda lr: abs(1 - lr * L))",
            ],
        ),
    },
    "bumpy-landscapes": {
        "classify": Answers(
            right=[
                "def kind_of(h):\n    signs = np.sign(np.linalg.eigvalsh(h))\n    if (signs > 0).all():\n        return 'minimum'\n"
                "    if (signs < 0).all():\n        return 'maximum'\n"
                "    return 'saddle' if 1 in signs and -1 in signs else 'undecided'",
                "def kind_of(h):\n    values = np.linalg.eigvals(h)\n    up, down = any(values > 0), any(values < 0)\n"
                "    if up and down:\n        return 'saddle'\n    if min(abs(values)) == 0:\n        return 'undecided'\n"
                "    return 'minimum' if up else 'maximum'",
                "def kind_of(h):\n    low, *_, high = np.linalg.eigvalsh(h)\n"
                "    names = np.array(['minimum', 'maximum', 'saddle', 'undecided'])\n"
                "    return names[0 if low > 0 else 1 if high < 0 else 2 if low < 0 < high else 3]",
            ],
            wrong=[
                "def kind_of(h):\n    d = np.diag(h)\n    if (d > 0).all():\n        return 'minimum'\n"
                "    if (d < 0).all():\n        return 'maximum'\n    return 'saddle' if (d < 0).any() else 'undecided'",
                "def kind_of(h):\n    det = np.linalg.det(h)\n    if det < 0:\n        return 'saddle'\n"
                "    if det == 0:\n        return 'undecided'\n    return 'minimum'",
            ],
        ),
        "hessian": Answers(
            right=[
                "def measured_hessian(gradient, t, h=1e-5):\n    t = np.array(t, dtype=float)\n"
                "    return [(np.array(gradient(t + h * e)) - gradient(t - h * e)) / (2 * h) for e in np.eye(len(t))]",
                "def measured_hessian(gradient, t, h=1e-5):\n    t = np.array(t, dtype=float)\n    H = np.empty((len(t), len(t)))\n"
                "    for i in range(len(t)):\n        up, down = t.copy(), t.copy()\n        up[i] += h\n        down[i] -= h\n"
                "        H[:, i] = (gradient(up) - gradient(down)) / (2 * h)\n    return (H + H.T) / 2",
                "def measured_hessian(gradient, t, h=1e-5):\n    rows = ()\n    for i in range(len(t)):\n        at = list(t)\n"
                "        at[i] += h\n        up = gradient(np.array(at))\n        at[i] -= 2 * h\n"
                "        rows += ((up - gradient(np.array(at))) / (2 * h),)\n    return np.stack(rows)\n"
                "saddle_gradient = himmelblau_gradient = None",
            ],
            wrong=[
                "def measured_hessian(gradient, t, h=1e-5):\n    t = np.array(t, dtype=float)\n"
                "    return np.array([(gradient(t + h) - gradient(t - h)) / (2 * h)] * len(t))",
                "def measured_hessian(gradient, t, h=1e-5):\n    return np.eye(len(t))",
            ],
        ),
        "shake": Answers(
            right=[
                "rng = np.random.default_rng(5)\nt = np.array([1.8, 0.0])\nfor n in range(1000):\n"
                "    grad = saddle_gradient(t)\n    if np.linalg.norm(grad) < 0.001:\n"
                "        t = t + rng.uniform(-1e-3, 1e-3, size=2)\n    t = t - 0.1 * saddle_gradient(t)",
                "import random, math\nrandom.seed(1)\nt = np.array([1.8, 0.0])\nfor n in range(1000):\n    gx, gy = saddle_gradient(t)\n"
                "    if math.hypot(gx, gy) < 1e-3:\n        t += [random.gauss(0, 1e-3), random.gauss(0, 1e-3)]\n"
                "    t = t - 0.1 * np.array([gx, gy])",
                "abs = 3\nt = [1.8, 0.0]\nrng = np.random.default_rng(7)\nn = 0\nwhile n < 1000:\n    g = saddle_gradient(np.array(t))\n"
                "    push = rng.normal(0, 1e-4, 2) if g @ g < 1e-6 else (0, 0)\n"
                "    t = [a - 0.1 * b + c for a, b, c in zip(t, g, push)]\n    n += 1",
            ],
            wrong=[
                "t = np.array([1.8, 0.0])\nfor n in range(1000):\n    t = t - 0.1 * saddle_gradient(t)",
                "rng = np.random.default_rng(0)\nt = np.array([1.8, 0.0])\nfor n in range(1000):\n"
                "    t = t + rng.normal(0, 0.3, 2)\n    t = t - 0.1 * saddle_gradient(t)",
            ],
        ),
        "restarts": Answers(
            right=[
                "import math\ndef restarts(q, probability):\n    return math.ceil(math.log(1 - probability) / math.log(1 - q))",
                "def restarts(q, probability):\n    missed, k = 1.0, 0\n    while 1 - missed < probability:\n        missed *= 1 - q\n"
                "        k += 1\n    return k",
                "def restarts(q, probability):\n    return np.ceil(np.log1p(-probability) / np.log1p(-q))",
            ],
            wrong=[
                "import math\ndef restarts(q, probability):\n    return math.floor(math.log(1 - probability) / math.log(1 - q))",
                "import math\ndef restarts(q, probability):\n    return math.ceil(probability / q)",
            ],
        ),
    },
    "mini-batches": {
        "deal": Answers(
            right=[
                "def deal(order, size):\n    batches = []\n    for first in range(0, len(order), size):\n"
                "        batches.append(order[first:first + size])\n    return batches",
                "def deal(order, size):\n    return np.split(order, range(size, len(order), size))",
                "def deal(order, size):\n    while len(order):\n        yield order[:size]\n        order = order[size:]",
                "from itertools import batched\ndef deal(order, size):\n    return list(batched(order, size))",
            ],
            wrong=[
                "def deal(order, size):\n    return np.array_split(order, len(order) // size + 1)",
                "def deal(order, size):\n    return [order[k * size : (k + 1) * size] for k in range(len(order) // size + 1)]",
            ],
        ),
        "mean": Answers(
            right=[
                "t = 0.0\nfor n, value in enumerate(y):\n    t = t - (t - value) / (n + 1)",
                "t, count = 0.0, 0\nfor value in y:\n    count += 1\n    grad = t - value\n    t -= 1 / count * grad",
                "mean = 0.0\nn = 0\nwhile n < N:\n    mean += (y[n] - mean) / (n + 1)\n    n += 1\nt = mean",
                "def updated(t, value, lr):\n    return t + lr * (value - t)\nsum = 0.0\nfor n in range(1, 65):\n"
                "    sum = updated(sum, y[n - 1], 1 / n)\nt = sum",
                "t = 0.0\nfor n in range(N):\n    average = gdlib.calc_gradient(t, y[n])\n    t = t - average / (n + 1)",
            ],
            wrong=[
                "t = y.mean()",
                "t = np.mean(y)",
                "t = sum(y) / N",
                "from statistics import mean as m\nt = m(y)",
                "t = np.average(y)",
                "t = 0.0\nfor n in range(N):\n    t = t - (t - y[n]) / (n + 2)",
                "t = 0.0\nfor n in range(N - 1):\n    t = t - (t - y[n]) / (n + 1)",
            ],
        ),
        "warm-up": Answers(
            right=[
                "def rate(n, lr=0.1, warm=10, steps=100):\n    if n < warm:\n        return (n + 1) * lr / warm\n"
                "    return lr * np.cos(np.pi / 2 * (n - warm) / (steps - warm)) ** 2",
                "import math\ndef rate(n, lr=0.1, warm=10, steps=100):\n"
                "    cooling = 0.5 * lr * (1 + math.cos(math.pi * (n - warm) / (steps - warm)))\n"
                "    return lr / warm * (n + 1) if n <= warm - 1 else cooling",
                "def rate(n, lr=0.1, warm=10, steps=100):\n    return np.interp(n, [0, warm - 1], [lr / warm, lr]) if n < warm else "
                "lr * (1 - np.sin(np.pi / 2 * (n - warm) / (steps - warm)) ** 2)",
            ],
            wrong=[
                "def rate(n, lr=0.1, warm=10, steps=100):\n    if n < warm:\n        return lr * n / warm\n"
                "    return lr * (1 + np.cos(np.pi * (n - warm) / (steps - warm))) / 2",
                "def rate(n, lr=0.1, warm=10, steps=100):\n    if n < warm:\n        return lr * (n + 1) / warm\n"
                "    return lr * (steps - n) / (steps - warm - 1)",
            ],
        ),
        "repair": Answers(
            right=[
                "def fitted(epochs=20, size=8, lr=0.1):\n    rng = np.random.default_rng(0)\n    t = np.zeros(2)\n"
                "    for epoch in range(epochs):\n        order = np.arange(N)\n        rng.shuffle(order)\n"
                "        for part in np.split(order, N // size):\n            r = y[part] - (t[0] * x[part] + t[1])\n"
                "            t = t + lr * np.array([np.mean(r * x[part]), np.mean(r)])\n    return t",
                "def fitted(epochs=20, size=8, lr=0.1):\n    rng = np.random.default_rng(0)\n    w = b = 0.0\n    days = np.column_stack([x, y])\n"
                "    for epoch in range(epochs):\n        rng.shuffle(days)\n        for first in range(0, N, size):\n"
                "            inputs, targets = days[first:first + size].T\n            r = targets - (w * inputs + b)\n"
                "            w, b = w + lr * np.mean(r * inputs), b + lr * np.mean(r)\n    return w, b",
                "def fitted(epochs=20, size=8, lr=0.1):\n    t = np.zeros(2)\n    for epoch in range(epochs):\n"
                "        inputs, targets = np.random.default_rng(epoch).permutation(x), np.random.default_rng(epoch).permutation(y)\n"
                "        for first in range(0, N, size):\n            part = slice(first, first + size)\n"
                "            r = targets[part] - (t[0] * inputs[part] + t[1])\n"
                "            t = t + lr * np.array([np.mean(r * inputs[part]), np.mean(r)])\n    return list(t)",
            ],
            wrong=[
                "def fitted():\n    return [1.9, 0.5]",
                "def fitted(epochs=20, size=8, lr=0.1):\n    rng = np.random.default_rng(0)\n    t = np.zeros(2)\n"
                "    for epoch in range(epochs):\n        inputs, targets = x[rng.permutation(N)], y[rng.permutation(N)]\n"
                "        for first in range(0, N, size):\n            part = slice(first, first + size)\n"
                "            r = targets[part] - (t[0] * inputs[part] + t[1])\n"
                "            t = t + lr * np.array([np.mean(r * inputs[part]), np.mean(r)])\n    return t",
            ],
        ),
    },
    "momentum-and-adam": {
        "look-ahead": Answers(
            right=[
                "def look_ahead_points(lr, beta, steps):\n    theta, v, record = np.array(start), 0.0, []\n    for n in range(steps):\n"
                "        record.append(theta - lr * beta * v)\n        v = beta * v + gradient(record[-1])\n"
                "        theta = theta - lr * v\n    return record",
                "def look_ahead_points(lr, beta, steps):\n    points, theta, v = np.zeros((steps, 2)), start, np.zeros(2)\n"
                "    for n in range(steps):\n        points[n] = theta - lr * beta * v\n        v = beta * v + gradient(points[n])\n"
                "        theta = theta - lr * v\n    return points",
                "def nesterov(theta, v, lr, beta):\n    ahead = theta - lr * beta * v\n    v = beta * v + gradient(ahead)\n"
                "    return ahead, theta - lr * v, v\n"
                "def look_ahead_points(lr, beta, steps):\n    theta, v, points = start, 0.0, []\n    for n in range(steps):\n"
                "        ahead, theta, v = nesterov(theta, v, lr, beta)\n        points += [tuple(ahead)]\n    return tuple(points)",
            ],
            wrong=[
                "def look_ahead_points(lr, beta, steps):\n    theta, v, points = start, 0.0, []\n    for n in range(steps):\n"
                "        points.append(theta - lr * v)\n        v = beta * v + gradient(points[-1])\n        theta = theta - lr * v\n"
                "    return np.array(points)",
                "import gdlib as g\ndef look_ahead_points(lr, beta, steps):\n"
                "    bowl = g.bowl(50.0)\n"
                "    return g.record(bowl.loss, bowl.gradient, (-4.0, 2.0), lr=lr, steps=steps - 1, rule=g.Nesterov(beta=beta)).t",
                "from gdlib import Nesterov as N, record as r\ndef look_ahead_points(lr, beta, steps):\n"
                "    bowl = gdlib.bowl(50.0)\n"
                "    return r(bowl.loss, bowl.gradient, (-4.0, 2.0), lr=lr, steps=steps - 1, rule=N(beta=beta)).t",
            ],
        ),
        "fair-start": Answers(
            right=[
                "def fading_means(numbers, beta):\n    means, mean, weight = [], 0.0, 0.0\n    for number in numbers:\n"
                "        mean = beta * mean + (1 - beta) * number\n        weight = beta * weight + 1 - beta\n"
                "        means.append(mean / weight)\n    return means",
                "def fading_means(numbers, beta):\n    return [sum(beta**k * x for k, x in enumerate(reversed(numbers[:n])))\n"
                "            / sum(beta**k for k in range(n)) for n in range(1, len(numbers) + 1)]",
                "def fading_means(numbers, beta):\n    mean = 0.0\n    for n, number in enumerate(numbers):\n"
                "        mean += (1 - beta) * (number - mean)\n        yield mean / (1 - beta ** (n + 1))",
            ],
            wrong=[
                "def fading_means(numbers, beta):\n    means, mean = [], numbers[0]\n    for number in numbers:\n"
                "        mean = beta * mean + (1 - beta) * number\n        means.append(mean)\n    return means",
                "def fading_means(numbers, beta):\n    means, mean = [], 0.0\n    for n, number in enumerate(numbers, 1):\n"
                "        mean = (beta * mean + (1 - beta) * number) / (1 - beta**n)\n        means.append(mean)\n    return means",
            ],
        ),
        "another-valley": Answers(
            right=[
                "beta = (9 / 11) ** 2\nlr = 4 / (2**0.5 + 200**0.5) ** 2",
                "import math\nroot = math.sqrt(100.0)\nbeta = 1 - 4 * root / (root + 1) ** 2\nlr = 2 * (1 + beta) / (2 + 200)",
                "kappa = 200 / 2\nbeta = np.square((np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1))\n"
                "lr = ((1 + np.sqrt(beta)) / np.sqrt(200.0)) ** 2\nmomentum = path_of = None",
            ],
            wrong=[
                "beta = (9 / 11) ** 2\nlr = (2 / 11) ** 2",
                "lr, beta = 0.01, 0.9",
            ],
        ),
    },
    "backpropagation": {
        "product": Answers(
            right=[
                NUMBER.format(product=FORWARD),
                NUMBER.format(
                    product="return Number(self.value * other.value, (other, self), (self.value, other.value))"
                ),
                NUMBER.format(
                    product="a, b = self.value, other.value\n        return Number(a * b, [self, other], [b, a])"
                ),
                "class Variable:\n    pass\n" + NUMBER.format(product=FORWARD),
            ],
            wrong=[
                NUMBER.format(
                    product="return Number(self.value * other.value, (self, other), (self.value, other.value))"
                ),
                NUMBER.format(
                    product="return Number(self.value * other.value, (other, self), (other.value, self.value))"
                ),
            ],
        ),
        "way-back": Answers(
            right=[
                way_back(
                    "    for number in numbers:\n        number.grad = 0.0\n    numbers[-1].grad = 1.0\n"
                    "    for number in numbers[::-1]:\n        for i, parent in enumerate(number.parents):\n"
                    "            parent.grad += number.slopes[i] * number.grad"
                ),
                way_back(
                    "    grads = {id(number): 0.0 for number in numbers}\n    grads[id(numbers[-1])] = 1.0\n"
                    "    for number in reversed(numbers):\n        number.grad = grads[id(number)]\n"
                    "        for parent, slope in zip(number.parents, number.slopes):\n"
                    "            grads[id(parent)] += slope * number.grad"
                ),
                way_back(
                    "    def slope_in(result, number):\n        if result is number:\n            return 1.0\n"
                    "        return sum(s * slope_in(p, number) for p, s in zip(result.parents, result.slopes))\n"
                    "    for number in numbers:\n        number.grad = slope_in(numbers[-1], number)"
                ),
            ],
            wrong=[
                way_back(
                    "    numbers[-1].grad = 1.0\n    for number in reversed(numbers):\n"
                    "        for parent, slope in zip(number.parents, number.slopes):\n            parent.grad += slope * number.grad"
                ),
                way_back(
                    "    numbers[-1].grad = 1.0\n    for number in reversed(numbers):\n"
                    "        for parent, slope in zip(number.parents, number.slopes):\n            parent.grad = slope * number.grad"
                ),
            ],
        ),
        "layer-back": Answers(
            right=[
                "def layer_back(weights, signals, delta):\n    gradient = np.einsum('os,is->oi', delta, signals)\n"
                "    backward = np.delete(weights, -1, axis=1).T @ delta\n    return gradient, backward * (1 - signals[:-1] ** 2)",
                "def layer_back(weights, signals, delta):\n    back = weights.T @ delta\n    slopes = 1 - signals**2\n"
                "    return [delta.dot(signals.T), (back * slopes)[:-1]]",
                "def layer_back(weights, signals, delta):\n    gradient = [[sum(d * s for d, s in zip(row, signal)) for signal in signals]\n"
                "                for row in delta]\n    before = [[sum(weights[o][i] * delta[o][k] for o in range(len(delta)))\n"
                "               * (1 - signals[i][k] ** 2) for k in range(len(delta[0]))] for i in range(len(signals) - 1)]\n"
                "    return gradient, before\nweights = signals = None",
            ],
            wrong=[
                "def layer_back(weights, signals, delta):\n    return delta @ signals.T, weights[:, :-1].T @ delta",
                "def layer_back(weights, signals, delta):\n    return delta @ signals.T / 2, weights[:, :-1].T @ delta * (1 - signals[:-1] ** 2)",
            ],
        ),
    },
    "neural-network": {
        "cross-entropy": Answers(
            right=[
                "def surprise(s, y):\n    return np.logaddexp(0.0, -s if y == 1 else s)",
                "import math\ndef surprise(s, y):\n    cross_entropy = max(s, 0.0) - s * y + math.log1p(math.exp(-abs(s)))\n"
                "    return cross_entropy",
                "import math\ndef surprise(s, y):\n    z = s * (1 - 2 * y)\n    if z > 30:\n        return z\n    return math.log1p(math.exp(z))",
            ],
            wrong=[
                "import math\ndef surprise(s, y):\n    p = 1 / (1 + math.exp(-max(min(s, 30), -30)))\n"
                "    return -math.log(p) if y == 1 else -math.log(1 - p)",
                "def surprise(s, y):\n    return np.logaddexp(0.0, s)",
                "import gdlib as g\nsurprise = g.binary_cross_entropy",
            ],
        ),
        "good-start": Answers(
            right=[
                "spread = 0.1",
                "spread = 100 ** -0.5",
                "neurons = 100\nspread = np.sqrt(1 / neurons)",
            ],
            wrong=["spread = 1 / 100", "spread = 1.0"],
        ),
        "stop-in-time": Answers(
            right=[
                "def best_epoch(losses, patience):\n    best, waited = 0, 0\n    for epoch in range(1, len(losses)):\n"
                "        if losses[epoch] < losses[best]:\n            best, waited = epoch, 0\n        else:\n            waited += 1\n"
                "        if waited == patience:\n            break\n    return best",
                "def best_epoch(losses, patience):\n    least, best = float('inf'), 0\n    for epoch, loss in enumerate(losses):\n"
                "        if epoch - best > patience:\n            return best\n        if loss < least:\n            best = epoch\n"
                "        least = min(least, loss)\n    return best",
                "def best_epoch(losses, patience):\n    for end in range(1, len(losses) + 1):\n        best = int(np.argmin(losses[:end]))\n"
                "        if end - 1 - best >= patience:\n            break\n    return best",
                "def best_epoch(losses, patience, best=0, epoch=0):\n    if epoch == len(losses) or epoch - best >= patience and "
                "losses[epoch] >= losses[best]:\n        return best\n"
                "    min = epoch if losses[epoch] < losses[best] else best\n"
                "    if epoch - min >= patience:\n        return min\n    return best_epoch(losses, patience, min, epoch + 1)",
            ],
            wrong=[
                "def best_epoch(losses, patience):\n    return losses.index(min(losses))",
                "def best_epoch(losses, patience):\n    for epoch in range(1, len(losses)):\n"
                "        if losses[epoch] >= losses[epoch - 1]:\n            return epoch - 1\n    return len(losses) - 1",
            ],
        ),
    },
}
