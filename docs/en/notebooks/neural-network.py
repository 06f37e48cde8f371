# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # A neural network {#neural-network}
#
# The lesson on [a neural network](../lessons/neural-network.md), as a program. We make two moons, let one neuron try, write a network with NumPy alone, and train it. Then gdlib does the same in a few lines, and we look at samples that were kept aside.

# %% name="imports"
import matplotlib.pyplot as plt
import numpy as np

# %% [markdown]
# ## Two moons {#moons}
#
# Two half circles that reach into each other, with a little noise. Class zero lies on the upper one, class one on the lower.

# %% name="moons" alt="Two crescents of points, one blue and open downwards, one orange and open upwards, which reach into each other."
def moons(samples, noise, seed):
    rng = np.random.default_rng(seed)
    y = np.arange(samples) % 2
    angle = np.pi * rng.uniform(0, 1, samples)
    upper = np.array([np.cos(angle), np.sin(angle)])
    lower = np.array([[1.0], [0.5]]) - upper
    x = np.where(y == 0, upper, lower)
    return x + noise * rng.standard_normal((2, samples)), y


x, y = moons(200, noise=0.1, seed=3)
colors = np.array(["tab:blue", "tab:orange"])


def draw_moons(x, y):
    figure, ax = plt.subplots()
    ax.scatter(*x, s=12, color=colors[y])
    ax.set(xlabel="x₁", ylabel="x₂")
    return ax


draw_moons(x, y)
plt.show()

# %% [markdown]
# ## One neuron {#one-neuron}
#
# Score, sigmoid, cross-entropy, and their gradient: *what you said minus what came true*, times the input.

# %% name="one-neuron"
def sigmoid(s):
    return 1 / (1 + np.exp(-s))


def cross_entropy(s, y):
    return np.mean(np.log1p(np.exp(-np.abs(s))) + np.maximum(s, 0) - y * s)


w, b = np.zeros(2), 0.0
for n in range(500):
    s = w @ x + b
    error = (sigmoid(s) - y) / len(y)
    w = w - 1.0 * (x @ error)
    b = b - 1.0 * error.sum()
s = w @ x + b
right = ((s > 0) == y).sum()
print("loss %.4f, right: %d of %d" % (cross_entropy(s, y), right, len(y)))

# %% name="one-line" alt="The two crescents with a straight border between a blue and an orange area; the tips of both crescents lie on the wrong side."
def draw_areas(ax, score):
    """Colour the plane by the sign of a score."""
    x1, x2 = np.meshgrid(np.linspace(-1.6, 2.6, 61), np.linspace(-1.2, 1.7, 61))
    heights = score(np.array([x1.ravel(), x2.ravel()])).reshape(61, 61)
    levels = [-np.inf, 0, np.inf]
    ax.contourf(x1, x2, heights, levels, colors=colors, alpha=0.25, zorder=0)


ax = draw_moons(x, y)
draw_areas(ax, lambda points: w @ points + b)
plt.show()

# %% [markdown]
# ## A network {#network}
#
# Samples lie in columns, the signals of each layer end with a row of ones, and the last column of each matrix of weights holds the biases. Forwards and backwards are those of the lesson on [backpropagation](../lessons/backpropagation.md).

# %% name="network"
def with_ones(signals):
    return np.vstack([signals, np.ones(signals.shape[1])])


def start(sizes, seed):
    rng = np.random.default_rng(seed)
    layers = []
    for inputs, outputs in zip(sizes[:-1], sizes[1:]):
        weights = rng.standard_normal((outputs, inputs)) / np.sqrt(inputs)
        layers.append(np.hstack([weights, np.zeros((outputs, 1))]))
    return layers


def forward(layers, x):
    signals = [with_ones(x)]
    for weights in layers[:-1]:
        signals.append(with_ones(np.tanh(weights @ signals[-1])))
    return signals, (layers[-1] @ signals[-1])[0]


