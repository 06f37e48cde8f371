"""Numerical gradients, a gradient check, and gradient clipping.

`numerical_gradient(loss)` computes slopes from values of the loss, `gdlib.automatic_gradient(loss)`
by the chain rule. Both return functions of `t`, like a gradient derived by hand.

Examples:
    >>> gradient = numerical_gradient(lambda t: (5 - t) ** 2 / 2)
    >>> round(gradient(-5.0), 6)
    -10.0
"""

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gdlib.elementwise import Real, clip, is_finite, largest
from gdlib.validation.checks import check_function, check_functions_at, check_positive, check_start
from gdlib.validation.floats import as_float, is_array, short_repr

EPSILON = sys.float_info.epsilon


def numerical_gradient(
    loss: Callable[[Real], Real], *, method: str = "central", h: float | None = None
) -> Callable[[Real], Real]:
    """Return a gradient function that computes slopes by finite differences or the complex step.

    A large step `h` has a large truncation error, a small one a large rounding error. The best `h`
    balances both: with the machine epsilon ε (2⁻⁵²), √ε for "forward" (about 8 correct digits) and
    ∛ε for "central" (about 10), times |t| where that is above 1. The "complex" step has no
    cancellation, so that its `h` can be so small (10⁻²⁰) that all digits are correct; but the loss
    must compute with complex numbers.

    Args:
        loss: E(t): one number, or for an array `t` one number for each of its numbers.
        method: "forward", "central" or "complex".
        h: step, above 0; None: the best for the method.

    Returns:
        A function of `t` (a number, a tuple of numbers, or an array) that returns the slope in
        each number of `t`, in the same form.

    Raises:
        TypeError: `loss` can't be called or `h` is no number.
        ValueError: there is no such method, or `h` is out of range.

    Source:
        Nocedal and Wright, "Numerical optimization", 2nd edition, 2006, section 8.1; Squire and
        Trapp, "Using complex variables to estimate derivatives of real functions", 1998.

    Examples:
        >>> numerical_gradient(lambda t: t**3, method="forward", h=1.0)(2.0)  # 3³ − 2³
        19.0
        >>> numerical_gradient(lambda t: t**3, method="complex")(2.0)
        12.0
    """
    check_function("loss", loss)
    loss = _on_copies(loss)
    if method not in _SLOPES:
        raise ValueError(f"method must be one of {', '.join(_SLOPES)}, got {method!r}")
    slope, best = _SLOPES[method]
    width = None if h is None else check_positive("h", h)

    def gradient(t: Real) -> Real:
        t = check_start(t)
        if isinstance(t, float) or (is_array(t) and getattr(loss(t), "shape", ()) == t.shape):
            sizes = sys.modules["numpy"].maximum(1.0, abs(t)) if is_array(t) else max(1.0, abs(t))
            return slope(lambda by: loss(t + by), width or best * sizes)
        numbers = t.ravel().tolist() if is_array(t) else t
        slopes = [
            slope(_along(loss, t, i), width or best * max(1.0, abs(number)))
            for i, number in enumerate(numbers)
        ]
        return _like(t, slopes)

    return gradient


def _on_copies(loss: Callable[[Real], Real]) -> Callable[[Real], Real]:
    """Return the loss in floats, with its argument and its result copied."""

    def own(t: Real) -> Real:
        if not is_array(t):
            return as_float(loss(t), "the value of loss")
        value = as_float(loss(t.copy()), "the value of loss")
        return value.copy() if is_array(value) else value

    return own


def _forward(loss_at: Callable[[Real], Real], h: Real) -> Real:
    return (loss_at(h) - loss_at(0.0)) / h


def _central(loss_at: Callable[[Real], Real], h: Real) -> Real:
    return (loss_at(h) - loss_at(-h)) / (2 * h)


def _complex_step(loss_at: Callable[[Real], Real], h: Real) -> Real:
    return loss_at(1j * h).imag / h


# Each method, and its best step where |t| is at most 1.
_SLOPES: dict[str, tuple[Callable[[Callable[[Real], Real], Real], Real], float]] = {
    "forward": (_forward, EPSILON ** (1 / 2)),
    "central": (_central, EPSILON ** (1 / 3)),
    "complex": (_complex_step, 1e-20),
}


def _along(loss: Callable[[Real], Real], t: Real, i: int) -> Callable[[Real], Real]:
    """Return the loss as a function of the change of component `i` of `t`."""
    return lambda by: loss(_moved(t, i, by))


def _moved(t: Real, i: int, by: float | complex) -> Real:
    if isinstance(t, tuple):
        return (*t[:i], t[i] + by, *t[i + 1 :])
    moved = t + by * 0  # a copy that can hold the kind of number that `by` is
    moved.flat[i] += by
    return moved


