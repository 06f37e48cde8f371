"""What a classifier makes of the plane, and the samples it learned from."""

from collections.abc import Callable

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gdlib.data import Array, Data
from gdlib.plots.words import word

COLORS = ("tab:blue", "tab:orange")


def plot_samples(data: Data, ax: Axes, *, lang: str = "en") -> list[Artist]:
    """Draw samples of two classes in two colours, with a legend.

    Args:
        data: inputs of shape (samples, 2), classes 0 and 1.
        ax: where to draw.
        lang: language of the labels, "en" or "ja".

    Returns:
        The points of each class, and the legend.

    Raises:
        ValueError: the inputs are not points in the plane.
    """
    if data.x.ndim != 2 or data.x.shape[1] != 2:
        raise ValueError(f"data.x must have the shape (samples, 2), got {data.x.shape}")
    drawn: list[Artist] = []
    for y, color in enumerate(COLORS):
        points, label = data.x[data.y == y], word("class", lang, y=y)
        drawn += ax.plot(*points.T, "o", color=color, markersize=4, label=label, zorder=3)
    ax.set(xlabel="x₁", ylabel="x₂")
    return [*drawn, ax.legend()]


def plot_decision_boundary(
    scores: Callable[[Array], Array], data: Data, ax: Axes, *, lang: str = "en"
) -> list[Artist]:
    """Colour the plane by the class that a score decides for, with the samples on top.

    Args:
        scores: returns a score for each of many inputs: shape (samples, 2) in, (samples,) out;
            above 0 means class 1.
        data: inputs of shape (samples, 2), classes 0 and 1.
        ax: where to draw.
        lang: language of the labels, "en" or "ja".

    Returns:
        The coloured areas, the line between them where there is one, the points, and the legend.

    Raises:
        ValueError: the inputs are not points in the plane.
    """
    samples = plot_samples(data, ax, lang=lang)
    (x_min, y_min), (x_max, y_max) = data.x.min(axis=0) - 0.3, data.x.max(axis=0) + 0.3
    xs, ys = np.meshgrid(np.linspace(x_min, x_max, 121), np.linspace(y_min, y_max, 121))
    heights = scores(np.stack([xs.ravel(), ys.ravel()], axis=1)).reshape(xs.shape)
    bounds = [-np.inf, 0.0, np.inf]
    areas = ax.contourf(xs, ys, heights, levels=bounds, colors=COLORS, alpha=0.25, zorder=1)
    drawn: list[Artist] = [areas]
    if heights.min() < 0 < heights.max():
        color = ax.xaxis.label.get_color()
        drawn.append(ax.contour(xs, ys, heights, levels=[0.0], colors=[color], linewidths=1))
    ax.set(xlim=(x_min, x_max), ylim=(y_min, y_max))
    return [*drawn, *samples]
