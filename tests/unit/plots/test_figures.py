"""What the figures show is read off the artists that they are made of."""

import warnings

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure

from gdlib import (
    LANDSCAPES,
    SURFACES,
    Data,
    Momentum,
    circles,
    landscape,
    plots,
    record,
    surface,
    two_moons,
)

parabola = landscape("squared_error")
run = record(parabola.loss, parabola.gradient, -5.0)
moons = two_moons(40, seed=1)
paths = {
    name: record(surface("bowl").loss, surface("bowl").gradient, (-4.0, 2.0), lr=0.05, rule=rule)
    for name, rule in (("descent", None), ("momentum", Momentum()))
}
DRAWINGS = {
    "arrows": lambda ax, **o: plots.plot_direction_arrows([-5.0, 1.0, 12.0], ax, **o),
    "loss": lambda ax, **o: plots.plot_loss(-5.0, ax, **o),
    "tangent": lambda ax, **o: plots.plot_tangent(-5.0, ax, **o),
    "update": lambda ax, **o: plots.plot_update(-5.0, ax, lr=0.1, **o),
    "oscillation": lambda ax, **o: plots.plot_oscillation(run, ax, **o),
    "contours": lambda ax, **o: plots.plot_contours(surface("rosenbrock"), ax, **o),
    "paths": lambda ax, **o: plots.plot_paths(paths, surface("bowl"), ax, **o),
    "losses": lambda ax, **o: plots.plot_losses({"descent": run}, ax, **o),
    "learning rates": lambda ax, **o: plots.plot_learning_rates([0.1, 1.9, 2.1], ax, **o),
    "samples": lambda ax, **o: plots.plot_samples(moons, ax, **o),
    "boundary": lambda ax, **o: plots.plot_decision_boundary(lambda x: x[:, 0], moons, ax, **o),
}
JAPANESE = {
    "arrows": "パラメータ t",
    "loss": "パラメータ t",
    "tangent": "パラメータ t",
    "update": "パラメータ t",
    "oscillation": "パラメータ t",
    "losses": "反復",
    "learning rates": "学習率",
}


@pytest.fixture
def ax():
    figure = Figure(figsize=(6, 6))
    FigureCanvasAgg(figure)
    return figure.add_subplot()


@pytest.mark.parametrize("name", DRAWINGS)
def test_all_that_is_drawn_is_returned(name, ax):
    returned = DRAWINGS[name](ax)
    drawn = [*ax.lines, *ax.texts, *ax.collections, *ax.patches]
    legend = ax.get_legend()
    assert {id(artist) for artist in drawn} <= {id(artist) for artist in returned}
    assert legend is None or legend in returned


@pytest.mark.parametrize("name", DRAWINGS)
def test_no_global_setting_is_changed(name, ax):
    before = dict(mpl.rcParams)
    DRAWINGS[name](ax)
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("name", DRAWINGS)
def test_nothing_is_black_on_a_dark_page(name):
    with mpl.rc_context({}), mpl.style.context("dark_background"):
        axes = Figure().add_subplot()
        DRAWINGS[name](axes)
        texts = [axes.xaxis.label, axes.yaxis.label, axes.title, *axes.texts]
        assert {to_hex(text.get_color()) for text in texts} == {"#ffffff"}
        assert "#000000" not in {to_hex(line.get_color()) for line in axes.lines}


@pytest.mark.parametrize("name", JAPANESE)
def test_labels_come_in_both_languages(name, ax):
    DRAWINGS[name](ax, lang="ja")
    assert ax.get_xlabel() == JAPANESE[name]


def test_words_in_a_legend_are_japanese_too(ax):
    plots.plot_update(-5.0, ax, lang="ja")
    assert [text.get_text() for text in ax.get_legend().texts] == ["更新前の t", "更新後の t"]
    plots.plot_samples(moons, ax, lang="ja")
    assert [text.get_text() for text in ax.get_legend().texts][-2:] == ["クラス 0", "クラス 1"]


@pytest.mark.parametrize("name", DRAWINGS)
def test_another_language_is_refused(name, ax):
    with pytest.raises(ValueError, match="lang must be one of en, ja, got 'fr'"):
        DRAWINGS[name](ax, lang="fr")


def test_the_loss_curve_has_the_view_and_the_labels_of_the_lesson(ax):
    curve, point = plots.plot_loss(-5.0, ax)
    assert ax.get_xlim() == (-10, 20)
    assert ax.get_ylim() == (-5, 100)
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("parameter t", "loss function E")
    assert point.get_xydata().tolist() == [[-5.0, 50.0]]
    assert point.get_color() == "tab:red"
    assert curve.get_ydata() == pytest.approx((5 - curve.get_xdata()) ** 2 / 2)


def test_the_tangent_touches_the_curve_with_its_slope(ax):
    *_, tangent = plots.plot_tangent(-5.0, ax)
    (x0, y0), (x1, y1) = tangent.get_xydata()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(-10)
    assert np.interp(-5.0, [x0, x1], [y0, y1]) == pytest.approx(50)
    assert (x0, x1) == ax.get_xlim()


def test_an_update_leads_from_red_to_green(ax):
    _, previous, following, *tangents, legend = plots.plot_update(-5.0, ax)
    assert previous.get_xydata().tolist() == [[-5.0, 50.0]]
    assert following.get_xydata().tolist() == [[-4.0, 40.5]]
    assert [artist.get_color() for artist in (previous, following)] == ["tab:red", "tab:green"]
    assert [artist.get_color() for artist in tangents] == ["tab:red", "tab:green"]
    assert [text.get_text() for text in legend.texts] == ["previous t", "next t"]


