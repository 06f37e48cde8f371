"""What a run on a surface did, as data: converge and where, rest in a saddle, oscillate, diverge.

Examples:
    >>> from gdlib.recording import record
    >>> from gdlib.objectives.surfaces import surface
    >>> bowl = surface("bowl")
    >>> run = record(bowl.loss, bowl.gradient, bowl.start, lr=0.15, steps=50)
    >>> judged = surface_verdict(run, bowl)
    >>> str(judged.kind), judged.step, judged.minimum, judged.limit
    ('converged', 28, (0.0, 0.0), 0.2)
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from gdlib.line_search import Backtracking
from gdlib.objectives.surfaces import Surface
from gdlib.optimizers import GradientDescent
from gdlib.recording import record
from gdlib.trajectory import Ending, Trajectory
from gdlib.verdicts.forecast import ARRIVED, ROUNDING
from gdlib.verdicts.landscape_verdicts import check_run_from_start

Point: TypeAlias = tuple[float, float]

#: So many further updates show what becomes of a run, where theory has no answer.
HORIZON = 1000

#: So many careful steps find the floor that a run ends above; a known minimum will do otherwise.
CAREFUL_STEPS = 500


class SurfaceBehaviour(StrEnum):
    """What a run on a surface did; `SurfaceVerdict` says what each kind means."""

    NOT_STARTED = "not_started"
    CONVERGED = "converged"
    APPROACHING = "approaching"
    FLAT_POINT = "flat_point"
    OSCILLATES = "oscillates"
    DIVERGES = "diverges"


@dataclass(frozen=True)
class SurfaceVerdict:
    """What a run on a surface did, when, and where it ended up.

    Attributes:
        kind: what it did.

            - `not_started`: no update was made.
            - `converged`: it came to within a hundredth of its first distance of a minimum, which
              need not be the lowest one, and stays there.
            - `approaching`: it has not arrived yet, and is on its way, perhaps in shrinking swings.
            - `flat_point`: the same as `converged`, but the point is no minimum: a saddle, say.
            - `oscillates`: it turns round again and again and never settles.
            - `diverges`: it leaves for ever.
        step: the iteration at which that became true: the first that counts as arrived
            (`converged`, `flat_point`), the first after a turn (`oscillates`), the first farther
            away than the start (`diverges`); 0 for `not_started` and `approaching`.
        minimum: (x, y) of the minimum where it arrived, where it is going or around which it turns;
            None on or on the way to a flat point, and for a run that diverges.
        limit: below this rate plain gradient descent settles on this surface, 2/κ on a bowl; None
            where there is none, and for other optimizers.
    """

    kind: SurfaceBehaviour
    step: int
    minimum: Point | None
    limit: float | None


def surface_verdict(trajectory: Trajectory, surface: Surface) -> SurfaceVerdict:
    """Say what a run on a surface did, whichever optimizer made it.

    The run is made once more, and for longer, to see what becomes of it.

    Args:
        trajectory: what `record(surface.loss, surface.gradient, (x, y), …)` returned, from its
            first step.
        surface: where it ran.

    Raises:
        TypeError: `trajectory` is no `Trajectory`.
        ValueError: `trajectory` is empty, doesn't hold every step from n = 0 on, is not of points
            (x, y), or did not follow the gradient of `surface`.
    """
    points = _points(trajectory, surface)
    path, leaves = _continued(points, trajectory, surface)
    floor, is_minimum = _floor_below(points[0] if leaves else path[-1], surface)
    kind, step = _behaviour(path, len(points), floor, surface, leaves)
    if kind is SurfaceBehaviour.CONVERGED and not is_minimum:
        kind = SurfaceBehaviour.FLAT_POINT
    has_minimum = is_minimum and kind is not SurfaceBehaviour.DIVERGES
    is_plain = isinstance(trajectory.rule, GradientDescent | None)
    return SurfaceVerdict(
        kind=kind,
        step=step,
        minimum=floor if has_minimum else None,
        limit=surface.limit if is_plain else None,
    )


def _points(trajectory: Trajectory, surface: Surface) -> list[Point]:
    check_run_from_start(trajectory)
    if getattr(trajectory.t[0], "__len__", int)() != 2:
        raise ValueError(f"trajectory must be of points (x, y), got {trajectory!r}")
    points = [(float(x), float(y)) for x, y in trajectory.t]
    for point, grad in zip(points, trajectory.grad, strict=True):
        if math.dist(surface.gradient(point), grad) > 1e-9 * max(1.0, math.hypot(*grad)):
            raise ValueError(f"trajectory must follow the gradient of {surface.name}, got {grad}")
    return points


def _continued(
    points: list[Point], trajectory: Trajectory, surface: Surface
) -> tuple[Sequence[Point], bool]:
    """Return the path of a run that is made again, but for longer, and whether it leaves."""
    future = record(
        surface.loss,
        surface.gradient,
        points[0],
        lr=trajectory.lr,
        steps=len(points) - 1 + HORIZON,
        tolerance=ROUNDING,
        rule=trajectory.rule,
    )
    return [*points, *future.t[len(points) :]], future.ended is Ending.DIVERGED


def _floor_below(point: Point, surface: Surface) -> tuple[Point, bool]:
    """Return where small steps downhill from `point` come to rest, and whether it is a minimum."""
    nearest = min(surface.minima, key=lambda minimum: math.dist(minimum, point))
    careful = record(
        surface.loss,
        surface.gradient,
        point,
        lr=0.01,
        steps=CAREFUL_STEPS,
        tolerance=1e-5,
        rule=Backtracking(loss=surface.loss, enough=0.5),  # no step overshoots
    )
    floor = careful.t[-1]
    if careful.ended is not Ending.TOLERANCE_REACHED or math.dist(floor, nearest) < 1e-4:
        return nearest, True
    return floor, _curves_upwards(floor, surface)


def _curves_upwards(point: Point, surface: Surface) -> bool:
    """Tell whether the surface rises from a flat point in every direction."""
    (x, y), h = point, 1e-4
    right, left = surface.gradient((x + h, y)), surface.gradient((x - h, y))
    above, below = surface.gradient((x, y + h)), surface.gradient((x, y - h))
    in_xx, in_xy, in_yy = right[0] - left[0], right[1] - left[1], above[1] - below[1]
    return bool(in_xx > 0 and in_xx * in_yy > in_xy * in_xy)


def _behaviour(
    path: Sequence[Point], states: int, floor: Point, surface: Surface, leaves: bool
) -> tuple[SurfaceBehaviour, int]:
    """Return what the first `states` of a path did, and the step at which that became true."""
    distances = [math.dist(point, floor) for point in path]
    heights = _highest_by_part([surface.loss(t) - surface.loss(floor) for t in path])
    if leaves or (surface.curvature is not None and _rises(heights)):
        beyond = (n for n, distance in enumerate(distances[:states]) if distance > distances[0])
        return SurfaceBehaviour.DIVERGES, next(beyond, states)
    arrival = _arrival(distances)
    if arrival < states:
        return SurfaceBehaviour.CONVERGED, arrival
    if states == 1:
        return SurfaceBehaviour.NOT_STARTED, 0
    turn = next(iter(_turns(path[:states])), None)
    settles = arrival < len(path) or _rises(heights[::-1]) or not _turns(path[-len(path) // 2 :])
    if turn is None or settles:
        return SurfaceBehaviour.APPROACHING, 0
    return SurfaceBehaviour.OSCILLATES, turn


def _arrival(distances: Sequence[float]) -> int:
    """Return the step from which on the distance is small; the number of steps if it isn't."""
    tolerance = max(ARRIVED * distances[0], ROUNDING)
    backwards = range(len(distances) - 1, -1, -1)
    return next((n + 1 for n in backwards if distances[n] > tolerance), 0)


def _highest_by_part(losses: Sequence[float]) -> list[float]:
    """Return the largest loss in each of the last five tenths."""
    cuts = [len(losses) * i // 10 for i in range(5, 11)]
    return [max(losses[a:b], default=losses[-1]) for a, b in pairwise(cuts)]


def _rises(heights: Sequence[float]) -> bool:
    return all(later > (1 + 1e-9) * earlier for earlier, later in pairwise(heights))


def _turns(path: Sequence[Point]) -> list[int]:
    """Return the steps after which a path goes back: two moves at more than a right angle."""
    moves = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(path)]
    return [
        n
        for n, ((x0, y0), (x1, y1)) in enumerate(pairwise(moves), start=1)
        if x0 * x1 + y0 * y1 < 0
    ]
