"""The figures of the lesson on what learning means, lines, a grid search, and a network."""

from dataclasses import replace
from types import SimpleNamespace

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from gdlib import plots
from sitegen.figures.column import column
from sitegen.markdown.values import quantities

_lesson = SimpleNamespace(**quantities("what-learning-means"))
_ground = _lesson.ground

_WORDS = {
    "degrees": {"en": "degrees warmer than usual", "ja": "気温が例年より何度高いか"},
    "cups": {"en": "cups more than usual, in tens", "ja": "例年より何杯多いか（十杯）"},
    "line": {
        "en": "w = {w:g}, b = {b:g}: loss {loss:.3f}",
        "ja": "w = {w:g}、b = {b:g}：損失 {loss:.3f}",
    },
    "by eye": {"en": "set by eye", "ja": "目分量で引いた直線"},
    "best": {"en": "line of least loss", "ja": "損失が最小の直線"},
    "weight": {"en": "weight w", "ja": "重み w"},
    "bias": {"en": "bias b", "ja": "バイアス b"},
    "tried": {"en": "{n} settings tried", "ja": "試した {n} 通り"},
    "best tried": {"en": "the best of them", "ja": "そのうち最もよいもの"},
    "walk": {"en": "{n} steps downhill", "ja": "坂を下る {n} 歩"},
    "before": {"en": "before training", "ja": "学習前"},
    "after": {"en": "after training", "ja": "学習後"},
}


def _word(key: str, lang: str, **values: object) -> str:
    return _WORDS[key][lang].format(**values)


def misses(lang: str) -> Figure:
    """Draw the eight days, the line set by eye and the best line, each with its residuals."""
    figure, axes = column(6.6, rows=2, sharex=True)
    for ax, line, name in zip(
        axes, (_lesson.by_eye, _lesson.best), ("by eye", "best"), strict=True
    ):
        _draw_misses(ax, *line)
        rounded = {"w": round(line[0], 2), "b": round(line[1], 2), "loss": _ground.loss(line)}
        ax.set_title(f"{_word(name, lang)}\n{_word('line', lang, **rounded)}", fontsize=11)
        ax.set_ylabel(_word("cups", lang))
    axes[1].set_xlabel(_word("degrees", lang))
    return figure


def _draw_misses(ax: Axes, w: float, b: float) -> None:
    ends = (-3.5, 3.5)
    ax.plot(ends, [w * x + b for x in ends], color="tab:blue", zorder=1)
    guesses = [w * x + b for x in _lesson.degrees]
    ax.vlines(_lesson.degrees, guesses, _lesson.cups, color="tab:red", linewidth=2.5, zorder=2)
    ax.plot(_lesson.degrees, _lesson.cups, "o", color="tab:orange", markersize=4, zorder=3)
    ax.set(xlim=ends, ylim=(-7, 9))


def hundred_tries(lang: str) -> Figure:
    """Draw the loss over weight and bias, every point of the grid, and a descent."""
    figure, ax = column(5)
    plots.plot_contours(replace(_ground, view=(-10.0, 10.0, -10.0, 10.0)), ax, lang=lang)
    color = ax.xaxis.label.get_color()
    ax.plot(
        *zip(*_lesson.tried, strict=True),
        "x",
        color=color,
        markersize=4,
        alpha=0.7,
        label=_word("tried", lang, n=len(_lesson.tried)),
    )
    ax.plot(
        *_lesson.grid_best,
        "s",
        color="tab:red",
        fillstyle="none",
        markersize=11,
        label=_word("best tried", lang),
    )
    ax.plot(
        *zip(*_lesson.walk.t, strict=True),
        ".-",
        color="tab:orange",
        linewidth=1,
        label=_word("walk", lang, n=_lesson.walk_steps),
    )
    ax.set(xlabel=_word("weight", lang), ylabel=_word("bias", lang))
    ax.set(xticks=range(-10, 11, 5), yticks=range(-10, 11, 5))
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=2, frameon=False)
    return figure


def promise(lang: str) -> Figure:
    """Draw the decision boundary of the tenth lesson's network before and after training."""
    figure, axes = column(6.8, rows=2)
    ends = (_lesson.weights_start, _lesson.training.t[-1])
    for ax, t, name in zip(axes, ends, ("before", "after"), strict=True):

        def scores(x, t=t):
            return _lesson.network.outputs(t, x)

        plots.plot_decision_boundary(scores, _lesson.moons, ax, lang=lang)
        ax.set_title(_word(name, lang), fontsize=11)
    axes[1].get_legend().remove()  # it would hide the border, and says what the upper one says
    return figure
