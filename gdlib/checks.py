"""What a function accepts: each check returns the checked value or says what was wrong.

Every message names the argument, the value given and the values allowed.
"""

import math
import sys
from collections.abc import Callable
from numbers import Integral, Real
from typing import Any

from gdlib.elementwise import is_array, is_finite


def check_number(name: str, value: object) -> float:
    """Return `value` as a finite float.

    Raises:
        TypeError: `value` is no real number.
        ValueError: `value` is infinite or not a number.
    """
    if is_array(value) and getattr(value, "ndim", 1) == 0:
        value = value.item()  # type: ignore[attr-defined]  # an array without axes is one number
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"{name} must be a number, got {value!r} ({type(value).__name__})")
    try:
        number = float(value)
    except OverflowError:  # an int too large for a float
        number = math.inf
    if not math.isfinite(number):
        raise ValueError(f"{name} must be a finite number, got {value!r}")
    return number


def check_positive(name: str, value: object) -> float:
    """Return `value` as a finite float above zero.

    Raises:
        TypeError: `value` is no real number.
        ValueError: `value` is zero, negative, infinite or not a number.
    """
    number = check_number(name, value)
    if number <= 0:
        raise ValueError(f"{name} must be greater than 0, got {value!r}")
    return number


def check_count(name: str, value: object) -> int:
    """Return `value` as an int of at least zero.

    Raises:
        TypeError: `value` is no whole number.
        ValueError: `value` is negative.
    """
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise TypeError(f"{name} must be a whole number, got {value!r} ({type(value).__name__})")
    if value < 0:
        raise ValueError(f"{name} must be 0 or more, got {value!r}")
    return int(value)


def check_function(name: str, value: object) -> None:
    """Accept a callable.

    Raises:
        TypeError: `value` can't be called.
    """
    if not callable(value):
        raise TypeError(f"{name} must be a function of t, got {value!r} ({type(value).__name__})")


def check_start(t: object) -> Any:
    """Return the start `t` as a float, or as a new array of float64.

    Raises:
        TypeError: `t` is neither a real number nor an array of real numbers.
        ValueError: a number in `t` is not finite, or the array is empty.
    """
    if not is_array(t) or getattr(t, "ndim", 0) == 0:
        return check_number("t", t)
    numpy = sys.modules["numpy"]
    start: Any = t
    if start.dtype.kind not in "iuf":
        raise TypeError(f"t must be an array of real numbers, got dtype {start.dtype}")
    if start.size == 0:
        raise ValueError(f"t must hold at least one number, got an array of shape {start.shape}")
    if not is_finite(start):
        raise ValueError(f"t must hold finite numbers, got {start!r}")
    return numpy.array(start, dtype=float)


def check_functions_at(
    loss: Callable[[Any], Any], gradient: Callable[[Any], Any], t: Any
) -> tuple[Any, Any]:
    """Return the loss and the gradient at the start `t`, once both are seen to be usable.

    Raises:
        TypeError: `loss` or `gradient` can't be called or gives no real numbers.
        ValueError: one of them is not finite at `t`, or the gradient's shape is not the shape of
            `t`.
    """
    check_function("loss", loss)
    check_function("gradient", gradient)
    return _value_at("loss", loss, t), _value_at("gradient", gradient, t)


def _value_at(name: str, function: Callable[[Any], Any], t: Any) -> Any:
    try:
        value = function(t)
    except OverflowError:
        value = math.inf
    if not is_array(value) and (isinstance(value, bool) or not isinstance(value, Real)):
        raise TypeError(f"{name} must return real numbers, got {value!r} at t={t!r}")
    if not is_finite(value):
        raise ValueError(f"{name} must be finite at the start, got {value!r} at t={t!r}")
    given, wanted = getattr(value, "shape", ()), getattr(t, "shape", ())
    if given != wanted and not (name == "loss" and given == ()):
        raise ValueError(f"{name} must return the shape of t, {wanted}, got shape {given}")
    return value
