# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # Backpropagation {#backpropagation}
#
# The lesson on [backpropagation](../lessons/backpropagation.md), as a program: the way back through a small graph, through a neuron and through the layers of a network, and in the end an automatic differentiation of forty lines, which trains a network of its own.

# %% name="imports"
import math
import random

import matplotlib.pyplot as plt
import numpy as np

# %% [markdown]
# ## There and back {#by-hand}
#
# The expression of the lesson. Forwards, every step gets a name; backwards, every name gets a slope.

# %% name="there"
a, b = 3.0, -2.0
u = a * b
v = a + u
E = v * v
print(u, v, E)

# %% name="back"
in_E = 1.0
in_v = in_E * 2 * v
in_u = in_v * 1.0
in_b = in_u * a
in_a = in_v * 1.0 + in_u * b  # two paths
print(in_v, in_u, in_b, in_a)

# %% [markdown]
# Nudging says the same, nearly:

# %% name="nudge"
def expression(a, b):
    return (a + a * b) ** 2


h = 0.000001
print((expression(a + h, b) - expression(a, b)) / h)
print((expression(a, b + h) - expression(a, b)) / h)

# %% [markdown]
# ## Predict {#predict}

# %% [markdown] role="question"
# ### Other numbers {#other-numbers}
#
# The same expression, at `a = 2.0` and `b = 1.0`. How fast does `E` change with `a`? Walk back on paper before you answer.

# %% name="other-numbers" predict="number" answer="in_a"
a, b = 2.0, 1.0
u = a * b
v = a + u
E = v * v
in_v = 2 * v
in_u = in_v
in_a = in_v + in_u * b
print(u, v, E)
in_a

# %% [markdown]
# ## One neuron {#neuron}
#
# Forwards, backwards, update, and again. Four lines of slopes are enough to teach a neuron one example.

# %% name="neuron"
x, y = 2.0, -0.5
w, b, lr = 0.5, -0.2, 0.2
for n in range(12):
    z = w * x + b
    out = math.tanh(z)
    loss = 0.5 * (y - out) ** 2
    print("%d-th iteration, w=%.3f, b=%.3f, loss: %.5f" % (n, w, b, loss))
    in_out = -(y - out)
    delta = in_out * (1 - out**2)
    w = w - lr * delta * x
    b = b - lr * delta

# %% [markdown]
# ## Layers, as matrices {#layers}
#
# Samples lie in columns, and the signals of every layer end with a row of ones. The whole way there is a loop over the weights, and the whole way back the same loop, backwards.

# %% name="forward"
def with_ones(signals):
    return np.vstack([signals, np.ones(signals.shape[1])])


def forward(layers, inputs):
    """Return the signals that go into each layer, and the outputs."""
    signals = [with_ones(inputs)]
    for weights in layers[:-1]:
        signals.append(with_ones(np.tanh(weights @ signals[-1])))
    return signals, layers[-1] @ signals[-1]


def backward(layers, signals, delta):
    """Return the gradient of each layer's weights, given the error of the outputs."""
    gradients = []
    for weights, signal in zip(reversed(layers), reversed(signals)):
        gradients.append(delta @ signal.T)
        delta = weights[:, :-1].T @ delta * (1 - signal[:-1] ** 2)
    return gradients[::-1]


rng = np.random.default_rng(1)
shapes = [(8, 3), (8, 9), (1, 9)]
layers = [0.5 * rng.standard_normal(shape) for shape in shapes]
inputs, targets = rng.standard_normal((2, 5)), rng.standard_normal((1, 5))
signals, outputs = forward(layers, inputs)
gradients = backward(layers, signals, -(targets - outputs) / 5)
print([signal.shape for signal in signals])
print([gradient.shape for gradient in gradients])

# %% [markdown]
# gdlib's `Network` keeps all weights in one long array, and comes to the same gradient:

# %% name="compare-network"
import gdlib

