"""The reader's cells: run in a namespace for each page, shown there, explained when they fail.

worker.ts calls `run`, `complete` and `versions`. What a cell prints and
draws leaves through `say`, as JSON, while the cell runs. Nothing here needs the
browser before a cell asks for input, so the build runs exercises with it too.
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
from .error_report import told_of
from .evaluation import evaluated
from .outbox import Ask, Say, Writer, open_outbox, outbox, warn
from .program_imports import imports_of
from .reader_input import Reader, ask_line, ask_secret
from .value_forms import shown

__all__ = ["complete", "imports_of", "run", "set_up", "versions"]

# What a program does to Python's own functions stays out of here.
globals()["__builtins__"] = dict(vars(builtins))

Namespace = dict[str, Any]

error_report.OURS.add((lambda: None).__code__.co_filename)
_running_loop = asyncio.get_running_loop
_dumps, _loads = json.JSONEncoder().encode, json.JSONDecoder().decode
_clock = time.perf_counter


# --- Sessions ---


class Session:
    """What one page's cells know, and how Matplotlib is set there."""

    def __init__(self) -> None:
        """Begin with no names but Python's own."""
        self.names: Namespace = {"__name__": "__main__", "__builtins__": builtins}
        self.style: dict[str, Any] | None = None


_sessions: dict[str, Session] = {}
_current: Session | None = None


