"""Checks of arguments and of results: each returns the checked value or raises an error.

Every message names the argument, the value given and the values allowed.
"""

import math
import sys
from collections.abc import Callable, Iterable
from numbers import Integral, Real
from typing import Any

from gdlib.elementwise import is_finite
from gdlib.validation.floats import advice, as_float, described, is_array, short_repr

#: The form of a number, in messages.
NUMBER = "one number"


def check_number(name: str, value: object) -> float:
    """Return `value` as a finite float.

    Raises:
        TypeError: `value` is no real number.
        ValueError: `value` is infinite or not a number.
    """
    if type(value) is float and math.isfinite(value):
        return value
    if is_array(value) and getattr(value, "ndim", 1) == 0:
        value = value.item()  # type: ignore[attr-defined]  # a 0-dimensional array is one number
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"{name} must be a number, got {described(value)}")
    try:
        number = float(value)
    except OverflowError:  # an int too large for a float
        number = math.inf
    if not math.isfinite(number):
        raise ValueError(f"{name} must be a finite number, got {short_repr(value)}")
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
        raise TypeError(
            f"{name} must be a whole number, got {short_repr(value)} ({type(value).__name__})"
        )
    if value < 0:
        raise ValueError(f"{name} must be 0 or more, got {value!r}")
    return int(value)


def check_function(name: str, value: object, of: str = "t") -> None:
    """Check that `value` can be called; `of` names its parameters in the message.

    Raises:
        TypeError: `value` can't be called.
    """
    if not callable(value):
        raise TypeError(
            f"{name} must be a function of {of}, got {short_repr(value)} ({type(value).__name__})"
        )


def set_checked(
    instance: object, check: Callable[[str, object], float], names: Iterable[str]
) -> None:
    """Replace fields of a frozen dataclass by what a check returns: a float, or an int for a count.

    Args:
        instance: the dataclass, in its `__post_init__`.
        check: a check of this module that takes a name and a value.
        names: the fields.

    Raises:
        TypeError: a field has the wrong type.
        ValueError: a field is out of range.
    """
    for name in names:
        object.__setattr__(instance, name, check(name, getattr(instance, name)))


def check_pair(t: Any, y: Any) -> tuple[Any, Any]:
    """Return guesses and targets as floats, if their shapes fit.

    Arrays fit if they have the same shape, or if the shape of one is the end of the other's: a row
    for all rows. NumPy would also broadcast axes of length 1, and so pair each of n guesses with
    each of n targets.

    Raises:
        TypeError: one of them is no number and no array of numbers.
        ValueError: they are arrays of several numbers each, whose shapes don't fit.
    """
    dtype = getattr(t, "dtype", None)
    if dtype is getattr(y, "dtype", None) and getattr(dtype, "char", "") == "d":
        if t.shape == y.shape:  # the most common case
            return t, y
    else:
        t, y = as_float(t, "t"), as_float(y, "y")
    shapes = getattr(t, "shape", ()), getattr(y, "shape", ())
    short, long = sorted(shapes, key=len)
    if short != long[len(long) - len(short) :] and all(math.prod(shape) != 1 for shape in shapes):
        raise ValueError(
            "t and y must have the same shape, or one of them must be a number, got "
            f"{shapes[0]} and {shapes[1]}{_how_to_pair(*shapes)}"
        )
    return t, y


def _how_to_pair(t: tuple[int, ...], y: tuple[int, ...]) -> str:
    if math.prod(t) == math.prod(y):
        return ": write y.reshape(t.shape)"
    return "; if each is to meet each, write t, y = np.broadcast_arrays(t, y) before"


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
    start: Any = t
    if start.dtype.kind not in "iuf":
        raise TypeError(
            f"t must be an array of real numbers, got dtype {start.dtype}: "
            "write np.array([…], dtype=float)"
        )
    if start.size == 0:
        raise ValueError(f"t must hold at least one number, got an array of shape {start.shape}")
    if not is_finite(start):
        raise ValueError(f"t must hold finite numbers, got {short_repr(start)}")
    return sys.modules["numpy"].array(start, dtype=float)


def check_functions_at(
    loss: Callable[[Any], Any], gradient: Callable[[Any], Any], t: Any
) -> tuple[Any, Any]:
    """Return the loss and the gradient at the start `t`, if both are usable.

    Raises:
        TypeError: `loss` or `gradient` can't be called or gives no real numbers.
        ValueError: one of them is not finite at `t`, or the gradient's shape is not the shape of
            `t`.
    """
    check_function("loss", loss)
    check_function("gradient", gradient)
    return _finite_value("loss", loss, t), _finite_value("gradient", gradient, t)


def _finite_value(name: str, function: Callable[[Any], Any], t: Any) -> Any:
    try:
        value = value_at(name, function, t)
    except OverflowError:
        value = math.inf
    if not is_finite(value):
        raise ValueError(
            f"{name} must be finite at the start, got {short_repr(value)} at t={short_repr(t)}"
        )
    return value


def value_at(name: str, function: Callable[[Any], Any], t: Any, n: int = 0) -> Any:
    """Return the value of a function at `t`, as a copy that the function can't change later.

    Args:
        name: "loss" or "gradient".
        function: a function of `t`; it gets a copy of an array.
        t: a float, a tuple of floats or an array of them.
        n: the iteration, for messages.

    Returns:
        The checked value, as `check_value` returns it.

    Raises:
        TypeError: the value holds something that is no real number.
        ValueError: the value has another shape than `t`, and is not the one number of a loss.
    """
    return check_value(name, function(t.copy() if is_array(t) else t), t, n)


def check_value(name: str, value: Any, t: Any, n: int = 0) -> Any:
    """Return a function's value at `t` as floats: a float, a tuple of them or a new array.

    Args:
        name: what the function is: "loss", "gradient", or an optimizer's repr.
        value: what it returned.
        t: a float, a tuple of floats or an array of them.
        n: the iteration, for messages.

    Raises:
        TypeError: `value` holds something that is no real number.
        ValueError: `value` has another shape than `t`, and is not the one number of a loss.
    """
    if type(value) is float is type(t):  # the most common case
        return value
    place = f"at t={short_repr(t)}{f' (iteration {n})' if n else ''}"
    parts = value if isinstance(value, tuple) else (value,)
    if not all(map(_is_real, parts)):
        hint = advice(value, "tuple" if isinstance(t, tuple) else "np.array" if is_array(t) else "")
        raise TypeError(f"{name} must return real numbers, got {short_repr(value)} {place}{hint}")
    given, wanted = _form(value), _form(t)
    if given != wanted and not (name == "loss" and given == NUMBER):
        raise ValueError(f"{name} must return the shape of t, {wanted}, got {given} {place}")
    if isinstance(value, tuple):
        return tuple(map(_float, value))
    return _float(value) if given == NUMBER else sys.modules["numpy"].array(value, dtype=float)


def _float(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:  # an int too large for a float
        return math.inf if value > 0 else -math.inf


def _is_real(value: Any) -> bool:
    if is_array(value):
        return value.dtype.kind in "iuf"
    return isinstance(value, Real) and not isinstance(value, bool)


def _form(value: Any) -> str:
    if isinstance(value, tuple):
        return f"a tuple of {len(value)}"
    shape = getattr(value, "shape", ())
    return f"an array of shape {shape}" if shape else NUMBER
