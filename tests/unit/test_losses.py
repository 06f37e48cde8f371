from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from reference import SCIPY, TORCH

from gdlib import automatic_gradient, losses, numerical_gradient
from gdlib.losses import (
    absolute_error,
    absolute_error_gradient,
    calc_gradient,
    huber,
    huber_gradient,
    squared_error,
)


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


PAIRS = {
    "squared_error": (losses.squared_error, losses.calc_gradient),
    "absolute_error": (losses.absolute_error, losses.absolute_error_gradient),
    "huber": (losses.huber, losses.huber_gradient),
    "log_cosh": (losses.log_cosh, losses.log_cosh_gradient),
    "binary_cross_entropy": (losses.binary_cross_entropy, losses.binary_cross_entropy_gradient),
    "hinge": (losses.hinge, losses.hinge_gradient),
}


@pytest.mark.parametrize("name", PAIRS)
def test_pytorch_computes_the_same_losses_and_slopes(name):
    reference = TORCH["losses"]
    t, y = np.array(reference["t"]), np.array(reference["y"])
    loss, gradient = PAIRS[name]
    assert loss(t, y) == pytest.approx(reference[name]["loss"], rel=1e-13, abs=1e-13)
    assert gradient(t, y) == pytest.approx(reference[name]["gradient"], rel=1e-13, abs=1e-13)
    for i in range(len(t)):
        one = float(t[i]), float(y[i])
        assert loss(*one) == pytest.approx(reference[name]["loss"][i], rel=1e-13, abs=1e-13)
        assert gradient(*one) == pytest.approx(reference[name]["gradient"][i], abs=1e-13)


def test_pytorch_computes_the_same_categorical_cross_entropy():
    reference = TORCH["categorical"]
    t, y = np.array(reference["t"]).T, np.eye(3)[reference["classes"]].T
    assert losses.categorical_cross_entropy(t, y) == pytest.approx(reference["loss"])
    slopes = losses.categorical_cross_entropy_gradient(t, y)
    assert pytest.approx(np.array(reference["gradient"])) == slopes.T


@pytest.mark.parametrize("size", ["ordinary", "extreme"])
def test_scipy_computes_the_same_losses_near_and_far(size):
    recorded = SCIPY[size]
    ts, near = np.array(recorded["t"]), {"rel": 1e-14, "abs": 1e-15}
    for y in (0, 1):
        expected = recorded[f"binary_cross_entropy_of_{y}"]
        assert losses.binary_cross_entropy(ts, y) == pytest.approx(expected, **near)
        assert [losses.binary_cross_entropy(t, y) for t in ts.tolist()] == pytest.approx(
            expected, **near
        )
        slopes = np.array(recorded["sigmoid"]) - y
        assert losses.binary_cross_entropy_gradient(ts, y) == pytest.approx(slopes, **near)
    assert losses.huber(ts, 0.0) == pytest.approx(recorded["huber"], **near)
    assert losses.log_cosh(ts, 0.0) == pytest.approx(recorded["log_cosh"], **near)
    assert [losses.log_cosh(t, 0.0) for t in ts.tolist()] == pytest.approx(
        recorded["log_cosh"], **near
    )


@pytest.mark.parametrize("recorded", SCIPY["categorical"])
def test_scipy_computes_the_same_categorical_cross_entropy_near_and_far(recorded):
    t, classes = np.array(recorded["t"]), np.eye(3)
    for y, loss in zip(classes, recorded["loss"], strict=True):
        assert losses.categorical_cross_entropy(t, y) == pytest.approx(loss, rel=1e-14)
        slopes = np.array(recorded["softmax"]) - y
        assert losses.categorical_cross_entropy_gradient(t, y) == pytest.approx(slopes, abs=1e-15)


@pytest.mark.parametrize("t", [-1e300, -1e4, 1e4, 1e300])
def test_no_score_is_too_large_for_the_losses_that_are_straight_far_away(t):
    for name in ("absolute_error", "huber", "log_cosh", "binary_cross_entropy", "hinge"):
        loss, gradient = PAIRS[name]
        for y in (0.0, 1.0):
            assert 0 <= loss(t, y) <= abs(t) + 1
            assert -1 <= gradient(t, y) <= 1


@pytest.mark.parametrize("name", PAIRS)
@given(t=st.floats(-30, 30), y=st.sampled_from([-1.0, 0.0, 1.0]))
def test_three_gradients_of_every_loss_agree(name, t, y):
    assume(all(abs(t - corner) > 1e-3 for corner in (-2, -1, 0, 1, 2)))  # corners have no slope
    loss, gradient = PAIRS[name]
    by_hand = gradient(t, y)
    assert numerical_gradient(lambda t: loss(t, y))(t) == pytest.approx(by_hand, abs=1e-7)
    exact = numerical_gradient(lambda t: loss(t, y), method="complex")(t)
    assert exact == pytest.approx(by_hand, rel=1e-12, abs=1e-12)
    assert automatic_gradient(lambda t: loss(t, y))(t) == pytest.approx(by_hand, abs=1e-12)


@given(st.lists(st.floats(-30, 30), min_size=3, max_size=3))
def test_three_gradients_of_the_categorical_cross_entropy_agree(scores):
    t, y = np.array(scores), np.array([0.0, 1.0, 0.0])
    by_hand = losses.categorical_cross_entropy_gradient(t, y)

    def loss(t):
        return losses.categorical_cross_entropy(t, y)

    assert numerical_gradient(loss)(t) == pytest.approx(by_hand, abs=1e-7)
    assert automatic_gradient(loss)(t) == pytest.approx(by_hand, abs=1e-12)


