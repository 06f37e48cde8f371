from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import TORCH

from gdlib import (
    OPTIMIZERS,
    Network,
    Tape,
    Variable,
    binary_cross_entropy,
    calc_gradient,
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
    check_gradient,
    dot,
    elementwise,
    losses,
    record,
    spirals,
    squared_error,
    xor,
)

ACTIVATIONS = ("tanh", "relu", "sigmoid")


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_pytorch_computes_the_same_pass(activation):
    reference = {key: np.array(value) for key, value in TORCH["networks"][activation].items()}
    network = Network((2, 4, 3, 1), activation)
    objective = network.objective(reference["x"], reference["y"])
    t = reference["t"]
    assert network.outputs(t, reference["x"]) == pytest.approx(reference["outputs"], rel=1e-12)
    assert objective.loss(t) == pytest.approx(reference["loss"], rel=1e-12)
    assert objective.gradient(t) == pytest.approx(reference["gradient"], rel=1e-11, abs=1e-14)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("sizes", [(2, 1), (2, 3, 1), (2, 4, 4, 4, 1)])
@given(seed=st.integers(0, 1000))
def test_backpropagation_agrees_with_the_measured_gradient(activation, sizes, seed):
    network = Network(sizes, activation)
    x, y = xor(20, seed=seed)
    objective = network.objective(x, y)
    t = network.start(seed)
    t = t + 0.1 * np.sin(np.arange(len(t)))  # biases too
    if activation == "relu" and len(sizes) > 2 and _is_near_a_corner(network, t, x):
        return  # there is nothing to measure in a corner
    assert check_gradient(objective.loss, objective.gradient, t, tolerance=1e-5).error < 1e-5


def _is_near_a_corner(network, t, x):
    signals = np.hstack([x, np.ones((len(x), 1))]).T
    for weights in network.layers(t)[:-1]:
        inputs = weights @ signals
        if abs(inputs).min() < 1e-4:
            return True
        signals = np.vstack([np.maximum(inputs, 0), np.ones(inputs.shape[1])])
    return False


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("sizes", [(2, 1), (2, 3, 1), (2, 4, 4, 4, 1)])
@settings(max_examples=10)
@given(seed=st.integers(0, 1000), x=st.tuples(st.floats(-2, 2), st.floats(-2, 2)))
def test_backpropagation_agrees_with_automatic_differentiation(activation, sizes, seed, x):
    network = Network(sizes, activation)
    t = network.start(seed)
    t = t + 0.1 * np.sin(np.arange(len(t)))  # biases too
    act = {"tanh": elementwise.tanh, "relu": Variable.relu, "sigmoid": elementwise.sigmoid}
    tape = Tape()
    variables = [tape.variable(number) for number in t]
    signal, numbers = list(x), iter(variables)
    for inputs, outputs in pairwise(sizes):
        rows = [[next(numbers) for _ in range(inputs + 1)] for _ in range(outputs)]
        sums = [dot(row[:-1], signal, row[-1]) for row in rows]
        signal = [act[activation](number) for number in sums]
    loss = binary_cross_entropy(sums[0], 1.0)  # the last layer has no activation
    loss.backward()
    objective = network.objective([x], [1.0])
    assert objective.loss(t) == pytest.approx(loss.value, rel=1e-12)
    slopes = [variable.grad for variable in variables]
    assert objective.gradient(t) == pytest.approx(slopes, rel=1e-9, abs=1e-13)


def test_a_network_with_several_outputs_learns_classes():
    network = Network(
        (2, 4, 3), "tanh", categorical_cross_entropy, categorical_cross_entropy_gradient
    )
    x = np.random.default_rng(0).standard_normal((12, 2))
    objective = network.objective(x, np.eye(3)[np.arange(12) % 3].T)
    t = network.start(2)
    assert check_gradient(objective.loss, objective.gradient, t).error < 1e-7
    assert network.outputs(t, x).shape == (3, 12)


def test_a_network_can_fit_numbers():
    network = Network((1, 8, 1), "tanh", squared_error, calc_gradient)
    x = np.linspace(-2, 2, 40)
    objective = network.objective(x, np.sin(x))
    assert check_gradient(objective.loss, objective.gradient, network.start(1)).error < 1e-7
    run = record(
        objective.loss,
        objective.gradient,
        network.start(1),
        lr=0.02,
        steps=500,
        rule=OPTIMIZERS["adam"](),
    )
    assert run.loss[-1] < 0.002


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer_trains_it(name):
    x, y = xor(80, seed=3)
    network = Network((2, 8, 1))
    objective = network.objective(x, y)
    lr = {"gradient_descent": 1.0, "momentum": 0.3, "nesterov": 0.3, "adagrad": 0.3}.get(name, 0.02)
    start, rule = network.start(3), OPTIMIZERS[name]()
    run = record(objective.loss, objective.gradient, start, lr=lr, steps=300, rule=rule)
    assert ((network.outputs(run.t[-1], x) > 0) == y).mean() > 0.9


def test_a_deep_one_separates_spirals():
    x, y = spirals(100, turns=1.0, seed=1)
    network = Network((2, 16, 16, 1))
    objective = network.objective(x, y)
    rule = OPTIMIZERS["adam"]()
    run = record(
        objective.loss, objective.gradient, network.start(1), lr=0.02, steps=600, rule=rule
    )
    assert ((network.outputs(run.t[-1], x) > 0) == y).mean() > 0.97


