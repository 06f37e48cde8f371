"""Loss functions of a prediction `t` and a target `y`, each with its gradient.

Every function takes numbers or NumPy arrays: two numbers, a number and an array, or two arrays of
the same shape. The shape of one array may also be the end of the other's, such as (n,) and (m, n):
it is then used for every row. Other shapes, such as (n,) and (n, 1), raise `ValueError`: NumPy
would broadcast them to (n, n). Whole numbers are computed as floats. A loss over data is the mean
of these losses: see `gdlib.objectives.regression`.

Examples:
    >>> squared_error(-5.0, 5.0), calc_gradient(-5.0, 5.0)
    (50.0, -10.0)
"""

from gdlib.elementwise import (
    Real,
    absolute,
    clip,
    exp,
    log,
    log1p,
    maximum,
    minimum,
    sigmoid,
    sign,
    tanh,
)
from gdlib.validation.checks import check_pair
from gdlib.validation.floats import as_float, is_array


def squared_error(t: Real, y: Real) -> Real:
    """Return ½(y − t)²: the squared error, with a factor of ½ so that its slope is t − y.

    Args:
        t: parameter; a float, or an array of any shape.
        y: target; a number, or an array that fits `t`.

    Raises:
        TypeError: `t` or `y` is no number.
        ValueError: both are arrays, of shapes that don't fit.

    Examples:
        >>> squared_error(-5.0, 5.0)
        50.0
    """
    if type(t) is not float or type(y) is not float:
        t, y = check_pair(t, y)
    error = y - t
    return error * error / 2


def calc_gradient(t: Real, y: Real) -> Real:
    """Return −(y − t): the slope of `squared_error` at `t`.

    Args:
        t: parameter; a float, or an array of any shape.
        y: target; a number, or an array that fits `t`.

    Raises:
        TypeError: `t` or `y` is no number.
        ValueError: both are arrays, of shapes that don't fit.

    Examples:
        >>> calc_gradient(-5.0, 5.0)
        -10.0
    """
    if type(t) is not float or type(y) is not float:
        t, y = check_pair(t, y)
    return -(y - t)


def absolute_error(t: Real, y: Real) -> Real:
    """Return |y − t|, whose slope has the same size at any distance.

    Args:
        t: parameter; a float, or an array of any shape.
        y: target; a number, or an array that fits `t`.

    Raises:
        TypeError: `t` or `y` is no number.
        ValueError: both are arrays, of shapes that don't fit.

    Examples:
        >>> absolute_error(-5.0, 5.0)
        10.0
    """
    t, y = check_pair(t, y)
    return absolute(y - t)


def absolute_error_gradient(t: Real, y: Real) -> Real:
    """Return the slope of `absolute_error`: −1 or 1, and 0 at t = y.

    Args:
        t: parameter; a float, or an array of any shape.
        y: target; a number, or an array that fits `t`.

    Raises:
        TypeError: `t` or `y` is no number.
        ValueError: both are arrays, of shapes that don't fit.

    Examples:
        >>> absolute_error_gradient(-5.0, 5.0)
        -1.0
    """
    t, y = check_pair(t, y)
    return sign(t - y)


def huber(t: Real, y: Real, delta: float = 1.0) -> Real:
    """Return the Huber loss: ½(y − t)² up to a distance of `delta`, linear beyond.

    Args:
        t: parameter; a float, or an array of any shape.
        y: target; a number, or an array that fits `t`.
        delta: distance at which the parabola turns into its tangent; above 0.

    Raises:
        TypeError: `t` or `y` is no number.
        ValueError: both are arrays, of shapes that don't fit; or `delta` is out of range.

    Source:
        Huber, "Robust estimation of a location parameter", 1964.

    Examples:
        >>> huber(-5.0, 5.0), huber(4.0, 5.0)
        (9.5, 0.5)
    """
    (t, y), delta = check_pair(t, y), _checked_delta(delta)
    distance = absolute(y - t)
    bent = minimum(distance, delta)
    return bent * (distance - bent / 2)


def huber_gradient(t: Real, y: Real, delta: float = 1.0) -> Real:
    """Return the slope of `huber`: t − y, held between −delta and delta.

    Args:
        t: parameter; a float, or an array of any shape.
        y: target; a number, or an array that fits `t`.
        delta: distance at which the parabola turns into its tangent; above 0.

    Raises:
        TypeError: `t` or `y` is no number.
        ValueError: both are arrays, of shapes that don't fit; or `delta` is out of range.

    Examples:
        >>> huber_gradient(-5.0, 5.0), huber_gradient(4.5, 5.0)
        (-1.0, -0.5)
    """
    (t, y), delta = check_pair(t, y), _checked_delta(delta)
    return clip(t - y, -delta, delta)


def log_cosh(t: Real, y: Real) -> Real:
    """Return log cosh(y − t): near ½(y − t)² for small errors, near |y − t| − log 2 for large ones.

    Args:
        t: parameter; a float, or an array of any shape.
        y: target; a number, or an array that fits `t`.

    Raises:
        TypeError: `t` or `y` is no number.
        ValueError: both are arrays, of shapes that don't fit.

    Examples:
        >>> log_cosh(5.0, 5.0), log_cosh(-995.0, 5.0)
        (0.0, 999.3068528194401)
    """
    t, y = check_pair(t, y)
    distance = absolute(y - t)
    return distance + log1p(exp(-2 * distance)) - _LOG_2


