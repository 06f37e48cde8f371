"""Losses over data: the mean of a loss over samples, as one function of all parameters.

An `Objective` holds the loss and the gradient for a descent; `minibatch_gradient` replaces the
gradient by that over random mini-batches. Needs NumPy.

Examples:
    >>> from gdlib.data import noisy_line
    >>> from gdlib.recording import record
    >>> objective = linear_regression(*noisy_line(100, w=2.0, b=1.0, seed=1))
    >>> run = record(objective.loss, objective.gradient, np.zeros(2), lr=0.1, steps=200)
    >>> [round(number, 1) for number in run.t[-1].tolist()]
    [2.0, 1.0]
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from gdlib.data import Array
from gdlib.losses import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    calc_gradient,
    hinge,
    hinge_gradient,
    squared_error,
)
from gdlib.validation.checks import check_count, check_function, check_positive
from gdlib.validation.floats import described

#: A selection of samples: their indices, or a slice.
Rows = Any

ALL = slice(None)


@dataclass(frozen=True)
class Objective:
    """The mean of a loss over samples, and its gradient.

    Attributes:
        loss: E(t): the mean over all samples, one number; `t` is an array of shape (parameters,).
        gradient_on: the gradient of the mean over some samples, a function of `t` and their
            indices; shape (parameters,).
        samples: the number of samples.
        parameters: the number of parameters, the length of `t`.
    """

    loss: Callable[[Array], float]
    gradient_on: Callable[[Array, Rows], Array]
    samples: int
    parameters: int

    def gradient(self, t: Array) -> Array:
        """Return ∂E/∂t over all samples.

        Args:
            t: parameters; shape (parameters,).

        Returns:
            Shape (parameters,).

        Raises:
            ValueError: `t` has another shape.
        """
        return self.gradient_on(t, ALL)


def linear_regression(x: Array, y: Array) -> Objective:
    """Return the mean squared error ½(y − (w·x + b))² as a function of t = (w₁, …, b).

    Args:
        x: inputs; shape (samples,) or (samples, features).
        y: targets; shape (samples,).

    Raises:
        TypeError: `x` or `y` does not hold real numbers.
        ValueError: the shapes don't fit, or a number is not finite.
    """
    return linear_objective(x, y, squared_error, calc_gradient)


def logistic_regression(x: Array, y: Array) -> Objective:
    """Return the mean binary cross-entropy of the scores w·x + b as a function of t = (w₁, …, b).

    Args:
        x: inputs; shape (samples,) or (samples, features).
        y: classes, 0 or 1 (or probabilities between); shape (samples,).

    Raises:
        TypeError: `x` or `y` does not hold real numbers.
        ValueError: the shapes don't fit, or a number is not finite.
    """
    check_classes(real_array("y", y))
    return linear_objective(x, y, binary_cross_entropy, binary_cross_entropy_gradient)


def hinge_classification(x: Array, y: Array) -> Objective:
    """Return the mean hinge loss of the scores w·x + b as a function of t = (w₁, …, b).

    Args:
        x: inputs; shape (samples,) or (samples, features).
        y: classes, −1 or 1; shape (samples,).

    Raises:
        TypeError: `x` or `y` does not hold real numbers.
        ValueError: the shapes don't fit, or a number is not finite.
    """
    if not (abs(real_array("y", y)) == 1).all():
        raise ValueError(f"y must hold the classes -1 and 1 only, got {y!r}")
    return linear_objective(x, y, hinge, hinge_gradient)


def linear_objective(
    x: Array,
    y: Array,
    loss_of: Callable[[Array, Array], Array],
    slope_of: Callable[[Array, Array], Array],
) -> Objective:
    """Return the mean of any loss of the scores w·x + b as a function of t = (w₁, …, b).

    Args:
        x: inputs; shape (samples,) or (samples, features).
        y: targets; shape (samples,).
        loss_of: a loss of scores and targets, number by number.
        slope_of: its gradient in the scores, number by number.

    Raises:
        TypeError: `loss_of` or `slope_of` can't be called; `x` or `y` does not hold real numbers.
        ValueError: the shapes don't fit, or a number is not finite.
    """
    check_function("loss_of", loss_of, of="t and y")
    check_function("slope_of", slope_of, of="t and y")
    inputs = with_ones(x)
    y = targets_of(y, (len(inputs),))

    parameters = inputs.shape[1]

    def loss(t: Array) -> Any:
        check_parameters(t, parameters)
        return mean_of(loss_of(inputs @ t, y))

    def gradient_on(t: Array, rows: Rows) -> Array:
        check_parameters(t, parameters)
        part, targets = (inputs, y) if rows is ALL else (inputs[rows], y[rows])
        return slope_of(part @ t, targets) @ part / len(targets)

    return Objective(loss, gradient_on, samples=len(y), parameters=parameters)


def scores(t: Array, x: Array) -> Array:
    """Return w·x + b for t = (w₁, …, b): predictions of a regression, or scores of classes.

    Args:
        t: weights and bias; shape (features + 1,).
        x: inputs; shape (samples,) or (samples, features).

    Returns:
        Shape (samples,).

    Raises:
        TypeError: `x` or `t` does not hold real numbers.
        ValueError: the shapes don't fit, or a number in `x` is not finite.
    """
    inputs = with_ones(x)
    check_parameters(t, inputs.shape[1])
    return inputs @ t


def minibatch_gradient(
    objective: Objective, size: int, *, seed: int = 0
) -> Callable[[Array], Array]:
    """Return a gradient function that uses the next mini-batch with each call.

    The samples are shuffled at the start of each epoch and drawn without replacement: each is used
    once per epoch. `size=1` is stochastic gradient descent, the number of samples full batch.

    Args:
        objective: a loss over data.
        size: samples in a mini-batch; 1 or more. The last of an epoch may be smaller.
        seed: seed of the shuffling; 0 or more.

    Raises:
        TypeError: `objective` is no `Objective`, or a number is no whole number.
        ValueError: a number is out of range.
    """
    if not isinstance(objective, Objective):
        raise TypeError(f"objective must be an Objective, got {objective!r}")
    check_positive("size", check_count("size", size))
    batches = _batches(objective.samples, size, np.random.default_rng(check_count("seed", seed)))
    return lambda t: objective.gradient_on(t, next(batches))


def _batches(samples: int, size: int, rng: np.random.Generator) -> Iterator[Rows]:
    while True:
        order = rng.permutation(samples)
        for start in range(0, samples, size):
            yield order[start : start + size]


def with_ones(x: Array) -> Array:
    """Return inputs of shape (samples, features + 1), whose last column of ones is for the bias.

    Args:
        x: inputs; shape (samples,) or (samples, features).

    Raises:
        TypeError: `x` does not hold real numbers.
        ValueError: `x` has another shape, no samples, or a number that is not finite.
    """
    x = real_array("x", x)
    if x.ndim not in (1, 2) or len(x) == 0:
        raise ValueError(f"x must have the shape (samples,) or (samples, features), got {x.shape}")
    if not np.isfinite(x).all():
        raise ValueError("x must hold finite numbers only")
    columns = x.reshape(len(x), -1)
    return np.hstack([columns, np.ones((len(x), 1))])


def real_array(name: str, values: object) -> Array:
    """Return a new array of float64 with the numbers of `values`.

    Raises:
        TypeError: `values` holds other things than real numbers, such as strings.
        ValueError: rows have different lengths.
    """
    try:
        array = np.array(values)
    except ValueError as error:  # rows of different lengths
        raise ValueError(f"{name} must have rows of the same length: {error}") from error
    if array.dtype.kind not in "biuf":
        raise TypeError(f"{name} must hold real numbers, got {described(values)}")
    return array.astype(float)


def check_parameters(t: Array, parameters: int) -> None:
    """Check that `t` is an array of shape (parameters,).

    Raises:
        ValueError: `t` has another shape.
    """
    if getattr(t, "shape", None) != (parameters,):
        raise ValueError(f"t must be an array of shape ({parameters},), got {described(t)}")


def targets_of(y: Array, shape: tuple[int, ...]) -> Array:
    """Return finite targets of a shape, as a read-only array of float64.

    Raises:
        TypeError: `y` does not hold real numbers.
        ValueError: `y` has another shape, or a number that is not finite.
    """
    targets = real_array("y", y)
    if targets.shape != shape:
        raise ValueError(f"y must have the shape {shape}, got {targets.shape}")
    if not np.isfinite(targets).all():
        raise ValueError("y must hold finite numbers only")
    targets.flags.writeable = False  # so that a loss can't change the data
    return targets


def check_classes(y: Array) -> None:
    """Check that targets are classes 0 and 1, or probabilities between, as cross-entropy needs.

    Raises:
        ValueError: a number is out of range.
    """
    if not ((y >= 0) & (y <= 1)).all():
        raise ValueError(f"y must hold classes from 0 to 1, got {y!r}")


def mean_of(losses: Any) -> Any:
    """Return the mean of the losses of samples: a float, or a variable of `gdlib.autodiff`."""
    mean = losses.mean()
    return float(mean) if isinstance(mean, np.generic) else mean
