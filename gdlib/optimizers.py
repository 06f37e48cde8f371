"""Optimizers: update rules of gradient descent, momentum, Adam and others, as in their papers.

An optimizer holds its hyperparameters only. `start` returns its update, a function of the
parameter, the gradient and the learning rate, which keeps the optimizer's state. `record` runs any
optimizer.

Examples:
    >>> update = Momentum(beta=0.5).start()
    >>> t = 8.0
    >>> for n in range(3):
    ...     t = update(t, 2 * t, 0.1)  # the gradient of t² is 2t
    ...     print(round(t, 3))
    6.4
    4.32
    2.416
"""

import sys
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from gdlib.elementwise import Real
from gdlib.validation.checks import (
    check_fraction,
    check_function,
    check_not_negative,
    check_positive,
    set_checked,
)
from gdlib.validation.floats import as_float, is_array

#: Takes t, the gradient at t and the learning rate; returns the next t.
Update: TypeAlias = Callable[[Any, Any, float], Any]


@dataclass(frozen=True, kw_only=True)
class Optimizer(ABC):
    """Base class of optimizers: `start` for numbers and arrays, `start_at` for tuples too."""

    @abstractmethod
    def start(self) -> Update:
        """Return a new update for one number or one array."""

    def start_at(self, t: Real) -> Update:
        """Return a new update for parameters of the form of `t`.

        Args:
            t: a number or an array; or a tuple of numbers, each of which gets its own update.
        """
        if not isinstance(t, tuple):
            return self.start()
        updates = [self.start() for _ in t]

        def update(t: Real, grad: Real, lr: float) -> Real:
            return tuple([u(x, g, lr) for u, x, g in zip(updates, t, grad, strict=True)])

        return _update_of_a_pair(*updates) if len(t) == 2 else update


def _update_of_a_pair(first: Update, second: Update) -> Update:
    """Return the update of a tuple of two: three times as fast as that of any tuple."""

    def update(t: Real, grad: Real, lr: float) -> Real:
        return first(t[0], grad[0], lr), second(t[1], grad[1], lr)

    return update


@dataclass(frozen=True, kw_only=True)
class GradientDescent(Optimizer):
    """t ← t − η g.

    Source:
        Cauchy, "Méthode générale pour la résolution des systèmes d’équations simultanées", 1847.
    """

    def start(self) -> Update:
        """Return a new update, which has no state."""

        def update(t: Real, grad: Real, lr: float) -> Real:
            return t - lr * grad

        return update


@dataclass(frozen=True, kw_only=True)
class Momentum(Optimizer):
    """v ← β v + g; t ← t − η v: Polyak's heavy ball.

    Attributes:
        beta: how much of the velocity is kept; at least 0, below 1.

    Source:
        Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
    """

    beta: float = 0.9

    def __post_init__(self) -> None:
        """Check the hyperparameters."""
        set_checked(self, check_fraction, ["beta"])

    def start(self) -> Update:
        """Return a new update, whose state is the velocity v."""
        beta, v = self.beta, 0.0

        def update(t: Real, grad: Real, lr: float) -> Real:
            nonlocal v
            v = beta * v + grad
            return t - lr * v

        return update


@dataclass(frozen=True, kw_only=True)
class Nesterov(Optimizer):
    """v ← β v + g; t ← t − η (g + β v): momentum with a lookahead gradient.

    Attributes:
        beta: how much of the velocity is kept; at least 0, below 1.

    Source:
        Nesterov, 1983, in the form of Sutskever et al., "On the importance of initialization and
        momentum in deep learning", 2013, rewritten so that the gradient is taken at t itself.
    """

    beta: float = 0.9

    def __post_init__(self) -> None:
        """Check the hyperparameters."""
        set_checked(self, check_fraction, ["beta"])

    def start(self) -> Update:
        """Return a new update, whose state is the velocity v."""
        beta, v = self.beta, 0.0

        def update(t: Real, grad: Real, lr: float) -> Real:
            nonlocal v
            v = beta * v + grad
            return t - lr * (grad + beta * v)

        return update


@dataclass(frozen=True, kw_only=True)
class AdaGrad(Optimizer):
    """s ← s + g²; t ← t − η g / (√s + ε): each component is scaled by its past gradients.

    Attributes:
        epsilon: ε, which prevents a division by 0; above 0.

    Source:
        Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic
        optimization", 2011.
    """

    epsilon: float = 1e-10

    def __post_init__(self) -> None:
        """Check the hyperparameters."""
        set_checked(self, check_positive, ["epsilon"])

    def start(self) -> Update:
        """Return a new update, whose state is the sum s of the squares."""
        epsilon, s = self.epsilon, 0.0

        def update(t: Real, grad: Real, lr: float) -> Real:
            nonlocal s
            grad = as_float(grad, "grad")
            s = s + grad * grad
            return t - lr * grad / (s**0.5 + epsilon)

        return update


