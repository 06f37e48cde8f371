"""The figures of the running example, drawn by gdlib: one function a figure, given a language.

A page names them in `![what it shows](figure:one-update "caption")`; the rest is done by
sitegen/figures/drawing.py. A function returns a Matplotlib figure, or an animation. What only one
lesson draws stands in a file named like it, `<lesson>.py`, beside this one.
"""

from types import SimpleNamespace

from matplotlib import pyplot as plt
from matplotlib.animation import Animation
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from gdlib import plots
from sitegen.markdown.values import quantities

_lesson = SimpleNamespace(**quantities("running_example"))


def _axes() -> Axes:
    """Return empty axes in the article's size."""
    return plt.subplots(figsize=(4.4, 4.4), layout="constrained")[1]


def loss(lang: str) -> Figure:
    """Draw the loss curve and the starting point."""
    ax = _axes()
    plots.plot_loss(_lesson.start, ax, lang=lang)
    return ax.figure


def arrows(lang: str) -> Figure:
    """Draw which way to go from several places."""
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
    """Film the whole run."""
    ax = _axes()
    return plots.animate_descent(_lesson.run, ax, lang=lang)


def oscillation(lang: str) -> Figure:
    """Draw a run whose learning rate is too large for a smooth descent."""
    ax = _axes()
    plots.plot_oscillation(_lesson.oscillating, ax, lang=lang)
    return ax.figure
