"""The numbers of the lesson on bumpy landscapes: where runs stop, and which minimum they reach.

Chosen are landscapes, starts, rates and how many updates are made; the rest follows.
"""

import math
import random
from collections import namedtuple
from collections.abc import Callable

from gdlib import (
    Surface,
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    calc_gradient,
    landscape,
    numerical_gradient,
    record,
    squared_error,
    surface,
)
from gdlib.elementwise import sigmoid
from gdlib.trajectory import Ending

Point = tuple[float, float]

neurons = 8
ten = 10
arrangements = f"{math.factorial(neurons):,}"


def zero_between(slope: Callable[[float], float], left: float, right: float) -> float:
    """Return where a slope that changes its sign between `left` and `right` is zero."""
    for _ in range(100):
        middle = (left + right) / 2
        left, right = (middle, right) if slope(left) * slope(middle) > 0 else (left, middle)
    return (left + right) / 2


# --- One parameter: the wavy landscape ---

wavy = landscape("wavy")
trap, best, far_trap = wavy.minima
hilltop = zero_between(wavy.gradient, trap + 0.1, best - 0.1)
far_hilltop = zero_between(wavy.gradient, best + 0.1, far_trap - 0.1)
bend = numerical_gradient(wavy.gradient)  # the second derivative
Stationary = namedtuple("Stationary", "t loss bend limit")


def stationary(t: float) -> Stationary:
    """Return loss, second derivative and limit at a stationary point."""
    return Stationary(t, wavy.loss(t), bend(t), 2 / bend(t) if bend(t) > 0 else None)


at_trap, at_hilltop, at_best, at_far_hilltop, at_far_trap = map(
    stationary, (trap, hilltop, best, far_hilltop, far_trap)
)
wavy_start = wavy.start
wavy_steps = 500
WavyRun = namedtuple("WavyRun", "lr t loss")


def wavy_run(lr: float) -> WavyRun:
    """Return the end of a run from the landscape's start."""
    run = record(wavy.loss, wavy.gradient, wavy_start, lr=lr, steps=wavy_steps)
    return WavyRun(lr, run.t[-1], run.loss[-1])


caught, escaped, restless, back_in_trap = map(wavy_run, (0.1, 1.5, 2.0, 4.0))


# --- Two parameters: a saddle ---


def hessian(ground: Surface, t: Point) -> tuple[Point, Point]:
    """Return the second derivatives of a surface, measured from its gradient."""
    rows = [numerical_gradient(lambda p, i=i: ground.gradient(p)[i])(t) for i in (0, 1)]
    return rows[0], rows[1]


def bends(ground: Surface, t: Point) -> Point:
    """Return the eigenvalues of the Hessian, the smaller first."""
    (a, b), (c, d) = hessian(ground, t)
    root = math.hypot(a - d, b + c)
    return (a + d - root) / 2, (a + d + root) / 2


def settled(ground: Surface, t: Point) -> Point:
    """Return the stationary point near `t`, found by Newton's method."""
    for _ in range(50):
        (a, b), (c, d) = hessian(ground, t)
        u, v = ground.gradient(t)
        det = a * d - b * c
        t = (t[0] - (d * u - b * v) / det, t[1] - (a * v - c * u) / det)
    return t


mountain_pass = surface("saddle")
pass_rate = mountain_pass.lr
pass_start = mountain_pass.start
Escape = namedtuple("Escape", "start updates")


def escape(y: float) -> Escape:
    """Return how many updates it takes from (x, y) until |y| is larger than a half."""
    ground = mountain_pass
    start = (pass_start[0], y)
    run = record(ground.loss, ground.gradient, start, lr=pass_rate, steps=2000)
    away = (n for n, point in enumerate(run.t) if abs(point[1]) > 0.5)
    return Escape(f"{y:.9f}".rstrip("0").rstrip("."), next(away, None))


beside, close, closer, closest, on_the_line = map(escape, (0.1, 0.001, 1e-6, 1e-9, 0.0))
growth = 1 + pass_rate
thousandth = round(math.log(1000) / math.log(growth))

# --- Himmelblau's function: four minima ---

himmelblau = surface("himmelblau")
Place = namedtuple("Place", "t loss low high limit")


def place(t: Point) -> Place:
    """Return height, curvatures and, for a minimum, the limit of the learning rate."""
    low, high = bends(himmelblau, t)
    return Place(t, himmelblau.loss(t), low, high, 2 / high if low > 0 else None)


