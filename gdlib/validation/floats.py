"""Conversion of arguments to floats, and error messages about values that are no numbers.

NumPy is never imported here: an array can only come from a program that has imported it already.

Examples:
    >>> as_float(2), is_array(2)
    (2.0, False)
"""

import sys
from contextlib import suppress
from typing import Any

#: Types that are given for a number by mistake.
NOT_NUMBERS = (str, bytes, list, tuple, dict, set)

#: The most characters of a wrong value in a message.
MAX_REPR_LENGTH = 100


def is_array(value: object) -> bool:
    """Tell whether `value` is a NumPy array, without importing NumPy."""
    if isinstance(value, float):  # the most common case
        return False
    return isinstance(value, _numpy_type("ndarray"))


def _numpy_type(name: str) -> Any:
    # While another thread imports NumPy, its module is there but has no arrays yet.
    return getattr(sys.modules.get("numpy"), name, ())


def as_float(value: Any, name: str = "t") -> Any:
    """Return `value` as float64: integers of few bits would overflow silently.

    Whole numbers, truth values and floats of less than 64 bits become floats of 64 bits, alone or
    in an array. Other types of numbers, such as complex numbers and variables of
    `gdlib.autodiff`, are returned as they are.

    Args:
        value: a number, a NumPy array of numbers, or an object with their operators.
        name: the argument's name, for the message.

    Raises:
        TypeError: `value` is no number; the message says what to write instead.

    Examples:
        >>> as_float(True), as_float(2), as_float(1j)
        (1.0, 2.0, 1j)
    """
    if isinstance(value, float) or getattr(getattr(value, "dtype", None), "char", "") == "d":
        return value  # the most common case
    if isinstance(value, int):
        return float(value)
    if is_array(value) or isinstance(value, _numpy_type("generic")):
        return value if value.dtype.char == "O" else _as_float64(value, name)
    if value is None or isinstance(value, NOT_NUMBERS):
        raise TypeError(f"{name} must be a number or an array, got {described(value)}")
    return value


def _as_float64(value: Any, name: str) -> Any:
    numpy = sys.modules["numpy"]
    if value.dtype.kind not in "biufc":
        raise TypeError(f"{name} must hold numbers, got an array of {value.dtype}")
    return value.astype(numpy.result_type(value.dtype, numpy.float64))


def described(value: object) -> str:
    """Return the repr of a wrong value, its type and, if known, what to write instead.

    Examples:
        >>> described([1.0, 2.0])
        '[1.0, 2.0] (list): write np.array([1.0, 2.0])'
        >>> described(None)
        'None (NoneType): is a return missing?'
    """
    return f"{short_repr(value)} ({type(value).__name__}){advice(value)}"


def short_repr(value: object) -> str:
    """Return the repr of `value`, cut to `MAX_REPR_LENGTH` characters."""
    text = repr(value)
    return text if len(text) <= MAX_REPR_LENGTH else f"{text[: MAX_REPR_LENGTH - 1]}…"


def advice(value: object, maker: str = "np.array") -> str:
    """Return what to write instead of a wrong value, after a colon; "" if unknown.

    Args:
        value: the wrong value.
        maker: the function that makes the right value out of a list; "" for none.
    """
    if isinstance(value, (list, tuple)):
        if not maker:
            return ""
        numbers = repr(list(value))
        return f": write {maker}({numbers if len(numbers) <= MAX_REPR_LENGTH else '[…]'})"
    if value is None:
        return ": is a return missing?"
    if isinstance(value, str):
        with suppress(ValueError):
            return f": write {float(value)!r}, without quotation marks"
    return f": write {float(value)!r}" if isinstance(value, bool) else ""
