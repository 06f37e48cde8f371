"""An error as the reader of a cell should see it: from their first line on, with advice."""

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

# What a program does to Python's own functions stays out of here.
globals()["__builtins__"] = dict(vars(builtins))

#: The files whose frames say nothing to a reader.
OURS = {
    function.__code__.co_filename
    for function in (
        display_objects.modules,
        evaluation.evaluated,
        figure_output.show_figures,
        outbox.outbox,
        reader_input.can_wait,
        value_forms.shown,
        value_text.text_of,
    )
}


def told_of(error: BaseException, filename: str) -> dict[str, Any]:
    """Return an error as the reader of a cell should see it, even if it cannot tell what it is."""
    try:
        for sign, note in NOTES.items():
            if sign in _message(error) and note not in getattr(error, "__notes__", ()):
                error.add_note(note)
        told = _explained(error, filename)
        line = error.line if isinstance(error, TooManyTermsError) else told["line"]
        is_line = type(line) is int and line >= 0
        return told | {"line": line if is_line else None}
    except BaseException:  # such as a class whose name is no text, or a cause of a cause …
        name = _name_of(error)
        words = f"{name}: {_message(error)}" if _message(error) else name
        told = {"name": name, "message": _message(error), "traceback": words, "line": None}
        return told | {"hint": None, "folds": []}


#: What to say besides of errors that come from where Python runs, not from the program.
NOTES = {
    "can't start new thread": "Python on this page has one thread. Call the function itself, "
    "or let tasks take turns: asyncio.create_task(…)",
    "too many nested parentheses": "Part the expression into steps, each with a name of its own.",
}


def _name_of(error: BaseException) -> str:
    """Return the name of an error's class, whatever that says of itself."""
    return str(type.__dict__["__name__"].__get__(type(error)))


def _explained(error: BaseException, filename: str) -> dict[str, Any]:
    """Return an error as the reader of a cell should see it: from their first line on."""
    report = traceback.TracebackException.from_exception(error, compact=True)
    for part in _chain(report):
        kept = [frame for frame in part.stack if frame.filename not in OURS]
        part.stack = traceback.StackSummary.from_list(kept)
    lines = [frame.lineno for frame in report.stack if frame.filename == filename]
    line = lines[-1] if lines else None
    if isinstance(error, SyntaxError) and error.filename == filename:
        line = error.lineno
        report.stack.clear()  # it never ran: the frames are those of what reads it
    pieces = list(report.format())
    words = "".join(pieces)
    told = {"name": _name_of(error), "message": _message(error), "line": line}
    return told | {"traceback": cut(words)} | _advice(error, filename, pieces)


def _advice(error: BaseException, filename: str, pieces: list[str]) -> dict[str, Any]:
    """Return the `hint` for an error, and the `folds` of its traceback: see error_hints."""
    advice: dict[str, Any] = {"hint": None, "folds": []}
    try:
        from .. import error_hints
        from ..error_hints.frames import folds_of

        hint = error_hints.hint_for(error, filename)
        advice["hint"] = hint and hint.told()
        if sum(map(len, pieces)) <= LONGEST_MESSAGE:  # the lines of a longer one are cut
            advice["folds"] = [fold._asdict() for fold in folds_of(pieces)]
    except Exception:
        pass  # a program may have changed what this needs: the error is told all the same
    return advice


def _message(error: BaseException) -> str:
    try:
        return cut(str(error))
    except BaseException:
        return ""  # an error need not know its own message; the traceback says so


def _chain(report: traceback.TracebackException) -> Iterator[traceback.TracebackException]:
    """Yield the reports of an error, of what it came from, and of what it holds."""
    waiting = [report]
    while waiting:
        part = waiting.pop()
        yield part
        parts = [part.__cause__, part.__context__, *(part.exceptions or [])]
        waiting += [one for one in parts if one is not None]
