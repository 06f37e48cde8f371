"""Gradient descent as an infinite generator of `Step`s, as the lesson writes it.

Examples:
    >>> from itertools import islice
    >>> from gdlib.objectives.landscapes import landscape
    >>> parabola = landscape("squared_error")
    >>> for step in islice(descend(parabola.loss, parabola.gradient, t=-5.0, lr=0.1), 3):
    ...     print(step)
    0-th iteration, t=-5.000, loss: 50.000, grad: -10.000
    1-th iteration, t=-4.000, loss: 40.500, grad: -9.000
    2-th iteration, t=-3.100, loss: 32.805, grad: -8.100
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from gdlib.elementwise import Real, is_finite, silence_overflow
from gdlib.validation.checks import check_functions_at, check_positive, check_start, value_at
from gdlib.validation.floats import advice, short_repr

#: Numbers from here on are written as powers of ten.
LARGE = 1e6


class Step(NamedTuple):
    """Where a descent is at iteration `n`, before the update.

    Attributes:
        n: how many updates were made.
        t: parameter; a float, or an array.
        loss: E(t); a float, or an array of the shape of `t`.
        grad: ∂E/∂t, of the shape of `t`.
    """

    n: int
    t: Real
    loss: Real
    grad: Real

    def __str__(self) -> str:
        """Return the line that the lesson prints."""
        t, loss, grad = map(format_value, self[1:])
        return f"{self.n}-th iteration, t={t}, loss: {loss}, grad: {grad}"


def descend(
    loss: Callable[[Real], Real], gradient: Callable[[Real], Real], t: Real, lr: float
) -> Iterator[Step]:
    """Yield the start of a gradient descent, then the state after each update, without end.

    Only a run that diverges ends: after its last step whose numbers are all finite. Steps hold
    copies: they don't change with the functions' arguments and results.

    Args:
        loss: E(t), one function of `t`.
        gradient: ∂E/∂t, one function of `t` that returns the shape of `t`.
        t: start; a finite float, or an array of finite numbers.
        lr: learning rate; above 0.

    Raises:
        TypeError: an argument has the wrong type.
        ValueError: `t` or `lr` is out of range, loss and gradient are not finite at the start, or
            one of them returns another shape than `t` has.

    Examples:
        >>> for step in descend(lambda t: t * t, lambda t: 2 * t, t=8.0, lr=0.25):
        ...     print(step.n, step.t)
        ...     if step.loss < 5:
        ...         break
        0 8.0
        1 4.0
        2 2.0
    """
    if isinstance(t, tuple):
        raise TypeError(
            "t must be a number or an array here (record takes tuples), "
            f"got {short_repr(t)}{advice(t)}"
        )
    t, lr = check_start(t), check_positive("lr", lr)
    check_functions_at(loss, gradient, t)
    return _descend(loss, gradient, t, lr)


def _descend(
    loss: Callable[[Real], Real], gradient: Callable[[Real], Real], t: Real, lr: float
) -> Iterator[Step]:
    n = 0
    while True:
        try:
            with silence_overflow(t):
                step = Step(
                    n, t, value_at("loss", loss, t, n), value_at("gradient", gradient, t, n)
                )
                t = t - lr * step.grad
        except OverflowError:
            return
        if not (is_finite(step.loss) and is_finite(step.grad)):
            return
        yield step
        if not is_finite(t):
            return
        n = n + 1


def format_value(value: Real) -> str:
    """Return a number with three decimals, or in scientific notation; of an array, the first three.

    Examples:
        >>> format_value(-5), format_value(1e200), format_value((1, 2, 3, 4))
        ('-5.000', '1.000e+200', '[1.000, 2.000, 3.000, …]')
    """
    if not getattr(value, "ndim", hasattr(value, "__len__")):
        return f"{value:.3f}" if abs(value) < LARGE else f"{value:.3e}"
    numbers = [format_value(number) for number in value[:3]]
    return f"[{', '.join(numbers)}{', …' if len(value) > 3 else ''}]"
