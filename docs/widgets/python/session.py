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
import importlib.abc
import importlib.util
import inspect
import io
import json
import linecache
import os
import platform
import pprint
import re
import rlcompleter
import sys
import time
import tokenize
import traceback
import types
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterator, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import display_objects
from outbox import LONGEST_MESSAGE, Ask, Drawn, Say, Writer, open_outbox, outbox, warn
from value_text import cut, text_of

# What a program does to Python's own functions stays out of here.
globals()["__builtins__"] = dict(vars(builtins))

Namespace = dict[str, Any]

BACKEND = "session_backend"
MOST_SHAPES = 2_000  # of a figure: what a page draws in well under a second, slow as it may be
MOST_SHAPES_OF_CELL = 6_000  # of all its figures together
LONGEST_SVG = 1_000_000  # characters
MOST_TERMS = 2_000  # operators and names in a row: with twice as many, the stack overflows
MOST_BRANCHES = 1_000  # `elif`s of a cell
MOST_FRAMES = 3_000  # of an animation
LONGEST_FILM = 20_000_000  # characters of all its frames
PICTURE_DPI = 200
PICTURE_SIDE = 8_000  # pixels; browsers draw no picture that is much longer
PICTURE_PIXELS = 20_000_000
LONGEST_RICH = 40_000_000  # characters; Matplotlib's players have half of that in pictures
OURS = {
    function.__code__.co_filename
    for function in (lambda: None, text_of, outbox, display_objects.modules)
}
_running_loop = asyncio.get_running_loop
_dumps, _loads = json.JSONEncoder().encode, json.JSONDecoder().decode
_clock = time.perf_counter


# --- What a cell shows ---


def shown(value: object, kind: str = "result") -> dict[str, Any]:
    """Return the richest form of `value` that a page can show, with its text beside it."""
    if _is_a(value, "matplotlib.animation", "Animation"):
        film = film_of(value)
        remember_drawn(value._fig)  # type: ignore[attr-defined]  # as it is at the last frame
        return film
    if _is_a(value, "matplotlib.figure", "Figure"):
        remember_drawn(value)
        _close(value)
        return drawing_of(value)
    return {"kind": kind, "text": text_of(value)} | _richest(_bundle_of(value))


#: What a page can show besides text, the best first, and by which name it knows it.
FORMS = (
    ("image/svg+xml", "svg"),
    ("text/html", "html"),
    ("image/png", "png"),
    ("image/jpeg", "png"),  # browsers look at the picture itself
)


def _richest(bundle: dict[str, Any]) -> dict[str, str]:
    """Return the best form in a bundle that a page can show, by the name that the page knows."""
    for mime, name in FORMS:
        if mime in bundle and (content := _content(mime, bundle[mime])) is not None:
            return {name: content}
    return {}


def _content(mime: str, content: object) -> str | None:
    """Return what a page can show of a form; if it is none of that kind, warn and return None."""
    # By its real type and its own length: what says of itself that it is a str need not be one.
    kind = type(content)
    if issubclass(kind, str) and str.__len__(content) <= LONGEST_RICH:  # type: ignore[arg-type]
        return str.__str__(content)
    if issubclass(kind, bytes) and mime in ("image/png", "image/jpeg"):
        return b64encode(content).decode()  # type: ignore[arg-type]
    if issubclass(kind, str):
        warn(f"{mime}: too long to be shown, with more than {LONGEST_RICH:,} characters")
    else:
        warn(f"{mime}: text was expected, not {kind.__name__}")
    return None


def _bundle_of(value: object) -> dict[str, Any]:
    """Return what `value` offers besides its text, by MIME type."""
    if isinstance(value, type) or _has_everything(value):
        return {}
    offered = _offered(value, "_repr_mimebundle_", include=None, exclude=None)
    if isinstance(offered, tuple) and offered:
        offered = offered[0]  # behind it stand metadata
    if isinstance(offered, dict):
        return {mime: content for mime, content in offered.items() if content is not None}
    made = {mime: _offered(value, name) for mime, name in _OFFERS.items()}
    return {mime: content for mime, content in made.items() if content is not None}