def gradients(layers, x, y):
    signals, s = forward(layers, x)
    delta = ((sigmoid(s) - y) / len(y)).reshape(1, -1)
    found = []
    for weights, signal in zip(reversed(layers), reversed(signals)):
        found.append(delta @ signal.T)
        delta = weights[:, :-1].T @ delta * (1 - signal[:-1] ** 2)
    return found[::-1]


layers = start((2, 8, 8, 1), seed=1)
print([weights.shape for weights in layers])

# %% [markdown]
# ## Predict {#predict}

# %% [markdown] role="question"
# ### How many dials? {#dials}
#
# How many weights and biases does this network, `2-8-8-1`, have in all?

# %% name="dials" predict="number" answer="count"
count = sum(weights.size for weights in layers)
count

# %% [markdown] role="question"
# ### From zero {#from-zero}
#
# We set all weights and biases to zero and train for three hundred updates. What will the loss do?

# %% name="from-zero" predict="choice" choices="Fall as it does from random weights|Fall, but more slowly|Stay where it is|Grow" answer="2 if abs(last - first) < 0.001 else 3 if last > first else 1 if last > 0.1 else 0"
layers = [np.zeros(weights.shape) for weights in start((2, 8, 8, 1), seed=1)]
first = cross_entropy(forward(layers, x)[1], y)
for n in range(300):
    layers = [w - 1.0 * g for w, g in zip(layers, gradients(layers, x, y))]
last = cross_entropy(forward(layers, x)[1], y)
print(first, last)

# %% [markdown]
# ## Training {#training}
#
# Now from random weights, by plain gradient descent. The loop is still that of the first descent; only `t` has become a list of matrices.

# %% name="training" alt="The loss on a logarithmic scale over six hundred epochs: it falls, is nearly level for a while, and then falls quickly."
layers = start((2, 8, 8, 1), seed=1)
lr, history = 0.5, []
for n in range(600):
    history.append(layers)
    layers = [w - lr * g for w, g in zip(layers, gradients(layers, x, y))]

losses = [cross_entropy(forward(layers, x)[1], y) for layers in history]
s = forward(history[-1], x)[1]
print("loss %.4f, right: %d of %d" % (losses[-1], ((s > 0) == y).sum(), len(y)))
figure, ax = plt.subplots()
ax.plot(losses)
ax.set(yscale="log", xlabel="epoch", ylabel="loss")
plt.show()

# %% name="moments" alt="Three pictures of the crescents: at the start the border has nothing to do with the classes, after a hundred epochs it is nearly a straight line, at the end it winds between the crescents."
for epoch in [0, 100, 599]:
    ax = draw_moons(x, y)
    draw_areas(ax, lambda points: forward(history[epoch], points)[1])
    ax.set_title("epoch %d" % epoch)
plt.show()

# %% [markdown]
# ## Weights that move {#weights}
#
# Each line is a weight or a bias of the first layer.

# %% name="weights" alt="Curves of the weights and biases of the first layer over the epochs: most change little, but two move far away, one upwards and one downwards; later all become nearly level."
first_layer = np.array([layers[0] for layers in history])
figure, ax = plt.subplots()
in_weights = first_layer[:, :, :2].reshape(len(history), -1)
ax.plot(in_weights, color="tab:blue", linewidth=1)
ax.plot(first_layer[:, :, 2], color="tab:orange", linewidth=1)
ax.set(xlabel="epoch", ylabel="weights (blue), biases (orange)")
plt.show()

# %% [markdown]
# ## The same with gdlib {#gdlib}
#
# gdlib's network keeps all weights in one long array, so that every optimizer trains it. The data and the start are those of the lesson.

# %% name="gdlib"
import gdlib

