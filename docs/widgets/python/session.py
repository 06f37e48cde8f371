"""The reader's cells: run in a namespace for each page, shown there, explained when they fail.

worker.ts calls `run`, `complete` and `versions`. What a cell prints and
draws leaves through `say`, as JSON, while the cell runs. Nothing here needs the
browser before a cell asks for input, so the build runs exercises with it too.
"""

import ast
import builtins
import contextlib
import importlib.abc
import importlib.util
import inspect
import io
import json
import linecache
import os
import platform
import pprint
import rlcompleter
import sys
import time
import traceback
import types
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

Say = Callable[[str], None]
Ask = Callable[[str], Awaitable[str]]
Namespace = dict[str, Any]

BACKEND = "session_backend"
MESSAGES_A_SECOND = 30
LONGEST_MESSAGE = 100_000  # characters; a page can take thirty of these a second
LONGEST_SVG = 1_000_000  # characters: some ten thousand shapes, drawn in well under a second
PICTURE_DPI = 200
LONGEST_RICH = 40_000_000  # characters; Matplotlib's players have half of that in pictures
OURS = (lambda: None).__code__.co_filename


# --- What a cell prints ---


class Outbox:
    """Sends what a cell shows: at once while it is little, in batches when it is much."""

    def __init__(self, say: Say, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nothing waiting."""
        self._say = say
        self._clock = clock
        self._waiting: list[tuple[str, str]] = []  # stream and text
        self._size = 0
        self._allowed = float(MESSAGES_A_SECOND)
        self._asked = clock()

    def write(self, stream: str, text: str) -> None:
        """Take text for `stdout` or `stderr`; send it if the page has time for a message."""
        self._waiting.append((stream, text))
        self._size += len(text)
        if (text.endswith("\n") or self._size > LONGEST_MESSAGE) and self._may_send():
            self.flush()

    def show(self, item: dict[str, Any]) -> None:
        """Send a result, a figure or a film, behind all that was printed before it."""
        self.flush()
        self._say(json.dumps(item))

    def flush(self) -> None:
        """Send what waits. Of more than a page can show, the middle is counted, not sent."""
        waiting, self._waiting, self._size = self._waiting, [], 0
        for stream, text in _joined(waiting):
            shown, omitted = _shortened(text)
            self._say(json.dumps({"kind": stream, "text": shown, "omitted": omitted}))

    def _may_send(self) -> bool:
        now = self._clock()
        earned = (now - self._asked) * MESSAGES_A_SECOND
        self._allowed = min(MESSAGES_A_SECOND, self._allowed + earned)
        self._asked = now
        if self._allowed < 1:
            return False
        self._allowed -= 1
        return True


def _joined(pieces: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield runs of the same stream as one text."""
    start = 0
    for end in range(1, len(pieces) + 1):
        if end == len(pieces) or pieces[end][0] != pieces[start][0]:
            yield pieces[start][0], "".join(text for _, text in pieces[start:end])
            start = end


def _shortened(text: str) -> tuple[list[str], int]:
    """Return a text in one piece, or its two ends, and how many lines were left out between."""
    if len(text) <= LONGEST_MESSAGE:
        return [text], 0
    half = LONGEST_MESSAGE // 2
    head = text[:half].rpartition("\n")[0] + "\n" if "\n" in text[:half] else text[:half]
    tail = text[-half:].partition("\n")[2] if "\n" in text[-half:-1] else text[-half:]
    return [head, tail], text.count("\n") - head.count("\n") - tail.count("\n")


class Writer(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of a cell."""

    def __init__(self, stream: str) -> None:
        """Write to `stream`: `stdout` or `stderr`."""
        self.stream = stream

    @property
    def encoding(self) -> str:  # type: ignore[override]  # the base class has None here
        """Text stays text all the way, but programs like to ask."""
        return "utf-8"

    def writable(self) -> bool:
        """Return that it can be written to."""
        return True

    def write(self, text: str) -> int:
        """Write text to the cell that runs."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        _outbox.write(self.stream, text)
        return len(text)

    def flush(self) -> None:
        """Do nothing: text leaves as fast as the page can take it."""


_outbox = Outbox(lambda _: None)


# --- What a cell shows ---


def display(*values: object) -> None:
    """Show values as the last line of a cell would show them."""
    for value in values:
        _outbox.show(shown(value, kind="display"))


def shown(value: object, kind: str = "result") -> dict[str, Any]:
    """Return the richest form of `value` that a page can show, with its text beside it."""
    if _is_a(value, "matplotlib.animation", "Animation"):
        return film_of(value)
    if _is_a(value, "matplotlib.figure", "Figure"):
        _close(value)
        return drawing_of(value)
    return {"kind": kind, "text": text_of(value)} | _richest(_bundle_of(value))


def _richest(bundle: dict[str, Any]) -> dict[str, str]:
    """Return the best form in a bundle that a page can show, by the name that the page knows."""
    for mime, name in (("image/svg+xml", "svg"), ("text/html", "html"), ("image/png", "png")):
        if mime in bundle and (content := _content(mime, bundle[mime])) is not None:
            return {name: content}
    return {}


def _content(mime: str, content: object) -> str | None:
    """Return what a page can show of a form; if it is none of that kind, warn and return None."""
    # By its real type and its own length: what says of itself that it is a str need not be one.
    kind = type(content)
    if issubclass(kind, str) and str.__len__(content) <= LONGEST_RICH:  # type: ignore[arg-type]
        return str.__str__(content)
    if issubclass(kind, bytes) and mime == "image/png":
        return b64encode(content).decode()  # type: ignore[arg-type]
    if issubclass(kind, str):
        _warn(f"{mime}: too long to be shown, with more than {LONGEST_RICH:,} characters")
    else:
        _warn(f"{mime}: text was expected, not {kind.__name__}")
    return None


def _warn(text: str) -> None:
    _outbox.write("stderr", f"{text}\n")


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


_OFFERS = {"image/svg+xml": "_repr_svg_", "text/html": "_repr_html_", "image/png": "_repr_png_"}


def _offered(value: object, name: str, **options: object) -> object:
    """Return what a method makes, or None without it; if it fails, warn: there are other forms."""
    try:
        method = getattr(value, name, None)
        return method(**options) if callable(method) else None
    except Exception as error:
        lines = traceback.format_exception_only(type(error), error)
        _warn(f"{type(value).__name__}.{name} failed: {lines[-1].strip()}")
        return None


def text_of(value: object) -> str:
    """Return the text of a value: wrapped if it is long, as notebooks do, and cut if it is huge."""
    if isinstance(value, (list, tuple, dict, set)) and type(value).__repr__ in _PLAIN:
        return _cut(pprint.pformat(value, width=79, sort_dicts=False, compact=False))
    return _cut(repr(value))


def _cut(text: str) -> str:
    """Return a text, or its two ends if a page could not show it whole."""
    if len(text) <= LONGEST_MESSAGE:
        return text
    half = LONGEST_MESSAGE // 2
    omitted = len(text) - 2 * half
    return f"{text[:half]}\n… {omitted:,} characters …\n{text[-half:]}"


_PLAIN = {list.__repr__, tuple.__repr__, dict.__repr__, set.__repr__}


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
    if len(svg) <= LONGEST_SVG:
        return {"kind": "figure", "svg": svg}
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", bbox_inches="tight", dpi=PICTURE_DPI)
    return {
        "kind": "display",
        "text": text_of(figure),
        "png": b64encode(buffer.getvalue()).decode(),
    }


def film_of(animation: Any) -> dict[str, Any]:
    """Return an animation as its frames, for `<gd-film>`; tells how far it has come."""
    animation._init_draw()  # as Animation.save does
    svg_of(animation._fig, bbox_inches=None)  # computes its layout, which every frame then keeps
    animation._fig.set_layout_engine("none")
    frames: list[str] = []
    for data in animation.new_saved_frame_seq():
        animation._draw_next_frame(data, blit=False)
        frames.append(svg_of(animation._fig, bbox_inches=None, transparent=True))
        _outbox.show({"kind": "drawing", "frames": len(frames)})
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
        if _current is not None:
            _current.drawn.append(facts_of(figure))
        plt.close(figure)
        _outbox.show(item)


def facts_of(figure: Any) -> types.SimpleNamespace:
    """Return what an exercise may ask of a figure: the lines drawn, and the words at its axes."""
    lines = [line for ax in figure.axes for line in ax.lines]
    return types.SimpleNamespace(
        lines=[(list(line.get_xdata()), list(line.get_ydata())) for line in lines],
        labels=[label for ax in figure.axes for label in (ax.get_xlabel(), ax.get_ylabel())],
    )


def _animation_on(figure: object) -> object | None:
    """Return the animation that a name of the session holds and `figure` belongs to."""
    values = _current.names.values() if _current else ()
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
        """Make the backend: Agg in everything but `show`."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg, FigureManagerBase

        module.__dict__.update(
            FigureCanvas=FigureCanvasAgg, FigureManager=FigureManagerBase, show=show_figures
        )


# --- Sessions ---


class Session:
    """What one page's cells know, and how Matplotlib is set there."""

    def __init__(self) -> None:
        """Begin with no names but Python's own."""
        self.names: Namespace = {"__name__": "__main__", "__builtins__": builtins}
        self.style: dict[str, Any] | None = None
        self.drawn: list[types.SimpleNamespace] = []  # the figures of the cell that runs


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
    global _outbox
    what = json.loads(request)
    _outbox = Outbox(say)
    session = enter(what["page"])
    sys.stdout, sys.stderr = Writer("stdout"), Writer("stderr")
    builtins.input = _input(ask)  # type: ignore[assignment]  # it awaits the page
    filename = f"cell_{what['cell']}"
    began = time.perf_counter()
    error: dict[str, Any] | None = None
    names = dict(session.names) if what.get("alone") else session.names
    session.drawn = []
    looked_at: dict[str, Any] = {}
    _watch_descents(what["source"])
    try:
        value = await evaluated(what["source"], filename, names)
        if value is not None:
            names["_"] = value
            _outbox.show(shown(value))
        show_figures()
        _show_disagreement()
        looked_at = _looked_at(what, names, session)
    except BaseException as raised:  # sys.exit as well: the session outlives it
        _show_what_there_is()
        error = explained(raised, filename)
    _outbox.flush()
    seconds = time.perf_counter() - began
    ended = {"ended": "error" if error else "done", "seconds": seconds, "error": error}
    return json.dumps(ended | looked_at)


def _looked_at(what: dict[str, Any], names: Namespace, session: Session) -> dict[str, Any]:
    """Return what an exercise is judged by, or the number that a prediction is about."""
    if what.get("check") or "observe" in what:
        return _checked(what, names | {"drawn": session.drawn}, session.names)
    if what.get("answer"):
        return {"answer": float(eval(what["answer"], dict(names)))}
    return {}


def _checked(what: dict[str, Any], names: Namespace, setup: Namespace) -> dict[str, Any]:
    """Return what a check tests, what is observed for it, or what it finds: see checking.py."""
    import checking

    def observe(expression: str) -> checking.Observation:
        return checking.observed(expression, names)

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
            _outbox.show({"kind": "hint"} | hint.told())


def _show_what_there_is() -> None:
    """Show the figures of a cell that failed, unless they are what failed."""
    try:
        show_figures()
    except Exception:
        sys.modules["matplotlib.pyplot"].close("all")


async def evaluated(source: str, filename: str, names: Namespace) -> object:
    """Run a program and return the value of its last line, if that is an expression.

    Errors show the source lines: the program is put where Python looks for them.
    """
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    tree = ast.parse(source, filename)
    if not can_wait():
        tree = ast.fix_missing_locations(_AwaitInput().visit(tree))
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr) and not source.rstrip().endswith(";"):
        last = ast.Expression(tree.body.pop().value)  # type: ignore[attr-defined]  # an Expr
    await _executed(tree, filename, "exec", names)
    return None if last is None else await _executed(last, filename, "eval", names)


async def _executed(
    tree: ast.Module | ast.Expression, filename: str, mode: str, names: Namespace
) -> object:
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    code = compile(tree, filename, mode, flags=flags, dont_inherit=True)
    value = eval(code, names)
    return await value if code.co_flags & inspect.CO_COROUTINE else value


def explained(error: BaseException, filename: str) -> dict[str, Any]:
    """Return an error as the reader of a cell should see it: from their first line on."""
    report = traceback.TracebackException.from_exception(error, compact=True)
    for part in _chain(report):
        kept = [frame for frame in part.stack if frame.filename != OURS]
        part.stack = traceback.StackSummary.from_list(kept)
    lines = [frame.lineno for frame in report.stack if frame.filename == filename]
    line = lines[-1] if lines else None
    if isinstance(error, SyntaxError) and error.filename == filename:
        line = error.lineno
        report.stack.clear()  # it never ran: the frames are those of what reads it
    pieces = list(report.format())
    words = "".join(pieces)
    told = {"name": type(error).__name__, "message": _message(error), "line": line}
    return told | {"traceback": _cut(words)} | _advice(error, filename, pieces)


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
        return _cut(str(error))
    except Exception:
        return ""  # an error need not know its own message; the traceback says so


def _chain(
    report: traceback.TracebackException | None,
) -> Iterator[traceback.TracebackException]:
    if report is not None:
        yield report
        yield from _chain(report.__cause__)
        yield from _chain(report.__context__)


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


def can_wait() -> bool:
    """Return whether the browser lets Python wait in the middle of anything."""
    try:
        from pyodide.ffi import can_run_sync
    except ImportError:
        return False
    return bool(can_run_sync())


def _input(ask: Ask) -> Callable[[object], object]:
    def input(prompt: object = "", /) -> object:
        """Ask the reader in the page, and return their line."""
        _outbox.flush()
        if can_wait():
            from pyodide.ffi import run_sync

            return run_sync(ask(str(prompt)))
        caller = inspect.currentframe().f_back  # type: ignore[union-attr]  # this frame there is
        if caller is None or not caller.f_code.co_flags & inspect.CO_COROUTINE:
            raise RuntimeError(WAITS_OUTSIDE)
        return _Answer(ask(str(prompt)))

    return input


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
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
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
    _outbox.flush()
    _slept(seconds)


def _html(text: str) -> object:
    """Return what a cell shows as HTML: `IPython.display.HTML` for programs written for Jupyter."""
    return types.SimpleNamespace(_repr_html_=lambda: text)


def _as_in_jupyter() -> dict[str, types.ModuleType]:
    """Return the little of IPython that notebooks import: `display` and `HTML`."""
    shell, displays = types.ModuleType("IPython"), types.ModuleType("IPython.display")
    displays.__dict__.update(display=display, HTML=_html)
    # Matplotlib looks at these: no shell runs here, and it need not look for one.
    shell.__dict__.update(get_ipython=lambda: None, version_info=(9, 0, 0), __path__=[])
    shell.__dict__["display"] = displays
    return {"IPython": shell, "IPython.display": displays}


def set_up() -> None:
    """Prepare Python for cells: how figures are shown, and what is there without an import."""
    sys.meta_path.append(_Backend())
    sys.modules |= _as_in_jupyter()
    os.environ["MPLBACKEND"] = f"module://{BACKEND}"
    builtins.display = display  # type: ignore[attr-defined]  # as in every notebook
    time.sleep = _sleep
