"""The figures of the lesson on fitting a line, drawn by gdlib: points, bowls and paths on them."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from gdlib import plots
from gdlib.plots.contours import CONTOUR_COLORMAP
from sitegen.figures.column import WIDTH, column
from sitegen.markdown.values import quantities

_lesson = SimpleNamespace(**quantities("fitting-a-line"))

_WORDS = {
    "warmer": {"en": "degrees warmer than usual, x", "ja": "気温が例年より何度高いか x"},
    "more": {"en": "cups more than usual (tens), y", "ja": "例年より何杯多いか（十杯） y"},
    "days": {"en": "the eight days", "ja": "八日間の記録"},
    "errors": {"en": "errors", "ja": "誤差"},
    "start": {"en": "start: w = 0, b = 0", "ja": "出発点：w = 0、b = 0"},
    "after one": {"en": "after one update", "ja": "一回更新した後"},
    "after three": {"en": "after three updates", "ja": "三回更新した後"},
    "after all": {"en": "after {n} updates", "ja": "{n} 回更新した後"},
    "weight": {"en": "weight w", "ja": "重み w"},
    "bias": {"en": "bias b", "ja": "バイアス b"},
    "rate": {"en": "η = {lr:g}", "ja": "η = {lr:g}"},
    "near": {"en": "difference from the usual", "ja": "例年との差"},
    "far": {"en": "thermometer reading", "ja": "温度計の目盛り"},
    "scaled": {"en": "standardised", "ja": "標準化した値"},
}


def _word(key: str, lang: str, **values: object) -> str:
    return _WORDS[key][lang].format(**values)


def _name_parameters(ax: Axes, lang: str) -> None:
    ax.set(xlabel=_word("weight", lang), ylabel=_word("bias", lang))


def _line(ax: Axes, w: float, b: float, color: str, label: str, style: str = "-") -> None:
    ends = np.array([-3.4, 3.4])
    ax.plot(ends, w * ends + b, style, color=color, label=label, zorder=2)


def residuals(lang: str) -> Figure:
    """Draw the points, the errors of the first line, and the line on its way to the best."""
    figure, ax = column(4.3)
    ax.vlines(_lesson.x, 0, _lesson.y, color="tab:red", linewidth=1, label=_word("errors", lang))
    _line(ax, 0, 0, "tab:red", _word("start", lang))
    _line(ax, *_lesson.fit.t[1], "tab:orange", _word("after one", lang), ":")
    _line(ax, *_lesson.fit.t[3], "tab:orange", _word("after three", lang), "--")
    _line(ax, *_lesson.fit.t[-1], "tab:green", _word("after all", lang, n=_lesson.updates))
    ax.plot(_lesson.x, _lesson.y, "o", color="tab:blue", label=_word("days", lang), zorder=3)
    ax.set(xlabel=_word("warmer", lang), ylabel=_word("more", lang))
    figure.legend(loc="outside lower center", ncols=2)
    return figure


def bowl(lang: str) -> Figure:
    """Draw the loss over weight and bias as a bowl, with its contour lines on the floor."""
    figure = plt.figure(figsize=(WIDTH, 4))
    ax = figure.add_axes((0.0, 0.0, 0.9, 1.0), projection="3d")
    (w_min, w_max, b_min, b_max), floor = (-1.2, 5.2, -5.5, 7.7), -14
    grid = np.array(np.meshgrid(np.linspace(w_min, w_max, 23), np.linspace(b_min, b_max, 23)))
    losses = _lesson.near.loss(grid)
    ax.plot_wireframe(*grid, losses, color="tab:blue", linewidth=0.5, rstride=1, cstride=1)
    fine = np.array(np.meshgrid(np.linspace(w_min, w_max, 91), np.linspace(b_min, b_max, 91)))
    heights = [0.5, 2, 4.5, 8, 12.5, 18]
    ax.contour(
        *fine, _lesson.near.loss(fine), heights, cmap=CONTOUR_COLORMAP, offset=floor, linewidths=0.8
    )
    ws, bs = zip(*_lesson.fit.t, strict=True)
    ax.plot(ws, bs, _lesson.fit.loss, ".-", color="tab:red", markersize=4, linewidth=1, zorder=9)
    ax.plot(ws, bs, floor, ".-", color="tab:red", markersize=3, linewidth=0.8)
    ax.set(zlim=(floor, 40), zlabel="E", zticks=range(0, 41, 10), yticks=range(-4, 9, 4))
    _name_parameters(ax, lang)
    ax.view_init(elev=24, azim=-58)
    for axis in (ax.xaxis, ax.yaxis, ax.zaxis):
        axis.pane.set_visible(False)
        axis._axinfo["grid"]["color"] = (0.5, 0.5, 0.5, 0.25)
    return figure


def line_paths(lang: str) -> Figure:
    """Draw two descents on the contour lines of the loss over weight and bias."""
    figure, ax = column(4.5)
    ground = replace(_lesson.near, view=(-0.7, 4.7, -1.4, 3.6))
    runs = {
        _word("rate", lang, lr=_lesson.rate): _lesson.fit,
        _word("rate", lang, lr=_lesson.swinging_rate): _lesson.swinging,
    }
    plots.plot_paths(runs, ground, ax, lang=lang)
    _name_parameters(ax, lang)
    ax.set_aspect("equal")
    return figure


def zig_zag(lang: str) -> Figure:
    """Draw descents with three rates on the same narrow bowl, one below the other."""
    figure, axes = column(7, rows=3, sharex=True)
    runs = (_lesson.creeping, _lesson.landing_steep, _lesson.zigzagging)
    for ax, (lr, *_) in zip(axes, runs, strict=True):
        plots.plot_contours(_lesson.oval, ax, levels=12, lang=lang)
        run = _lesson.descent(_lesson.oval, lr, _lesson.zig_steps)
        ax.plot(*zip(*run.t, strict=True), ".-", color="tab:red", linewidth=1, markersize=4)
        ax.set(xlabel="", ylabel="v", aspect="equal", title=_word("rate", lang, lr=lr))
    axes[-1].set_xlabel("u")
    return figure


def valleys(lang: str) -> Figure:
    """Draw contour lines of the loss for readings, differences and standardised values."""
    figure, axes = plt.subplot_mosaic(
        [["far", "far"], ["near", "scaled"]], figsize=(WIDTH, 5.2), layout="constrained"
    )
    grounds = {"far": _lesson.far, "near": _lesson.near, "scaled": _lesson.round_bowl}
    heights = [_lesson.lowest + step**2 / 2 for step in (0.5, 1, 1.5, 2, 2.5, 3)]
    for key, ground in grounds.items():
        ax, (w, b) = axes[key], ground.minima[0]
        reach = 1.7 if key == "far" else 3.2
        across, along = np.meshgrid(np.linspace(-reach, reach, 161), np.linspace(-3.2, 3.2, 161))
        # A mesh that leans as the valley does shows its thin contour lines exactly.
        lean = _lesson.far_m1 if key == "far" else 0
        mesh = np.array([w + across, b - lean * across + along])
        ax.contour(*mesh, ground.loss(mesh), heights, cmap=CONTOUR_COLORMAP, linewidths=0.8)
        ax.plot(w, b, "*", color="tab:green", markersize=8)
        ax.set_aspect("auto" if key == "far" else "equal")
        _name_parameters(ax, lang)
        ax.set_title(_word(key, lang), fontsize=10)
    return figure


def losses(lang: str) -> Figure:
    """Draw the losses of descents on readings, differences and standardised values."""
    figure, ax = column(3.5)
    runs = {
        _word("far", lang): _lesson.descent(
            _lesson.far, 1 / _lesson.far_at.largest, _lesson.raced_updates
        ),
        _word("near", lang): _lesson.descent(
            _lesson.near, 1 / _lesson.at.largest, _lesson.raced_updates
        ),
        _word("scaled", lang): _lesson.descent(_lesson.round_bowl, 1.0, _lesson.raced_updates),
    }
    plots.plot_losses(runs, ax, lang=lang)
    return figure
