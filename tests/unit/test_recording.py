from array import array

import numpy as np
import pytest

from gdlib import Ending, Momentum, StepDecay, descend, landscape, record, surface, sweep

parabola, bowl = landscape("squared_error"), surface("bowl")


def test_points_are_recorded_as_tuples():
    run = record(bowl.loss, bowl.gradient, (1.0, 1.0), lr=0.1, steps=2)
    assert run.t == [(1.0, 1.0), (0.9, 0.0), (0.81, 0.0)]
    assert run.grad[0] == (1.0, 10.0)
    assert run.loss == [5.5, 0.405, pytest.approx(0.32805)]
    assert str(run).splitlines()[0] == (
        "0-th iteration, t=[1.000, 1.000], loss: 5.500, grad: [1.000, 10.000]"
    )
    assert run.to_dict()["t"] == [[1.0, 1.0], [0.9, 0.0], [pytest.approx(0.81), 0.0]]
    assert run.to_csv().splitlines()[0] == "n,t0,t1,loss,grad0,grad1"


def test_points_diverge_as_numbers_do():
    run = record(bowl.loss, bowl.gradient, (1.0, 1.0), lr=3.0, steps=2000)
    assert run.ended is Ending.DIVERGED
    assert np.isfinite(run.loss).all()
    assert len(run) == run.updates < 400


def test_points_arrive_within_the_tolerance():
    run = record(bowl.loss, bowl.gradient, (1.0, 1.0), lr=0.1, steps=2000, tolerance=0.5)
    assert (run.ended, run.updates) == (Ending.TOLERANCE_REACHED, 7)  # 0.9⁷ < 0.5 < 0.9⁶


def test_a_rule_may_lead_numbers_out_of_range():
    run = record(parabola.loss, parabola.gradient, -5.0, lr=1e200, rule=Momentum(), steps=9)
    assert run.ended is Ending.DIVERGED
    assert isinstance(run.t, array)


def test_a_gradient_that_overflows_under_a_rule_is_divergence():
    run = record(abs, lambda t: t**3, 1e100, lr=1e-10, steps=10, rule=Momentum())
    assert (run.ended, len(run)) == (Ending.DIVERGED, 1)


def test_a_gradient_is_asked_once_for_each_state():
    asked = []

    def gradient(t):
        asked.append(t)
        return parabola.gradient(t)

    for start in (-5.0, (-5.0,)):
        asked.clear()
        loss = parabola.loss if start == -5.0 else lambda t: t[0]
        record(loss, gradient if start == -5.0 else lambda t: (gradient(t[0]),), start, steps=3)
        assert len(asked) == 4


def test_a_schedule_sets_the_rate_of_each_update():
    halved = StepDecay(0.5, every=1, factor=0.5)
    run = record(parabola.loss, parabola.gradient, -5.0, lr=halved, steps=3)
    assert run.t.tolist() == [-5.0, 0.0, 1.25, 1.71875]  # of the way left: ½, ¼, ⅛
    assert run.lr is halved
    assert run.to_dict()["lr"] == "StepDecay(lr=0.5, every=1, factor=0.5)"


def test_a_run_remembers_its_rule():
    run = record(parabola.loss, parabola.gradient, -5.0, rule=Momentum(beta=0.5), steps=3)
    assert run.rule == run[1:].rule == Momentum(beta=0.5)
    assert run.to_dict()["rule"] == "Momentum(beta=0.5)"
    plain = record(parabola.loss, parabola.gradient, -5.0, steps=3)
    assert plain.rule is plain.to_dict()["rule"] is None


def test_a_slice_of_points_is_a_run_of_points():
    run = record(bowl.loss, bowl.gradient, (1.0, 1.0), steps=4)
    assert [step.t for step in run[1:3]] == run.t[1:3]
    assert run[:0].to_csv() == "n,t,loss,grad\n"


@pytest.mark.parametrize(
    ("t", "error", "message"),
    [
        ((), ValueError, r"t must hold at least one number, got \(\)"),
        ((1.0, float("nan")), ValueError, r"t\[1\] must be a finite number, got nan"),
        (("1",), TypeError, r"t\[0\] must be a number, got '1'"),
    ],
)
def test_a_point_holds_finite_numbers(t, error, message):
    with pytest.raises(error, match=message):
        record(bowl.loss, bowl.gradient, t)


def test_a_gradient_of_a_point_is_a_point():
    with pytest.raises(ValueError, match="gradient must return the shape of t"):
        record(bowl.loss, lambda t: t[:1], (1.0, 1.0))
    with pytest.raises(TypeError, match="gradient must return real numbers"):
        record(bowl.loss, lambda _: (None, None), (1.0, 1.0))


def test_a_rule_is_an_optimizer():
    with pytest.raises(TypeError, match=r"rule must be an Optimizer, such as Momentum\(\)"):
        record(parabola.loss, parabola.gradient, -5.0, rule="adam")


def test_the_plain_loop_is_for_numbers_and_arrays():
    with pytest.raises(TypeError, match=r"t must be .* here \(record takes tuples\)"):
        descend(bowl.loss, bowl.gradient, (1.0, 1.0), 0.1)


def test_a_sweep_is_a_run_for_each_rate():
    runs = sweep(parabola.loss, parabola.gradient, -5.0, [0.1, 2.0, 3.0], steps=600)
    assert [run.lr for run in runs] == [0.1, 2.0, 3.0]
    assert [str(run.ended) for run in runs] == ["steps_done", "steps_done", "diverged"]
    assert runs[0].t == record(parabola.loss, parabola.gradient, -5.0, steps=600).t
    with pytest.raises(ValueError, match="lr must be greater than 0, got -1"):
        sweep(parabola.loss, parabola.gradient, -5.0, [0.1, -1])
