"""The loss of a straight line fitted to points, as a surface over slope and intercept.

It needs no NumPy; for many samples or several features see `gdlib.objectives.regression`.

Examples:
    >>> from gdlib.recording import record
    >>> ground = line_surface([0.0, 1.0, 2.0], [1.0, 3.0, 5.0])
    >>> ground.minima
    ((2.0, 1.0),)
    >>> run = record(ground.loss, ground.gradient, ground.start, lr=ground.lr, steps=200)
    >>> w, b = run.t[-1]
    >>> round(w, 3), round(b, 3)
    (2.0, 1.0)
"""

import math
from collections.abc import Iterable

from gdlib.elementwise import Real
from gdlib.losses import calc_gradient, squared_error
from gdlib.objectives.surfaces import Surface, coordinates, in_form_of
from gdlib.validation.checks import check_number

#: The least spread: below it its square underflows, or that of the best slope overflows.
LEAST_SPREAD = 1e-100


def line_surface(xs: Iterable[float], ys: Iterable[float]) -> Surface:
    """Return the mean squared error ½(y − (w x + b))² over points, as a surface over (w, b).

    Its start is w = b = 0. Its rate is 1 / (largest curvature), half the limit: the largest rate
    without oscillation.

    Args:
        xs: x coordinates of the points; two different ones at least, with a standard deviation of
            at least `LEAST_SPREAD`.
        ys: y coordinates; as many.

    Raises:
        TypeError: something in `xs` or `ys` is no number.
        ValueError: the numbers of coordinates differ, or the spread of `xs` is too small.

    Source:
        Legendre, "Nouvelles méthodes pour la détermination des orbites des comètes", 1805.
    """
    xs = [check_number(f"xs[{i}]", x) for i, x in enumerate(xs)]
    ys = [check_number(f"ys[{i}]", y) for i, y in enumerate(ys)]
    if len(xs) != len(ys):
        raise ValueError(f"xs and ys must be as long as each other, got {len(xs)} and {len(ys)}")
    if len(set(xs)) < 2:
        raise ValueError(f"xs must hold two different numbers at least, got {xs!r}")
    _, spread = mean_and_spread(xs)
    if spread < LEAST_SPREAD:
        raise ValueError(f"the spread of xs must be {LEAST_SPREAD} at least, got {spread}")

    def loss(t: Real) -> Real:
        w, b = coordinates(t)
        return sum(squared_error(w * x + b, y) for x, y in zip(xs, ys, strict=True)) / len(xs)

    def gradient(t: Real) -> Real:
        w, b = coordinates(t)
        slopes = [calc_gradient(w * x + b, y) for x, y in zip(xs, ys, strict=True)]
        in_w = sum(slope * x for slope, x in zip(slopes, xs, strict=True))
        return in_form_of(t, in_w / len(xs), sum(slopes) / len(xs))

    w, b = _least_squares(xs, ys)
    _, curvature = line_curvatures(xs)
    reach_w, reach_b = 1.5 * max(1.0, abs(w)), 1.5 * max(1.0, abs(b))
    return Surface(
        name="line",
        loss=loss,
        gradient=gradient,
        minima=((w, b),),
        view=(w - reach_w, w + reach_w, b - reach_b, b + reach_b),
        start=(0.0, 0.0),
        lr=1 / curvature,
        formula="E = mean of ½(y − (w x + b))²",
        curvature=curvature,
        axes=("w", "b"),
    )


def _least_squares(xs: list[float], ys: list[float]) -> tuple[float, float]:
    """Return the slope and the intercept of the best line."""
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - middle_x) ** 2 for x in xs)
    w = sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True)) / spread
    return w, middle_y - w * middle_x


def line_curvatures(xs: Iterable[float]) -> tuple[float, float]:
    """Return the smallest and the largest curvature of `line_surface` over points at `xs`.

    They are the eigenvalues of its Hessian, which doesn't depend on the y coordinates. The largest
    determines which rates converge, the ratio of both, the condition number, how fast.

    Args:
        xs: x coordinates of the points; one at least.

    Examples:
        >>> line_curvatures([-2.0, 2.0]), line_curvatures([-1.0, 1.0])
        ((1.0, 4.0), (1.0, 1.0))
    """
    mean, spread = mean_and_spread(xs)
    square = spread * spread + mean * mean
    # the eigenvalues of [[mean x², mean x], [mean x, 1]]; the smaller one as determinant / larger,
    # which is exact where they differ much
    largest = (square + 1 + math.hypot(square - 1, 2 * mean)) / 2
    return spread * spread / largest, largest


def line_contour(xs: Iterable[float]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return two directions, each a step in (w, b), that span the contour lines of `line_surface`.

    The contour line ½r² above the minimum is the ellipse minimum + r (cos φ · first + sin φ ·
    second), for φ from 0 to 2π: the directions are conjugate with respect to the Hessian, and a
    step along either raises the loss by the same amount.

    Args:
        xs: x coordinates of the points; at least two different ones.

    Examples:
        >>> line_contour([1.0, 3.0])
        ((1.0, -2.0), (0.0, 1.0))
    """
    mean, spread = mean_and_spread(xs)
    return (1 / spread, -mean / spread), (0.0, 1.0)


def mean_and_spread(xs: Iterable[float]) -> tuple[float, float]:
    """Return the mean and the (population) standard deviation of numbers.

    Args:
        xs: the numbers; at least one.

    Examples:
        >>> mean_and_spread([1.0, 3.0])
        (2.0, 1.0)
    """
    xs = list(xs)
    mean = sum(xs) / len(xs)
    return mean, math.sqrt(sum((x - mean) ** 2 for x in xs) / len(xs))
