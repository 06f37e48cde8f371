"""The figures of the lesson on the learning rate: one run per case, and the descent lemma."""

from types import SimpleNamespace

import numpy as np
from matplotlib.figure import Figure

from gdlib import Trajectory, plots
from sitegen.figures.column import column
from sitegen.markdown.values import quantities

_lesson = SimpleNamespace(**quantities("learning-rate"))

_WORDS = {
    "iteration": {"en": "iteration n", "ja": "反復 n"},
    "parameter": {"en": "parameter t", "ja": "パラメータ t"},
    "loss": {"en": "loss function E", "ja": "損失関数 E"},
    "ceiling": {"en": "ceiling of curvature L", "ja": "曲率 L の天井"},
    "wavy": {"en": "the loss", "ja": "損失"},
    "here": {"en": "where we stand", "ja": "いまいる点"},
    "curvature": {"en": "curvature {value:g}", "ja": "曲率 {value:g}"},
}


def _word(key: str, lang: str, **values: object) -> str:
    return _WORDS[key][lang].format(**values)


def _case(run: Trajectory, lang: str) -> Figure:
    """Draw a run on the parabola, and below it the parameter over the iterations."""
    figure, (above, below) = column(5, rows=2, height_ratios=(3, 2))
    plots.plot_oscillation(run, above, lang=lang)
    below.axhline(5.0, color="tab:gray", linestyle="--", linewidth=1)
    below.plot(run.n, run.t, ".-", color="tab:orange", linewidth=1)
    below.set(xlabel=_word("iteration", lang), ylabel=_word("parameter", lang))
    return figure


def creeping(lang: str) -> Figure:
    """Draw a run whose rate is far too small."""
    return _case(_lesson.creeping, lang)


def good(lang: str) -> Figure:
    """Draw a run whose rate is about right."""
    return _case(_lesson.good, lang)


def balanced(lang: str) -> Figure:
    """Draw a run exactly at the limit, which oscillates."""
    return _case(_lesson.balanced, lang)


def leaving(lang: str) -> Figure:
    """Draw a run beyond the limit, which diverges."""
    return _case(_lesson.leaving, lang)


def curvatures(lang: str) -> Figure:
    """Draw runs with the same start and rate on three parabolas, one below the other."""
    figure, axes = column(7.4, rows=3, sharex=True)
    for ax, bent in zip(axes, _lesson.bent, strict=True):
        plots.plot_oscillation(bent.run, ax, landscape=bent.place, lang=lang)
        ax.set_title(_word("curvature", lang, value=bent.curvature))
        ax.set_xlabel("")
    axes[-1].set_xlabel(_word("parameter", lang))
    return figure


def ceiling(lang: str) -> Figure:
    """Draw the wavy loss below its quadratic upper bound, with the steps 1/L and 2/L."""
    figure, ax = column(3.8)
    hills, u = _lesson.hills, _lesson.touch

    def roof(t: float | np.ndarray) -> float | np.ndarray:
        away = t - u
        return _lesson.touch_loss + _lesson.touch_grad * away + _lesson.bend / 2 * away**2

    ts = np.linspace(-7, 5, 301)
    ax.plot(ts, hills.loss(ts), color="tab:blue", label=_word("wavy", lang))
    ax.plot(ts, roof(ts), "--", color="tab:gray", label=_word("ceiling", lang))
    ax.plot(u, _lesson.touch_loss, "o", color="tab:red", label=_word("here", lang), zorder=3)
    steps = ((_lesson.half_way, "η = 1/L", "right"), (_lesson.at_limit, "η = 2/L", "center"))
    for t, name, side in steps:
        ax.plot([t, t], [roof(t), hills.loss(t)], color="tab:green", linewidth=1, zorder=2)
        ax.plot([t, t], [roof(t), hills.loss(t)], "o", color="tab:green", markersize=5, zorder=3)
        place = (t, min(roof(t), hills.loss(t)))
        ax.annotate(name, place, (0, -16), textcoords="offset points", ha=side)
    ax.set(xlim=(-7, 5), ylim=(0, 14))
    ax.set(xlabel=_word("parameter", lang), ylabel=_word("loss", lang))
    ax.legend(loc="upper center")
    return figure
