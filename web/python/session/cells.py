"""Runs the reader's cells, each page's in a namespace of its own, and reports their errors.

worker.ts calls `run`, `complete` and `versions`. What a cell prints and draws is sent through
`say`, as JSON, while the cell runs. Nothing here needs the browser until a cell asks for input, so
the build can run exercises with it, too.
"""

import ast
import asyncio
import builtins
import contextlib
import getpass
import json
import linecache
import os
import platform
import pprint
import rlcompleter
import sys
import time
import tokenize
import traceback
from collections.abc import Callable
from typing import Any

from . import display_objects, error_report, figure_output
from .error_report import describe_error
from .evaluation import evaluate
from .outbox import Ask, Say, Writer, open_outbox, outbox, warn
from .program_imports import imports_of
from .reader_input import Reader, ask_line, ask_secret
from .value_forms import display_items

__all__ = ["complete", "imports_of", "run", "set_up", "versions"]

# A copy of the built-ins: a reader's program can replace Python's own.
globals()["__builtins__"] = dict(vars(builtins))

Namespace = dict[str, Any]

error_report.HIDDEN_FILES.add((lambda: None).__code__.co_filename)
_running_loop = asyncio.get_running_loop
_dumps, _loads = json.JSONEncoder().encode, json.JSONDecoder().decode
_clock = time.perf_counter


# --- Sessions ---


class Session:
    """The namespace of one page's cells, and their settings of Matplotlib (`rcParams`)."""

    def __init__(self) -> None:
        """Start with the built-ins alone."""
        self.names: Namespace = {"__name__": "__main__", "__builtins__": builtins}
        self.style: dict[str, Any] | None = None


_sessions: dict[str, Session] = {}
_current: Session | None = None


def enter(page: str) -> Session:
    """Return the session of a page, after restoring its settings of Matplotlib."""
    global _current
    session = _sessions.setdefault(page, Session())
    mpl: Any = sys.modules.get("matplotlib")
    if mpl is not None and session is not _current:
        if _current is not None:
            _current.style = dict(mpl.rcParams)
        figure_output.restyle(mpl, session.style)
    if mpl is not None:
        figure_output.restore_backend(mpl)
    _current = session
    return session


# --- Running ---


async def run(request: str, say: Say, ask: Ask) -> str:
    """Run a cell and return how it ended, as JSON.

    Args:
        request: JSON with `page`, `cell`, `source`; for exercises and predictions `alone`, so
            that the page's other cells do not see its names, and `check` (a program, see
            checking.py) or `answer` (an expression), evaluated after it. To judge a program in an
            interpreter that never ran it: first `check` with `plan`; then `observe` (expressions)
            with the program; then `check` with `judge` (the source, and the observations).
        say: sends an output, as JSON, to the page.
        ask: shows a prompt in the page and awaits the reader's line.

    Returns:
        `ended` (`done` or `error`), `seconds`, and for errors `error`: `name`, `message`,
        `traceback` and the `line` of this cell, if it is known. For exercises `findings`,
        `observed` or `plan`, for predictions `answer`.
    """
    what = _loads(request)
    here = open_outbox(say, ask)
    filename = f"cell_{what['cell']}"
    began = _clock()
    error: dict[str, Any] | None = None
    results: dict[str, Any] = {}
    _watch_descents(what["source"])
    try:
        session = enter(what["page"])
        _redirect_streams()
        _running_loop().set_exception_handler(_report_task_error)
        names = dict(session.names) if what.get("alone") else session.names
        here.names = names
        here.drawn = [] if what.get("check") or "observe" in what else None
        value = await evaluate(what["source"], filename, names)
        if value is not None:
            names["_"] = value
            for item in display_items(value):
                here.show(item)
        figure_output.show_figures()
        _restore_interpreter()
        _show_gradient_hint()
        results = _check_results(what, names, session.names)
    except BaseException as raised:  # sys.exit as well: the session outlives it
        _restore_interpreter()
        _show_figures_after_error()
        error = describe_error(raised, filename)
    here.flush()
    here.has_ended = True
    seconds = max(0.0, _clock() - began)
    ended = {"ended": "error" if error else "done", "seconds": seconds, "error": error}
    return _dumps(ended | results)


def _redirect_streams() -> None:
    """Redirect the standard streams, `input` and `getpass` to the page, before every cell."""
    sys.stdout, sys.stderr, sys.stdin = Writer("stdout"), Writer("stderr"), Reader()
    builtins.input = ask_line  # type: ignore[assignment]  # it awaits the page
    getpass.getpass = ask_secret  # type: ignore[assignment]  # as above


def _report_task_error(_loop: object, context: dict[str, Any]) -> None:
    """Print the error of a task that nobody awaits at the cell that started it."""
    error = context.get("exception")
    if error is None or isinstance(error, asyncio.CancelledError):
        return
    words = describe_error(error, "")["traceback"]
    outbox().write("stderr", f"A task of this cell has failed:\n{words}")


