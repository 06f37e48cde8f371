"""Hints on the errors that learners meet, each an identifier with arguments.

`hint_for` chooses a hint by an error's class and its bases, by its message, by the expression at
fault and by the values there. The page has the words for each identifier, in its language.
"""

import linecache
from collections.abc import Callable
from typing import Any

from . import characters, names, syntax, type_errors, values
from .error_location import ErrorLocation
from .hint import Hint

Advise = Callable[[Any, str, ErrorLocation], Hint | None]


def hint_for(error: BaseException, filename: str) -> Hint | None:
    """Return a hint on an error, or on its cause, or None; never raises.

    Args:
        error: what ended a cell.
        filename: the file name of that cell.
    """
    try:
        return _hint_for(error, filename)
    except Exception:
        return None  # a class of the program can raise from any method, such as __str__


def _hint_for(error: BaseException, filename: str) -> Hint | None:
    seen: set[int] = set()
    while id(error) not in seen:
        seen.add(id(error))
        if hint := _hint_for_one(error, filename):
            return hint
        if isinstance(error, BaseExceptionGroup) and len(error.exceptions) == 1:
            error = error.exceptions[0]
        elif error.__cause__ is not None:  # raise … from …
            error = error.__cause__
    return None


def _hint_for_one(error: BaseException, filename: str) -> Hint | None:
    if isinstance(error, SyntaxError):
        return _syntax_hint(error, filename)
    message = str(error)
    if isinstance(error, ValueError) and message.startswith("identifier field can't represent"):
        return characters.in_constant("".join(linecache.getlines(filename)))
    location = ErrorLocation(error)
    for base in type(error).__mro__:
        advise = _ADVICE.get(base)
        if advise and (hint := advise(error, message, location)):
            return hint
    return None


def _syntax_hint(error: SyntaxError, filename: str) -> Hint | None:
    if error.lineno is None:
        return None  # a program has raised it
    own = error.filename == filename
    source = "".join(linecache.getlines(filename)) if own else error.text or ""
    if not own and error.lineno != 1:
        return Hint("syntax")
    if isinstance(error, IndentationError):
        return syntax.indentation_hint(error, source)
    return syntax.syntax_hint(error, source)


def _runtime_hint(_error: RuntimeError, message: str, _location: ErrorLocation) -> Hint | None:
    if message.startswith("this browser cannot wait for input()"):
        return Hint("input")
    if "changed size during iteration" in message:
        return Hint("changedWhileLooping")
    if message.startswith("asyncio.run() cannot be called") or "event loop is already" in message:
        return Hint("awaitInstead")
    return Hint("threads") if "can't start new thread" in message else None


def _file_hint(error: OSError, _message: str, _location: ErrorLocation) -> Hint | None:
    return Hint("file", str(error.filename)) if error.filename else None


def _network_hint(error: OSError, _message: str, _location: ErrorLocation) -> Hint | None:
    is_one = type(error).__module__ in ("urllib.error", "socket")
    return Hint("network") if is_one or isinstance(error, ConnectionError) else None


def _hint_always(identifier: str) -> Advise:
    return lambda *_: Hint(identifier)


_ADVICE: dict[type, Advise] = {
    NameError: names.name_hint,
    ImportError: names.import_hint,
    AttributeError: names.attribute_hint,
    TypeError: type_errors.type_hint,
    ValueError: values.value_hint,
    IndexError: values.index_hint,
    KeyError: values.key_hint,
    ZeroDivisionError: values.zero_hint,
    OverflowError: values.overflow_hint,
    FloatingPointError: values.floating_hint,
    RecursionError: _hint_always("recursion"),
    MemoryError: _hint_always("memory"),
    SystemExit: _hint_always("exit"),
    FileNotFoundError: _file_hint,
    OSError: _network_hint,
    RuntimeError: _runtime_hint,
}
