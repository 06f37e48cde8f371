"""The figures of the lesson on the gradient: secants, cuts, directions and measured slopes."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from gdlib import numerical_gradient, plots
from sitegen.figures.column import column
from sitegen.markdown.values import quantities

_lesson = SimpleNamespace(**quantities("the-gradient"))
_ground, _spot = _lesson.ground, _lesson.spot

_WORDS = {
    "secant": {"en": "secant, h = {h:g}", "ja": "割線、h = {h:g}"},
    "tangent": {"en": "tangent", "ja": "接線"},
    "along x": {"en": "only x moves", "ja": "x だけを動かす"},
    "along y": {"en": "only y moves", "ja": "y だけを動かす"},
    "moved": {"en": "how far it is moved", "ja": "動かした量"},
    "loss": {"en": "loss function E", "ja": "損失関数 E"},
    "gradient": {"en": "the gradient", "ja": "勾配"},
    "downhill": {"en": "against it", "ja": "その反対"},
    "level": {"en": "along the contour line", "ja": "等高線に沿う向き"},
    "straight": {"en": "towards the minimum", "ja": "最小点への向き"},
    "angle": {"en": "direction, degrees from the gradient", "ja": "勾配から測った向き（度）"},
    "slope": {"en": "slope in that direction", "ja": "その向きの傾き"},
    "forward": {"en": "forward", "ja": "前進差分"},
    "central": {"en": "central", "ja": "中心差分"},
    "h": {"en": "distance h", "ja": "刻み幅 h"},
    "error": {"en": "error of the measured slope", "ja": "数値微分の誤差"},
}
_UP, _DOWN, _LEVEL, _STRAIGHT = "tab:red", "tab:green", "tab:purple", "tab:orange"


def _word(key: str, lang: str, **values: object) -> str:
    return _WORDS[key][lang].format(**values)


def secants(lang: str) -> Figure:
    """Draw three secants through the starting point, ever shorter, and the tangent."""
    figure, ax = column(4.4)
    _, point, tangent = plots.plot_tangent(_lesson.place, ax, lang=lang)
    tangent.set_label(_word("tangent", lang))
    point.set_zorder(4)
    parabola = _lesson.parabola
    for h, color in zip((12.0, 6.0, 3.0), ("tab:purple", "tab:brown", "tab:orange"), strict=True):
        slope = numerical_gradient(parabola.loss, method="forward", h=h)(_lesson.place)
        ts = np.array([-10.0, 20.0])
        ax.plot(
            ts,
            _lesson.here + slope * (ts - _lesson.place),
            color=color,
            linewidth=1,
            label=_word("secant", lang, h=h),
        )
        ax.plot(_lesson.place + h, parabola.loss(_lesson.place + h), "o", color=color)
    ax.legend(loc="upper center")
    return figure


def _map(ax: Axes, lang: str) -> None:
    """Draw the bowl's contour lines around the point, without a legend."""
    plots.plot_contours(replace(_ground, view=(-5.0, 2.0, -2.0, 2.5)), ax, levels=14, lang=lang)
    ax.plot(*_spot, "o", color="tab:blue", zorder=4)
    ax.set_aspect("equal")


def cuts(lang: str) -> Figure:
    """Draw the bowl's contour lines with two sections through a point, and the loss along both."""
    figure, (above, beside) = column(6.9, rows=2)
    _map(above, lang)
    above.axhline(_spot[1], color="tab:orange", linewidth=1)
    above.axvline(_spot[0], color="tab:purple", linewidth=1)
    by = np.linspace(-2.0, 2.0, 201)
    for color, name, (dx, dy), slope in (
        ("tab:orange", "along x", (1.0, 0.0), _lesson.slopes[0]),
        ("tab:purple", "along y", (0.0, 1.0), _lesson.slopes[1]),
    ):
        line = np.array([_spot[0] + dx * by, _spot[1] + dy * by])
        beside.plot(by, _ground.loss(line), color=color, label=_word(name, lang))
        short = np.array([-0.8, 0.8])
        beside.plot(short, _ground.loss(_spot) + slope * short, "--", color=color, linewidth=1)
    beside.plot(0, _ground.loss(_spot), "o", color="tab:blue", zorder=4)
    beside.set(xlabel=_word("moved", lang), ylabel=_word("loss", lang), ylim=(0, 20))
    beside.legend()
    return figure


def _directions() -> dict[str, tuple[str, tuple[float, float]]]:
    """Return the colour and the direction of each labelled arrow."""
    east, north = _lesson.slopes
    return {
        "gradient": (_UP, (east, north)),
        "level": (_LEVEL, (-north, east)),
        "straight": (_STRAIGHT, _lesson.straight),
        "downhill": (_DOWN, (-east, -north)),
    }


def directions(lang: str) -> Figure:
    """Draw directions at a point, and the slope over the angle, a cosine."""
    figure, (above, beside) = column(6.9, rows=2)
    _map(above, lang)
    turned = np.radians(np.arange(-180, 181, 3))
    ahead, aside = np.array(_lesson.uphill), np.array([-_lesson.uphill[1], _lesson.uphill[0]])
    slopes = [
        _lesson.slope_towards(tuple((np.cos(a) * ahead + np.sin(a) * aside).tolist()))
        for a in turned
    ]
    beside.axhline(0, color=beside.xaxis.label.get_color(), linewidth=0.5)
    beside.plot(np.degrees(turned), slopes, color="tab:blue")
    for name, (color, to) in _directions().items():
        unit = np.array(to) / np.hypot(*to)
        style = {"arrowstyle": "-|>", "color": color, "shrinkA": 0, "shrinkB": 0, "linewidth": 1.6}
        above.annotate("", xy=np.array(_spot) + 1.4 * unit, xytext=_spot, arrowprops=style)
        angle = np.degrees(np.arctan2(aside @ unit, ahead @ unit))
        beside.plot(angle, _lesson.slope_towards(to), "o", color=color, label=_word(name, lang))
    beside.set(xlabel=_word("angle", lang), ylabel=_word("slope", lang))
    beside.set_xticks(range(-180, 181, 90))
    beside.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=2, frameon=False)
    return figure


def step_sizes(lang: str) -> Figure:
    """Draw the error of numerical gradients over h: rounding error and truncation error."""
    figure, ax = column(4)
    widths = 10.0 ** np.arange(-15, 0.01, 0.1)
    for method, color in (("forward", "tab:blue"), ("central", "tab:orange")):
        errors = [_lesson.measured(method, float(h)) for h in widths]
        ax.plot(
            widths,
            errors,
            ".-",
            color=color,
            markersize=3,
            linewidth=0.8,
            label=_word(method, lang),
        )
    ax.set(xscale="log", yscale="log", xlabel=_word("h", lang), ylabel=_word("error", lang))
    ax.set_xticks(10.0 ** np.arange(-15, 1, 3))
    ax.legend()
    return figure
