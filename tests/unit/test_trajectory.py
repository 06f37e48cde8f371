import csv
import io
import json
from array import array

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdlib import Ending, Step, Trajectory, landscape, record

parabola = landscape("squared_error")
LINES = """\
0-th iteration, t=-5.000, loss: 50.000, grad: -10.000
1-th iteration, t=-4.000, loss: 40.500, grad: -9.000
2-th iteration, t=-3.100, loss: 32.805, grad: -8.100
3-th iteration, t=-2.290, loss: 26.572, grad: -7.290
4-th iteration, t=-1.561, loss: 21.523, grad: -6.561
5-th iteration, t=-0.905, loss: 17.434, grad: -5.905
6-th iteration, t=-0.314, loss: 14.121, grad: -5.314
7-th iteration, t=0.217, loss: 11.438, grad: -4.783
8-th iteration, t=0.695, loss: 9.265, grad: -4.305
9-th iteration, t=1.126, loss: 7.505, grad: -3.874
10-th iteration, t=1.513, loss: 6.079, grad: -3.487
"""


def run(t=-5.0, **options):
    return record(parabola.loss, parabola.gradient, t, **options)


def test_it_prints_the_lines_of_the_lesson():
    printed = str(run())
    assert printed.startswith(LINES)
    assert printed.count("\n") == 49
    assert printed.endswith("49-th iteration, t=4.943, loss: 0.002, grad: -0.057")


def test_it_holds_one_state_more_than_updates():
    assert len(run()) == 51
    assert run()[-1].n == run().updates == 50
    assert run().t[-1] == 4.948462247926799
    assert run().ended is Ending.STEPS_DONE


def test_its_columns_are_compact():
    assert all(isinstance(column, array) for column in (run().t, run().loss, run().grad))


def test_it_is_a_sequence_of_steps():
    assert run()[1] == Step(1, -4.0, 40.5, -9.0)
    assert list(run(steps=1)) == [Step(0, -5.0, 50.0, -10.0), Step(1, -4.0, 40.5, -9.0)]
    assert Step(1, -4.0, 40.5, -9.0) in run()


def test_a_slice_keeps_the_iteration_numbers():
    part = run()[10:51:20]
    assert isinstance(part, Trajectory)
    assert [step.n for step in part] == [10, 30, 50]
    assert str(part).splitlines()[0] == LINES.splitlines()[10]
    assert len(str(part).splitlines()) == 2  # no update was made from the last state


def test_no_update_is_a_run_too():
    assert list(run(steps=0)) == [Step(0, -5.0, 50.0, -10.0)]
    assert str(run(steps=0)) == ""


def test_it_says_how_long_it_was_and_why_it_ended():
    assert repr(run()) == "<Trajectory of 50 updates, steps_done: t=-5 → 4.948, loss 50 → 0.001328>"
    assert repr(run()[:0]) == "<Trajectory without steps, steps_done>"
    assert repr(run(t=np.array([-5.0, 5.0]), steps=1)) == (
        "<Trajectory of 1 updates, steps_done: t=[-5.000, 5.000] → [-4.000, 5.000], "
        "loss [50.000, 0.000] → [40.500, 0.000]>"
    )


@pytest.mark.parametrize("start", [-5.0, np.array([-5.0, 5.0])])
def test_it_ends_when_the_gradient_is_within_the_tolerance(start):
    ended = run(start, lr=0.5, tolerance=1.25)
    assert ended.ended is Ending.TOLERANCE_REACHED
    assert ended.updates == 3
    assert len(ended) == 4
    assert np.ravel(ended[-1].grad)[0] == -1.25


@pytest.mark.parametrize("start", [-5.0, np.array([-5.0, 5.0])])
def test_a_start_within_the_tolerance_is_the_end(start):
    assert run(start, tolerance=10).ended is Ending.TOLERANCE_REACHED
    assert run(start, tolerance=10).updates == 0


