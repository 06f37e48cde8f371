"""Verdicts on runs on a surface: converged and where, stopped at a saddle, oscillates or diverges.

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
from gdlib.verdicts.forecast import ARRIVAL_TOLERANCE, ROUNDING_TOLERANCE
from gdlib.verdicts.landscape_verdicts import check_run_from_start

Point: TypeAlias = tuple[float, float]

#: The number of updates by which a run is continued.
HORIZON = 1000

#: The most steps of the line search for the stationary point that a run approaches.
LINE_SEARCH_STEPS = 500


class SurfaceBehaviour(StrEnum):
    """Kinds of behaviour of a run on a surface; `SurfaceVerdict` defines each."""

    NOT_STARTED = "not_started"
    CONVERGED = "converged"
    APPROACHING = "approaching"
    FLAT_POINT = "flat_point"
    OSCILLATES = "oscillates"
    DIVERGES = "diverges"


@dataclass(frozen=True)
class SurfaceVerdict:
    """What a run on a surface did, at which step, and at which minimum.

    Attributes:
        kind: what it did.

            - `not_started`: no update was made.
            - `converged`: it came to within a hundredth of its first distance of a minimum, which
              need not be the lowest one, and stays there.
            - `approaching`: it has not arrived yet, and comes closer, perhaps in shrinking swings.
            - `flat_point`: the same as `converged`, but the point is no minimum: a saddle, say.
            - `oscillates`: it turns back again and again and never converges.
            - `diverges`: its distance from the minimum grows beyond all bounds.
        step: the iteration at which that became true: the first that counts as arrived
            (`converged`, `flat_point`), the first after a turn (`oscillates`), the first farther
            away than the start (`diverges`); 0 for `not_started` and `approaching`.
        minimum: (x, y) of the minimum where it arrived, where it is going or around which it turns;
            None on or on the way to a flat point, and for a run that diverges.
        limit: below this rate plain gradient descent converges here, 2/κ on a bowl with κ ≥ 1; None
            where there is none, and for other optimizers.
    """

    kind: SurfaceBehaviour
    step: int
    minimum: Point | None
    limit: float | None


def surface_verdict(trajectory: Trajectory, surface: Surface) -> SurfaceVerdict:
    """Return the verdict on a run on a surface, by any optimizer.

    The run is repeated with `HORIZON` more updates: an optimizer's state can't be resumed.

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
    path, diverged = _continuation(points, trajectory, surface)
    rest, is_minimum = _stationary_point_downhill(points[0] if diverged else path[-1], surface)
    kind, step = _behaviour(path, len(points), rest, surface, diverged)
    if kind is SurfaceBehaviour.CONVERGED and not is_minimum:
        kind = SurfaceBehaviour.FLAT_POINT
    has_minimum = is_minimum and kind is not SurfaceBehaviour.DIVERGES
    is_plain = isinstance(trajectory.rule, GradientDescent | None)
    return SurfaceVerdict(
        kind=kind,
        step=step,
        minimum=rest if has_minimum else None,
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


def _continuation(
    points: list[Point], trajectory: Trajectory, surface: Surface
) -> tuple[Sequence[Point], bool]:
    """Return the path of a run that is repeated with more updates, and whether it diverged."""
    future = record(
        surface.loss,
        surface.gradient,
        points[0],
        lr=trajectory.lr,
        steps=len(points) - 1 + HORIZON,
        tolerance=ROUNDING_TOLERANCE,
        rule=trajectory.rule,
    )
    return [*points, *future.t[len(points) :]], future.ended is Ending.DIVERGED


def _stationary_point_downhill(point: Point, surface: Surface) -> tuple[Point, bool]:
    """Return the stationary point that a line search from `point` finds, and if it is a minimum.

    If it finds none in `LINE_SEARCH_STEPS`, the nearest minimum stands in for it.
    """
    nearest = min(surface.minima, key=lambda minimum: math.dist(minimum, point))
    descent = record(
        surface.loss,
        surface.gradient,
        point,
        lr=0.01,
        steps=LINE_SEARCH_STEPS,
        tolerance=1e-5,
        rule=Backtracking(loss=surface.loss, enough=0.5),  # no step overshoots
    )
    rest = descent.t[-1]
    if descent.ended is not Ending.TOLERANCE_REACHED or math.dist(rest, nearest) < 1e-4:
        return nearest, True
    return rest, _is_minimum(rest, surface)


def _is_minimum(point: Point, surface: Surface) -> bool:
    """Tell whether the Hessian at a point, by central differences, is positive definite."""
    (x, y), h = point, 1e-4
    right, left = surface.gradient((x + h, y)), surface.gradient((x - h, y))
    above, below = surface.gradient((x, y + h)), surface.gradient((x, y - h))
    e_xx, e_xy, e_yy = right[0] - left[0], right[1] - left[1], above[1] - below[1]
    return bool(e_xx > 0 and e_xx * e_yy > e_xy * e_xy)


def _behaviour(
    path: Sequence[Point], states: int, rest: Point, surface: Surface, diverged: bool
) -> tuple[SurfaceBehaviour, int]:
    """Return what the first `states` of a path did, and the step at which that became true."""
    distances = [math.dist(point, rest) for point in path]
    heights = _highest_by_part([surface.loss(t) - surface.loss(rest) for t in path])
    if diverged or (surface.curvature is not None and _rises(heights)):
        beyond = (n for n, distance in enumerate(distances[:states]) if distance > distances[0])
        return SurfaceBehaviour.DIVERGES, next(beyond, states)
    arrival = _arrival(distances)
    if arrival < states:
        return SurfaceBehaviour.CONVERGED, arrival
    if states == 1:
        return SurfaceBehaviour.NOT_STARTED, 0
    turn = next(iter(_turns(path[:states])), None)
    converges = arrival < len(path) or _rises(heights[::-1]) or not _turns(path[-len(path) // 2 :])
    if turn is None or converges:
        return SurfaceBehaviour.APPROACHING, 0
    return SurfaceBehaviour.OSCILLATES, turn


def _arrival(distances: Sequence[float]) -> int:
    """Return the step from which on the distance is small; `len(distances)` without one."""
    tolerance = max(ARRIVAL_TOLERANCE * distances[0], ROUNDING_TOLERANCE)
    backwards = range(len(distances) - 1, -1, -1)
    return next((n + 1 for n in backwards if distances[n] > tolerance), 0)


def _highest_by_part(losses: Sequence[float]) -> list[float]:
    """Return the largest loss in each of the last five tenths."""
    cuts = [len(losses) * i // 10 for i in range(5, 11)]
    return [max(losses[a:b], default=losses[-1]) for a, b in pairwise(cuts)]


def _rises(heights: Sequence[float]) -> bool:
    return all(later > (1 + 1e-9) * earlier for earlier, later in pairwise(heights))


def _turns(path: Sequence[Point]) -> list[int]:
    """Return the steps at which a path turns by more than a right angle."""
    moves = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(path)]
    return [
        n
        for n, ((x0, y0), (x1, y1)) in enumerate(pairwise(moves), start=1)
        if x0 * x1 + y0 * y1 < 0
    ]
