"""Input from the reader, asked for in the page: `input`, `sys.stdin`, `getpass`."""

import ast
import builtins
import inspect
import io
from collections.abc import Awaitable
from typing import Any

from .outbox import outbox

# A copy of the built-ins: a reader's program can replace Python's own.
globals()["__builtins__"] = dict(vars(builtins))


class _AwaitInput(ast.NodeTransformer):
    """Inserts `await` before each call of `input`, except in functions that are not async."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id == "input":
            return ast.copy_location(ast.Await(node), node)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        return node

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self.generic_visit(node)


def await_input_calls(tree: ast.Module) -> ast.Module:
    """Return a program that awaits its calls of `input`, for browsers where Python cannot block."""
    awaiting: ast.Module = ast.fix_missing_locations(_AwaitInput().visit(tree))
    return awaiting


class _AwaitableLine:
    """What `input` returns where Python cannot block; using it without `await` raises advice."""

    def __init__(self, line: Awaitable[str]) -> None:
        self._line = line

    def __await__(self) -> Any:
        return self._line.__await__()

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(INPUT_IN_FUNCTION)

    def _refuse(self, *_: object) -> Any:
        raise RuntimeError(INPUT_IN_FUNCTION)

    __str__ = __int__ = __float__ = __add__ = __radd__ = __len__ = __iter__ = __eq__ = _refuse
    __hash__ = object.__hash__


INPUT_IN_FUNCTION = (
    "this browser cannot wait for input() inside a function; "
    "call input() outside, and hand its answer to the function"
)
CANNOT_WAIT = "this browser cannot wait for {}; write input() instead, outside of functions"
CELL_ENDED = "the cell has ended: a task that goes on cannot ask; call input() while the cell runs"


def can_wait() -> bool:
    """Return whether Python can block on a promise here (JavaScript Promise Integration)."""
    try:
        from pyodide.ffi import can_run_sync
    except ImportError:
        return False
    return bool(can_run_sync())


def ask_line(prompt: object = "", /) -> object:
    """Ask the reader in the page, and return their line: `input`."""
    if can_wait():
        return _ask_and_wait(str(prompt), "line")
    caller = inspect.currentframe().f_back  # type: ignore[union-attr]  # this frame there is
    if caller is None or not caller.f_code.co_flags & inspect.CO_COROUTINE:
        raise RuntimeError(INPUT_IN_FUNCTION)
    return _AwaitableLine(_ask_page(str(prompt), "line"))


def _ask_page(prompt: str, kind: str) -> Awaitable[str]:
    """Ask for a line in the page: a `line`, one of several `lines`, or a `secret`."""
    current = outbox()
    if current.has_ended or current.ask is None:
        raise RuntimeError(CELL_ENDED)
    current.flush()
    return current.ask(prompt, kind)


def _ask_and_wait(prompt: str, kind: str) -> str:
    from pyodide.ffi import run_sync

    return str(run_sync(_ask_page(prompt, kind)))


class Reader(io.TextIOBase):
    """`sys.stdin` of a cell: each line is asked for in the page."""

    def readable(self) -> bool:
        """Return True."""
        return True

    def isatty(self) -> bool:
        """Return True: a reader answers."""
        return True

    def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]
        """Return the reader's next line."""
        return self._line("sys.stdin.readline()", "line") + "\n"

    def __next__(self) -> str:
        """Return the next line; an empty one ends the input."""
        line = self._line("lines of sys.stdin", "lines")
        if not line:
            raise StopIteration
        return f"{line}\n"

    def readlines(self, _hint: int | None = -1, /) -> list[str]:  # type: ignore[override]
        """Return all lines, up to an empty one."""
        return [*self]

    def read(self, _size: int | None = -1, /) -> str:
        """Return all lines as one text, up to an empty one."""
        return "".join(self)

    def _line(self, what: str, kind: str) -> str:
        if not can_wait():
            raise RuntimeError(CANNOT_WAIT.format(what))
        return _ask_and_wait("", kind)


def ask_secret(prompt: str = "Password: ", _stream: object = None, **_: object) -> str:
    """Ask the reader for a line that nobody else should read: `getpass.getpass`."""
    if not can_wait():
        raise RuntimeError(CANNOT_WAIT.format("getpass.getpass()"))
    return _ask_and_wait(str(prompt), "secret")
