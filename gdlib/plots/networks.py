"""Figures of networks: an activation and its slope, and the weights between the neurons."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D

from gdlib.data import Array
from gdlib.network import ACTIVATIONS, Network
from gdlib.plots.words import word

CURVE, SLOPE = "tab:blue", "tab:orange"
# The colours of the classes that scores below and above 0 predict.
BELOW, ABOVE = "tab:blue", "tab:orange"


def plot_activation(name: str, ax: Axes, *, lang: str = "en") -> list[Artist]:
    """Draw an activation and its slope over a neuron's input z, from −5 to 5, with a legend.

    Args:
        name: one of `ACTIVATIONS`: "tanh", "relu" or "sigmoid".
        ax: where to draw.
        lang: language of the labels, "en" or "ja".

    Returns:
        The activation, its slope, and the legend.

    Raises:
        ValueError: there is no activation of that name, or `lang` is none of the languages.
    """
    if name not in ACTIVATIONS:
        raise ValueError(f"name must be one of {', '.join(ACTIVATIONS)}, got {name!r}")
    activation, zs = ACTIVATIONS[name], np.linspace(-5, 5, 500)  # without 0, where ReLU bends
    outputs = activation.function(zs)
    slopes = activation.slope(outputs)
    slopes[1:][abs(np.diff(slopes)) > 0.5] = np.nan  # a jump is a gap, not a steep line
    (curve,) = ax.plot(zs, outputs, color=CURVE, label=name)
    (slope,) = ax.plot(zs, slopes, color=SLOPE, linestyle="--", label=word("its slope", lang))
    ax.set(xlabel=word("neuron input", lang), ylabel=word("neuron output", lang))
    return [curve, slope, ax.legend()]


def plot_network(network: Network, t: Array, ax: Axes, *, lang: str = "en") -> list[Artist]:
    """Draw the neurons of a network in columns, and its weights as lines between them.

    The colour of a line is the sign of its weight, the width its size. A neuron has the colour of
    its bias's sign, mixed with the less grey the larger the bias is.

    Args:
        network: the architecture.
        t: its parameters; shape (parameters,), finite.
        ax: where to draw; its frame is hidden.
        lang: language of the labels, "en" or "ja".

    Returns:
        The lines between every two layers, the neurons of each layer, its name, and the legend.

    Raises:
        ValueError: `t` has another shape, or holds a number that is not finite.
    """
    t = np.asarray(t, dtype=float)
    if t.shape != (network.parameters,) or not np.isfinite(t).all():
        raise ValueError(f"t must hold {network.parameters} finite numbers, got {t!r}")
    layers, heights = network.layers(t), [_heights(size) for size in network.sizes]
    thickest = max(abs(weights[:, :-1]).max() for weights in layers) or 1.0
    darkest = max(abs(weights[:, -1]).max() for weights in layers) or 1.0
    drawn: list[Artist] = []
    for i, weights in enumerate(layers):
        drawn.append(_edges(ax, i, heights[i], heights[i + 1], weights[:, :-1] / thickest))
    biases = [np.zeros(network.sizes[0]), *(weights[:, -1] / darkest for weights in layers)]
    bottom = -max(network.sizes) / 2
    for i, (places, bias) in enumerate(zip(heights, biases, strict=True)):
        drawn += [_neurons(ax, i, places, bias), _layer_name(ax, i, len(layers), bottom, lang)]
    ax.set_axis_off()
    ax.set(xlim=(-0.4, len(layers) + 0.4), ylim=(1.2 * bottom - 0.5, 0.5 - 1.2 * bottom))
    return [*drawn, _sign_legend(ax, lang)]


def _heights(size: int) -> Array:
    """Return the y coordinates of a layer's neurons, the first at the top."""
    return (size - 1) / 2 - np.arange(float(size))


def _edges(ax: Axes, layer: int, begins: Array, ends: Array, strengths: Array) -> LineCollection:
    """Draw a line for each weight; `strengths`, from −1 to 1, has the shape (ends, begins)."""
    lines = [[(layer, begin), (layer + 1, end)] for end in ends for begin in begins]
    widths = 4 * abs(strengths.ravel())
    colors = np.where(strengths.ravel() < 0, BELOW, ABOVE).tolist()
    edges = LineCollection(lines, linewidths=widths, colors=colors, alpha=0.7, zorder=1)
    ax.add_collection(edges)
    return edges


def _neurons(ax: Axes, layer: int, heights: Array, strengths: Array) -> Artist:
    """Draw a circle for each neuron; the strength of its colour runs from −1 to 1."""
    grey = np.array(to_rgba("0.65"))
    colors = [np.array(to_rgba(BELOW if strength < 0 else ABOVE)) for strength in strengths]
    faces = [grey + abs(s) * (color - grey) for s, color in zip(strengths, colors, strict=True)]
    frame = ax.xaxis.label.get_color()
    layers = np.full(len(heights), layer)
    return ax.scatter(layers, heights, s=160, facecolors=faces, edgecolors=frame, zorder=2)


def _layer_name(ax: Axes, layer: int, last: int, bottom: float, lang: str) -> Artist:
    name = {0: word("inputs", lang), last: word("outputs", lang)}
    text = name.get(layer) or word("hidden layer", lang, n=layer)
    color = ax.xaxis.label.get_color()
    return ax.text(layer, bottom - 0.2, text, ha="center", va="top", color=color)


def _sign_legend(ax: Axes, lang: str) -> Artist:
    """Draw the legend of the colours of both signs."""
    below = Line2D([], [], color=BELOW, label=word("below zero", lang))
    above = Line2D([], [], color=ABOVE, label=word("above zero", lang))
    return ax.legend(handles=[below, above], loc="upper center", ncols=2, frameon=False)
