"""Hints on a TypeError: operands and arguments of the wrong type."""

import ast
import re
import types
from typing import Any

from .calls import NUMBERS, arguments_hint, not_callable_hint
from .error_location import UNKNOWN, ErrorLocation
from .hint import Hint
from .none_hints import none_hint

_FUNCTIONS = {"function", "builtin_function_or_method", "method", "type", "numpy.ufunc"}
_FUNCTIONS |= {"functools.partial", "method_descriptor", "_ArrayFunctionDispatcher"}
_ITERATORS = {"map", "filter", "zip", "generator", "enumerate", "reversed", "dict_keys"}
_ITERATORS |= {"dict_values", "dict_items", "list_iterator", "range_iterator"}
_CAST = re.compile(
    r"Cannot cast (?:ufunc '(\w+)' output|array data|.*?) from dtype\('([^']+)'\)"
    r" to dtype\('([^']+)'\)"
)
_OPERANDS = re.compile(
    r"unsupported operand type\(s\) for (.+?): '([^']+)' and '([^']+)'"
    r"|'([<>=]=?)' not supported between instances of '([^']+)' and '([^']+)'"
)


def type_hint(_error: TypeError, message: str, location: ErrorLocation) -> Hint | None:
    """Return a hint on a TypeError, by its message."""
    if "argument" in message and (hint := arguments_hint(message, location)):
        return hint
    found = (advise(message, location) for advise in _ADVICE)
    return next((hint for hint in found if hint), None)


# --- Arithmetic ---


def _cast(message: str, location: ErrorLocation) -> Hint | None:
    found = _CAST.match(message)
    if not found:
        return None
    source, target = found[2], found[3]
    if not (source.startswith(("float", "complex")) and re.match(r"u?int|bool", target)):
        return Hint("cast", source, target)
    node = location.node
    if isinstance(node, ast.AugAssign):
        name, sign = location.text(node.target), _sign(node, location)
        value = location.text(node.value)
        is_sum = isinstance(node.value, ast.BinOp) and isinstance(node.value.op, (ast.Add, ast.Sub))
        needs_brackets = sign != "+" and (
            is_sum or (isinstance(node.value, ast.BinOp) and sign != "-")
        )
        right = f"({value})" if needs_brackets else value
        return Hint("castInPlace", name, target, f"{name} = {name} {sign} {right}")
    return Hint("castOut", target, source)


def _sign(node: ast.AugAssign, location: ErrorLocation) -> str:
    """Return the operator of an augmented assignment without its `=`."""
    between = location.text(node)[len(location.text(node.target)) :].lstrip()
    return between.partition("=")[0].strip()


def _operands(message: str, location: ErrorLocation) -> Hint | None:
    found = _OPERANDS.match(message)
    if not found:
        return None
    sign, *kinds = [group for group in found.groups() if group is not None]
    sign = sign.partition(" ")[0].partition("=")[0] if found[1] else sign
    if "NoneType" in kinds:
        return none_hint(location)
    if sign == "^":
        return _power(location)
    return (
        _function_operand(kinds, location)
        or _text_operand(sign, kinds)
        or _list_operand(sign, kinds)
        or Hint("operands", sign, *kinds)
    )


def _power(location: ErrorLocation) -> Hint:
    node = location.node
    if isinstance(node, ast.BinOp):
        base, exponent = location.text(node.left), location.text(node.right)
        return Hint("power", f"{base} ** {exponent}")
    if isinstance(node, ast.AugAssign):
        return Hint("power", f"{location.text(node.target)} **= {location.text(node.value)}")
    return Hint("power", "x ** 2")


def _function_operand(kinds: list[str], location: ErrorLocation) -> Hint | None:
    """Return a hint on a function that is used like its value in a formula."""
    if not _FUNCTIONS & {*kinds}:
        return None
    operands = ast.iter_child_nodes(location.node) if location.node else iter(())
    for node in operands:
        value = location.value(node)
        if value is not UNKNOWN and callable(value):
            return Hint("functionValue", location.text(node))
    return Hint("functionValue", "")


def _text_operand(sign: str, kinds: list[str]) -> Hint | None:
    numbers = any(NUMBERS.match(kind) for kind in kinds)
    return Hint("textNumber", sign) if "str" in kinds and numbers else None


def _list_operand(sign: str, kinds: list[str]) -> Hint | None:
    lists = [kind for kind in kinds if kind in ("list", "tuple")]
    others = [kind for kind in kinds if kind not in ("list", "tuple")]
    is_maths = sign[:1] in "+-*/%@<>" and all(NUMBERS.match(kind) for kind in others)
    return Hint("listMaths", lists[0]) if lists and is_maths else None


def _concatenation(message: str, location: ErrorLocation) -> Hint | None:
    found = re.match(r'can only concatenate (str|list|tuple) \(not "([^"]+)"\)', message)
    if not found:
        return None
    if found[2] == "NoneType":
        return none_hint(location)
    if found[1] == "str":
        return Hint("textNumber", "+") if NUMBERS.match(found[2]) else Hint("textOther", found[2])
    return Hint("listPlus", found[1], found[2])


