import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gdlib import (
    automatic_gradient,
    check_gradient,
    line_surface,
    linear_regression,
    noisy_line,
    record,
)
from gdlib.objectives.line_fit import line_contour, line_curvatures, mean_and_spread

numbers = st.floats(-10, 10)
points = st.lists(st.tuples(numbers, numbers), min_size=2, max_size=8)


@given(points, numbers, numbers)
def test_it_is_the_linear_regression_of_numpy(points, w, b):
    xs, ys = map(list, zip(*points, strict=True))
    assume(max(xs) - min(xs) > 0.1)
    ground, objective = line_surface(xs, ys), linear_regression(xs, ys)
    assert ground.loss((w, b)) == pytest.approx(objective.loss(np.array([w, b])))
    slopes = objective.gradient(np.array([w, b]))
    assert ground.gradient((w, b)) == pytest.approx(tuple(slopes), rel=1e-9, abs=1e-9)
    assert ground.minima[0] == pytest.approx(tuple(np.polyfit(xs, ys, 1)), rel=1e-6, abs=1e-6)


@given(points)
def test_its_rate_is_one_over_the_largest_curvature(points):
    xs, ys = map(list, zip(*points, strict=True))
    assume(max(xs) - min(xs) > 0.1)
    inputs = np.stack([xs, np.ones(len(xs))])
    largest = np.linalg.eigvalsh(inputs @ inputs.T / len(xs)).max()
    assert line_surface(xs, ys).lr == pytest.approx(1 / largest)


@given(points)
def test_its_curvatures_are_the_eigenvalues_of_the_hessian(points):
    xs = [x for x, _ in points]
    assume(max(xs) - min(xs) > 0.1)
    inputs = np.stack([xs, np.ones(len(xs))])
    eigenvalues = np.linalg.eigvalsh(inputs @ inputs.T / len(xs))
    assert line_curvatures(xs) == pytest.approx(tuple(eigenvalues), rel=1e-6)


def test_standardised_points_make_a_round_bowl():
    xs = [24.0, 24.5, 26.0, 27.0, 27.5, 28.5, 29.5, 30.0]
    mean, spread = mean_and_spread(xs)
    assert (mean, spread) == pytest.approx((np.mean(xs), np.std(xs)))
    assert line_curvatures([(x - mean) / spread for x in xs]) == pytest.approx((1.0, 1.0))


@given(points, st.floats(0.1, 5), st.floats(0, 6.3))
def test_along_its_contour_the_loss_is_the_same(points, r, angle):
    xs, ys = map(list, zip(*points, strict=True))
    assume(max(xs) - min(xs) > 0.1)
    ground = line_surface(xs, ys)
    (w, b), (first, second) = ground.minima[0], line_contour(xs)
    cosine, sine = r * np.cos(angle), r * np.sin(angle)
    place = (w + cosine * first[0] + sine * second[0], b + cosine * first[1] + sine * second[1])
    height = ground.loss(place) - ground.loss((w, b))
    assert height == pytest.approx(r * r / 2, rel=1e-6, abs=1e-6)


def test_three_gradients_agree():
    ground = line_surface([0.0, 1.0, 4.0], [1.0, -1.0, 2.0])
    assert check_gradient(ground.loss, ground.gradient, (0.5, -2.0)).error < 1e-8
    by_hand = ground.gradient((0.5, -2.0))
    assert automatic_gradient(ground.loss)((0.5, -2.0)) == pytest.approx(by_hand)


def test_a_descent_reaches_the_best_line_in_the_view():
    x, y = noisy_line(20, seed=4)
    ground = line_surface(x, y)
    run = record(ground.loss, ground.gradient, ground.start, lr=ground.lr, steps=500)
    assert run.t[-1] == pytest.approx(ground.minima[0], abs=1e-6)
    w_min, w_max, b_min, b_max = ground.view
    for w, b in (ground.start, ground.minima[0]):
        assert w_min < w < w_max
        assert b_min < b < b_max


def test_a_grid_is_computed_at_once():
    ground = line_surface([0.0, 1.0], [1.0, 3.0])
    grid = np.array([[0.0, 2.0], [0.0, 1.0]])
    assert ground.loss(grid).tolist() == [ground.loss((0.0, 0.0)), 0.0]
    assert ground.gradient(grid).T.tolist() == [list(ground.gradient((0.0, 0.0))), [0.0, 0.0]]


@pytest.mark.parametrize(
    ("xs", "ys", "error", "message"),
    [
        ([1.0, 2.0], [1.0], ValueError, "as long as each other, got 2 and 1"),
        ([1.0, 1.0], [1.0, 2.0], ValueError, "two different numbers at least"),
        ([], [], ValueError, "two different numbers at least"),
        ([1e-300, 0.0], [0.0, 1000.0], ValueError, "spread of xs must be 1e-100 at least, got 0"),
        ([1e-160, 0.0], [0.0, 1000.0], ValueError, "spread of xs must be 1e-100 at least, got 4.9"),
        ([1.0, "2"], [1.0, 2.0], TypeError, r"xs\[1\] must be a number"),
        ([1.0, 2.0], [1.0, float("nan")], ValueError, r"ys\[1\] must be a finite number"),
    ],
)
def test_points_that_make_no_line_are_refused(xs, ys, error, message):
    with pytest.raises(error, match=message):
        line_surface(xs, ys)
