"""The figures of the lesson on convergence: bounds of the theorems, and runs below them."""

from types import SimpleNamespace

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sitegen.figures.column import column
from sitegen.markdown.values import quantities

_lesson = SimpleNamespace(**quantities("convergence"))

_WORDS = {
    "iteration": {"en": "iteration n", "ja": "反復 n"},
    "distance": {"en": "squared distance to the minimum", "ja": "最小点までの距離の二乗"},
    "promise": {"en": "promised", "ja": "保証された上限"},
    "safe": {"en": "η = 1/L", "ja": "η = 1/L"},
    "best": {"en": "η = 2/(L + μ)", "ja": "η = 2/(L + μ)"},
    "loss": {"en": "loss above the minimum", "ja": "最小値からの損失の差"},
    "slope": {"en": "smallest squared gradient so far", "ja": "それまでで最小の勾配の二乗"},
    "run": {"en": "the run", "ja": "実際の降下"},
    "convex": {"en": "convex: Huber loss", "ja": "凸：フーバー損失"},
    "hills": {"en": "not convex: wavy bowl", "ja": "凸でない：波打つ谷"},
}


def _word(key: str, lang: str) -> str:
    return _WORDS[key][lang]


def strongly_convex(lang: str) -> Figure:
    """Draw the squared distances of two runs on the bowl, and the theorem's bound for one rate."""
    figure, ax = column(3.6)
    ax.plot(_lesson.promised, "--", color="tab:gray", label=_word("promise", lang))
    ax.plot(_lesson.distances(_lesson.slow), color="tab:blue", label=_word("safe", lang))
    ax.plot(_lesson.distances(_lesson.fast), "-.", color="tab:orange", label=_word("best", lang))
    ax.set(yscale="log", xlabel=_word("iteration", lang), ylabel=_word("distance", lang))
    ax.legend()
    return figure


def weaker_promises(lang: str) -> Figure:
    """Draw a run's loss on a convex loss, and gradients on a non-convex one, with their bounds."""
    figure, (left, right) = column(6.4, rows=2)
    ns = range(1, _lesson.ramp_updates + 1)
    figure.get_layout_engine().set(h_pad=0.12)
    left.plot(ns, _lesson.ramp_promised, "--", color="tab:gray", label=_word("promise", lang))
    left.plot(ns, _lesson.on_ramp.loss[1:], ".-", color="tab:blue", label=_word("run", lang))
    left.set(ylabel=_word("loss", lang), title=_word("convex", lang))
    ns = range(1, _lesson.hills_updates + 1)
    right.plot(ns, _lesson.hills_promised, "--", color="tab:gray", label=_word("promise", lang))
    right.plot(ns, _lesson.hills_smallest, ".-", color="tab:blue", label=_word("run", lang))
    right.set(yscale="log", ylabel=_word("slope", lang), title=_word("hills", lang))
    for ax in (left, right):
        ax.set_xlabel(_word("iteration", lang))
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.legend()
    return figure
