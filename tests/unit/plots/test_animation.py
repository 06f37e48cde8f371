import base64
import gc
import re
import sys
import warnings

import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.animation import FuncAnimation
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from gdlib import landscape, logistic_regression, record, scores, two_moons
from gdlib.plots import animate_boundary, animate_descent

parabola = landscape("squared_error")
run = record(parabola.loss, parabola.gradient, -5.0)


@pytest.fixture
def ax():
    figure = Figure(figsize=(3, 3))
    FigureCanvasAgg(figure)
    return figure.add_subplot()


def frames_of(html):
    written = re.findall(r'"data:image/png;base64,([^"]*)"', html)
    return [base64.b64decode(frame.replace("\\\n", "")) for frame in written]


def test_it_has_a_frame_for_each_state_at_a_hundred_milliseconds(ax):
    film = animate_descent(run, ax)
    assert isinstance(film, FuncAnimation)
    assert film.iterations == len(list(film.new_frame_seq())) == 51
    assert film._interval == 100
    film.draw(0)


def test_each_frame_shows_its_state(ax):
    film = animate_descent(run, ax)
    for n in (0, 7, 50):
        tangent, point, counter = film.draw(n)
        assert point.get_xydata().tolist() == [[run.t[n], run.loss[n]]]
        (x0, y0), (x1, y1) = tangent.get_xydata()
        assert (y1 - y0) / (x1 - x0) == pytest.approx(run.grad[n])
        assert counter.get_text() == f"iteration {n}"


def test_the_counter_lies_inside_the_axes(ax):
    film = animate_descent(run, ax)
    counter = film.draw(12)[2]
    ax.figure.canvas.draw()
    inside = ax.get_window_extent()
    box = counter.get_window_extent()
    assert inside.x0 < box.x0 < box.x1 < inside.x1
    assert inside.y0 < box.y0 < box.y1 < inside.y1


def test_what_moves_is_marked(ax):
    film = animate_descent(run, ax)
    assert [artist.get_gid() for artist in film.draw(0)] == [
        "moving-tangent",
        "moving-point",
        "moving-counter",
    ]


def test_its_counter_speaks_japanese(ax):
    assert animate_descent(run, ax, lang="ja").draw(3)[2].get_text() == "反復 3 回目"


def test_a_notebook_gets_matplotlibs_player_with_every_frame(ax):
    player = animate_descent(run[:4], ax)._repr_html_()
    frames = frames_of(player)
    assert all(frame.startswith(b"\x89PNG") for frame in frames)
    assert len(set(frames)) == len(frames) == 4


def test_its_player_stops_at_the_end(ax):
    player = animate_descent(run[:2], ax)._repr_html_()
    assert "slider_id, 100.0" in player
    assert re.search(r'value="once"[^>]*checked', player)


def test_a_notebook_does_not_show_the_last_frame_once_more():
    figure, ax = plt.subplots()
    animate_descent(run[:2], ax)._repr_html_()
    assert not plt.fignum_exists(figure.number)


def test_a_player_needs_no_pyplot(ax, monkeypatch):
    monkeypatch.delitem(sys.modules, "matplotlib.pyplot")
    assert len(frames_of(animate_descent(run[:2], ax)._repr_html_())) == 2


def test_a_film_that_nobody_looked_at_goes_quietly_once_drawn(ax):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        animate_descent(run, ax).draw(1)
        gc.collect()


def test_matplotlib_can_save_it(ax, tmp_path):
    animate_descent(run[:3], ax).save(tmp_path / "film.gif", writer="pillow")
    assert (tmp_path / "film.gif").read_bytes().startswith(b"GIF")


def test_a_diverging_run_stays_drawable(ax):
    wild = record(parabola.loss, parabola.gradient, -5.0, lr=3.0, steps=600)
    film = animate_descent(wild[-2:], ax)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        film.draw(1)
        ax.figure.canvas.draw()
    assert ax.get_xlim() == (-10, 20)


moons = two_moons(40, seed=1)
objective = logistic_regression(*moons)
training = record(objective.loss, objective.gradient, np.zeros(3), lr=1.0, steps=100)


def test_a_boundary_is_filmed_at_states_spread_over_the_run(ax):
    film = animate_boundary(training, scores, moons, ax, frames=6)
    shown = [film.draw(frame)[-1].get_text() for frame in range(film.iterations)]
    assert shown == [f"iteration {n}" for n in (0, 20, 40, 60, 80, 100)]


@pytest.mark.parametrize(("states", "frames", "shown"), [(3, 6, 3), (101, 1, 1), (1, 20, 1)])
def test_a_boundary_film_shows_no_state_twice(states, frames, shown, ax):
    film = animate_boundary(training[:states], scores, moons, ax, frames=frames)
    film.draw(shown - 1)
    assert film.iterations == shown


def test_each_boundary_lies_where_its_score_is_zero(ax):
    film = animate_boundary(training, scores, moons, ax, frames=6)
    for frame, n in ((1, 20), (5, 100), (1, 20)):
        areas, border, title = film.draw(frame)
        on_border = np.concatenate([path.vertices for path in border.get_paths()])
        assert scores(training.t[n], on_border) == pytest.approx(0, abs=1e-9)
        assert [artist.get_gid() for artist in (areas, border, title)] == [
            "moving-areas",
            "moving-border",
            "moving-counter",
        ]
        assert len(ax.collections) == 2  # what an earlier frame drew is gone


def test_a_boundary_film_plays_in_a_notebook(ax):
    film = animate_boundary(training, scores, moons, ax, frames=3)
    assert len(set(frames_of(film._repr_html_()))) == 3


def test_a_boundary_film_speaks_japanese(ax):
    film = animate_boundary(training, scores, moons, ax, frames=3, lang="ja")
    assert film.draw(2)[-1].get_text() == "反復 100 回目"


def test_a_boundary_film_needs_a_frame(ax):
    with pytest.raises(ValueError, match="frames must be greater than 0, got 0"):
        animate_boundary(training, scores, moons, ax, frames=0).draw(0)
