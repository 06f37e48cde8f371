"""The numbers of the lesson on convergence: bounds of the theorems, and runs.

Chosen are the surfaces, the starts and the numbers of updates; the rest follows.
"""

import math
from collections import namedtuple

import numpy as np

from gdlib import Network, bowl, calc_gradient, landscape, record, squared_error

# A bowl: strongly convex.
kappa = 25
steepest, flattest = float(kappa), 1.0  # L and μ
valley = bowl(kappa)
start = valley.start
safe, best = 1 / steepest, 2 / (steepest + flattest)
updates = 100
slow, fast = (
    record(valley.loss, valley.gradient, start, lr=rate, steps=updates) for rate in (safe, best)
)


def distances(run):
    """Return the squared distance to the minimum, which is the origin, at each state."""
    return [x * x + y * y for x, y in run.t]


first_distance = distances(slow)[0]
promised = [(1 - flattest / steepest) ** n * first_distance for n in range(updates + 1)]
slow_distance, fast_distance = distances(slow)[-1], distances(fast)[-1]
slow_factor = 1 - 1 / kappa
fast_factor = (kappa - 1) / (kappa + 1)
hundred, hundredth = 100, 0.01
needed = math.ceil(math.log(hundredth) / math.log(slow_factor))
needed_best = math.ceil(math.log(hundredth) / math.log(fast_factor))
four = 4
needed_four_times = math.ceil(math.log(hundredth) / math.log(1 - 1 / (four * kappa)))

# The Huber loss: convex, but straight outside.
ramp = landscape("huber")
ramp_updates = 12
on_ramp = record(ramp.loss, ramp.gradient, ramp.start, lr=1.0, steps=ramp_updates)
ramp_distance = ramp.y - ramp.start
ramp_half = 5
ramp_promised = [ramp_distance**2 / (2 * n) for n in range(1, ramp_updates + 1)]

# The wavy bowl: not convex.
hills = landscape("wavy")
hills_smoothness = hills.curvature
hills_updates = 20
on_hills = record(
    hills.loss, hills.gradient, hills.start, lr=1 / hills_smoothness, steps=hills_updates
)
hills_loss = on_hills.loss[0]
hills_promised = [2 * hills_smoothness * hills_loss / n for n in range(1, hills_updates + 1)]
hills_smallest = [
    min(grad * grad for grad in on_hills.grad[:n]) for n in range(1, hills_updates + 1)
]

# A network has no L for the whole space: two inputs, two tanh neurons, one output, on XOR.
small = Network((2, 2, 1), loss_of=squared_error, slope_of=calc_gradient)
_corners = small.objective(
    np.array([(-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0)]), np.array([0.0, 1.0, 1.0, 0.0])
)


def largest_curvature(times: float) -> float:
    """Return the largest curvature where the output weights of a start are scaled.

    Measured by central differences of the gradient.
    """
    t = np.array(small.start(seed=1))
    small.layers(t)[-1][:, :-1] *= times
    h = 1e-5
    rows = [
        (_corners.gradient(t + step) - _corners.gradient(t - step)) / (2 * h)
        for step in h * np.eye(small.parameters)
    ]
    return float(abs(np.linalg.eigvalsh((np.array(rows) + np.array(rows).T) / 2)).max())


Growing = namedtuple("Growing", "times curvature")
growing = [Growing(times, largest_curvature(times)) for times in (1, 10, 100)]

# Publication years in the reading list.
published = namedtuple("_Published", "bottou")(2018)
