"""Runs a cell's program, and returns the value of its last line."""

import ast
import builtins
import contextlib
import inspect
import io
import linecache
import re
import tokenize
from typing import Any

from .reader_input import await_input_calls, can_wait

# A copy of the built-ins: a reader's program can replace Python's own.
globals()["__builtins__"] = dict(vars(builtins))

Namespace = dict[str, Any]

MOST_TERMS = 2_000  # operators and names in a row: with twice as many, the stack overflows
MOST_BRANCHES = 1_000  # `elif`s of a cell


async def evaluate(source: str, filename: str, names: Namespace) -> object:
    """Run a program and return the value of its last line, if that is an expression.

    Adds the source to `linecache`, so that tracebacks show its lines.
    """
    lines = [f"{line}\n" for line in source.split("\n")]
    linecache.cache[filename] = (len(source), None, lines, filename)
    refuse_deep_nesting(source)
    tree = ast.parse(source, filename)
    if "input" in source and not can_wait():
        tree = await_input_calls(tree)
    last = None
    if (
        tree.body
        and isinstance(tree.body[-1], ast.Expr)
        and not _is_silenced(source, tree.body[-1])
    ):
        last = ast.Expression(tree.body.pop().value)  # type: ignore[attr-defined]  # an Expr
    await _execute(tree, filename, "exec", names)
    return None if last is None else await _execute(last, filename, "eval", names)


def _is_silenced(source: str, last: ast.stmt) -> bool:
    """Return whether the last line ends with a semicolon: then its value is not shown."""
    lines = re.split(r"\r\n|\r|\n", source)[last.end_lineno - 1 :]  # type: ignore[operator]  # it has one
    lines[0] = lines[0].encode()[last.end_col_offset :].decode()
    return any(";" in line.partition("#")[0] for line in lines)


class TooManyTermsError(Exception):
    """An expression is too long, or nested too deeply, for Python in the browser to parse."""

    def __init__(self, line: int) -> None:
        """Name the line of the cell."""
        super().__init__(
            f"line {line}: an expression here is too long, or nested too deeply, to be read. "
            "Part it into steps; write a long sum as sum([1, 2, …])"
        )
        self.line = line


def refuse_deep_nesting(source: str) -> None:
    """Raise TooManyTermsError if parsing a program would overflow Python's own stack.

    Each operator of a long chain adds a level of recursion, as does each `elif`.
    """
    if len(source) < MOST_TERMS:
        return
    run = branches = 0
    with contextlib.suppress(SyntaxError, tokenize.TokenError):  # ast.parse reports it later
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            branches += token.string == "elif"
            is_end = token.type == tokenize.NEWLINE or token.string in (",", ";")
            run = 0 if is_end else run + (token.type in (tokenize.OP, tokenize.NAME))
            if run > MOST_TERMS or branches > MOST_BRANCHES:
                raise TooManyTermsError(token.start[0])


async def _execute(
    tree: ast.Module | ast.Expression, filename: str, mode: str, names: Namespace
) -> object:
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    code = compile(tree, filename, mode, flags=flags, dont_inherit=True)
    value = eval(code, names)
    return await value if code.co_flags & inspect.CO_COROUTINE else value
