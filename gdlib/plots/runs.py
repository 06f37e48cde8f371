"""Figures that compare runs: over iterations, over learning rates, from several starts."""

from collections.abc import Iterable, Mapping

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gdlib.objectives.landscapes import Landscape
from gdlib.plots.landscapes import NEXT, PATH, PREVIOUS, parabola_or, plot_curve, states_near_view
from gdlib.plots.words import word
from gdlib.recording import record, sweep
from gdlib.trajectory import Ending, Trajectory
from gdlib.validation.checks import check_count, check_number, check_positive


def plot_losses(
    trajectories: Mapping[str, Trajectory], ax: Axes, *, lang: str = "en"
) -> list[Artist]:
    """Draw the losses of runs over their iterations, on a logarithmic scale, with a legend.

    A loss of 0 or less leaves a gap on that scale.

    Args:
        trajectories: runs whose losses are single numbers, each under the name for the legend.
        ax: where to draw.
        lang: language of the labels, "en" or "ja".

    Returns:
        A line for each run, and the legend.

    Raises:
        ValueError: `lang` is none of the languages.
    """
    drawn: list[Artist] = []
    for name, trajectory in trajectories.items():
        losses = np.array(trajectory.loss, dtype=float)
        losses[losses <= 0] = np.nan
        drawn += ax.plot(trajectory.n, losses, label=name)
    ax.set(yscale="log", xlabel=word("iterations", lang), ylabel=word("loss", lang))
    return [*drawn, ax.legend()]


def plot_learning_rates(
    rates: Iterable[float],
    ax: Axes,
    *,
    t: float = -5.0,
    steps: int = 50,
    landscape: Landscape | None = None,
    lang: str = "en",
) -> list[Artist]:
    """Draw the loss after a number of updates over the learning rate.

    Rates that diverge leave a gap. The limit of the landscape is
    marked by a vertical line.

    Args:
        rates: learning rates, above 0.
        ax: where to draw.
        t: start of every run; finite.
        steps: updates of every run; 0 or more.
        landscape: where to run; None: the parabola with its target at 5.
        lang: language of the labels, "en" or "ja".

    Returns:
        The curve, and the line that marks the limit if there is one.

    Raises:
        TypeError: an argument has the wrong type.
        ValueError: a number is out of range, or `lang` is none of the languages.
    """
    landscape, steps = parabola_or(landscape), check_count("steps", steps)
    rates = list(rates)
    runs = sweep(landscape.loss, landscape.gradient, t, rates, steps=steps)
    losses = [np.nan if run.ended is Ending.DIVERGED else run.loss[-1] for run in runs]
    positive = [loss if loss > 0 else np.nan for loss in losses]
    drawn: list[Artist] = list(ax.plot(rates, positive, ".-"))
    ax.set(xscale="log", yscale="log", xlabel=word("lr", lang))
    ax.set_ylabel(word("final loss", lang, n=steps))
    if landscape.limit is not None:
        color = ax.xaxis.label.get_color()
        drawn.append(ax.axvline(landscape.limit, color=color, linewidth=1, linestyle="--"))
    return drawn


def plot_starts(
    ts: Iterable[float],
    ax: Axes,
    *,
    lr: float | None = None,
    steps: int = 50,
    landscape: Landscape | None = None,
    lang: str = "en",
) -> list[Artist]:
    """Draw runs from several starts on one loss curve, with their starts and ends.

    A run that diverges has no end.

    Args:
        ts: where the runs start; finite numbers, at least one.
        ax: where to draw.
        lr: learning rate, above 0; None: the landscape's own.
        steps: updates of every run; 0 or more.
        landscape: where to run; None: the parabola with its target at 5.
        lang: language of the labels, "en" or "ja".

    Returns:
        The curve, a path for each start, the starts in red, the ends in green, and the legend.

    Raises:
        TypeError: an argument has the wrong type.
        ValueError: there is no start, or a number is out of range.
    """
    landscape, steps = parabola_or(landscape), check_count("steps", steps)
    rate = check_positive("lr", landscape.lr if lr is None else lr)
    starts = [check_number(f"ts[{i}]", t) for i, t in enumerate(ts)]
    if not starts:
        raise ValueError("ts must hold one start at least, got none")
    drawn: list[Artist] = [plot_curve(ax, landscape, lang)]
    ends = []
    for t in starts:
        run = record(landscape.loss, landscape.gradient, t, lr=rate, steps=steps)
        path, losses = states_near_view(run, landscape)
        drawn += ax.plot(path, losses, ".-", color=PATH, linewidth=1, markersize=4, zorder=2)
        if len(path) == run.updates + 1:
            ends.append(path[-1])
    for points, color, label in (
        (starts, PREVIOUS, word("start", lang)),
        (ends, NEXT, word("after", lang, n=steps)),
    ):
        losses = [landscape.loss(t) for t in points]
        drawn += ax.plot(points, losses, "o", color=color, label=label, zorder=3)
    return [*drawn, ax.legend()]
