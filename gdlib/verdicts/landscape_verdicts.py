"""Verdicts on runs on a landscape: converged, oscillates or diverges, at which step, and why.

Examples:
    >>> from gdlib.objectives.landscapes import landscape
    >>> from gdlib.recording import record
    >>> parabola = landscape("squared_error")
    >>> run = record(parabola.loss, parabola.gradient, t=-5.0, lr=2.1)
    >>> judged = verdict(run, parabola)
    >>> str(judged.kind), judged.step, judged.limit, judged.safer_lr
    ('diverges', 1, 2.0, 0.5)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, pairwise

from gdlib.objectives.landscapes import Landscape
from gdlib.optimizers import GradientDescent
from gdlib.recording import record
from gdlib.trajectory import Ending, Trajectory
from gdlib.validation.checks import check_positive
from gdlib.verdicts.forecast import HORIZON, Forecast, forecast_of, nearest_minimum, rounding_error


class Behaviour(StrEnum):
    """Kinds of behaviour of a run on a landscape; `Verdict` defines each."""

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
    """What a run did, at which step, and how its learning rate compares to the limit.

    Attributes:
        kind: what it did.

            - `not_started`: no update was made.
            - `at_minimum`: it started in a minimum and stayed there.
            - `flat_point`: it rests where the gradient is 0 although that is no minimum.
            - `one_step`: the first update landed in the minimum.
            - `converged`: it came within `tolerance` of the minimum and stays there.
            - `converged_swinging`: the same, jumping from side to side on its way.
            - `approaching`: it has not arrived yet, and comes closer from one side.
            - `swinging`: it has not arrived yet, and jumps from side to side in shrinking swings.
            - `oscillates`: it jumps from side to side and never converges.
            - `diverges`: its distance from the minimum grows beyond all bounds.
        step: the iteration at which that became true: the first within `tolerance`, the first
            after a turn (`swinging`, `oscillates`), the first farther away than the start
            (`diverges`), the first on the flat point; 0 for `not_started`, `at_minimum` and
            `approaching`.
        minimum: where it arrived, where it is going or what it swings around; None on a flat point
            and for a run that diverges.
        is_global: no other minimum is lower; None where there is no `minimum`.
        lr: learning rate of the run.
        limit: below this rate every run on this landscape converges; None where there is none.
        tolerance: the distance to `minimum` that counts as arrived.
        needed: the step at which the run arrives, or would arrive if it were continued; None if it
            never does, or only after more than 5,000 further updates.
        safer_lr: a rate with which a run from this start converges; None where the run itself
            does, and where none is known.
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
    """Return the verdict on a run on a landscape.

    The run must be a whole one of plain gradient descent, with a constant rate, from one starting
    number. Where theory doesn't decide, the run is continued.

    Args:
        trajectory: what `record(landscape.loss, landscape.gradient, …)` returned.
        landscape: where it ran.

    Raises:
        TypeError: `trajectory` is no `Trajectory`, or its learning rate is a schedule.
        ValueError: `trajectory` is empty, doesn't hold every step from n = 0 on, is not of one
            number, or followed another rule or the gradient of something else.
    """
    check_run_from_start(trajectory)
    lr = check_positive("the trajectory's lr", trajectory.lr)
    if not isinstance(trajectory.rule, GradientDescent | None):
        raise ValueError(f"trajectory must be of plain gradient descent, got {trajectory.rule!r}")
    if not isinstance(trajectory.t[0], float):
        raise ValueError(f"trajectory must be of one number, got {trajectory!r}")
    for t, grad in zip(trajectory.t, trajectory.grad, strict=True):
        if abs(landscape.gradient(t) - grad) > 1e-9 * max(1.0, abs(grad)):
            raise ValueError(f"trajectory must follow the gradient of {landscape.name}, got {grad}")
    forecast = forecast_of(trajectory, lr, landscape)
    kind, step = _behaviour(trajectory, forecast)
    without_minimum = kind in (Behaviour.FLAT_POINT, Behaviour.DIVERGES)
    needs_another_rate = kind in (Behaviour.OSCILLATES, Behaviour.DIVERGES)
    return Verdict(
        kind=kind,
        step=step,
        minimum=None if without_minimum else forecast.minimum,
        is_global=None if without_minimum else forecast.minimum in landscape.global_minima,
        lr=lr,
        limit=landscape.limit,
        tolerance=forecast.tolerance,
        needed=forecast.arrival if forecast.converges else None,
        safer_lr=_safer_lr(trajectory.t[0], landscape) if needs_another_rate else None,
    )


