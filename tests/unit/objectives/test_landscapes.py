import numpy as np
import pytest
from scipy.optimize import approx_fprime, minimize_scalar

from gdlib import LANDSCAPES, landscape, record
from gdlib.objectives.landscapes import double_well, double_well_gradient, wavy, wavy_gradient

# Values worked out by hand from the formulas, at t = 2 with the target at 5.
LOSS_AT_2 = {
    "squared_error": 4.5,
    "absolute_error": 3.0,
    "huber": 2.5,
    "double_well": 2.205,
    "wavy": 2.889992496600445,
}


@pytest.mark.parametrize("name", LANDSCAPES)
def test_a_landscape_computes_its_formula(name):
    assert landscape(name).loss(2.0) == pytest.approx(LOSS_AT_2[name], rel=1e-12)


@pytest.mark.parametrize("name", LANDSCAPES)
@pytest.mark.parametrize("y", [-3.0, 5.0])
@pytest.mark.parametrize("t", [-9.3, -2.1, 0.4, 3.3, 6.7, 14.2])
def test_its_gradient_is_the_slope_of_its_loss(name, y, t):
    place = landscape(name, y)
    slope = approx_fprime([t], lambda ts: place.loss(float(ts[0])), 1e-7)[0]
    assert place.gradient(t) == pytest.approx(slope, abs=1e-4)


@pytest.mark.parametrize("name", LANDSCAPES)
@pytest.mark.parametrize("y", [-3.0, 5.0])
def test_scipy_finds_each_of_its_minima(name, y):
    place = landscape(name, y)
    for minimum in place.minima:
        around = (minimum - 0.7, minimum + 0.8)
        found = minimize_scalar(place.loss, bounds=around, options={"xatol": 1e-10})
        assert found.x == pytest.approx(minimum, abs=1e-6)


def test_all_others_have_one_minimum_but_the_wells_have_two_and_the_waves_three():
    count = {name: len(landscape(name).minima) for name in LANDSCAPES}
    assert count == dict.fromkeys(LANDSCAPES, 1) | {"double_well": 2, "wavy": 3}


@pytest.mark.parametrize("name", LANDSCAPES)
def test_global_minima_are_the_deepest_points_of_the_view(name):
    place = landscape(name)
    ts = np.linspace(*place.view[:2], 20_001)
    lowest = place.loss(ts).min()
    assert [place.loss(t) for t in place.global_minima] == pytest.approx(
        [lowest] * len(place.global_minima), abs=1e-3
    )


@pytest.mark.parametrize("name", ["squared_error", "huber", "wavy"])
def test_no_slope_changes_faster_than_the_curvature(name):
    place = landscape(name)
    ts = np.linspace(*place.view[:2], 20_001)
    steepest = abs(np.diff(place.gradient(ts)) / np.diff(ts)).max()
    assert steepest == pytest.approx(place.curvature, rel=1e-3)
    assert place.limit == 2 / place.curvature


@pytest.mark.parametrize("name", ["absolute_error", "double_well"])
def test_there_is_no_limit_without_a_largest_curvature(name):
    assert landscape(name).curvature is None
    assert landscape(name).limit is None


@pytest.mark.parametrize("name", LANDSCAPES)
def test_the_view_shows_the_start_and_every_minimum(name):
    place = landscape(name)
    t_min, t_max, e_min, e_max = place.view
    for t in (place.start, *place.minima):
        assert t_min < t < t_max
        assert e_min < place.loss(t) < e_max


@pytest.mark.parametrize("name", LANDSCAPES)
def test_arrays_are_landscapes_too(name):
    place, ts = landscape(name), [-5.0, 0.5, 4.75, 7.0]
    assert place.loss(np.array(ts)) == pytest.approx([place.loss(t) for t in ts])
    assert place.gradient(np.array(ts)) == pytest.approx([place.gradient(t) for t in ts])


def test_the_waves_trap_small_steps_and_let_large_ones_pass():
    place = landscape("wavy")
    ends = {
        lr: record(place.loss, place.gradient, -5.0, lr=lr, steps=500).t[-1] for lr in (0.1, 1.5)
    }
    assert ends[0.1] == pytest.approx(5 - 4.9062951508563755)
    assert ends[1.5] == pytest.approx(5)


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(ValueError, match=r"squared_error, absolute_error.*got 'parabola'"):
        landscape("parabola")


@pytest.mark.parametrize(("y", "error"), [("5", TypeError), (float("nan"), ValueError)])
def test_a_target_is_a_finite_number(y, error):
    with pytest.raises(error, match="y must be a"):
        landscape("squared_error", y)


def test_a_double_well_needs_two_places():
    with pytest.raises(ValueError, match="y must not be 0"):
        landscape("double_well", 0)


@pytest.mark.parametrize("name", LANDSCAPES)
@pytest.mark.parametrize("kind", ["int8", "uint8", "int32", "float16"])
def test_whole_numbers_of_few_bits_give_what_floats_give(name, kind):
    place, ts = landscape(name, y=3.0), np.array([1, 100], kind)
    for function in (place.loss, place.gradient):
        expected = [function(t) for t in ts.astype(float).tolist()]
        assert function(ts).tolist() == pytest.approx(expected, rel=1e-14)
        assert function(ts[1]) == pytest.approx(expected[1], rel=1e-14)


def test_the_targets_of_a_landscape_fit_its_parameters():
    for function in (double_well, double_well_gradient, wavy, wavy_gradient):
        with pytest.raises(ValueError, match="t and y must have the same shape"):
            function(np.ones(3), np.ones((3, 1)))
