"""The message of the error where a variable is converted to a plain number, which loses its slope.

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

#: NumPy's names of functions that `math` names differently.
NUMPY_NAMES = {"asin": "arcsin", "acos": "arccos", "atan": "arctan"}

#: Functions that take variables in NumPy and are not in `gdlib.elementwise`.
ONLY_IN_NUMPY = ("arccos", "arcsin", "log10", "log2")

#: What keeps the slope, by the name of the function that loses it.
REPLACEMENTS = {
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

#: Functions that take variables, but may call one that does not.
INDIRECT_CALLERS = (
    "all",
    "any",
    "filter",
    "list",
    "map",
    "max",
    "min",
    "next",
    "reduce",
    "sorted",
    "sum",
)

TAKE_VALUE = "t.value where only the number is meant, which then counts as a constant"


def conversion_error(name: str | None = None) -> str:
    """Return the message of the `TypeError` where a variable is converted to a plain number.

    Args:
        name: the function or operator that converts; None: found in the calling frame.
    """
    what, instead = (name, TAKE_VALUE) if name else _current_operation(_calling_frame())
    return f"{what} takes plain numbers and would lose the slope of a variable: write {instead}"


def _current_operation(frame: FrameType) -> tuple[str, str]:
    """Return the operation that a frame executes, and what to write instead."""
    instructions = [*dis.get_instructions(frame.f_code)]
    index = next((i for i, one in enumerate(instructions) if one.offset == frame.f_lasti), 0)
    name = instructions[index].opname
    if name.startswith("CALL"):
        called = _callee(instructions[: index + 1])
        last = called.rpartition(".")[2]
        if last and last not in INDIRECT_CALLERS:
            return called, _replacement(last)
    if name.startswith("STORE"):
        return "an array of floats", "np.array([…]) with the variables in it"
    if name == "BINARY_OP" and instructions[index].argrepr == "%":
        return '"%.3f" % t', 'f"{t:.3f}"'
    return "a function, or an array of floats,", TAKE_VALUE


def _callee(instructions: list[dis.Instruction]) -> str:
    """Return the name of the function that the last instruction calls, as "math.cosh", or ""."""
    *before, call = instructions
    # The instructions that load the function's name have the source position of the call.
    names = [
        one.argval
        for one in before
        if _start_position(one) == _start_position(call) != (None, None)
    ]
    return ".".join(name for name in names if isinstance(name, str))


def _replacement(name: str) -> str:
    name = NUMPY_NAMES.get(name, name)
    if name in elementwise.__all__:
        return f"gdlib.elementwise.{name} or np.{name}"
    return f"np.{name}" if name in ONLY_IN_NUMPY else REPLACEMENTS.get(name, TAKE_VALUE)


def _calling_frame() -> FrameType:
    """Return the frame that converts the variable, or that calls NumPy, which converts it."""
    frame = sys._getframe(3)
    while frame.f_back and frame.f_globals.get("__name__", "").partition(".")[0] == "numpy":
        frame = frame.f_back
    return frame


def _start_position(instruction: dis.Instruction) -> tuple[int | None, int | None]:
    place = instruction.positions
    return (place.lineno, place.col_offset) if place else (None, None)
