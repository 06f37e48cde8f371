import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdlib import (
    LANDSCAPES,
    Deviation,
    automatic_gradient,
    check_gradient,
    clip_by_norm,
    clip_by_value,
    elementwise,
    landscape,
    numerical_gradient,
    record,
)

METHODS = ("forward", "central", "complex")


@pytest.mark.parametrize(("method", "digits"), [("forward", 7), ("central", 9), ("complex", 15)])
def test_each_method_has_the_digits_that_theory_gives_it(method, digits):
    slope = numerical_gradient(elementwise.exp, method=method)(1.0)
    assert slope == pytest.approx(math.e, rel=10.0**-digits)


def test_a_forward_difference_of_width_one_is_a_plain_difference():
    assert numerical_gradient(lambda t: t * t, method="forward", h=1.0)(2.0) == 5.0
    assert numerical_gradient(lambda t: t * t, method="central", h=1.0)(2.0) == 4.0


@pytest.mark.parametrize("method", METHODS)
def test_a_gradient_has_the_form_of_its_parameter(method):
    gradient = numerical_gradient(lambda t: t[0] * t[1], method=method)
    assert gradient((2.0, 3.0)) == pytest.approx((3.0, 2.0))
    of_array = numerical_gradient(lambda t: (t * t).sum() / 2, method=method)
    t = np.array([[1.0, -2.0], [3.0, 4.0]])
    assert of_array(t) == pytest.approx(t, rel=1e-6)


@pytest.mark.parametrize("method", METHODS)
def test_losses_side_by_side_are_measured_side_by_side(method):
    parabola = landscape("squared_error")
    ts = np.array([-5.0, 3.0, 1e6])
    assert numerical_gradient(parabola.loss, method=method)(ts) == pytest.approx(
        parabola.gradient(ts), rel=1e-6
    )