@pytest.mark.parametrize("function", [huber, huber_gradient])
def test_a_parabola_ends_at_a_distance_above_zero(function):
    for delta in (0.0, -1.0, float("nan")):
        with pytest.raises(ValueError, match=f"delta must be greater than 0, got {delta}"):
            function(1.0, 2.0, delta)


@pytest.mark.parametrize(
    "function", [losses.categorical_cross_entropy, losses.categorical_cross_entropy_gradient]
)
def test_scores_and_classes_are_arrays_of_one_shape(function):
    with pytest.raises(TypeError, match=r"t and y must be arrays .*, got \(1\.0, 2\.0\) and"):
        function((1.0, 2.0), (1.0, 0.0))
    with pytest.raises(ValueError, match=r"must have the same shape, got \(3,\) and \(1,\)"):
        function(np.ones(3), np.ones(1))


KINDS = ("int8", "uint8", "int16", "uint16", "int32", "int64", "bool", "float16", "float32")
FUNCTIONS = {function.__name__: function for pair in PAIRS.values() for function in pair}


@pytest.mark.parametrize("name", FUNCTIONS)
@given(
    numbers=st.lists(st.tuples(st.integers(0, 255), st.integers(0, 255)), min_size=1, max_size=4),
    kinds=st.tuples(st.sampled_from(KINDS), st.sampled_from(KINDS)),
)
def test_whole_and_short_numbers_compute_as_floats(name, numbers, kinds):
    t, y = (
        np.array(column).astype(kind)
        for column, kind in zip(zip(*numbers, strict=True), kinds, strict=True)
    )
    function = FUNCTIONS[name]
    pairs = zip(t.astype(float).tolist(), y.astype(float).tolist(), strict=True)
    expected = [function(*pair) for pair in pairs]
    assert function(t, y).dtype == np.float64
    assert function(t, y).tolist() == pytest.approx(expected, rel=1e-14, abs=1e-14)
    for i, value in enumerate(expected):
        assert function(t[i], y[i]) == pytest.approx(value, rel=1e-14, abs=1e-14)  # scalars
        assert function(t[i], y)[i] == pytest.approx(value, rel=1e-14, abs=1e-14)
        assert function(t, y[i])[i] == pytest.approx(value, rel=1e-14, abs=1e-14)


def test_numbers_of_few_bits_do_not_wrap_around():
    assert squared_error(np.int8(100), np.int8(-100)) == 20_000.0
    assert squared_error(np.array([100], "int8"), np.array([-100], "int8")).tolist() == [20_000.0]
    assert calc_gradient(np.array([3], "uint8"), np.array([5], "uint8")).tolist() == [-2.0]
    assert squared_error(np.array([100_000], "int32"), 0).tolist() == [5e9]
    assert squared_error(np.array([1000], "float16"), 0).tolist() == [5e5]
    assert huber_gradient(np.array([9, -9]), 0, delta=np.uint8(1)).tolist() == [1.0, -1.0]
    assert absolute_error(np.int8(-128), np.int8(0)) == 128.0
    assert squared_error(True, False) == 0.5
    assert squared_error(10**200, 0) == float("inf")
    assert squared_error(Fraction(1, 2), 0) == Fraction(1, 8)
    scores, first = np.array([100, -100], "int8"), np.array([False, True])
    assert losses.categorical_cross_entropy(scores, first) == 200.0
    assert losses.categorical_cross_entropy_gradient(scores, first).tolist() == [1.0, -1.0]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_guess_has_its_own_target(name):
    function, column, row = FUNCTIONS[name], np.ones((3, 1)), np.ones(3)
    for t, y in ((row, column), (column, row), (column.T, column), (column, column.T)):
        with pytest.raises(ValueError, match=r"t and y must have the same shape.*y\.reshape"):
            function(t, y)
    for t, y in ((row, np.ones(2)), (np.ones((3, 2)), row), (np.ones((3, 2)), column)):
        with pytest.raises(
            ValueError, match=r"same shape, or one of them must be a number, got \("
        ):
            function(t, y)


@given(st.lists(st.integers(1, 3), max_size=3), st.lists(st.integers(1, 3), max_size=3))
def test_a_loss_has_the_shape_of_its_guesses_or_targets(of_t, of_y):
    t, y = np.ones(of_t), np.zeros(of_y)
    same_end = of_t[len(of_t) - len(of_y) :] == of_y or of_y[len(of_y) - len(of_t) :] == of_t
    if same_end or t.size == 1 or y.size == 1:
        assert squared_error(t, y).size == max(t.size, y.size)
    else:
        with pytest.raises(ValueError, match="t and y must have the same shape"):
            squared_error(t, y)


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_what_is_no_number_is_named_with_what_to_write(pair):
    for function in pair:
        with pytest.raises(
            TypeError, match=r"t must be .*got '1' \(str\): write 1\.0, without quot"
        ):
            function("1", 1.0)
        with pytest.raises(TypeError, match=r"y must be .*: write np\.array\(\[1, 2\]\)"):
            function(1.0, [1, 2])
        with pytest.raises(
            TypeError, match=r"t must be .*got None \(NoneType\): is a return missing"
        ):
            function(None, 1.0)
        with pytest.raises(TypeError, match="y must hold numbers, got an array of <U1"):
            function(np.ones(1), np.array(["1"]))


def test_what_is_not_a_number_stays_so():
    nan = float("nan")
    for name, function in FUNCTIONS.items():
        for result in (function(nan, 1.0), function(1.0, nan)):
            assert result != result, name
