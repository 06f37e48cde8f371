"""The figures of the lesson on the gradient: secants, errors over h, and slopes by direction."""

from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from gdlib import plots

_quantities = Path(__file__).parents[1] / "quantities"
_lesson = SimpleNamespace(**run_path(str(_quantities / "the-gradient.py")))

_WORDS = {
    "t": {"en": "parameter t", "ja": "パラメータ t"},
    "loss": {"en": "loss function E", "ja": "損失関数 E"},
    "secant": {"en": "secant, h = {h:g}", "ja": "割線、h = {h:g}"},
    "tangent": {"en": "tangent", "ja": "接線"},
    "h": {"en": "distance h", "ja": "幅 h"},
    "error": {"en": "error of the slope", "ja": "傾きの誤差"},
    "forward": {"en": "forward difference", "ja": "前進差分"},
    "central": {"en": "central difference", "ja": "中心差分"},
    "angle": {"en": "direction in degrees", "ja": "向き（度）"},
    "slope": {"en": "slope in that direction", "ja": "その向きの傾き"},
    "gradient": {"en": "gradient", "ja": "勾配"},
    "minus": {"en": "minus the gradient", "ja": "勾配の逆"},
}


def _word(key: str, lang: str, **values: object) -> str:
    return _WORDS[key][lang].format(**values)


def secants(lang: str) -> Figure:
    """Draw secants of the parabola that turn into its tangent as their second point comes near."""
    figure, ax = plt.subplots(figsize=(6, 5), layout="constrained")
    ts = np.linspace(-8, 4, 200)
    ax.plot(ts, [_lesson.parabola(t) for t in ts], color="tab:blue")
    here = _lesson.t
    for h, style in ((6.0, ":"), (3.0, "-."), (1.0, "--")):
        rise = (_lesson.parabola(here + h) - _lesson.parabola(here)) / h
        ax.plot(ts, _lesson.parabola(here) + rise * (ts - here), style, color="tab:orange",
                label=_word("secant", lang, h=h))  # fmt: skip
        ax.plot(here + h, _lesson.parabola(here + h), "o", color="tab:orange")
    ax.plot(ts, _lesson.parabola(here) + _lesson.exact * (ts - here), color="tab:red",
            label=_word("tangent", lang))  # fmt: skip
    ax.plot(here, _lesson.parabola(here), "o", color="tab:red")
    ax.set(ylim=(-5, 90), xlabel=_word("t", lang), ylabel=_word("loss", lang))
    ax.legend()
    return figure


def error_over_h(lang: str) -> Figure:
    """Draw how wrong a measured slope is, from wide distances to the narrowest."""
    figure, ax = plt.subplots(figsize=(6, 4.5), layout="constrained")
    for method, style in (("forward", "o-"), ("central", "s--")):
        errors = np.array(_lesson.errors[method])
        ax.plot(_lesson.powers, np.where(errors > 0, errors, np.nan), style, markersize=4,
                label=_word(method, lang))  # fmt: skip
    ax.set(xscale="log", yscale="log", xlabel=_word("h", lang), ylabel=_word("error", lang))
    ax.legend()
    return figure


def directions(lang: str) -> Figure:
    """Draw the slope at one place by direction; on the bowl's contours, the gradient there."""
    figure, (left, right) = plt.subplots(2, 1, figsize=(6, 7.5), layout="constrained")
    plots.plot_contours(_lesson.ground, left, lang=lang)
    x, y = _lesson.point
    for sign, color, key in ((1, "tab:red", "gradient"), (-1, "tab:green", "minus")):
        step = [sign * 0.35 * part for part in _lesson.gradient_there]
        left.annotate("", (x + step[0], y + step[1]), (x, y),
                      arrowprops={"arrowstyle": "-|>", "color": color, "linewidth": 2})  # fmt: skip
        left.plot([], [], color=color, label=_word(key, lang))
    left.plot(x, y, "o", color="tab:red")
    left.legend(loc="lower left")
    angles = np.linspace(0, 360, 181)
    right.plot(angles, [_lesson.slope_towards(angle) for angle in angles], color="tab:blue")
    steepest = _lesson.steepest_angle
    right.plot(steepest, _lesson.length, "o", color="tab:red", label=_word("gradient", lang))
    right.plot(steepest + 180, -_lesson.length, "o", color="tab:green", label=_word("minus", lang))
    right.axhline(0, color=right.xaxis.label.get_color(), linewidth=0.8)
    right.set(xticks=range(0, 361, 45), xlabel=_word("angle", lang), ylabel=_word("slope", lang))
    right.legend()
    return figure
