# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # Mini-batches {#mini-batches}
#
# The lesson on [mini-batches](../lessons/mini-batches.md), as a program. We deal out days like cards, measure how wrong the estimates from a few of them are, find the noise floor, and lower it by a schedule.

# %% name="data"
import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(3)
x = rng.uniform(-3, 3, 64)  # degrees warmer than usual
y = 2 * x + 1 + rng.standard_normal(64)  # cups more than usual, in tens
N = len(x)

# %% [markdown]
# ## A gradient from some of the days {#some}
#
# `rows` says which days to look at. The gradient of the full loss is the mean over all rows.

# %% name="gradient"
def loss(t):
    return np.mean(0.5 * (y - (t[0] * x + t[1])) ** 2)


def gradient_on(t, rows):
    r = y[rows] - (t[0] * x[rows] + t[1])
    return -np.array([np.mean(r * x[rows]), np.mean(r)])


start = np.zeros(2)
full = gradient_on(start, np.arange(N))
each = np.array([gradient_on(start, [i]) for i in range(N)])
print(np.round(full, 6))
print(np.round(each.mean(axis=0), 6))  # the mean of the single ones

# %% name="wishes" alt="A fan of thin lines from the origin, one for each day, and a thick red line, their mean, to the right."
figure, ax = plt.subplots()
for in_w, in_b in -each:
    ax.plot([0, in_w], [0, in_b], color="tab:blue", linewidth=0.7)
ax.plot([0, -full[0]], [0, -full[1]], color="red", linewidth=3)
ax.set(xlabel="w", ylabel="b")
plt.show()

# %% [markdown]
# ## How wrong is a guess? {#variance}
#
# The variance of single days, and that of batches: once drawn and put back (with replacement), once dealt out (without). The formulas stand beside them.

# %% name="variance"
variance = np.mean(np.sum((each - full) ** 2, axis=1))
rng = np.random.default_rng(1)
print("%d %.3f" % (1, variance))
for size in [2, 4, 8, 16, 32]:
    drawn = np.array([each[rng.integers(N, size=size)].mean(axis=0) for _ in range(4000)])
    dealt = np.array([each[rng.permutation(N)[:size]].mean(axis=0) for _ in range(4000)])
    by_drawing = np.mean(np.sum((drawn - full) ** 2, axis=1))
    by_dealing = np.mean(np.sum((dealt - full) ** 2, axis=1))
    print("%d %.3f (%.3f), " % (size, by_drawing, variance / size), end="")
    print("%.3f (%.3f)" % (by_dealing, variance / size * (N - size) / (N - 1)))

# %% [markdown]
# ## The loop {#loop}
#
# Shuffle, deal out, update with each batch; then shuffle again.

# %% name="loop"
def train(size, epochs, lr=0.1, seed=1):
    rng = np.random.default_rng(seed)
    t, path, n = np.zeros(2), [np.zeros(2)], 0
    for epoch in range(epochs):
        order = rng.permutation(N)
        for first in range(0, N, size):
            rate = lr(n) if callable(lr) else lr
            t = t - rate * gradient_on(t, order[first : first + size])
            path.append(t)
            n = n + 1
    return np.array(path)


for size in [1, 8, 64]:
    path = train(size, epochs=20)
    w, b = path[-1]
    print("%d: %d updates, w=%.3f, b=%.3f" % (size, len(path) - 1, w, b))

# %% name="paths" alt="Three paths from the origin over weight and bias. Batches of one end in a wide cloud, batches of eight in a small one, the full batch is a smooth curve."
figure, axes = plt.subplots(3, 1, figsize=(4.4, 9), sharex=True, sharey=True)
for ax, (size, epochs) in zip(axes, [(1, 3), (8, 20), (64, 20)]):
    path = train(size, epochs)
    ax.plot(path[:, 0], path[:, 1], ".-", linewidth=0.7, markersize=3)
    ax.set(ylabel="b", title="B = %d" % size)
axes[-1].set_xlabel("w")
plt.show()

