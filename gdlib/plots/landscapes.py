"""Figures of a landscape: its curve, tangents, updates, directions, and a run on it."""

from collections.abc import Iterable

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from gdlib.objectives import landscapes
from gdlib.objectives.landscapes import Landscape
from gdlib.plots.words import word
from gdlib.trajectory import Trajectory
from gdlib.validation.checks import check_number, check_positive

PREVIOUS = "tab:red"
NEXT = "tab:green"
PATH = "tab:orange"


def parabola_or(landscape: Landscape | None) -> Landscape:
    """Return `landscape`; if it is None, the parabola with its target at 5."""
    return landscapes.landscape("squared_error") if landscape is None else landscape


def plot_curve(ax: Axes, landscape: Landscape, lang: str) -> Line2D:
    """Draw E over t with labelled axes, and fix the limits of both axes.

    Args:
        ax: where to draw.
        landscape: the curve; its view becomes the view of the axes.
        lang: language of the labels, "en" or "ja".
    """
    t_min, t_max, e_min, e_max = landscape.view
    ts = np.linspace(t_min, t_max, 301)
    (curve,) = ax.plot(ts, landscape.loss(ts), color="tab:blue", zorder=1.5)
    ax.set(xlim=(t_min, t_max), ylim=(e_min, e_max))
    ax.set(xlabel=word("parameter", lang), ylabel=word("loss", lang))
    return curve


