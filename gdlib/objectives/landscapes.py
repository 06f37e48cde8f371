"""Landscapes: test functions of one parameter, convex and with several local minima.

Examples:
    >>> parabola = landscape("squared_error")
    >>> parabola.loss(-5.0), parabola.gradient(-5.0), parabola.limit
    (50.0, -10.0, 2.0)
"""

from collections.abc import Callable
from dataclasses import dataclass

from gdlib.elementwise import Real, cos, sin
from gdlib.losses import (
    absolute_error,
    absolute_error_gradient,
    calc_gradient,
    huber,
    huber_gradient,
    squared_error,
)
from gdlib.validation.checks import check_number, check_pair

#: The distance from the lowest point of `wavy` to its local minima: d/5 + sin d = 0 near 4.91.
WAVY_TRAP = 4.9062951508563755


@dataclass(frozen=True)
class Landscape:
    """A loss of one parameter with its gradient, minima, curvature and a view for plots.

    Attributes:
        name: one of `LANDSCAPES`.
        y: target.
        loss: E(t), for a float or an array.
        gradient: dE/dt, for a float or an array.
        minima: every local minimum, from left to right.
        curvature: the largest |E″|; None where it has no bound (`double_well`) or is not defined
            (`absolute_error`).
        start: the default start of runs.
        lr: the default learning rate.
        view: (t_min, t_max, e_min, e_max), the limits of a plot's axes.
        formula: E(t) as one line of text.
        is_quadratic: E″ is constant, so that a run converges if and only if its rate is below
            `limit`.
    """

    name: str
    y: float
    loss: Callable[[Real], Real]
    gradient: Callable[[Real], Real]
    minima: tuple[float, ...]
    curvature: float | None
    start: float
    lr: float
    view: tuple[float, float, float, float]
    formula: str
    is_quadratic: bool = False

    @property
    def limit(self) -> float | None:
        """2 / curvature: no smaller learning rate raises the loss; None without a curvature."""
        return None if self.curvature is None else 2 / self.curvature

    @property
    def global_minima(self) -> tuple[float, ...]:
        """The lowest of the minima; more than one where they are equally low."""
        lowest = min(self.loss(t) for t in self.minima)
        return tuple(t for t in self.minima if self.loss(t) <= lowest)


def double_well(t: Real, y: Real) -> Real:
    """Return (t² − y²)² / 8y²: two equal minima at −y and y, and a maximum at 0.

    Args:
        t: parameter; a float, or an array of any shape.
        y: place of the right-hand minimum; not 0; a number, or an array that fits `t`. The
            curvature in both minima is 1.

    Raises:
        TypeError: `t` or `y` is no number.
        ValueError: both are arrays, of shapes that don't fit.

    Examples:
        >>> double_well(0.0, 5.0), double_well(-5.0, 5.0)
        (3.125, 0.0)
    """
    t, y = check_pair(t, y)
    well = (t / y) * (t / y) - 1
    return y * y * well * well / 8


def double_well_gradient(t: Real, y: Real) -> Real:
    """Return the slope of `double_well`: t(t² − y²) / 2y².

    Args:
        t: parameter; a float, or an array of any shape.
        y: place of the right-hand minimum; not 0; a number, or an array that fits `t`.

    Raises:
        TypeError: `t` or `y` is no number.
        ValueError: both are arrays, of shapes that don't fit.

    Examples:
        >>> double_well_gradient(-10.0, 5.0)
        -15.0
    """
    t, y = check_pair(t, y)
    return t * ((t / y) * (t / y) - 1) / 2


def wavy(t: Real, y: Real) -> Real:
    """Return (y − t)²/10 + 1 − cos(y − t): a parabola with ripples, which are local minima.

    Args:
        t: parameter; a float, or an array of any shape.
        y: place of the global minimum; a number, or an array that fits `t`.

    Raises:
        TypeError: `t` or `y` is no number.
        ValueError: both are arrays, of shapes that don't fit.

    Examples:
        >>> wavy(5.0, 5.0)
        0.0
    """
    t, y = check_pair(t, y)
    error = y - t
    return error * error / 10 + 1 - cos(error)