# %% [markdown] role="question"
# ### Batches in an epoch {#batches-in-an-epoch}
#
# Sixty days are dealt out in batches of eight. How many updates does an epoch make?

# %% name="updates-in-an-epoch" predict="number" answer="updates"
updates = 0
for first in range(0, 60, 8):
    updates = updates + 1
updates

# %% [markdown]
# The last batch of the epoch is smaller. It counts all the same: otherwise some days would be lost in every epoch.
#
# ## Over epochs {#epochs}
#
# An epoch costs the same number of example gradients for every batch size, so that is the fair axis here.

# %% name="over-epochs" alt="The loss above the lowest over twenty epochs for batches of one, eight and sixty-four, on a logarithmic scale: fast and noisy, fast and less noisy, slow and smooth."
best = np.polyfit(x, y, 1)
lowest = loss(best)
figure, ax = plt.subplots()
for size in [1, 8, 64]:
    losses = np.array([loss(t) for t in train(size, epochs=20)])
    when = np.arange(len(losses)) * size / N
    ax.plot(when, losses - lowest, linewidth=0.8, label="B = %d" % size)
ax.set(yscale="log", xlabel="epoch", ylabel="E − %.3f" % lowest)
ax.legend()
plt.show()

# %% [markdown]
# ## The noise floor {#floor}
#
# One number `t`, to become the mean of all `y`. Two thousand descents at once, each with days of its own, drawn and put back; the mean of their squared distances comes to rest at $\frac{\eta}{2 - \eta}\,\frac{\sigma^2}{B}$.

# %% name="floor"
def measured_floor(lr, size, steps=300, runs=2000):
    rng = np.random.default_rng(2)
    t = np.full(runs, 5.0)
    for _ in range(steps):
        drawn = y[rng.integers(N, size=(size, runs))]
        t = t - lr * (t - drawn.mean(axis=0))
    return np.mean((t - y.mean()) ** 2)


def floor(lr, size):
    return lr / (2 - lr) * y.var() / size


for lr, size in [(0.2, 1), (0.1, 1), (0.05, 1), (0.1, 8)]:
    measured = measured_floor(lr, size)
    print("%.2f, %d: %.3f (%.3f)" % (lr, size, measured, floor(lr, size)))

# %% [markdown] role="question"
# ### Four times the batch, twice the rate {#four-and-two}
#
# The batch becomes four times as large and the rate twice as large. What happens to the noise floor?

# %% name="four-and-two" predict="choice" choices="It falls|It stays where it is|It rises" answer="0 if after < 0.9 * before else 2 if after > 1.1 * before else 1"
before = measured_floor(0.1, 2)
after = measured_floor(0.2, 8)
print("%.3f %.3f" % (before, after))

# %% [markdown]
# ## Schedules {#schedules}
#
# A schedule is a function of the iteration. Each one below starts with the same rate; what is compared is the end, averaged over ten seeds.

