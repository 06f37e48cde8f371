import math

import numpy as np
import pytest
from reference import SCIPY, TORCH

from gdlib import (
    OPTIMIZERS,
    SURFACES,
    AdaGrad,
    Adam,
    AdamW,
    Ending,
    GradientDescent,
    Momentum,
    Nesterov,
    Newton,
    RMSProp,
    bowl,
    landscape,
    log_cosh_gradient,
    record,
    surface,
)


def test_the_record_is_of_the_pytorch_that_the_bench_compares_with():
    assert TORCH["torch"].startswith("2.13.0")


@pytest.mark.parametrize("place", SURFACES)
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_pytorch_visits_the_same_points(name, place):
    reference = TORCH["trajectories"][name]
    ground = surface(place)
    run = record(
        ground.loss, ground.gradient, ground.start, lr=reference["lr"], rule=OPTIMIZERS[name]()
    )
    assert np.array(run.t) == pytest.approx(np.array(reference[place]), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_tuple_an_array_and_two_numbers_take_the_same_way(name):
    ground, rule = bowl(10.0), OPTIMIZERS[name]()
    options = {"lr": 0.05, "steps": 20, "rule": rule}
    points = np.array(record(ground.loss, ground.gradient, (-4.0, 2.0), **options).t)
    array = record(ground.loss, ground.gradient, np.array([-4.0, 2.0]), **options)
    assert np.array(array.t) == pytest.approx(points, rel=1e-12)
    along_x = record(lambda x: x * x / 2, lambda x: x, -4.0, **options)
    assert along_x.t.tolist() == pytest.approx(points[:, 0], rel=1e-12)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_run_leaves_nothing_behind_in_its_optimizer(name):
    place, rule = landscape("squared_error"), OPTIMIZERS[name]()
    runs = [record(place.loss, place.gradient, -5.0, rule=rule) for _ in range(2)]
    assert list(runs[0]) == list(runs[1])


def test_plain_descent_is_the_default_rule():
    place = landscape("squared_error")
    named = record(place.loss, place.gradient, -5.0, rule=GradientDescent())
    assert list(named) == list(record(place.loss, place.gradient, -5.0))


def test_momentum_on_a_bowl_moves_as_its_eigenvalues_say():
    """On E = ½κx², (x, v) is multiplied by [[1 − ηκ, −ηβ], [κ, β]] in each step."""
    lr, beta, kappa = 0.1, 0.8, 3.0
    matrix = np.array([[1 - lr * kappa, -lr * beta], [kappa, beta]])
    rule = Momentum(beta=beta)
    run = record(lambda x: kappa * x * x / 2, lambda x: kappa * x, 2.0, lr=lr, rule=rule, steps=40)
    values, vectors = np.linalg.eig(matrix)
    parts = np.linalg.solve(vectors, [2.0, 0.0])
    closed = [(vectors @ (values**n * parts))[0].real for n in range(41)]
    assert run.t.tolist() == pytest.approx(closed, rel=1e-9, abs=1e-12)


def test_momentum_without_memory_is_gradient_descent():
    ground = surface("himmelblau")
    for forgetful in (Momentum(beta=0), Nesterov(beta=0)):
        run = record(ground.loss, ground.gradient, ground.start, lr=0.01, rule=forgetful)
        assert run.t == record(ground.loss, ground.gradient, ground.start, lr=0.01).t


def test_adams_first_step_has_the_length_of_the_rate():
    for grad in (1e-3, 1.0, 1e6):
        assert Adam().start()(0.0, grad, 0.1) == pytest.approx(-0.1, rel=1e-4)


def test_adamw_pulls_towards_zero_where_there_is_no_slope():
    assert AdamW(decay=0.5).start()(8.0, 0.0, 0.1) == 8.0 - 0.1 * 0.5 * 8.0


def test_newton_lands_in_the_vertex_of_a_parabola_in_one_step():
    place = landscape("squared_error")
    run = record(place.loss, place.gradient, -5.0, lr=1, steps=1, rule=Newton(curvature=_one))
    assert run.t[-1] == 5.0


def _one(_):
    return 1.0


CURVES = {
    "double_well": (landscape("double_well").gradient, lambda t: (3 * t * t - 25) / 50),
    "wavy": (landscape("wavy").gradient, lambda t: 1 / 5 + math.cos(t - 5)),
    "log_cosh": (lambda t: log_cosh_gradient(t, 5.0), lambda t: 1 / math.cosh(t - 5) ** 2),
}


@pytest.mark.parametrize("name", CURVES)
def test_newton_takes_the_steps_that_scipy_takes(name):
    (gradient, curvature), points = CURVES[name], SCIPY["newton"][name]
    rule = Newton(curvature=curvature)
    run = record(lambda t: t, gradient, points[0], lr=1, steps=len(points) - 1, rule=rule)
    assert run.t.tolist() == pytest.approx(points, rel=1e-12)


def test_newton_on_a_straight_line_diverges():
    place = landscape("absolute_error")
    run = record(place.loss, place.gradient, 9.0, lr=1, rule=Newton(curvature=lambda _: 0.0))
    assert (run.ended, len(run)) == (Ending.DIVERGED, 1)


def test_newton_goes_many_ways_at_once():
    place = landscape("squared_error")
    starts = np.array([-5.0, 9.0])
    run = record(place.loss, place.gradient, starts, lr=1, steps=1, rule=Newton(curvature=_one))
    assert run.t[-1].tolist() == [5.0, 5.0]


@pytest.mark.parametrize(
    ("make", "name", "value"),
    [
        (Momentum, "beta", 1.0),
        (Momentum, "beta", -0.1),
        (Nesterov, "beta", 1.0),
        (AdaGrad, "epsilon", 0),
        (RMSProp, "rho", 1.5),
        (RMSProp, "epsilon", -1),
        (Adam, "beta1", 1.0),
        (Adam, "beta2", math.nan),
        (Adam, "epsilon", 0.0),
        (AdamW, "beta1", 2),
        (AdamW, "decay", -0.01),
    ],
)
def test_a_hyperparameter_out_of_range_is_named(make, name, value):
    with pytest.raises(ValueError, match=f"{name} must be .*, got {value}"):
        make(**{name: value})


def test_a_curvature_is_a_function():
    with pytest.raises(TypeError, match=r"curvature must be a function of t, got 1\.0"):
        Newton(curvature=1.0)


def test_newton_stays_where_the_slope_is_zero():
    """On t⁴ the curvature at the minimum is 0 too."""
    rule = Newton(curvature=lambda t: 12 * t * t)
    for start in (0.0, np.array([0.0, 1.0])):
        run = record(lambda t: t**4, lambda t: 4 * t**3, start, lr=1.0, steps=3, rule=rule)
        assert (run.ended, np.ravel(run.t[-1])[0]) == (Ending.STEPS_DONE, 0.0)


def test_squares_of_whole_numbers_do_not_overflow():
    for grad in (np.int32(50_000), np.array(50_000, "int32")):
        assert AdaGrad().start()(0.0, grad, 0.1) == pytest.approx(-0.1)


def test_hyperparameters_become_floats():
    assert repr(Momentum(beta=np.float32(0.5))) == "Momentum(beta=0.5)"
    assert repr(AdamW(decay=np.int8(1))).endswith("decay=1.0)")
