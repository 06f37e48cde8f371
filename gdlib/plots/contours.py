"""Contour lines of surfaces, and the paths of descents on them."""

from collections.abc import Mapping

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.contour import QuadContourSet

from gdlib.objectives.contour_levels import contour_levels
from gdlib.objectives.surfaces import Surface
from gdlib.plots.words import word
from gdlib.trajectory import Trajectory
from gdlib.validation.checks import check_count, check_positive

#: Colours of contour lines from low to high, with contrast on light and on dark pages.
CONTOUR_COLORMAP = LinearSegmentedColormap.from_list("heights", ["#2f7fc1", "#2a9d76", "#c07a1f"])


def plot_contours(
    surface: Surface, ax: Axes, *, levels: int = 24, lang: str = "en"
) -> list[Artist]:
    """Draw the contour lines of a surface, denser at low losses, and a star in each minimum.

    Args:
        surface: what to draw; its view becomes the view of the axes.
        ax: where to draw.
        levels: how many lines; 1 or more.
        lang: language of the labels, "en" or "ja".

    Returns:
        The contour lines and the stars.

    Raises:
        TypeError: `levels` is no whole number.
        ValueError: `levels` is out of range, or `lang` is none of the languages.
    """
    check_positive("levels", check_count("levels", levels))
    x_min, x_max, y_min, y_max = surface.view
    grid = np.array(np.meshgrid(np.linspace(x_min, x_max, 201), np.linspace(y_min, y_max, 201)))
    losses = surface.loss(grid)
    heights = contour_levels(float(losses.min()), float(losses.max()), levels)
    lines: QuadContourSet = ax.contour(
        *grid, losses, levels=heights, cmap=CONTOUR_COLORMAP, linewidths=0.7, zorder=1
    )
    xs, ys = zip(*surface.minima, strict=True)
    label = word("minimum", lang)
    (stars,) = ax.plot(xs, ys, "*", color="tab:green", markersize=10, label=label, zorder=3)
    ax.set(xlim=(x_min, x_max), ylim=(y_min, y_max))
    ax.set(xlabel=surface.axes[0], ylabel=surface.axes[1])
    return [lines, stars]


def plot_paths(
    trajectories: Mapping[str, Trajectory], surface: Surface, ax: Axes, *, lang: str = "en"
) -> list[Artist]:
    """Draw the contour lines of a surface and the paths of descents on it, with a legend.

    Args:
        trajectories: runs from points `(x, y)`, each under the name that the legend shows.
        surface: where they ran.
        ax: where to draw.
        lang: language of the labels, "en" or "ja".

    Returns:
        The contour lines, the stars, a line for each path, and the legend.

    Raises:
        ValueError: a run is not one of points in the plane, or `lang` is none of the languages.
    """
    drawn = plot_contours(surface, ax, lang=lang)
    x_min, x_max, y_min, y_max = surface.view
    far = 1000 * max(x_max - x_min, y_max - y_min)
    for name, trajectory in trajectories.items():
        points = np.array([tuple(t) for t in trajectory.t if max(map(abs, t)) < far])
        if points.ndim != 2 or points.shape[1] != 2:
            raise ValueError(f"trajectories must be of points (x, y), got {trajectory!r}")
        (path,) = ax.plot(*points.T, ".-", linewidth=1, markersize=4, label=name, zorder=2)
        drawn.append(path)
    return [*drawn, ax.legend()]
