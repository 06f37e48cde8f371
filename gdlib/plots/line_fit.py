"""A straight line fitted to points, and its residuals."""

from collections.abc import Iterable

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gdlib.plots.words import word
from gdlib.validation.checks import check_number

POINTS = "tab:blue"
LINE = "tab:orange"
RESIDUAL = "tab:red"


def plot_line_fit(
    xs: Iterable[float],
    ys: Iterable[float],
    t: tuple[float, float],
    ax: Axes,
    *,
    lang: str = "en",
) -> list[Artist]:
    """Draw points, the line y = w x + b and the vertical distances between them, with a legend.

    The distances are the residuals, whose squares the loss of `line_surface` adds up.

    Args:
        xs: where the points lie; finite numbers, at least one.
        ys: how high they lie; as many numbers.
        t: (w, b), slope and intercept of the line; finite.
        ax: where to draw.
        lang: language of the labels, "en" or "ja".

    Returns:
        The distances, the line, the points, and the legend.

    Raises:
        TypeError: something given is no number.
        ValueError: the numbers of points differ, there are none, or a number is not finite.
    """
    xs = [check_number(f"xs[{i}]", x) for i, x in enumerate(xs)]
    ys = [check_number(f"ys[{i}]", y) for i, y in enumerate(ys)]
    if len(t) != 2:
        raise ValueError(f"t must be (w, b), got {len(t)} numbers")
    w, b = (check_number(f"t[{i}]", number) for i, number in enumerate(t))
    if len(xs) != len(ys) or not xs:
        raise ValueError(f"xs and ys must be of one length above 0, got {len(xs)} and {len(ys)}")
    on_line = [w * x + b for x in xs]
    label = word("residual", lang)
    residuals = ax.vlines(xs, on_line, ys, colors=RESIDUAL, linewidth=1, zorder=2, label=label)
    margin = 0.05 * (max(xs) - min(xs)) or 1.0
    ends = (min(xs) - margin, max(xs) + margin)
    (line,) = ax.plot(ends, [w * x + b for x in ends], color=LINE, label=_equation(w, b))
    (points,) = ax.plot(xs, ys, "o", color=POINTS, zorder=3, label=word("data", lang))
    ax.set(xlabel="x", ylabel="y")
    return [residuals, line, points, ax.legend()]


def _equation(w: float, b: float) -> str:
    return f"y = {w:.3g} x {'−' if b < 0 else '+'} {abs(b):.3g}".replace("= -", "= −")
