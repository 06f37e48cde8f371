"""The quantities of the lesson on what learning means: lines for a kiosk, and a grid search.

The days are those of the lesson on fitting a line, which comes back to them.
"""

import math
from collections import namedtuple
from pathlib import Path
from runpy import run_path

from gdlib import (
    Adam,
    Network,
    line_surface,
    numerical_gradient,
    record,
    squared_error,
    two_moons,
)

_kiosk = run_path(str(Path(__file__).with_name("fitting-a-line.py")))

# Eight days to learn from, tomorrow, and five days to see what was learned.
degrees, cups, tomorrow = _kiosk["x"], _kiosk["y"], _kiosk["warmer"]
days = tuple(zip(degrees, cups, strict=True))
fresh_degrees = (-2.0, -1.5, 1.0, 2.0, 2.8)
fresh_cups = (-2.3, -2.6, 2.3, 6.0, 6.1)

# A line set by eye, and its loss.
by_eye = (1.5, 0.0)
ground = line_surface(degrees, cups)
eye_loss = ground.loss(by_eye)
hot, hot_cups = days[-1]
hot_guess = by_eye[0] * hot + by_eye[1]
hot_miss = hot_cups - hot_guess
hot_error = squared_error(hot_guess, hot_cups)

# The line of least loss.
best = ground.minima[0]
best_loss = ground.loss(best)
tomorrow_cups = best[0] * tomorrow + best[1]
fresh_loss = line_surface(fresh_degrees, fresh_cups).loss(best)

# Grid search: every point of a coarse grid.
settings = range(-9, 10, 2)
per_dial = len(settings)
tried = [(float(w), float(b)) for w in settings for b in settings]
grid_best = min(tried, key=ground.loss)
grid_loss = ground.loss(grid_best)

# The size of the grid by the number of parameters.
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

# The numerical gradient at the line set by eye, and a descent with it from far away.
nudge = 0.01
nudged_w = ground.loss((by_eye[0] + nudge, by_eye[1]))
nudged_b = ground.loss((by_eye[0], by_eye[1] + nudge))
slope_w, slope_b = (nudged_w - eye_loss) / nudge, (nudged_b - eye_loss) / nudge
rate = 0.1
step_w, step_b = by_eye[0] - rate * slope_w, by_eye[1] - rate * slope_b
step_loss = ground.loss((step_w, step_b))
walk_steps = 30
far_off = (-8.0, -8.0)
walk = record(ground.loss, ground.gradient, far_off, lr=rate, steps=walk_steps)
_nudging = numerical_gradient(ground.loss, method="forward", h=nudge)
felt = record(ground.loss, _nudging, far_off, lr=rate, steps=walk_steps)  # the notebook's walk

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

# Publication years in the reading list.
published = namedtuple("_Published", "mitchell breiman")(1997, 2001)
