import cmath
import math

import numpy as np
import pytest

from gdlib import Tape, elementwise

NAMES = ("exp", "log", "log1p", "sqrt", "sin", "cos", "tanh", "absolute", "sigmoid")
NAMES += ("tan", "arctan", "sinh", "cosh", "expm1")


@pytest.mark.parametrize("name", NAMES)
def test_an_array_gives_what_its_numbers_give(name):
    function, ts = getattr(elementwise, name), [0.25, 1.0, 3.5]
    assert function(np.array(ts)) == pytest.approx([function(t) for t in ts], rel=1e-15)


@pytest.mark.parametrize("name", ["exp", "log", "sqrt", "sin", "cos", "tanh"])
def test_complex_numbers_are_computed_by_cmath(name):
    assert getattr(elementwise, name)(0.3 + 0.1j) == getattr(cmath, name)(0.3 + 0.1j)
    assert elementwise.log1p(0.3 + 0.1j) == cmath.log(1.3 + 0.1j)


def test_an_exponential_too_large_for_a_float_is_infinite():
    assert elementwise.exp(1000.0) == math.inf


def test_the_sigmoid_is_one_over_one_plus_e_to_the_minus_t():
    for t in (-5.0, 0.0, 2.0):
        assert elementwise.sigmoid(t) == pytest.approx(1 / (1 + math.exp(-t)), rel=1e-12)
    assert elementwise.sigmoid(1e300) == 1.0


def test_sign_tells_the_side_of_zero():
    assert [elementwise.sign(t) for t in (-3, 0.0, 0.5)] == [-1.0, 0.0, 1.0]
    assert elementwise.sign(np.array([-3, 0.0, 0.5])).tolist() == [-1.0, 0.0, 1.0]


def test_bounds_hold():
    assert [elementwise.clip(t, -1.0, 2.0) for t in (-3.0, 0.5, 7.0)] == [-1.0, 0.5, 2.0]
    assert elementwise.clip(np.array([-3.0, 0.5, 7.0]), -1.0, 2.0).tolist() == [-1.0, 0.5, 2.0]


def test_complex_numbers_are_compared_by_their_real_part():
    assert elementwise.clip(0.5 + 1e-20j, -1.0, 2.0) == 0.5 + 1e-20j
    assert elementwise.absolute(-0.5 - 1e-20j) == 0.5 + 1e-20j
    moved = np.array([-0.5 - 1e-20j, 7.0 + 0j])
    assert elementwise.absolute(moved).tolist() == [0.5 + 1e-20j, 7.0 + 0j]
    assert elementwise.minimum(moved, 2.0).tolist() == [-0.5 - 1e-20j, 2.0]


@pytest.mark.parametrize(
    ("value", "finite", "size"),
    [
        (-2.0, True, 2.0),
        (math.inf, False, math.inf),
        ((1.0, -3.0), True, 3.0),
        ((1.0, math.inf), False, math.inf),
        (np.array([[1.0, -3.0]]), True, 3.0),
        (np.array([1.0, -math.inf]), False, math.inf),
    ],
)
def test_numbers_tuples_and_arrays_are_measured_alike(value, finite, size):
    assert elementwise.is_finite(value) is finite
    assert elementwise.largest(value) == size


def test_what_is_infinitely_far_round_the_circle_has_no_sine():
    assert math.isnan(elementwise.sin(math.inf))
    assert math.isnan(elementwise.cos(-math.inf))


KINDS = ("int8", "uint8", "int32", "bool", "float16", "float32")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_whole_and_short_numbers_give_floats_of_64_bits(name, kind):
    function, ts = getattr(elementwise, name), np.array([1, 100]).astype(kind)
    expected = [function(t) for t in ts.astype(float).tolist()]
    assert function(ts).dtype == np.float64
    assert function(ts).tolist() == pytest.approx(expected, rel=1e-15)
    assert function(ts[1]) == pytest.approx(expected[1], rel=1e-15)


def test_bounds_hold_for_whole_numbers_of_few_bits():
    assert elementwise.absolute(np.array([-128], "int8")).tolist() == [128.0]
    assert elementwise.clip(np.array([100, -100], "int8"), -1000, 50).tolist() == [50.0, -100.0]


@pytest.mark.parametrize(
    ("name", "above", "below"),
    [
        ("exp", math.inf, 0.0),
        ("expm1", math.inf, -1.0),
        ("cosh", math.inf, math.inf),
        ("sinh", math.inf, -math.inf),
    ],
)
def test_what_is_too_large_for_a_float_is_infinite(name, above, below):
    function = getattr(elementwise, name)
    for large in (1000.0, 10**400):
        assert (function(large), function(-large)) == (above, below)


def test_what_is_not_a_number_has_no_sign():
    assert math.isnan(elementwise.sign(math.nan))
    assert math.isnan(elementwise.tan(math.inf))


def test_small_complex_steps_of_expm1_keep_the_slope():
    assert elementwise.expm1(0.5 + 1e-20j).imag / 1e-20 == pytest.approx(math.exp(0.5), rel=1e-15)


def test_numbers_and_variables_may_share_an_array():
    mixed = np.array([Tape().variable(1.0), 2.0])
    assert [float(getattr(value, "value", value)) for value in elementwise.exp(mixed)] == [
        math.exp(1.0),
        math.exp(2.0),
    ]


def test_a_text_has_no_exponential():
    with pytest.raises(TypeError, match="t must be a number or an array, got '1'"):
        elementwise.exp("1")