def _has_everything(value: object) -> bool:
    """Return whether `value` has whatever it is asked for, as mocks do: then it offers nothing."""
    try:
        return hasattr(value, "_ipython_canary_method_should_not_exist_")  # as IPython asks
    except Exception:
        return False


_OFFERS = {
    "image/svg+xml": "_repr_svg_",
    "text/html": "_repr_html_",
    "image/png": "_repr_png_",
    "image/jpeg": "_repr_jpeg_",
}


def _offered(value: object, name: str, **options: object) -> object:
    """Return what a method makes, or None without it; if it fails, warn: there are other forms."""
    try:
        method = getattr(value, name, None)
        return method(**options) if callable(method) else None
    except Exception as error:
        lines = traceback.format_exception_only(type(error), error)
        warn(f"{type(value).__name__}.{name} failed: {lines[-1].strip()}")
        return None


def _is_a(value: object, module: str, name: str) -> bool:
    """Return whether `value` is of a class of a module that need not even be loaded."""
    loaded = sys.modules.get(module)
    return loaded is not None and isinstance(value, getattr(loaded, name))


def svg_of(figure: Any, **options: Any) -> str:
    """Return a Matplotlib figure as SVG, the same at every run."""
    import matplotlib as mpl

    buffer = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "gdlib", "svg.fonttype": "path"}):
        options = {"bbox_inches": "tight"} | options
        figure.savefig(buffer, format="svg", metadata={"Date": None}, **options)
    return buffer.getvalue()


def drawing_of(figure: Any) -> dict[str, Any]:
    """Return a Matplotlib figure as SVG; as a picture, if a page could not draw all its shapes."""
    svg = svg_of(figure)
    shapes = shapes_in(svg)
    here = outbox()
    if (
        len(svg) <= LONGEST_SVG
        and shapes <= MOST_SHAPES
        and here.shapes + shapes <= MOST_SHAPES_OF_CELL
    ):
        here.shapes += shapes
        return {"kind": "figure", "svg": svg}
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", metadata={}, bbox_inches="tight", dpi=_dpi_of(figure))
    return {
        "kind": "display",
        "text": text_of(figure),
        "png": b64encode(buffer.getvalue()).decode(),
    }


def shapes_in(svg: str) -> int:
    """Return how many elements a page draws of an SVG: a use of a marker counts twice."""
    return svg.count("<") - svg.count("</") + svg.count("<use")


def _dpi_of(figure: Any) -> float:
    """Return the dots per inch of a figure as a picture: fewer, where that would be huge."""
    width, height = (max(1.0, float(side)) for side in figure.get_size_inches())
    by_area = (PICTURE_PIXELS / (width * height)) ** 0.5
    return float(min(PICTURE_DPI, PICTURE_SIDE / max(width, height), by_area))


def film_of(animation: Any) -> dict[str, Any]:
    """Return an animation as its frames, for `<gd-film>`; tells how far it has come."""
    animation._init_draw()  # as Animation.save does
    svg_of(animation._fig, bbox_inches=None)  # computes its layout, which every frame then keeps
    animation._fig.set_layout_engine("none")
    frames: list[str] = []
    length = 0
    for data in animation.new_saved_frame_seq():
        animation._draw_next_frame(data, blit=False)
        frame = svg_of(animation._fig, bbox_inches=None, transparent=True)
        length += len(frame)
        if frames and (length > LONGEST_FILM or len(frames) == MOST_FRAMES):
            warn(f"The animation is too long: these are its first {len(frames)} frames.")
            break
        frames.append(frame)
        outbox().show({"kind": "drawing", "frames": len(frames)})
    animation._draw_was_started = True
    _close(animation._fig)
    return {"kind": "film", "frames": frames, "interval": int(animation._interval)}


