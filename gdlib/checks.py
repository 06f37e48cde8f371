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
    if type(value) is float and math.isfinite(value):
        return value
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


def check_not_negative(name: str, value: object) -> float:
    """Return `value` as a finite float of at least zero.

    Raises:
        TypeError: `value` is no real number.
        ValueError: `value` is negative, infinite or not a number.
    """
    number = check_number(name, value)
    if number < 0:
        raise ValueError(f"{name} must be 0 or more, got {value!r}")
    return number


def check_fraction(name: str, value: object) -> float:
    """Return `value` as a float from 0 up to, but not including, 1.

    Raises:
        TypeError: `value` is no real number.
        ValueError: `value` is out of range.
    """
    number = check_number(name, value)
    if not 0 <= number < 1:
        raise ValueError(f"{name} must be at least 0 and less than 1, got {value!r}")
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


def check_function(name: str, value: object, of: str = "t") -> None:
    """Accept a callable, which is a function of `of`.

    Raises:
        TypeError: `value` can't be called.
    """
    if not callable(value):
        raise TypeError(
            f"{name} must be a function of {of}, got {value!r} ({type(value).__name__})"
        )


def check_start(t: object) -> Any:
    """Return the start `t` as a float, a tuple of floats, or a new array of float64.

    Raises:
        TypeError: `t` is none of a real number, a tuple of them and an array of them.
        ValueError: a number in `t` is not finite, or there is none.
    """
    if isinstance(t, tuple):
        if not t:
            raise ValueError("t must hold at least one number, got ()")
        return tuple(check_number(f"t[{i}]", number) for i, number in enumerate(t))
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
    parts = value if isinstance(value, tuple) else (value,)
    if any(not _is_real(part) for part in parts):
        raise TypeError(f"{name} must return real numbers, got {value!r} at t={t!r}")
    if not is_finite(value):
        raise ValueError(f"{name} must be finite at the start, got {value!r} at t={t!r}")
    given, wanted = _shape(value), _shape(t)
    if given != wanted and not (name == "loss" and given == ()):
        raise ValueError(f"{name} must return the shape of t, {wanted}, got shape {given}")
    return value


def _is_real(value: Any) -> bool:
    if is_array(value):
        return value.dtype.kind in "iuf"
    return isinstance(value, Real) and not isinstance(value, bool)


def _shape(value: Any) -> tuple[Any, ...]:
    """Return the shape of an array, or what distinguishes a tuple of numbers and a number."""
    return ("tuple", len(value)) if isinstance(value, tuple) else getattr(value, "shape", ())
