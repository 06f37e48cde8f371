"""The numbers of the lesson on fitting a line: eight days of a kiosk, and descents on their bowl.

Chosen are the points, the rates and how many updates are made; the rest follows.
"""

import math
from collections import namedtuple
from statistics import fmean, pstdev

from gdlib import Surface, Trajectory, bowl, line_surface, record

# Eight days: degrees and cups (in tens) above the usual.
x = (-3.0, -2.5, -1.0, 0.0, 0.5, 1.5, 2.5, 3.0)
y = (-4.6, -4.4, -0.5, 1.6, 1.2, 4.9, 5.4, 7.2)
samples = len(x)
usual = 27  # degrees Celsius
readings = tuple(usual + number for number in x)
warmer = 2  # tomorrow, in degrees
ten = 10
rate = 0.1
updates = 50
first_updates = range(4)

Curvatures = namedtuple("Curvatures", "largest smallest kappa limit best_rate")


def curvatures(square: float, middle: float) -> Curvatures:
    """Return eigenvalues, condition and rates of the Hessian [[mean x², mean x], [mean x, 1]]."""
    root = math.sqrt((square - 1) ** 2 + 4 * middle**2)
    largest = (square + 1 + root) / 2
    smallest = (square - middle**2) / largest  # determinant / largest: exact where they differ much
    return Curvatures(largest, smallest, largest / smallest, 2 / largest, 2 / (largest + smallest))


def hessian_of(inputs: tuple[float, ...]) -> tuple[float, float]:
    """Return the means of x² and of x: the entries of the Hessian, with 1."""
    return fmean(number * number for number in inputs), fmean(inputs)


def descent(ground: Surface, lr: float, steps: int) -> Trajectory:
    """Return a descent on a surface from its start."""
    return record(ground.loss, ground.gradient, ground.start, lr=lr, steps=steps)


def updates_to_a_tenth(factor: float) -> int:
    """Return how many times a distance must be multiplied by `factor` to be a tenth of itself."""
    return math.ceil(math.log(10) / -math.log(abs(factor))) if factor else 1


# Differences from the usual: well conditioned.
near = line_surface(x, y)
((best_w, best_b),) = near.minima
lowest = near.loss((best_w, best_b))
m2, m1 = hessian_of(x)
at = curvatures(m2, m1)
fit = descent(near, rate, updates)
start_at = namedtuple("Start", "loss w b")(fit.loss[0], *fit.grad[0])
last = namedtuple("Last", "w b loss")(*fit.t[-1], fit.loss[-1])
tomorrow = best_w * warmer + best_b
cups = round(10 * tomorrow)
agreement = math.ceil(1000 * max(abs(last.w - best_w), abs(last.b - best_b))) / 1000
swinging_rate = 0.42
swinging = descent(near, swinging_rate, 30)

# The bowl ½(u² + κ v²) of the zig-zag, by several rates.
kappa = 10
zig_steps = 30
zig_rate = 0.18
zig_limit = 2 / kappa
oval = bowl(kappa)
Zigzag = namedtuple("Zigzag", "rate flat steep loss end")


def zigzag(lr: float) -> Zigzag:
    """Return the factors of an update in both coordinates, and the end of the run."""
    run = descent(oval, lr, zig_steps)
    return Zigzag(lr, round(1 - lr, 6), round(1 - lr * kappa, 6), run.loss[-1], run.t[-1])


creeping, landing_steep, zigzagging, endless_zigzag, leaving = map(
    zigzag, (0.02, 0.1, zig_rate, zig_limit, 0.21)
)

# Thermometer readings: the same points far from zero, ill conditioned.
far = line_surface(readings, y)
((far_w, far_b),) = far.minima
far_m2, far_m1 = hessian_of(readings)
far_at = curvatures(far_m2, far_m1)
far_steps = 1000
raced_updates = 40  # of the three descents that are compared
far_run = descent(far, 1 / far_at.largest, far_steps)
far_end = namedtuple("End", "w b loss")(*far_run.t[-1], far_run.loss[-1])
far_cups = round(-10 * far_b)
# Along the valley's floor b falls by this for each 1 that w rises.
valley = (far_m2 - far_at.smallest) / far_m1

# Standardised values: condition number 1.
mean_x, spread = fmean(readings), pstdev(readings)
z = tuple((number - mean_x) / spread for number in readings)
round_bowl = line_surface(z, y)
one = descent(round_bowl, 1.0, 1)
scaled_w, scaled_b = one.t[1]
back_w, back_b = scaled_w / spread, scaled_b - scaled_w * mean_x / spread

Pace = namedtuple("Pace", "kappa limit tenth best_tenth")


def pace(largest: float, kappa: float) -> Pace:
    """Return the convergence of descents with the rate 1/L and with the best constant rate."""
    factors = (1 - 1 / kappa, (kappa - 1) / (kappa + 1))
    first, second = (f"{updates_to_a_tenth(factor):,}" for factor in factors)
    shown = f"{kappa:.4g}" if kappa < 1000 else f"{kappa:,.0f}"
    return Pace(shown, 2 / largest, first, second)


round_pace = pace(1.0, 1.0)
near_pace = pace(at.largest, at.kappa)
zig_pace = pace(float(kappa), float(kappa))
far_pace = pace(far_at.largest, far_at.kappa)
far_kappa, far_tenth = far_pace.kappa, far_pace.tenth

# Publication years in the reading list.
published = namedtuple("_Published", "lecun goh")(1998, 2017)
