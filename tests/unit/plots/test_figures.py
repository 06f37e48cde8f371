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
    Network,
    Tape,
    circles,
    landscape,
    line_surface,
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
network = Network((2, 3, 1))


def half_squared_error():
    """Return the number t and the loss ½(5 − t)² computed from it."""
    t = Tape().variable(-5.0)
    error = 5 - t
    return t, error * error / 2


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
    "starts": lambda ax, **o: plots.plot_starts([-9.0, 12.0], ax, **o),
    "line": lambda ax, **o: plots.plot_line_fit(
        [0.0, 1.0, 3.0], [1.0, 3.0, 5.0], (2.0, -0.5), ax, **o
    ),
    "activation": lambda ax, **o: plots.plot_activation("relu", ax, **o),
    "network": lambda ax, **o: plots.plot_network(network, network.start(1), ax, **o),
    "graph": lambda ax, **o: plots.plot_graph(half_squared_error()[1], ax, **o),
}
JAPANESE = {
    "arrows": "パラメータ t",
    "loss": "パラメータ t",
    "tangent": "パラメータ t",
    "update": "パラメータ t",
    "oscillation": "パラメータ t",
    "losses": "反復",
    "learning rates": "学習率",
    "starts": "パラメータ t",
    "activation": "ニューロンへの入力 z",
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
        slope = to_hex("tab:red")  # on the arrows of a graph
        assert {to_hex(text.get_color()) for text in texts} - {slope} == {"#ffffff"}
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
    for name, words in (
        ("line", ["残差", "y = 2 x − 0.5", "データ"]),
        ("starts", ["出発点", "50 回更新した後"]),
        ("activation", ["relu", "その傾き"]),
        ("network", ["負", "正"]),
    ):
        DRAWINGS[name](ax, lang="ja")
        assert [text.get_text() for text in ax.get_legend().texts][-len(words) :] == words


def test_words_inside_a_figure_are_japanese_too(ax):
    DRAWINGS["network"](ax, lang="ja")
    DRAWINGS["graph"](ax, lang="ja")
    shown = "\n".join(text.get_text() for text in ax.texts)
    for word in ("入力層", "隠れ層 1", "出力層", "変数\n値 −5\n勾配 −10"):
        assert word in shown


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


def test_the_axes_of_a_fitted_line_are_its_slope_and_intercept(ax):
    plots.plot_contours(line_surface([0.0, 1.0], [1.0, 3.0]), ax)
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("w", "b")


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


def test_the_areas_of_a_straight_boundary_are_few_points(ax):
    areas, *_ = plots.plot_decision_boundary(lambda x: x[:, 0] - 0.25, moons, ax)
    # four corners, the point where the rim begins, and the same where it ends
    assert [len(path.vertices) for path in areas.get_paths()] == [6, 6]
    (x_min, x_max), (y_min, y_max) = ax.get_xlim(), ax.get_ylim()
    left, right = (path.get_extents().extents for path in areas.get_paths())
    assert left == pytest.approx([x_min, y_min, 0.25, y_max])
    assert right == pytest.approx([0.25, y_min, x_max, y_max])


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


def test_residuals_are_the_vertical_distances_to_the_line(ax):
    xs, ys, (w, b) = [0.0, 1.0, 3.0], [1.0, 3.0, 5.0], (2.0, -0.5)
    residuals, line, points, _ = plots.plot_line_fit(xs, ys, (w, b), ax)
    assert [segment.tolist() for segment in residuals.get_segments()] == [
        [[x, w * x + b], [x, y]] for x, y in zip(xs, ys, strict=True)
    ]
    (x0, y0), (x1, y1) = line.get_xydata()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(w)
    assert np.interp(0.0, [x0, x1], [y0, y1]) == pytest.approx(b)
    assert points.get_xydata().tolist() == [[0, 1], [1, 3], [3, 5]]


def test_a_line_is_named_by_its_equation(ax):
    *_, legend = plots.plot_line_fit([2.0], [1.0], (-1.25, 0.0), ax)
    assert legend.texts[1].get_text() == "y = −1.25 x + 0"


def test_a_line_needs_as_many_heights_as_places(ax):
    for ys in ([1.0], []):
        with pytest.raises(ValueError, match="xs and ys must be of one length above 0, got 0 and"):
            plots.plot_line_fit([], ys, (1.0, 0.0), ax)
    with pytest.raises(TypeError, match=r"ys\[0\] must be a number, got 'a'"):
        plots.plot_line_fit([1.0], ["a"], (1.0, 0.0), ax)
    with pytest.raises(ValueError, match=r"t must be \(w, b\), got 3 numbers"):
        plots.plot_line_fit([1.0], [1.0], (1.0, 0.0, 2.0), ax)


def test_each_start_has_a_path_to_its_end(ax):
    curve, left, right, starts, ends, _ = plots.plot_starts([-9.0, 12.0], ax, lr=0.5, steps=3)
    assert list(left.get_xdata()) == [-9.0, -2.0, 1.5, 3.25]
    assert list(right.get_xdata()) == [12.0, 8.5, 6.75, 5.875]
    assert starts.get_xydata().tolist() == [[-9.0, 98.0], [12.0, 24.5]]
    assert list(ends.get_xdata()) == [3.25, 5.875]
    assert (starts.get_color(), ends.get_color()) == ("tab:red", "tab:green")
    assert curve.get_zorder() < left.get_zorder() < starts.get_zorder()


def test_a_start_that_diverges_has_no_end(ax):
    well = landscape("double_well")
    *_, ends, _ = plots.plot_starts([4.0, 40.0], ax, lr=0.1, landscape=well)
    assert ends.get_xdata() == pytest.approx([5.0], abs=0.1)


def test_starts_are_numbers_and_there_is_one(ax):
    with pytest.raises(ValueError, match="ts must hold one start at least, got none"):
        plots.plot_starts([], ax)
    with pytest.raises(ValueError, match="lr must be greater than 0, got -1"):
        plots.plot_starts([1.0], ax, lr=-1)


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("tanh", np.tanh),
        ("relu", lambda z: np.maximum(z, 0)),
        ("sigmoid", lambda z: 1 / (1 + np.exp(-z))),
    ],
)
def test_an_activation_is_drawn_with_its_slope(name, function, ax):
    curve, slope, _ = plots.plot_activation(name, ax)
    zs, h = curve.get_xdata(), 1e-6
    assert curve.get_ydata() == pytest.approx(function(zs), abs=1e-12)
    measured = (function(zs + h) - function(zs - h)) / (2 * h)
    shown = np.isfinite(slope.get_ydata())
    assert slope.get_ydata()[shown] == pytest.approx(measured[shown], abs=1e-6)
    assert (~shown).sum() == (name == "relu")  # the gap where it jumps


