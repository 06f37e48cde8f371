"""The location of an error in the reader's code: the expression, and the values of its names.

None of the reader's functions is called: names are only looked up.
"""

import ast
import builtins
import inspect
import linecache
import sys
import types
from collections.abc import Iterator
from typing import Any

from .frames import is_reader, library_of

UNKNOWN: Any = object()


class ErrorLocation:
    """The innermost frame of the reader's code in an error's traceback."""

    def __init__(self, error: BaseException) -> None:
        """Find the frame and its expression; `frame` and `node` are None without one."""
        steps = list(_steps(error.__traceback__))
        own = [step for step in steps if is_reader(step.tb_frame.f_code.co_filename)]
        self.frame: types.FrameType | None = own[-1].tb_frame if own else None
        self.line: int | None = own[-1].tb_lineno if own else None
        self.source = source_of(own[-1].tb_frame.f_code.co_filename) if own else ""
        last = steps[-1].tb_frame.f_code.co_filename if steps else ""
        #: The library that raised the error; None if the reader's code did.
        self.library: str | None = None if is_reader(last) else library_of(last)
        self.libraries = {library_of(step.tb_frame.f_code.co_filename) for step in steps}
        self.node: ast.AST | None = _node_at(own[-1], self.source) if own else None

    @property
    def names(self) -> dict[str, Any]:
        """All names in scope in that frame."""
        if self.frame is None:
            return {}
        return {**vars(builtins), **self.frame.f_globals, **self.frame.f_locals}

    def value(self, node: ast.AST | None) -> Any:
        """Return the value of a name, a literal, or a name of a module or a class; or UNKNOWN."""
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name):
            return self.names.get(node.id, UNKNOWN)
        if isinstance(node, ast.Attribute):
            owner = self.value(node.value)
            if isinstance(owner, types.ModuleType):
                return vars(owner).get(node.attr, UNKNOWN)
            if owner is not UNKNOWN:  # without calling __getattr__ or properties
                return inspect.getattr_static(owner, node.attr, UNKNOWN)
        return UNKNOWN

    def text(self, node: ast.AST | None) -> str:
        """Return the source text of an expression."""
        if not isinstance(node, (ast.expr, ast.stmt)):
            return ""
        return ast.get_source_segment(self.source, node) or ast.unparse(node)

    def tree(self) -> ast.Module:
        """Return the syntax tree of the cell."""
        return parsed(self.source)


def parsed(source: str) -> ast.Module:
    """Return the syntax tree of a program; an empty one if it cannot be parsed."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return ast.Module(body=[], type_ignores=[])


def source_of(filename: str) -> str:
    """Return the source of a cell."""
    return "".join(linecache.getlines(filename))


def cells() -> Iterator[str]:
    """Yield the source of every cell that has run."""
    yield from (source_of(name) for name in list(linecache.cache) if is_reader(name))


def _steps(trace: types.TracebackType | None) -> Iterator[types.TracebackType]:
    while trace is not None:
        yield trace
        trace = trace.tb_next


def _node_at(step: types.TracebackType, source: str) -> ast.AST | None:
    """Return the expression or statement that a traceback points at."""
    if step.tb_lasti < 0:
        return None
    positions = list(step.tb_frame.f_code.co_positions())
    wanted = positions[step.tb_lasti // 2]
    found = [
        node
        for node in ast.walk(parsed(source))
        if isinstance(node, (ast.expr, ast.stmt))
        and (node.lineno, node.end_lineno, node.col_offset, node.end_col_offset) == wanted
    ]
    # An expression statement has the position of its expression: prefer the expression.
    return next((node for node in reversed(found) if not isinstance(node, ast.Expr)), None)


def module_named(name: str) -> types.ModuleType | None:
    """Return a module if it is loaded."""
    module = sys.modules.get(name)
    return module if isinstance(module, types.ModuleType) else None
