"""Figures of the running example, for all pages: one function for each, of the page's language.

A page refers to one as `![what it shows](figure:one-update "caption")`. The function returns a
Matplotlib figure or animation, which sitegen/figures/drawing.py inserts. The figures of one lesson
are in `<lesson>.py` beside this file.
"""

from types import SimpleNamespace

from matplotlib.animation import Animation
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from gdlib import plots
from sitegen.figures.column import WIDTH, column
from sitegen.markdown.values import quantities

_lesson = SimpleNamespace(**quantities("running_example"))


def _axes() -> Axes:
    """Return empty axes of a square figure as wide as the text column."""
    return column(WIDTH)[1]


def loss(lang: str) -> Figure:
    """Draw the loss curve and the starting point."""
    ax = _axes()
    plots.plot_loss(_lesson.start, ax, lang=lang)
    return ax.figure


def arrows(lang: str) -> Figure:
    """Draw the direction of descent at several points."""
    ax = _axes()
    plots.plot_direction_arrows(_lesson.arrow_places, ax, lang=lang)
    return ax.figure


def tangent(lang: str) -> Figure:
    """Draw the tangent at the starting point."""
    ax = _axes()
    plots.plot_tangent(_lesson.start, ax, lang=lang)
    return ax.figure


def one_update(lang: str) -> Figure:
    """Draw one update: the previous point and the next, with their tangents."""
    ax = _axes()
    plots.plot_update(_lesson.start, ax, lr=_lesson.lr, lang=lang)
    return ax.figure


def descent_film(lang: str) -> Animation:
    """Animate the whole run."""
    ax = _axes()
    return plots.animate_descent(_lesson.run, ax, lang=lang)


def oscillation(lang: str) -> Figure:
    """Draw a run whose learning rate is too large for a smooth descent."""
    ax = _axes()
    plots.plot_oscillation(_lesson.oscillating, ax, lang=lang)
    return ax.figure
