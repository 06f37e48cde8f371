"""Forecast of a run: where it converges or that it diverges, by theory or by continuing the run.

Examples:
    >>> from gdlib.objectives.landscapes import landscape
    >>> from gdlib.recording import record
    >>> parabola = landscape("squared_error")
    >>> run = record(parabola.loss, parabola.gradient, t=-5.0, lr=0.1, steps=10)
    >>> forecast = forecast_of(run, 0.1, parabola)
    >>> forecast.converges, forecast.minimum, forecast.arrival
    (True, 5.0, 44)
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gdlib.objectives.landscapes import Landscape
from gdlib.recording import record
from gdlib.trajectory import Ending, Trajectory

#: Relative tolerance: a run has arrived when its distance to the minimum is this part of the first.
ARRIVAL_TOLERANCE = 0.01

#: Relative rounding error: a run that is closer to a minimum than this counts as at it.
ROUNDING_TOLERANCE = 1e-12

#: Relative tolerance: a swing that repeats to within this part of its width is a 2-cycle.
CYCLE_TOLERANCE = 1e-6

#: Updates by which a run is continued, in turn until its end is clear, if theory doesn't decide.
CONTINUATIONS = (250, 250, 500, 1000, 3000)
#: The most updates by which a run is continued.
HORIZON = sum(CONTINUATIONS)


@dataclass(frozen=True)
class Forecast:
    """A run and its continuation, measured from the minimum that it converges to or ends above.

    Attributes:
        minimum: that minimum; for a run that overflows, the one nearest to the start.
        distances: |t − minimum| at every step, of the run and of its continuation.
        rounding_error: the distance that counts as 0.
        tolerance: the distance that counts as arrived.
        arrival: the step from which on the distance stays within the tolerance; None without one.
        converges: it converges to `minimum`, perhaps after the continuation.
        diverges: its distance grows beyond all bounds.
    """

    minimum: float
    distances: Sequence[float]
    rounding_error: float
    tolerance: float
    arrival: int | None
    converges: bool
    diverges: bool


def forecast_of(trajectory: Trajectory, lr: float, landscape: Landscape) -> Forecast:
    """Return the forecast of a run, which is continued as far as that needs.

    Args:
        trajectory: a run of plain gradient descent from one number, from its first step.
        lr: its learning rate, which doesn't change.
        landscape: where it ran.
    """
    start, theory = trajectory.t[0], _converges_in_theory(lr, landscape)
    path, overflows = _continuation(trajectory, lr, landscape, theory)
    if overflows:
        minimum = nearest_minimum(landscape.minima, start)
    else:
        minimum = _minimum_downhill(path[-1], start, landscape)
    distances = array("d", [abs(t - minimum) for t in path])
    rounding = rounding_error(start, minimum)
    tolerance = max(ARRIVAL_TOLERANCE * distances[0], rounding)
    converges = not (overflows or _is_two_cycle(path)) and _shrinks(distances, rounding)
    above_limit = theory is False and lr != landscape.limit
    return Forecast(
        minimum,
        distances,
        rounding,
        tolerance,
        arrival=_arrival(distances, tolerance),
        converges=converges if theory is None else theory,
        diverges=overflows
        or above_limit
        or (_grows(distances) and _repels_far_away(landscape, lr)),
    )


def _converges_in_theory(lr: float, landscape: Landscape) -> bool | None:
    """Return whether theory says that a run converges; None where it doesn't decide.

    It does below the limit 2 / curvature; at or above the limit of a parabola it does not.
    """
    if landscape.limit is not None and lr < landscape.limit:
        return True
    return False if landscape.is_quadratic else None


def _continuation(
    trajectory: Trajectory, lr: float, landscape: Landscape, theory: bool | None
) -> tuple[Sequence[float], bool]:
    """Return the path of a run continued until its end is clear, and whether it overflows."""
    path = array("d", trajectory.t)
    if trajectory.ended is Ending.DIVERGED or theory is False:
        return path, trajectory.ended is Ending.DIVERGED
    for steps in CONTINUATIONS:
        if _is_decided(path, landscape, theory):
            break
        future = record(landscape.loss, landscape.gradient, path[-1], lr=lr, steps=steps)
        path.extend(future.t[1:])
        if future.ended is Ending.DIVERGED:
            return path, True
    return path, False


def _is_decided(path: Sequence[float], landscape: Landscape, theory: bool | None) -> bool:
    """Tell whether a path rests, is a 2-cycle, or has arrived where it can only come closer."""
    start, last = path[0], path[-1]
    distance = abs(last - nearest_minimum(landscape.minima, last))
    rests = distance <= rounding_error(start, last) or landscape.gradient(last) == 0
    # Below the limit of a convex loss the distance never grows.
    only_closer = theory is True and len(landscape.minima) == 1
    arrived = only_closer and distance <= ARRIVAL_TOLERANCE * abs(start - landscape.y)
    return rests or arrived or _is_two_cycle(path)


def _is_two_cycle(path: Sequence[float]) -> bool:
    """Tell whether the last two updates go there and back: a cycle of period 2."""
    if len(path) < 3:
        return False
    before, there, back = path[-3:]
    width = abs(back - there)
    return abs(back - before) < CYCLE_TOLERANCE * width and width > rounding_error(path[0], back)


def rounding_error(start: float, t: float) -> float:
    """Return the distance from `t` below which a run from `start` meets rounding errors only."""
    return ROUNDING_TOLERANCE * max(1.0, abs(start), abs(t))


def _arrival(distances: Sequence[float], tolerance: float) -> int | None:
    """Return the step from which on the distance stays within the tolerance; None without one."""
    backwards = range(len(distances) - 1, -1, -1)
    last_outside = next((n for n in backwards if distances[n] > tolerance), -1)
    return last_outside + 1 if last_outside + 1 < len(distances) else None


def nearest_minimum(minima: Sequence[float], t: float) -> float:
    """Return the minimum that is nearest to `t`."""
    return min(minima, key=lambda minimum: abs(minimum - t))


def _minimum_downhill(t: float, start: float, landscape: Landscape) -> float:
    """Return the first minimum downhill of `t`; beyond a local maximum it is not the nearest.

    Args:
        t: where a run from `start` is.
        start: where it began.
        landscape: where it ran.
    """
    close, slope = nearest_minimum(landscape.minima, t), landscape.gradient(t)
    ahead = [minimum for minimum in landscape.minima if (minimum - t) * slope < 0]
    rests = abs(t - close) <= rounding_error(start, t)
    return close if rests or not ahead else nearest_minimum(ahead, t)


def _shrinks(distances: Sequence[float], rounding: float) -> bool:
    """Tell whether the run rests, or its largest distance falls by 1 % per quarter of the steps."""
    early, middle, late = _largest_by_quarter(distances)
    return distances[-1] <= rounding or (middle < 0.99 * early and late < 0.99 * middle)


def _grows(distances: Sequence[float]) -> bool:
    """Tell whether the largest distance rises by 1 % per quarter of the steps."""
    early, middle, late = _largest_by_quarter(distances)
    return middle > 1.01 * early and late > 1.01 * middle


def _largest_by_quarter(distances: Sequence[float]) -> list[float]:
    """Return the largest distance in the second, third and last quarter of the steps."""
    cuts = [len(distances) * i // 4 for i in (1, 2, 3, 4)]
    return [max(distances[a:b], default=distances[-1]) for a, b in pairwise(cuts)]


def _repels_far_away(landscape: Landscape, lr: float) -> bool:
    """Tell whether an update from far away leads farther away; if not, no run diverges."""
    far = 1e9 * max(1.0, abs(landscape.y))
    after = far - lr * landscape.gradient(far)
    return bool(abs(after - landscape.y) > abs(far - landscape.y))
