"""The quantities of the lesson on the neural network: one neuron, a network, its training.

A person chooses data, sizes, rates and seeds; gdlib computes what follows.
"""

from functools import partial
from types import SimpleNamespace

import numpy as np

from gdlib import (
    Adam,
    AdamW,
    GradientDescent,
    Momentum,
    Network,
    Optimizer,
    Trajectory,
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    logistic_regression,
    record,
    scores,
    two_moons,
)
from gdlib.elementwise import sigmoid

# The two moons of the first lesson, and fresh ones from the same source.
samples = 200
moons = two_moons(samples, noise=0.1, seed=1)
fresh = two_moons(1000, noise=0.1, seed=99)

# One neuron on one sample: chosen.
sample, label, w, bias = (0.5, 1.0), 1, (1.0, -2.0), 0.3
score = float(np.dot(w, sample) + bias)
probability = sigmoid(score)
surprise = binary_cross_entropy(score, label)
error = binary_cross_entropy_gradient(score, label)
in_w = tuple(error * x for x in sample)
doubt = binary_cross_entropy(0.0, 1)

# One neuron on all of them: logistic regression.
line_objective = logistic_regression(*moons)
line_lr, line_steps = 1.0, 1000
line = record(
    line_objective.loss, line_objective.gradient, np.zeros(3), lr=line_lr, steps=line_steps
)
line_scores = partial(scores, line.t[-1])


def right(network_scores, data) -> int:
    """Return for how many samples the sign of the score is right."""
    return int(((network_scores > 0) == data.y).sum())


line_right = right(line_scores(moons.x), moons)


def most_right_by_a_line(data) -> int:
    """Return how many samples the best of many lines gets right, whatever its loss."""
    ones = data.y == 1
    most = 0
    for angle in np.linspace(0, 2 * np.pi, 721):
        along = data.x @ np.array([np.cos(angle), np.sin(angle)])
        is_one = ones[np.argsort(along)]
        zeros_below = np.append(0, np.cumsum(~is_one))
        ones_above = is_one.sum() - np.append(0, np.cumsum(is_one))
        most = max(most, int((zeros_below + ones_above).max()))
    return most


most_right = most_right_by_a_line(moons)

# Four hidden neurons, four lines.
few_neurons = Network((2, 4, 1))
_few_objective = few_neurons.objective(*moons)
few_run = record(
    _few_objective.loss,
    _few_objective.gradient,
    few_neurons.start(seed=1),
    lr=0.1,
    steps=300,
    rule=Adam(),
)
few_right = right(few_neurons.outputs(few_run.t[-1], moons.x), moons)

# The network of the first lesson.
network = Network((2, 8, 8, 1))
layer_sizes = [weights.size for weights in network.layers(network.start())]
objective = network.objective(*moons)
start = network.start(seed=1)
lr, epochs = 0.03, 300
training = record(objective.loss, objective.gradient, start, lr=lr, steps=epochs, rule=Adam())
moments = (0, 20, 60, 100)


def right_at(epoch: int) -> int:
    """Return how many samples the network gets right after so many epochs."""
    return right(network.outputs(training.t[epoch], moons.x), moons)


def first_all_right(run: Trajectory) -> int | None:
    """Return from which epoch on all samples stay right; None if they don't."""
    wrong = [n for n, t in enumerate(run.t) if right(network.outputs(t, moons.x), moons) < samples]
    return wrong[-1] + 1 if wrong[-1] < run.updates else None


all_right = first_all_right(training)
fresh_right = right(network.outputs(training.t[-1], fresh.x), fresh)
fresh_samples = len(fresh.y)

# Bad initialisations.
zeros = record(
    objective.loss,
    objective.gradient,
    np.zeros(network.parameters),
    lr=lr,
    steps=epochs,
    rule=Adam(),
)
equal_weight = 0.3
equal = record(
    objective.loss,
    objective.gradient,
    np.full(network.parameters, equal_weight),
    lr=lr,
    steps=epochs,
    rule=Adam(),
)
equal_right = right(network.outputs(equal.t[-1], moons.x), moons)
equal_spread = max(
    float(np.ptp(weights, axis=0).max()) for weights in network.layers(equal.t[-1])[:-1]
)
deep_layers = 8
_deep = Network((2, *[32] * deep_layers, 1), "relu")


def output_size(scale: float) -> float:
    """Return the standard deviation of a deep network's outputs, with weights scaled by `scale`."""
    return float(_deep.outputs(scale * _deep.start(seed=1), moons.x).std())


scales = [SimpleNamespace(scale=scale, output=output_size(scale)) for scale in (0.5, 1.0, 2.0)]

# The race: how many epochs until all samples are right, method by method and rate by rate.
race_rates = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
race_epochs = 200


def raced(rule: Optimizer, rate: float) -> Trajectory:
    """Return one training of the race."""
    return record(objective.loss, objective.gradient, start, lr=rate, steps=race_epochs, rule=rule)


_rules = {"gradient_descent": GradientDescent(), "momentum": Momentum(), "adam": Adam()}
_runs = {(name, rate): raced(rule, rate) for rate in race_rates for name, rule in _rules.items()}
race = [
    SimpleNamespace(lr=rate, **{name: first_all_right(_runs[name, rate]) for name in _rules})
    for rate in race_rates
]
_arrivals = {
    name: [(getattr(row, name), row.lr) for row in race if getattr(row, name) is not None]
    for name in _rules
}
fastest = {
    name: SimpleNamespace(epochs=min(arrived)[0], lr=min(arrived)[1], rates=len(arrived))
    for name, arrived in _arrivals.items()
}
drawn_runs = {name: _runs[name, best.lr] for name, best in fastest.items()}

# A look at single weights: the first neuron of the first layer, in the training above.
neuron_before, neuron_after = (network.layers(training.t[n])[0][0] for n in (0, epochs))
largest_start, largest_end = (float(abs(training.t[n]).max()) for n in (0, epochs))

# Overfitting: few noisy samples, a larger network, and validation data.
few = two_moons(40, noise=0.3, seed=1)
held = two_moons(1000, noise=0.3, seed=100)
large = Network((2, 16, 16, 1))
_large_objective, _held_objective = large.objective(*few), large.objective(*held)
over_epochs = 400


def _overfitting(rule: Optimizer) -> SimpleNamespace:
    run = record(
        _large_objective.loss,
        _large_objective.gradient,
        large.start(seed=1),
        lr=lr,
        steps=over_epochs,
        rule=rule,
    )
    aside = [_held_objective.loss(t) for t in run.t]
    best = int(np.argmin(aside))
    shares = {
        name: right(large.outputs(run.t[n], held.x), held) / len(held.y)
        for name, n in (("best", best), ("end", over_epochs))
    }
    seen = right(large.outputs(run.t[-1], few.x), few)
    return SimpleNamespace(run=run, held=aside, best=best, share=shares, seen=seen)


decay = 1.0
free, pulled = _overfitting(Adam()), _overfitting(AdamW(decay=decay))
few_samples, held_samples = len(few.y), len(held.y)

year = SimpleNamespace(
    rosenblatt=1958, amari=1967, lecun=1998, bishop=2006, glorot=2010, he=2015, zhang=2017
)