network = gdlib.Network(
    (2, 8, 8, 1),
    loss_of=gdlib.squared_error,
    slope_of=gdlib.calc_gradient,
)
objective = network.objective(inputs.T, targets[0])
start = np.concatenate([weights.ravel() for weights in layers])
ours = np.concatenate([gradient.ravel() for gradient in gradients])
np.allclose(ours, objective.gradient(start))

# %% [markdown] role="question"
# ### The price of nudging {#price}
#
# The shapes printed above say how many parameters this network has: `8 × 3 + 8 × 9 + 1 × 9`. We nudge each of them once up and once down. How many times is the loss computed?

# %% name="price" predict="number" answer="calls"
calls = 0


def counted_loss(t):
    global calls
    calls = calls + 1
    return objective.loss(t)


measured = np.zeros(len(start))
for i in range(len(start)):
    step = np.zeros(len(start))
    step[i] = 0.00001
    up, down = counted_loss(start + step), counted_loss(start - step)
    measured[i] = (up - down) / 0.00002
print(np.allclose(measured, objective.gradient(start)))
calls

# %% [markdown]
# gdlib's `check_gradient` does just that and returns the worst place. If the gradient is wrong, it complains. Let us try a typical mistake, a forgotten bias:

# %% name="check"
worst = gdlib.check_gradient(objective.loss, objective.gradient, start)
print(worst.error < 1e-9)


def without_bias(t):
    grad = objective.gradient(t)
    grad[-1] = 0.0
    return grad


try:
    gdlib.check_gradient(objective.loss, without_bias, start)
except ValueError as complaint:
    print(str(complaint).split(" at t=")[0])

# %% [markdown]
# ## Through many layers {#depth}
#
# `gradient_sizes` builds a network with many hidden layers and measures, before any training, how long the gradient is in each layer.

# %% name="gradient-sizes"
data = gdlib.two_moons(200, noise=0.1, seed=1)


def gradient_sizes(activation, depth=16):
    network = gdlib.Network((2, *[16] * depth, 1), activation)
    gradient = network.objective(*data).gradient(network.start(seed=1))
    return [float(np.linalg.norm(part)) for part in network.layers(gradient)]

# %% [markdown] role="question"
# ### What arrives? {#what-arrives}
#
# A network has sixteen hidden layers of sigmoids. Where is the gradient of the weights smallest?

# %% name="what-arrives" predict="choice" choices="In the first layer, next to the inputs|In the middle|In the last layer, next to the output|About the same everywhere" answer="3 if max(sizes) < 100 * min(sizes) else 0 if sizes.index(min(sizes)) < 4 else 2 if sizes.index(min(sizes)) > 12 else 1"
sizes = gradient_sizes("sigmoid")
print(["%.0e" % size for size in sizes])

# %% name="fading" alt="The length of the gradient in each layer, on a logarithmic scale: for relu and tanh nearly level, for the sigmoid a straight line that falls by ten orders of magnitude from the last layer to the first."
figure, ax = plt.subplots()
for activation in ["relu", "tanh", "sigmoid"]:
    ax.plot(range(1, 18), gradient_sizes(activation), ".-", label=activation)
ax.set(yscale="log", xlabel="layer", ylabel="length of the gradient")
ax.legend()
plt.show()

# %% [markdown]
# ## Exercises {#exercises}
#
# Now let a program keep the books. Each number remembers from which numbers it was made, its *parents*, and its *slope* in each of them. Three steps lead there.

# %% [markdown] exercise="product" role="task"
# ### The slopes of a product {#ex-product}
#
# The sum is done. Give the product its two slopes.

