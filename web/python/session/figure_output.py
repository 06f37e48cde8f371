"""Matplotlib's figures and animations as outputs of a cell, and the backend that shows them."""

import builtins
import importlib.abc
import io
import os
import sys
import types
from base64 import b64encode
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec
from typing import Any

from .outbox import Drawn, outbox, warn
from .page_limits import LONGEST_SVG
from .value_text import text_of

# What a program does to Python's own functions stays out of here.
globals()["__builtins__"] = dict(vars(builtins))

BACKEND = "session_backend"
MOST_SHAPES = 2_000  # of a figure: what a page draws in well under a second, slow as it may be
MOST_SHAPES_OF_CELL = 6_000  # of all its figures together
PICTURE_DPI = 200
PICTURE_SIDE = 8_000  # pixels; browsers draw no picture that is much longer
PICTURE_PIXELS = 20_000_000


def is_a(value: object, module: str, name: str) -> bool:
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
    return {"kind": "display", "text": text_of(figure), "png": png_of(figure, PICTURE_DPI)}


def png_of(figure: Any, dpi: float, **options: Any) -> str:
    """Return a Matplotlib figure as PNG in Base64, with so many dots per inch at most."""
    buffer = io.BytesIO()
    options = {"bbox_inches": "tight"} | options
    figure.savefig(buffer, format="png", dpi=min(dpi, _most_dpi(figure)), **options)
    return b64encode(buffer.getvalue()).decode()


def shapes_in(svg: str) -> int:
    """Return how many elements a page draws of an SVG: a use of a marker counts twice."""
    return svg.count("<") - svg.count("</") + svg.count("<use")


def _most_dpi(figure: Any) -> float:
    """Return the dots per inch with which a figure is as large a picture as browsers draw."""
    width, height = (max(1.0, float(side)) for side in figure.get_size_inches())
    by_area = (PICTURE_PIXELS / (width * height)) ** 0.5
    return float(min(PICTURE_SIDE / max(width, height), by_area))


def film_of(animation: Any) -> dict[str, Any]:
    """Return an animation as a film; the page hears how far it has come, see `Backend`."""
    from . import animation_writer

    film = animation_writer.filmed(animation)
    if film.is_cut:
        warn(f"The animation is too long: these are its first {film.frames} frames.")
    close(animation._fig)
    return {"kind": "film"} | film.told()


def close(figure: Any) -> None:
    """Forget a figure that has been shown."""
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
    figures = [value for value in names.values() if is_a(value, "matplotlib.figure", "Figure")]
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
    films = (value for value in values if is_a(value, "matplotlib.animation", "Animation"))
    return next(
        (film for film in films if film._fig is figure and not film._draw_was_started), None
    )


class Backend(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds and makes the Matplotlib backend whose `show` shows figures at the cell."""

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Return the backend's spec, and none for any other module."""
        return ModuleSpec(name, self) if name == BACKEND else None

    def exec_module(self, module: types.ModuleType) -> None:
        """Make the backend: Agg, but it shows figures at the cell and knows which are saved."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg, FigureManagerBase

        class Canvas(FigureCanvasAgg):
            def print_figure(self, *arguments: Any, **options: Any) -> Any:
                remember_drawn(self.figure)
                outbox().count_saved()
                return super().print_figure(*arguments, **options)

        module.__dict__.update(
            FigureCanvas=Canvas, FigureManager=FigureManagerBase, show=show_figures
        )


def restore_backend(mpl: Any) -> None:
    """Let figures appear at their cell again, after a cell has chosen another backend."""
    ours = f"module://{BACKEND}"
    if os.environ.get("MPLBACKEND") == ours != mpl.rcParams["backend"]:
        mpl.use(ours)


def restyle(mpl: Any, style: dict[str, Any] | None) -> None:
    """Set Matplotlib as `style` says, or as it is at first; the backend stays ours."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some settings are deprecated, but copied all the same
        known = mpl.rcParamsDefault if style is None else style
        mpl.rcParams.update({name: known[name] for name in known if name != "backend"})