def enter(page: str) -> Session:
    """Return the session of a page; Matplotlib is then set as its cells have set it."""
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
            checking.py) or `answer` (an expression), to be looked at when it is done. To judge
            where the program has not been: `observe` (expressions) with the program; `check` with
            `plan`, or with `judge` (the program's source, and what was observed) elsewhere.
        say: takes each thing shown, as JSON.
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
    looked_at: dict[str, Any] = {}
    _watch_descents(what["source"])
    try:
        session = enter(what["page"])
        _connect()
        _running_loop().set_exception_handler(_tell_of_task)
        names = dict(session.names) if what.get("alone") else session.names
        here.names = names
        here.drawn = [] if what.get("check") or "observe" in what else None
        value = await evaluated(what["source"], filename, names)
        if value is not None:
            names["_"] = value
            for item in shown(value):
                here.show(item)
        figure_output.show_figures()
        _put_back()
        _show_disagreement()
        looked_at = _looked_at(what, names, session.names)
    except BaseException as raised:  # sys.exit as well: the session outlives it
        _put_back()
        _show_what_there_is()
        error = told_of(raised, filename)
    here.flush()
    here.is_late = True
    seconds = max(0.0, _clock() - began)
    ended = {"ended": "error" if error else "done", "seconds": seconds, "error": error}
    return _dumps(ended | looked_at)


def _connect() -> None:
    """Have what programs print and ask for go to the page, whatever the last one changed."""
    sys.stdout, sys.stderr, sys.stdin = Writer("stdout"), Writer("stderr"), Reader()
    builtins.input = ask_line  # type: ignore[assignment]  # it awaits the page
    getpass.getpass = ask_secret  # type: ignore[assignment]  # as above


def _tell_of_task(_loop: object, context: dict[str, Any]) -> None:
    """Tell at its cell that a task has failed, which nobody awaits."""
    error = context.get("exception")
    if error is None or isinstance(error, asyncio.CancelledError):
        return
    words = told_of(error, "")["traceback"]
    outbox().write("stderr", f"A task of this cell has failed:\n{words}")


#: What cells are run and reported with besides what is bound here; a cell may change it.
_OWN = {
    module: dict(vars(module)) for module in (builtins, ast, linecache, pprint, tokenize, traceback)
}
_OWN[time] = {name: getattr(time, name) for name in ("monotonic", "perf_counter")}
_DEEPEST = sys.getrecursionlimit()


def _put_back() -> None:
    """Give Python back what a cell has taken from it, and say so: the next cell needs it.

    A function in the place of another stays: until a restart, as in any Python.
    """
    sys.settrace(None)
    sys.setprofile(None)
    if sys.getrecursionlimit() < _DEEPEST:
        sys.setrecursionlimit(_DEEPEST)
    changed: list[str] = []
    for module, own in _OWN.items():
        now = vars(module)
        for name in own:
            if callable(own[name]) and not callable(now.get(name)):
                now[name] = own[name]
                changed.append(f"{module.__name__}.{name}")
    for name in changed:
        warn(f"{name} could no longer be called; Python needs it, and has it back.")


def _looked_at(what: dict[str, Any], names: Namespace, setup: Namespace) -> dict[str, Any]:
    """Return what an exercise is judged by, or the number that a prediction is about."""
    drawn = outbox().drawn
    if drawn is not None:
        return _checked(
            what, names | {"drawn": figure_output.all_drawn(drawn, names, setup)}, setup
        )
    if what.get("answer"):
        return {"answer": float(eval(what["answer"], dict(names)))}
    return {}


def _checked(what: dict[str, Any], names: Namespace, setup: Namespace) -> dict[str, Any]:
    """Return what a check tests, what is observed for it, or what it finds: see checking.py."""
    from . import checking

    def observe(expression: str) -> checking.Observation:
        return checking.observed(expression, names, setup)

    if "observe" in what:
        return {"observed": json.dumps([observe(one) for one in what["observe"]])}
    check = what["check"]
    if what.get("plan"):
        return {"plan": checking.planned(check, setup)}
    if "judge" in what:
        return {"findings": checking.judged(check, setup, *what["judge"])}
    return {"findings": checking.findings(check, setup, what["source"], observe)}


def _watch_descents(source: str) -> None:
    """Have the losses and gradients noted with which gdlib starts: see gradient_check.py."""
    with contextlib.suppress(Exception):  # without it, cells run all the same
        from ..error_hints import gradient_check

        gradient_check.watch(source)


def _show_disagreement() -> None:
    """Say, once, that a gradient given to gdlib is not the slope of its loss."""
    with contextlib.suppress(Exception):
        from ..error_hints import gradient_check

        if hint := gradient_check.disagreement():
            outbox().show({"kind": "hint"} | hint.told())


def _show_what_there_is() -> None:
    """Show the figures of a cell that failed, unless they are what failed."""
    try:
        figure_output.show_figures()
    except BaseException:
        with contextlib.suppress(BaseException):
            sys.modules["matplotlib.pyplot"].close("all")


# --- Completion, versions ---


def complete(page: str, text: str) -> str:
    """Return the names that could go on where `text` ends, as JSON; nothing is called for it."""
    names = _sessions[page].names if page in _sessions else {}
    completer = rlcompleter.Completer(dict(names))
    found: list[str] = []
    try:
        while len(found) < 200 and (match := completer.complete(text, len(found))) is not None:
            found.append(match.rstrip("() :"))
    except Exception:
        return "[]"  # an attribute that raises when it is looked at has no completion
    return json.dumps(sorted({name for name in found if "__" not in name or "__" in text}))


def versions() -> str:
    """Return what computes here, name by name, as JSON."""
    packages = {name: sys.modules.get(name) for name in ("numpy", "matplotlib", "gdlib")}
    found = {name: getattr(module, "__version__", None) for name, module in packages.items()}
    return json.dumps({"Python": platform.python_version()} | {k: v for k, v in found.items() if v})


# --- Once, at the start ---


def _sleep(seconds: float, _slept: Callable[[float], None] = time.sleep) -> None:
    """Sleep, after all that was printed is on its way to the page."""
    outbox().flush()
    _slept(seconds)


def set_up() -> None:
    """Prepare Python for cells: how figures are shown, and what is there without an import."""
    sys.meta_path.append(figure_output.Backend())
    jupyter = display_objects.modules(shown)
    sys.modules |= jupyter
    os.environ["MPLBACKEND"] = f"module://{figure_output.BACKEND}"
    # As in every notebook:
    builtins.display = jupyter["IPython.display"].display  # type: ignore[attr-defined]
    builtins.get_ipython = jupyter["IPython"].get_ipython  # type: ignore[attr-defined]
    _OWN[builtins].update(vars(builtins))
    time.sleep = _sleep
