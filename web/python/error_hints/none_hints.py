"""Advice on a value that is None: where it came from."""

import ast
import types

from .error_location import Place, cells, parsed
from .frames import is_reader
from .hint import Hint

_CHANGE_IN_PLACE = {"append", "extend", "insert", "sort", "reverse", "remove", "clear", "update"}
_CHANGE_IN_PLACE |= {"add", "discard", "shuffle", "seed", "fill"}


def none_hint(place: Place) -> Hint:
    """Return the most exact advice on a None in the expression at fault."""
    calls: list[ast.Call] = []
    for node in ast.walk(place.node) if place.node else ():
        if isinstance(node, ast.Call):
            calls.append(node)
        elif isinstance(node, ast.Name) and place.names.get(node.id, 0) is None:
            calls += _assigned(node.id)
    hints = (_of_call(call, place) for call in calls)
    return next((hint for hint in hints if hint), Hint("none"))


def _assigned(name: str) -> list[ast.Call]:
    """Return the calls whose results a name was given, the last first."""
    found = [
        node.value
        for source in cells()
        for node in ast.walk(parsed(source))
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
    ]
    return found[::-1]


def _of_call(call: ast.Call, place: Place) -> Hint | None:
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr in _CHANGE_IN_PLACE:
        return Hint("noneMethod", function.attr, ast.unparse(call))
    if isinstance(function, ast.Name) and function.id == "print":
        return Hint("nonePrint")
    value = place.value(function)
    if isinstance(value, types.FunctionType) and is_reader(value.__code__.co_filename):
        return Hint("noneReturn", value.__name__) if _returns_nothing(value.__name__) else None
    return None


def _returns_nothing(name: str) -> bool:
    """Return whether a function of the reader's may end without a value."""
    for source in cells():
        for node in ast.walk(parsed(source)):
            if isinstance(node, ast.FunctionDef) and node.name == name:
                last = node.body[-1]
                return not (isinstance(last, ast.Return) and last.value is not None)
    return False
