"""Functions for formulas of floats, complex numbers, NumPy arrays or variables of `gdlib.autodiff`.

A formula written with them works for all of these. NumPy is never imported here: an array can only
come from a program that has imported it already. Functions of floats return infinity instead of
raising `OverflowError`. Whole numbers, and floats of less than 64 bits, are computed as float64.

Examples:
    >>> exp(0.0), absolute(-3.0), exp(1000.0)
    (1.0, 3.0, inf)
"""

import cmath
import math
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeAlias

from gdlib.validation.floats import as_float, is_array

#: The functions for formulas; the others here are for the other modules.
__all__ = [
    "absolute",
    "arctan",
    "clip",
    "cos",
    "cosh",
    "exp",
    "expm1",
    "log",
    "log1p",
    "maximum",
    "minimum",
    "sigmoid",
    "sign",
    "sin",
    "sinh",
    "sqrt",
    "tan",
    "tanh",
]

#: The type that formulas take: a float, a NumPy array of any shape, or an object with their
#: operators.
Real: TypeAlias = Any


def exp(t: Real) -> Real:
    """Return eᵗ; infinity where that is too large for a float.

    Args:
        t: a float, a complex number, an array of any shape, or a variable of `gdlib.autodiff`.
    """
    try:
        return _call("exp", t)
    except OverflowError:
        return math.inf if t > 0 else 0.0


def expm1(t: Real) -> Real:
    """Return eᵗ − 1, exact for small `t` too; infinity where that is too large for a float.

    Args:
        t: a float, a complex number, an array of any shape, or a variable of `gdlib.autodiff`.
    """
    if isinstance(t, complex):
        return exp(t) - 1
    try:
        return _call("expm1", t)
    except OverflowError:
        return math.inf if t > 0 else -1.0


def log(t: Real) -> Real:
    """Return the natural logarithm of `t`.

    Args:
        t: a float, a complex number, an array of any shape, or a variable of `gdlib.autodiff`;
            above 0.

    Raises:
        ValueError: a float is out of range. (NumPy warns of an array.)
    """
    return _call("log", t)


def log1p(t: Real) -> Real:
    """Return log(1 + t), exact for small `t` too.

    Args:
        t: a float, a complex number, an array of any shape, or a variable of `gdlib.autodiff`;
            above −1.

    Raises:
        ValueError: a float is out of range. (NumPy warns of an array.)
    """
    return log(1 + t) if isinstance(t, complex) else _call("log1p", t)


def sqrt(t: Real) -> Real:
    """Return the square root of `t`.

    Args:
        t: a float, a complex number, an array of any shape, or a variable of `gdlib.autodiff`;
            0 or more.

    Raises:
        ValueError: a float is out of range. (NumPy warns of an array.)
    """
    return _call("sqrt", t)


def sin(t: Real) -> Real:
    """Return the sine of `t`; NaN where `t` is infinite.

    Args:
        t: a float, a complex number, an array of any shape, or a variable of `gdlib.autodiff`, in
            radians.
    """
    return _call("sin", t) if _has_angle(t) else math.nan


def cos(t: Real) -> Real:
    """Return the cosine of `t`; NaN where `t` is infinite.

    Args:
        t: a float, a complex number, an array of any shape, or a variable of `gdlib.autodiff`, in
            radians.
    """
    return _call("cos", t) if _has_angle(t) else math.nan


def tan(t: Real) -> Real:
    """Return the tangent of `t`; NaN where `t` is infinite.

    Args:
        t: a float, a complex number, an array of any shape, or a variable of `gdlib.autodiff`, in
            radians.
    """
    return _call("tan", t) if _has_angle(t) else math.nan


def arctan(t: Real) -> Real:
    """Return the angle whose tangent is `t`, between −π/2 and π/2, in radians.

    Args:
        t: a float, a complex number, an array of any shape, or a variable of `gdlib.autodiff`.
    """
    return _call("arctan", t)


def sinh(t: Real) -> Real:
    """Return the hyperbolic sine of `t`; infinity, or minus infinity, where that is too large.

    Args:
        t: a float, a complex number, an array of any shape, or a variable of `gdlib.autodiff`.
    """
    try:
        return _call("sinh", t)
    except OverflowError:
        return math.inf if t > 0 else -math.inf


def cosh(t: Real) -> Real:
    """Return the hyperbolic cosine of `t`; infinity where that is too large for a float.

    Args:
        t: a float, a complex number, an array of any shape, or a variable of `gdlib.autodiff`.
    """
    try:
        return _call("cosh", t)
    except OverflowError:
        return math.inf


