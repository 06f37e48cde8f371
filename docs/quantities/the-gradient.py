"""The numbers of the lesson on the gradient: secants, three ways to a slope, and directions.

Chosen are the places and the distances h; the rest follows.
"""

import math

from gdlib import bowl, calc_gradient, landscape, numerical_gradient, squared_error

# The parabola, seen at the start of the running example.
y, t = 5.0, -5.0
exact = calc_gradient(t, y)
widths = (1.0, 0.1, 0.01, 0.001)


def parabola(t):
    """Return the squared error with its target at 5."""
    return squared_error(t, y)


secants = [numerical_gradient(parabola, method="forward", h=h)(t) for h in widths]
central_on_parabola = numerical_gradient(parabola, method="central", h=1.0)(t)

# The wavy bowl, where a formula is harder to guess.
hills = landscape("wavy")
place = -2.0
slope = hills.gradient(place)
methods = ("forward", "central")
powers = [10.0**-k for k in range(17)]
errors = {
    method: [abs(numerical_gradient(hills.loss, method=method, h=h)(place) - slope) for h in powers]
    for method in methods
}
best_power = {
    method: min(range(len(powers)), key=lambda k, method=method: errors[method][k])
    for method in methods
}
complex_error = abs(numerical_gradient(hills.loss, method="complex")(place) - slope)
million = 1_000_000

# Two parameters: a bowl that is four times as steep one way.
steepness = 4
ground = bowl(steepness)
point = (2.0, 1.0)
gradient_there = ground.gradient(point)
length = math.hypot(*gradient_there)
towards = tuple(part / length for part in gradient_there)


def slope_towards(angle):
    """Return how fast the loss grows in a direction, given in degrees from the first axis."""
    turned = math.radians(angle)
    return gradient_there[0] * math.cos(turned) + gradient_there[1] * math.sin(turned)


quarter, eighth = 90, 45
steepest_angle = math.degrees(math.atan2(gradient_there[1], gradient_there[0]))