def _repetition(message: str, location: ErrorLocation) -> Hint | None:
    found = re.match(r"can't multiply sequence by non-int of type '([^']+)'", message)
    if not found:
        return None
    if found[1] == "NoneType":
        return none_hint(location)
    node = location.node
    operands = [node.left, node.right] if isinstance(node, ast.BinOp) else []
    values = [location.value(operand) for operand in operands]
    if any(isinstance(value, str) for value in values):
        return Hint("textNumber", "*")
    is_list = any(isinstance(operand, (ast.List, ast.Tuple)) for operand in operands)
    if is_list or any(isinstance(value, (list, tuple)) for value in values):
        return Hint("listMaths", "list")
    return Hint("sequenceTimes", found[1])


def _unary(message: str, location: ErrorLocation) -> Hint | None:
    found = re.match(r"bad operand type for (unary .|abs\(\)): '([^']+)'", message)
    if not found:
        return None
    kind = found[2]
    if kind == "NoneType":
        return none_hint(location)
    if kind in ("list", "tuple"):
        return Hint("listMaths", kind)
    if kind != "str":
        return None
    return Hint("textGiven") if found[1] == "abs()" else Hint("textNumber", found[1][-1])


# --- NumPy ---


def _ufunc(message: str, location: ErrorLocation) -> Hint | None:
    if "of type NoneType which has no callable" in message:
        return none_hint(location)
    if re.match(r"ufunc 'bitwise_xor' not supported for the input types", message):
        return _power(location)
    if re.match(r"ufunc 'bitwise_(and|or)' not supported for the input types", message):
        return Hint("bitwise")
    text = re.match(r"ufunc '(\w+)' did not contain a loop with signature matching", message)
    return Hint("textArray") if (text and "dtype('<U" in message) else None


def _mathematics(message: str, location: ErrorLocation) -> Hint | None:
    """Return a hint on `math.sin` of an array or list, and on a list instead of a number."""
    found = re.match(r"must be real number, not ([\w.]+)", message)
    single = re.match(r"only (?:length-1|0-dimensional|size-1) arrays can be converted", message)
    converted = re.match(
        r"(?:float|int|complex)\(\) (?:first )?argument must be .*, not '([\w.]+)'", message
    )
    if not (found or single or converted):
        return None
    kind = "ndarray" if single else (found or converted)[1]  # type: ignore[index]  # one of them
    return _not_one_number(kind.rpartition(".")[2], location)


def _not_one_number(kind: str, location: ErrorLocation) -> Hint | None:
    if kind == "NoneType":
        return none_hint(location)
    name = _math_function(location)
    if kind in ("list", "tuple", "ndarray") and name and name != "fsum":
        return Hint("mathOfArray", f"math.{name}", f"np.{name}")
    if kind in ("list", "tuple", "ndarray", "dict", "set", "range"):
        return Hint("manyToNumber", kind)
    if kind in _FUNCTIONS:
        return Hint("functionValue", "")
    if kind == "str":
        return Hint("textGiven")
    return None


def _math_function(location: ErrorLocation) -> str | None:
    """Return the name of the function of `math` that is called, if one is."""
    value = location.value(location.node.func) if isinstance(location.node, ast.Call) else UNKNOWN
    if isinstance(value, types.BuiltinFunctionType) and value.__module__ == "math":
        return value.__name__
    return None


def _sizes(message: str, location: ErrorLocation) -> Hint | None:
    if re.match(r"Cannot interpret '.+' as a data type|Field elements must be 2- or 3-", message):
        return _missing_brackets(location)
    if message.startswith("unsupported format string passed to NoneType"):
        return none_hint(location)
    if re.match(r"unsupported format string passed to (numpy\.)?(ndarray|list|tuple)", message):
        return Hint("formatMany")
    return None


def _missing_brackets(location: ErrorLocation) -> Hint | None:
    """Return a hint on numbers without brackets: `np.zeros(2, 3)`, `np.array(1, 2)`."""
    call = location.node
    if not isinstance(call, ast.Call) or len(call.args) < 2:
        return None
    name, inside = location.text(call.func), ", ".join(map(location.text, call.args))
    if name.rpartition(".")[2] in ("array", "asarray"):
        return Hint("grouped", f"{name}([{inside}])")
    return Hint("grouped", f"{name}(({inside}))")


# --- Sequences ---


def _subscript(message: str, location: ErrorLocation) -> Hint | None:
    found = re.match(r"'([\w.]+)' object is not subscriptable", message)
    if not found:
        return None
    kind, node = found[1], location.node
    whole = node.value if isinstance(node, ast.Subscript) else None
    if kind == "NoneType":
        return none_hint(location)
    if kind in _FUNCTIONS and isinstance(node, ast.Subscript):
        return Hint("roundBrackets", f"{location.text(whole)}({location.text(node.slice)})")
    if kind in _ITERATORS:
        return Hint("listFirst", kind, f"list({location.text(whole)})")
    if kind in ("set", "frozenset"):
        return Hint("setOrder")
    return Hint("notSubscriptable", kind, location.text(whole))