def test_arrows_point_downhill_and_not_past_the_minimum(ax):
    _, left, near, right, *notes = plots.plot_direction_arrows([-5.0, 4.0, 12.0], ax)
    assert [arrow.xyann for arrow in (left, near, right)] == [(-5, 50), (4, 0.5), (12, 24.5)]
    assert [arrow.xy for arrow in (left, near, right)] == [(-2, 50), (5, 0.5), (9, 24.5)]
    assert [note.get_text() for note in notes] == ["slope < 0: increase t", "slope > 0: decrease t"]


def test_an_oscillation_joins_every_state_to_the_next(ax):
    swinging = record(parabola.loss, parabola.gradient, -5.0, lr=1.9, steps=12)
    _, path, start, title = plots.plot_oscillation(swinging, ax)
    assert path.get_xdata().tolist() == swinging.t.tolist()
    assert start.get_xydata().tolist() == [[-5.0, 50.0]]
    assert title.get_text() == "learning rate 1.9"


@pytest.mark.parametrize("name", LANDSCAPES)
@pytest.mark.parametrize("lr", [0.1, 2.1, 1e5, 1e300])
def test_a_run_that_leaves_the_view_does_not_break_the_figure(name, lr, ax):
    place = landscape(name)
    wild = record(place.loss, place.gradient, place.start, lr=lr, steps=2000)
    plots.plot_oscillation(wild, ax, landscape=place)
    assert (*ax.get_xlim(), *ax.get_ylim()) == place.view
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax.figure.canvas.draw()


def luminance(color):
    """Return the relative luminance of a colour, as WCAG defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("paper", ["#ffffff", "#1e2129"])
def test_contour_lines_stand_out_from_light_and_dark_paper(paper, ax):
    lines, _ = plots.plot_contours(surface("rosenbrock"), ax)
    for color in lines.get_edgecolor():
        darker, lighter = sorted([luminance(color), luminance(paper)])
        assert (lighter + 0.05) / (darker + 0.05) > 3


@pytest.mark.parametrize("name", SURFACES)
def test_contour_lines_rise_from_the_minima(name, ax):
    ground = surface(name)
    lines, stars = plots.plot_contours(ground, ax, levels=10)
    assert stars.get_xydata().tolist() == [list(point) for point in ground.minima]
    assert len(lines.levels) == 10
    assert (np.diff(lines.levels) > 0).all()
    assert (*ax.get_xlim(), *ax.get_ylim()) == ground.view


def test_paths_are_the_points_that_were_visited(ax):
    _, _, first, second, legend = plots.plot_paths(paths, surface("bowl"), ax)
    assert [tuple(point) for point in first.get_xydata()] == paths["descent"].t
    assert [tuple(point) for point in second.get_xydata()] == paths["momentum"].t
    assert [text.get_text() for text in legend.texts] == ["minimum", "descent", "momentum"]


def test_a_path_of_one_number_is_refused(ax):
    three = record(lambda t: t[0], lambda t: t, (1.0, 2.0, 3.0), steps=2)
    with pytest.raises(ValueError, match=r"must be of points \(x, y\)"):
        plots.plot_paths({"three": three}, surface("bowl"), ax)


def test_a_loss_of_nothing_leaves_a_gap(ax):
    landed = record(parabola.loss, parabola.gradient, -5.0, lr=1.0, steps=2)
    line, _ = plots.plot_losses({"landed": landed}, ax)
    assert line.get_ydata()[0] == 50.0
    assert np.isnan(line.get_ydata()[1:]).all()


def test_a_sweep_shows_the_loss_after_the_updates_and_the_limit(ax):
    rates = [0.1, 1.0, 1.9, 2.0, 2.1]
    line, limit = plots.plot_learning_rates(rates, ax, steps=20)
    closed = [50 * (1 - lr) ** 40 for lr in rates]
    closed[1] = np.nan
    assert line.get_ydata() == pytest.approx(closed, rel=1e-9, nan_ok=True)
    assert limit.get_xdata() == [2.0, 2.0]
    assert ax.get_ylabel() == "loss after 20 updates"


def test_a_sweep_without_a_limit_leaves_out_what_diverges(ax):
    well = landscape("double_well")
    (line,) = plots.plot_learning_rates([0.1, 2.5], ax, t=-9.0, landscape=well)
    assert np.isfinite(line.get_ydata()[0])
    assert np.isnan(line.get_ydata()[1])


def test_a_boundary_lies_where_the_score_is_zero(ax):
    _, line, *_ = plots.plot_decision_boundary(lambda x: x[:, 0] - 0.25, moons, ax)
    (path,) = line.get_paths()
    assert path.vertices[:, 0] == pytest.approx(0.25)


def test_a_score_that_never_changes_its_sign_has_no_boundary(ax):
    drawn = plots.plot_decision_boundary(lambda x: x[:, 0] + 100, moons, ax)
    assert len(drawn) == 4  # the area, two classes, the legend


def test_samples_are_points_of_two_classes(ax):
    data = circles(20, seed=1)
    inside, outside, _ = plots.plot_samples(data, ax)
    assert len(inside.get_xdata()) == len(outside.get_xdata()) == 10
    with pytest.raises(ValueError, match=r"data.x must have the shape \(samples, 2\), got \(3,\)"):
        plots.plot_samples(Data(np.zeros(3), np.zeros(3)), ax)


@pytest.mark.parametrize("draw", [plots.plot_loss, plots.plot_tangent, plots.plot_update])
def test_a_point_is_a_finite_number(draw, ax):
    with pytest.raises(ValueError, match="t must be a finite number, got nan"):
        draw(float("nan"), ax)
