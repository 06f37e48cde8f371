"""The numbers of the lesson on mini-batches: error of their gradients, and of runs.

Chosen are the days, sizes, rates, seeds and how many updates are made; the rest follows.
"""

from collections import namedtuple
from collections.abc import Callable

import numpy as np

from gdlib import (
    Constant,
    Cosine,
    InverseTime,
    StepDecay,
    Trajectory,
    WarmUp,
    calc_gradient,
    line_surface,
    linear_regression,
    minibatch_gradient,
    noisy_line,
    record,
    squared_error,
)

# Sixty-four days of the kiosk.
days = noisy_line(64, w=2.0, b=1.0, noise=1.0, seed=3)
objective = linear_regression(*days)
ground = line_surface(*days)
samples = objective.samples
start = np.zeros(2)
rate = 0.1
epochs = 20
few = 8
network_epochs = 300  # how far the network of the page has been trained when it opens
lowest = ground.loss(ground.minima[0])
start_loss = objective.loss(start)
full_w, full_b = objective.gradient(start)

# --- The gradients of single days, at the start ---

each = np.array([objective.gradient_on(start, [i]) for i in range(samples)])
off = each - objective.gradient(start)
variance = float((off**2).sum(axis=1).mean())
steepest, mildest = float(each[:, 0].min()), float(each[:, 0].max())
uphill = int((each @ objective.gradient(start) < 0).sum())  # days that point the other way

Spread = namedtuple("Spread", "size drawn_formula dealt_formula dealt")


def spread(size: int) -> Spread:
    """Return the mean squared error of mini-batch gradients: by formulas, and measured."""
    gradient = minibatch_gradient(objective, size, seed=5)
    batches = np.array([gradient(start) for _ in range(200 * samples // size)])
    measured = ((batches - objective.gradient(start)) ** 2).sum(axis=1).mean()
    drawn = variance / size
    return Spread(size, drawn, drawn * (samples - size) / (samples - 1), float(measured))


sizes = (1, 2, 4, 8, 16, 32, 64)
spreads = [spread(size) for size in sizes]


def noise_scale(t: np.ndarray) -> float:
    """Return the batch size at which the noise is as large as the gradient."""
    gradient = objective.gradient(t)
    off = np.array([objective.gradient_on(t, [i]) for i in range(samples)]) - gradient
    return float((off**2).sum(axis=1).mean() / (gradient @ gradient))


# --- Runs by batch size ---


def run_of(size: int, *, lr: float | Callable[[int], float] = rate, seed: int = 1) -> Trajectory:
    """Return a descent of so many epochs by mini-batches of a size."""
    gradient = minibatch_gradient(objective, size, seed=seed)
    return record(objective.loss, gradient, start, lr=lr, steps=epochs * samples // size)


Runs = namedtuple("Runs", "size updates first fifth last")
shown_epochs = Runs("", "", 1, 5, epochs)


def runs_of(size: int) -> Runs:
    """Return the loss above the lowest possible one after so many epochs, averaged over seeds."""
    runs = [run_of(size, seed=seed) for seed in range(seeds)]
    a_epoch = samples // size
    ends = [np.mean([run.loss[n * a_epoch] for run in runs]) - lowest for n in shown_epochs[2:]]
    return Runs(size, a_epoch, *map(float, ends))


seeds = 10
by_size = [runs_of(size) for size in (1, few, samples)]
one, eight, all_days = (run_of(size) for size in (1, few, samples))
scale_at_start, scale_later = noise_scale(start), noise_scale(eight.t[samples // few])

# --- The noise floor: one parameter, the mean of the days ---

values = days.y
middle = float(values.mean())
scatter = float(values.var())
settling, watching, chains = 200, 200, 400
far = 10.0  # start of all chains


def floor(lr: float, size: int) -> float:
    """Return the noise floor: the stationary mean squared distance with batches of `size`."""
    return lr * scatter / (size * (2 - lr))


def distances(lr: float, size: int) -> np.ndarray:
    """Return the squared distance to the mean at every state, averaged over many descents."""
    rng = np.random.default_rng(7)

    def gradient(t: np.ndarray) -> np.ndarray:
        drawn = values[rng.integers(samples, size=(size, chains))]
        return calc_gradient(t, drawn).mean(axis=0)

    run = record(
        lambda t: squared_error(t, middle),
        gradient,
        np.full(chains, far),
        lr=lr,
        steps=settling + watching,
    )
    return 2 * np.mean(run.loss, axis=1)


def dealt_floor(lr: float, size: int) -> float:
    """Return the noise floor of sampling without replacement, measured in one long descent."""
    mean_of_values = linear_regression(np.zeros(samples), values)  # w has no effect, b is the mean
    gradient = minibatch_gradient(mean_of_values, size, seed=7)
    run = record(lambda t: (t[1] - middle) ** 2, gradient, start, lr=lr, steps=12_000)
    return float(np.mean(run.loss[settling:]))


settings = ((0.2, 1), (0.1, 1), (0.05, 1), (0.1, few))  # rate and size
curves = {setting: distances(*setting) for setting in settings}
Floor = namedtuple("Floor", "rate size formula measured dealt")
floors = [
    Floor(*setting, floor(*setting), float(curve[settling:].mean()), dealt_floor(*setting))
    for setting, curve in curves.items()
]

# --- Schedules ---

steps = epochs * samples  # of single days
constant = Constant(rate)
one_over_n = InverseTime(rate, decay=0.02)
stairs = StepDecay(rate, every=steps // 4, factor=0.3)
cosine = Cosine(rate, steps=steps)
warm = WarmUp(Cosine(rate, steps=steps), steps=steps // 10)
schedules = {
    "constant": constant,
    "one_over_n": one_over_n,
    "stairs": stairs,
    "cosine": cosine,
    "warm": warm,
}


def excess_of(lr: Callable[[int], float]) -> np.ndarray:
    """Return the loss above the lowest of runs with batches of one, averaged over seeds."""
    return np.mean([run_of(1, lr=lr, seed=seed).loss for seed in range(seeds)], axis=0) - lowest


excesses = {name: excess_of(schedule) for name, schedule in schedules.items()}
ends = {name: float(excess[-1]) for name, excess in excesses.items()}

# The rate 1/(n + 1) makes descent on single values the running mean.
order = np.random.default_rng(2).permutation(samples)
_left = iter([*order, 0])
running = record(
    lambda t: squared_error(t, middle),
    lambda t: float(calc_gradient(t, values[next(_left)])),
    0.0,
    lr=lambda n: 1 / (n + 1),
    steps=samples,
)
running_mean = running.t[-1]

# --- Shuffling ---


def in_order(rows: np.ndarray) -> float:
    """Return the final loss, above the lowest, of a run that visits the days in this order."""
    batches = iter([rows[i : i + few] for i in range(0, samples, few)] * (epochs + 1))
    run = record(
        objective.loss,
        lambda t: objective.gradient_on(t, next(batches)),
        start,
        lr=rate,
        steps=epochs * samples // few,
    )
    return run.loss[-1] - lowest


sorted_end = in_order(np.argsort(values))
shuffled_end = by_size[1].last

# Publication years in the reading list.
published = namedtuple("_Published", "robbins bottou goyal mccandlish")(1951, 2018, 2017, 2018)
