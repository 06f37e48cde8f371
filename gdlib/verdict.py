"""What a run did, as data: converged, swung, oscillated for ever or diverged, at which step, and why.

Example:
    >>> from gdlib.landscapes import landscape
    >>> from gdlib.trajectory import record
    >>> parabola = landscape("squared_error")
    >>> run = record(parabola.loss, parabola.gradient, t=-5.0, lr=2.1)
    >>> judged = verdict(run, parabola)
    >>> str(judged.kind), judged.step, judged.limit, judged.safer_lr
    ('diverges', 1, 2.0, 0.5)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gdlib.landscapes import Landscape
from gdlib.trajectory import Ending, Trajectory, record

#: A run has arrived when its distance to the minimum is this part of the distance it started with.
ARRIVED = 0.01

#: Closer to a minimum than this (relative to its own size) is as close as rounding lets a float be.
ROUNDING = 1e-12

#: Where theory gives no answer, the run is continued for this many updates to see what becomes of it.
HORIZON = 10_000


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
            - `converged`: it came within `tolerance` of the minimum and stayed there.
            - `converged_swinging`: the same, jumping from one side to the other on its way.
            - `approaching`: it has not arrived yet, and is on its way without changing sides.
            - `swinging`: it has not arrived yet, and jumps from side to side with shrinking swings.
            - `oscillates`: it turns round again and again and never settles.
            - `diverges`: it leaves the minimum for ever.
        step: the iteration n at which that became true: the first one that counts as arrived, the first change of
            direction (`swinging`, `oscillates`), the first one farther away than the start (`diverges`), the first one
            on the flat point; 0 for `not_started`, `at_minimum` and `approaching`.
        minimum: the minimum it reached, approaches or swings around; None on a flat point and for a run that diverges.
        is_global: no other minimum is lower than `minimum`; None where there is no `minimum`.
        lr: learning rate of the run.
        limit: below this rate every run on this landscape settles; None where there is no such rate.
        tolerance: the distance to `minimum` that counts as arrived.
        needed: the step at which the run arrives, or would arrive if it were continued; None if it never does or only
            after more than 10,000 further updates.
        safer_lr: a rate with which a run from this start settles in a minimum; None where the present rate does, and
            where none is known.
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

    It judges a whole run of plain gradient descent with a constant rate from one starting number. Where the
    landscape's `limit` doesn't decide, the run is continued for 10,000 updates to see what becomes of it.

    Args:
        trajectory: what `record(landscape.loss, landscape.gradient, …)` returned.
        landscape: where it ran.

    Raises:
        ValueError: `trajectory` is empty or doesn't start with n = 0.
    """
    if not trajectory.n or trajectory.n[0] != 0:
        raise ValueError(f"trajectory must begin with step 0, got {trajectory!r}")
    course = _Course.of(trajectory, landscape)
    kind, step = _behaviour(trajectory, course)
    lost = kind in (Behaviour.FLAT_POINT, Behaviour.DIVERGES)
    needs_another_rate = kind in (Behaviour.OSCILLATES, Behaviour.DIVERGES)
    return Verdict(
        kind=kind,
        step=step,
        minimum=None if lost else course.minimum,
        is_global=None if lost else course.minimum in landscape.global_minima,
        lr=trajectory.lr,
        limit=landscape.limit,
        tolerance=course.tolerance,
        needed=course.arrival if course.settles else None,
        safer_lr=_safer_lr(trajectory.t[0], landscape) if needs_another_rate else None,
    )


