"""A whole descent in columns, which knows why it ended.

Example:
    >>> from gdlib.landscapes import landscape
    >>> parabola = landscape("squared_error")
    >>> run = record(parabola.loss, parabola.gradient, t=-5.0, lr=0.1, steps=50)
    >>> run
    <Trajectory of 50 updates, steps_done: t=-5 → 4.948, loss 50 → 0.001328>
    >>> print(run[:2])
    0-th iteration, t=-5.000, loss: 50.000, grad: -10.000
    1-th iteration, t=-4.000, loss: 40.500, grad: -9.000
"""

import csv
import io
import json
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from math import isfinite
from typing import Any, overload

from gdlib.checks import check_count, check_functions_at, check_number, check_positive, check_start
from gdlib.descent import Step, descend, format_value
from gdlib.elementwise import Real, is_array


class Ending(StrEnum):
    """Why a run ended."""

    STEPS_DONE = "steps_done"
    TOLERANCE_REACHED = "tolerance_reached"
    DIVERGED = "diverged"


@dataclass(frozen=True, eq=False, repr=False)
class Trajectory(Sequence[Step]):
    """The states a descent went through, one column for each quantity.

    It is a sequence of `Step`s: one more than updates were made, because the state after the last
    update is there too. Printed, it shows the states from which an update was made, one line each.

    Attributes:
        n: iteration numbers.
        t: parameters; an `array('d')` for floats, else a list.
        loss: E(t), like `t`.
        grad: ∂E/∂t, like `t`.
        lr: learning rate.
        updates: how many updates the whole run made; the one that left the range of floats
            included.
        ended: why the whole run ended.
    """

    n: range
    t: Sequence[Real]
    loss: Sequence[Real]
    grad: Sequence[Real]
    lr: float
    updates: int
    ended: Ending

    def __len__(self) -> int:
        """Return how many states there are."""
        return len(self.n)

    def __iter__(self) -> Iterator[Step]:
        """Give every state as a `Step`."""
        return map(Step._make, zip(self.n, self.t, self.loss, self.grad, strict=True))

    @overload
    def __getitem__(self, index: int) -> Step: ...
    @overload
    def __getitem__(self, index: slice) -> "Trajectory": ...
    def __getitem__(self, index: int | slice) -> "Step | Trajectory":
        """Return one state as a `Step`, or a slice as a `Trajectory`."""
        t, loss, grad = self.t[index], self.loss[index], self.grad[index]
        if isinstance(index, slice):
            return Trajectory(self.n[index], t, loss, grad, self.lr, self.updates, self.ended)
        return Step(self.n[index], t, loss, grad)

    def __str__(self) -> str:
        """Return one line for each state from which an update was made."""
        return "\n".join(str(step) for step in self if step.n < self.updates)

    def __repr__(self) -> str:
        """Return how long the run was, why it ended, and where it began and ended."""
        if not self.n:
            return f"<Trajectory without steps, {self.ended}>"
        t, loss = (f"{_brief(column[0])} → {_brief(column[-1])}" for column in (self.t, self.loss))
        return f"<Trajectory of {self.updates} updates, {self.ended}: t={t}, loss {loss}>"

    def to_dict(self) -> dict[str, Any]:
        """Return plain numbers, strings and lists, ready for JSON."""
        return {
            "lr": self.lr,
            "updates": self.updates,
            "ended": str(self.ended),
            "n": list(self.n),
            "t": _plain(self.t),
            "loss": _plain(self.loss),
            "grad": _plain(self.grad),
        }

    def to_json(self) -> str:
        """Return `to_dict` as one line of JSON, whose numbers read back exactly."""
        return json.dumps(self.to_dict(), ensure_ascii=False, allow_nan=False)

    def to_csv(self) -> str:
        """Return a table headed `n,t,loss,grad`; an array gets a column a number: `t0,t1,…`."""
        columns: dict[str, Sequence[float]] = {"n": self.n}
        for name in ("t", "loss", "grad"):
            columns.update(_flat_columns(name, getattr(self, name)))
        table = io.StringIO()
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(zip(*columns.values(), strict=True))
        return table.getvalue()


