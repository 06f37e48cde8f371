"""Decision boundaries of classifiers in the plane, with their samples."""

from collections.abc import Callable

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.path import Path

from gdlib.data import Array, Data
from gdlib.plots.animation import DescentAnimation
from gdlib.plots.words import word
from gdlib.trajectory import Trajectory
from gdlib.validation.checks import check_count, check_positive

COLORS = ("tab:blue", "tab:orange")

#: Points of the grid along each axis: of a figure, and of each frame of an animation.
FIGURE_GRID, FRAME_GRID = 121, 61


def plot_samples(data: Data, ax: Axes, *, lang: str = "en") -> list[Artist]:
    """Draw samples of two classes in two colours, with a legend.

    Args:
        data: inputs of shape (samples, 2), classes 0 and 1.
        ax: where to draw.
        lang: language of the labels, "en" or "ja".

    Returns:
        The points of each class, and the legend.

    Raises:
        ValueError: the inputs are not points in the plane, or `lang` is none of the languages.
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
        ValueError: the inputs are not points in the plane, or `lang` is none of the languages.
    """
    samples = plot_samples(data, ax, lang=lang)
    return [*_plot_areas(scores, _grid_around(data, ax, FIGURE_GRID), ax), *samples]


def animate_boundary(
    trajectory: Trajectory,
    scores: Callable[[Array, Array], Array],
    data: Data,
    ax: Axes,
    *,
    frames: int = 20,
    lang: str = "en",
) -> DescentAnimation:
    """Return an animation of the decision boundary of a training run, titled with the iteration.

    Args:
        trajectory: a run over parameters.
        scores: returns a score for each of many inputs, given parameters and inputs, as
            `gdlib.scores` and `Network.outputs` do; above 0 means class 1.
        data: inputs of shape (samples, 2), classes 0 and 1.
        ax: where to draw.
        frames: how many states to show, spread evenly from the first to the last; 1 or more.
        lang: language of the labels, "en" or "ja".

    Raises:
        ValueError: the inputs are not points in the plane, or `frames` is out of range.
    """
    check_positive("frames", check_count("frames", frames))
    plot_samples(data, ax, lang=lang)
    grid, areas = _grid_around(data, ax, FRAME_GRID), list[Artist]()
    shown = sorted({round(n) for n in np.linspace(0, len(trajectory) - 1, frames)})

    def draw(frame: int) -> list[Artist]:
        while areas:
            areas.pop().remove()
        step = trajectory[shown[frame]]
        areas.extend(_plot_areas(lambda x: scores(step.t, x), grid, ax))
        title = ax.set_title(word("iteration", lang, n=step.n), gid="moving-counter")
        return [*areas, title]

    draw(0)
    return DescentAnimation(ax, draw, len(shown))


def _grid_around(data: Data, ax: Axes, points: int) -> Array:
    """Fix the view around the samples, and return a grid of it; shape (2, points, points)."""
    (x_min, y_min), (x_max, y_max) = data.x.min(axis=0) - 0.3, data.x.max(axis=0) + 0.3
    ax.set(xlim=(x_min, x_max), ylim=(y_min, y_max))
    xs, ys = np.linspace(x_min, x_max, points), np.linspace(y_min, y_max, points)
    return np.array(np.meshgrid(xs, ys))


def _plot_areas(scores: Callable[[Array], Array], grid: Array, ax: Axes) -> list[Artist]:
    """Colour the area of each class, and draw the line between them where there is one."""
    heights = scores(grid.reshape(2, -1).T).reshape(grid.shape[1:])
    bounds = [-np.inf, 0.0, np.inf]
    areas = ax.contourf(*grid, heights, levels=bounds, colors=COLORS, alpha=0.25, zorder=1)
    areas.set_paths([_without_collinear_points(path) for path in areas.get_paths()])
    areas.set_gid("moving-areas")
    if not heights.min() < 0 < heights.max():
        return [areas]
    color = ax.xaxis.label.get_color()
    border = ax.contour(*grid, heights, levels=[0.0], colors=[color], linewidths=1)
    border.set_gid("moving-border")
    return [areas, border]


def _without_collinear_points(path: Path) -> Path:
    """Return a path without points in the middle of straight lines: most points of a border."""
    if path.codes is None or len(path) < 3:
        return path
    points, codes = np.asarray(path.vertices), np.asarray(path.codes)
    ways = np.diff(points, axis=0)
    (x, y), (x_next, y_next) = ways[:-1].T, ways[1:].T
    straight = abs(x * y_next - y * x_next) <= 1e-9 * np.hypot(x, y) * np.hypot(x_next, y_next)
    goes_on = (codes[1:-1] == Path.LINETO) & (codes[2:] == Path.LINETO)
    kept = np.concatenate([[True], ~(straight & goes_on), [True]])
    return Path(points[kept], codes[kept])
