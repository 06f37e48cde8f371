"""The quantities of the lesson on the learning rate that are not in running_example.py."""

from collections import namedtuple
from dataclasses import replace
from math import sqrt

from gdlib import (
    Landscape,
    Trajectory,
    calc_gradient,
    landscape,
    numerical_gradient,
    record,
    squared_error,
)

_parabola = landscape("squared_error", y=5.0)


def _run(place: Landscape, t: float, lr: float, steps: int) -> Trajectory:
    return record(place.loss, place.gradient, t, lr=lr, steps=steps)


# Updates until the distance is a hundredth, by rate.
Pace = namedtuple("Pace", "lr factor updates")
closer = 100


def _pace(lr: float) -> Pace:
    run = _run(_parabola, _parabola.start, lr, 10_000)
    near = abs(_parabola.start - _parabola.y) / closer
    arrived = next(n for n, t in enumerate(run.t) if abs(t - _parabola.y) <= near)
    return Pace(lr, round(1 - lr, 9), arrived)


paces = [_pace(lr) for lr in (0.01, 0.1, 0.5, 1.0, 1.5, 1.9, 1.99)]


# The same rate on parabolas of other curvatures.
def _of_curvature(curvature: float) -> Landscape:
    y = _parabola.y
    return replace(
        _parabola,
        loss=lambda t: curvature * squared_error(t, y),
        gradient=lambda t: curvature * calc_gradient(t, y),
        curvature=curvature,
        view=(-5.0, 15.0, -5.0, 100.0),
    )


Bent = namedtuple("Bent", "place curvature limit factor run")
one_rate, bent_start = 0.4, 1.0


def _bent(curvature: float) -> Bent:
    place = _of_curvature(curvature)
    run = _run(place, bent_start, one_rate, 8)
    return Bent(place, curvature, place.limit, round(1 - one_rate * curvature, 9), run)


gentle, sharp, too_sharp = bent = [_bent(curvature) for curvature in (1.0, 4.0, 6.0)]

# The runs that are drawn, a few updates each.
drawn_updates = 12
creeping, good, balanced, leaving = (
    _run(_parabola, _parabola.start, lr, drawn_updates) for lr in (0.01, 0.5, 2.0, 2.1)
)
out_of_range = _run(_parabola, _parabola.start, leaving.lr, 10_000).updates

# The quadratic upper bound of the descent lemma, on the wavy landscape.
hills = landscape("wavy", y=5.0)
bend = hills.curvature
hills_limit = hills.limit
touch = -2.0
touch_loss, touch_grad = hills.loss(touch), hills.gradient(touch)
half_way, at_limit = touch - touch_grad / bend, touch - touch_grad * hills_limit
promised_fall = touch_grad**2 / (2 * bend)
true_fall = touch_loss - hills.loss(half_way)

# Beyond the limit, runs that do not diverge.
Beyond = namedtuple("Beyond", "lr run low high")


def _beyond(lr: float) -> Beyond:
    run = _run(hills, -5.0, lr, 200)
    return Beyond(lr, run, min(run.t[-2:]), max(run.t[-2:]))


caught, resting = _beyond(2.0), _beyond(4.0)
trap_bend = numerical_gradient(hills.gradient)(resting.run.t[-1])
trap_limit = 2 / trap_bend

# No limit: from far enough outside, runs on the double well diverge for every rate.
well = landscape("double_well", y=5.0)
well_rate = 0.1
well_edge = well.y * sqrt(1 + 4 / well_rate)
inside, outside = (_run(well, -well_edge + step, well_rate, 200) for step in (0.1, -0.1))

# Two directions that share a rate.
kappa = 10
oval_limit = 2 / kappa

# A search for the rate on the parabola: three times the rate in each trial.
Trial = namedtuple("Trial", "lr loss")
trial_updates = 10
trials = [
    Trial(run.lr, run.loss[-1])
    for run in (
        _run(_parabola, _parabola.start, round(0.001 * 3**k, 6), trial_updates) for k in range(8)
    )
]
best_trial = min(trials, key=lambda trial: trial.loss)

# Publication years in the reading list.
published = namedtuple("_Published", "bengio smith cohen")(2012, 2017, 2021)