@pytest.mark.parametrize("start", [-5.0, np.array([-5.0])])
def test_a_run_that_diverges_keeps_its_finite_states(start):
    diverged = run(start, lr=3, steps=2000)
    assert diverged.ended is Ending.DIVERGED
    assert len(diverged) == 509  # 10·2ⁿ squared and halved passes 2¹⁰²⁴ at n = 509
    assert len(str(diverged).splitlines()) == 509
    assert diverged.updates == 509


def test_a_power_that_overflows_is_divergence():
    diverged = record(lambda t: t**2, lambda t: 2 * t, 1.0, lr=3.0, steps=2000)
    assert diverged.ended is Ending.DIVERGED
    assert diverged[-1].loss == pytest.approx(5.0 ** (2 * diverged[-1].n))


def test_a_gradient_that_overflows_is_divergence():
    steep = record(abs, lambda t: t**3, 1e100, lr=1e-10, steps=10)
    assert (steep.ended, len(steep)) == (Ending.DIVERGED, 1)


def test_a_gradient_that_becomes_infinite_is_divergence():
    cliff = record(abs, lambda t: 1.0 if t > 0 else -float("inf"), 1.0, lr=0.75, steps=10)
    assert (cliff.ended, cliff.t.tolist()) == (Ending.DIVERGED, [1.0, 0.25])


def test_losses_whose_sum_overflows_are_kept_while_each_is_finite():
    flat = record(lambda _: 1e308, lambda _: 0.0, 1.0, steps=10)
    assert (flat.ended, len(flat)) == (Ending.STEPS_DONE, 11)


@given(st.floats(-100, 100), st.floats(1e-4, 3), st.integers(0, 200))
def test_floats_and_arrays_take_the_same_way(t, lr, steps):
    alone, together = run(t, lr=lr, steps=steps), run(np.array([t]), lr=lr, steps=steps)
    assert alone.t.tolist() == [float(value[0]) for value in together.t]
    assert alone.loss.tolist() == [float(value[0]) for value in together.loss]
    assert alone.ended is together.ended


def test_a_scalar_loss_of_many_parameters_is_recorded():
    bowl = record(lambda t: float(t @ t), lambda t: 2 * t, np.array([3.0, -4.0]), lr=0.5, steps=1)
    assert [step.loss for step in bowl] == [25.0, 0.0]


def test_json_reads_back_exactly():
    content = json.loads(run().to_json())
    assert content == run().to_dict()
    assert content["t"][50] == 4.948462247926799
    assert (content["lr"], content["updates"], content["ended"]) == (0.1, 50, "steps_done")


def test_csv_has_a_line_for_each_state():
    rows = list(csv.DictReader(io.StringIO(run().to_csv())))
    assert len(rows) == 51
    assert rows[1] == {"n": "1", "t": "-4.0", "loss": "40.5", "grad": "-9.0"}
    assert float(rows[50]["t"]) == 4.948462247926799


def test_csv_of_arrays_has_a_column_for_each_number():
    plane = record(lambda t: float(t @ t), lambda t: 2 * t, np.array([3.0, -4.0]), steps=1)
    assert plane.to_csv().splitlines() == [
        "n,t0,t1,loss,grad0,grad1",
        "0,3.0,-4.0,25.0,6.0,-8.0",
        "1,2.4,-3.2,16.0,4.8,-6.4",
    ]
    assert plane.to_dict()["t"] == [[3.0, -4.0], [2.4, -3.2]]
    assert run()[:0].to_csv() == "n,t,loss,grad\n"


@pytest.mark.parametrize(
    ("argument", "value", "error"),
    [
        ("lr", 0, ValueError),
        ("lr", "0.1", TypeError),
        ("steps", -1, ValueError),
        ("steps", 1.5, TypeError),
        ("steps", True, TypeError),
        ("tolerance", -1e-9, ValueError),
        ("tolerance", float("nan"), ValueError),
        ("tolerance", "small", TypeError),
        ("t", float("inf"), ValueError),
        ("t", None, TypeError),
    ],
)
def test_a_bad_argument_is_named_with_its_value(argument, value, error):
    with pytest.raises(error, match=rf"^{argument} must be .*got {value!r}"):
        run(**{argument: value})
