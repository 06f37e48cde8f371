"""Learning rate schedules: functions of the iteration n, which `record` takes as `lr`.

Examples:
    >>> rate = StepDecay(0.1, every=10, factor=0.5)
    >>> rate(0), rate(9), rate(10)
    (0.1, 0.1, 0.05)
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi

from gdlib.validation.checks import (
    check_count,
    check_function,
    check_not_negative,
    check_positive,
    set_checked,
)


@dataclass(frozen=True)
class Constant:
    """η_n = η₀.

    Attributes:
        lr: η₀, above 0.
    """

    lr: float

    def __post_init__(self) -> None:
        """Check the numbers."""
        set_checked(self, check_positive, ["lr"])

    def __call__(self, _n: int) -> float:
        """Return the rate, the same at every iteration."""
        return self.lr


@dataclass(frozen=True)
class StepDecay:
    """η_n = η₀ · factor^⌊n / every⌋: step decay.

    Attributes:
        lr: η₀, above 0.
        every: iterations per step; 1 or more.
        factor: the factor of the rate at each step; above 0.
    """

    lr: float
    every: int
    factor: float = 0.5

    def __post_init__(self) -> None:
        """Check the numbers."""
        set_checked(self, check_positive, ["lr"])
        set_checked(self, _check_at_least_one, ["every"])
        set_checked(self, check_positive, ["factor"])

    def __call__(self, n: int) -> float:
        """Return the rate at iteration `n`."""
        return self.lr * self.factor ** (n // self.every)


@dataclass(frozen=True)
class ExponentialDecay:
    """η_n = η₀ · factorⁿ.

    Attributes:
        lr: η₀, above 0.
        factor: the factor of the rate per iteration; above 0.
    """

    lr: float
    factor: float = 0.99

    def __post_init__(self) -> None:
        """Check the numbers."""
        set_checked(self, check_positive, ["lr"])
        set_checked(self, check_positive, ["factor"])

    def __call__(self, n: int) -> float:
        """Return the rate at iteration `n`."""
        return self.lr * self.factor**n


@dataclass(frozen=True)
class InverseTime:
    """η_n = η₀ / (1 + decay · n): converges for stochastic gradients.

    Attributes:
        lr: η₀, above 0.
        decay: how fast it falls; 0 or more.

    Source:
        Robbins and Monro, "A stochastic approximation method", 1951.
    """

    lr: float
    decay: float = 1.0

    def __post_init__(self) -> None:
        """Check the numbers."""
        set_checked(self, check_positive, ["lr"])
        set_checked(self, check_not_negative, ["decay"])

    def __call__(self, n: int) -> float:
        """Return the rate at iteration `n`."""
        return self.lr / (1 + self.decay * n)


@dataclass(frozen=True)
class Cosine:
    """η_n = final + ½ (η₀ − final) (1 + cos(π n / steps)): cosine decay, then constant.

    Attributes:
        lr: η₀, above 0.
        steps: iterations until `final` is reached; 1 or more.
        final: the rate at the end; 0 or more.

    Source:
        Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017.
    """

    lr: float
    steps: int
    final: float = 0.0

    def __post_init__(self) -> None:
        """Check the numbers."""
        set_checked(self, check_positive, ["lr"])
        set_checked(self, _check_at_least_one, ["steps"])
        set_checked(self, check_not_negative, ["final"])

    def __call__(self, n: int) -> float:
        """Return the rate at iteration `n`."""
        progress = min(n / self.steps, 1.0)
        return self.final + (self.lr - self.final) * (1 + cos(pi * progress)) / 2


@dataclass(frozen=True)
class WarmUp:
    """Another schedule with a linear warm-up: its rate · (n + 1) / steps for the first iterations.

    Attributes:
        schedule: the schedule, a function of n.
        steps: iterations of the warm-up; 1 or more.

    Source:
        Goyal et al., "Accurate, large minibatch SGD", 2017, section 2.2.
    """

    schedule: Callable[[int], float]
    steps: int

    def __post_init__(self) -> None:
        """Check the schedule and the number."""
        check_function("schedule", self.schedule, of="n")
        set_checked(self, _check_at_least_one, ["steps"])

    def __call__(self, n: int) -> float:
        """Return the rate at iteration `n`."""
        return self.schedule(n) * min((n + 1.0) / self.steps, 1.0)


def _check_at_least_one(name: str, value: object) -> int:
    number = check_count(name, value)
    check_positive(name, number)
    return number