def log_cosh_gradient(t: Real, y: Real) -> Real:
    """Return the slope of `log_cosh`: tanh(t − y).

    Args:
        t: parameter; a float, or an array of any shape.
        y: target; a number, or an array that fits `t`.

    Raises:
        TypeError: `t` or `y` is no number.
        ValueError: both are arrays, of shapes that don't fit.

    Examples:
        >>> log_cosh_gradient(5.0, 5.0), log_cosh_gradient(-995.0, 5.0)
        (0.0, -1.0)
    """
    t, y = check_pair(t, y)
    return tanh(t - y)


def binary_cross_entropy(t: Real, y: Real) -> Real:
    """Return −y log σ(t) − (1 − y) log(1 − σ(t)): the cross-entropy of the probability σ(t).

    Computed as max(t, 0) − y t + log(1 + e⁻|ᵗ|), which doesn't overflow.

    Args:
        t: score; a float, or an array of any shape.
        y: class, 0 or 1 (or a probability between); a number, or an array that fits `t`.

    Raises:
        TypeError: `t` or `y` is no number.
        ValueError: both are arrays, of shapes that don't fit.

    Source:
        Bishop, "Pattern recognition and machine learning", 2006, equation 4.90.

    Examples:
        >>> binary_cross_entropy(1000.0, 1), binary_cross_entropy(1000.0, 0)
        (0.0, 1000.0)
    """
    t, y = check_pair(t, y)
    return maximum(t, 0.0) - y * t + log1p(exp(-absolute(t)))


def binary_cross_entropy_gradient(t: Real, y: Real) -> Real:
    """Return the slope of `binary_cross_entropy` in the score: sigmoid(t) − y.

    Args:
        t: score; a float, or an array of any shape.
        y: class, 0 or 1 (or a probability between); a number, or an array that fits `t`.

    Raises:
        TypeError: `t` or `y` is no number.
        ValueError: both are arrays, of shapes that don't fit.

    Examples:
        >>> binary_cross_entropy_gradient(0.0, 1)
        -0.5
    """
    t, y = check_pair(t, y)
    return sigmoid(t) - y


def categorical_cross_entropy(t: Real, y: Real) -> Real:
    """Return log Σ eᵗ − Σ y t: the cross-entropy of the probabilities softmax(t).

    Args:
        t: scores, an array of shape (classes,) or (classes, samples).
        y: the true class as ones and zeros (or probabilities that add up to 1), of the same shape.

    Returns:
        A number, or an array of shape (samples,).

    Raises:
        TypeError: `t` or `y` is no array.
        ValueError: the shapes differ.

    Source:
        Bishop, "Pattern recognition and machine learning", 2006, equation 4.108.

    Examples:
        >>> import numpy as np
        >>> scores, first = np.array([1000.0, 0.0, -1000.0]), np.array([1.0, 0.0, 0.0])
        >>> float(categorical_cross_entropy(scores, first))
        0.0
        >>> float(categorical_cross_entropy(scores, first[::-1]))
        2000.0
    """
    t, y = _checked_scores(t, y)
    highest = t.max(axis=0)
    return highest + log(exp(t - highest).sum(axis=0)) - (y * t).sum(axis=0)


def categorical_cross_entropy_gradient(t: Real, y: Real) -> Real:
    """Return the slopes of `categorical_cross_entropy` in the scores: softmax(t) − y.

    Args:
        t: scores, an array of shape (classes,) or (classes, samples).
        y: the true class as ones and zeros (or probabilities that add up to 1), of the same shape.

    Returns:
        An array of the shape of `t`.

    Raises:
        TypeError: `t` or `y` is no array.
        ValueError: the shapes differ.

    Examples:
        >>> import numpy as np
        >>> categorical_cross_entropy_gradient(np.zeros(2), np.array([1.0, 0.0])).tolist()
        [-0.5, 0.5]
    """
    t, y = _checked_scores(t, y)
    raised = exp(t - t.max(axis=0))
    return raised / raised.sum(axis=0) - y


def hinge(t: Real, y: Real) -> Real:
    """Return max(0, 1 − y t): 0 for a score on the right side with a margin of 1.

    Args:
        t: score; a float, or an array of any shape.
        y: class, −1 or 1; a number, or an array that fits `t`.

    Raises:
        TypeError: `t` or `y` is no number.
        ValueError: both are arrays, of shapes that don't fit.

    Examples:
        >>> hinge(0.5, 1), hinge(0.5, -1), hinge(2.0, 1)
        (0.5, 1.5, 0.0)
    """
    t, y = check_pair(t, y)
    return maximum(1 - y * t, 0.0)


def hinge_gradient(t: Real, y: Real) -> Real:
    """Return the slope of `hinge`: −y, or 0 where the loss is 0.

    Args:
        t: score; a float, or an array of any shape.
        y: class, −1 or 1; a number, or an array that fits `t`.

    Raises:
        TypeError: `t` or `y` is no number.
        ValueError: both are arrays, of shapes that don't fit.

    Examples:
        >>> hinge_gradient(0.5, 1), hinge_gradient(2.0, 1)
        (-1.0, 0.0)
    """
    t, y = check_pair(t, y)
    return 0.0 - y * maximum(sign(1 - y * t), 0.0)


def _checked_delta(delta: float) -> float:
    if not delta > 0:
        raise ValueError(f"delta must be greater than 0, got {delta!r}")
    return float(delta)


def _checked_scores(t: Real, y: Real) -> tuple[Real, Real]:
    if not (is_array(t) and is_array(y)):
        raise TypeError(f"t and y must be arrays of scores and of classes, got {t!r} and {y!r}")
    if t.shape != y.shape:
        raise ValueError(f"t and y must have the same shape, got {t.shape} and {y.shape}")
    return as_float(t), as_float(y, "y")


_LOG_2 = 0.6931471805599453