def _close(figure: Any) -> None:
    from matplotlib import pyplot as plt

    plt.close(figure)


def show_figures(*_arguments: object, **_options: object) -> None:
    """Show every open figure and close it: `plt.show()`, and the end of every cell."""
    plt = sys.modules.get("matplotlib.pyplot")
    if plt is None:
        return
    for number in plt.get_fignums():
        figure = plt.figure(number)
        animation = _animation_on(figure)
        item = film_of(animation) if animation else drawing_of(figure)
        remember_drawn(figure)
        plt.close(figure)
        outbox().show(item)


def remember_drawn(figure: Any) -> None:
    """Note for an exercise what a figure shows: however it is shown or saved, and once in a row."""
    drawn = outbox().drawn
    if drawn is None:
        return
    if drawn and drawn[-1][0] is figure:
        drawn.pop()
    drawn.append((figure, facts_of(figure)))


def all_drawn(
    drawn: Sequence[Drawn], names: dict[str, Any], before: dict[str, Any]
) -> list[types.SimpleNamespace]:
    """Return what the figures of a program show, also those that it has made and not shown.

    Args:
        drawn: the figures that were shown or saved, and what each showed.
        names: the program's names.
        before: the names that were there before it.
    """
    known = [*(figure for figure, _ in drawn), *before.values()]
    figures = [value for value in names.values() if _is_a(value, "matplotlib.figure", "Figure")]
    unshown = [one for one in figures if not any(one is other for other in known)]
    return [*(facts for _, facts in drawn), *map(facts_of, unshown)]


def facts_of(figure: Any) -> types.SimpleNamespace:
    """Return what an exercise may ask of a figure: its lines, each with the labels of its axes."""
    return types.SimpleNamespace(
        curves=[
            [xs, ys, _label(figure, ax, "x"), _label(figure, ax, "y")]
            for ax in figure.axes
            for xs, ys in _lines(ax)
        ]
    )


def _lines(ax: Any) -> Iterator[tuple[list[float], list[float]]]:
    """Yield the points of each line that can be seen; single points are no line."""
    for line in ax.lines:
        if line.get_visible() and str(line.get_linestyle()).strip() not in ("", "None"):
            yield line.get_xdata(orig=False).tolist(), line.get_ydata(orig=False).tolist()
    for collection in ax.collections:
        if collection.get_visible() and hasattr(collection, "get_segments"):
            for points in collection.get_segments():
                yield points[:, 0].tolist(), points[:, 1].tolist()


def _label(figure: Any, ax: Any, axis: str) -> str:
    """Return the label of an axis: its own, that of axes that share it, or the figure's."""
    siblings = getattr(ax, f"get_shared_{axis}_axes")().get_siblings(ax)
    own = [getattr(one, f"get_{axis}label")() for one in [ax, *siblings]]
    around = getattr(figure, f"get_sup{axis}label")()
    return next((text for text in own if text.strip()), around)


def _animation_on(figure: object) -> object | None:
    """Return the animation that a name of the cell holds and `figure` belongs to."""
    values = outbox().names.values()
    films = (value for value in values if _is_a(value, "matplotlib.animation", "Animation"))
    return next(
        (film for film in films if film._fig is figure and not film._draw_was_started), None
    )