def wavy_gradient(t: Real, y: Real) -> Real:
    """Return the slope of `wavy`: (t − y)/5 + sin(t − y).

    Args:
        t: parameter; a float, or an array of any shape.
        y: place of the global minimum; a number, or an array that fits `t`.

    Raises:
        TypeError: `t` or `y` is no number.
        ValueError: both are arrays, of shapes that don't fit.

    Examples:
        >>> wavy_gradient(5.0, 5.0)
        0.0
    """
    t, y = check_pair(t, y)
    return (t - y) / 5 + sin(t - y)


def landscape(name: str, y: float = 5.0) -> Landscape:
    """Return the landscape called `name`, with its target at `y`.

    Args:
        name: one of `LANDSCAPES`.
        y: target; finite, and not 0 for `double_well`.

    Raises:
        TypeError: `y` is no number.
        ValueError: there is no landscape of that name, or it can't have that target.
    """
    if name not in _MAKERS:
        raise ValueError(f"name must be one of {', '.join(LANDSCAPES)}, got {name!r}")
    return _MAKERS[name](check_number("y", y))


def _squared_error(y: float) -> Landscape:
    return Landscape(
        name="squared_error",
        y=y,
        loss=lambda t: squared_error(t, y),
        gradient=lambda t: calc_gradient(t, y),
        minima=(y,),
        curvature=1.0,
        start=y - 10,
        lr=0.1,
        view=(y - 15, y + 15, -5.0, 100.0),
        formula="E = ½(y − t)²",
        is_quadratic=True,
    )


def _absolute_error(y: float) -> Landscape:
    return Landscape(
        name="absolute_error",
        y=y,
        loss=lambda t: absolute_error(t, y),
        gradient=lambda t: absolute_error_gradient(t, y),
        minima=(y,),
        curvature=None,
        start=y - 10,
        lr=0.3,
        view=(y - 15, y + 15, -1.0, 16.0),
        formula="E = |y − t|",
    )


def _huber(y: float) -> Landscape:
    return Landscape(
        name="huber",
        y=y,
        loss=lambda t: huber(t, y),
        gradient=lambda t: huber_gradient(t, y),
        minima=(y,),
        curvature=1.0,
        start=y - 10,
        lr=0.5,
        view=(y - 15, y + 15, -1.0, 16.0),
        formula="E = ½d² (|d| ≤ 1), |d| − ½ (|d| > 1), d = y − t",
    )


def _double_well(y: float) -> Landscape:
    if y == 0:
        raise ValueError("y must not be 0 for double_well, whose minima lie at −y and y, got 0.0")
    return Landscape(
        name="double_well",
        y=y,
        loss=lambda t: double_well(t, y),
        gradient=lambda t: double_well_gradient(t, y),
        minima=(-abs(y), abs(y)),
        curvature=None,
        start=-1.8 * abs(y),
        lr=0.1,
        view=(-2 * abs(y), 2 * abs(y), -0.08 * y * y, 1.2 * y * y),
        formula="E = (t² − y²)² / 8y²",
    )


def _wavy(y: float) -> Landscape:
    return Landscape(
        name="wavy",
        y=y,
        loss=lambda t: wavy(t, y),
        gradient=lambda t: wavy_gradient(t, y),
        minima=(y - WAVY_TRAP, y, y + WAVY_TRAP),
        curvature=1.2,
        start=y - 10,
        lr=0.1,
        view=(y - 15, y + 15, -1.5, 25.0),
        formula="E = (y − t)²/10 + 1 − cos(y − t)",
    )


_MAKERS: dict[str, Callable[[float], Landscape]] = {
    "squared_error": _squared_error,
    "absolute_error": _absolute_error,
    "huber": _huber,
    "double_well": _double_well,
    "wavy": _wavy,
}

LANDSCAPES = tuple(_MAKERS)
"""The names that `landscape` knows, in teaching order."""
