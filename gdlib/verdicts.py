"""What a run did, as data: converge, swing, oscillate or diverge, at which step, and why.

Example:
    >>> from gdlib.landscapes import landscape
    >>> from gdlib.recording import record
    >>> parabola = landscape("squared_error")
    >>> run = record(parabola.loss, parabola.gradient, t=-5.0, lr=2.1)
    >>> judged = verdict(run, parabola)
    >>> str(judged.kind), judged.step, judged.limit, judged.safer_lr
    ('diverges', 1, 2.0, 0.5)
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, pairwise

from gdlib.checks import check_positive
from gdlib.landscapes import Landscape
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


class Behaviour(StrEnum):
    """What a run did."""

    NOT_STARTED = "not_started"
    AT_MINIMUM = "at_minimum"
    FLAT_POINT = "flat_point"
    ONE_STEP = "one_step"
    CONVERGED = "converged"
    CONVERGED_SWINGING = "converged_swinging"
    APPROACHING = "approaching"
    SWINGING = "swinging"
    OSCILLATES = "oscillates"
    DIVERGES = "diverges"


@dataclass(frozen=True)
class Verdict:
    """What a run did, when, and what the learning rate had to do with it.

    Attributes:
        kind: what it did.

            - `not_started`: no update was made.
            - `at_minimum`: it started in a minimum and stayed there.
            - `flat_point`: it rests where the gradient is 0 although that is no minimum.
            - `one_step`: the first update landed in the minimum.
            - `converged`: it came within `tolerance` of the minimum and stays there.
            - `converged_swinging`: the same, jumping from side to side on its way.
            - `approaching`: it has not arrived yet, and is on its way on one side.
            - `swinging`: it has not arrived yet, and jumps from side to side in shrinking swings.
            - `oscillates`: it turns round again and again and never settles.
            - `diverges`: it leaves for ever.
        step: the iteration at which that became true: the first that counts as arrived, the first
            after a turn (`swinging`, `oscillates`), the first farther away than the start
            (`diverges`), the first on the flat point; 0 for `not_started`, `at_minimum` and
            `approaching`.
        minimum: where it arrived, where it is going or what it swings around; None on a flat point
            and for a run that diverges.
        is_global: no other minimum is lower; None where there is no `minimum`.
        lr: learning rate of the run.
        limit: below this rate every run on this landscape settles; None where there is none.
        tolerance: the distance to `minimum` that counts as arrived.
        needed: the step at which the run arrives, or would arrive if it were continued; None if it
            never does, or only after more than 5,000 further updates.
        safer_lr: a rate with which a run from this start settles in a minimum; None where the
            present rate does, and where none is known.
    """

    kind: Behaviour
    step: int
    minimum: float | None
    is_global: bool | None
    lr: float
    limit: float | None
    tolerance: float
    needed: int | None
    safer_lr: float | None


def verdict(trajectory: Trajectory, landscape: Landscape) -> Verdict:
    """Say what a run on a landscape did.

    It judges a whole run of plain gradient descent with a constant rate from one starting number.
    Where theory doesn't decide, the run is continued to see what becomes of it.

    Args:
        trajectory: what `record(landscape.loss, landscape.gradient, …)` returned.
        landscape: where it ran.

    Raises:
        TypeError: the learning rate of `trajectory` is a schedule.
        ValueError: `trajectory` is empty or doesn't start with n = 0.
    """
    lr = check_positive("the trajectory's lr", trajectory.lr)
    if not trajectory.n or trajectory.n[0] != 0:
        raise ValueError(f"trajectory must begin with step 0, got {trajectory!r}")
    course = _course(trajectory, lr, landscape)
    kind, step = _behaviour(trajectory, course)
    lost = kind in (Behaviour.FLAT_POINT, Behaviour.DIVERGES)
    needs_another_rate = kind in (Behaviour.OSCILLATES, Behaviour.DIVERGES)
    return Verdict(
        kind=kind,
        step=step,
        minimum=None if lost else course.minimum,
        is_global=None if lost else course.minimum in landscape.global_minima,
        lr=lr,
        limit=landscape.limit,
        tolerance=course.tolerance,
        needed=course.arrival if course.settles else None,
        safer_lr=_safer_lr(trajectory.t[0], landscape) if needs_another_rate else None,
    )


@dataclass(frozen=True)
class _Course:
    """A run and its continuation, seen from the minimum it ends up nearest to.

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


