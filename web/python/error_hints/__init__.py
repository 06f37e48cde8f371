"""Short advice on the errors that learners meet: what is meant, without words.

`hint_for` looks at an error's class and its bases, at what its message means, at the line and at
the values there. The page has the words, in its language, for each hint's identifier.
"""

import linecache
from collections.abc import Callable
from typing import Any

from . import characters, names, syntax, type_errors, values
from .error_location import Place
from .hint import Hint

Advise = Callable[[Any, str, Place], Hint | None]


def hint_for(error: BaseException, filename: str) -> Hint | None:
    """Return advice on an error, or on its cause, or None; it never raises.

    Args:
        error: what ended a cell.
        filename: the file name of that cell.
    """
    try:
        return _hint_for(error, filename)
    except Exception:
        return None  # an error may do anything when it is looked at


def _hint_for(error: BaseException, filename: str) -> Hint | None:
    seen: set[int] = set()
    while id(error) not in seen:
        seen.add(id(error))
        if hint := _of_one(error, filename):
            return hint
        if isinstance(error, BaseExceptionGroup) and len(error.exceptions) == 1:
            error = error.exceptions[0]
        elif error.__cause__ is not None:  # raise … from …
            error = error.__cause__
    return None


def _of_one(error: BaseException, filename: str) -> Hint | None:
    if isinstance(error, SyntaxError):
        return _of_syntax(error, filename)
    message = str(error)
    if isinstance(error, ValueError) and message.startswith("identifier field can't represent"):
        return characters.in_constant("".join(linecache.getlines(filename)))
    place = Place(error)
    for base in type(error).__mro__:
        advise = _ADVICE.get(base)
        if advise and (hint := advise(error, message, place)):
            return hint
    return None


def _of_syntax(error: SyntaxError, filename: str) -> Hint | None:
    if error.lineno is None:
        return None  # a program has raised it
    own = error.filename == filename
    source = "".join(linecache.getlines(filename)) if own else error.text or ""
    if not own and error.lineno != 1:
        return Hint("syntax")
    if isinstance(error, IndentationError):
        return syntax.indentation_hint(error, source)
    return syntax.syntax_hint(error, source)


def _runtime(_error: RuntimeError, message: str, _place: Place) -> Hint | None:
    if message.startswith("this browser cannot wait for input()"):
        return Hint("input")
    if "changed size during iteration" in message:
        return Hint("changedWhileLooping")
    if message.startswith("asyncio.run() cannot be called") or "event loop is already" in message:
        return Hint("awaitInstead")
    return Hint("threads") if "can't start new thread" in message else None


def _file(error: OSError, _message: str, _place: Place) -> Hint | None:
    return Hint("file", str(error.filename)) if error.filename else None


def _network(error: OSError, _message: str, _place: Place) -> Hint | None:
    is_one = type(error).__module__ in ("urllib.error", "socket")
    return Hint("network") if is_one or isinstance(error, ConnectionError) else None


def _always(identifier: str) -> Advise:
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
    RecursionError: _always("recursion"),
    MemoryError: _always("memory"),
    SystemExit: _always("exit"),
    FileNotFoundError: _file,
    OSError: _network,
    RuntimeError: _runtime,
}
