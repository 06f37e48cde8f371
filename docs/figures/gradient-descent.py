"""The figures of the lesson on gradient descent that the running example does not have."""

from types import SimpleNamespace

from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator

from gdlib import plots
from sitegen.markdown.values import quantities

_lesson = SimpleNamespace(**quantities("running_example"))

_WORDS = {
    "linear": {"en": "linear scale", "ja": "ふつうの目盛り"},
    "logarithmic": {"en": "logarithmic scale", "ja": "対数目盛り"},
}


def loss_curve(lang: str) -> Figure:
    """Draw the loss over the iterations, on a linear scale and on a logarithmic one."""
    figure, axes = plt.subplots(2, 1, figsize=(4.4, 5.6), sharex=True, layout="constrained")
    for ax, scale in zip(axes, ("linear", "logarithmic"), strict=True):
        *_, legend = plots.plot_losses({"E": _lesson.run}, ax, lang=lang)
        legend.remove()
        ax.set_title(_WORDS[scale][lang])
    axes[0].set(yscale="linear", xlabel="")
    axes[1].yaxis.set_major_locator(LogLocator(numticks=9))
    return figure
