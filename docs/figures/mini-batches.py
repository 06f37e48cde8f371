"""The figures of the lesson on mini-batches: noisy gradients, paths, floors and schedules."""

from types import SimpleNamespace

import numpy as np
from matplotlib.figure import Figure

from gdlib import plots
from sitegen.figures.column import column
from sitegen.markdown.values import quantities

_lesson = SimpleNamespace(**quantities("mini-batches"))

_WORDS = {
    "weight": {"en": "weight w", "ja": "重み w"},
    "bias": {"en": "bias b", "ja": "バイアス b"},
    "day": {"en": "minus the gradient of one day", "ja": "一日ごとの勾配（符号は逆）"},
    "mean": {"en": "their mean", "ja": "その平均"},
    "size": {"en": "batches of {size}", "ja": "バッチの大きさ {size}"},
    "batch": {"en": "batch size", "ja": "バッチの大きさ"},
    "squared": {"en": "mean squared error of the gradient", "ja": "勾配の誤差の二乗の平均"},
    "drawn": {"en": "σ² / B", "ja": "σ² / B"},
    "dealt": {"en": "σ² / B · (N − B) / (N − 1)", "ja": "σ² / B · (N − B) / (N − 1)"},
    "measured": {"en": "measured", "ja": "測定値"},
    "epoch": {"en": "epoch", "ja": "エポック"},
    "excess": {"en": "loss above the lowest", "ja": "最小値を超える損失"},
    "update": {"en": "iteration", "ja": "反復"},
    "distance": {"en": "mean of (t − mean)²", "ja": "(t − 平均)² の平均"},
    "rate": {"en": "η = {lr:g}", "ja": "η = {lr:g}"},
    "lr": {"en": "learning rate", "ja": "学習率"},
    "constant": {"en": "constant", "ja": "一定"},
    "one_over_n": {"en": "1/n", "ja": "1/n"},
    "stairs": {"en": "step", "ja": "階段状"},
    "cosine": {"en": "cosine", "ja": "コサイン"},
    "warm": {"en": "warm-up, then cosine", "ja": "ウォームアップとコサイン"},
}


def _word(key: str, lang: str, **values: object) -> str:
    return _WORDS[key][lang].format(**values)


def day_gradients(lang: str) -> Figure:
    """Draw the negative gradient of each day at the start, and that of their mean loss."""
    figure, ax = column(3.9)
    ax.plot([], [], "-", color="tab:blue", label=_word("day", lang))
    for in_w, in_b in -_lesson.each:
        ax.plot([0, in_w], [0, in_b], color="tab:blue", linewidth=0.8, alpha=0.6)
    mean_w, mean_b = -_lesson.objective.gradient(_lesson.start)
    ax.annotate(
        "",
        xy=(mean_w, mean_b),
        xytext=(0, 0),
        arrowprops={"arrowstyle": "-|>", "color": "tab:red", "linewidth": 2, "shrinkA": 0},
    )
    ax.plot([], [], "-", color="tab:red", linewidth=2, label=_word("mean", lang))
    ax.set(xlabel=_word("weight", lang), ylabel=_word("bias", lang))
    figure.legend(loc="outside lower center", ncols=2)
    return figure


def noisy_paths(lang: str) -> Figure:
    """Draw the paths of three batch sizes on the bowl of the loss, one below the other."""
    figure, axes = column(9, rows=3, sharex=True)
    runs = ((1, _lesson.one, 192), (_lesson.few, _lesson.eight, 160), (64, _lesson.all_days, 20))
    for ax, (size, run, steps) in zip(axes, runs, strict=True):
        plots.plot_contours(_lesson.ground, ax, levels=12, lang=lang)
        points = np.array(run.t[: steps + 1])
        ax.plot(*points.T, ".-", color="tab:red", linewidth=0.7, markersize=3, zorder=2)
        ax.set(xlim=(-0.3, 3.3), ylim=(-0.4, 2.0), aspect="equal", xlabel="")
        ax.set(ylabel=_word("bias", lang), title=_word("size", lang, size=size))
    axes[-1].set_xlabel(_word("weight", lang))
    return figure


def spread(lang: str) -> Figure:
    """Draw how the variance of the gradient falls with the batch size."""
    figure, ax = column(3.6)
    spreads = _lesson.spreads[:-1]
    sizes = [found.size for found in spreads]
    ax.plot(sizes, [found.drawn_formula for found in spreads], "--", label=_word("drawn", lang))
    ax.plot(sizes, [found.dealt_formula for found in spreads], "-", label=_word("dealt", lang))
    measured = [found.dealt for found in spreads]
    ax.plot(sizes, measured, "o", color="tab:red", label=_word("measured", lang))
    ax.set_xscale("log", base=2)
    ax.set(yscale="log", xlabel=_word("batch", lang), ylabel=_word("squared", lang))
    ax.set_xticks(sizes, [str(size) for size in sizes])
    ax.legend()
    return figure


def losses(lang: str) -> Figure:
    """Draw the losses over epochs for batches of one, of eight and of all days."""
    figure, ax = column(4.1)
    runs = ((1, _lesson.one), (_lesson.few, _lesson.eight), (64, _lesson.all_days))
    for size, run in runs:
        every = max(1, len(run) // 320)
        excess = np.array(run.loss)[::every] - _lesson.lowest
        when = np.arange(len(run))[::every] * size / _lesson.samples
        ax.plot(when, excess, linewidth=1, label=_word("size", lang, size=size))
    ax.set(yscale="log", xlabel=_word("epoch", lang), ylabel=_word("excess", lang), ylim=(1e-5, 10))
    figure.legend(loc="outside lower center", ncols=2)
    return figure


def floors(lang: str) -> Figure:
    """Draw the mean squared distance of many descents, and their noise floors."""
    figure, ax = column(3.6)
    for lr, color in ((0.2, "tab:blue"), (0.1, "tab:orange"), (0.05, "tab:green")):
        curve = _lesson.curves[lr, 1][:161]
        ax.plot(curve, color=color, linewidth=1, label=_word("rate", lang, lr=lr))
        ax.axhline(_lesson.floor(lr, 1), color=color, linewidth=1, linestyle="--")
    ax.set(yscale="log", xlabel=_word("update", lang), ylabel=_word("distance", lang))
    ax.legend()
    return figure


def schedules(lang: str) -> Figure:
    """Draw five schedules over the iterations."""
    figure, ax = column(4.3)
    ns = np.arange(_lesson.steps)
    for name, schedule in _lesson.schedules.items():
        style = "--" if name == "warm" else "-"
        ax.plot(ns, [schedule(int(n)) for n in ns], style, label=_word(name, lang))
    ax.set(xlabel=_word("update", lang), ylabel=_word("lr", lang))
    figure.legend(loc="outside lower center", ncols=2)
    return figure


def scheduled_losses(lang: str) -> Figure:
    """Draw the losses of descents by single days, averaged, for four schedules."""
    figure, ax = column(3.6)
    for name in ("constant", "one_over_n", "stairs", "cosine"):
        when = np.arange(_lesson.steps + 1)[::8] / _lesson.samples
        ax.plot(when, _lesson.excesses[name][::8], linewidth=1, label=_word(name, lang))
    ax.set(yscale="log", xlabel=_word("epoch", lang), ylabel=_word("excess", lang), ylim=(1e-5, 10))
    ax.legend(loc="lower left")
    return figure