valleys = [place(t) for t in himmelblau.minima]
passes = sorted(
    (
        place(settled(himmelblau, t))
        for t in ((3.39, 0.07), (0.09, 2.88), (-3.07, -0.08), (-0.13, -1.95))
    ),
    key=lambda found: found.loss,
)
summit = place(settled(himmelblau, (-0.27, -0.92)))
calm_rate, coarse_rate = 0.01, 0.02


def reached(rate: float, start: Point) -> int | None:
    """Return the index of the minimum to which a run converges; None if it does not."""
    ground = himmelblau
    run = record(ground.loss, ground.gradient, start, lr=rate, steps=400, tolerance=0.001)
    if run.ended is not Ending.TOLERANCE_REACHED:
        return None
    return min(range(4), key=lambda i: math.dist(run.t[-1], ground.minima[i]))


def basins(rate: float, cells: int) -> list[list[int | None]]:
    """Return the minimum reached from each start of a grid over the view, row by row from below."""
    x_min, x_max, y_min, y_max = himmelblau.view
    xs = [x_min + (x_max - x_min) * i / (cells - 1) for i in range(cells)]
    ys = [y_min + (y_max - y_min) * i / (cells - 1) for i in range(cells)]
    return [[reached(rate, (x, y)) for x in xs] for y in ys]


def shares(rate: float) -> tuple[list[int], int]:
    """Return the percentage of starts that reach each minimum, and of those that reach none."""
    found = [end for row in basins(rate, 41) for end in row]
    per_cent = [round(100 * found.count(end) / len(found)) for end in (0, 1, 2, 3, None)]
    return per_cent[:4], per_cent[4]


calm_shares, calm_lost = shares(calm_rate)
coarse_shares, coarse_lost = shares(coarse_rate)

# --- Rastrigin's function: many local minima, restarts ---

rastrigin = surface("rastrigin")
rim = zero_between(lambda x: rastrigin.gradient((x, 0.0))[0], 0.3, 0.7)
dent = 2 * rim / (rastrigin.view[1] - rastrigin.view[0])  # of each coordinate's range
share = dent**2
share_per_cent = 100 * share
confidence = 95
restarts = math.ceil(math.log(1 - confidence / 100) / math.log(1 - share))
dimensions = 10
billions_there = round(-math.log(1 - confidence / 100) / dent**dimensions / 1e9)
tries = 3000
expected_hits = round(share * tries)


def _ends_in_the_best_dent(rng: random.Random) -> bool:
    start = (rng.uniform(-5.12, 5.12), rng.uniform(-5.12, 5.12))
    run = record(rastrigin.loss, rastrigin.gradient, start, lr=rastrigin.lr, steps=300, tolerance=1)
    return math.hypot(*run.t[-1]) < 0.1


_rng = random.Random(1)
hits = sum(_ends_in_the_best_dent(_rng) for _ in range(tries))

# --- A plateau: a saturated sigmoid neuron with the wrong output ---

Asleep = namedtuple("Asleep", "t output loss slope updates entropy_slope entropy_updates")


def sigmoid_loss(t: float) -> float:
    """Return the squared error of σ(t) for the target 1."""
    return squared_error(sigmoid(t), 1.0)


def sigmoid_slope(t: float) -> float:
    """Return its slope, by the chain rule."""
    output = sigmoid(t)
    return calc_gradient(output, 1.0) * output * (1 - output)


def entropy_loss(t: float) -> float:
    """Return the cross-entropy of the score t for the class 1."""
    return binary_cross_entropy(t, 1.0)


def entropy_slope(t: float) -> float:
    """Return its slope."""
    return binary_cross_entropy_gradient(t, 1.0)


def awake_after(loss: Callable, slope: Callable, t: float) -> int:
    """Return how many updates with the rate 1 it takes until t is above 0."""
    run = record(loss, slope, t, lr=1.0, steps=30_000)
    return next(n for n, state in enumerate(run.t) if state > 0)


def asleep(t: float) -> Asleep:
    """Return slopes and numbers of updates of a neuron that starts at `t`, for either loss."""
    return Asleep(
        t,
        sigmoid(t),
        sigmoid_loss(t),
        sigmoid_slope(t),
        f"{awake_after(sigmoid_loss, sigmoid_slope, t):,}",
        entropy_slope(t),
        awake_after(entropy_loss, entropy_slope, t),
    )


sleepers = [asleep(t) for t in (-2.0, -4.0, -6.0, -8.0)]
deep_sleeper = sleepers[-1]
layers = 10
through_layers = f"{0.25**layers:.8f}"

# Publication years in the reading list.
published = namedtuple("_Published", "dauphin lee li")(2014, 2016, 2018)
