"""What to say where a program makes a plain number of a variable: who did it, and what to write.

Examples:
    >>> from gdlib.autodiff import automatic_gradient
    >>> import math
    >>> automatic_gradient(lambda t: math.cosh(t))(3.0)
    Traceback (most recent call last):
        ...
    TypeError: math.cosh takes plain numbers and would lose the slope of a variable: write ...
"""

import dis
import sys
from types import FrameType

from gdlib import elementwise

#: What `math` calls otherwise than NumPy does.
NUMPY_NAMES = {"asin": "arcsin", "acos": "arccos", "atan": "arctan"}

#: What NumPy computes for variables, besides the functions of `gdlib.elementwise`.
IN_NUMPY = ("arccos", "arcsin", "log10", "log2")

#: What keeps the slope, by the name of what does not.
INSTEAD = {
    "array": "np.array([…]) without a dtype",
    "asarray": "np.asarray([…]) without a dtype",
    "astype": "the array itself, without astype",
    "fabs": "abs(t)",
    "fromiter": "np.array([…])",
    "fsum": "sum(…)",
    "full_like": "np.full(…)",
    "hypot": "np.sqrt(a * a + b * b)",
    "pow": "a ** b",
}

#: What may have called a function that takes plain numbers, but takes variables itself.
CALLERS = ("all", "any", "filter", "list", "map", "max", "min", "next", "reduce", "sorted", "sum")

CONSTANT = "t.value where only the number is meant, which then counts as a constant"


def lost_slope(name: str | None = None) -> str:
    """Return the message about a variable of which somebody wants a plain number.

    Args:
        name: the function or operator; None: what the calling program is just doing.
    """
    what, instead = (name, CONSTANT) if name else _doing(_program())
    return f"{what} takes plain numbers and would lose the slope of a variable: write {instead}"


def _doing(frame: FrameType) -> tuple[str, str]:
    """Return what a program is just doing, and what to write instead."""
    instructions = [*dis.get_instructions(frame.f_code)]
    index = next((i for i, one in enumerate(instructions) if one.offset == frame.f_lasti), 0)
    name = instructions[index].opname
    if name.startswith("CALL"):
        called = _called(instructions[: index + 1])
        last = called.rpartition(".")[2]
        if last and last not in CALLERS:
            return called, _instead_of(last)
    if name.startswith("STORE"):
        return "an array of floats", "np.array([…]) with the variables in it"
    if name == "BINARY_OP" and instructions[index].argrepr == "%":
        return '"%.3f" % t', 'f"{t:.3f}"'
    return "a function, or an array of floats,", CONSTANT


def _called(instructions: list[dis.Instruction]) -> str:
    """Return the name of what the last instruction calls, such as "math.cosh", or ""."""
    *before, call = instructions
    # The function's name was loaded before, where the text of the call begins.
    names = [one.argval for one in before if _begin_of(one) == _begin_of(call) != (None, None)]
    return ".".join(name for name in names if isinstance(name, str))


def _instead_of(name: str) -> str:
    name = NUMPY_NAMES.get(name, name)
    if name in elementwise.__all__:
        return f"gdlib.elementwise.{name} or np.{name}"
    return f"np.{name}" if name in IN_NUMPY else INSTEAD.get(name, CONSTANT)


def _program() -> FrameType:
    """Return the frame that asked for a number: not NumPy's own, where that has passed it on."""
    frame = sys._getframe(3)
    while frame.f_back and frame.f_globals.get("__name__", "").partition(".")[0] == "numpy":
        frame = frame.f_back
    return frame


def _begin_of(instruction: dis.Instruction) -> tuple[int | None, int | None]:
    place = instruction.positions
    return (place.lineno, place.col_offset) if place else (None, None)