def tanh(t: Real) -> Real:
    """Return the hyperbolic tangent of `t`, between −1 and 1.

    Args:
        t: a float, a complex number, an array of any shape, or a variable of `gdlib.autodiff`.
    """
    return _call("tanh", t)


def sigmoid(t: Real) -> Real:
    """Return 1 / (1 + e⁻ᵗ), between 0 and 1, without overflow.

    Args:
        t: a float, a complex number, an array of any shape, or a variable of `gdlib.autodiff`.

    Examples:
        >>> sigmoid(0.0), sigmoid(-1000.0)
        (0.5, 0.0)
    """
    return (tanh(t / 2) + 1) / 2


def sign(t: Real) -> Real:
    """Return the sign of `t`: −1, 0 or 1; NaN of NaN.

    Args:
        t: a float, a complex number, an array of any shape, or a variable of `gdlib.autodiff`,
            whose slope is 0 here.
    """
    if is_array(t):
        return sys.modules["numpy"].sign(as_float(t))
    real = _real(t)
    return float(real > 0) - float(real < 0) if real == real else math.nan


def absolute(t: Real) -> Real:
    """Return |t|; of a complex number ±t, by the sign of its real part.

    So the complex step of `gdlib.numerical_gradient` measures the slope of |t|.

    Args:
        t: a float, a complex number, an array of any shape, or a variable of `gdlib.autodiff`.
    """
    t = as_float(t)
    if is_array(t):
        return abs(t) if t.dtype.kind != "c" else t * sys.modules["numpy"].sign(t.real)
    return -t if _real(t) < 0 else t


def minimum(t: Real, bound: float) -> Real:
    """Return the smaller of `t` and `bound`, element by element.

    Args:
        t: a float, a complex number, an array of any shape, or a variable of `gdlib.autodiff`.
        bound: a number.
    """
    t = as_float(t)
    if is_array(t):
        return sys.modules["numpy"].where(_real(t) > bound, bound, t)
    return bound if _real(t) > bound else t


def maximum(t: Real, bound: float) -> Real:
    """Return the larger of `t` and `bound`, element by element.

    Args:
        t: a float, a complex number, an array of any shape, or a variable of `gdlib.autodiff`.
        bound: a number.
    """
    t = as_float(t)
    if is_array(t):
        return sys.modules["numpy"].where(_real(t) < bound, bound, t)
    return bound if _real(t) < bound else t


def clip(t: Real, low: float, high: float) -> Real:
    """Return `t`, or the nearer bound where `t` lies outside `low` … `high`.

    Args:
        t: a float, a complex number, an array of any shape, or a variable of `gdlib.autodiff`.
        low: the lower bound.
        high: the upper bound.
    """
    return minimum(maximum(t, low), high)


def is_finite(value: Real) -> bool:
    """Tell whether every number in `value` is finite: a number, a tuple of numbers, or an array."""
    if is_array(value):
        return bool(sys.modules["numpy"].isfinite(value).all())
    return all(map(math.isfinite, value)) if isinstance(value, tuple) else math.isfinite(value)


def largest(value: Real) -> float:
    """Return the largest absolute value in `value`: a number, a tuple of numbers, or an array."""
    if is_array(value):
        return float(abs(value).max())
    return float(max(map(abs, value)) if isinstance(value, tuple) else abs(value))


def silence_overflow(value: Real) -> AbstractContextManager[Any]:
    """Return a context in which arithmetic on `value` overflows without a warning."""
    return sys.modules["numpy"].errstate(all="ignore") if is_array(value) else nullcontext()


def _has_angle(t: Real) -> bool:
    """Tell whether `t` has a sine; for an infinite float `math` raises an error."""
    return not isinstance(t, float) or math.isfinite(t)


#: The names in `math` and `cmath` of functions that NumPy names differently.
_MATH_NAMES = {"arctan": "atan"}


def _call(name: str, t: Real) -> Real:
    """Call the function `name` of `math`, `cmath` or NumPy, or the method of a variable."""
    t = as_float(t)
    if isinstance(t, float):
        return getattr(math, _MATH_NAMES.get(name, name))(t)
    if is_array(t):
        numpy = sys.modules["numpy"]
        if t.dtype.char == "O":  # numbers and variables side by side
            return numpy.frompyfunc(globals()[name], 1, 1)(t)
        return getattr(numpy, name)(t)
    if isinstance(t, complex):
        return getattr(cmath, _MATH_NAMES.get(name, name))(t)
    return getattr(t, name)()


def _real(t: Real) -> Real:
    """Return the part of `t` for comparisons: the real part of complex numbers, or `t` itself."""
    if isinstance(t, float):
        return t
    return t.real if isinstance(t, complex) or (is_array(t) and t.dtype.kind == "c") else t
