"""The Python program that `<gd-network>` offers to copy."""

from gdlib import OPTIMIZERS
from web.python.queries.learning import SAMPLES, Settings


def program(settings: Settings, epochs: int) -> str:
    """Return a Python program that runs this training and prints its final loss and accuracy."""
    names = {
        "data": settings.data,
        "sizes": (2, *settings.layers, 1),
        "activation": settings.activation,
        "rule": OPTIMIZERS[settings.optimizer].__name__,
        "lr": float(settings.lr),
        "seed": settings.seed,
        "samples": SAMPLES,
        "epochs": epochs,
        "batch": settings.batch,
    }
    return (_BY_BATCHES if settings.batch else _FULL_BATCH).format(**names)


_START = """\
x, y = {data}({samples}, seed={seed})
network = Network({sizes}, "{activation}")
objective = network.objective(x, y)
start = network.start(seed={seed})
"""

_END = """
t = run.t[-1]
accuracy = ((network.outputs(t, x) > 0) == y).mean()
print(f"loss {{run.loss[-1]:.6f}}, accuracy {{accuracy:.1%}}")
"""

_FULL_BATCH = (
    """\
from gdlib import {rule}, Network, record, {data}

"""
    + _START
    + """\
gradient = objective.gradient  # of all samples at once
run = record(objective.loss, gradient, start, lr={lr!r}, steps={epochs}, rule={rule}())
"""
    + _END
)

_BY_BATCHES = (
    """\
from math import ceil

from gdlib import {rule}, Network, minibatch_gradient, record, {data}

"""
    + _START
    + """\
gradient = minibatch_gradient(objective, {batch}, seed={seed})
steps = {epochs} * ceil({samples} / {batch})  # epochs times mini-batches
run = record(objective.loss, gradient, start, lr={lr!r}, steps=steps, rule={rule}())
"""
    + _END
)
