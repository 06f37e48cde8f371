from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference import SCIPY
from scipy.optimize import rosen, rosen_der

from gdlib import SURFACES, automatic_gradient, bowl, numerical_gradient, record, surface

coordinates = st.floats(-4, 4)


def test_scipy_recorded_the_same_valley():
    ground, recorded = surface("rosenbrock"), SCIPY["rosenbrock"]
    points = [tuple(point) for point in recorded["points"]]
    assert [ground.loss(point) for point in points] == pytest.approx(recorded["loss"])
    assert [list(ground.gradient(point)) for point in points] == recorded["gradient"]
    steepest = recorded["curvature"][1]  # at its minimum: plain descent needs a rate below 2 / that
    assert ground.lr < 2 / steepest


@given(coordinates, coordinates)
def test_rosenbrock_is_the_one_of_scipy(x, y):
    ground = surface("rosenbrock")
    assert ground.loss((x, y)) == pytest.approx(rosen([x, y]), rel=1e-9, abs=1e-9)
    assert ground.gradient((x, y)) == pytest.approx(tuple(rosen_der([x, y])), rel=1e-9, abs=1e-9)


# Values worked out by hand at (x, y) = (1, −1).
@pytest.mark.parametrize(
    ("name", "loss"),
    [
        ("bowl", 5.5),
        ("rosenbrock", 400.0),
        ("himmelblau", 146.0),
        ("beale", 0.25 + 2.25**2 + 0.625**2),
        ("rastrigin", 2.0),
        ("saddle", 0.25),
    ],
)
def test_a_surface_computes_its_formula(name, loss):
    assert surface(name).loss((1.0, -1.0)) == pytest.approx(loss, rel=1e-12)


@pytest.mark.parametrize("name", SURFACES)
@given(x=coordinates, y=coordinates)
def test_three_gradients_of_every_surface_agree(name, x, y):
    ground = surface(name)
    by_hand = ground.gradient((x, y))
    size = max(1.0, *map(abs, by_hand))
    assert automatic_gradient(ground.loss)((x, y)) == pytest.approx(by_hand, abs=1e-11 * size)
    exact = numerical_gradient(ground.loss, method="complex")((x, y))
    assert exact == pytest.approx(by_hand, abs=1e-11 * size)
    measured = numerical_gradient(ground.loss)((x, y))
    assert measured == pytest.approx(by_hand, abs=1e-5 * size + 1e-9 * ground.loss((x, y)))


@pytest.mark.parametrize("name", SURFACES)
def test_scipy_finds_its_minima(name):
    ground = surface(name)
    lowest = min(map(ground.loss, ground.minima))
    for minimum, found in zip(ground.minima, SCIPY["minima"][name], strict=True):
        assert found == pytest.approx(minimum, abs=1e-7)
        assert ground.loss(minimum) == pytest.approx(lowest, abs=1e-9)
        assert ground.gradient(minimum) == pytest.approx((0.0, 0.0), abs=1e-9)


@pytest.mark.parametrize("name", SURFACES)
def test_nothing_in_the_view_is_lower_than_the_minima(name):
    ground = surface(name)
    x_min, x_max, y_min, y_max = ground.view
    grid = np.array(np.meshgrid(np.linspace(x_min, x_max, 301), np.linspace(y_min, y_max, 301)))
    assert ground.loss(grid).min() >= ground.loss(ground.minima[0]) - 1e-9
    for x, y in (ground.start, *ground.minima):
        assert x_min < x < x_max
        assert y_min < y < y_max


@pytest.mark.parametrize("name", SURFACES)
def test_a_grid_is_computed_at_once(name):
    ground = surface(name)
    points = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.5]])
    each = [ground.gradient(tuple(point)) for point in points.T.tolist()]
    assert pytest.approx(np.array(each)) == ground.gradient(points).T
    assert ground.loss(points) == pytest.approx([ground.loss(tuple(p)) for p in points.T.tolist()])


@pytest.mark.parametrize("name", SURFACES)
def test_the_suggested_start_and_rate_go_downhill(name):
    ground = surface(name)
    run = record(ground.loss, ground.gradient, ground.start, lr=ground.lr, steps=300)
    assert run.ended == "steps_done"
    assert run.loss[-1] < 0.7 * run.loss[0]


@pytest.mark.parametrize("kappa", [0.1, 1.0, 10.0, 1000.0])
def test_the_suggested_rate_of_a_bowl_goes_downhill_however_steep_it_is(kappa):
    ground = bowl(kappa)
    run = record(ground.loss, ground.gradient, ground.start, lr=ground.lr, steps=20)
    assert all(later < earlier for earlier, later in pairwise(run.loss))
    assert ground.lr < ground.limit == 2 / max(1.0, kappa)
    assert surface("himmelblau").limit is None


@pytest.mark.parametrize("kappa", [1.0, 10.0, 1000.0])
def test_the_ratio_of_a_bowls_curvatures_is_its_condition_number(kappa):
    ground = bowl(kappa)
    columns = [ground.gradient((1.0, 0.0)), ground.gradient((0.0, 1.0))]
    assert np.linalg.cond(np.array(columns)) == pytest.approx(kappa)


def test_a_condition_number_is_above_zero():
    with pytest.raises(ValueError, match="condition_number must be greater than 0, got 0"):
        bowl(0)


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(ValueError, match=r"one of bowl, rosenbrock, .*, got 'ackley'"):
        surface("ackley")


@pytest.mark.parametrize("name", SURFACES)
@pytest.mark.parametrize("kind", ["int8", "uint8", "int32", "float16"])
def test_whole_numbers_of_few_bits_give_what_floats_give(name, kind):
    ground, (x, y) = surface(name), np.array([[100, 2], [50, 3]], kind)
    for point in ((x, y), np.stack([x, y])):
        for i in range(2):
            alone = float(x[i]), float(y[i])
            assert ground.loss(point)[i] == pytest.approx(ground.loss(alone), rel=1e-12)
            slopes = [slope[i] for slope in ground.gradient(point)]
            assert slopes == pytest.approx(ground.gradient(alone), rel=1e-12)
    assert ground.loss((x[0], y[0])) == pytest.approx(ground.loss((100.0, 50.0)), rel=1e-12)


def test_a_flat_slope_is_not_rounded_in_an_array_of_whole_numbers():
    assert bowl(2.5).gradient(np.array([1, 1])).tolist() == [1.0, 2.5]
