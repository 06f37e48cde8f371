"""The quantities of the lesson on what learning means: an ice stand, and tries without end.

The days are invented: degrees above the usual, and boxes sold. The lesson's cells and its notebook
show the same numbers.
"""

import math
from collections import namedtuple

from gdlib import Adam, Network, line_surface, record, squared_error, two_moons

# Eight days to learn from, five to see what was learned, and tomorrow: chosen.
warmer = (-3.0, -2.2, -1.4, -0.5, 0.4, 1.3, 2.1, 2.9)
sold = (2.1, 1.6, 4.5, 5.7, 5.6, 8.9, 9.2, 10.6)
days = tuple(zip(warmer, sold, strict=True))
fresh_warmer = (-2.6, -0.9, 0.8, 1.7, 2.5)
fresh_sold = (1.2, 5.5, 6.4, 9.6, 9.2)
tomorrow = 2.5

# A line set by eye, and how bad it is.
by_eye = (1.0, 5.0)
ground = line_surface(warmer, sold)
eye_loss = ground.loss(by_eye)
hot, hot_sold = warmer[-1], sold[-1]
hot_guess = by_eye[0] * hot + by_eye[1]
hot_miss = hot_sold - hot_guess
hot_error = squared_error(hot_guess, hot_sold)

# The best line there is.
best = ground.minima[0]
best_loss = ground.loss(best)
tomorrow_sold = best[0] * tomorrow + best[1]
fresh_loss = line_surface(fresh_warmer, fresh_sold).loss(best)

# Every setting of a coarse grid.
settings = range(-9, 10, 2)
per_dial = len(settings)
tried = [(float(w), float(b)) for w in settings for b in settings]
grid_best = min(tried, key=ground.loss)
grid_loss = ground.loss(grid_best)

# How that grows with the number of dials.
per_second = 10**9
year = 365.25 * 24 * 3600  # seconds
universe = 13.8e9  # years
_Row = namedtuple("_Row", "dials tries seconds years ages")


def _row(dials: int) -> _Row:
    seconds = per_dial**dials / per_second
    return _Row(dials, per_dial**dials, seconds, seconds / year, seconds / year / universe)


few, nine, dozen, score, thirty = (_row(dials) for dials in (2, 9, 12, 20, 30))
since_the_beginning = int(math.log(universe * year * per_second, per_dial))
million = 10**6
digits_a_page = 3000
pages = math.ceil((million * math.log10(per_dial) + 1) / digits_a_page)

# Feeling the slope at the line set by eye, and walking from the flat line.
nudge = 0.01
nudged_w = ground.loss((by_eye[0] + nudge, by_eye[1]))
nudged_b = ground.loss((by_eye[0], by_eye[1] + nudge))
slope_w, slope_b = (nudged_w - eye_loss) / nudge, (nudged_b - eye_loss) / nudge
rate = 0.1
step_w, step_b = by_eye[0] - rate * slope_w, by_eye[1] - rate * slope_b
step_loss = ground.loss((step_w, step_b))
walk_steps = 30
walk = record(ground.loss, ground.gradient, ground.start, lr=rate, steps=walk_steps)

# The network of the tenth lesson, before and after.
moons = two_moons(200, noise=0.1, seed=1)
network = Network((2, 8, 8, 1))
weights_start = network.start(seed=1)
_objective = network.objective(*moons)
epochs = 300
training = record(
    _objective.loss, _objective.gradient, weights_start, lr=0.03, steps=epochs, rule=Adam()
)
right_before, right_after = (
    float(((network.outputs(t, moons.x) > 0) == moons.y).mean())
    for t in (weights_start, training.t[-1])
)

# When the books and papers of the reading list came out.
published = namedtuple("_Published", "mitchell breiman")(1997, 2001)