def tangent_line(landscape: Landscape, t: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return both ends, as (ts, losses), of the tangent at `t` across the view."""
    left, right = landscape.view[:2]
    loss, slope = landscape.loss(t), landscape.gradient(t)
    return (left, right), (loss + slope * (left - t), loss + slope * (right - t))


def plot_loss(
    t: float, ax: Axes, *, landscape: Landscape | None = None, lang: str = "en"
) -> list[Artist]:
    """Draw the loss curve and the point (t, E(t)) in red.

    Args:
        t: parameter; finite.
        ax: where to draw.
        landscape: the curve; None: the parabola with its target at 5.
        lang: language of the labels, "en" or "ja".

    Returns:
        The curve and the point.

    Raises:
        TypeError: an argument has the wrong type.
        ValueError: a number is out of range, or `lang` is none of the languages.
    """
    landscape = parabola_or(landscape)
    return [plot_curve(ax, landscape, lang), _point(ax, landscape, check_number("t", t), PREVIOUS)]


def plot_tangent(
    t: float, ax: Axes, *, landscape: Landscape | None = None, lang: str = "en"
) -> list[Artist]:
    """Draw the loss curve, and in red the point and the tangent at `t`.

    Args:
        t: parameter; finite.
        ax: where to draw.
        landscape: the curve; None: the parabola with its target at 5.
        lang: language of the labels, "en" or "ja".

    Returns:
        The curve, the point and the tangent.

    Raises:
        TypeError: an argument has the wrong type.
        ValueError: a number is out of range, or `lang` is none of the languages.
    """
    landscape = parabola_or(landscape)
    tangent = _tangent(ax, landscape, check_number("t", t), PREVIOUS)
    return [*plot_loss(t, ax, landscape=landscape, lang=lang), tangent]


def plot_update(
    t: float, ax: Axes, *, lr: float = 0.1, landscape: Landscape | None = None, lang: str = "en"
) -> list[Artist]:
    """Draw one update: point and tangent before it in red, after it in green, with a legend.

    Args:
        t: parameter before the update; finite.
        ax: where to draw.
        lr: learning rate; above 0.
        landscape: the curve; None: the parabola with its target at 5.
        lang: language of the labels, "en" or "ja".

    Returns:
        The curve, both points, both tangents and the legend.

    Raises:
        TypeError: an argument has the wrong type.
        ValueError: a number is out of range, or `lang` is none of the languages.
    """
    landscape = parabola_or(landscape)
    t, lr = check_number("t", t), check_positive("lr", lr)
    t_next = check_number("the next t", t - lr * landscape.gradient(t))
    curve = plot_curve(ax, landscape, lang)
    points = [_point(ax, landscape, t, PREVIOUS), _point(ax, landscape, t_next, NEXT)]
    tangents = [_tangent(ax, landscape, t, PREVIOUS), _tangent(ax, landscape, t_next, NEXT)]
    legend = ax.legend(points, [word("previous", lang), word("next", lang)], loc="upper center")
    return [curve, *points, *tangents, legend]


def plot_direction_arrows(
    ts: Iterable[float], ax: Axes, *, landscape: Landscape | None = None, lang: str = "en"
) -> list[Artist]:
    """Draw an arrow at every `t` that points downhill, with a note for each sign of the slope.

    An arrow ends at the next minimum, or after a tenth of the view: it shows the direction of an
    update, not its length.

    Args:
        ts: where the arrows start; finite numbers.
        ax: where to draw.
        landscape: the curve; None: the parabola with its target at 5.
        lang: language of the labels, "en" or "ja".

    Returns:
        The curve, the arrows and the two notes.

    Raises:
        TypeError: an argument has the wrong type.
        ValueError: a number is out of range, or `lang` is none of the languages.
    """
    landscape = parabola_or(landscape)
    drawn: list[Artist] = [plot_curve(ax, landscape, lang)]
    drawn += [_downhill_arrow(ax, landscape, check_number("ts", t)) for t in ts]
    color = ax.xaxis.label.get_color()
    for x, key in ((0.27, "falls"), (0.73, "rises")):
        note = ax.text(x, 0.95, word(key, lang), ha="center", color=color, transform=ax.transAxes)
        drawn.append(note)
    return drawn


def plot_oscillation(
    trajectory: Trajectory, ax: Axes, *, landscape: Landscape | None = None, lang: str = "en"
) -> list[Artist]:
    """Draw a run on the loss curve, each state joined to the next, titled with its learning rate.

    Args:
        trajectory: a run from one starting number.
        ax: where to draw.
        landscape: the curve it ran on; None: the parabola with its target at 5.
        lang: language of the labels, "en" or "ja".

    Returns:
        The curve, the path, the starting point and the title.

    Raises:
        ValueError: `lang` is none of the languages.
    """
    landscape = parabola_or(landscape)
    curve = plot_curve(ax, landscape, lang)
    ts, losses = states_near_view(trajectory, landscape)
    (path,) = ax.plot(ts, losses, ".-", color=PATH, linewidth=1, zorder=2)
    start = _point(ax, landscape, trajectory.t[0], PREVIOUS)
    return [curve, path, start, ax.set_title(word("rate", lang, lr=trajectory.lr))]


def _point(ax: Axes, landscape: Landscape, t: float, color: str) -> Line2D:
    (point,) = ax.plot([t], [landscape.loss(t)], "o", color=color, zorder=3)
    return point


def _tangent(ax: Axes, landscape: Landscape, t: float, color: str) -> Line2D:
    (tangent,) = ax.plot(*tangent_line(landscape, t), color=color, linewidth=1, zorder=2)
    return tangent


def _downhill_arrow(ax: Axes, landscape: Landscape, t: float) -> Artist:
    way = -np.sign(landscape.gradient(t))
    ahead = [abs(minimum - t) for minimum in landscape.minima if (minimum - t) * way > 0]
    reach = way * min([(landscape.view[1] - landscape.view[0]) / 10, *ahead])
    height = landscape.loss(t)
    return ax.annotate(
        "",
        xy=(t + reach, height),
        xytext=(t, height),
        arrowprops={"arrowstyle": "-|>", "color": PREVIOUS, "shrinkA": 0, "shrinkB": 0},
    )


def states_near_view(
    trajectory: Trajectory, landscape: Landscape
) -> tuple[list[float], list[float]]:
    """Return ts and losses before the first state a thousand views away from the target."""
    t_min, t_max = landscape.view[:2]
    far = 1000 * (t_max - t_min)
    beyond = (n for n, t in enumerate(trajectory.t) if abs(t - landscape.y) > far)
    kept = next(beyond, len(trajectory))
    return list(trajectory.t[:kept]), list(trajectory.loss[:kept])
