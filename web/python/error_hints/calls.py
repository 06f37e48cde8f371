"""Advice on calls: arguments that do not fit, and values that are no functions."""

import ast
import inspect
import re
import types
from difflib import get_close_matches
from functools import partial
from typing import Any

from .error_location import UNKNOWN, Place, cells, module_named, parsed
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


def arguments_hint(message: str, place: Place) -> Hint | None:
    """Advise on arguments that do not fit a function's definition: show how it is called."""
    found = _ARGUMENTS.match(message)
    if not found:
        return None
    name = next(group for group in found.groups() if group).split(".")[-1]
    call = place.node if isinstance(place.node, ast.Call) else None
    callee = place.value(call.func) if call else UNKNOWN
    if method := _lacking_self(message):
        return Hint("self", method)
    if callee is UNKNOWN:
        callee = _method_named(found[1] or "", place)
    if not _is_named(callee, name, found[0]):
        return _of_callback(name, call, place)
    signature = _signature(callee, place.text(call.func if call else None))
    if signature is None:
        return Hint("call")
    if keyword := _KEYWORD.search(message):
        near = get_close_matches(keyword[1] or keyword[2], _parameters(callee), n=1, cutoff=0.6)
        if near:
            return Hint("keywordOf", keyword[1] or keyword[2], near[0], signature)
    return Hint("signature", signature)


def _is_named(callee: Any, name: str, message: str) -> bool:
    """Return whether a message that names a function is about this one."""
    if isinstance(callee, partial):
        callee = callee.func
    if isinstance(callee, type):
        return name == callee.__name__ or f"{callee.__name__}.__" in message
    return getattr(callee, "__name__", None) == name


def _method_named(qualified: str, place: Place) -> Any:
    """Return a method by its name with its class, which a name here or gdlib holds."""
    holder, _, name = qualified.rpartition(".")
    found = place.names.get(holder) or getattr(module_named("gdlib"), holder, None)
    return getattr(found, name, UNKNOWN) if isinstance(found, type) else UNKNOWN


def _of_callback(name: str, call: ast.Call | None, place: Place) -> Hint:
    """Advise on a function that the reader has given to another one, which calls it otherwise."""
    if place.library == "gdlib":
        return Hint("functionOfT", name)
    given = [*call.args, *(one.value for one in call.keywords)] if call else []
    names = ["<lambda>" if isinstance(one, ast.Lambda) else place.text(one) for one in given]
    is_given = place.library is not None or name in names
    return Hint("callback", name) if is_given else Hint("call")


def _lacking_self(message: str) -> str | None:
    """Return the name of a method that was defined without `self`, if that is what is wrong."""
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
    """Return how a function is called, as one would write it."""
    try:
        parameters = list(inspect.signature(callee).parameters.values())
    except (TypeError, ValueError):
        return None
    if inspect.isfunction(callee) and "." in callee.__qualname__ and "." in text:
        parameters = (
            parameters[1:] if parameters[:1] and parameters[0].name == "self" else parameters
        )
    plain = [one.replace(annotation=inspect.Parameter.empty) for one in parameters]
    described = inspect.Signature([_with_short_default(one) for one in plain])
    return f"{text or callee.__name__}{described}"


class _AsWritten:
    """A default value that shows as short as one would write it."""

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
    return parameter.replace(default=_AsWritten(text if len(text) <= 20 else "…"))


# --- What is called and can't be ---


def not_callable_hint(message: str, place: Place) -> Hint | None:
    """Advise on a value that was called like a function."""
    found = re.match(r"'([\w.]+)' object is not callable", message)
    if not found:
        return None
    kind = found[1]
    call = place.node
    if kind == "NoneType":
        return none_hint(place)
    if kind == "module":
        return _module_called(place)
    if not isinstance(call, ast.Call):
        return Hint("notCallable", kind)
    return (
        _shadowed(call.func, kind) or _missing_sign(call, kind, place) or Hint("notCallable", kind)
    )


def _module_called(place: Place) -> Hint:
    call = place.node
    name = place.text(call.func) if isinstance(call, ast.Call) else ""
    value = place.value(call.func) if isinstance(call, ast.Call) else UNKNOWN
    same = getattr(value, "__name__", "").rpartition(".")[2]
    likely = f"{name}.{same}" if hasattr(value, same) else ""
    return Hint("moduleCalled", name, likely)


def _shadowed(func: ast.expr, kind: str) -> Hint | None:
    """Advise on a name that held a function, until it was given another value."""
    if not isinstance(func, ast.Name):
        return None
    if is_builtin_function(func.id):
        return Hint("shadowedBuiltin", func.id, kind)
    return Hint("shadowedFunction", func.id, kind) if was_defined(func.id) else None


def _missing_sign(call: ast.Call, kind: str, place: Place) -> Hint | None:
    """Advise on brackets of the wrong kind, and on a sign that is missing before them."""
    func, text = call.func, place.text(call.func)
    if isinstance(func, (ast.Tuple, ast.List, ast.Dict, ast.Set)):
        return Hint("commaMissing")
    if isinstance(func, ast.Constant) and isinstance(func.value, str):
        return Hint("commaMissing")
    if not call.args:
        return Hint("noFunction", text, kind) if isinstance(func, ast.Attribute) else None
    if kind in _LISTS:
        inside = ", ".join(place.text(argument) for argument in call.args)
        return Hint("squareBrackets", kind, f"{text}[{inside}]")
    if NUMBERS.match(kind) and len(call.args) == 1 and not call.keywords:
        code = f"{_factor(func, place)} * {_factor(call.args[0], place)}"
        return Hint("product", code, text, kind)
    return None


def _factor(node: ast.expr, place: Place) -> str:
    """Return an expression as it stands in a product, in brackets if it needs them."""
    is_one = isinstance(node, (ast.Name, ast.Constant, ast.Attribute, ast.Subscript, ast.Call))
    return place.text(node) if is_one else f"({place.text(node)})"
