"""The numbers of the lesson on convergence: what the theorems promise, and what runs do.

Chosen are the surfaces, the starts and the numbers of updates; the rest follows.
"""

import math

from gdlib import bowl, landscape, record

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
