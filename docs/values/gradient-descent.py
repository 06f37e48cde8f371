"""The quantities of the lesson on gradient descent that are not in running_example.py."""

from collections import namedtuple

from gdlib import bowl, calc_gradient, landscape, record, squared_error

_parabola = landscape("squared_error", y=5.0)
_start, _lr = _parabola.start, _parabola.lr

# The decrease of the first update: predicted by the slope, and actual.
_grad = calc_gradient(_start, _parabola.y)
promised_drop = _lr * _grad**2
first_drop = squared_error(_start, _parabola.y) - squared_error(_start - _lr * _grad, _parabola.y)
loss_shrink = (1 - _lr) ** 2

# The same loop with two parameters: a bowl that is steeper one way.
kappa = 4.0
spot = (-3.0, 1.0)
_ground = bowl(kappa)
pair = record(_ground.loss, _ground.gradient, spot, lr=_lr, steps=50)

# Publication years in the reading list.
published = namedtuple("_Published", "cauchy lemarechal")(1847, 2012)