class _Backend(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds and makes the Matplotlib backend whose `show` shows figures at the cell."""

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Return the backend's spec, and none for any other module."""
        return ModuleSpec(name, self) if name == BACKEND else None

    def exec_module(self, module: types.ModuleType) -> None:
        """Make the backend: Agg, but it shows figures at the cell and knows which are saved."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg, FigureManagerBase

        class Canvas(FigureCanvasAgg):
            saved = 0

            def print_figure(self, *arguments: Any, **options: Any) -> Any:
                remember_drawn(self.figure)
                if "metadata" not in options:  # a program asks, not drawing_of
                    self.saved += 1
                    if self.saved > 2:  # frames, as to_jshtml and save draw them: tell the page
                        outbox().show({"kind": "drawing", "frames": self.saved})
                return super().print_figure(*arguments, **options)

        module.__dict__.update(
            FigureCanvas=Canvas, FigureManager=FigureManagerBase, show=show_figures
        )


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
        _restyle(mpl, session.style)
    if mpl is not None:
        _restore_backend(mpl)
    _current = session
    return session


def _restore_backend(mpl: Any) -> None:
    """Let figures appear at their cell again, after a cell has chosen another backend."""
    ours = f"module://{BACKEND}"
    if os.environ.get("MPLBACKEND") == ours != mpl.rcParams["backend"]:
        mpl.use(ours)


def _restyle(mpl: Any, style: dict[str, Any] | None) -> None:
    """Set Matplotlib as `style` says, or as it is at first; the backend stays ours."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some settings are deprecated, but copied all the same
        known = mpl.rcParamsDefault if style is None else style
        mpl.rcParams.update({name: known[name] for name in known if name != "backend"})


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
            here.show(shown(value))
        show_figures()
        _put_back()
        _show_disagreement()
        looked_at = _looked_at(what, names, session.names)
    except BaseException as raised:  # sys.exit as well: the session outlives it
        _put_back()
        _show_what_there_is()
        error = _told(raised, filename)
    here.flush()
    here.is_late = True
    seconds = max(0.0, _clock() - began)
    ended = {"ended": "error" if error else "done", "seconds": seconds, "error": error}
    return _dumps(ended | looked_at)


def _connect() -> None:
    """Have what programs print and ask for go to the page, whatever the last one changed."""
    sys.stdout, sys.stderr, sys.stdin = Writer("stdout"), Writer("stderr"), Reader()
    builtins.input = _input  # type: ignore[assignment]  # it awaits the page
    getpass.getpass = _getpass  # type: ignore[assignment]  # as above


def _tell_of_task(_loop: object, context: dict[str, Any]) -> None:
    """Tell at its cell that a task has failed, which nobody awaits."""
    error = context.get("exception")
    if error is None or isinstance(error, asyncio.CancelledError):
        return
    words = _told(error, "")["traceback"]
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
        return _checked(what, names | {"drawn": all_drawn(drawn, names, setup)}, setup)
    if what.get("answer"):
        return {"answer": float(eval(what["answer"], dict(names)))}
    return {}


def _checked(what: dict[str, Any], names: Namespace, setup: Namespace) -> dict[str, Any]:
    """Return what a check tests, what is observed for it, or what it finds: see checking.py."""
    import checking

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
        from error_hints import gradient_check

        gradient_check.watch(source)


def _show_disagreement() -> None:
    """Say, once, that a gradient given to gdlib is not the slope of its loss."""
    with contextlib.suppress(Exception):
        from error_hints import gradient_check

        if hint := gradient_check.disagreement():
            outbox().show({"kind": "hint"} | hint.told())


def _show_what_there_is() -> None:
    """Show the figures of a cell that failed, unless they are what failed."""
    try:
        show_figures()
    except BaseException:
        with contextlib.suppress(BaseException):
            sys.modules["matplotlib.pyplot"].close("all")


async def evaluated(source: str, filename: str, names: Namespace) -> object:
    """Run a program and return the value of its last line, if that is an expression.

    Errors show the source lines: the program is put where Python looks for them.
    """
    lines = [f"{line}\n" for line in source.split("\n")]
    linecache.cache[filename] = (len(source), None, lines, filename)
    _refuse_what_is_too_deep(source)
    tree = ast.parse(source, filename)
    if "input" in source and not can_wait():
        tree = ast.fix_missing_locations(_AwaitInput().visit(tree))
    last = None
    if (
        tree.body
        and isinstance(tree.body[-1], ast.Expr)
        and not _is_silenced(source, tree.body[-1])
    ):
        last = ast.Expression(tree.body.pop().value)  # type: ignore[attr-defined]  # an Expr
    await _executed(tree, filename, "exec", names)
    return None if last is None else await _executed(last, filename, "eval", names)


def _is_silenced(source: str, last: ast.stmt) -> bool:
    """Return whether a semicolon stands behind the last line: then its value is not shown."""
    lines = re.split(r"\r\n|\r|\n", source)[last.end_lineno - 1 :]  # type: ignore[operator]  # it has one
    lines[0] = lines[0].encode()[last.end_col_offset :].decode()
    return any(";" in line.partition("#")[0] for line in lines)


class TooManyTermsError(Exception):
    """An expression is too long, or nested too deeply, for Python here to read it."""

    def __init__(self, line: int) -> None:
        """Tell in which line of the cell it ends."""
        super().__init__(
            f"line {line}: an expression here is too long, or nested too deeply, to be read. "
            "Part it into steps; write a long sum as sum([1, 2, …])"
        )
        self.line = line


def _refuse_what_is_too_deep(source: str) -> None:
    """Raise TooManyTermsError where reading a program would overflow the stack of Python itself.

    Each operator of a long chain is one level more, as is each `elif`.
    """
    if len(source) < MOST_TERMS:
        return
    run = branches = 0
    with contextlib.suppress(SyntaxError, tokenize.TokenError):  # reading it will say what is wrong
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            branches += token.string == "elif"
            is_end = token.type == tokenize.NEWLINE or token.string in (",", ";")
            run = 0 if is_end else run + (token.type in (tokenize.OP, tokenize.NAME))
            if run > MOST_TERMS or branches > MOST_BRANCHES:
                raise TooManyTermsError(token.start[0])


async def _executed(
    tree: ast.Module | ast.Expression, filename: str, mode: str, names: Namespace
) -> object:
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    code = compile(tree, filename, mode, flags=flags, dont_inherit=True)
    value = eval(code, names)
    return await value if code.co_flags & inspect.CO_COROUTINE else value


def _told(error: BaseException, filename: str) -> dict[str, Any]:
    """Return an error as the reader of a cell should see it, even if it cannot tell what it is."""
    try:
        for sign, note in NOTES.items():
            if sign in _message(error) and note not in getattr(error, "__notes__", ()):
                error.add_note(note)
        told = explained(error, filename)
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


def explained(error: BaseException, filename: str) -> dict[str, Any]:
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
        import error_hints
        from error_hints.frames import folds_of

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


# --- Asking the reader ---


class _AwaitInput(ast.NodeTransformer):
    """Writes `await` before each call of `input` outside functions, where Python can wait."""

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


class _Answer:
    """The reader's line, to be awaited; whoever uses it as text is told what to do."""

    def __init__(self, line: Awaitable[str]) -> None:
        self._line = line

    def __await__(self) -> Any:
        return self._line.__await__()

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(WAITS_OUTSIDE)

    def _refuse(self, *_: object) -> Any:
        raise RuntimeError(WAITS_OUTSIDE)

    __str__ = __int__ = __float__ = __add__ = __radd__ = __len__ = __iter__ = __eq__ = _refuse
    __hash__ = object.__hash__


WAITS_OUTSIDE = (
    "this browser cannot wait for input() inside a function; "
    "call input() outside, and hand its answer to the function"
)
WAITS_FOR_INPUT = "this browser cannot wait for {}; write input() instead, outside of functions"
NOT_AFTER = "the cell has ended: a task that goes on cannot ask; call input() while the cell runs"


def can_wait() -> bool:
    """Return whether the browser lets Python wait in the middle of anything."""
    try:
        from pyodide.ffi import can_run_sync
    except ImportError:
        return False
    return bool(can_run_sync())


def _input(prompt: object = "", /) -> object:
    """Ask the reader in the page, and return their line: `input`."""
    if can_wait():
        return _waited(str(prompt), "line")
    caller = inspect.currentframe().f_back  # type: ignore[union-attr]  # this frame there is
    if caller is None or not caller.f_code.co_flags & inspect.CO_COROUTINE:
        raise RuntimeError(WAITS_OUTSIDE)
    return _Answer(_asked(str(prompt), "line"))


def _asked(prompt: str, kind: str) -> Awaitable[str]:
    """Ask for a line in the page: a `line`, one of several `lines`, or a `secret`."""
    here = outbox()
    if here.is_late or here.ask is None:
        raise RuntimeError(NOT_AFTER)
    here.flush()
    return here.ask(prompt, kind)


def _waited(prompt: str, kind: str) -> str:
    from pyodide.ffi import run_sync

    return str(run_sync(_asked(prompt, kind)))


class Reader(io.TextIOBase):
    """`sys.stdin` of a cell: each line is asked for in the page."""

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def isatty(self) -> bool:
        """Return that somebody is asked."""
        return True

    def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]
        """Return the reader's next line."""
        return self._line("sys.stdin.readline()", "line") + "\n"

    def __next__(self) -> str:
        """Return the next line of many; an empty one is the end."""
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
            raise RuntimeError(WAITS_FOR_INPUT.format(what))
        return _waited("", kind)


