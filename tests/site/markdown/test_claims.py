"""Claims in the prose of lessons, checked with gdlib."""

import math
import runpy
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from gdlib import Network, calc_gradient, minibatch_gradient, squared_error
from gdlib.elementwise import sigmoid

QUANTITIES = Path(__file__).resolve().parents[3] / "docs" / "values"


@cache
def of(lesson):
    return SimpleNamespace(**runpy.run_path(str(QUANTITIES / f"{lesson}.py")))


def test_a_networks_curvature_rises_a_thousandfold_with_its_output_weights():
    curvatures = {row.times: row.curvature for row in of("convergence").growing}
    assert curvatures[100] > 1000 * curvatures[1]
    assert curvatures[100] / curvatures[10] == pytest.approx(100, rel=0.05)  # the factor's square


def test_that_curvature_is_the_one_of_the_hessian_worked_out_by_hand():
    network = Network((2, 2, 1), loss_of=squared_error, slope_of=calc_gradient)
    t = np.array(network.start(seed=1)) * np.array([1] * 6 + [100, 100, 1])
    corners = np.array([(-1, -1), (-1, 1), (1, -1), (1, 1)], dtype=float)
    target = np.array([0.0, 1.0, 1.0, 0.0])
    hessian = np.zeros((9, 9))
    for x, y in zip(np.column_stack([corners, np.ones(4)]), target, strict=True):
        a = np.tanh(t[:6].reshape(2, 3) @ x)
        slope, out = 1 - a**2, t[6:8]
        grad = np.concatenate([np.outer(out * slope, x).ravel(), a, [1.0]])
        second = np.zeros((9, 9))
        for i in (0, 1):
            rows = slice(3 * i, 3 * i + 3)
            second[rows, rows] = out[i] * -2 * a[i] * slope[i] * np.outer(x, x)
            second[rows, 6 + i] = second[6 + i, rows] = slope[i] * x
        error = out @ a + t[8] - y
        hessian += (np.outer(grad, grad) + error * second) / 4
    largest = abs(np.linalg.eigvalsh(hessian)).max()
    assert of("convergence").growing[-1].curvature == pytest.approx(largest, rel=1e-6)


def test_a_start_at_zero_moves_nothing_when_classes_are_equally_large():
    lesson = of("neural-network")
    assert lesson.moons.y.sum() * 2 == lesson.samples
    assert np.abs(lesson.zeros.t[-1]).max() < 1e-6
    assert lesson.zeros.loss[-1] == pytest.approx(math.log(2), abs=1e-9)


def test_the_line_of_least_loss_is_not_the_line_with_the_fewest_mistakes():
    lesson = of("neural-network")
    assert lesson.line_right < lesson.most_right < lesson.samples
    grad = lesson.line_objective.gradient(lesson.line.t[-1])
    assert np.linalg.norm(grad) < 1e-3  # the minimum: the loss is convex


def test_a_quarter_for_each_layer_is_the_mildest_case():
    slopes = [sigmoid(z) * (1 - sigmoid(z)) for z in np.linspace(-10, 10, 101)]
    assert max(slopes) == pytest.approx(0.25)
    layers = of("bumpy-landscapes").layers
    assert all(slope**layers <= 0.25**layers for slope in slopes)
    assert of("backpropagation").fading[-1].sigmoid < 0.01


def test_dealing_lowers_the_floor_to_about_a_quarter():
    lesson = of("mini-batches")
    (floor,) = [row for row in lesson.floors if row.size == lesson.few]
    assert 0.2 < floor.dealt / floor.formula < 0.3


def test_mini_batches_are_dealt_without_replacement():
    objective = of("mini-batches").objective
    gradient = minibatch_gradient(objective, objective.samples, seed=0)
    assert gradient(np.zeros(2)) == pytest.approx(objective.gradient(np.zeros(2)))


def test_momentum_needs_three_to_four_times_the_updates_for_ten_times_the_condition_number():
    rows = of("momentum-and-adam").compared
    for row, wider in pairwise(rows):
        assert wider.plain / row.plain == pytest.approx(10, rel=0.05)
        assert 3 < wider.momentum / row.momentum < 4


def test_adam_is_never_the_fastest_and_arrives_with_as_many_rates_as_any():
    for place in of("momentum-and-adam").raced.values():
        others = [result for name, result in place.items() if name != "adam" and result.updates]
        assert min(other.updates for other in others) < place["adam"].updates
        assert max(other.rates for other in others) <= place["adam"].rates


def test_the_closed_form_and_the_run_agree_up_to_rounding():
    run, closed = (of("running_example").run.t[50], 5 - 10 * 0.9**50)
    assert run == pytest.approx(closed, rel=1e-14)


def test_a_descent_with_shrinking_steps_need_not_converge():
    t, step = 0.0, math.inf
    for n in range(1, 20_001):  # E = ln(1 + exp(−t)), smooth with L = 1/4, at the rate 1
        previous, step = step, 1 - sigmoid(t)
        assert step < previous
        t = t + step
        assert t > math.log(n) - 0.5
