"""Speed of gdlib: each row against the lower bound of its task's cost, and against peers.

The limit is the same task as a loop written for that one case, which calls the same loss and
gradient and stores a tuple for each step; for arrays, the matrix products alone. Limit, gdlib
and peers are interleaved (see interleaved_timing.py). Peers are optional: a row says which is
missing, and `pip install --group bench` installs them, best into a separate environment, where
PYTHONPATH leads to gdlib.

Usage: python bench/library.py [--seconds N]
"""

import argparse
import os
import subprocess
import sys
import tracemalloc
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one thread for everybody
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np  # after the number of threads is set
import peers
from interleaved_timing import Peer, Row, Task, format_at_least, format_at_most, table_row

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
from gdlib.objectives.surfaces import rosenbrock, rosenbrock_gradient

STEPS = 1000
FEWER = 100  # for peers that take a hundred times as long
PARABOLA = landscape("squared_error")
START = (-1.5, 2.0)  # in Rosenbrock's valley


# --- one number -------------------------------------------------------------------------------


def bare_loop() -> list[tuple[int, float, float, float]]:
    """Descend on the parabola and store every step, as the lesson's own loop does."""
    loss_at, gradient, t, states = PARABOLA.loss, PARABOLA.gradient, -5.0, []
    for n in range(STEPS):
        loss = loss_at(t)
        grad = gradient(t)
        states.append((n, t, loss, grad))
        t = t - 0.1 * grad
    return states


def columns() -> Any:
    """Descend on the parabola and record every step in columns."""
    return record(PARABOLA.loss, PARABOLA.gradient, -5.0, lr=0.1, steps=STEPS)


def rows() -> Any:
    """Descend on the parabola, record every step in columns, and read them row by row."""
    run = columns()
    return [*zip(run.n, run.t, run.loss, run.grad, strict=True)]


def half_square(t: Any) -> Any:
    """Return the squared error as users of any library would write it."""
    return (5.0 - t) ** 2 / 2


def written_out() -> Any:
    """Descend on the same formula that the peers are given."""
    return record(half_square, lambda t: t - 5.0, -5.0, lr=0.1, steps=STEPS)


def rows_row() -> Row:
    """Return the row about a run that is recorded and read as rows."""
    return Row("descent, recorded and read as rows", rows, (), bare_loop, 2.1, inner=2)


def columns_row() -> Row:
    """Return the row about a run that is recorded in columns."""
    return Row("descent, recorded in columns", columns, (), bare_loop, 1.6, inner=2)


def torch_row() -> Row:
    """Return the row that compares a recorded run with PyTorch's."""
    theirs = peers.torch_descent("SGD", half_square, -5.0, FEWER, lr=0.1)
    sgd = Peer("torch.optim.SGD", theirs, at_least=400, fraction=FEWER / STEPS)
    return Row("descent, the formula written out", written_out, (sgd,), inner=2)


def optax_row() -> Row:
    """Return the row that compares a recorded run with optax's."""
    theirs = peers.optax_descent("sgd", half_square, -5.0, FEWER, learning_rate=0.1)
    return Row(
        "descent, the same again",
        written_out,
        (Peer("optax", theirs, fraction=FEWER / STEPS),),
        inner=2,
    )


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


def valley_row(name: str, rule: Any, inlined: Task, peer: Peer, lr: float) -> Row:
    """Return a row about an optimizer in Rosenbrock's valley."""
    valley = surface("rosenbrock")

    def ours() -> Any:
        return record(valley.loss, valley.gradient, START, lr=lr, steps=STEPS, rule=rule)

    return Row(f"Rosenbrock, {name}", ours, (peer,), inlined, 1.8)


def descent_row() -> Row:
    """Return the row about gradient descent."""
    theirs = peers.torch_descent("SGD", rosenbrock, START, FEWER, lr=0.0005)
    torch = Peer("torch", theirs, fraction=FEWER / STEPS)
    return valley_row("gradient descent", GradientDescent(), inlined_descent, torch, lr=0.0005)


def momentum_row() -> Row:
    """Return the row about momentum."""
    theirs = peers.torch_descent("SGD", rosenbrock, START, FEWER, lr=0.0001, momentum=0.9)
    torch = Peer("torch", theirs, fraction=FEWER / STEPS)
    return valley_row("momentum", Momentum(), inlined_momentum, torch, lr=0.0001)


def adam_row() -> Row:
    """Return the row about Adam."""
    theirs = peers.torch_descent("Adam", rosenbrock, START, FEWER, lr=0.01)
    torch = Peer("torch", theirs, fraction=FEWER / STEPS)
    return valley_row("Adam", Adam(), inlined_adam, torch, lr=0.01)


