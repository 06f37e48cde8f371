import numpy as np
import pytest

from gdlib import absolute_error, calc_gradient, huber, huber_gradient, squared_error
from gdlib.losses import absolute_error_gradient


def test_the_squared_error_is_half_the_square_of_the_distance():
    assert squared_error(-5.0, 5.0) == 50.0
    assert squared_error(-4.0, 5.0) == 40.5


def test_the_gradient_of_the_squared_error_is_the_distance_past_the_target():
    assert [calc_gradient(t, 5.0) for t in (-5.0, 5.0, 7.0)] == [-10.0, 0.0, 2.0]


def test_a_squared_error_too_large_for_a_float_is_infinite():
    assert squared_error(1e200, 5.0) == float("inf")


def test_the_absolute_error_has_no_slope_in_its_corner():
    assert [absolute_error_gradient(t, 5.0) for t in (-5.0, 5.0, 7.0)] == [-1.0, 0.0, 1.0]
    assert absolute_error(-5.0, 5.0) == 10.0


def test_huber_is_a_parabola_inside_and_its_tangent_outside():
    assert [huber(t, 5.0) for t in (4.5, 4.0, 3.0, 15.0)] == [0.125, 0.5, 1.5, 9.5]
    assert [huber_gradient(t, 5.0) for t in (-5.0, 4.5, 5.0, 15.0)] == [-1.0, -0.5, 0.0, 1.0]


def test_huber_with_an_endless_parabola_is_the_squared_error():
    assert huber(-5.0, 5.0, delta=1e6) == squared_error(-5.0, 5.0)
    assert huber_gradient(-5.0, 5.0, delta=1e6) == calc_gradient(-5.0, 5.0)


@pytest.mark.parametrize(
    "function",
    [squared_error, calc_gradient, absolute_error, absolute_error_gradient, huber, huber_gradient],
)
def test_an_array_gives_what_its_numbers_give_one_by_one(function):
    ts = [-5.0, 0.0, 4.5, 5.0, 7.0]
    assert function(np.array(ts), 5.0).tolist() == [function(t, 5.0) for t in ts]
    assert function(np.array(ts), np.array(ts)).tolist() == [function(t, t) for t in ts]
