"""Hints on calls: wrong arguments, and values that cannot be called."""

import ast
import inspect
import re
import types
from difflib import get_close_matches
from functools import partial
from typing import Any

from .error_location import UNKNOWN, ErrorLocation, cells, module_named, parsed
from .hint import Hint
from .names import is_builtin_function, was_defined
from .none_hints import none_hint

_ARGUMENTS = re.compile(
    r"([\w.<>]+)\(\) (?:missing (?:\d+ )?required|takes|got (?:an unexpected|multiple|some))"
    r"|(\w+)\(?\)? expected (?:at (?:least|most) )?\d+ arguments?, got"
    r"|'\w+' is an invalid keyword argument for (\w+)"
)
_KEYWORD = re.compile(r"unexpected keyword argument '(\w+)'|'(\w+)' is an invalid keyword argument")
NUMBERS = re.compile(r"(?:int|float|complex|bool|(?:numpy\.)?(?:u?int|float|complex)\d+)\Z")
_LISTS = {"list", "tuple", "numpy.ndarray", "ndarray", "dict", "range", "str"}


# --- Arguments ---


def arguments_hint(message: str, location: ErrorLocation) -> Hint | None:
    """Return a hint on arguments that do not match a function's signature."""
    found = _ARGUMENTS.match(message)
    if not found:
        return None
    name = next(group for group in found.groups() if group).split(".")[-1]
    call = location.node if isinstance(location.node, ast.Call) else None
    callee = location.value(call.func) if call else UNKNOWN
    if method := _method_without_self(message):
        return Hint("self", method)
    if callee is UNKNOWN:
        callee = _method_named(found[1] or "", location)
    if not _is_named(callee, name, found[0]):
        return _callback_hint(name, call, location)
    signature = _signature(callee, location.text(call.func if call else None))
    if signature is None:
        return Hint("call")
    if keyword := _KEYWORD.search(message):
        near = get_close_matches(keyword[1] or keyword[2], _parameters(callee), n=1, cutoff=0.6)
        if near:
            return Hint("keywordOf", keyword[1] or keyword[2], near[0], signature)
    return Hint("signature", signature)


def _is_named(callee: Any, name: str, message: str) -> bool:
    """Return whether an error message that names a function is about `callee`."""
    if isinstance(callee, partial):
        callee = callee.func
    if isinstance(callee, type):
        return name == callee.__name__ or f"{callee.__name__}.__" in message
    return getattr(callee, "__name__", None) == name


def _method_named(qualified: str, location: ErrorLocation) -> Any:
    """Return a method by its qualified name, of a class in scope or of gdlib."""
    holder, _, name = qualified.rpartition(".")
    found = location.names.get(holder) or getattr(module_named("gdlib"), holder, None)
    return getattr(found, name, UNKNOWN) if isinstance(found, type) else UNKNOWN


def _callback_hint(name: str, call: ast.Call | None, location: ErrorLocation) -> Hint:
    """Return a hint on a callback of the reader's that is called with other arguments."""
    if location.library == "gdlib":
        return Hint("functionOfT", name)
    given = [*call.args, *(one.value for one in call.keywords)] if call else []
    names = ["<lambda>" if isinstance(one, ast.Lambda) else location.text(one) for one in given]
    is_given = location.library is not None or name in names
    return Hint("callback", name) if is_given else Hint("call")


def _method_without_self(message: str) -> str | None:
    """Return the name of the method at fault if it is defined without `self`."""
    found = re.match(r"(?:.*\.)?(\w+)\.(\w+)\(\) takes (\d+) positional .* but (\d+)", message)
    if not found or int(found[4]) != int(found[3]) + 1:
        return None
    for node in (node for source in cells() for node in ast.walk(parsed(source))):
        if isinstance(node, ast.ClassDef) and node.name == found[1]:
            for method in node.body:
                if isinstance(method, ast.FunctionDef) and method.name == found[2]:
                    first = [argument.arg for argument in method.args.args[:1]]
                    return found[2] if first not in (["self"], ["cls"]) else None
    return None