def _like(t: Real, numbers: list[float]) -> Real:
    """Return numbers in the form of `t`, a tuple or an array."""
    if isinstance(t, tuple):
        return tuple(map(float, numbers))
    return sys.modules["numpy"].array(numbers, dtype=float).reshape(t.shape)


@dataclass(frozen=True)
class Deviation:
    """The component in which a gradient differs most from the numerical one.

    Attributes:
        component: its index in `t`: an int, a tuple of ints, or None where `t` is one number.
        given: the gradient's component.
        measured: the numerical gradient's component.
        error: |given − measured| relative to the largest slope, or absolute where all are below 1.
    """

    component: int | tuple[int, ...] | None
    given: float
    measured: float
    error: float


def check_gradient(
    loss: Callable[[Real], Real],
    gradient: Callable[[Real], Real],
    t: Real,
    *,
    tolerance: float = 1e-6,
) -> Deviation:
    """Compare a gradient with the numerical one, and return the component that differs most.

    The numerical gradient uses central differences.

    Args:
        loss: E(t): one number, or for an array `t` one number for each of its numbers.
        gradient: the function to check.
        t: where to compare; the loss must be differentiable there.
        tolerance: the largest error that is accepted, above 0.

    Raises:
        TypeError: an argument has the wrong type.
        ValueError: the error is larger than `tolerance`; the message says which component is off
            and by how much. Or the gradient has another form than `t`, or a value is not finite.

    Examples:
        >>> check_gradient(lambda t: t**2, lambda t: 2 * t, 3.0).error < 1e-9
        True
        >>> check_gradient(lambda t: t[0] * t[1], lambda t: (t[1], t[1]), (2.0, 3.0))
        Traceback (most recent call last):
            ...
        ValueError: gradient must be the slope of loss: component 1 is 3.0 but measures 2.0 at ...
    """
    check_positive("tolerance", tolerance)
    t = check_start(t)
    _, given = check_functions_at(loss, gradient, t)
    measured = numerical_gradient(loss)(t)
    if not is_finite(measured):
        raise ValueError(
            f"loss must be finite around t={short_repr(t)}, its slope measures {measured}"
        )
    scale = max(1.0, largest(measured))
    pairs = zip(_components(t), _numbers(given), _numbers(measured), strict=True)
    worst = max(
        (Deviation(i, a, b, abs(a - b) / scale) for i, a, b in pairs),
        key=lambda deviation: deviation.error,
    )
    if worst.error <= tolerance:
        return worst
    place = "" if worst.component is None else f"component {worst.component} "
    raise ValueError(
        f"gradient must be the slope of loss: {place}is {worst.given} but measures "
        f"{round(worst.measured, 8)} at t={t!r} (error {worst.error:.1e}, allowed {tolerance:.0e})"
    )


def _components(t: Real) -> list[Any]:
    if isinstance(t, tuple):
        return list(range(len(t)))
    if not is_array(t):
        return [None]
    return list(range(t.size)) if t.ndim == 1 else list(sys.modules["numpy"].ndindex(t.shape))


def _numbers(value: Real) -> list[float]:
    if is_array(value):
        return [float(number) for number in value.flat]
    return list(value) if isinstance(value, tuple) else [value]


def clip_by_value(gradient: Callable[[Real], Real], bound: float) -> Callable[[Real], Real]:
    """Return a gradient function whose components are clipped to −bound … bound.

    Args:
        gradient: any gradient function.
        bound: the largest absolute value of a component; above 0.

    Raises:
        TypeError: `gradient` can't be called or `bound` is no number.
        ValueError: `bound` is out of range.

    Examples:
        >>> clip_by_value(lambda t: (3.0, -40.0), 5.0)((0.0, 0.0))
        (3.0, -5.0)
    """
    check_function("gradient", gradient)
    bound = check_positive("bound", bound)

    def clipped(t: Real) -> Real:
        grad = gradient(t)
        if isinstance(grad, tuple):
            return tuple(clip(slope, -bound, bound) for slope in grad)
        return clip(grad, -bound, bound)

    return clipped


def clip_by_norm(gradient: Callable[[Real], Real], bound: float) -> Callable[[Real], Real]:
    """Return a gradient function with the same direction, and a norm of at most `bound`.

    Args:
        gradient: any gradient function.
        bound: the largest Euclidean norm; above 0.

    Raises:
        TypeError: `gradient` can't be called or `bound` is no number.
        ValueError: `bound` is out of range.

    Source:
        Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks",
        2013, algorithm 1.

    Examples:
        >>> clip_by_norm(lambda t: (30.0, -40.0), 5.0)((0.0, 0.0))
        (3.0, -4.0)
    """
    check_function("gradient", gradient)
    bound = check_positive("bound", bound)

    def clipped(t: Real) -> Real:
        grad = gradient(t)
        length = math.hypot(*_numbers(grad))
        if length <= bound:
            return grad
        if isinstance(grad, tuple):
            return tuple(slope / length * bound for slope in grad)
        return grad / length * bound

    return clipped
