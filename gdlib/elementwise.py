"""The few functions whose name depends on what they are given: a float or a NumPy array.

A formula written with them is written once. NumPy is never imported here: an array can only come
from a program that has imported it already.
"""

import math
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeAlias

#: What a formula works on: a float, or a NumPy array of any shape.
Real: TypeAlias = Any


def is_array(value: object) -> bool:
    """Tell whether `value` is a NumPy array, without importing NumPy."""
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(value, numpy.ndarray)


def sin(t: Real) -> Real:
    """Return the sine of `t` (radians)."""
    return sys.modules["numpy"].sin(t) if is_array(t) else math.sin(t)


def cos(t: Real) -> Real:
    """Return the cosine of `t` (radians)."""
    return sys.modules["numpy"].cos(t) if is_array(t) else math.cos(t)


def sign(t: Real) -> Real:
    """Return −1, 0 or 1: on which side of zero `t` lies."""
    if is_array(t):
        return sys.modules["numpy"].sign(t)
    return float(t > 0) - float(t < 0)


def clip(t: Real, low: float, high: float) -> Real:
    """Return `t`, or the nearer bound where `t` lies outside `low` … `high`."""
    if is_array(t):
        return sys.modules["numpy"].clip(t, low, high)
    return low if t < low else high if t > high else t


def minimum(t: Real, bound: float) -> Real:
    """Return the smaller of `t` and `bound`, element by element."""
    if is_array(t):
        return sys.modules["numpy"].minimum(t, bound)
    return bound if t > bound else t


def is_finite(value: Real) -> bool:
    """Tell whether every number in `value` is finite; `value` is a number or an array."""
    if is_array(value):
        return bool(sys.modules["numpy"].isfinite(value).all())
    return math.isfinite(value)


def silence_overflow(value: Real) -> AbstractContextManager[Any]:
    """Return a context in which arithmetic on `value` overflows without a warning."""
    return sys.modules["numpy"].errstate(all="ignore") if is_array(value) else nullcontext()
