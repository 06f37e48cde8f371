"""The still figures of the lesson: one curve, and what a descent does on it."""

from collections.abc import Iterable

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from gdlib.objectives.landscapes import Landscape
from gdlib.objectives.landscapes import landscape as landscape_called
from gdlib.plots.words import word
from gdlib.trajectory import Trajectory
from gdlib.validation.checks import check_number, check_positive

PREVIOUS = "tab:red"
NEXT = "tab:green"
PATH = "tab:orange"


def parabola_or(place: Landscape | None) -> Landscape:
    """Return `place`; if it is None the parabola of the lesson, with its target at 5."""
    return landscape_called("squared_error") if place is None else place


def plot_curve(ax: Axes, place: Landscape, lang: str) -> Line2D:
    """Draw E over t with labelled axes, and fix the view: what leaves it later doesn't move it.

    Args:
        ax: where to draw.
        place: the landscape, which knows its view.
        lang: language of the labels, "en" or "ja".
    """
    t_min, t_max, e_min, e_max = place.view
    ts = np.linspace(t_min, t_max, 301)
    (curve,) = ax.plot(ts, place.loss(ts), color="tab:blue", zorder=1.5)
    ax.set(xlim=(t_min, t_max), ylim=(e_min, e_max))
    ax.set(xlabel=word("parameter", lang), ylabel=word("loss", lang))
    return curve


def tangent_line(place: Landscape, t: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return both ends, as (ts, losses), of the tangent at `t`, as wide as the view."""
    left, right = place.view[:2]
    loss, slope = place.loss(t), place.gradient(t)
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
    place = parabola_or(landscape)
    return [plot_curve(ax, place, lang), _point(ax, place, check_number("t", t), PREVIOUS)]


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
    place = parabola_or(landscape)
    tangent = _tangent(ax, place, check_number("t", t), PREVIOUS)
    return [*plot_loss(t, ax, landscape=place, lang=lang), tangent]


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
    place = parabola_or(landscape)
    t, lr = check_number("t", t), check_positive("lr", lr)
    t_next = check_number("the next t", t - lr * place.gradient(t))
    curve = plot_curve(ax, place, lang)
    points = [_point(ax, place, t, PREVIOUS), _point(ax, place, t_next, NEXT)]
    tangents = [_tangent(ax, place, t, PREVIOUS), _tangent(ax, place, t_next, NEXT)]
    legend = ax.legend(points, [word("previous", lang), word("next", lang)], loc="upper center")
    return [curve, *points, *tangents, legend]


def plot_direction_arrows(
    ts: Iterable[float], ax: Axes, *, landscape: Landscape | None = None, lang: str = "en"
) -> list[Artist]:
    """Draw an arrow at every `t` that points downhill, and say which sign of the slope means what.

    An arrow is as long as the way to the next minimum allows, at most a tenth of the view: it shows
    a direction, not a step.

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
    place = parabola_or(landscape)
    drawn: list[Artist] = [plot_curve(ax, place, lang)]
    drawn += [_downhill_arrow(ax, place, check_number("ts", t)) for t in ts]
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
    place = parabola_or(landscape)
    curve = plot_curve(ax, place, lang)
    ts, losses = near_the_view(trajectory, place)
    (path,) = ax.plot(ts, losses, ".-", color=PATH, linewidth=1, zorder=2)
    start = _point(ax, place, trajectory.t[0], PREVIOUS)
    return [curve, path, start, ax.set_title(word("rate", lang, lr=trajectory.lr))]


def _point(ax: Axes, place: Landscape, t: float, color: str) -> Line2D:
    (point,) = ax.plot([t], [place.loss(t)], "o", color=color, zorder=3)
    return point


def _tangent(ax: Axes, place: Landscape, t: float, color: str) -> Line2D:
    (tangent,) = ax.plot(*tangent_line(place, t), color=color, linewidth=1, zorder=2)
    return tangent


def _downhill_arrow(ax: Axes, place: Landscape, t: float) -> Artist:
    way = -np.sign(place.gradient(t))
    ahead = [abs(minimum - t) for minimum in place.minima if (minimum - t) * way > 0]
    reach = way * min([(place.view[1] - place.view[0]) / 10, *ahead])
    height = place.loss(t)
    return ax.annotate(
        "",
        xy=(t + reach, height),
        xytext=(t, height),
        arrowprops={"arrowstyle": "-|>", "color": PREVIOUS, "shrinkA": 0, "shrinkB": 0},
    )


def near_the_view(trajectory: Trajectory, place: Landscape) -> tuple[list[float], list[float]]:
    """Return the states up to the first that lies a thousand views away: farther isn't drawable."""
    t_min, t_max = place.view[:2]
    far = 1000 * (t_max - t_min)
    beyond = (n for n, t in enumerate(trajectory.t) if abs(t - place.y) > far)
    kept = next(beyond, len(trajectory))
    return list(trajectory.t[:kept]), list(trajectory.loss[:kept])