def _getpass(prompt: str = "Password: ", _stream: object = None, **_: object) -> str:
    """Ask the reader for a line that nobody else should read: `getpass.getpass`."""
    if not can_wait():
        raise RuntimeError(WAITS_FOR_INPUT.format("getpass.getpass()"))
    return _waited(str(prompt), "secret")


# --- Packages, completion, versions ---


def imports_of(source: str) -> list[str]:
    """Return the modules that a program imports, by itself or through gdlib and our questions."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = list(_imported(source, ast.walk))
    while waiting:
        name = waiting.pop()
        package = name.partition(".")[0]
        if package not in ("gdlib", "questions"):
            found.add(package)
        elif name not in seen:
            seen.add(name)
            for text in _source_of(name):
                waiting += _imported(text, ast.iter_child_nodes)  # what happens on import
    return sorted(found - {*sys.stdlib_module_names})


def _imported(source: str, nodes: Callable[[ast.AST], Iterator[ast.AST]]) -> Iterator[str]:
    """Yield every dotted name that a program imports, or may import from a package."""
    try:
        _refuse_what_is_too_deep(source)
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError, TooManyTermsError):
        return  # running it will say what is wrong
    for node in nodes(tree):
        if isinstance(node, ast.Attribute):
            yield f"gdlib.{node.attr}"  # gdlib.two_moons: gdlib imports that part when it is used
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _source_of(name: str) -> list[str]:
    """Return the source of one of our modules, or of gdlib's module that holds one of its names."""
    import gdlib

    package, _, part = name.partition(".")
    module = gdlib._MODULE_OF.get(part, part) if package == "gdlib" else part
    try:
        spec = importlib.util.find_spec(f"{package}.{module}" if module else package)
    except ModuleNotFoundError:
        return []
    if spec is None or spec.origin is None or not spec.origin.endswith(".py"):
        return []
    return [Path(spec.origin).read_text(encoding="utf-8")]


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
    sys.meta_path.append(_Backend())
    jupyter = display_objects.modules(shown)
    sys.modules |= jupyter
    os.environ["MPLBACKEND"] = f"module://{BACKEND}"
    # As in every notebook:
    builtins.display = jupyter["IPython.display"].display  # type: ignore[attr-defined]
    builtins.get_ipython = jupyter["IPython"].get_ipython  # type: ignore[attr-defined]
    _OWN[builtins].update(vars(builtins))
    time.sleep = _sleep
