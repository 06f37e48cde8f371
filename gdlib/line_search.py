"""Backtracking line search: in each update the rate is halved until the loss falls enough.

Examples:
    >>> from gdlib.recording import record
    >>> def loss(t):
    ...     return t**4
    >>> rule = Backtracking(loss=loss)
    >>> run = record(loss, lambda t: 4 * t**3, 3.0, lr=1.0, steps=30, rule=rule)
    >>> [run.loss[n] > run.loss[n + 1] for n in range(30)].count(False)
    0
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from gdlib.elementwise import Real
from gdlib.optimizers import Optimizer, Update
from gdlib.validation.checks import check_fraction, check_function, check_positive, set_checked
from gdlib.validation.floats import as_float, is_array

#: The most rates tried in an update: after as many halvings a rate is below the rounding error.
MAX_TRIALS = 60


@dataclass(frozen=True, kw_only=True)
class Backtracking(Optimizer):
    """t ← t − α g with the first α of η, η s, η s², … that satisfies Armijo's condition.

    That is E(t − α g) ≤ E(t) − c α |g|²: the loss falls by at least a small part of the decrease
    that the slope predicts. η, the learning rate given to `record`, is only the first rate tried.
    If no rate satisfies it, as in a minimum, the parameter stays.

    Attributes:
        loss: E(t), one number.
        shrink: s, the factor of a rate that is too large; above 0, below 1.
        enough: c, the part of the predicted decrease that is required; above 0, below 1.

    Source:
        Armijo, "Minimization of functions having Lipschitz continuous first partial derivatives",
        1966; Nocedal and Wright, "Numerical optimization", 2nd edition, 2006, algorithm 3.1.
    """

    loss: Callable[[Real], Real]
    shrink: float = 0.5
    enough: float = 1e-4

    def __post_init__(self) -> None:
        """Check the hyperparameters."""
        check_function("loss", self.loss)
        set_checked(self, check_positive, ["shrink", "enough"])
        set_checked(self, check_fraction, ["shrink", "enough"])

    def start(self) -> Update:
        """Return a new update, which has no state."""
        loss, shrink, enough = _without_overflow(self.loss), self.shrink, self.enough

        def update(t: Real, grad: Real, lr: float) -> Real:
            before, required = loss(t), enough * _squared_norm(grad)
            for _ in range(MAX_TRIALS):
                after = _moved(t, grad, lr)
                if loss(after) <= before - lr * required:
                    return after
                lr = lr * shrink
            return t

        return update

    def start_at(self, t: Real) -> Update:  # noqa: ARG002 - all numbers of t share one rate
        """Return a new update for parameters of the form of `t`, which share one rate.

        Args:
            t: a number, a tuple of numbers or an array.
        """
        return self.start()


def _without_overflow(loss: Callable[[Real], Real]) -> Callable[[Real], Real]:
    """Return the loss, infinite where it is too large for a float: such a rate is too large."""

    def bounded(t: Real) -> Real:
        try:
            return loss(t.copy() if is_array(t) else t)
        except OverflowError:
            return math.inf

    return bounded


def _moved(t: Real, grad: Real, lr: float) -> Real:
    if isinstance(t, tuple):
        return tuple(x - lr * slope for x, slope in zip(t, grad, strict=True))
    return t - lr * grad


def _squared_norm(grad: Real) -> float:
    if is_array(grad):
        grad = as_float(grad, "grad")
        return float((grad * grad).sum())
    return float(sum(slope * slope for slope in grad)) if isinstance(grad, tuple) else grad * grad
