"""Hints on values that are out of range, on array shapes, and on texts that are no numbers."""

import ast
import re
from difflib import get_close_matches
from typing import Any

from . import characters
from .error_location import UNKNOWN, ErrorLocation
from .hint import Hint

_SHAPES = re.compile(
    r"operands could not be broadcast together|could not broadcast input array"
    r"|non-broadcastable output operand|shape mismatch: objects cannot be broadcast"
    r"|(?:matmul|vecmat|matvec|vecdot): Input operand|shapes \(.*\) and \(.*\) not aligned"
    r"|all (?:the )?input arrays? (?:must have|dimensions)"
    r"|setting an array element with a sequence\.$"
    r"|x and y must (?:have same first dimension|be the same size)|x, y, and .* must have"
)
_FUNCTIONS_OF_NUMBERS = {"sqrt", "log", "log2", "log10", "log1p", "acos", "asin", "atanh", "acosh"}


def value_hint(_error: ValueError, message: str, location: ErrorLocation) -> Hint | None:
    """Return a hint on a ValueError, by its message."""
    if "array is too big" in message or "aximum allowed" in message:
        return Hint("memory")
    found = (advise(message, location) for advise in _ADVICE)
    return next((hint for hint in found if hint), None)


def _truth(message: str, location: ErrorLocation) -> Hint | None:
    if not re.match(
        r"The truth value of an? .*(array|Series|DataFrame|element).* ambiguous", message
    ):
        return None
    node = location.node
    name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
    if name in ("max", "min") and len(node.args) == 2:  # type: ignore[union-attr]  # a Call
        return Hint("elementwise", name, "np.maximum" if name == "max" else "np.minimum")
    return Hint("truth")


def _number_text(message: str, _location: ErrorLocation) -> Hint | None:
    found = re.match(
        r"(could not convert string to float|invalid literal for int\(\) with base \d+):"
        r" (?:np\.str_\()?(['\"])(.*)\2",
        message,
        re.DOTALL,
    )
    if not found:
        return None
    text = found[3]
    if hint := characters.in_number(text):
        return hint
    if not text.strip():
        return Hint("emptyText")
    plain = re.fullmatch(r"\s*[+-]?\d+(\.\d*)?([eE][+-]?\d+)?\s*", text)
    if "int()" in found[1] and plain:
        return Hint("intOfText", text)
    if re.fullmatch(r"\s*[+-]?\d+,\d+\s*", text):
        return Hint("decimalComma", text, text.replace(",", "."))
    return Hint("notNumberText", text)


def _unpacking(message: str, _location: ErrorLocation) -> Hint | None:
    many = re.match(r"too many values to unpack \(expected (\d+)", message)
    few = re.match(
        r"not enough values to unpack \(expected (?:at least )?(\d+), got (\d+)", message
    )
    if many:
        return Hint("unpackMany", many[1])
    return Hint("unpackFew", few[1], few[2]) if few else None


def _shapes(message: str, _location: ErrorLocation) -> Hint | None:
    if "inhomogeneous shape" in message:
        return Hint("ragged")
    if found := re.match(r"cannot reshape array of size (\d+) into shape (\(.*\))", message):
        return Hint("reshape", found[1], found[2])
    return Hint("shape") if _SHAPES.match(message) else None


def _algebra(message: str, _location: ErrorLocation) -> Hint | None:
    if message == "Singular matrix":
        return Hint("singular")
    if re.match(r"Last 2 dimensions of the array must be square", message):
        return Hint("square")
    return None


def _domain(message: str, location: ErrorLocation) -> Hint | None:
    is_one = "math domain error" in message or re.match(r"expected a \w+ (input|value)", message)
    call = location.node
    if not is_one or not isinstance(call, ast.Call):
        return None
    name = location.text(call.func).rpartition(".")[2]
    if name not in _FUNCTIONS_OF_NUMBERS and name not in ("pow", "fmod", "sin", "cos", "tan"):
        return None
    return Hint("domain", location.text(call))


