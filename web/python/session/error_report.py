"""Reports the error of a cell: its traceback without frames of the session, and a hint."""

import builtins
import traceback
from collections.abc import Iterator
from typing import Any

from . import (
    display_objects,
    evaluation,
    figure_output,
    outbox,
    reader_input,
    value_forms,
    value_text,
)
from .evaluation import TooManyTermsError
from .outbox import LONGEST_MESSAGE
from .value_text import cut

# A copy of the built-ins: a reader's program can replace Python's own.
globals()["__builtins__"] = dict(vars(builtins))

#: Files of the session, whose frames are left out of tracebacks.
HIDDEN_FILES = {
    function.__code__.co_filename
    for function in (
        display_objects.modules,
        evaluation.evaluate,
        figure_output.show_figures,
        outbox.outbox,
        reader_input.can_wait,
        value_forms.display_items,
        value_text.text_of,
    )
}


def describe_error(error: BaseException, filename: str) -> dict[str, Any]:
    """Return an error's report, as CellError in protocol.ts; never raises.

    Args:
        error: what ended a cell, or a task of a cell.
        filename: the file name of that cell.
    """
    try:
        for sign, note in NOTES.items():
            if sign in _message(error) and note not in getattr(error, "__notes__", ()):
                error.add_note(note)
        report = _describe(error, filename)
        line = error.line if isinstance(error, TooManyTermsError) else report["line"]
        is_line = type(line) is int and line >= 0
        return report | {"line": line if is_line else None}
    except BaseException:  # such as a class whose name is no text, or a very long chain of causes
        name = _name_of(error)
        words = f"{name}: {_message(error)}" if _message(error) else name
        report = {"name": name, "message": _message(error), "traceback": words, "line": None}
        return report | {"hint": None, "folds": []}


#: Notes for errors that come from the limits of Python in a browser, by part of their message.
NOTES = {
    "can't start new thread": "Python on this page has one thread. Call the function itself, "
    "or let tasks take turns: asyncio.create_task(…)",
    "too many nested parentheses": "Part the expression into steps, each with a name of its own.",
}


def _name_of(error: BaseException) -> str:
    """Return the name of an error's class, even if the class overrides `__name__`."""
    return str(type.__dict__["__name__"].__get__(type(error)))


def _describe(error: BaseException, filename: str) -> dict[str, Any]:
    """Return an error's report: its traceback starts at the cell's own first frame."""
    report = traceback.TracebackException.from_exception(error, compact=True)
    for part in _chain(report):
        kept = [frame for frame in part.stack if frame.filename not in HIDDEN_FILES]
        part.stack = traceback.StackSummary.from_list(kept)
    lines = [frame.lineno for frame in report.stack if frame.filename == filename]
    line = lines[-1] if lines else None
    if isinstance(error, SyntaxError) and error.filename == filename:
        line = error.lineno
        report.stack.clear()  # the program never ran: these are frames of the parser's callers
    pieces = list(report.format())
    words = "".join(pieces)
    facts = {"name": _name_of(error), "message": _message(error), "line": line}
    return facts | {"traceback": cut(words)} | _advice(error, filename, pieces)


def _advice(error: BaseException, filename: str, pieces: list[str]) -> dict[str, Any]:
    """Return the `hint` for an error, and the `folds` of its traceback: see error_hints."""
    advice: dict[str, Any] = {"hint": None, "folds": []}
    try:
        from .. import error_hints
        from ..error_hints.frames import folds_of

        hint = error_hints.hint_for(error, filename)
        advice["hint"] = hint and hint.as_message()
        if sum(map(len, pieces)) <= LONGEST_MESSAGE:  # folds count the lines of an uncut traceback
            advice["folds"] = [fold._asdict() for fold in folds_of(pieces)]
    except Exception:
        pass  # a program may have changed what this needs: the error is reported without a hint
    return advice


def _message(error: BaseException) -> str:
    try:
        return cut(str(error))
    except BaseException:
        return ""  # the program's own __str__ raised; the traceback says so


def _chain(report: traceback.TracebackException) -> Iterator[traceback.TracebackException]:
    """Yield the reports of an error, of its causes and contexts, and of a group's exceptions."""
    waiting = [report]
    while waiting:
        part = waiting.pop()
        yield part
        parts = [part.__cause__, part.__context__, *(part.exceptions or [])]
        waiting += [one for one in parts if one is not None]