def check_run_from_start(trajectory: object) -> None:
    """Accept a run from its first step on.

    Raises:
        TypeError: `trajectory` is no `Trajectory`.
        ValueError: it is empty or doesn't hold every step from n = 0 on.
    """
    if not isinstance(trajectory, Trajectory):
        raise TypeError(f"trajectory must be a Trajectory, got {trajectory!r}")
    if not trajectory.n or trajectory.n[0] != 0:
        raise ValueError(f"trajectory must begin with step 0, got {trajectory!r}")
    if trajectory.n.step != 1:
        raise ValueError(f"trajectory must hold every step, got n = {list(trajectory.n[:2])}, …")


def _behaviour(trajectory: Trajectory, forecast: Forecast) -> tuple[Behaviour, int]:
    """Return what the run did and the step at which that became true."""
    distances = forecast.distances[: len(trajectory)]
    if max(distances) <= forecast.rounding_error:
        return Behaviour.AT_MINIMUM, 0
    if trajectory.grad[-1] == 0 and distances[-1] > forecast.rounding_error:
        return Behaviour.FLAT_POINT, list(trajectory.grad).index(0)
    if trajectory.updates == 0:
        return Behaviour.NOT_STARTED, 0
    if forecast.diverges:
        beyond = (n for n, distance in enumerate(distances) if distance > distances[0])
        return Behaviour.DIVERGES, next(beyond, len(distances))
    if forecast.converges and forecast.arrival is not None and forecast.arrival < len(distances):
        return _arrived(trajectory, forecast, forecast.arrival)
    turn = _first_turn(trajectory.grad)
    one_sided = forecast.converges and not _changes_sides(trajectory.t[-2:], forecast.minimum)
    if turn is None or one_sided:
        return Behaviour.APPROACHING, 0
    return (Behaviour.SWINGING if forecast.converges else Behaviour.OSCILLATES), turn


def _arrived(trajectory: Trajectory, forecast: Forecast, step: int) -> tuple[Behaviour, int]:
    if forecast.distances[1] <= forecast.rounding_error:
        return Behaviour.ONE_STEP, 1
    if _changes_sides(trajectory.t[step - 1 : step + 1], forecast.minimum):
        return Behaviour.CONVERGED_SWINGING, step
    return Behaviour.CONVERGED, step


def _changes_sides(ts: Sequence[float], minimum: float) -> bool:
    return min(ts) < minimum < max(ts)


def _first_turn(grads: Sequence[float]) -> int | None:
    """Return the first step after a turn: the gradient has changed its sign."""
    changes = (min(pair) < 0 < max(pair) for pair in pairwise(grads))
    return next((n for n, changed in enumerate(changes, start=1) if changed), None)


def _safer_lr(start: float, landscape: Landscape) -> float | None:
    """Return a quarter of the limit; without one, the largest of the tried rates that converges."""
    if landscape.limit is not None:
        return landscape.limit / 4
    distance = abs(start - nearest_minimum(landscape.minima, start))
    halved = (distance / 2**halvings for halvings in range(2, 20))
    rates = chain((0.5, 0.1), halved)
    return next((lr for lr in rates if _converges(start, lr, landscape)), None)


def _converges(start: float, lr: float, landscape: Landscape) -> bool:
    run = record(landscape.loss, landscape.gradient, start, lr=lr, steps=HORIZON, tolerance=0.0)
    distance = abs(run.t[-1] - nearest_minimum(landscape.minima, run.t[-1]))
    return run.ended is not Ending.DIVERGED and distance <= rounding_error(start, run.t[-1])
