"""Where a run is going: what theory says and, where it has no answer, what its continuation does.

Examples:
    >>> from gdlib.objectives.landscapes import landscape
    >>> from gdlib.recording import record
    >>> parabola = landscape("squared_error")
    >>> run = record(parabola.loss, parabola.gradient, t=-5.0, lr=0.1, steps=10)
    >>> outlook = outlook_of(run, 0.1, parabola)
    >>> outlook.settles, outlook.minimum, outlook.arrival
    (True, 5.0, 44)
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gdlib.objectives.landscapes import Landscape
from gdlib.recording import record
from gdlib.trajectory import Ending, Trajectory

#: A run has arrived when its distance to the minimum is this part of what it was at the start.
ARRIVED = 0.01

#: Closer to a minimum than this (relative to the numbers involved) is as close as floats get.
ROUNDING = 1e-12

#: A swing that repeats itself, but for this part of its width, is repeated for ever.
REPEATED = 1e-6

#: Where theory has no answer, the run is continued to see what becomes of it: by so many updates,
#: and by more until that is clear.
CONTINUATIONS = (250, 250, 500, 1000, 3000)
HORIZON = sum(CONTINUATIONS)


@dataclass(frozen=True)
class Outlook:
    """A run and its continuation, seen from the minimum it ends up at or above.

    Attributes:
        minimum: that minimum; for a run that leaves, the one nearest to the start.
        distances: |t − minimum| at every step, of the run and of its continuation.
        rounding: the distance that counts as none at all.
        tolerance: the distance that counts as arrived.
        arrival: the step from which on the distance stays within the tolerance, if there is one.
        settles: it comes to rest at `minimum`, sooner or later.
        diverges: it leaves for ever.
    """

    minimum: float
    distances: Sequence[float]
    rounding: float
    tolerance: float
    arrival: int | None
    settles: bool
    diverges: bool


def outlook_of(trajectory: Trajectory, lr: float, landscape: Landscape) -> Outlook:
    """Continue a run as far as it takes, and say where it is going.

    Args:
        trajectory: a run of plain gradient descent from one number, from its first step.
        lr: its learning rate, which doesn't change.
        landscape: where it ran.
    """
    start, theory = trajectory.t[0], _settles_in_theory(lr, landscape)
    path, leaves = _continued(trajectory, lr, landscape, theory)
    minimum = nearest(landscape.minima, start) if leaves else _below(path[-1], start, landscape)
    distances = array("d", [abs(t - minimum) for t in path])
    rounding = rounding_of(start, minimum)
    tolerance = max(ARRIVED * distances[0], rounding)
    settles = not (leaves or _repeats(path)) and _shrinks(distances, rounding)
    above_limit = theory is False and lr != landscape.limit
    return Outlook(
        minimum,
        distances,
        rounding,
        tolerance,
        arrival=_arrival(distances, tolerance),
        settles=settles if theory is None else theory,
        diverges=leaves or above_limit or (_grows(distances) and _repels_far_away(landscape, lr)),
    )


def _settles_in_theory(lr: float, landscape: Landscape) -> bool | None:
    """Return True below the limit, False at or above the one of a parabola, else None."""
    if landscape.limit is not None and lr < landscape.limit:
        return True
    return False if landscape.is_quadratic else None


def _continued(
    trajectory: Trajectory, lr: float, landscape: Landscape, theory: bool | None
) -> tuple[Sequence[float], bool]:
    """Return a run's path, as long as it takes to see what becomes of it, and whether it leaves."""
    path = array("d", trajectory.t)
    if trajectory.ended is Ending.DIVERGED or theory is False:
        return path, trajectory.ended is Ending.DIVERGED
    for steps in CONTINUATIONS:
        if _is_clear(path, landscape, theory):
            break
        future = record(landscape.loss, landscape.gradient, path[-1], lr=lr, steps=steps)
        path.extend(future.t[1:])
        if future.ended is Ending.DIVERGED:
            return path, True
    return path, False


def _is_clear(path: Sequence[float], landscape: Landscape, theory: bool | None) -> bool:
    """Tell whether a path's end is known: it rests, repeats itself, or can only come closer."""
    start, last = path[0], path[-1]
    distance = abs(last - nearest(landscape.minima, last))
    rests = distance <= rounding_of(start, last) or landscape.gradient(last) == 0
    # Below the limit of a convex loss the distance never grows: who has arrived stays.
    only_closer = theory is True and len(landscape.minima) == 1
    arrived = only_closer and distance <= ARRIVED * abs(start - landscape.y)
    return rests or arrived or _repeats(path)


def _repeats(path: Sequence[float]) -> bool:
    """Tell whether the last swing is the one before it, to and fro."""
    if len(path) < 3:
        return False
    before, there, back = path[-3:]
    width = abs(back - there)
    return abs(back - before) < REPEATED * width and width > rounding_of(path[0], back)


def rounding_of(start: float, t: float) -> float:
    """Return how close to `t` a run from `start` comes at best."""
    return ROUNDING * max(1.0, abs(start), abs(t))


def _arrival(distances: Sequence[float], tolerance: float) -> int | None:
    backwards = range(len(distances) - 1, -1, -1)
    last_outside = next((n for n in backwards if distances[n] > tolerance), -1)
    return last_outside + 1 if last_outside + 1 < len(distances) else None


def nearest(minima: Sequence[float], t: float) -> float:
    """Return the minimum that is nearest to `t`."""
    return min(minima, key=lambda minimum: abs(minimum - t))


def _below(t: float, start: float, landscape: Landscape) -> float:
    """Return the minimum to which the slope at `t` leads; behind a hilltop it is not the nearest.

    Args:
        t: where a run from `start` is.
        start: where it began.
        landscape: where it ran.
    """
    close, slope = nearest(landscape.minima, t), landscape.gradient(t)
    ahead = [minimum for minimum in landscape.minima if (minimum - t) * slope < 0]
    rests = abs(t - close) <= rounding_of(start, t)
    return close if rests or not ahead else nearest(ahead, t)


def _shrinks(distances: Sequence[float], rounding: float) -> bool:
    """Tell whether the run rests, or its largest distance falls by 1 % from quarter to quarter."""
    early, middle, late = _largest_by_quarter(distances)
    return distances[-1] <= rounding or (middle < 0.99 * early and late < 0.99 * middle)


def _grows(distances: Sequence[float]) -> bool:
    """Tell whether the largest distance rises by 1 % from quarter to quarter."""
    early, middle, late = _largest_by_quarter(distances)
    return middle > 1.01 * early and late > 1.01 * middle


def _largest_by_quarter(distances: Sequence[float]) -> list[float]:
    """Return the largest distance in the second, third and last quarter."""
    cuts = [len(distances) * i // 4 for i in (1, 2, 3, 4)]
    return [max(distances[a:b], default=distances[-1]) for a, b in pairwise(cuts)]


def _repels_far_away(landscape: Landscape, lr: float) -> bool:
    """Tell whether an update from far away leads farther away; if not, no run leaves for good."""
    far = 1e9 * max(1.0, abs(landscape.y))
    after = far - lr * landscape.gradient(far)
    return bool(abs(after - landscape.y) > abs(far - landscape.y))
