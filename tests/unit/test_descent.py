from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdlib import Step, descend, landscape

parabola = landscape("squared_error")


def first(count, t=-5.0, lr=0.1):
    return list(islice(descend(parabola.loss, parabola.gradient, t, lr), count))


def test_the_first_step_is_the_start():
    assert first(1) == [Step(0, -5.0, 50.0, -10.0)]


def test_one_update_leads_from_minus_five_to_minus_four():
    assert first(2)[1] == Step(1, -4.0, 40.5, -9.0)


def test_fifty_updates_end_where_the_lesson_says():
    assert first(51)[50].t == 4.948462247926799


def test_a_learning_rate_of_one_lands_in_one_step():
    assert [step.t for step in first(3, lr=1)] == [-5.0, 5.0, 5.0]


def test_a_learning_rate_of_two_swings_for_ever():
    assert [step.t for step in first(5, lr=2.0)] == [-5.0, 15.0, -5.0, 15.0, -5.0]


@given(st.floats(-1e3, 1e3), st.floats(1e-4, 2.5))
def test_every_step_lies_on_the_closed_form(t, lr):
    for step in first(20, t, lr):
        expected = 5 + (t - 5) * (1 - lr) ** step.n
        assert step.t == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_a_step_prints_the_line_of_the_lesson():
    assert str(first(8)[7]) == "7-th iteration, t=0.217, loss: 11.438, grad: -4.783"


def test_a_step_prints_the_first_numbers_of_an_array():
    step = Step(3, np.arange(4.0), 1.0, np.array([1.0, 2.0]))
    assert str(step) == (
        "3-th iteration, t=[0.000, 1.000, 2.000, …], loss: 1.000, grad: [1.000, 2.000]"
    )


def test_many_starts_descend_side_by_side():
    together = first(5, t=np.array([-5.0, 7.0]))
    alone = [first(5, t=-5.0), first(5, t=7.0)]
    for n, step in enumerate(together):
        assert step.t.tolist() == [steps[n].t for steps in alone]
        assert step.loss.tolist() == [steps[n].loss for steps in alone]


def test_a_start_given_as_whole_numbers_is_not_rounded_on_the_way():
    assert first(2, t=-5)[1].t == -4.0
    assert first(2, t=np.array([1]))[1].t.tolist() == [1.4]
    assert first(2, t=np.array(-5))[1].t == -4.0


def test_later_changes_to_the_start_change_no_step():
    start = np.array([-5.0])
    steps = descend(parabola.loss, parabola.gradient, start, 0.1)
    taken = next(steps)
    start[0] = 99.0
    assert taken.t.tolist() == [-5.0]
    assert next(steps).t.tolist() == [-4.0]


@pytest.mark.parametrize("start", [-5.0, np.array([-5.0, 1.0])])
def test_a_diverging_run_ends_with_its_last_finite_step(start):
    steps = list(descend(parabola.loss, parabola.gradient, start, lr=3.0))
    assert np.isfinite(steps[-1].loss).all()
    assert len(steps) == 509  # 10·2ⁿ squared and halved passes 2¹⁰²⁴ at n = 509


def test_an_update_out_of_range_ends_the_run():
    assert len(list(descend(parabola.loss, parabola.gradient, -5.0, lr=1e308))) == 1
    start = np.array([-5.0])
    assert len(list(descend(parabola.loss, parabola.gradient, start, lr=1e308))) == 1


def test_a_power_that_overflows_ends_the_run():
    steps = list(descend(lambda t: t**2, lambda t: 2 * t, 1.0, lr=3.0))
    assert steps[-1].loss == pytest.approx(5.0 ** (2 * steps[-1].n))
    assert 5.0 ** steps[-1].n < 2**512 < 5.0 ** (steps[-1].n + 1)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), 10**400, np.array([1.0, np.nan])])
def test_a_start_is_finite(bad):
    with pytest.raises(ValueError, match="t must"):
        descend(parabola.loss, parabola.gradient, bad, 0.1)


@pytest.mark.parametrize("bad", ["5", None, True, [1.0], 1j, np.array(["a"]), np.array([1j])])
def test_a_start_is_a_number_or_an_array_of_numbers(bad):
    with pytest.raises(TypeError, match="t must be"):
        descend(parabola.loss, parabola.gradient, bad, 0.1)


def test_a_start_holds_at_least_one_number():
    with pytest.raises(ValueError, match=r"at least one number, got an array of shape \(0,\)"):
        descend(parabola.loss, parabola.gradient, np.array([]), 0.1)


@pytest.mark.parametrize("lr", [0, -0.1, float("nan"), float("inf")])
def test_a_learning_rate_is_above_zero(lr):
    with pytest.raises(ValueError, match=rf"lr must be .*, got {lr}"):
        descend(parabola.loss, parabola.gradient, -5.0, lr)


@pytest.mark.parametrize("lr", ["0.1", None, False, np.array([0.1])])
def test_a_learning_rate_is_a_number(lr):
    with pytest.raises(TypeError, match="lr must be a number"):
        descend(parabola.loss, parabola.gradient, -5.0, lr)


def test_a_loss_and_a_gradient_are_functions():
    with pytest.raises(TypeError, match="loss must be a function of t, got 50"):
        descend(50.0, parabola.gradient, -5.0, 0.1)
    with pytest.raises(TypeError, match="gradient must be a function of t, got None"):
        descend(parabola.loss, None, -5.0, 0.1)


def test_a_loss_and_a_gradient_give_numbers():
    with pytest.raises(TypeError, match=r"gradient must return real numbers, got None at t=-5\.0"):
        descend(parabola.loss, lambda _: None, -5.0, 0.1)
    with pytest.raises(TypeError, match="loss must return real numbers, got 1j"):
        descend(lambda _: 1j, parabola.gradient, -5.0, 0.1)


def test_a_loss_is_finite_at_the_start():
    with pytest.raises(ValueError, match="loss must be finite at the start, got inf"):
        descend(parabola.loss, parabola.gradient, 1e200, 0.1)
    with pytest.raises(ValueError, match="loss must be finite at the start, got inf"):
        descend(lambda t: t**2, parabola.gradient, 1e200, 0.1)


def test_a_gradient_has_the_shape_of_t():
    start = np.array([1.0, 2.0])
    with pytest.raises(
        ValueError, match=r"gradient must return the shape of t, an array of .* \(2,\), got one num"
    ):
        descend(parabola.loss, lambda _: 1.0, start, 0.1)
    with pytest.raises(ValueError, match=r"loss must return .*, got an array of shape \(1,\)"):
        descend(lambda t: t[:1], parabola.gradient, start, 0.1)


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (999999.5, "999999.500"),
        (-1e6, "-1.000e+06"),
        (-1.5e200, "-1.500e+200"),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
        (1e-9, "0.000"),
        (np.array(2.5), "2.500"),
        (np.array([1e300, 1.0]), "[1.000e+300, 1.000]"),
        (np.array([[1.0, 2.0]]), "[[1.000, 2.000]]"),
    ],
)
def test_a_number_of_many_digits_is_shortened(value, line):
    assert str(Step(0, value, value, value)) == (
        f"0-th iteration, t={line}, loss: {line}, grad: {line}"
    )
