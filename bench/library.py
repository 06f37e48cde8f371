"""How fast gdlib is: each row against the least that its task can cost, and against a peer.

The limit is the same work as a loop written by hand for that one case, which calls the same loss
and gradient and keeps a tuple for each step; for arrays, the matrix products alone. Limit, gdlib
and peer take turns, in many short rounds, and are measured in processor time. In a round the
fastest try counts, because noise only ever adds; of the rounds the median ratio, because the clock
rate of a shared machine changes between them. Peers are optional (dependency group `bench`); a row
whose peer is missing says so.

Usage: python bench/library.py [--seconds N]
"""

import argparse
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from importlib.util import find_spec
from itertools import pairwise
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import process_time_ns
from typing import Any, NamedTuple

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one thread for everybody
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np  # the threads are set before

from gdlib import (
    Adam,
    GradientDescent,
    Momentum,
    Network,
    Tape,
    dot,
    landscape,
    linear_regression,
    noisy_line,
    record,
    surface,
    two_moons,
)
from gdlib.surfaces import rosenbrock, rosenbrock_gradient

Work = Callable[[], Any]
STEPS = 1000
TURN = 20_000_000  # nanoseconds
PARABOLA = landscape("squared_error")


class Row(NamedTuple):
    """One line of the table.

    Attributes:
        name: what is done.
        ours: gdlib doing it.
        limit: the least it can cost; None where there is no such thing.
        at_most: the ratio to the limit that is wanted.
        peer: the package to compare with, its work, and the speed-up that is wanted.
        inner: how often a round repeats the work, so that it lasts long enough to be timed.
    """

    name: str
    ours: Work
    limit: Work | None = None
    at_most: float = 0.0
    peer: str = ""
    theirs: Work | None = None
    at_least: float = 0.0
    inner: int = 1


def timed(works: list[Work], seconds: float, inner: int) -> list[list[float]]:
    """Return the shortest time of each work in each round, in microseconds.

    In a round each work has a turn of some milliseconds: the first times after another's turn find
    cold caches, and a work of microseconds needs more tries than one of a tenth of a second.
    """
    rounds: list[list[float]] = []
    end = process_time_ns() + seconds * 1e9
    while len(rounds) < 5 or process_time_ns() < end:
        rounds.append([shortest(work, inner) for work in works])
    return rounds


def shortest(work: Work, inner: int) -> float:
    """Return the shortest time of a work in a turn, in microseconds."""
    best, end = float("inf"), process_time_ns() + TURN
    while (begin := process_time_ns()) < end:
        for _ in range(inner):
            work()
        best = min(best, (process_time_ns() - begin) / inner / 1000)
    return best


def verdict(ratio: float, wanted: float, at_most: bool) -> str:
    """Return a ratio with what was wanted of it, marked where it was missed."""
    met = ratio <= wanted if at_most else ratio >= wanted
    return f"{ratio:.2f} ({'≤' if at_most else '≥'} {wanted:g}{'' if met else ' MISSED'})"


def line(row: Row, seconds: float) -> str:
    """Measure a row and return it as a line of the table."""
    works = [work for work in (row.ours, row.limit, row.theirs) if work is not None]
    rounds = timed(works, seconds, row.inner)

    def ratio(work: Work, to: Work) -> float:
        a, b = works.index(work), works.index(to)
        return median(times[a] / times[b] for times in rounds)

    ours = min(times[0] for times in rounds)
    to_limit = verdict(ratio(row.ours, row.limit), row.at_most, at_most=True) if row.limit else "–"
    to_peer = f"{row.peer} not installed" if row.peer else "–"
    if row.theirs is not None:
        to_peer = f"{row.peer} {verdict(ratio(row.theirs, row.ours), row.at_least, at_most=False)}"
    return f"| {row.name} | {ours:.1f} | {to_limit} | {to_peer} |"


# --- one number -------------------------------------------------------------------------------


def bare_loop() -> list[tuple[int, float, float, float]]:
    """Descend on the parabola and keep everything, as the lesson's own loop does."""
    loss_at, gradient, t, states = PARABOLA.loss, PARABOLA.gradient, -5.0, []
    for n in range(STEPS):
        loss = loss_at(t)
        grad = gradient(t)
        states.append((n, t, loss, grad))
        t = t - 0.1 * grad
    return states


def scalar_rows() -> list[Row]:
    """Return the rows about one number."""

    def columns() -> Any:
        return record(PARABOLA.loss, PARABOLA.gradient, -5.0, lr=0.1, steps=STEPS)

    def read_as_rows() -> Any:
        run = columns()
        return [*zip(run.n, run.t, run.loss, run.grad, strict=True)]

    torch_descent = None
    if find_spec("torch"):
        import torch

        torch.set_num_threads(1)

        def torch_descent() -> Any:
            t = torch.tensor(-5.0, requires_grad=True)
            optimizer, states = torch.optim.SGD([t], lr=0.1), []
            for n in range(STEPS):
                optimizer.zero_grad()
                loss = (5.0 - t) ** 2 / 2
                loss.backward()
                states.append((n, t.item(), loss.item(), t.grad.item()))
                optimizer.step()
            return states

    return [
        Row("descent, recorded and read as rows", read_as_rows, bare_loop, 2.1, inner=2),
        Row("descent, recorded in columns", columns, bare_loop, 1.6, inner=2),
        Row(
            "descent, against an optimizer",
            columns,
            peer="torch.optim.SGD",
            theirs=torch_descent,
            at_least=400,
        ),
    ]


