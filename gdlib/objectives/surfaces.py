"""Surfaces: test functions of two parameters, with gradients and minima.

A point is a tuple `(x, y)`, or an array of shape (2, …), for a whole grid at once. Gradients come
in the same form.

Examples:
    >>> valley = surface("rosenbrock")
    >>> valley.loss((1.0, 1.0)), valley.gradient((0.0, 0.0))
    (0.0, (-2.0, 0.0))
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from gdlib.elementwise import Real, cos, sin
from gdlib.validation.checks import check_positive
from gdlib.validation.floats import as_float, is_array

TURN = 2 * math.pi


@dataclass(frozen=True)
class Surface:
    """A loss of two parameters with its gradient, minima, curvature and a view for plots.

    Attributes:
        name: one of `SURFACES`, or "line".
        loss: E(t) of a point `t = (x, y)`.
        gradient: (∂E/∂x, ∂E/∂y), in the form of the point.
        minima: the global minima.
        view: (x_min, x_max, y_min, y_max), the limits of a plot's axes.
        start: the default start of runs.
        lr: the default learning rate, for plain gradient descent.
        formula: E as one line of text.
        curvature: the largest curvature of a quadratic surface, which is the same everywhere; None
            for the others.
        axes: the names of the two parameters.
    """

    name: str
    loss: Callable[[Real], Real]
    gradient: Callable[[Real], Real]
    minima: tuple[tuple[float, float], ...]
    view: tuple[float, float, float, float]
    start: tuple[float, float]
    lr: float
    formula: str
    curvature: float | None = None
    axes: tuple[str, str] = ("x", "y")

    @property
    def limit(self) -> float | None:
        """2 / curvature: below this learning rate every run converges; None without a curvature."""
        return None if self.curvature is None else 2 / self.curvature


def bowl(condition_number: float = 10.0) -> Surface:
    """Return E = ½(x² + κ y²), which is κ times as steep along y as along x.

    Gradient descent on it converges for rates below 2/κ (below 2 where κ < 1); along the flatter
    direction it then needs some κ steps.

    Args:
        condition_number: κ, above 0.

    Raises:
        TypeError: `condition_number` is no number.
        ValueError: `condition_number` is out of range.

    Source:
        Boyd and Vandenberghe, "Convex optimization", 2004, section 9.3.2.

    Examples:
        >>> bowl(4.0).loss((1.0, 1.0)), bowl(4.0).gradient((1.0, 1.0)), bowl(4.0).limit
        (2.5, (1.0, 4.0), 0.5)
    """
    kappa = check_positive("condition_number", condition_number)
    steepest = max(1.0, kappa)

    def loss(t: Real) -> Real:
        x, y = coordinates(t)
        return (x * x + kappa * y * y) / 2

    def gradient(t: Real) -> Real:
        x, y = coordinates(t)
        return in_form_of(t, x, kappa * y)

    return Surface(
        name="bowl",
        loss=loss,
        gradient=gradient,
        minima=((0.0, 0.0),),
        view=(-5.0, 5.0, -2.5, 2.5),
        start=(-4.0, 2.0),
        lr=1.5 / steepest,
        formula=f"E = ½(x² + {kappa:g} y²)",
        curvature=steepest,
    )


def rosenbrock(t: Real) -> Real:
    """Return (1 − x)² + 100(y − x²)²: a curved, flat-bottomed valley.

    Args:
        t: a point (x, y), or an array of shape (2, …).

    Source:
        Rosenbrock, "An automatic method for finding the greatest or least value of a function",
        1960.
    """
    x, y = coordinates(t)
    ahead, off = 1 - x, y - x * x
    return ahead * ahead + 100 * off * off


def rosenbrock_gradient(t: Real) -> Real:
    """Return the gradient of `rosenbrock`: its slopes in x and y, in the form of `t`.

    Args:
        t: a point (x, y), or an array of shape (2, …).
    """
    x, y = coordinates(t)
    off = y - x * x
    return in_form_of(t, -2 * (1 - x) - 400 * x * off, 200 * off)


def himmelblau(t: Real) -> Real:
    """Return (x² + y − 11)² + (x + y² − 7)²: four equal minima.

    Args:
        t: a point (x, y), or an array of shape (2, …).

    Source:
        Himmelblau, "Applied nonlinear programming", 1972.
    """
    x, y = coordinates(t)
    a, b = x * x + y - 11, x + y * y - 7
    return a * a + b * b


def himmelblau_gradient(t: Real) -> Real:
    """Return the gradient of `himmelblau`: its slopes in x and y, in the form of `t`.

    Args:
        t: a point (x, y), or an array of shape (2, …).
    """
    x, y = coordinates(t)
    a, b = x * x + y - 11, x + y * y - 7
    return in_form_of(t, 4 * x * a + 2 * b, 2 * a + 4 * y * b)


def beale(t: Real) -> Real:
    """Return Σ (cᵢ − x(1 − yⁱ))² with c = 1.5, 2.25, 2.625: plateaus and steep corners.

    Args:
        t: a point (x, y), or an array of shape (2, …).

    Source:
        Beale, "On an iterative method for finding a local minimum of a function of more than one
        variable", 1958.
    """
    x, y = coordinates(t)
    total = 0.0
    power = 1.0
    for c in (1.5, 2.25, 2.625):
        power = power * y
        term = c - x * (1 - power)
        total = total + term * term
    return total


def beale_gradient(t: Real) -> Real:
    """Return the gradient of `beale`: its slopes in x and y, in the form of `t`.

    Args:
        t: a point (x, y), or an array of shape (2, …).
    """
    x, y = coordinates(t)
    in_x, in_y, power, slope = 0.0, 0.0, 1.0, 0.0
    for c in (1.5, 2.25, 2.625):
        power, slope = power * y, slope * y + power  # yⁱ and its derivative
        term = c - x * (1 - power)
        in_x = in_x - 2 * term * (1 - power)
        in_y = in_y + 2 * term * x * slope
    return in_form_of(t, in_x, in_y)


def rastrigin(t: Real) -> Real:
    """Return 20 + x² − 10 cos 2πx + y² − 10 cos 2πy: a bowl with many local minima.

    Args:
        t: a point (x, y), or an array of shape (2, …).

    Source:
        Rastrigin, "Systems of extremal control", 1974.
    """
    x, y = coordinates(t)
    return 20 + x * x - 10 * cos(TURN * x) + y * y - 10 * cos(TURN * y)


def rastrigin_gradient(t: Real) -> Real:
    """Return the gradient of `rastrigin`: its slopes in x and y, in the form of `t`.

    Args:
        t: a point (x, y), or an array of shape (2, …).
    """
    x, y = coordinates(t)
    in_x = 2 * x + 10 * TURN * sin(TURN * x)
    return in_form_of(t, in_x, 2 * y + 10 * TURN * sin(TURN * y))


def saddle(t: Real) -> Real:
    """Return ½x² − ½y² + ¼y⁴: a saddle point at the origin, between two minima.

    Args:
        t: a point (x, y), or an array of shape (2, …).
    """
    x, y = coordinates(t)
    return (x * x - y * y) / 2 + y * y * y * y / 4


def saddle_gradient(t: Real) -> Real:
    """Return the gradient of `saddle`: its slopes in x and y, in the form of `t`.

    Args:
        t: a point (x, y), or an array of shape (2, …).
    """
    x, y = coordinates(t)
    return in_form_of(t, x, y * y * y - y)


def surface(name: str) -> Surface:
    """Return the surface called `name`.

    Args:
        name: one of `SURFACES`.

    Raises:
        ValueError: there is no surface of that name.
    """
    if name not in _SURFACES:
        raise ValueError(f"name must be one of {', '.join(SURFACES)}, got {name!r}")
    return _SURFACES[name]


def coordinates(t: Real) -> tuple[Real, Real]:
    """Return the two coordinates of a point, or of an array of shape (2, …), as floats."""
    x, y = t
    if type(x) is float is type(y):
        return x, y
    return as_float(x, "t[0]"), as_float(y, "t[1]")


def in_form_of(t: Real, in_x: Real, in_y: Real) -> Real:
    """Return a gradient in the form of the point `t`: a tuple or an array."""
    if not is_array(t):
        return in_x, in_y
    slopes = as_float(t).copy()
    slopes[0], slopes[1] = in_x, in_y
    return slopes


_SURFACES = {
    "bowl": bowl(),
    "rosenbrock": Surface(
        name="rosenbrock",
        loss=rosenbrock,
        gradient=rosenbrock_gradient,
        minima=((1.0, 1.0),),
        view=(-2.0, 2.0, -1.0, 3.0),
        start=(-1.5, 2.0),
        lr=0.001,
        formula="E = (1 − x)² + 100(y − x²)²",
    ),
    "himmelblau": Surface(
        name="himmelblau",
        loss=himmelblau,
        gradient=himmelblau_gradient,
        minima=(
            (3.0, 2.0),
            (-2.805118086952745, 3.131312518250573),
            (-3.779310253377747, -3.283185991286170),
            (3.584428340330492, -1.848126526964404),
        ),
        view=(-5.0, 5.0, -5.0, 5.0),
        start=(0.0, -1.0),
        lr=0.01,
        formula="E = (x² + y − 11)² + (x + y² − 7)²",
    ),
    "beale": Surface(
        name="beale",
        loss=beale,
        gradient=beale_gradient,
        minima=((3.0, 0.5),),
        view=(-1.0, 4.5, -2.0, 2.0),
        start=(1.0, -1.0),
        lr=0.01,
        formula="E = (1.5 − x(1 − y))² + (2.25 − x(1 − y²))² + (2.625 − x(1 − y³))²",
    ),
    "rastrigin": Surface(
        name="rastrigin",
        loss=rastrigin,
        gradient=rastrigin_gradient,
        minima=((0.0, 0.0),),
        view=(-5.12, 5.12, -5.12, 5.12),
        start=(-3.3, 2.4),
        lr=0.002,
        formula="E = 20 + x² − 10 cos 2πx + y² − 10 cos 2πy",
    ),
    "saddle": Surface(
        name="saddle",
        loss=saddle,
        gradient=saddle_gradient,
        minima=((0.0, -1.0), (0.0, 1.0)),
        view=(-2.0, 2.0, -2.0, 2.0),
        start=(1.8, 0.001),
        lr=0.1,
        formula="E = ½x² − ½y² + ¼y⁴",
    ),
}

SURFACES = tuple(_SURFACES)
"""The names that `surface` knows, in teaching order."""