def record(
    loss: Callable[[Real], Real],
    gradient: Callable[[Real], Real],
    t: Real,
    *,
    lr: float = 0.1,
    steps: int = 50,
    tolerance: float | None = None,
) -> Trajectory:
    """Go downhill from `t` for a number of updates, and keep every state on the way.

    Divergence raises nothing: such a run ends with its last state whose numbers are all finite.

    Args:
        loss: E(t), one function of `t`.
        gradient: ∂E/∂t, one function of `t` that returns the shape of `t`.
        t: start; a finite float, or an array of finite numbers.
        lr: learning rate; above 0.
        steps: updates to make; 0 or more.
        tolerance: end as soon as no part of the gradient is larger than this; 0 or more. None:
            don't.

    Raises:
        TypeError: an argument has the wrong type.
        ValueError: a number is out of range, or loss and gradient are not finite at the start.
    """
    t, lr, steps = check_start(t), check_positive("lr", lr), check_count("steps", steps)
    if tolerance is not None and check_number("tolerance", tolerance) < 0:
        raise ValueError(f"tolerance must be 0 or more, or None, got {tolerance!r}")
    check_functions_at(loss, gradient, t)
    threshold = -1.0 if tolerance is None else tolerance
    columns = (_record_array if is_array(t) else _record_floats)(
        loss, gradient, t, lr, steps, threshold
    )
    return _trajectory(*columns, lr=lr, steps=steps, threshold=threshold)


def _record_floats(
    loss: Callable[[float], float],
    gradient: Callable[[float], float],
    t: float,
    lr: float,
    steps: int,
    threshold: float,
) -> tuple[Sequence[float], Sequence[float], Sequence[float]]:
    ts, losses, grads = array("d"), array("d"), array("d")
    with suppress(OverflowError):
        for _ in range(steps + 1):
            grad = gradient(t)
            ts.append(t)
            grads.append(grad)
            if abs(grad) <= threshold:
                break
            t = t - lr * grad
            if not isfinite(t):
                break
    # The loss has no part in the way down, so it is computed for the whole column afterwards.
    with suppress(OverflowError):
        losses.extend(map(loss, ts))
    kept = _finite_length(losses, grads)
    return ts[:kept], losses[:kept], grads[:kept]


def _finite_length(losses: Sequence[float], grads: Sequence[float]) -> int:
    """Return how many states come before the first number that is not finite."""
    if len(losses) == len(grads) and isfinite(sum(losses)) and isfinite(grads[-1]):
        return len(losses)  # a finite sum has finite parts; finding that out is cheap
    return sum(1 for _ in takewhile(_both_finite, zip(losses, grads, strict=False)))


def _both_finite(pair: tuple[float, float]) -> bool:
    return isfinite(pair[0]) and isfinite(pair[1])


def _record_array(
    loss: Callable[[Real], Real],
    gradient: Callable[[Real], Real],
    t: Real,
    lr: float,
    steps: int,
    threshold: float,
) -> tuple[Sequence[Real], Sequence[Real], Sequence[Real]]:
    taken = []
    for step in descend(loss, gradient, t, lr):
        taken.append(step)
        if step.n == steps or abs(step.grad).max() <= threshold:
            break
    _, ts, losses, grads = zip(*taken, strict=True)
    return list(ts), list(losses), list(grads)


def _trajectory(
    t: Sequence[Real],
    loss: Sequence[Real],
    grad: Sequence[Real],
    *,
    lr: float,
    steps: int,
    threshold: float,
) -> Trajectory:
    states = len(t)
    if _largest(grad[-1]) <= threshold:
        updates, ended = states - 1, Ending.TOLERANCE_REACHED
    elif states == steps + 1:
        updates, ended = steps, Ending.STEPS_DONE
    else:
        updates, ended = states, Ending.DIVERGED
    return Trajectory(range(states), t, loss, grad, lr=lr, updates=updates, ended=ended)


def _largest(grad: Real) -> float:
    return float(abs(grad).max()) if is_array(grad) else abs(grad)


def _brief(value: Real) -> str:
    return format_value(value) if hasattr(value, "__len__") else f"{value:.4g}"


def _plain(column: Sequence[Real]) -> list[Any]:
    return [value.tolist() if hasattr(value, "tolist") else value for value in column]


def _flat_columns(name: str, column: Sequence[Real]) -> dict[str, Sequence[float]]:
    if not column or not hasattr(column[0], "ravel"):
        return {name: column}
    rows = [value.ravel().tolist() for value in column]
    return {f"{name}{i}": numbers for i, numbers in enumerate(zip(*rows, strict=True))}