data = gdlib.two_moons(200, noise=0.1, seed=1)
network = gdlib.Network((2, 8, 8, 1))
objective = network.objective(*data)
loss, gradient, beginning = objective.loss, objective.gradient, network.start(seed=1)
runs = {}
for name, lr, rule in [
    ("descent", 0.5, gdlib.GradientDescent()),
    ("momentum", 0.3, gdlib.Momentum()),
    ("Adam", 0.03, gdlib.Adam()),
]:
    run = gdlib.record(loss, gradient, beginning, lr=lr, steps=200, rule=rule)
    runs[name] = run
    right = ((network.outputs(run.t[-1], data.x) > 0) == data.y).sum()
    print("%s, loss: %.4f, right: %d" % (name, run.loss[-1], right))

# %% name="gdlib-losses" alt="The losses of three trainings on a logarithmic scale: momentum falls fastest, then Adam, plain descent last."
from gdlib import plots

figure, ax = plt.subplots()
plots.plot_losses(runs, ax, lang="en")
plt.show()

# %% name="film" alt="Animation: the border between the two areas turns, straightens, bends, and winds between the crescents."
figure, ax = plt.subplots(layout="constrained")
run = runs["Adam"][:101]
film = plots.animate_boundary(run, network.outputs, data, ax, frames=11, lang="en")
plt.close()
film

# %% [markdown]
# ## Samples kept aside {#held-out}
#
# Few points, much noise, a larger network. Only the loss on samples that were never used for training, here the validation data, tells the truth.

# %% name="held-out" alt="Two curves over the epochs: the loss on the training samples falls to zero, the loss on the samples kept aside falls at first and then rises far above its lowest value."
few = gdlib.two_moons(40, noise=0.3, seed=1)
held = gdlib.two_moons(1000, noise=0.3, seed=100)
large = gdlib.Network((2, 16, 16, 1))
seen, unseen = large.objective(*few), large.objective(*held)
rule, beginning = gdlib.Adam(), large.start(seed=1)
run = gdlib.record(seen.loss, seen.gradient, beginning, lr=0.03, steps=300, rule=rule)
held_losses = [unseen.loss(t) for t in run.t]
print("lowest: %.3f at epoch %d" % (min(held_losses), np.argmin(held_losses)))
print("at the end: %.3f" % held_losses[-1])

figure, ax = plt.subplots()
ax.plot(run.loss, label="training data")
ax.plot(held_losses, label="validation data")
ax.set(xlabel="epoch", ylabel="loss")
ax.legend()
plt.show()

# %% [markdown]
# Try other numbers of samples, other noise, `gdlib.AdamW(decay=1.0)` in place of Adam. When do the two curves part?
#
# ## Exercises {#exercises}

# %% [markdown] exercise="cross-entropy" role="task"
# ### Cross-entropy that survives {#ex-cross-entropy}
#
# This cross-entropy is right on paper, and fails for large scores. Write it so that it works for every score. (It is for one score and one class, `0` or `1`.)

# %% exercise="cross-entropy" role="starter"
import math


def surprise(s, y):
    p = 1 / (1 + math.exp(-s))
    return -math.log(p) if y == 1 else -math.log(1 - p)


surprise(0.0, 1), surprise(2.0, 0)

# %% [markdown] exercise="cross-entropy" role="hint"
# For class one it is `log(1 + exp(-s))`, for class zero `log(1 + exp(s))`. Only one of them can overflow, and you know when.

# %% [markdown] exercise="cross-entropy" role="hint"
# Let `z` be the score, with its sign changed for class one: then both are `log(1 + exp(z))`.

# %% [markdown] exercise="cross-entropy" role="hint"
# For a positive `z`, take `exp(z)` out of the logarithm: `log(1 + exp(z)) = z + log(1 + exp(-z))`.

# %% exercise="cross-entropy" role="check"
forbid("gdlib", "binary_cross_entropy", "cross_entropy", why="Write it in your own words: no ready-made function this time.")
expect("surprise(0.0, 1)", 0.6931471805599453, why="Fifty-fifty costs the logarithm of two.")
expect("surprise(2.0, 0)", 2.1269280110429727, why="Sure of class one, and it was zero.")
expect("surprise(1000.0, 0)", 1000.0, why="Sure and wrong: the surprise grows with the score.")
expect("surprise(-1000.0, 1)", 1000.0, why="Sure and wrong: the surprise grows with the score.")
expect("surprise(1000.0, 1)", 0.0, why="Sure and right: no surprise.")