@dataclass(frozen=True, kw_only=True)
class RMSProp(Optimizer):
    """s ← ρ s + (1 − ρ) g²; t ← t − η g / (√s + ε): AdaGrad with a moving average.

    Attributes:
        rho: how much of the mean square is kept; at least 0, below 1.
        epsilon: ε, which prevents a division by 0; above 0.

    Source:
        Tieleman and Hinton, "Neural networks for machine learning", lecture 6.5, 2012.
    """

    rho: float = 0.99
    epsilon: float = 1e-8

    def __post_init__(self) -> None:
        """Check the hyperparameters."""
        set_checked(self, check_fraction, ["rho"])
        set_checked(self, check_positive, ["epsilon"])

    def start(self) -> Update:
        """Return a new update, whose state is the mean square s."""
        rho, epsilon, s = self.rho, self.epsilon, 0.0

        def update(t: Real, grad: Real, lr: float) -> Real:
            nonlocal s
            s = rho * s + (1 - rho) * grad * grad
            return t - lr * grad / (s**0.5 + epsilon)

        return update


@dataclass(frozen=True, kw_only=True)
class Adam(Optimizer):
    """m ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²; t ← t − η m̂ / (√v̂ + ε).

    m̂ = m / (1 − β₁ⁿ) and v̂ = v / (1 − β₂ⁿ) correct the bias of both means, which start at 0.

    Attributes:
        beta1: how much of the mean gradient m is kept; at least 0, below 1.
        beta2: how much of the mean square v is kept; at least 0, below 1.
        epsilon: ε, which prevents a division by 0; above 0.

    Source:
        Kingma and Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1.
    """

    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8

    def __post_init__(self) -> None:
        """Check the hyperparameters."""
        set_checked(self, check_fraction, ["beta1", "beta2"])
        set_checked(self, check_positive, ["epsilon"])

    def start(self) -> Update:
        """Return a new update, whose state is m, v and the number of calls."""
        beta1, beta2, epsilon = self.beta1, self.beta2, self.epsilon
        n, m, v = 0, 0.0, 0.0

        def update(t: Real, grad: Real, lr: float) -> Real:
            nonlocal n, m, v
            n = n + 1
            m = beta1 * m + (1 - beta1) * grad
            v = beta2 * v + (1 - beta2) * grad * grad
            m_hat = m / (1 - beta1**n)
            v_hat = v / (1 - beta2**n)
            return t - lr * m_hat / (v_hat**0.5 + epsilon)

        return update


@dataclass(frozen=True, kw_only=True)
class AdamW(Adam):
    """Adam with decoupled weight decay: each update also subtracts η λ t.

    Attributes:
        beta1: how much of the mean gradient m is kept; at least 0, below 1.
        beta2: how much of the mean square v is kept; at least 0, below 1.
        epsilon: ε, which prevents a division by 0; above 0.
        decay: λ, the weight decay; 0 or more.

    Source:
        Loshchilov and Hutter, "Decoupled weight decay regularization", 2019, algorithm 2.
    """

    decay: float = 0.01

    def __post_init__(self) -> None:
        """Check the hyperparameters."""
        super().__post_init__()
        set_checked(self, check_not_negative, ["decay"])

    def start(self) -> Update:
        """Return a new update, whose state is Adam's."""
        adam, decay = super().start(), self.decay

        def update(t: Real, grad: Real, lr: float) -> Real:
            return adam(t, grad, lr) - lr * decay * t

        return update


@dataclass(frozen=True, kw_only=True)
class Newton(Optimizer):
    """t ← t − η g / E″(t), for one variable: on a parabola η = 1 reaches the vertex in one step.

    It converges to stationary points, which may be maxima.

    Attributes:
        curvature: E″, a function of t.

    Source:
        Nocedal and Wright, "Numerical optimization", 2nd edition, 2006, section 2.2.
    """

    curvature: Callable[[Real], Real]

    def __post_init__(self) -> None:
        """Check the hyperparameters."""
        check_function("curvature", self.curvature)

    def start(self) -> Update:
        """Return a new update, which has no state."""
        curvature = self.curvature

        def update(t: Real, grad: Real, lr: float) -> Real:
            # Where the slope is 0 it stays, also where the curvature is 0.
            if is_array(t):
                bend = sys.modules["numpy"].where(grad == 0, 1.0, curvature(t))
                return t - lr * grad / bend
            bend = curvature(t) if grad else 1.0
            # Without a curvature the update is infinite: the run diverges.
            return t - lr * grad / bend if bend else float("inf")

        return update


OPTIMIZERS: dict[str, type[Optimizer]] = {
    "gradient_descent": GradientDescent,
    "momentum": Momentum,
    "nesterov": Nesterov,
    "adagrad": AdaGrad,
    "rmsprop": RMSProp,
    "adam": Adam,
    "adamw": AdamW,
}
"""The optimizers that need nothing but a gradient, by name, in teaching order."""
