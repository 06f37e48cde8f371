"""The same tasks done by other packages, each as its own users would write them.

Each function returns a task, or None where the package isn't installed. They run on one thread.
"""

import os
import sys
from collections.abc import Callable
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

from interleaved_timing import Task

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")
os.environ.setdefault("NPROC", "1")

Sizes = tuple[int, ...]


def torch_or_none() -> Any:
    """Return PyTorch, on one thread."""
    if not find_spec("torch"):
        return None
    import torch

    torch.set_num_threads(1)
    return torch


# --- descents ---------------------------------------------------------------------------------


def torch_descent(
    optimizer: str, loss_of: Callable[[Any], Any], start: Any, steps: int, **options: float
) -> Task | None:
    """Return a recorded descent by an optimizer of PyTorch."""
    torch = torch_or_none()
    if torch is None:
        return None

    def task() -> list[Any]:
        t = torch.tensor(start, dtype=torch.float64, requires_grad=True)
        rule, states = getattr(torch.optim, optimizer)([t], **options), []
        for n in range(steps):
            rule.zero_grad()
            loss = loss_of(t)
            loss.backward()
            states.append((n, t.tolist(), loss.item(), t.grad.tolist()))
            rule.step()
        return states

    return task


def optax_descent(
    optimizer: str, loss_of: Callable[[Any], Any], start: Any, steps: int, **options: float
) -> Task | None:
    """Return a recorded descent by an optimizer of optax, its step compiled."""
    if not (find_spec("optax") and find_spec("jax")):
        return None
    import jax
    import optax

    jax.config.update("jax_enable_x64", True)
    rule = getattr(optax, optimizer)(**options)

    @jax.jit
    def step(t: Any, state: Any) -> Any:
        loss, grad = jax.value_and_grad(loss_of)(t)
        updates, state = rule.update(grad, state)
        return loss, grad, optax.apply_updates(t, updates), state

    def task() -> list[Any]:
        t = jax.numpy.array(start)
        state, states = rule.init(t), []
        for n in range(steps):
            loss, grad, t_next, state = step(t, state)
            states.append((n, t.tolist(), float(loss), grad.tolist()))
            t = t_next
        return states

    return task


# --- data and networks ------------------------------------------------------------------------


def torch_step(sizes: Sizes, x: Any, y: Any, loss: str) -> Task | None:
    """Return a training step of a perceptron on all samples by PyTorch; (1, 1) is a line."""
    torch = torch_or_none()
    if torch is None:
        return None
    layers: list[Any] = []
    for inputs, outputs in pairwise(sizes):
        layers += [torch.nn.Linear(inputs, outputs, dtype=torch.float64), torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers[:-1])
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    loss_of = getattr(torch.nn, loss)()
    inputs, targets = torch.tensor(x).reshape(len(x), -1), torch.tensor(y)[:, None]

    def step() -> None:
        optimizer.zero_grad()
        loss_of(model(inputs), targets).backward()
        optimizer.step()

    return step


def scikit_step(sizes: Sizes, x: Any, y: Any) -> Task | None:
    """Return a training step of a perceptron on all samples by scikit-learn."""
    if not find_spec("sklearn"):
        return None
    from sklearn.neural_network import MLPClassifier

    options = {"solver": "sgd", "learning_rate_init": 0.1, "momentum": 0.0, "alpha": 0.0}
    model = MLPClassifier(sizes[1:-1], batch_size=len(x), shuffle=False, **options)
    model.partial_fit(x, y, classes=[0.0, 1.0])
    return lambda: model.partial_fit(x, y)


# --- automatic differentiation ----------------------------------------------------------------


def micrograd_network(weights: list[Any], samples: list[Any]) -> Task | None:
    """Return the sum of a perceptron's outputs over samples, as micrograd computes it."""
    if not find_spec("micrograd"):
        return None
    from micrograd.engine import Value

    def forward() -> Any:
        total = 0.0
        layers = [[[Value(w) for w in row] for row in layer] for layer in weights]
        for sample in samples:
            signal = [Value(number) for number in sample]
            for layer in layers:
                signal = [
                    sum((w * s for w, s in zip(row, signal, strict=False)), row[-1]).relu()
                    for row in layer
                ]
            total = total + signal[0]
        return total

    return forward


def micrograd_chain(chain: Callable[[Any, Any], Any]) -> Task | None:
    """Return a chain of products and sums, as micrograd computes it."""
    if not find_spec("micrograd"):
        return None
    from micrograd.engine import Value

    sys.setrecursionlimit(100_000)  # it walks its graph by recursion
    return lambda: chain(Value(0.5), Value(0.9))
