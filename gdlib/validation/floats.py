"""What counts as a number, and how it becomes a float: the type that everything is computed in.

NumPy is never imported here: an array can only come from a program that has imported it already.

Examples:
    >>> as_float(2), is_array(2)
    (2.0, False)
"""

import sys
from contextlib import suppress
from typing import Any

#: What people give for a number by mistake.
NO_NUMBERS = (str, bytes, list, tuple, dict, set)

#: So many characters of a wrong value are shown at most.
SHOWN = 100


def is_array(value: object) -> bool:
    """Tell whether `value` is a NumPy array, without importing NumPy."""
    if isinstance(value, float):  # most often: answer at once
        return False
    return isinstance(value, _numpy_type("ndarray"))


def _numpy_type(name: str) -> Any:
    # While another thread imports NumPy, its module is there but has no arrays yet.
    return getattr(sys.modules.get("numpy"), name, ())


def as_float(value: Any, name: str = "t") -> Any:
    """Return `value` as floats: whole numbers of few bits overflow without a word.

    Whole numbers, truth values and floats of less than 64 bits become floats of 64 bits, alone or
    in an array. What computes like a number besides, such as a complex number or a variable of
    `gdlib.autodiff`, is returned as it is.

    Args:
        value: a number, a NumPy array of numbers, or what computes like them.
        name: what the argument is called.

    Raises:
        TypeError: `value` is no number; the message says what to write.

    Examples:
        >>> as_float(True), as_float(2), as_float(1j)
        (1.0, 2.0, 1j)
    """
    if isinstance(value, float) or getattr(getattr(value, "dtype", None), "char", "") == "d":
        return value  # most often: answer at once
    if isinstance(value, int):
        return float(value)
    if is_array(value) or isinstance(value, _numpy_type("generic")):
        return value if value.dtype.char == "O" else _as_float64(value, name)
    if value is None or isinstance(value, NO_NUMBERS):
        raise TypeError(f"{name} must be a number or an array, got {described(value)}")
    return value


def _as_float64(value: Any, name: str) -> Any:
    numpy = sys.modules["numpy"]
    if value.dtype.kind not in "biufc":
        raise TypeError(f"{name} must hold numbers, got an array of {value.dtype}")
    return value.astype(numpy.result_type(value.dtype, numpy.float64))


def described(value: object) -> str:
    """Return a wrong value, its type and, where that can be told, what to write instead.

    Examples:
        >>> described([1.0, 2.0])
        '[1.0, 2.0] (list): write np.array([1.0, 2.0])'
        >>> described(None)
        'None (NoneType): is a return missing?'
    """
    return f"{shown(value)} ({type(value).__name__}){advice(value)}"


def shown(value: object) -> str:
    """Return how Python writes `value`, or the beginning of it."""
    text = repr(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def advice(value: object, maker: str = "np.array") -> str:
    """Return what to write instead of a wrong value, after a colon; "" where that can't be told.

    Args:
        value: what was given.
        maker: what makes the right value out of a list; "" if nothing does.
    """
    if isinstance(value, (list, tuple)):
        if not maker:
            return ""
        numbers = repr(list(value))
        return f": write {maker}({numbers if len(numbers) <= SHOWN else '[…]'})"
    if value is None:
        return ": is a return missing?"
    if isinstance(value, str):
        with suppress(ValueError):
            return f": write {float(value)!r}, without quotation marks"
    return f": write {float(value)!r}" if isinstance(value, bool) else ""