def optax_adam_row() -> Row:
    """Return the row about Adam and optax."""
    theirs = peers.optax_descent("adam", rosenbrock, START, FEWER, learning_rate=0.01)
    optax = Peer("optax", theirs, fraction=FEWER / STEPS)
    return valley_row("Adam again", Adam(), inlined_adam, optax, lr=0.01)


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
        (Peer("torch", peers.torch_step((1, 1), x, y, "MSELoss")),),
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

    others = (
        Peer("torch", peers.torch_step(sizes, x, y, "BCEWithLogitsLoss"), at_least=6),
        Peer("scikit-learn", peers.scikit_step(sizes, x, y)),
    )
    name = f"network {'-'.join(map(str, sizes))}, a step on 200"
    return Row(name, lambda: t - 0.1 * objective.gradient(t), others, products, at_most, inner=10)


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


def backward(forward: Task | None) -> Task | None:
    """Return a task that computes forwards and then backwards."""
    return None if forward is None else lambda: forward().backward()


#: The computations by name, and the same by micrograd.
OURS = {"network": forward_ours, "chain": chain_ours}
THEIRS = {
    "network": peers.micrograd_network(WEIGHTS, SAMPLES),
    "chain": peers.micrograd_chain(chain),
}


def autodiff_row(key: str, name: str) -> Row:
    """Return a row about automatic differentiation."""
    peer = Peer("micrograd", backward(THEIRS[key]), at_least=4)
    return Row(f"autodiff, {name}", backward(OURS[key]), (peer,))


def memory_of(table: str, key: str) -> int:
    """Return the bytes of a computation before `backward`, measured in a new process.

    In this process the computation would reuse memory that earlier ones have freed.
    """
    program = f"import library; print(library.allocated_bytes(library.{table}[{key!r}]))"
    folder = str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, check=True, capture_output=True, text=True
    )
    return int(done.stdout)


def allocated_bytes(task: Task) -> int:
    """Return how many bytes a task's result, and what it refers to, take."""
    tracemalloc.start()
    result = task()
    bytes_now = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del result
    return bytes_now


def memory_lines() -> list[str]:
    """Return the table lines about the memory of the computations in OURS."""
    lines = []
    for key in OURS:
        ours = memory_of("OURS", key)
        to_peer = "micrograd not installed"
        if THEIRS[key] is not None:
            to_peer = f"micrograd {format_at_least(memory_of('THEIRS', key) / ours, 5)}"
        lines.append(f"| autodiff, memory of that {key} (kB) | {ours / 1000:.0f} | – | {to_peer} |")
    return lines


# --- start ------------------------------------------------------------------------------------


def import_line() -> str:
    """Return the line about starting Python with gdlib, without it, and with a peer."""
    programs = ["import gdlib", "pass"]
    programs += ["import micrograd.engine"] if find_spec("micrograd") else []
    rounds = [[start_of(program) for program in programs] for _ in range(30)]
    ratio = median(times[0] / times[1] for times in rounds)
    to_peer = "micrograd not installed"
    if len(programs) > 2:
        to_peer = f"micrograd {format_at_least(median(times[2] / times[0] for times in rounds), 0)}"
    ours = min(times[0] for times in rounds)
    return f"| import gdlib | {ours:.0f} | {format_at_most(ratio, 1.5)} | {to_peer} |"


def start_of(program: str) -> float:
    """Return the processor time that a program takes from start to end, in microseconds."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", program], check=True)
    after = getrusage(RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1e6


#: Each row is measured in a process of its own, because some packages slow everything down once
#: they are imported: JAX, for one, listens to the garbage collector.
ROWS = (
    rows_row,
    columns_row,
    torch_row,
    optax_row,
    descent_row,
    momentum_row,
    adam_row,
    optax_adam_row,
    regression_row,
    lambda: network_row((2, 8, 8, 1), 1.8),
    lambda: network_row((2, 16, 16, 1), 1.5),
    lambda: autodiff_row("network", "network 2-8-8-1 on 16"),
    lambda: autodiff_row("chain", "chain of 2000"),
)


def main() -> None:
    """Print the table, or one row of it."""
    parser = argparse.ArgumentParser(description="Measure gdlib against limits and peers.")
    parser.add_argument("--seconds", type=float, default=3.0, help="for each row (default: 3)")
    parser.add_argument("--row", type=int, help="one row only, counted from 0")
    options = parser.parse_args()
    if options.row is not None:
        print(table_row(ROWS[options.row](), options.seconds))
        return
    print(f"Python {sys.version.split()[0]}, NumPy {np.__version__}, one thread\n")
    print("| task | gdlib (µs) | times its limit | times faster than peers |")
    print("| --- | --: | --: | --- |", flush=True)
    for row in range(len(ROWS)):
        seconds = f"--seconds={options.seconds}"
        subprocess.run([sys.executable, __file__, seconds, f"--row={row}"], check=True)
    print(*memory_lines(), import_line(), sep="\n")


if __name__ == "__main__":
    main()