def _parameters(callee: Any) -> list[str]:
    return list(inspect.signature(callee).parameters)


def _signature(callee: Any, text: str) -> str | None:
    """Return a function's signature without annotations, named `text`."""
    try:
        parameters = list(inspect.signature(callee).parameters.values())
    except (TypeError, ValueError):
        return None
    if inspect.isfunction(callee) and "." in callee.__qualname__ and "." in text:
        parameters = (
            parameters[1:] if parameters[:1] and parameters[0].name == "self" else parameters
        )
    plain = [one.replace(annotation=inspect.Parameter.empty) for one in parameters]
    signature = inspect.Signature([_with_short_default(one) for one in plain])
    return f"{text or callee.__name__}{signature}"


class _DefaultText:
    """A default value whose repr is a short text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def _with_short_default(parameter: inspect.Parameter) -> inspect.Parameter:
    default = parameter.default
    if default is inspect.Parameter.empty:
        return parameter
    plain = isinstance(default, (int, float, str, bool, types.NoneType))
    text = repr(default) if plain else getattr(default, "__name__", "…")
    return parameter.replace(default=_DefaultText(text if len(text) <= 20 else "…"))


# --- Values that cannot be called ---


def not_callable_hint(message: str, location: ErrorLocation) -> Hint | None:
    """Return a hint on a value that was called and is no function."""
    found = re.match(r"'([\w.]+)' object is not callable", message)
    if not found:
        return None
    kind = found[1]
    call = location.node
    if kind == "NoneType":
        return none_hint(location)
    if kind == "module":
        return _module_called(location)
    if not isinstance(call, ast.Call):
        return Hint("notCallable", kind)
    return (
        _shadowed(call.func, kind)
        or _missing_sign(call, kind, location)
        or Hint("notCallable", kind)
    )


def _module_called(location: ErrorLocation) -> Hint:
    call = location.node
    name = location.text(call.func) if isinstance(call, ast.Call) else ""
    value = location.value(call.func) if isinstance(call, ast.Call) else UNKNOWN
    same = getattr(value, "__name__", "").rpartition(".")[2]
    likely = f"{name}.{same}" if hasattr(value, same) else ""
    return Hint("moduleCalled", name, likely)


def _shadowed(func: ast.expr, kind: str) -> Hint | None:
    """Return a hint on a name of a function that was assigned another value."""
    if not isinstance(func, ast.Name):
        return None
    if is_builtin_function(func.id):
        return Hint("shadowedBuiltin", func.id, kind)
    return Hint("shadowedFunction", func.id, kind) if was_defined(func.id) else None


def _missing_sign(call: ast.Call, kind: str, location: ErrorLocation) -> Hint | None:
    """Return a hint on wrong brackets, or on an operator or comma missing before them."""
    func, text = call.func, location.text(call.func)
    if isinstance(func, (ast.Tuple, ast.List, ast.Dict, ast.Set)):
        return Hint("commaMissing")
    if isinstance(func, ast.Constant) and isinstance(func.value, str):
        return Hint("commaMissing")
    if not call.args:
        return Hint("noFunction", text, kind) if isinstance(func, ast.Attribute) else None
    if kind in _LISTS:
        inside = ", ".join(location.text(argument) for argument in call.args)
        return Hint("squareBrackets", kind, f"{text}[{inside}]")
    if NUMBERS.match(kind) and len(call.args) == 1 and not call.keywords:
        code = f"{_factor(func, location)} * {_factor(call.args[0], location)}"
        return Hint("product", code, text, kind)
    return None


def _factor(node: ast.expr, location: ErrorLocation) -> str:
    """Return an expression as a factor of a product, in parentheses if necessary."""
    is_one = isinstance(node, (ast.Name, ast.Constant, ast.Attribute, ast.Subscript, ast.Call))
    return location.text(node) if is_one else f"({location.text(node)})"