def _course(trajectory: Trajectory, lr: float, landscape: Landscape) -> _Course:
    start, theory = trajectory.t[0], _settles_in_theory(lr, landscape)
    path, leaves = _continued(trajectory, lr, landscape, theory)
    minimum = _nearest(landscape.minima, start if leaves else path[-1])
    distances = array("d", [abs(t - minimum) for t in path])
    rounding = _rounding(start, minimum)
    tolerance = max(ARRIVED * distances[0], rounding)
    settles = not (leaves or _repeats(path)) and _shrinks(distances, rounding)
    above_limit = theory is False and lr != landscape.limit
    return _Course(
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
    distance = abs(last - _nearest(landscape.minima, last))
    rests = distance <= _rounding(start, last) or landscape.gradient(last) == 0
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
    return abs(back - before) < REPEATED * width and width > _rounding(path[0], back)


def _rounding(start: float, t: float) -> float:
    """Return how close to `t` a run from `start` comes at best."""
    return ROUNDING * max(1.0, abs(start), abs(t))


def _arrival(distances: Sequence[float], tolerance: float) -> int | None:
    backwards = range(len(distances) - 1, -1, -1)
    last_outside = next((n for n in backwards if distances[n] > tolerance), -1)
    return last_outside + 1 if last_outside + 1 < len(distances) else None


def _behaviour(trajectory: Trajectory, course: _Course) -> tuple[Behaviour, int]:
    """Return what the run did and the step at which that became true."""
    distances = course.distances[: len(trajectory)]
    if max(distances) <= course.rounding:
        return Behaviour.AT_MINIMUM, 0
    if trajectory.grad[-1] == 0 and distances[-1] > course.rounding:
        return Behaviour.FLAT_POINT, list(trajectory.grad).index(0)
    if trajectory.updates == 0:
        return Behaviour.NOT_STARTED, 0
    if course.diverges:
        beyond = (n for n, distance in enumerate(distances) if distance > distances[0])
        return Behaviour.DIVERGES, next(beyond, len(distances))
    if course.settles and course.arrival is not None and course.arrival < len(distances):
        return _arrived(trajectory, course, course.arrival)
    turn = _first_turn(trajectory.grad)
    one_sided = course.settles and not _changes_sides(trajectory.t[-2:], course.minimum)
    if turn is None or one_sided:
        return Behaviour.APPROACHING, 0
    return (Behaviour.SWINGING if course.settles else Behaviour.OSCILLATES), turn


def _arrived(trajectory: Trajectory, course: _Course, step: int) -> tuple[Behaviour, int]:
    if course.distances[1] <= course.rounding:
        return Behaviour.ONE_STEP, 1
    if _changes_sides(trajectory.t[step - 1 : step + 1], course.minimum):
        return Behaviour.CONVERGED_SWINGING, step
    return Behaviour.CONVERGED, step


def _nearest(minima: Sequence[float], t: float) -> float:
    return min(minima, key=lambda minimum: abs(minimum - t))


def _changes_sides(ts: Sequence[float], minimum: float) -> bool:
    return min(ts) < minimum < max(ts)


def _first_turn(grads: Sequence[float]) -> int | None:
    """Return the first step after a turn: the gradient has changed its sign."""
    changes = (min(pair) < 0 < max(pair) for pair in pairwise(grads))
    return next((n for n, changed in enumerate(changes, start=1) if changed), None)


def _shrinks(distances: Sequence[float], rounding: float) -> bool:
    """Tell whether the run rests, or its largest distance falls by 1 % from quarter to quarter."""
    early, middle, late = _largest_by_quarter(distances)
    return late <= rounding or (middle < 0.99 * early and late < 0.99 * middle)


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


def _safer_lr(start: float, landscape: Landscape) -> float | None:
    """Return a quarter of the limit; without one, the first of ever smaller rates that settles."""
    if landscape.limit is not None:
        return landscape.limit / 4
    distance = abs(start - _nearest(landscape.minima, start))
    parts = (distance / 2**halvings for halvings in range(2, 20))
    rates = chain((0.5, 0.1), parts)
    return next((lr for lr in rates if _comes_to_rest(start, lr, landscape)), None)


def _comes_to_rest(start: float, lr: float, landscape: Landscape) -> bool:
    run = record(landscape.loss, landscape.gradient, start, lr=lr, steps=HORIZON, tolerance=0.0)
    distance = abs(run.t[-1] - _nearest(landscape.minima, run.t[-1]))
    return run.ended is not Ending.DIVERGED and distance <= _rounding(start, run.t[-1])
