"""The quantities of the lesson on backpropagation: small graphs, shapes, costs and depths.

A person chooses the numbers that go in; gdlib's tape, networks and gradients give the rest.
"""

from itertools import pairwise
from types import SimpleNamespace

import numpy as np

from gdlib import (
    Network,
    Tape,
    Variable,
    calc_gradient,
    dot,
    numerical_gradient,
    squared_error,
    two_moons,
)
from gdlib.elementwise import tanh

# A small expression, in which one number is used twice: chosen.
a, b = 3.0, -2.0


def expression(a, b):
    """Return the three steps of E = (a + ab)²."""
    u = a * b
    v = a + u
    return u, v, v * v


_tape = Tape()
graph_a, graph_b = _tape.variable(a), _tape.variable(b)
graph_u, graph_v, graph_e = expression(graph_a, graph_b)
graph_e.backward()
graph = SimpleNamespace(
    u=graph_u.value, v=graph_v.value, e=graph_e.value, in_a=graph_a.grad, in_b=graph_b.grad
)
graph.in_v, graph.in_u = graph_v.grad, graph_u.grad
graph.direct, graph.by_u = graph.in_v, graph.in_u * b
nudge = 0.001
nudged = SimpleNamespace(e=expression(a + nudge, b)[-1])
nudged.slope = (nudged.e - graph.e) / nudge

# One neuron with a squared error: chosen.
x, y, w, bias, lr = 2.0, -0.5, 0.5, -0.2, 0.2


def neuron(w, bias):
    """Return E = ½(y − tanh(wx + b))²."""
    return squared_error(tanh(w * x + bias), y)


# The same on a tape, in three entries: an operation with a known slope may be one entry.
_neuron_tape = Tape()
neuron_w, neuron_b = _neuron_tape.variable(w), _neuron_tape.variable(bias)
neuron_z = dot([neuron_w], [x], neuron_b)
neuron_out = neuron_z.tanh()
neuron_e = Variable(
    squared_error(neuron_out.value, y),
    _neuron_tape,
    (neuron_out,),
    (calc_gradient(neuron_out.value, y),),
)
neuron_e.backward()
one = SimpleNamespace(
    z=neuron_z.value,
    out=neuron_out.value,
    e=neuron_e.value,
    in_out=calc_gradient(neuron_out.value, y),
    slope=1 - neuron_out.value**2,
    delta=neuron_z.grad,
    in_w=neuron_w.grad,
    in_b=neuron_b.grad,
)
one.measured = numerical_gradient(lambda t: neuron(*t))((w, bias))
one.next = (w - lr * one.in_w, bias - lr * one.in_b)
one.next_e = neuron(*one.next)

# Paths that double with each step, while the tape grows by one entry.
doublings = 30
_doubling = Tape()
_number = _doubling.variable(1.0)
for _ in range(doublings):
    _number = _number + _number
_number.backward()
ways, taped = _doubling[0].grad, len(_doubling)

# A layer with numbers in it: two inputs, two hidden neurons, one output, one sample.
small = Network((2, 2, 1), loss_of=squared_error, slope_of=calc_gradient)
small_x, small_y = (1.0, 2.0), 1.0
small_t = np.array([0.5, -0.5, 0.2, 1.0, 0.3, -0.8, 0.8, -1.2, 0.1])
_first, _second = small.layers(small_t)
first, second = _first.tolist(), _second.tolist()
_objective = small.objective(np.array([small_x]), np.array([small_y]))
first_grad, second_grad = small.layers(_objective.gradient(small_t))
_padded = np.array([*small_x, 1.0])
hidden_z = _first @ _padded
hidden = np.tanh(hidden_z)
small_out = float(small.outputs(small_t, np.array([small_x]))[0])
delta_out = calc_gradient(small_out, small_y)
carried = _second[0, :2] * delta_out
hidden_slopes = 1 - hidden**2
delta_hidden = carried * hidden_slopes

# What it costs, counted in multiplications of matrices.
samples = 200
network = Network((2, 8, 8, 1))
moons = two_moons(samples, noise=0.1, seed=1)
moons_objective = network.objective(*moons)
start = network.start(seed=1)


def cost(sizes: tuple[int, ...]) -> SimpleNamespace:
    """Return a network's parameters, and multiplications of a forward and backward pass."""
    layers = list(pairwise(sizes))
    forward = sum(outputs * (inputs + 1) for inputs, outputs in layers)
    errors = sum(outputs * inputs for inputs, outputs in layers[1:])
    return SimpleNamespace(
        sizes="-".join(map(str, sizes)),
        parameters=Network(sizes).parameters,
        forward=forward,
        backward=forward + errors,
        ratio=(forward + errors) / forward,
        evaluations=forward + 1,
    )


costs = [cost(sizes) for sizes in ((2, 8, 8, 1), (2, 64, 64, 1), (784, 128, 64, 10))]
cheaper = [(c.parameters + 1) / (1 + c.ratio) for c in costs]


class _Counted:
    """A loss that counts its evaluations."""

    def __init__(self, loss) -> None:
        self.loss, self.calls = loss, 0

    def __call__(self, t):
        self.calls += 1
        return self.loss(t)


_counted = _Counted(moons_objective.loss)
_measured = numerical_gradient(_counted)(start)
_exact = moons_objective.gradient(start)
evaluations = _counted.calls
largest_difference = f"{abs(_measured - _exact).max():.0e}"
large_parameters = 1_000_000_000
seconds_a_year = 365 * 24 * 3600
years_of_nudging = large_parameters * 0.1 / seconds_a_year

# Depth: how large the gradient of the first layer is, compared with that of the last.
width = 16
depths = (2, 4, 8, 16)


def sizes_of_layers(activation: str, depth: int, scale: float = 1.0) -> list[float]:
    """Return the norm of the gradient in each layer of a network, from the first to the last."""
    deep = Network((2, *[width] * depth, 1), activation)
    t = scale * deep.start(seed=1)
    grad = deep.objective(*moons).gradient(t)
    return [float(np.linalg.norm(part)) for part in deep.layers(grad)]


def faded(activation: str, depth: int) -> float:
    """Return the norm of the gradient in the first layer, relative to that in the last."""
    lengths = sizes_of_layers(activation, depth)
    return lengths[0] / lengths[-1]


fading = [
    SimpleNamespace(depth=d, **{name: faded(name, d) for name in ("sigmoid", "tanh", "relu")})
    for d in depths
]
largest_sigmoid_slope = 0.25
scale_up = 1.5
grown = scale_up ** depths[-1]
sixteen = depths[-1]

year = SimpleNamespace(
    linnainmaa=1970, werbos=1974, baur=1983, rumelhart=1986, iri=1998, glorot=2010, baydin=2018
)
