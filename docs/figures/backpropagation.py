"""The figures of the lesson on backpropagation: graphs, activations, vanishing gradients."""

from types import SimpleNamespace

from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from gdlib import plots
from sitegen.figures.column import column
from sitegen.markdown.values import quantities

_lesson = SimpleNamespace(**quantities("backpropagation"))

_WORDS = {
    "layer": {"en": "layer, from the inputs to the output", "ja": "層（入力側から出力側へ）"},
    "length": {"en": "length of the gradient", "ja": "勾配の長さ"},
}


def _word(key: str, lang: str) -> str:
    return _WORDS[key][lang]


def graph(lang: str) -> Figure:
    """Draw the graph of the small expression."""
    figure, ax = plt.subplots(figsize=(4.1, 2.0), layout="constrained")
    names = {
        _lesson.graph_a: "a",
        _lesson.graph_b: "b",
        _lesson.graph_u: "u = ab",
        _lesson.graph_v: "v = a + u",
        _lesson.graph_e: "E = v²",
    }
    plots.plot_graph(_lesson.graph_e, ax, names=names, lang=lang)
    ax.set(xlim=(-0.4, 3.4))
    return figure


def neuron(lang: str) -> Figure:
    """Draw the graph of one neuron and its squared error."""
    figure, ax = plt.subplots(figsize=(4.75, 2.0), layout="constrained")
    names = {
        _lesson.neuron_w: "w",
        _lesson.neuron_b: "b",
        _lesson.neuron_z: "z = wx + b",
        _lesson.neuron_out: "a = tanh z",
        _lesson.neuron_e: "E",
    }
    plots.plot_graph(_lesson.neuron_e, ax, names=names, lang=lang)
    ax.set(xlim=(-0.36, 3.36))
    return figure


def slopes(lang: str) -> Figure:
    """Draw two activations and their slopes."""
    figure, axes = column(5.4, rows=2, sharex=True)
    for ax, name in zip(axes, ("sigmoid", "tanh"), strict=True):
        plots.plot_activation(name, ax, lang=lang)
        ax.grid(alpha=0.3)
    axes[0].set_xlabel("")
    return figure


def fading(lang: str) -> Figure:
    """Draw the norm of the gradient in each layer of deep networks, for three activations."""
    figure, ax = column()
    depth = _lesson.depths[-1]
    for name in ("relu", "tanh", "sigmoid"):
        lengths = _lesson.sizes_of_layers(name, depth)
        ax.plot(range(1, depth + 2), lengths, ".-", label=name)
    ax.set(yscale="log", xlabel=_word("layer", lang), ylabel=_word("length", lang))
    ax.legend()
    return figure
