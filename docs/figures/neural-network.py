"""The figures of the lesson on the neural network: boundaries, trainings, weights, overfitting."""

from functools import partial
from types import SimpleNamespace

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.animation import Animation
from matplotlib.figure import Figure

from gdlib import plots
from sitegen.figures.column import WIDTH, column
from sitegen.markdown.values import quantities

_lesson = SimpleNamespace(**quantities("neural-network"))

_WORDS = {
    "epoch": {"en": "epoch {n}", "ja": "エポック {n}"},
    "epochs": {"en": "epoch", "ja": "エポック"},
    "weights": {"en": "weights of the first layer", "ja": "第一層の重み"},
    "biases": {"en": "its biases", "ja": "第一層のバイアス"},
    "gradient_descent": {"en": "gradient descent, η = {lr:g}", "ja": "勾配降下法 η = {lr:g}"},
    "momentum": {"en": "momentum, η = {lr:g}", "ja": "モーメンタム η = {lr:g}"},
    "adam": {"en": "Adam, η = {lr:g}", "ja": "Adam η = {lr:g}"},
    "seen": {"en": "training data", "ja": "訓練データ"},
    "held": {"en": "validation data", "ja": "検証データ"},
    "free": {"en": "Adam", "ja": "Adam"},
    "pulled": {"en": "AdamW, decay {decay:g}", "ja": "AdamW（減衰 {decay:g}）"},
    "loss": {"en": "loss", "ja": "損失"},
    "before": {"en": "before training", "ja": "学習前"},
    "after": {"en": "after {n} epochs", "ja": "{n} エポック後"},
}


def _word(key: str, lang: str, **values: object) -> str:
    return _WORDS[key][lang].format(**values)


def one_line(lang: str) -> Figure:
    """Draw the decision boundary of one neuron on the moons."""
    figure, ax = column(3.4)
    plots.plot_decision_boundary(_lesson.line_scores, _lesson.moons, ax, lang=lang)
    ax.set_aspect("equal")
    return figure


def four_lines(lang: str) -> Figure:
    """Draw the decision boundary of four hidden neurons on the moons, and the line of each."""
    figure, ax = column(3.4)
    t = _lesson.few_run.t[-1]
    plots.plot_decision_boundary(
        partial(_lesson.few_neurons.outputs, t), _lesson.moons, ax, lang=lang
    )
    for w1, w2, b in _lesson.few_neurons.layers(t)[0]:
        ends = np.array(ax.get_xlim())
        ax.plot(ends, -(w1 * ends + b) / w2, "--", color="tab:gray", linewidth=1.2, scalex=False)
    ax.set_ylim(_lesson.moons.x[:, 1].min() - 0.3, _lesson.moons.x[:, 1].max() + 0.3)
    ax.set_aspect("equal")
    return figure


def losses(lang: str) -> Figure:
    """Draw the losses of three trainings, each at its best rate."""
    figure, ax = column(4)
    runs = {
        _word(name, lang, lr=_lesson.fastest[name].lr): run
        for name, run in _lesson.drawn_runs.items()
    }
    *_, legend = plots.plot_losses(runs, ax, lang=lang)
    legend.remove()  # it would hide the curves
    figure.legend(loc="outside lower center", ncols=2)
    ax.set_xlabel(_word("epochs", lang))
    return figure


def moments(lang: str) -> Figure:
    """Draw the decision boundary at four epochs of the training."""
    figure, axes = column(11.4, rows=4, sharex=True)
    for ax, epoch in zip(axes, _lesson.moments, strict=True):
        outputs = partial(_lesson.network.outputs, _lesson.training.t[epoch])
        plots.plot_decision_boundary(outputs, _lesson.moons, ax, lang=lang)
        ax.set_title(_word("epoch", lang, n=epoch))
        ax.set_aspect("equal")
        ax.get_legend().remove()
        ax.set_xlabel("")
    return figure


def boundary_film(lang: str) -> Animation:
    """Animate the decision boundary over the training."""
    figure, ax = plt.subplots(figsize=(WIDTH, 3.4))
    figure.subplots_adjust(left=0.16, right=0.97, bottom=0.14, top=0.9)  # no frame moves the axes
    part = _lesson.training[:101]
    return plots.animate_boundary(
        part, _lesson.network.outputs, _lesson.moons, ax, frames=21, lang=lang
    )


def weights(lang: str) -> Figure:
    """Draw every weight and bias of the first layer over the training."""
    figure, ax = column(3.6)
    layers = np.array([_lesson.network.layers(t)[0] for t in _lesson.training.t])
    weight_lines = layers[:, :, :2].reshape(len(layers), -1)
    (first, *_) = ax.plot(weight_lines, color="tab:blue", linewidth=1)
    (bias, *_) = ax.plot(layers[:, :, 2], color="tab:orange", linewidth=1)
    first.set_label(_word("weights", lang))
    bias.set_label(_word("biases", lang))
    ax.set_xlabel(_word("epochs", lang))
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2, frameon=False)
    return figure


def before_after(lang: str) -> Figure:
    """Draw the network with its weights before the training and after it."""
    figure, axes = column(7.4, rows=2)
    titles = (_word("before", lang), _word("after", lang, n=_lesson.epochs))
    for ax, epoch, title in zip(axes, (0, _lesson.epochs), titles, strict=True):
        plots.plot_network(_lesson.network, _lesson.training.t[epoch], ax, lang=lang)
        ax.set_title(title)
    return figure


def held_out(lang: str) -> Figure:
    """Draw the losses on training data and on validation data."""
    figure, axes = column(5.6, rows=2, sharex=True)
    for ax, name in zip(axes, ("free", "pulled"), strict=True):
        result = getattr(_lesson, name)
        ax.plot(result.run.loss, label=_word("seen", lang))
        ax.plot(result.held, label=_word("held", lang))
        ax.axvline(result.best, color=ax.xaxis.label.get_color(), linewidth=1, linestyle="--")
        ax.set(ylabel=_word("loss", lang), ylim=(0, 1))
        ax.set_title(_word(name, lang, decay=_lesson.decay))
    axes[1].set_xlabel(_word("epochs", lang))
    axes[0].legend()
    return figure


def memorised(lang: str) -> Figure:
    """Draw the decision boundaries of both trainings."""
    figure, axes = column(6.6, rows=2, sharex=True)
    for ax, name in zip(axes, ("free", "pulled"), strict=True):
        outputs = partial(_lesson.large.outputs, getattr(_lesson, name).run.t[-1])
        plots.plot_decision_boundary(outputs, _lesson.few, ax, lang=lang)
        ax.set_title(_word(name, lang, decay=_lesson.decay))
        ax.set_aspect("equal")
        ax.get_legend().remove()
    axes[0].set_xlabel("")
    axes[1].set_xticks(range(-1, 3))
    return figure