# --- optimizers -------------------------------------------------------------------------------


def inlined_descent() -> Any:
    """Gradient descent in Rosenbrock's valley, its rule written out."""
    x, y, states = -1.5, 2.0, []
    for n in range(STEPS):
        in_x, in_y = rosenbrock_gradient((x, y))
        states.append((n, (x, y), rosenbrock((x, y)), (in_x, in_y)))
        x, y = x - 0.0005 * in_x, y - 0.0005 * in_y
    return states


def inlined_momentum() -> Any:
    """Momentum in Rosenbrock's valley, its rule written out."""
    x, y, v, w, states = -1.5, 2.0, 0.0, 0.0, []
    for n in range(STEPS):
        in_x, in_y = rosenbrock_gradient((x, y))
        states.append((n, (x, y), rosenbrock((x, y)), (in_x, in_y)))
        v, w = 0.9 * v + in_x, 0.9 * w + in_y
        x, y = x - 0.0001 * v, y - 0.0001 * w
    return states


def inlined_adam() -> Any:
    """Adam in Rosenbrock's valley, its rule written out."""
    x, y, m, k, v, w, states = -1.5, 2.0, 0.0, 0.0, 0.0, 0.0, []
    for n in range(1, STEPS + 1):
        in_x, in_y = rosenbrock_gradient((x, y))
        states.append((n, (x, y), rosenbrock((x, y)), (in_x, in_y)))
        m, k = 0.9 * m + (1 - 0.9) * in_x, 0.9 * k + (1 - 0.9) * in_y
        v, w = 0.999 * v + (1 - 0.999) * in_x * in_x, 0.999 * w + (1 - 0.999) * in_y * in_y
        low, high = 1 - 0.9**n, 1 - 0.999**n
        x = x - 0.01 * (m / low) / ((v / high) ** 0.5 + 1e-8)
        y = y - 0.01 * (k / low) / ((w / high) ** 0.5 + 1e-8)
    return states


def optimizer_rows() -> list[Row]:
    """Return the rows about optimizers on Rosenbrock's valley."""
    valley = surface("rosenbrock")

    def run(rule: Any, lr: float) -> Work:
        return lambda: record(
            valley.loss, valley.gradient, (-1.5, 2.0), lr=lr, steps=STEPS, rule=rule
        )

    return [
        Row("Rosenbrock, gradient descent", run(GradientDescent(), 0.0005), inlined_descent, 1.8),
        Row("Rosenbrock, momentum", run(Momentum(), 0.0001), inlined_momentum, 1.8),
        Row("Rosenbrock, Adam", run(Adam(), 0.01), inlined_adam, 1.8),
    ]


# --- data and networks ------------------------------------------------------------------------


def regression_row() -> Row:
    """Return the row about linear regression on 200 samples."""
    x, y = noisy_line(200)
    objective, t = linear_regression(x, y), np.array([0.5, 0.5])
    inputs = np.stack([x, np.ones(200)], axis=1)
    errors = inputs @ t - y
    return Row(
        "regression, full batch of 200",
        lambda: t - 0.1 * objective.gradient(t),
        lambda: (inputs @ t, errors @ inputs),
        2.5,
        inner=100,
    )


def network_row(sizes: tuple[int, ...], at_most: float) -> Row:
    """Return the row about one training step of a network with ReLU on 200 samples."""
    x, y = two_moons(200)
    network = Network(sizes, "relu")
    objective, t = network.objective(x, y), network.start()
    layers = [np.ascontiguousarray(weights) for weights in network.layers(t)]
    signals = [np.ones((size + 1, 200)) for size in sizes[:-1]]
    errors = [np.ones((size, 200)) for size in sizes[1:]]

    def products() -> None:
        for weights, signal, error in zip(layers, signals, errors, strict=True):
            weights @ signal
            error @ signal.T
        for weights, error in zip(layers[1:], errors[1:], strict=True):
            weights[:, :-1].T @ error

    return Row(
        f"network {'-'.join(map(str, sizes))}, a step on 200",
        lambda: t - 0.1 * objective.gradient(t),
        products,
        at_most,
        "torch",
        torch_step(sizes, x, y) if find_spec("torch") else None,
        6.0,
        inner=10,
    )


def torch_step(sizes: tuple[int, ...], x: Any, y: Any) -> Work:
    """Return the same training step as PyTorch does it."""
    import torch

    torch.set_num_threads(1)
    layers: list[Any] = []
    for inputs, outputs in pairwise(sizes):
        layers += [torch.nn.Linear(inputs, outputs, dtype=torch.float64), torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers[:-1])
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    loss_of = torch.nn.BCEWithLogitsLoss()
    inputs, targets = torch.tensor(x), torch.tensor(y)[:, None]

    def step() -> None:
        optimizer.zero_grad()
        loss_of(model(inputs), targets).backward()
        optimizer.step()

    return step


