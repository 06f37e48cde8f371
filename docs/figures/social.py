"""Link preview images (Open Graph): one picture for each kind of page, drawn by gdlib."""

from collections.abc import Callable
from types import SimpleNamespace

from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from gdlib import OPTIMIZERS, plots, record, surface
from sitegen.markdown.values import quantities

_lesson = SimpleNamespace(**quantities("running_example"))

SIZE = (1200, 630)  # pixels: the size that Open Graph recommends
_DPI = 250  # high, so that labels are large enough in a small preview
_RACED = {
    "gradient_descent": (0.01, {"ja": "勾配降下法", "en": "gradient descent"}),
    "momentum": (0.003, {"ja": "モーメンタム", "en": "momentum"}),
    "adam": (0.3, {"ja": "Adam", "en": "Adam"}),
}


def race(ax: Axes, lang: str) -> None:
    """Draw the paths of three optimizers on Himmelblau's surface."""
    ground = surface("himmelblau")
    runs = {
        words[lang]: record(
            ground.loss, ground.gradient, ground.start, lr=lr, steps=80, rule=OPTIMIZERS[name]()
        )
        for name, (lr, words) in _RACED.items()
    }
    plots.plot_paths(runs, ground, ax, lang=lang)


def update(ax: Axes, lang: str) -> None:
    """Draw one update of the running example."""
    plots.plot_update(_lesson.start, ax, lr=_lesson.lr, lang=lang)


def loss(ax: Axes, lang: str) -> None:
    """Draw the loss of the running example over its iterations."""
    plots.plot_losses({"E": _lesson.run}, ax, lang=lang)


def oscillation(ax: Axes, lang: str) -> None:
    """Draw the oscillating run of the running example."""
    plots.plot_oscillation(_lesson.oscillating, ax, lang=lang)


def tangent(ax: Axes, lang: str) -> None:
    """Draw the tangent at the start of the running example."""
    plots.plot_tangent(_lesson.start, ax, lang=lang)


#: By kind of page: the function that draws its picture, and its alternative text.
PICTURES: dict[str, tuple[Callable[[Axes, str], None], dict[str, str]]] = {
    "home": (
        race,
        {
            "ja": "ヒンメルブラウ関数の等高線の上を、三つの最適化手法が谷へ降りていく図",
            "en": "Three optimizers descend into the valleys of Himmelblau's function.",
        },
    ),
    "lesson": (
        update,
        {
            "ja": "放物線の上の勾配降下法の更新一回と、その前後の接線の図",
            "en": "One update of gradient descent on a parabola, with the tangents on either side.",
        },
    ),
    "notebook": (
        loss,
        {
            "ja": "反復につれて損失が減っていく図",
            "en": "The loss falls from iteration to iteration.",
        },
    ),
    "widget": (
        oscillation,
        {
            "ja": "大きすぎる学習率で、点が放物線の左右に振動する図",
            "en": "With a large learning rate a run swings from side to side of a parabola.",
        },
    ),
    "reference": (
        tangent,
        {
            "ja": "放物線と、その上の一点での接線の図",
            "en": "A parabola and its tangent at one point.",
        },
    ),
}


def picture(kind: str, lang: str, site: str) -> plt.Figure:
    """Return the picture of a kind of page, with the site's name above it."""
    figure, ax = plt.subplots(
        figsize=[side / _DPI for side in SIZE], dpi=_DPI, layout="constrained"
    )
    draw, _ = PICTURES[kind]
    draw(ax, lang)
    figure.suptitle(site, fontsize=13, fontweight="bold")
    return figure