@pytest.mark.parametrize("name", LANDSCAPES)
@given(t=st.floats(-9, 19))
def test_three_gradients_of_every_landscape_agree(name, t):
    place = landscape(name)
    if min(abs(t - corner) for corner in (4, 5, 6)) < 1e-3:
        return  # corners have no slope
    by_hand = place.gradient(t)
    assert numerical_gradient(place.loss)(t) == pytest.approx(by_hand, rel=1e-7, abs=1e-7)
    exact = numerical_gradient(place.loss, method="complex")(t)
    assert exact == pytest.approx(by_hand, rel=1e-12, abs=1e-12)
    assert automatic_gradient(place.loss)(t) == pytest.approx(by_hand, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("way", [numerical_gradient, automatic_gradient])
def test_every_gradient_descends_the_same_way(way):
    place = landscape("squared_error")
    run = record(place.loss, way(place.loss), -5.0)
    assert run.t[-1] == pytest.approx(4.948462247926799, rel=1e-8)


def test_a_method_is_one_of_three():
    with pytest.raises(ValueError, match="one of forward, central, complex, got 'backward'"):
        numerical_gradient(abs, method="backward")
    with pytest.raises(ValueError, match=r"h must be greater than 0, got 0\.0"):
        numerical_gradient(abs, h=0.0)
    with pytest.raises(TypeError, match="loss must be a function"):
        numerical_gradient(1.0)


def test_a_right_gradient_passes():
    place = landscape("wavy")
    assert check_gradient(place.loss, place.gradient, 2.0).error < 1e-9
    right = check_gradient(lambda t: (t * t).sum(), lambda t: 2 * t, np.ones((2, 2)))
    assert right.error < 1e-9


def test_a_wrong_gradient_is_told_where_and_by_how_much():
    with pytest.raises(ValueError, match=r"slope of loss: is 5\.0 but measures 10\.0.*5\.0e-01"):
        check_gradient(lambda t: t * t, lambda t: t, 5.0)
    with pytest.raises(ValueError, match=r"component 1 is 3\.0 but measures 2\.0"):
        check_gradient(lambda t: t[0] * t[1], lambda t: (t[1], t[1]), (2.0, 3.0))
    with pytest.raises(ValueError, match=r"component 2 is 0\.0 but measures 6\.0"):
        check_gradient(
            lambda t: (t * t).sum(), lambda t: 2 * t * [1, 1, 0], np.array([1.0, 2.0, 3.0])
        )
    with pytest.raises(ValueError, match=r"component \(1, 0\) is 0\.0 but measures 2\.0"):
        check_gradient(lambda t: (t * t).sum(), lambda t: 2 * t * [[1, 1], [0, 1]], np.ones((2, 2)))


def test_a_tolerance_can_be_wider():
    found = check_gradient(lambda t: t * t, lambda t: 2.1 * t, 5.0, tolerance=0.1)
    assert found == Deviation(None, 10.5, pytest.approx(10.0), pytest.approx(0.05))


def test_clipping_by_value_holds_every_component():
    assert clip_by_value(lambda t: t, 2.0)(5.0) == 2.0
    assert clip_by_value(lambda t: t, 2.0)((5.0, -1.0)) == (2.0, -1.0)
    assert clip_by_value(lambda t: t, 2.0)(np.array([-5.0, 1.0])).tolist() == [-2.0, 1.0]


def test_clipping_by_norm_keeps_the_direction():
    assert clip_by_norm(lambda t: t, 5.0)((30.0, -40.0)) == (3.0, -4.0)
    assert clip_by_norm(lambda t: t, 5.0)(np.array([30.0, -40.0])).tolist() == [3.0, -4.0]
    assert clip_by_norm(lambda t: t, 5.0)(-30.0) == -5.0
    assert clip_by_norm(lambda t: t, 5.0)((3.0, -4.0)) == (3.0, -4.0)
    assert clip_by_norm(lambda t: t, 5.0)((1e300, 1e300)) == pytest.approx((12.5**0.5,) * 2)


def test_a_clipped_gradient_tames_a_run_that_would_diverge():
    steep = landscape("double_well")
    assert record(steep.loss, steep.gradient, -40.0, lr=0.1).ended == "diverged"
    tamed = record(steep.loss, clip_by_norm(steep.gradient, 10.0), -40.0, lr=0.1, steps=200)
    assert tamed.t[-1] == pytest.approx(-5.0, abs=1e-6)


@pytest.mark.parametrize("clip", [clip_by_norm, clip_by_value])
def test_a_bound_is_above_zero(clip):
    with pytest.raises(ValueError, match="bound must be greater than 0, got 0"):
        clip(abs, 0)
    with pytest.raises(TypeError, match="gradient must be a function"):
        clip(1.0, 1.0)


def test_a_loss_that_spoils_its_argument_or_returns_one_buffer_is_measured_all_the_same():
    buffer = np.empty(2)

    def loss(t):
        buffer[:] = t * t
        t[:] = 99.0
        return buffer

    t = np.array([1.0, 2.0])
    for method in ("forward", "central"):
        assert numerical_gradient(loss, method=method)(t) == pytest.approx([2.0, 4.0], rel=1e-6)

    def total(t):
        t *= t
        return t.sum()

    assert numerical_gradient(total)(t) == pytest.approx([2.0, 4.0])
    assert check_gradient(total, lambda t: 2 * t, t).error < 1e-8
    assert t.tolist() == [1.0, 2.0]


def test_whole_numbers_of_few_bits_are_measured_as_floats():
    def stairs(t):
        return np.array([200 if t > 0 else 0], "uint8")[0]

    assert numerical_gradient(stairs, h=1.0)(0.0) == 100.0
    assert numerical_gradient(lambda t: stairs(-t), h=1.0)(0.0) == -100.0


def test_a_slope_that_is_not_a_number_is_no_agreement():
    def loss(t):
        return t[0] ** 2 + (0.0 if t[1] == 2.0 else float("nan"))

    with pytest.raises(ValueError, match=r"loss must be finite around t=\(1\.0, 2\.0\)"):
        check_gradient(loss, lambda t: (2 * t[0], 0.0), (1.0, 2.0))


def test_a_loss_without_a_value_is_named():
    with pytest.raises(TypeError, match="the value of loss must be a number or an array, got None"):
        numerical_gradient(lambda _: None)(1.0)