def test_a_mini_batch_is_a_part_of_the_samples():
    x, y = xor(20, seed=1)
    network = Network((2, 3, 1))
    t = network.start(1)
    part = network.objective(x[5:9], y[5:9]).gradient(t)
    rows = np.arange(5, 9)
    assert network.objective(x, y).gradient_on(t, rows) == pytest.approx(part, rel=1e-12)


def test_its_parameters_are_one_array_of_layers():
    network = Network((2, 8, 8, 1))
    assert network.parameters == 8 * 3 + 8 * 9 + 1 * 9 == len(network.start())
    assert [weights.shape for weights in network.layers(network.start())] == [
        (8, 3),
        (8, 9),
        (1, 9),
    ]


def test_weights_start_at_a_scale_that_keeps_signals_and_biases_at_zero():
    for activation, gain in (("tanh", 1.0), ("relu", 2.0), ("sigmoid", 1.0)):
        network = Network((200, 300, 1), activation)
        weights = network.layers(network.start(1))[0]
        assert weights[:, :-1].var() == pytest.approx(gain / 200, rel=0.05)
        assert (weights[:, -1] == 0).all()
    assert (Network((2, 3, 1)).start(1) == Network((2, 3, 1)).start(1)).all()


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (((2,),), ValueError, r"sizes must be a tuple of two layers at least, got \(2,\)"),
        (([2, 3, 1],), ValueError, r"sizes must be a tuple of two layers at least, got \[2, 3, 1"),
        ((3,), ValueError, "sizes must be a tuple of two layers at least, got 3"),
        (((2, 0, 1),), ValueError, "every number in sizes must be greater than 0, got 0"),
        (((2, 1.5),), TypeError, "every number in sizes must be a whole number"),
        (((2, 1), "swish"), ValueError, "one of tanh, relu, sigmoid, got 'swish'"),
        (((2, 1), "tanh", None), TypeError, "loss_of must be a function"),
        (((2, 1), "tanh", abs, None), TypeError, "slope_of must be a function"),
    ],
)
def test_an_impossible_architecture_is_refused(arguments, error, message):
    with pytest.raises(error, match=message):
        Network(*arguments)


@pytest.mark.parametrize("t", [np.zeros(3), np.zeros(14), [0.0] * 13])
def test_parameters_that_do_not_fit_are_refused(t):
    network = Network((2, 3, 1))
    objective = network.objective(*xor(10))
    for function in (
        network.layers,
        objective.loss,
        objective.gradient,
        lambda t: network.outputs(t, np.zeros((4, 2))),
    ):
        with pytest.raises(ValueError, match=r"t must be an array of shape \(13,\), got"):
            function(t)


def test_inputs_that_do_not_fit_are_refused():
    network = Network((2, 3, 1))
    with pytest.raises(ValueError, match="x must have 2 features, got 3"):
        network.outputs(network.start(), np.zeros((4, 3)))
    with pytest.raises(ValueError, match="seed must be 0 or more, got -1"):
        network.start(-1)


def test_passes_leave_nothing_behind():
    """Loss and gradient write into the same arrays again, whatever the size of the batch."""
    x, y = xor(20, seed=1)
    network = Network((2, 3, 4, 1), "relu")
    objective, ts = network.objective(x, y), [network.start(1), network.start(2)]
    fresh = [network.objective(x, y).gradient(t) for t in ts]
    rows = np.arange(7)
    for t, expected in (*zip(ts, fresh, strict=True), (ts[0], fresh[0])):
        objective.gradient_on(t, rows)
        objective.loss(-t)
        assert (objective.gradient(t) == expected).all()


def test_data_that_do_not_fit_are_refused():
    network = Network((2, 3, 1))
    with pytest.raises(ValueError, match="x must have 2 features, got 3"):
        network.objective(np.zeros((4, 3)), np.zeros(4))
    with pytest.raises(ValueError, match=r"y must have the shape \(4,\), got \(3,\)"):
        network.objective(np.zeros((4, 2)), np.zeros(3))


def test_parameters_and_data_of_whole_numbers_give_what_floats_give():
    network, x, y = Network((2, 2, 1), "relu"), [[1, 100], [100, 1]], [1, 0]
    t = np.arange(9) % 3
    floats = network.objective(np.array(x, float), np.array(y, float))
    whole = network.objective(np.array(x, "int8"), np.array(y, "uint8"))
    assert whole.loss(t.astype("int8")) == floats.loss(t.astype(float))
    assert whole.gradient(t.astype("uint8")).tolist() == floats.gradient(t.astype(float)).tolist()
    assert network.outputs(t, x).tolist() == network.outputs(t.astype(float), x).tolist()


def test_classes_that_a_cross_entropy_does_not_know_are_refused():
    with pytest.raises(ValueError, match="y must hold classes from 0 to 1, got array"):
        Network((1, 1)).objective([1.0, 2.0], [-1.0, 1.0])
    squares = Network((1, 1), loss_of=losses.squared_error, slope_of=losses.calc_gradient)
    assert squares.objective([1.0, 2.0], [-1.0, 1.0]).samples == 2