def _index(message: str, location: ErrorLocation) -> Hint | None:
    found = re.match(
        r"(\w+) indices must be integers(?: or slices)?,? (?:not |or slices, not )?'?([\w.]+)'?",
        message,
    )
    if found:
        node = location.node
        if found[2] == "tuple":
            is_literal = isinstance(getattr(node, "value", None), (ast.List, ast.Tuple))
            return Hint("commaMissing") if is_literal else Hint("nestedIndex")
        if found[2] == "str":
            return Hint("indexText", found[1])
        return Hint("indexInteger", found[2])
    if message.startswith("slice indices must be integers"):
        return Hint("indexInteger", "float")
    return None


def _whole_number(message: str, location: ErrorLocation) -> Hint | None:
    found = re.match(
        r"'([\w.]+)' object cannot be interpreted as an integer|"
        r"expected a sequence of integers or a single integer, got '([\d.e+-]+)'",
        message,
    )
    if not found:
        return None
    if found[1] == "NoneType":
        return none_hint(location)
    if found[1] == "str":
        return Hint("textGiven")
    if found[1] in ("list", "tuple"):
        return Hint("wholeNumberOfList", found[1])
    is_float = found[2] or "float" in found[1]
    return Hint("wholeNumber") if is_float else None


def _iteration(message: str, location: ErrorLocation) -> Hint | None:
    found = re.match(
        r"(?:'([\w.]+)' object is not iterable|cannot unpack non-iterable ([\w.]+) object)", message
    )
    if not found:
        return (
            Hint("notIterable", "ndarray") if message.startswith("iteration over a 0-d") else None
        )
    kind = found[1] or found[2]
    if kind == "NoneType":
        return none_hint(location)
    looped = _loop_iterable(location)
    if kind in _FUNCTIONS:
        return Hint("functionValue", location.text(looped))
    if found[2]:
        return Hint("unpackOne", kind)
    if looped is not None and "int" in kind:
        return Hint("range", f"range({location.text(looped)})", kind)
    return Hint("notIterable", kind)


def _loop_iterable(location: ErrorLocation) -> ast.expr | None:
    """Return the iterable of the loop or comprehension at fault."""
    if isinstance(location.node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
        return location.node.generators[0].iter
    for node in ast.walk(location.tree()):
        if isinstance(node, (ast.For, ast.comprehension)) and location.node is not None:
            is_here = isinstance(node, ast.For) and _is_same(node, location.node)
            if is_here or _is_same(node.iter, location.node):
                return node.iter
    return None


def _is_same(one: ast.AST, other: ast.AST) -> bool:
    places = ("lineno", "col_offset", "end_lineno", "end_col_offset")
    return all(getattr(one, place) == getattr(other, place, None) for place in places)


def _membership(message: str, location: ErrorLocation) -> Hint | None:
    found = re.match(r"argument of type '([\w.]+)' is not (?:iterable|a container)", message)
    if not found:
        return None
    if found[1] in _FUNCTIONS:
        return Hint("functionValue", "")
    return none_hint(location) if found[1] == "NoneType" else Hint("membership", found[1])


def _length(message: str, location: ErrorLocation) -> Hint | None:
    found = re.match(r"object of type '([\w.]+)' has no len\(\)|len\(\) of unsized object", message)
    if not found:
        return None
    kind = found[1] or "ndarray"
    if kind == "NoneType":
        return none_hint(location)
    if kind in _FUNCTIONS:
        return Hint("functionValue", "")
    return Hint("listFirst", kind, "list(…)") if kind in _ITERATORS else Hint("noLength", kind)


def _assignment(message: str, location: ErrorLocation) -> Hint | None:
    found = re.match(r"'([\w.]+)' object does not support item (?:assignment|deletion)", message)
    if not found:
        return None
    kind = found[1]
    if kind == "NoneType":
        return none_hint(location)
    if kind in ("tuple", "str", "bytes", "range"):
        return Hint("immutable", kind)
    return Hint("notSubscriptable", kind, "") if NUMBERS.match(kind) else None


def _others(message: str, _location: ErrorLocation) -> Hint | None:
    if found := re.search(r"unhashable type: '([\w.]+)'", message):
        return Hint("unhashable", found[1])
    if found := re.match(r"type (list|tuple|str) doesn't define __round__ method", message):
        return Hint("textGiven") if found[1] == "str" else Hint("listMaths", found[1])
    if re.match(r"%\w format: a (real )?number is required, not str", message):
        return Hint("textGiven")
    if message.startswith("sequence item "):
        return Hint("joinTexts")
    if found := re.match(r"(\w+) must return real numbers, got None", message):
        return Hint("noneReturn", found[1])
    if re.match(r"'(list|tuple|str|range|dict)' object is not an iterator", message):
        return Hint("iterator")
    return None


_ADVICE: Any = (
    not_callable_hint,
    _cast,
    _operands,
    _concatenation,
    _repetition,
    _unary,
    _ufunc,
    _mathematics,
    _sizes,
    _subscript,
    _index,
    _whole_number,
    _iteration,
    _membership,
    _length,
    _assignment,
    _others,
)
