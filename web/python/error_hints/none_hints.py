"""Hints on a value that is None: where it came from."""

import ast
import types

from .error_location import ErrorLocation, cells, parsed
from .frames import is_reader
from .hint import Hint

_CHANGE_IN_PLACE = {"append", "extend", "insert", "sort", "reverse", "remove", "clear", "update"}
_CHANGE_IN_PLACE |= {"add", "discard", "shuffle", "seed", "fill"}


def none_hint(location: ErrorLocation) -> Hint:
    """Return the most specific hint on a None in the expression at fault."""
    calls: list[ast.Call] = []
    for node in ast.walk(location.node) if location.node else ():
        if isinstance(node, ast.Call):
            calls.append(node)
        elif isinstance(node, ast.Name) and location.names.get(node.id, 0) is None:
            calls += _calls_assigned_to(node.id)
    hints = (_call_hint(call, location) for call in calls)
    return next((hint for hint in hints if hint), Hint("none"))


def _calls_assigned_to(name: str) -> list[ast.Call]:
    """Return the calls whose results were assigned to a name, the last first."""
    found = [
        node.value
        for source in cells()
        for node in ast.walk(parsed(source))
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
    ]
    return found[::-1]


def _call_hint(call: ast.Call, location: ErrorLocation) -> Hint | None:
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr in _CHANGE_IN_PLACE:
        return Hint("noneMethod", function.attr, ast.unparse(call))
    if isinstance(function, ast.Name) and function.id == "print":
        return Hint("nonePrint")
    value = location.value(function)
    if isinstance(value, types.FunctionType) and is_reader(value.__code__.co_filename):
        return Hint("noneReturn", value.__name__) if _returns_nothing(value.__name__) else None
    return None


def _returns_nothing(name: str) -> bool:
    """Return whether the last statement of a reader's function returns no value."""
    for source in cells():
        for node in ast.walk(parsed(source)):
            if isinstance(node, ast.FunctionDef) and node.name == name:
                last = node.body[-1]
                return not (isinstance(last, ast.Return) and last.value is not None)
    return False