#: Original contents of the modules that running cells depends on; a cell can change them.
_ORIGINALS = {
    module: dict(vars(module)) for module in (builtins, ast, linecache, pprint, tokenize, traceback)
}
_ORIGINALS[time] = {name: getattr(time, name) for name in ("monotonic", "perf_counter")}
_RECURSION_LIMIT = sys.getrecursionlimit()


def _restore_interpreter() -> None:
    """Undo what a cell did to Python that would break the next cell, and warn about it.

    Functions that are no longer callable are restored; a function that another one replaces is not.
    """
    sys.settrace(None)
    sys.setprofile(None)
    if sys.getrecursionlimit() < _RECURSION_LIMIT:
        sys.setrecursionlimit(_RECURSION_LIMIT)
    changed: list[str] = []
    for module, own in _ORIGINALS.items():
        now = vars(module)
        for name in own:
            if callable(own[name]) and not callable(now.get(name)):
                now[name] = own[name]
                changed.append(f"{module.__name__}.{name}")
    for name in changed:
        warn(f"{name} could no longer be called; Python needs it, and has it back.")


def _check_results(what: dict[str, Any], names: Namespace, setup: Namespace) -> dict[str, Any]:
    """Return the result of an exercise's check, or the value that a reader has predicted."""
    drawn = outbox().drawn
    if drawn is not None:
        return _run_check(
            what, names | {"drawn": figure_output.facts_of_all_figures(drawn, names, setup)}, setup
        )
    if what.get("answer"):
        return {"answer": float(eval(what["answer"], dict(names)))}
    return {}


def _run_check(what: dict[str, Any], names: Namespace, setup: Namespace) -> dict[str, Any]:
    """Return what the request asks for: observations, a plan or findings, see checking.py."""
    from . import checking

    def observe(expression: str) -> checking.Observation:
        return checking.observe(expression, names, setup)

    if "observe" in what:
        return {"observed": json.dumps([observe(one) for one in what["observe"]])}
    check = what["check"]
    if what.get("plan"):
        return {"plan": checking.plan(check, setup)}
    if "judge" in what:
        return {"findings": checking.judge_observations(check, setup, *what["judge"])}
    return {"findings": checking.findings(check, setup, what["source"], observe)}


def _watch_descents(source: str) -> None:
    """Record the losses and gradients that gdlib's descents start with: see gradient_check.py."""
    with contextlib.suppress(Exception):  # without it, cells run all the same
        from ..error_hints import gradient_check

        gradient_check.watch(source)


def _show_gradient_hint() -> None:
    """Show a hint if a gradient given to gdlib does not agree with its loss."""
    with contextlib.suppress(Exception):
        from ..error_hints import gradient_check

        if hint := gradient_check.gradient_hint():
            outbox().show({"kind": "hint"} | hint.as_message())


def _show_figures_after_error() -> None:
    """Show the figures of a cell that failed, unless drawing them is what failed."""
    try:
        figure_output.show_figures()
    except BaseException:
        with contextlib.suppress(BaseException):
            sys.modules["matplotlib.pyplot"].close("all")


# --- Completion, versions ---


def complete(page: str, text: str) -> str:
    """Return completions of `text`, as JSON; calls none of the reader's functions."""
    names = _sessions[page].names if page in _sessions else {}
    completer = rlcompleter.Completer(dict(names))
    found: list[str] = []
    try:
        while len(found) < 200 and (match := completer.complete(text, len(found))) is not None:
            found.append(match.rstrip("() :"))
    except Exception:
        return "[]"  # a property of the reader's raised
    return json.dumps(sorted({name for name in found if "__" not in name or "__" in text}))


def versions() -> str:
    """Return the versions of Python and of the packages that are loaded, by name, as JSON."""
    packages = {name: sys.modules.get(name) for name in ("numpy", "matplotlib", "gdlib")}
    found = {name: getattr(module, "__version__", None) for name, module in packages.items()}
    return json.dumps({"Python": platform.python_version()} | {k: v for k, v in found.items() if v})


# --- Once, at the start ---


def _sleep(seconds: float, _slept: Callable[[float], None] = time.sleep) -> None:
    """`time.sleep`, after sending all output to the page."""
    outbox().flush()
    _slept(seconds)


def set_up() -> None:
    """Prepare Python for cells: install the Matplotlib backend, `display` and IPython's modules."""
    sys.meta_path.append(figure_output.Backend())
    jupyter = display_objects.modules(display_items)
    sys.modules |= jupyter
    os.environ["MPLBACKEND"] = f"module://{figure_output.BACKEND}"
    # As in every notebook:
    builtins.display = jupyter["IPython.display"].display  # type: ignore[attr-defined]
    builtins.get_ipython = jupyter["IPython"].get_ipython  # type: ignore[attr-defined]
    _ORIGINALS[builtins].update(vars(builtins))
    time.sleep = _sleep
