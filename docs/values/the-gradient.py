"""The quantities of the lesson on the gradient: secants, directions, numerical gradients."""

import math
from collections import namedtuple

from gdlib import (
    automatic_gradient,
    bowl,
    calc_gradient,
    landscape,
    numerical_gradient,
    squared_error,
)

# The point of the running example, and how far its parameter is nudged: chosen.
place, goal = -5.0, 5.0
nudge = 0.01
widths = (2.0, 1.0, 0.1, 0.01, 0.001)

parabola = landscape("squared_error", y=goal)
here = parabola.loss(place)
nudged = parabola.loss(place + nudge)
change = nudged - here
grad = calc_gradient(place, goal)


def _secant(h: float) -> float:
    return numerical_gradient(parabola.loss, method="forward", h=h)(place)


Secant = namedtuple("Secant", "h loss slope off")
secants = [Secant(h, parabola.loss(place + h), _secant(h), _secant(h) - grad) for h in widths]

# A bowl of two parameters, and the slope in one direction after the other.
kappa = 4.0
ground = bowl(kappa)
spot = (-3.0, 1.0)
slopes = ground.gradient(spot)
steepness = math.hypot(*slopes)
uphill = (slopes[0] / steepness, slopes[1] / steepness)


def slope_towards(direction: tuple[float, float]) -> float:
    """Return the slope of the bowl at the spot along a direction, measured along it."""
    length = math.hypot(*direction)
    along = (direction[0] / length, direction[1] / length)
    return numerical_gradient(
        lambda s: ground.loss((spot[0] + s * along[0], spot[1] + s * along[1]))
    )(0.0)


east, north = slope_towards((1.0, 0.0)), slope_towards((0.0, 1.0))
north_east = slope_towards((1.0, 1.0))
level = slope_towards((-slopes[1], slopes[0]))
steepest = slope_towards((-slopes[0], -slopes[1]))
straight = (-spot[0], -spot[1])  # towards the minimum, which lies at the origin
to_minimum = slope_towards(straight)
off_course = math.degrees(math.acos(to_minimum / steepest))

# A measured slope: wide differences see a curve, narrow ones lose digits.
wavy = landscape("wavy", y=goal)
wavy_loss, wavy_grad = wavy.loss(place), wavy.gradient(place)
wavy_bend = numerical_gradient(wavy.gradient)(place)  # the second derivative
wavy_twist = numerical_gradient(numerical_gradient(wavy.gradient), h=1e-3)(place)  # the third
epsilon = 2.0**-52
forward_h = math.sqrt(2 * epsilon * wavy_loss / abs(wavy_bend))
central_h = (1.5 * epsilon * wavy_loss / abs(wavy_twist)) ** (1 / 3)


def measured(method: str, h: float) -> float:
    """Return the error of the numerical gradient on the wavy landscape."""
    return abs(numerical_gradient(wavy.loss, method=method, h=h)(place) - wavy_grad)


forward_error, central_error = measured("forward", forward_h), measured("central", central_h)
tiny = 1e-13
tiny_error = measured("forward", tiny)
vanished_h = 1e-16
vanished = numerical_gradient(wavy.loss, method="forward", h=vanished_h)(place)


def tex(value: float) -> str:
    """Return a very small or large number as TeX writes it, with two digits, in one piece.

    Examples:
        >>> tex(0.00012)
        '{1.2 \\\\times 10^{-4}}'
    """
    digits, exponent = f"{value:.1e}".split("e")
    return rf"{{{digits} \times 10^{{{int(exponent)}}}}}"


def power(value: float) -> str:
    """Return a power of ten as TeX writes it."""
    return f"10^{{{round(math.log10(value))}}}"


# The three ways, side by side.
by_hand = calc_gradient(place, goal)
numerical = numerical_gradient(lambda t: squared_error(t, goal))(place)
automatic = automatic_gradient(lambda t: squared_error(t, goal))(place)
weights = 10**6
evaluations_a_second = 1000
at_a_thousand = weights * 2 / evaluations_a_second / 60  # minutes

# Publication years in the reading list.
published = namedtuple("_Published", "baydin goldberg")(2018, 1991)