# %% name="schedules"
steps = 20 * N
schedules = {
    "constant": lambda n: 0.1,
    "1/n": lambda n: 0.1 / (1 + 0.02 * n),
    "step": lambda n: 0.1 * 0.3 ** (n // (steps // 4)),
    "cosine": lambda n: 0.05 * (1 + np.cos(np.pi * n / steps)),
}
for name, schedule in schedules.items():
    ends = [train(1, epochs=20, lr=schedule, seed=seed)[-1] for seed in range(10)]
    print("%-8s %.6f" % (name, np.mean([loss(t) for t in ends]) - lowest))

# %% [markdown]
# ## What a gradient costs {#cost}
#
# Time depends on the machine. The figure below is that of the machine that built this page; run the cell to see yours. A larger problem than the kiosk's shows it better: four thousand examples with sixty-four inputs each.

# %% name="cost" alt="The time for one gradient over the batch size, both axes logarithmic: nearly level for small batches, rising in proportion for large ones; and the time for each example, which falls at first and then becomes level."
from time import perf_counter

rng = np.random.default_rng(0)
inputs, targets = rng.normal(size=(4096, 64)), rng.normal(size=4096)
weights = np.zeros(64)


def seconds(size, rounds=5, repeats=100):
    times = []
    for _ in range(rounds):
        began = perf_counter()
        for _ in range(repeats):
            part = inputs[:size]
            (part @ weights - targets[:size]) @ part / size
        times.append((perf_counter() - began) / repeats)
    return min(times)  # something held up the others


sizes = 2 ** np.arange(13)
times = np.array([seconds(size) for size in sizes])
figure, ax = plt.subplots()
ax.plot(sizes, 1e6 * times, "o-", label="one gradient")
ax.plot(sizes, 1e6 * times / sizes, "o--", label="for each example")
ax.set(xscale="log", yscale="log", xlabel="B", ylabel="µs")
ax.legend()
plt.show()

# %% [markdown]
# Where the upper curve is level, a larger batch is nearly free. Where the lower one has become level, it saves nothing any more.
#
# ## The same with gdlib {#gdlib}
#
# `minibatch_gradient` makes a gradient function that looks at different days with each call, so that `record` and every optimizer can use it. The days are the very same.

# %% name="gdlib"
import gdlib

days = gdlib.noisy_line(64, w=2.0, b=1.0, noise=1.0, seed=3)
print(np.allclose(days.x, x), np.allclose(days.y, y))

objective = gdlib.linear_regression(*days)
for size in [1, 8, 64]:
    gradient = gdlib.minibatch_gradient(objective, size, seed=1)
    steps = 20 * N // size
    schedule = gdlib.WarmUp(gdlib.Cosine(0.1, steps=steps), steps=2)
    run = gdlib.record(objective.loss, gradient, start, lr=schedule, steps=steps)
    print("%d: %.6f" % (size, run.loss[-1] - lowest))

# %% [markdown]
# A schedule that ends at zero is a gift for noisy descents. For the full batch, which has no noise, it only shortens the way.
#
# ## Exercises {#exercises}

# %% [markdown] exercise="deal" role="task"
# ### Deal them out {#ex-deal}
#
# Return a list of batches, each an array of at most `size` entries of `order`, in that order. No entry may be lost, even if the last batch is smaller.

# %% exercise="deal" role="starter"
def deal(order, size):
    batches = []
    for k in range(len(order) // size):
        batches.append(order[k * size : (k + 1) * size])
    return batches


deal(np.arange(10), 4)

# %% [markdown] exercise="deal" role="hint"
# `10 // 4` is `2`: two batches of four, and where are the other two entries?

# %% [markdown] exercise="deal" role="hint"
# `range(0, len(order), size)` gives the first place of every batch. A slice that reaches beyond the end is simply shorter.

# %% exercise="deal" role="check"
expect("[list(batch) for batch in deal(np.arange(10), 4)]", [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]], why="The last batch holds what is left.")
expect("[len(batch) for batch in deal(np.arange(64), 8)]", [8, 8, 8, 8, 8, 8, 8, 8], why="If it comes out even, no empty batch follows.")
expect("[list(batch) for batch in deal(np.array([5, 3, 9]), 1)]", [[5], [3], [9]], why="Keep the order.")
expect("[len(batch) for batch in deal(np.arange(5), 8)]", [5], why="A batch may be smaller than its size.")

# %% exercise="deal" role="solution"
def deal(order, size):
    return [order[first : first + size] for first in range(0, len(order), size)]


deal(np.arange(10), 4)

# %% [markdown] exercise="mean" role="task"
# ### The running mean {#ex-mean}
#
# Start at `t = 0` and go through `y` once, one value at a time, with the rate `1 / (n + 1)` at the `n`-th value. Leave the result in `t`.

# %% exercise="mean" role="starter"
t = 0.0
for n in range(N):
    grad = 0.0  # the gradient of ½(y[n] − t)² in t
    t = t - grad
t

# %% [markdown] exercise="mean" role="hint"
# The gradient of $\frac{1}{2}(y_n - t)^2$ is `t - y[n]`.

# %% [markdown] exercise="mean" role="hint"
# Multiply it by the rate, `1 / (n + 1)`, before you subtract it.

# %% exercise="mean" role="check"
forbid("mean", "sum", "average", why="The descent itself has to find the mean.")
expect("t", 1.0838756773692895, why="With this rate the descent is the running mean of the values.")

# %% exercise="mean" role="solution"
t = 0.0
for n in range(N):
    grad = t - y[n]
    t = t - grad / (n + 1)
t

# %% [markdown] exercise="warm-up" role="task"
# ### Warm up, then cool down {#ex-warm-up}
#
# Write a schedule. In the first `warm` iterations it rises in equal steps, from `lr / warm` at `n = 0` to `lr` at `n = warm - 1`. From `n = warm` on it follows half a cosine wave, from `lr` down to `0` at `n = steps`.

# %% exercise="warm-up" role="starter"
def rate(n, lr=0.1, warm=10, steps=100):
    return lr  # your formulas go here


[rate(n) for n in (0, 9, 10, 55, 100)]

# %% [markdown] exercise="warm-up" role="hint"
# `if n < warm:` return `lr * (n + 1) / warm`.

# %% [markdown] exercise="warm-up" role="hint"
# Afterwards the progress is `(n - warm) / (steps - warm)`, and the rate `lr * (1 + np.cos(np.pi * progress)) / 2`.

# %% exercise="warm-up" role="check"
expect("rate(0)", 0.01, why="The first rate is lr / warm, not 0.")
expect("rate(9)", 0.1, why="At n = warm − 1 the full rate is reached.")
expect("rate(10)", 0.1, why="The cosine starts at n = warm, not at 0.")
expect("rate(55)", 0.05, why="Half-way down the wave, the rate is a half.")
expect("rate(100)", 0.0, why="At n = steps it is 0.")

# %% exercise="warm-up" role="solution"
def rate(n, lr=0.1, warm=10, steps=100):
    if n < warm:
        return lr * (n + 1) / warm
    progress = (n - warm) / (steps - warm)
    return lr * (1 + np.cos(np.pi * progress)) / 2


[rate(n) for n in (0, 9, 10, 55, 100)]

# %% [markdown] exercise="repair" role="task"
# ### Repair the shuffling {#ex-repair}
#
# This training runs without an error, and yet it never finds the line. Find out what the shuffling does to the data, and repair it.

# %% exercise="repair" role="starter"
def fitted(epochs=20, size=8, lr=0.1):
    rng = np.random.default_rng(0)
    t = np.zeros(2)
    for epoch in range(epochs):
        inputs, targets = rng.permutation(x), rng.permutation(y)
        for first in range(0, N, size):
            part = slice(first, first + size)
            r = targets[part] - (t[0] * inputs[part] + t[1])
            t = t + lr * np.array([np.mean(r * inputs[part]), np.mean(r)])
    return t


np.round(fitted(), 2)

# %% [markdown] exercise="repair" role="hint"
# After the shuffling, does `targets[0]` still belong to `inputs[0]`?

# %% [markdown] exercise="repair" role="hint"
# Shuffle the *numbers of the days* once, `order = rng.permutation(N)`, and take `x[order]` and `y[order]`.

# %% exercise="repair" role="check"
expect_between("fitted()[0]", 1.9, 2.2, why="The weight should be about 2: inputs and targets have to stay together.")
expect_between("fitted()[1]", 0.85, 1.15, why="The bias should be about 1.")

# %% exercise="repair" role="solution"
def fitted(epochs=20, size=8, lr=0.1):
    rng = np.random.default_rng(0)
    t = np.zeros(2)
    for epoch in range(epochs):
        order = rng.permutation(N)
        inputs, targets = x[order], y[order]
        for first in range(0, N, size):
            part = slice(first, first + size)
            r = targets[part] - (t[0] * inputs[part] + t[1])
            t = t + lr * np.array([np.mean(r * inputs[part]), np.mean(r)])
    return t


np.round(fitted(), 2)

# %% [markdown]
# Less noise could also come from averaging over several steps. [From momentum to Adam](momentum-and-adam.py) shows how.
