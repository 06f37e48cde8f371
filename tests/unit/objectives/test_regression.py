import numpy as np
import pytest
from scipy.optimize import minimize

from gdlib import (
    InverseTime,
    automatic_gradient,
    check_gradient,
    hinge_classification,
    linear_objective,
    linear_regression,
    logistic_regression,
    minibatch_gradient,
    noisy_line,
    record,
    scores,
    two_moons,
)

rng = np.random.default_rng(0)
X, T = rng.standard_normal((30, 3)), rng.standard_normal(4)
CLASSES = (X[:, 0] + 2 * rng.standard_normal(30) > 0).astype(float)
OBJECTIVES = {
    "linear": linear_regression(X, X @ [1.0, -2.0, 0.5] + 3),
    "logistic": logistic_regression(X, CLASSES),
    "hinge": hinge_classification(X, 2 * CLASSES - 1),
}


def test_descent_finds_the_line_of_least_squares():
    x, y = noisy_line(100, w=2.0, b=1.0, seed=1)
    objective = linear_regression(x, y)
    run = record(objective.loss, objective.gradient, np.zeros(2), lr=0.2, steps=500)
    assert run.t[-1] == pytest.approx(np.polyfit(x, y, 1), rel=1e-9)


def test_descent_finds_the_logistic_regression_that_scipy_finds():
    objective = OBJECTIVES["logistic"]
    run = record(objective.loss, objective.gradient, np.zeros(4), lr=2.0, steps=5000)
    found = minimize(objective.loss, np.zeros(4), method="BFGS", tol=1e-10)
    assert run.t[-1] == pytest.approx(found.x, abs=1e-4)


@pytest.mark.parametrize("name", OBJECTIVES)
def test_three_gradients_of_an_objective_agree(name):
    objective = OBJECTIVES[name]
    assert check_gradient(objective.loss, objective.gradient, T).error < 1e-7
    by_rows = objective.gradient_on(T, np.arange(30))
    assert by_rows == pytest.approx(objective.gradient(T), rel=1e-12)


def test_the_automatic_gradient_of_the_mean_squared_error_agrees():
    x, y = X[:5, 0], X[:5, 1]
    objective = linear_regression(x, y)

    def loss(t):
        errors = y - (t[0] * x + t[1])
        return (errors * errors).sum() / 10

    assert automatic_gradient(loss)(T[:2]) == pytest.approx(objective.gradient(T[:2]))


def test_the_loss_is_the_mean_over_the_samples():
    assert linear_regression([0.0, 1.0], [2.0, 4.0]).loss(np.zeros(2)) == (4 / 2 + 16 / 2) / 2


def test_an_epoch_of_mini_batches_sees_every_sample_once():
    objective = OBJECTIVES["linear"]
    gradient = minibatch_gradient(objective, 10, seed=5)
    batches = [gradient(T) for _ in range(3)]
    assert sum(batches) / 3 == pytest.approx(objective.gradient(T))
    assert gradient(T) != pytest.approx(batches[0])


def test_a_batch_of_all_samples_is_the_full_batch():
    objective = OBJECTIVES["logistic"]
    assert minibatch_gradient(objective, 30)(T) == pytest.approx(objective.gradient(T))
    assert minibatch_gradient(objective, 1000)(T) == pytest.approx(objective.gradient(T))


def test_the_last_batch_of_an_epoch_may_be_smaller():
    objective = OBJECTIVES["linear"]
    gradient = minibatch_gradient(objective, 20, seed=5)
    large, small = gradient(T), gradient(T)
    assert (2 * large + small) / 3 == pytest.approx(objective.gradient(T))


def test_single_samples_find_the_line_too():
    x, y = noisy_line(100, w=2.0, b=1.0, noise=0.1, seed=1)
    objective = linear_regression(x, y)
    gradient = minibatch_gradient(objective, 1, seed=2)
    run = record(objective.loss, gradient, np.zeros(2), lr=InverseTime(0.1, 0.01), steps=2000)
    assert run.t[-1] == pytest.approx([2.0, 1.0], abs=0.05)
    again = record(
        objective.loss,
        minibatch_gradient(objective, 1, seed=2),
        np.zeros(2),
        lr=InverseTime(0.1, 0.01),
        steps=2000,
    )
    assert (run.t[-1] == again.t[-1]).all()


def test_scores_are_what_the_parameters_say():
    assert scores(np.array([2.0, 1.0]), [0.0, 3.0]).tolist() == [1.0, 7.0]
    assert scores(np.array([2.0, -1.0, 1.0]), [[1.0, 1.0]]).tolist() == [2.0]


