"""Matplotlib's figures and animations as outputs of a cell, and the backend behind `plt.show`."""

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

# A copy of the built-ins: a reader's program can replace Python's own.
globals()["__builtins__"] = dict(vars(builtins))

BACKEND = "session_backend"
MOST_SHAPES = 2_000  # of a figure: even a slow device draws them in well under a second
MOST_SHAPES_OF_CELL = 6_000  # of all its figures together
PICTURE_DPI = 200
PICTURE_SIDE = 8_000  # pixels; browsers draw no image that is much longer
PICTURE_PIXELS = 20_000_000


def is_a(value: object, module: str, name: str) -> bool:
    """Return whether `value` is an instance of `module.name`, without importing the module."""
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


def figure_item(figure: Any) -> dict[str, Any]:
    """Return the output of a figure: SVG, or PNG if it has too many shapes for a page."""
    svg = svg_of(figure)
    shapes = count_shapes(svg)
    current = outbox()
    if (
        len(svg) <= LONGEST_SVG
        and shapes <= MOST_SHAPES
        and current.shapes + shapes <= MOST_SHAPES_OF_CELL
    ):
        current.shapes += shapes
        return {"kind": "figure", "svg": svg}
    return {"kind": "display", "text": text_of(figure), "png": png_of(figure, PICTURE_DPI)}


def png_of(figure: Any, dpi: float, **options: Any) -> str:
    """Return a Matplotlib figure as PNG in Base64, with at most `dpi` dots per inch."""
    buffer = io.BytesIO()
    options = {"bbox_inches": "tight"} | options
    figure.savefig(buffer, format="png", dpi=min(dpi, _most_dpi(figure)), **options)
    return b64encode(buffer.getvalue()).decode()


def count_shapes(svg: str) -> int:
    """Return how many elements a page draws of an SVG: a use of a marker counts twice."""
    return svg.count("<") - svg.count("</") + svg.count("<use")


def _most_dpi(figure: Any) -> float:
    """Return the dots per inch at which a figure is the largest image that browsers draw."""
    width, height = (max(1.0, float(side)) for side in figure.get_size_inches())
    by_area = (PICTURE_PIXELS / (width * height)) ** 0.5
    return float(min(PICTURE_SIDE / max(width, height), by_area))


def animation_item(animation: Any) -> dict[str, Any]:
    """Return the output of an animation. `Backend` tells the page how many frames are drawn."""
    from . import animation_writer

    rendered = animation_writer.render_animation(animation)
    if rendered.is_cut:
        warn(f"The animation is too long: these are its first {rendered.frames} frames.")
    close(animation._fig)
    return {"kind": "animation"} | rendered.as_message()


def close(figure: Any) -> None:
    """Close a figure that has been shown, so that it is not shown again."""
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
        item = animation_item(animation) if animation else figure_item(figure)
        remember_drawn(figure)
        plt.close(figure)
        outbox().show(item)


def remember_drawn(figure: Any) -> None:
    """Record for an exercise's check what a figure shows when it is shown or saved.

    A figure that is recorded twice in a row replaces its last record.
    """
    drawn = outbox().drawn
    if drawn is None:
        return
    if drawn and drawn[-1][0] is figure:
        drawn.pop()
    drawn.append((figure, figure_facts(figure)))


def facts_of_all_figures(
    drawn: Sequence[Drawn], names: dict[str, Any], before: dict[str, Any]
) -> list[types.SimpleNamespace]:
    """Return the facts of all figures of a program, also of those that it did not show.

    Args:
        drawn: the figures that were shown or saved, and what each showed.
        names: the program's names.
        before: the names that existed before it ran.
    """
    known = [*(figure for figure, _ in drawn), *before.values()]
    figures = [value for value in names.values() if is_a(value, "matplotlib.figure", "Figure")]
    unshown = [one for one in figures if not any(one is other for other in known)]
    return [*(facts for _, facts in drawn), *map(figure_facts, unshown)]


def figure_facts(figure: Any) -> types.SimpleNamespace:
    """Return what a check can ask of a figure: `curves`, each [xs, ys, x label, y label]."""
    return types.SimpleNamespace(
        curves=[
            [xs, ys, _label(figure, ax, "x"), _label(figure, ax, "y")]
            for ax in figure.axes
            for xs, ys in _lines(ax)
        ]
    )


def _lines(ax: Any) -> Iterator[tuple[list[float], list[float]]]:
    """Yield the xs and ys of each visible line; markers without a line are left out."""
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
    """Return the animation of `figure`, if a name of the cell holds one that was never drawn."""
    values = outbox().names.values()
    animations = (one for one in values if is_a(one, "matplotlib.animation", "Animation"))
    return next(
        (one for one in animations if one._fig is figure and not one._draw_was_started), None
    )


class Backend(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the Matplotlib backend whose `show` shows figures below the cell."""

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Return the backend's spec, and none for any other module."""
        return ModuleSpec(name, self) if name == BACKEND else None

    def exec_module(self, module: types.ModuleType) -> None:
        """Define the backend: Agg, but it shows figures below the cell and counts saved ones."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg, FigureManagerBase

        class Canvas(FigureCanvasAgg):
            def print_figure(self, *arguments: Any, **options: Any) -> Any:
                remember_drawn(self.figure)
                outbox().count_save()
                return super().print_figure(*arguments, **options)

        module.__dict__.update(
            FigureCanvas=Canvas, FigureManager=FigureManagerBase, show=show_figures
        )


def restore_backend(mpl: Any) -> None:
    """Select our backend again after a cell has selected another one."""
    ours = f"module://{BACKEND}"
    if os.environ.get("MPLBACKEND") == ours != mpl.rcParams["backend"]:
        mpl.use(ours)


def restyle(mpl: Any, style: dict[str, Any] | None) -> None:
    """Set `rcParams` to `style`, or to Matplotlib's defaults; the backend stays as it is."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some settings are deprecated, but copied all the same
        known = mpl.rcParamsDefault if style is None else style
        mpl.rcParams.update({name: known[name] for name in known if name != "backend"})
