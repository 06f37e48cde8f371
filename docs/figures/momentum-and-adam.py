"""The figures of the lesson from momentum to Adam: paths, convergence factors and losses."""

from types import SimpleNamespace

import numpy as np
from matplotlib.figure import Figure

from gdlib import AdaGrad, Adam, Momentum, RMSProp, plots, record
from sitegen.figures.column import column
from sitegen.markdown.values import quantities

_lesson = SimpleNamespace(**quantities("momentum-and-adam"))

_NAMES = {
    "gradient_descent": {"en": "gradient descent", "ja": "勾配降下法"},
    "momentum": {"en": "momentum", "ja": "モーメンタム"},
    "nesterov": {"en": "Nesterov", "ja": "ネステロフ"},
    "adagrad": {"en": "AdaGrad", "ja": "AdaGrad"},
    "rmsprop": {"en": "RMSProp", "ja": "RMSProp"},
    "adam": {"en": "Adam", "ja": "Adam"},
}
_WORDS = {
    "bend": {"en": "learning rate × curvature, ηλ", "ja": "学習率 × 曲率 ηλ"},
    "factor": {"en": "factor an update", "ja": "更新一回あたりの倍率"},
    "limit": {"en": "diverges above", "ja": "これより上は発散"},
    "update": {"en": "update", "ja": "更新"},
    "step": {"en": "length of the step", "ja": "歩幅"},
    "straight": {"en": "valley along an axis", "ja": "軸に沿った谷"},
    "turned": {"en": "the same valley, turned", "ja": "向きを変えた同じ谷"},
    "rosenbrock": {"en": "Rosenbrock's valley", "ja": "ローゼンブロックの谷"},
}


def _word(key: str, lang: str) -> str:
    return _WORDS[key][lang]


def valley(lang: str) -> Figure:
    """Draw plain descent and momentum in the valley."""
    figure, ax = column()
    runs = {
        _NAMES[name][lang]: _lesson.race[name][:41] for name in ("gradient_descent", "momentum")
    }
    plots.plot_paths(runs, _lesson.valley, ax, lang=lang)
    return figure


def momentum_factors(lang: str) -> Figure:
    """Draw the factor of an update over ηλ: curves from the formula, points from gdlib's runs."""
    figure, ax = column()
    bends = np.linspace(0, 3.9, 391)
    for kept in _lesson.betas_drawn:
        rates = [_lesson.momentum_rate(bend, kept) for bend in bends]
        (curve,) = ax.plot(bends, rates, label=f"β = {kept:g}")
        few = [bend for bend in np.arange(0.1, 3.9, 0.25) if _lesson.momentum_rate(bend, kept) < 1]
        measured = [_lesson.measured_rate(bend, kept) for bend in few]
        ax.plot(few, measured, "o", color=curve.get_color(), markersize=4)
    ax.axhline(1, color=ax.xaxis.label.get_color(), linewidth=1, linestyle="--")
    ax.text(0.05, 1.02, _word("limit", lang), color=ax.xaxis.label.get_color())
    ax.set(xlabel=_word("bend", lang), ylabel=_word("factor", lang), xlim=(0, 3.9), ylim=(0, 1.2))
    ax.legend(loc="lower right")
    return figure


def first_steps(lang: str) -> Figure:
    """Draw the step lengths of four methods where the slope is always 1."""
    figure, ax = column()
    rules = {"momentum": Momentum(), "adagrad": AdaGrad(), "rmsprop": RMSProp(), "adam": Adam()}
    for name, rule in rules.items():
        run = record(lambda t: t, lambda _t: 1.0, 0.0, lr=1.0, steps=60, rule=rule)
        ax.plot(range(1, 61), -np.diff(run.t), ".-", markersize=4, label=_NAMES[name][lang])
    ax.set(xlabel=_word("update", lang), ylabel=_word("step", lang), ylim=(0, 10.5))
    ax.legend()
    return figure


def turned_valley(lang: str) -> Figure:
    """Draw three methods in the valley, and in the same valley turned."""
    figure, axes = column(7.6, rows=2, height_ratios=(5, 9))
    for ax, place, title in zip(axes, ("bowl", "turned"), ("straight", "turned"), strict=True):
        runs = {}
        for name, lr in _lesson.drawn_rates.items():
            runs[_NAMES[name][lang]] = _lesson.raced_run(place, name, lr, 60)
        *_, legend = plots.plot_paths(runs, _lesson.places[place], ax, lang=lang)
        legend.remove()  # it would hide the paths
        ax.set_aspect("equal")
        ax.set_title(_word(title, lang))
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=2)
    return figure


def race_losses(lang: str) -> Figure:
    """Draw the losses of all methods, each at its best rate, on two surfaces."""
    figure, axes = column(7.4, rows=2)
    figure.get_layout_engine().set(h_pad=0.12)
    for ax, place, steps in zip(axes, ("bowl", "rosenbrock"), (150, 600), strict=True):
        runs = {}
        for name, best in _lesson.raced[place].items():
            runs[_NAMES[name][lang]] = _lesson.raced_run(place, name, best.lr, steps)
        *_, legend = plots.plot_losses(runs, ax, lang=lang)
        legend.remove()  # it would hide the curves
        ax.set(ylim=(1e-9, 1e4))
        ax.set_title(_word("straight" if place == "bowl" else place, lang))
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=2)
    return figure
