"""The mutable state that a function can reach, to be restored after calling it."""

import contextlib
import inspect
import random
import sys
import types
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from .frames import is_reader

MOST = 500  # values; the search ends there
LARGEST = 1_000_000  # numbers that are copied, of all arrays and lists together
#: Names in code that changes a gradient deliberately, such as gradient clipping.
_DELIBERATE = {"clip", "sign", "min", "max", "minimum", "maximum"}


class MutableState:
    """The values that functions reach through names, closures, arguments and attributes."""

    def __init__(self, *functions: object) -> None:
        """Find the values and copy the mutable ones; calls no function of the reader's."""
        self.is_random = False
        #: Whether a gradient is clipped, or is one of gdlib's own numerical gradients.
        self.is_deliberate = False
        self._restore: list[Callable[[], object]] = []
        self._room = LARGEST
        self._seen: dict[int, object] = {}
        waiting: list[object] = list(functions)
        while waiting and len(self._seen) < MOST:
            value = waiting.pop()
            if id(value) not in self._seen:
                self._seen[id(value)] = value  # kept alive, so that its id stays its own
                waiting += self._parts(value)

    @contextlib.contextmanager
    def restored(self) -> Iterator[None]:
        """Restore all values on exit of this context, in which the functions may be called."""
        try:
            yield
        finally:
            for restore in self._restore:
                restore()

    def _parts(self, value: object) -> list[object]:
        """Return the values that a value refers to, and record how to restore it."""
        if _is_random_source(value):
            self.is_random = True
        if isinstance(value, types.FunctionType):
            return self._parts_of_function(value)
        if isinstance(value, types.MethodType):
            return [value.__self__, value.__func__]
        if isinstance(value, types.BuiltinMethodType):
            return [value.__self__]
        if isinstance(value, partial):
            return [value.func, *value.args, *value.keywords.values()]
        if isinstance(value, (type, types.ModuleType)):
            return []
        return self._parts_of_container(value)

    def _parts_of_function(self, function: types.FunctionType) -> list[object]:
        if function.__module__ == "gdlib.gradients":
            self.is_deliberate = True
        parts = [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]
        for cell in function.__closure__ or ():
            with contextlib.suppress(ValueError):  # an empty cell
                parts.append(cell.cell_contents)
                self._restore.append(partial(setattr, cell, "cell_contents", cell.cell_contents))
        if is_reader(function.__code__.co_filename):
            parts += self._globals_of(function)
        return parts

    def _globals_of(self, function: types.FunctionType) -> list[object]:
        names = set(_names_in_code(function.__code__))
        if names & _DELIBERATE:
            self.is_deliberate = True
        known = function.__globals__
        found = {name: known[name] for name in names if name in known}
        self._restore.append(partial(known.update, found))
        if "random" in names and any(isinstance(one, types.ModuleType) for one in found.values()):
            self.is_random = True  # np.random
        return list(found.values())

    def _parts_of_container(self, value: Any) -> list[object]:
        kind = type(value)
        if kind in (list, dict, set, tuple):
            if kind is not tuple and self._has_room(len(value)):
                self._restore.append(partial(_refill, value, value.copy()))
            parts = value.values() if kind is dict else value
            return list(parts) if len(value) < MOST else []
        if kind.__module__ == "numpy":
            is_array = kind.__name__ == "ndarray" and value.flags.writeable
            if is_array and self._has_room(value.size):
                self._restore.append(partial(value.__setitem__, ..., value.copy()))
            return []
        call = inspect.getattr_static(kind, "__call__", None)
        inside = getattr(value, "__dict__", None)
        parts = [call, inside if type(inside) is dict else None]
        return [part for part in parts if part is not None]

    def _has_room(self, numbers: int) -> bool:
        self._room -= numbers
        return self._room >= 0


def _refill(container: Any, content: Any) -> None:
    if type(container) is list:
        container[:] = content
    else:
        container.clear()
        container.update(content)


def _names_in_code(code: types.CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _names_in_code(constant)


def _is_random_source(value: object) -> bool:
    """Return whether a value is a random generator, a clock or an iterator, or such a module."""
    numpy = sys.modules.get("numpy.random")
    kinds = (random.Random, *(getattr(numpy, one) for one in ("Generator", "RandomState") if numpy))
    if isinstance(value, types.ModuleType):
        return value.__name__ in ("random", "numpy.random", "secrets", "time")
    return isinstance(value, kinds) or hasattr(type(value), "__next__")