# %% exercise="product" role="starter"
class Number:
    def __init__(self, value, parents=(), slopes=()):
        self.value, self.parents, self.slopes = value, parents, slopes
        self.grad = 0.0

    def __add__(self, other):
        return Number(self.value + other.value, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Number(self.value * other.value, (self, other), (1.0, 1.0))  # not yet right


product = Number(3.0) * Number(-2.0)
product.value, product.slopes

# %% [markdown] exercise="product" role="hint"
# If the first factor grows by a little, the product grows by that little times … what?

# %% exercise="product" role="check"
forbid("gdlib", "Variable", why="Write it in your own words: no ready-made function this time.")
expect("(Number(3.0) * Number(-2.0)).value", -6.0, why="The value of a product is the product of the values.")
expect("(lambda a, b: (lambda c: [sum(s for p, s in zip(c.parents, c.slopes) if p is one) for one in (a, b)])(a * b))(Number(3.0), Number(-2.0))", [-2.0, 3.0], why="The slope in one factor is the other factor.", shown="(Number(3.0) * Number(-2.0)).slopes")
expect("(lambda a, b: (lambda c: [sum(s for p, s in zip(c.parents, c.slopes) if p is one) for one in (a, b)])(a * b))(Number(0.5), Number(4.0))", [4.0, 0.5], why="The slope in one factor is the other factor.", shown="(Number(0.5) * Number(4.0)).slopes")
expect("(lambda a, b: (lambda c: [sum(s for p, s in zip(c.parents, c.slopes) if p is one) for one in (a, b)])(a + b))(Number(3.0), Number(-2.0))", [1.0, 1.0], why="The sum was right.", shown="(Number(3.0) + Number(-2.0)).slopes")

# %% exercise="product" role="solution"
class Number:
    def __init__(self, value, parents=(), slopes=()):
        self.value, self.parents, self.slopes = value, parents, slopes
        self.grad = 0.0

    def __add__(self, other):
        return Number(self.value + other.value, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Number(self.value * other.value, (self, other), (other.value, self.value))


product = Number(3.0) * Number(-2.0)
product.value, product.slopes

# %% [markdown] exercise="way-back" role="task"
# ### The way back {#ex-way-back}
#
# `numbers` holds all numbers of a computation in the order in which they were made, the result last. Write `backward`: it sets the `grad` of each of them to the slope of the result in that number. Called twice, it must give the same answer both times.

# %% exercise="way-back" role="starter"
class Number:
    def __init__(self, value, parents=(), slopes=()):
        self.value, self.parents, self.slopes = value, parents, slopes
        self.grad = 0.0

    def __add__(self, other):
        return Number(self.value + other.value, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Number(self.value * other.value, (self, other), (other.value, self.value))


def backward(numbers):
    numbers[-1].grad = 1.0
    # the way back goes here


def slopes_at(a, b, times=1):
    a, b = Number(a), Number(b)
    u = a * b
    v = a + u
    E = v * v
    for _ in range(times):
        backward([a, b, u, v, E])
    return a.grad, b.grad


slopes_at(3.0, -2.0)

# %% [markdown] exercise="way-back" role="hint"
# Before all else, set every `grad` to zero.

# %% [markdown] exercise="way-back" role="hint"
# Then go through `reversed(numbers)`. For each number, go through its parents and its slopes together: `zip(number.parents, number.slopes)`.

# %% [markdown] exercise="way-back" role="hint"
# What a parent gets is slope times gradient. It is *added* to what the parent has already got.

# %% exercise="way-back" role="check"
forbid("gdlib", "Tape", "Variable", why="Write it in your own words: no ready-made function this time.")
expect("slopes_at(3.0, -2.0)", (6.0, -18.0), why="Multiply along each path, add where paths meet.")
expect("slopes_at(2.0, 1.0)", (16.0, 16.0), why="Multiply along each path, add where paths meet.")
expect("slopes_at(3.0, -2.0, times=2)", (6.0, -18.0), why="Every walk back has to start with gradients of zero.")

# %% exercise="way-back" role="solution"
class Number:
    def __init__(self, value, parents=(), slopes=()):
        self.value, self.parents, self.slopes = value, parents, slopes
        self.grad = 0.0

    def __add__(self, other):
        return Number(self.value + other.value, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Number(self.value * other.value, (self, other), (other.value, self.value))


def backward(numbers):
    for number in numbers:
        number.grad = 0.0
    numbers[-1].grad = 1.0
    for number in reversed(numbers):
        for parent, slope in zip(number.parents, number.slopes):
            parent.grad += slope * number.grad


def slopes_at(a, b, times=1):
    a, b = Number(a), Number(b)
    u = a * b
    v = a + u
    E = v * v
    for _ in range(times):
        backward([a, b, u, v, E])
    return a.grad, b.grad


slopes_at(3.0, -2.0)

# %% [markdown] exercise="layer-back" role="task"
# ### One layer back {#ex-layer-back}
#
# The same for a whole layer.
#
# - `weights` has the shape (outputs, inputs + one); its last column holds the biases.
# - `signals` has the shape (inputs + one, samples). It is what tanh handed to the layer, with a row of ones below.
# - `delta` has the shape (outputs, samples). It is the error of the layer.
#
# Return the gradient of the weights, and the error of the layer before.

# %% exercise="layer-back" role="starter"
def layer_back(weights, signals, delta):
    gradient = np.zeros(weights.shape)
    before = np.zeros((signals.shape[0] - 1, signals.shape[1]))
    return gradient, before


weights = np.array([[0.8, -1.2, 0.1]])
signals = np.array([[-0.5, 0.5], [0.25, 0.0], [1.0, 1.0]])
layer_back(weights, signals, np.array([[2.0, -1.0]]))

# %% [markdown] exercise="layer-back" role="hint"
# The gradient has the shape of `weights`. Only one product of `delta` and `signals` has it.

# %% [markdown] exercise="layer-back" role="hint"
# The error goes back through the transposed weights without the biases, `weights[:, :-1].T`. Then it is multiplied, number by number, by the slopes of tanh.

# %% [markdown] exercise="layer-back" role="hint"
# The slope of tanh is one minus the square of its output, and the outputs are `signals[:-1]`.

# %% exercise="layer-back" role="check"
forbid("gdlib", "backward", why="Write it in your own words: no ready-made function this time.")
expect("np.shape(layer_back(np.array([[0.8, -1.2, 0.1]]), np.array([[-0.5, 0.5], [0.25, 0.0], [1.0, 1.0]]), np.array([[2.0, -1.0]]))[0])", (1, 3), why="The gradient has the shape of the weights.", shown="layer_back(weights, signals, np.array([[2.0, -1.0]]))[0].shape")
expect("layer_back(np.array([[0.8, -1.2, 0.1]]), np.array([[-0.5, 0.5], [0.25, 0.0], [1.0, 1.0]]), np.array([[2.0, -1.0]]))[0]", [[-1.5, 0.5, 1.0]], why="Error times signal, added up over the samples.", shown="layer_back(weights, signals, np.array([[2.0, -1.0]]))[0]")
expect("layer_back(np.array([[0.8, -1.2, 0.1]]), np.array([[-0.5, 0.5], [0.25, 0.0], [1.0, 1.0]]), np.array([[2.0, -1.0]]))[1]", [[1.2, -0.6], [-2.25, 1.2]], why="The error goes back through the weights without the biases, and through the slopes.", shown="layer_back(weights, signals, np.array([[2.0, -1.0]]))[1]")

# %% exercise="layer-back" role="solution"
def layer_back(weights, signals, delta):
    gradient = delta @ signals.T
    before = weights[:, :-1].T @ delta * (1 - signals[:-1] ** 2)
    return gradient, before


weights = np.array([[0.8, -1.2, 0.1]])
signals = np.array([[-0.5, 0.5], [0.25, 0.0], [1.0, 1.0]])
layer_back(weights, signals, np.array([[2.0, -1.0]]))

# %% [markdown]
# ## Forty lines {#forty-lines}
#
# Here is everything together: numbers that remember, the order found by walking through the parents, and the way back. Not a line of it knows what a network is.

# %% name="forty-lines"
class Number:
    """A number that remembers how it was computed."""

    def __init__(self, value, parents=(), slopes=()):
        self.value, self.parents, self.slopes = value, parents, slopes
        self.grad = 0.0

    def __add__(self, other):
        other = as_number(other)
        return Number(self.value + other.value, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = as_number(other)
        return Number(self.value * other.value, (self, other), (other.value, self.value))

    def tanh(self):
        value = math.tanh(self.value)
        return Number(value, (self,), (1 - value**2,))

    def backward(self):
        numbers = in_order(self, [], set())
        for number in numbers:
            number.grad = 0.0
        self.grad = 1.0
        for number in reversed(numbers):
            for parent, slope in zip(number.parents, number.slopes):
                parent.grad += slope * number.grad


def as_number(value):
    return value if isinstance(value, Number) else Number(value)


def in_order(number, found, seen):
    if number not in seen:
        seen.add(number)
        for parent in number.parents:
            in_order(parent, found, seen)
        found.append(number)
    return found


a, b = Number(3.0), Number(-2.0)
v = a + a * b
E = v * v
E.backward()
E.value, a.grad, b.grad

# %% [markdown]
# Does it train? Four points of the XOR pattern, which no straight line separates, and a network with two inputs, three hidden neurons and one output. Every weight is a `Number`.

# %% name="train-xor" alt="The loss falls from above six tenths, slows down a little, and then drops to nearly zero within some sixty iterations."
points = [(-1, -1, -1), (-1, 1, 1), (1, -1, 1), (1, 1, -1)]


def network_loss(t):
    """Return the mean squared error of a 2-3-1 network over the four points."""
    total = 0.0
    for x1, x2, y in points:
        output = t[12]
        for i in range(3):
            w1, w2, b = t[3 * i : 3 * i + 3]
            output = output + t[9 + i] * (w1 * x1 + w2 * x2 + b).tanh()
        error = output + -y
        total = error * error * 0.125 + total
    return total


chance = random.Random(3)
t = [Number(chance.uniform(-1, 1)) for _ in range(13)]
losses = []
for n in range(300):
    loss = network_loss(t)
    loss.backward()
    losses.append(loss.value)
    t = [Number(number.value - 0.3 * number.grad) for number in t]

figure, ax = plt.subplots()
ax.plot(losses)
ax.set(xlabel="iteration", ylabel="loss")
plt.show()

# %% [markdown]
# gdlib's automatic differentiation is the same idea, with a tape instead of the walk through the parents, so that no chain is too long for it, and with many more operations. On our loss both agree:

# %% name="compare-gdlib"
somewhere = tuple(chance.uniform(-1, 1) for _ in range(13))
t = [Number(value) for value in somewhere]
network_loss(t).backward()
ours = [number.grad for number in t]
theirs = gdlib.automatic_gradient(network_loss)(somewhere)
print(np.round(ours[:4], 6), np.round(theirs[:4], 6))
np.allclose(ours, theirs)

# %% [markdown]
# And this is the graph of the lesson, as gdlib draws it:

# %% name="graph" alt="The graph of E = (a + ab)²: five boxes with values and gradients, and arrows with slopes, from a and b through u and v to E."
from gdlib import plots

tape = gdlib.Tape()
a, b = tape.variable(3.0), tape.variable(-2.0)
u = a * b
v = a + u
E = v * v
figure, ax = plt.subplots(figsize=(4.4, 2.2), layout="constrained")
names = {a: "a", b: "b", u: "u = ab", v: "v = a + u", E: "E = v²"}
plots.plot_graph(E, ax, names=names, lang="en")
plt.show()

# %% [markdown]
# All slopes of a network, for the price of a few losses: that is what it takes to [train one](../lessons/neural-network.md).