@dataclass(frozen=True)
class _Course:
    """A run and its future, seen from the minimum it ends up nearest to.

    Attributes:
        minimum: that minimum; for a run that diverges, the one nearest to the start.
        distances: |t − minimum| at every step, of the run and of its continuation.
        rounding: the distance that counts as none at all.
        tolerance: the distance that counts as arrived.
        settles: it comes to rest at `minimum`, sooner or later.
        diverges: it leaves for ever.
    """

    minimum: float
    distances: Sequence[float]
    rounding: float
    tolerance: float
    settles: bool
    diverges: bool

    @classmethod
    def of(cls, trajectory: Trajectory, landscape: Landscape) -> "_Course":
        """Continue a run where needed and look at the whole."""
        start, lr = trajectory.t[0], trajectory.lr
        future = _continued(trajectory, landscape)
        leaves = Ending.DIVERGED in (trajectory.ended, future.ended)
        path = [*trajectory.t, *future.t[1:]]
        minimum = _nearest(landscape.minima, start if leaves else path[-1])
        distances = [abs(t - minimum) for t in path]
        rounding = ROUNDING * max(1.0, abs(minimum), abs(start))
        below_limit = landscape.limit is not None and lr < landscape.limit
        above_limit = (
            landscape.is_quadratic and landscape.limit is not None and lr > landscape.limit
        )
        at_limit = landscape.is_quadratic and not (below_limit or above_limit)
        return cls(
            minimum,
            distances,
            rounding,
            tolerance=max(ARRIVED * distances[0], rounding),
            settles=below_limit or not (leaves or at_limit) and _shrinks(distances, rounding),
            diverges=leaves or above_limit or _grows(distances) and _repels_far_away(landscape, lr),
        )

    @property
    def arrival(self) -> int | None:
        """The step from which on the distance stays within the tolerance."""
        steps = range(len(self.distances) - 1, -1, -1)
        last_outside = next((n for n in steps if self.distances[n] > self.tolerance), -1)
        return last_outside + 1 if last_outside + 1 < len(self.distances) else None


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
    if turn is None or course.settles and not _changes_sides(trajectory.t[-2:], course.minimum):
        return Behaviour.APPROACHING, 0
    return (Behaviour.SWINGING if course.settles else Behaviour.OSCILLATES), turn


def _arrived(trajectory: Trajectory, course: _Course, step: int) -> tuple[Behaviour, int]:
    if course.distances[1] <= course.rounding:
        return Behaviour.ONE_STEP, 1
    if _changes_sides(trajectory.t[step - 1 : step + 1], course.minimum):
        return Behaviour.CONVERGED_SWINGING, step
    return Behaviour.CONVERGED, step


def _continued(trajectory: Trajectory, landscape: Landscape) -> Trajectory:
    """Return the run's next 10,000 updates, or none if it has left the range of floats already."""
    steps = 0 if trajectory.ended is Ending.DIVERGED else HORIZON
    last = trajectory.t[-1]
    return record(landscape.loss, landscape.gradient, last, lr=trajectory.lr, steps=steps)


def _nearest(minima: Sequence[float], t: float) -> float:
    return min(minima, key=lambda minimum: abs(minimum - t))


def _changes_sides(ts: Sequence[float], minimum: float) -> bool:
    return min(ts) < minimum < max(ts)


def _first_turn(grads: Sequence[float]) -> int | None:
    """Return the first step at which the run turns round: where the gradient has changed its sign."""
    pairs = enumerate(zip(grads, grads[1:], strict=False), start=1)
    return next(
        (n for n, (before, after) in pairs if min(before, after) < 0 < max(before, after)), None
    )


def _largest_by_quarter(distances: Sequence[float]) -> list[float]:
    quarter = max(1, len(distances) // 4)
    return [max(distances[-(i + 1) * quarter : len(distances) - i * quarter]) for i in (2, 1, 0)]


def _shrinks(distances: Sequence[float], rounding: float) -> bool:
    """Tell whether the run comes to rest, or its largest distance still falls by 1 % every quarter."""
    early, middle, late = _largest_by_quarter(distances)
    return late <= rounding or (middle < 0.99 * early and late < 0.99 * middle)


def _grows(distances: Sequence[float]) -> bool:
    early, middle, late = _largest_by_quarter(distances)
    return middle > 1.01 * early and late > 1.01 * middle


def _repels_far_away(landscape: Landscape, lr: float) -> bool:
    """Tell whether an update from far away leads farther away: if not, no run ever leaves for good."""
    far = 1e9 * max(1.0, abs(landscape.y))
    return abs(far - lr * landscape.gradient(far) - landscape.y) > abs(far - landscape.y)


def _safer_lr(start: float, landscape: Landscape) -> float | None:
    """Return a quarter of the limit; without a limit, the first of ever smaller rates that is seen to settle."""
    if landscape.limit is not None:
        return landscape.limit / 4
    distance = abs(start - _nearest(landscape.minima, start))
    rates = (distance / 2**halvings for halvings in range(2, 20))
    return next((lr for lr in rates if _comes_to_rest(start, lr, landscape)), None)


def _comes_to_rest(start: float, lr: float, landscape: Landscape) -> bool:
    run = record(landscape.loss, landscape.gradient, start, lr=lr, steps=HORIZON)
    distance = abs(run.t[-1] - _nearest(landscape.minima, run.t[-1]))
    return run.ended is not Ending.DIVERGED and distance <= ROUNDING * max(1.0, abs(start))
