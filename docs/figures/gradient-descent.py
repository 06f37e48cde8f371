"""The figures of the lesson on gradient descent that are not in running_example.py."""

from types import SimpleNamespace

from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator

from gdlib import plots
from sitegen.figures.column import column
from sitegen.markdown.values import quantities

_lesson = SimpleNamespace(**quantities("running_example"))

_WORDS = {
    "linear": {"en": "linear scale", "ja": "ふつうの目盛り"},
    "logarithmic": {"en": "logarithmic scale", "ja": "対数目盛り"},
}


def loss_curve(lang: str) -> Figure:
    """Draw the loss over the iterations, on a linear scale and on a logarithmic one."""
    figure, axes = column(5.6, rows=2, sharex=True)
    for ax, scale in zip(axes, ("linear", "logarithmic"), strict=True):
        *_, legend = plots.plot_losses({"E": _lesson.run}, ax, lang=lang)
        legend.remove()
        ax.set_title(_WORDS[scale][lang])
    axes[0].set(yscale="linear", xlabel="")
    axes[1].yaxis.set_major_locator(LogLocator(numticks=9))
    return figure