def test_a_straight_line_separates_the_moons_mostly():
    x, y = two_moons(200, seed=1)
    objective = logistic_regression(x, y)
    run = record(objective.loss, objective.gradient, np.zeros(3), lr=1.0, steps=300)
    assert 0.8 < ((scores(run.t[-1], x) > 0) == y).mean() < 0.95


def test_an_objective_knows_its_size():
    assert (OBJECTIVES["linear"].samples, OBJECTIVES["linear"].parameters) == (30, 4)


@pytest.mark.parametrize("make", [linear_regression, logistic_regression, hinge_classification])
@pytest.mark.parametrize(
    ("x", "y", "message"),
    [
        ([[[1.0]]], [1.0], r"x must have the shape .*, got \(1, 1, 1\)"),
        ([], [], r"x must have the shape .*, got \(0,\)"),
        ([1.0, np.nan], [1.0, 1.0], "x must hold finite numbers only"),
        ([1.0, 2.0], [1.0], r"y must have the shape \(2,\), got \(1,\)"),
        ([1.0, 2.0], [1.0, np.inf], r"y must hold (finite|classes|the classes)"),
    ],
)
def test_data_that_do_not_fit_are_refused(make, x, y, message):
    with pytest.raises(ValueError, match=message):
        make(x, y)


def test_classes_are_those_of_the_loss():
    with pytest.raises(ValueError, match=r"y must hold classes from 0 to 1, got array"):
        logistic_regression([0.0, 1.0], [0.0, 2.0])
    with pytest.raises(ValueError, match=r"y must hold the classes -1 and 1 only, got \[0\.0, 1"):
        hinge_classification([0.0, 1.0], [0.0, 1.0])


def test_a_loss_and_its_slope_are_functions():
    with pytest.raises(TypeError, match="loss_of must be a function of t and y, got None"):
        linear_objective([0.0], [1.0], None, abs)
    with pytest.raises(TypeError, match="slope_of must be a function of t and y, got None"):
        linear_objective([0.0], [1.0], abs, None)


@pytest.mark.parametrize("t", [np.zeros(3), np.zeros((4, 1)), [0.0] * 4, 0.0])
def test_parameters_are_an_array_of_weights_and_a_bias(t):
    objective = OBJECTIVES["linear"]
    for function in (objective.loss, objective.gradient, lambda t: scores(t, X)):
        with pytest.raises(ValueError, match=r"t must be an array of shape \(4,\), got"):
            function(t)


def test_mini_batches_are_drawn_from_an_objective():
    with pytest.raises(TypeError, match="objective must be an Objective, got None"):
        minibatch_gradient(None, 10)


def test_a_mini_batch_has_a_sample():
    with pytest.raises(ValueError, match="size must be greater than 0, got 0"):
        minibatch_gradient(OBJECTIVES["linear"], 0)
    with pytest.raises(TypeError, match="size must be a whole number"):
        minibatch_gradient(OBJECTIVES["linear"], 0.5)


@pytest.mark.parametrize("kind", ["int8", "uint8", "int32", "bool", "float16"])
def test_data_of_whole_numbers_give_what_floats_give(kind):
    x, y = np.array([[1, 100], [0, 100]], kind), np.array([1, 0], kind)
    t = np.array([1, 100, 0])
    for make in (linear_regression, logistic_regression):
        whole, floats = make(x, y), make(x.astype(float), y.astype(float))
        for parameters in (t, t.astype("int8")):
            assert whole.loss(parameters) == floats.loss(t.astype(float))
            assert whole.gradient(parameters) == pytest.approx(floats.gradient(t.astype(float)))
        assert scores(t.astype("int8"), x) == pytest.approx(
            scores(t.astype(float), x.astype(float))
        )


@pytest.mark.parametrize(
    ("x", "y", "message"),
    [
        ([1.0], ["1"], r"y must hold real numbers, got \['1'\]"),
        ([1j], [1.0], r"x must hold real numbers, got \[1j\]"),
        ([None], [1.0], r"x must hold real numbers, got \[None\]"),
    ],
)
def test_data_are_real_numbers(x, y, message):
    for make in (linear_regression, logistic_regression):
        with pytest.raises(TypeError, match=message):
            make(x, y)


def test_rows_are_of_one_length():
    with pytest.raises(ValueError, match="x must have rows of the same length"):
        linear_regression([[1.0], [1.0, 2.0]], [1.0, 2.0])


def test_a_list_of_parameters_is_told_what_to_write():
    with pytest.raises(ValueError, match=r"got \[0, 0\] \(list\): write np\.array\(\[0, 0\]\)"):
        linear_regression([1.0], [1.0]).loss([0, 0])