# --- autodiff ---------------------------------------------------------------------------------


def weights_of(sizes: tuple[int, ...]) -> list[list[list[float]]]:
    """Return weights above 0, so that no ReLU is dead; the last of each neuron is its bias."""
    rng = np.random.default_rng(0)
    layers = pairwise(sizes)
    return [rng.uniform(0, 1, (outputs, inputs + 1)).tolist() for inputs, outputs in layers]


WEIGHTS = weights_of((2, 8, 8, 1))
SAMPLES = np.random.default_rng(1).uniform(0, 1, (16, 2)).tolist()


def forward_ours() -> Any:
    """Return the sum of a perceptron's outputs over the samples, on a tape."""
    tape, total = Tape(), 0.0
    layers = [[[tape.variable(w) for w in row] for row in layer] for layer in WEIGHTS]
    for signal in SAMPLES:
        for layer in layers:
            signal = [dot(row[:-1], signal, row[-1]).relu() for row in layer]
        total = total + signal[0]
    return total


def chain(t: Any, w: Any) -> Any:
    """Return a chain of a thousand products and sums."""
    for _ in range(1000):
        t = t * w + 0.1
    return t


def chain_ours() -> Any:
    """Return the chain on a tape."""
    tape = Tape()
    return chain(tape.variable(0.5), tape.variable(0.9))


def backward(forward: Work) -> Work:
    """Return a work that computes forwards and then backwards."""
    return lambda: forward().backward()


def micrograd_works() -> tuple[Work | None, Work | None]:
    """Return micrograd's perceptron and chain, if it is installed."""
    if not find_spec("micrograd"):
        return None, None
    from micrograd.engine import Value

    sys.setrecursionlimit(100_000)  # it walks its graph by recursion

    def forward() -> Any:
        total = 0.0
        layers = [[[Value(w) for w in row] for row in layer] for layer in WEIGHTS]
        for sample in SAMPLES:
            signal = [Value(number) for number in sample]
            for layer in layers:
                signal = [
                    sum((w * s for w, s in zip(row, signal, strict=False)), row[-1]).relu()
                    for row in layer
                ]
            total = total + signal[0]
        return total

    return forward, lambda: chain(Value(0.5), Value(0.9))


def autodiff_rows() -> list[Row]:
    """Return the rows about automatic differentiation."""
    network, links = micrograd_works()
    return [
        Row(
            "autodiff, network 2-8-8-1 on 16",
            backward(forward_ours),
            peer="micrograd",
            theirs=network and backward(network),
            at_least=4,
        ),
        Row(
            "autodiff, chain of 2000",
            backward(chain_ours),
            peer="micrograd",
            theirs=links and backward(links),
            at_least=4,
        ),
    ]


def memory_of(work: Work) -> int:
    """Return how many bytes a work's result and all it needs take."""
    tracemalloc.start()
    result = work()
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del result
    return taken


def memory_lines() -> list[str]:
    """Return the lines about the memory of a computation that waits for `backward`."""
    network, links = micrograd_works()
    lines = []
    for name, ours, theirs in (
        ("autodiff, memory of that network (kB)", forward_ours, network),
        ("autodiff, memory of that chain (kB)", chain_ours, links),
    ):
        taken = memory_of(ours)
        to_peer = "micrograd not installed"
        if theirs is not None:
            to_peer = f"micrograd {verdict(memory_of(theirs) / taken, 5, at_most=False)}"
        lines.append(f"| {name} | {taken / 1000:.0f} | – | {to_peer} |")
    return lines


def import_line() -> str:
    """Return the line about starting Python with and without gdlib."""
    best = {"import gdlib": float("inf"), "pass": float("inf")}
    for _ in range(30):
        for program in best:
            before = getrusage(RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", program], check=True)
            after = getrusage(RUSAGE_CHILDREN)
            taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            best[program] = min(best[program], taken * 1e6)
    ours, limit = best.values()
    return f"| import gdlib | {ours:.0f} | {verdict(ours / limit, 1.5, at_most=True)} | – |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure gdlib against limits and peers.")
    parser.add_argument("--seconds", type=float, default=3.0, help="for each row (default: 3)")
    seconds = parser.parse_args().seconds
    print(f"Python {sys.version.split()[0]}, NumPy {np.__version__}, one thread\n")
    print("| task | gdlib (µs) | times its limit | times faster than a peer |")
    print("| --- | --: | --: | --: |")
    network_rows = [network_row((2, 8, 8, 1), 1.8), network_row((2, 16, 16, 1), 1.5)]
    for row in (
        *scalar_rows(),
        *optimizer_rows(),
        regression_row(),
        *network_rows,
        *autodiff_rows(),
    ):
        print(line(row, seconds), flush=True)
    print(*memory_lines(), import_line(), sep="\n")


if __name__ == "__main__":
    main()
