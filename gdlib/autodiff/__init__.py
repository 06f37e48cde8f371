"""Automatic differentiation: exact gradients of programs.

Examples:
    >>> automatic_gradient(lambda t: (5 - t) ** 2 / 2)(-5.0)
    -10.0
"""

from gdlib.autodiff.reverse_mode import Tape, Variable, automatic_gradient, dot

__all__ = ["Tape", "Variable", "automatic_gradient", "dot"]