def _missing(message: str, _location: ErrorLocation) -> Hint | None:
    if re.search(r"is not in (list|tuple|deque)$|^\w+\.\w+\(x\): x not in \w+$", message):
        return Hint("notInList")
    empty = (
        r"(max|min)\(\) .*(empty)|zero-size array to reduction|attempt to get arg\w+ of an empty"
    )
    if re.match(empty, message):
        return Hint("emptySequence")
    return None


def _conversion(message: str, _location: ErrorLocation) -> Hint | None:
    if message == "cannot convert float NaN to integer":
        return Hint("nan")
    if found := re.match(r"Unknown format code '(\w)' for object of type '(\w+)'", message):
        return Hint("formatText") if found[2] == "str" else Hint("formatNumber", found[1], found[2])
    if message.startswith("Exceeds the limit"):
        return Hint("hugeInteger")
    return None


def _backend(message: str, _location: ErrorLocation) -> Hint | None:
    return Hint("backend") if "is not a valid value for backend" in message else None


_ADVICE: Any = (
    _truth,
    _number_text,
    _unpacking,
    _shapes,
    _algebra,
    _domain,
    _missing,
    _conversion,
    _backend,
)


# --- Indices and keys ---


def index_hint(_error: IndexError, message: str, location: ErrorLocation) -> Hint | None:
    """Return a hint on an IndexError."""
    if found := re.match(r"too many indices for array: array is (\d+)-dim.* but (\d+)", message):
        return Hint("dimensions", found[1], found[2])
    if re.match(r"only integers, slices|arrays used as indices must be of integer", message):
        return Hint("indexInteger", "float")
    if message.startswith("invalid index to scalar variable"):
        return Hint("notSubscriptable", "float", "")
    if found := re.match(r"axis (-?\d+) is out of bounds for array of dimension (\d+)", message):
        return Hint("axis", found[1], found[2])
    if message.startswith("boolean index did not match"):
        return Hint("shape")
    if re.match(r"pop from (an )?empty|list is empty", message):
        return Hint("emptySequence")
    if message == "list assignment index out of range":
        return Hint("appendInstead")
    if "out of range" in message or "out of bounds" in message or not message:
        return _index_out_of_range(location)
    return None


def _index_out_of_range(location: ErrorLocation) -> Hint:
    node = location.node
    if isinstance(node, ast.Subscript):
        value = location.value(node.value)
        if type(value) in (list, tuple, str):
            length = len(value)
            return Hint("indexOf", location.text(node.value), str(length), str(length - 1))
    return Hint("index")


def key_hint(error: KeyError, _message: str, location: ErrorLocation) -> Hint:
    """Return a hint on a key that a dictionary does not have."""
    key = error.args[0] if len(error.args) == 1 else UNKNOWN
    if type(key) not in (str, int, float):
        return Hint("key")
    node = location.node
    owner = location.value(node.value) if isinstance(node, ast.Subscript) else UNKNOWN
    if type(owner) is dict and type(key) is str:
        texts = [one for one in owner if type(one) is str]
        if near := get_close_matches(key, texts, n=1, cutoff=0.6):
            return Hint("keySpelling", repr(key), repr(near[0]))
    return Hint("keyNamed", repr(key))


# --- Arithmetic ---


def zero_hint(_error: ZeroDivisionError, message: str, location: ErrorLocation) -> Hint:
    """Return a hint on a division by zero, with the divisor if it is known."""
    node = location.node
    if "negative power" in message:
        return Hint("zeroPower")
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Div, ast.FloorDiv, ast.Mod)):
        return Hint("zeroOf", location.text(node.right))
    return Hint("zero")


def overflow_hint(_error: OverflowError, message: str, location: ErrorLocation) -> Hint | None:
    """Return a hint on a number that became too large."""
    if "index-sized" in message:
        return Hint("memory")
    if message == "cannot convert float infinity to integer":
        return Hint("infinity")
    node = location.node
    if isinstance(node, ast.Call) and location.text(node.func).rpartition(".")[2] == "exp":
        return Hint("exponential", location.text(node))
    return Hint("overflow")


def floating_hint(
    _error: FloatingPointError, message: str, _location: ErrorLocation
) -> Hint | None:
    """Return a hint on an error that `np.errstate` or `np.seterr` raises."""
    if "divide by zero" in message:
        return Hint("zero")
    return Hint("overflow") if "overflow" in message else None
