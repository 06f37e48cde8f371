"""Loss functions of one guess `t` and one target `y`, each with its gradient beside it.

Every function takes floats or NumPy arrays, and `y` is broadcast against `t`.

Example:
    >>> squared_error(-5.0, 5.0), calc_gradient(-5.0, 5.0)
    (50.0, -10.0)
"""

from gdlib.elementwise import Real, clip, minimum, sign


def squared_error(t: Real, y: Real) -> Real:
    """Return ½(y − t)²: how badly the guess `t` fits the target `y`.

    Args:
        t: parameter; a float, or an array of any shape.
        y: target, broadcast against `t`.

    Example:
        >>> squared_error(-5.0, 5.0)
        50.0
    """
    error = y - t
    return error * error / 2


def calc_gradient(t: Real, y: Real) -> Real:
    """Return −(y − t): the slope of `squared_error` at `t`.

    Args:
        t: parameter; a float, or an array of any shape.
        y: target, broadcast against `t`.

    Example:
        >>> calc_gradient(-5.0, 5.0)
        -10.0
    """
    return -(y - t)


def absolute_error(t: Real, y: Real) -> Real:
    """Return |y − t|, which grows as fast far away as close by.

    Args:
        t: parameter; a float, or an array of any shape.
        y: target, broadcast against `t`.

    Example:
        >>> absolute_error(-5.0, 5.0)
        10.0
    """
    return abs(y - t)


def absolute_error_gradient(t: Real, y: Real) -> Real:
    """Return the slope of `absolute_error`: −1 or 1, and 0 in the corner at t = y.

    Args:
        t: parameter; a float, or an array of any shape.
        y: target, broadcast against `t`.

    Example:
        >>> absolute_error_gradient(-5.0, 5.0)
        -1.0
    """
    return sign(t - y)


def huber(t: Real, y: Real, delta: float = 1.0) -> Real:
    """Return the Huber loss: ½(y − t)² up to a distance of `delta`, a straight line beyond.

    Args:
        t: parameter; a float, or an array of any shape.
        y: target, broadcast against `t`.
        delta: distance at which the parabola turns into its tangent; above 0.

    Source:
        Huber, "Robust estimation of a location parameter", 1964.

    Example:
        >>> huber(-5.0, 5.0), huber(4.0, 5.0)
        (9.5, 0.5)
    """
    distance = abs(y - t)
    bent = minimum(distance, delta)
    return bent * (distance - bent / 2)


def huber_gradient(t: Real, y: Real, delta: float = 1.0) -> Real:
    """Return the slope of `huber`: t − y, held between −delta and delta.

    Args:
        t: parameter; a float, or an array of any shape.
        y: target, broadcast against `t`.
        delta: distance at which the parabola turns into its tangent; above 0.

    Example:
        >>> huber_gradient(-5.0, 5.0), huber_gradient(4.5, 5.0)
        (-1.0, -0.5)
    """
    return clip(t - y, -delta, delta)
