"""Record what PyTorch computes, for the tests to compare gdlib with: writes torch.json beside this.

Everything here is PyTorch's own: its optimizers, schedules, losses and gradients, in double
precision. It needs PyTorch 2.13, which the project itself doesn't:

    python -m venv /tmp/torch && /tmp/torch/bin/pip install torch==2.13.0
    /tmp/torch/bin/python tests/reference/make_torch.py
"""

import json
import math
from pathlib import Path

import torch
from torch.nn import functional

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

STEPS = 50

SURFACES = {
    "bowl": (lambda x, y: 0.5 * (x**2 + 10 * y**2), (-4.0, 2.0)),
    "rosenbrock": (lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2, (-1.5, 2.0)),
    "himmelblau": (lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2, (0.0, -1.0)),
    "beale": (
        lambda x, y: (
            (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2
        ),
        (1.0, -1.0),
    ),
    "rastrigin": (
        lambda x, y: (
            20 + x**2 - 10 * torch.cos(2 * math.pi * x) + y**2 - 10 * torch.cos(2 * math.pi * y)
        ),
        (-3.3, 2.4),
    ),
    "saddle": (lambda x, y: x**2 / 2 - y**2 / 2 + y**4 / 4, (1.8, 0.001)),
}

OPTIMIZERS = {
    "gradient_descent": (torch.optim.SGD, {}, 0.001),
    "momentum": (torch.optim.SGD, {"momentum": 0.9}, 0.001),
    "nesterov": (torch.optim.SGD, {"momentum": 0.9, "nesterov": True}, 0.001),
    "adagrad": (torch.optim.Adagrad, {"eps": 1e-10}, 0.1),
    "rmsprop": (torch.optim.RMSprop, {"alpha": 0.99, "eps": 1e-8}, 0.01),
    "adam": (torch.optim.Adam, {"betas": (0.9, 0.999), "eps": 1e-8}, 0.1),
    "adamw": (torch.optim.AdamW, {"weight_decay": 0.01, "eps": 1e-8}, 0.1),
}

LOSSES = {  # gdlib's name: PyTorch's loss of scores t and targets y, number by number
    "squared_error": lambda t, y: functional.mse_loss(t, y, reduction="none") / 2,
    "absolute_error": lambda t, y: functional.l1_loss(t, y, reduction="none"),
    "huber": lambda t, y: functional.huber_loss(t, y, reduction="none"),
    "binary_cross_entropy": lambda t, y: functional.binary_cross_entropy_with_logits(
        t, y, reduction="none"
    ),
    "hinge": lambda t, y: functional.relu(1 - y * t),
    "log_cosh": lambda t, y: torch.log(torch.cosh(y - t)),
}

SCHEDULES = {
    "step": lambda o: torch.optim.lr_scheduler.StepLR(o, 10, 0.5),
    "exponential": lambda o: torch.optim.lr_scheduler.ExponentialLR(o, 0.99),
    "cosine": lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, STEPS, eta_min=0.001),
    "constant": lambda o: torch.optim.lr_scheduler.ConstantLR(o, 1.0),
    "warm_up": lambda o: torch.optim.lr_scheduler.LinearLR(o, 1 / 4, total_iters=3),
    "inverse_time": lambda o: torch.optim.lr_scheduler.LambdaLR(o, lambda n: 1 / (1 + 0.5 * n)),
}


def trajectory(surface, start, make, options, lr):
    """Return the points that an optimizer visits, the start included."""
    point = torch.tensor(start, requires_grad=True)
    optimizer = make([point], lr=lr, **options)
    points = [point.tolist()]
    for _ in range(STEPS):
        optimizer.zero_grad()
        surface(point[0], point[1]).backward()
        optimizer.step()
        points.append(point.tolist())
    return points


def trajectories():
    """Return the points of every optimizer on every surface."""
    return {
        name: {
            "lr": lr,
            **{surface: trajectory(*SURFACES[surface], make, options, lr) for surface in SURFACES},
        }
        for name, (make, options, lr) in OPTIMIZERS.items()
    }


def losses():
    """Return values and slopes of every loss at the same scores and targets."""
    scores, targets = [-30.0, -5.0, -0.7, 0.3, 2.0, 30.0], [1.0, 0.0, 1.0, 1.0, 0.0, 1.0]
    found = {"t": scores, "y": targets}
    for name, loss in LOSSES.items():
        t = torch.tensor(scores, requires_grad=True)
        values = loss(t, torch.tensor(targets))
        values.sum().backward()
        found[name] = {"loss": values.tolist(), "gradient": t.grad.tolist()}
    return found


def categorical():
    """Return cross-entropies of four samples of three classes, and their slopes."""
    scores = torch.tensor(
        [[1.0, -2.0, 0.5], [1000.0, 0.0, -1000.0], [0.0, 0.0, 0.0], [-3.0, 4.0, 4.0]],
        requires_grad=True,
    )
    classes = torch.tensor([0, 1, 2, 2])
    values = functional.cross_entropy(scores, classes, reduction="none")
    values.sum().backward()
    return {
        "t": scores.tolist(),
        "classes": classes.tolist(),
        "loss": values.tolist(),
        "gradient": scores.grad.tolist(),
    }


def schedules():
    """Return the learning rates of every schedule that begins at 0.1."""
    found = {}
    for name, make in SCHEDULES.items():
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
        schedule, rates = make(optimizer), []
        for _ in range(STEPS):
            rates.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            schedule.step()
        found[name] = rates
    return found


def network(activation):
    """Return one pass of a 2-4-3-1 perceptron: what it is given, its loss and its gradient."""
    generator = torch.Generator().manual_seed(0)
    x = torch.randn(12, 2, generator=generator)
    y = (x[:, 0] * x[:, 1] < 0).double()
    layers = [
        torch.randn(out, into + 1, generator=generator) for into, out in ((2, 4), (4, 3), (3, 1))
    ]
    for layer in layers:
        layer.requires_grad_()
    signal = x
    for layer in layers[:-1]:
        signal = activation(functional.linear(signal, layer[:, :-1], layer[:, -1]))
    outputs = functional.linear(signal, layers[-1][:, :-1], layers[-1][:, -1]).squeeze(1)
    loss = functional.binary_cross_entropy_with_logits(outputs, y)
    loss.backward()
    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "t": torch.cat([layer.flatten() for layer in layers]).tolist(),
        "outputs": outputs.tolist(),
        "loss": loss.item(),
        "gradient": torch.cat([layer.grad.flatten() for layer in layers]).tolist(),
    }


def main():
    """Write everything to torch.json."""
    content = {
        "torch": torch.__version__,
        "trajectories": trajectories(),
        "losses": losses(),
        "categorical": categorical(),
        "schedules": schedules(),
        "networks": {
            "tanh": network(torch.tanh),
            "relu": network(torch.relu),
            "sigmoid": network(torch.sigmoid),
        },
    }
    lines = json.dumps(content, indent=None, separators=(", ", ": "))
    Path(__file__).with_name("torch.json").write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