# %% exercise="cross-entropy" role="solution"
import math


def surprise(s, y):
    z = -s if y == 1 else s
    return max(z, 0.0) + math.log1p(math.exp(-abs(z)))


surprise(0.0, 1), surprise(2.0, 0)

# %% [markdown] exercise="good-start" role="task"
# ### A good start {#ex-good-start}
#
# Signals run through twenty layers of a hundred neurons each, without biases or activations. They should come out about as large as they went in. Choose `spread`, the standard deviation of the weights.

# %% exercise="good-start" role="starter"
def size_after(spread, layers=20, neurons=100, seed=0):
    rng = np.random.default_rng(seed)
    signals = rng.standard_normal((neurons, 200))
    for _ in range(layers):
        signals = spread * rng.standard_normal((neurons, neurons)) @ signals
    return signals.std()


spread = 1.0  # yours
size_after(spread)

# %% [markdown] exercise="good-start" role="hint"
# Each neuron adds up a hundred products. Variances of independent numbers add up as well.

# %% [markdown] exercise="good-start" role="hint"
# The variance has to be one hundredth. The standard deviation is its root.

# %% exercise="good-start" role="check"
expect_between("spread", 0.09, 0.11, why="The variance of a sum of n products is n times the variance of one.")

# %% exercise="good-start" role="solution"
def size_after(spread, layers=20, neurons=100, seed=0):
    rng = np.random.default_rng(seed)
    signals = rng.standard_normal((neurons, 200))
    for _ in range(layers):
        signals = spread * rng.standard_normal((neurons, neurons)) @ signals
    return signals.std()


spread = 1 / np.sqrt(100)
size_after(spread)

# %% [markdown] exercise="stop-in-time" role="task"
# ### Stop in time {#ex-stop-in-time}
#
# Losses on samples kept aside come in one after another. Stop when `patience` of them in a row have brought no new lowest value, and return the epoch of the lowest so far, counted from zero. If that never happens, return the epoch of the lowest of all.

# %% exercise="stop-in-time" role="starter"
def best_epoch(losses, patience):
    best = 0
    # go through the losses; when to stop?
    return best


best_epoch([0.9, 0.5, 0.4, 0.45, 0.41, 0.5, 0.2], patience=3)

# %% [markdown] exercise="stop-in-time" role="hint"
# `for epoch, loss in enumerate(losses):` gives both.

# %% [markdown] exercise="stop-in-time" role="hint"
# If the loss is lower than `losses[best]`, this epoch is the best. Otherwise compare `epoch - best` with `patience`.

# %% exercise="stop-in-time" role="check"
expect("best_epoch([0.9, 0.5, 0.4, 0.45, 0.41, 0.5, 0.2], 3)", 2, why="After three epochs without a new lowest value it is time to stop; the last loss is never seen.")
expect("best_epoch([0.9, 0.5, 0.4, 0.45, 0.41, 0.5, 0.2], 4)", 6, why="With more patience the last loss is seen.")
expect("best_epoch([3.0, 2.0, 1.0], 5)", 2, why="If it falls to the end, the last is the best.")
expect("best_epoch([1.0, 2.0, 3.0], 1)", 0, why="If the first is the best, return 0.")

# %% exercise="stop-in-time" role="solution"
def best_epoch(losses, patience):
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best = epoch
        elif epoch - best >= patience:
            break
    return best


best_epoch([0.9, 0.5, 0.4, 0.45, 0.41, 0.5, 0.2], patience=3)

# %% [markdown]
# You have written all of it now: the loss, its gradient, the update, and the network that they train. Whether a descent is *sure* to arrive is the subject of [convergence theory](../lessons/convergence.md).
