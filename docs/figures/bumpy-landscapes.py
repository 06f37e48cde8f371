"""The figures of the lesson on bumpy landscapes: stationary points, saddles, basins, plateaus."""

from types import SimpleNamespace

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from gdlib import plots, record
from sitegen.figures.column import WIDTH, column
from sitegen.markdown.values import quantities

_lesson = SimpleNamespace(**quantities("bumpy-landscapes"))

BASINS = ("tab:blue", "tab:orange", "tab:green", "tab:purple")

_WORDS = {
    "parameter": {"en": "parameter t", "ja": "パラメータ t"},
    "loss": {"en": "loss function E", "ja": "損失関数 E"},
    "minimum": {"en": "minimum", "ja": "極小点"},
    "maximum": {"en": "maximum", "ja": "極大点"},
    "neither": {"en": "neither", "ja": "どちらでもない"},
    "saddle": {"en": "saddle", "ja": "鞍点"},
    "start": {"en": "start y = {y}", "ja": "出発点 y = {y}"},
    "rate": {"en": "η = {lr:g}", "ja": "η = {lr:g}"},
    "squared": {"en": "squared error", "ja": "二乗誤差"},
    "entropy": {"en": "cross-entropy", "ja": "交差エントロピー"},
    "slope": {"en": "slope", "ja": "傾き"},
}


def _word(key: str, lang: str, **values: object) -> str:
    return _WORDS[key][lang].format(**values)


def stationary_points(lang: str) -> Figure:
    """Draw the wavy landscape, its stationary points with tangents, and a detail of one minimum."""
    figure, axes = column(5.6, rows=2)
    views = [(-6, 16, -0.6, 9, 1.2), (-0.8, 1.8, 3.19, 3.31, 0.25)]
    wavy, tops = _lesson.wavy, np.array([_lesson.hilltop, _lesson.far_hilltop])
    lows = np.array(wavy.minima)
    for ax, (t_min, t_max, e_min, e_max, reach) in zip(axes, views, strict=True):
        ts = np.linspace(t_min, t_max, 301)
        ax.plot(ts, wavy.loss(ts), color="tab:blue")
        for t in (*lows, *tops):
            ax.plot([t - reach, t + reach], [wavy.loss(t)] * 2, color="tab:red", linewidth=1)
        ax.plot(lows, wavy.loss(lows), "o", color="tab:green", label=_word("minimum", lang))
        ax.plot(tops, wavy.loss(tops), "^", color="tab:red", label=_word("maximum", lang))
        ax.set(xlim=(t_min, t_max), ylim=(e_min, e_max))
        ax.set(xlabel=_word("parameter", lang), ylabel=_word("loss", lang))
    axes[0].legend(loc="upper center")
    return figure


def second_derivatives(lang: str) -> Figure:
    """Draw four curves with a stationary point at 0; each title says of which kind."""
    figure, axes = plt.subplots(
        2, 2, figsize=(WIDTH, 4), layout="constrained", sharex=True, sharey=True
    )
    ds = np.linspace(-1, 1, 101)
    curves = {
        "$d^2$": ("minimum", ds**2),
        "$-d^2$": ("maximum", -(ds**2)),
        "$d^3$": ("neither", ds**3),
        "$d^4$": ("minimum", ds**4),
    }
    for ax, (name, (kind, curve)) in zip(axes.flat, curves.items(), strict=True):
        ax.axhline(0, color="tab:red", linewidth=1)
        ax.plot(ds, curve, color="tab:blue")
        ax.plot(0, 0, "o", color="tab:red", markersize=4)
        ax.set(xticks=[-1, 0, 1], yticks=[-1, 0, 1], xlabel="d")
        ax.label_outer()
        ax.set_title(f"{name}: {_word(kind, lang)}", fontsize=10)
    return figure


def saddle_paths(lang: str) -> Figure:
    """Draw descents that start on the line to a saddle, and beside that line."""
    ground = _lesson.mountain_pass
    figure, ax = column(5.2)
    plots.plot_contours(ground, ax, levels=14, lang=lang)
    for y in (0.0, 0.001, 0.1, -0.4):
        start = (_lesson.pass_start[0], y)
        run = record(ground.loss, ground.gradient, start, lr=_lesson.pass_rate, steps=120)
        label = _word("start", lang, y=f"{y:g}".replace("-", "−"))
        # The run on the line is wider: the one beside it covers it nearly everywhere.
        width, size = (1, 4) if y else (4, 9)
        ax.plot(*zip(*run.t, strict=True), ".-", linewidth=width, markersize=size, label=label)
    ax.plot(0, 0, "X", color="tab:red", markersize=9, label=_word("saddle", lang))
    ax.set(xticks=range(-2, 3), yticks=range(-2, 3))
    figure.legend(loc="outside lower center", ncols=2)
    ax.set_aspect("equal")
    return figure


def passes(lang: str) -> Figure:
    """Draw the four minima, the four saddles and the maximum of Himmelblau's function."""
    figure, ax = column(5.2)
    plots.plot_contours(_lesson.himmelblau, ax, levels=18, lang=lang)
    xs, ys = zip(*(found.t for found in _lesson.passes), strict=True)
    ax.plot(xs, ys, "X", color="tab:red", markersize=9, label=_word("saddle", lang))
    top = _lesson.summit.t
    ax.plot(*top, "^", color="tab:orange", markersize=9, label=_word("maximum", lang))
    figure.legend(loc="outside lower center", ncols=3)
    ax.set_aspect("equal")
    return figure


def basins(lang: str) -> Figure:
    """Colour every start by the minimum that its run reaches, for two learning rates."""
    figure, axes = column(9.2, rows=2)
    for ax, rate in zip(axes, (_lesson.calm_rate, _lesson.coarse_rate), strict=True):
        found = np.array(_lesson.basins(rate, 101), dtype=float)
        xs = np.linspace(-5, 5, len(found))
        for end, color in enumerate(BASINS):
            area = (found == end).astype(float)
            if area.any():
                ax.contourf(xs, xs, area, levels=[0.5, 1.5], colors=[color], alpha=0.45)
        for minimum, color in zip(_lesson.himmelblau.minima, BASINS, strict=True):
            ax.plot(*minimum, "*", color=color, markeredgecolor="black", markersize=13)
        ax.set(xlabel="x", ylabel="y", aspect="equal", title=_word("rate", lang, lr=rate))
    return figure


def flat_country(lang: str) -> Figure:
    """Draw two losses of a sigmoid neuron with the target 1, and their slopes below."""
    figure, (top, bottom) = column(5.2, rows=2, sharex=True)
    ts = np.linspace(-9, 4, 261)
    pairs = {
        "squared": (_lesson.sigmoid_loss, _lesson.sigmoid_slope),
        "entropy": (_lesson.entropy_loss, _lesson.entropy_slope),
    }
    for key, (loss, slope) in pairs.items():
        top.plot(ts, [loss(t) for t in ts], label=_word(key, lang))
        bottom.plot(ts, [slope(t) for t in ts], label=_word(key, lang))
    top.set(ylim=(-0.1, 4), ylabel=_word("loss", lang))
    bottom.set(xlabel=_word("parameter", lang), ylabel=_word("slope", lang))
    top.legend()
    return figure
