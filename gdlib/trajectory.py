"""A recorded descent: its states as columns, and why it ended.

Examples:
    >>> from gdlib.objectives.landscapes import landscape
    >>> from gdlib.recording import record
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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, overload

from gdlib.descent import Step, format_value
from gdlib.elementwise import Real
from gdlib.optimizers import Optimizer
from gdlib.validation.floats import is_array


class Ending(StrEnum):
    """Why a run ended.

    - `steps_done`: all updates were made.
    - `tolerance_reached`: no component of the gradient was larger than the tolerance.
    - `diverged`: after its last state, a number was too large for a float, or not a number.
    """

    STEPS_DONE = "steps_done"
    TOLERANCE_REACHED = "tolerance_reached"
    DIVERGED = "diverged"


@dataclass(frozen=True, eq=False, repr=False)
class Trajectory(Sequence[Step]):
    """The states of a descent, one column for each quantity.

    It is a sequence of `Step`s, one more than updates: the first state is the start, the last the
    state after the last update. `print` shows the states before each update, one line each.

    Attributes:
        n: iteration numbers.
        t: parameters; an `array('d')` for floats, else a list of tuples or arrays.
        loss: E(t), like `t`.
        grad: ∂E/∂t, like `t`.
        lr: learning rate, or the schedule.
        updates: how many updates the whole run made, including one that overflowed.
        ended: why the whole run ended.
        rule: the optimizer that made the updates; None for plain gradient descent.
    """

    n: range
    t: Sequence[Real]
    loss: Sequence[Real]
    grad: Sequence[Real]
    lr: float | Callable[[int], float]
    updates: int
    ended: Ending
    rule: Optimizer | None = None

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
            return replace(self, n=self.n[index], t=t, loss=loss, grad=grad)
        return Step(self.n[index], t, loss, grad)

    def __str__(self) -> str:
        """Return one line for each state before an update."""
        return "\n".join(str(step) for step in self if step.n < self.updates)

    def __repr__(self) -> str:
        """Return the number of updates, why it ended, and the first and last t and loss."""
        if not self.n:
            return f"<Trajectory without steps, {self.ended}>"
        t, loss = (f"{_brief(column[0])} → {_brief(column[-1])}" for column in (self.t, self.loss))
        return f"<Trajectory of {self.updates} updates, {self.ended}: t={t}, loss {loss}>"

    def to_dict(self) -> dict[str, Any]:
        """Return plain numbers, strings and lists, ready for JSON."""
        return {
            "lr": repr(self.lr) if callable(self.lr) else self.lr,
            "updates": self.updates,
            "ended": str(self.ended),
            "rule": None if self.rule is None else repr(self.rule),
            "n": list(self.n),
            "t": _plain(self.t),
            "loss": _plain(self.loss),
            "grad": _plain(self.grad),
        }

    def to_json(self) -> str:
        """Return `to_dict` as one line of JSON, whose numbers read back exactly."""
        return json.dumps(self.to_dict(), ensure_ascii=False, allow_nan=False)

    def to_csv(self) -> str:
        """Return a table headed `n,t,loss,grad`; arrays get a column per component: `t0,t1,…`."""
        columns: dict[str, Sequence[float]] = {"n": self.n}
        for name in ("t", "loss", "grad"):
            columns.update(_flat_columns(name, getattr(self, name)))
        table = io.StringIO()
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(zip(*columns.values(), strict=True))
        return table.getvalue()


def _brief(value: Real) -> str:
    return format_value(value) if hasattr(value, "__len__") else f"{value:.4g}"


def _plain(column: Sequence[Real]) -> list[Any]:
    return [_numbers(value) for value in column]


def _numbers(value: Real) -> Any:
    """Return a number as it is, and a tuple or an array as a list of its numbers."""
    if is_array(value):
        return value.tolist()
    return list(value) if isinstance(value, tuple) else value


def _flat_columns(name: str, column: Sequence[Real]) -> dict[str, Sequence[float]]:
    if not column or not hasattr(column[0], "__len__"):
        return {name: column}
    rows = [value.ravel().tolist() if is_array(value) else value for value in column]
    return {f"{name}{i}": numbers for i, numbers in enumerate(zip(*rows, strict=True))}