def test_an_unknown_activation_is_answered_with_the_known_ones(ax):
    with pytest.raises(ValueError, match="one of tanh, relu, sigmoid, got 'step'"):
        plots.plot_activation("step", ax)


def test_weights_are_lines_as_wide_and_coloured_as_they_are_large_and_signed(ax):
    t = np.arange(1.0, network.parameters + 1)
    t[1] = -2.0  # from the second input to the first hidden neuron
    first, second, *_ = plots.plot_network(network, t, ax)
    begin, end = first.get_segments()[1]
    assert (begin.tolist(), end.tolist()) == ([0, -0.5], [1, 1])
    assert first.get_linewidths()[1] == pytest.approx(4 * 2 / 12)  # 12 is the largest weight
    assert to_hex(first.get_colors()[1]) == to_hex("tab:blue")
    assert to_hex(first.get_colors()[0]) == to_hex("tab:orange")
    assert (len(first.get_segments()), len(second.get_segments())) == (6, 3)


def test_neurons_take_the_colour_of_their_biases(ax):
    t = np.zeros(network.parameters)
    t[[2, 5, 8]] = -4.0, 2.0, 0.0
    drawn = plots.plot_network(network, t, ax)
    inputs, hidden = drawn[2], drawn[4]
    assert {to_hex(color) for color in inputs.get_facecolors()} == {to_hex("0.65")}
    below, above, none = hidden.get_facecolors()
    assert to_hex(below) == to_hex("tab:blue")
    assert above[0] > above[2]
    assert to_hex(none) == to_hex("0.65")


def test_the_parameters_of_a_drawn_network_are_complete_and_finite(ax):
    for t in (np.zeros(3), np.full(network.parameters, np.inf)):
        with pytest.raises(ValueError, match="t must hold 13 finite numbers, got array"):
            plots.plot_network(network, t, ax)


def test_a_graph_shows_values_and_gradients_and_on_its_arrows_slopes(ax):
    t, loss = half_squared_error()
    plots.plot_graph(loss, ax, names={t: "t", loss: "E"})
    shown = [text.get_text() for text in ax.texts if text.get_text()]
    assert shown == [
        "t\nvalue −5\ngrad −10",
        "−\nvalue 10\ngrad 10",
        "×\nvalue 100\ngrad 0.5",
        "E\nvalue 50\ngrad 1",
        "−1",
        "20",
        "0.5",
    ]
    xs = [text.get_position()[0] for text in ax.texts if "value" in text.get_text()]
    assert xs == [0, 1, 2, 3]


def test_an_arrow_that_passes_by_a_column_goes_round_what_stands_there(ax):
    t = Tape().variable(2.0)
    plots.plot_graph(t.exp().tanh() + t, ax)
    boxes = {text.get_position() for text in ax.texts if "value" in text.get_text()}
    ends = {annotation.xy for annotation in ax.texts if not annotation.get_text()}
    assert boxes == {(0, 0), (1, 0.5), (2, 0.5), (3, 0)}
    assert ends - boxes == {(1, -0.5), (2, -0.5)}


def test_only_what_the_output_depends_on_is_drawn(ax):
    tape = Tape()
    w, x, unused = (tape.variable(number) for number in (2.0, 3.0, 4.0))
    plots.plot_graph(w + x, ax, names={unused: "unused"})
    assert not any("unused" in text.get_text() for text in ax.texts)
    assert len([text for text in ax.texts if "value" in text.get_text()]) == 3


def test_a_variable_alone_is_a_graph(ax):
    (box,) = plots.plot_graph(Tape().variable(2.0), ax)
    assert box.get_text() == "variable\nvalue 2\ngrad 1"


def test_a_graph_too_large_to_read_is_refused(ax):
    t = Tape().variable(1.0)
    for _ in range(40):
        t = t + 1
    with pytest.raises(ValueError, match="output must depend on less than 40 numbers, got 40"):
        plots.plot_graph(t, ax)
