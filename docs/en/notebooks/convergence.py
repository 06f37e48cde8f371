# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # Convergence theory {#convergence-notebook}
#
# The theorems of [the lesson](../lessons/convergence.md), checked with numbers: what they promise, and what a run really does.

# %% name="imports"
import math

import matplotlib.pyplot as plt
import numpy as np

import gdlib

# %% [markdown]
# ## The ceiling {#ceiling}
#
# The descent lemma says that the loss never rises above the parabola of curvature $L$ that touches it where we stand. For the wavy bowl the largest curvature is `1.2`, since its second derivative is `1/5 + cos(y - t)`.

# %% name="ceiling" alt="The wavy loss, and above it a dashed parabola that touches it at t = −2 and lies above it everywhere else."
hills = gdlib.landscape("wavy")
smoothness = 1.2
u = -2.0
ts = np.linspace(-8, 14, 400)
ceiling = hills.loss(u) + hills.gradient(u) * (ts - u) + smoothness / 2 * (ts - u) ** 2

figure, ax = plt.subplots()
ax.plot(ts, [hills.loss(t) for t in ts], label="loss")
ax.plot(ts, ceiling, "--", label="ceiling")
ax.plot(u, hills.loss(u), "o")
ax.set(ylim=(-2, 25), xlabel="parameter t", ylabel="loss function E")
ax.legend()
plt.show()

# %% [markdown]
# The lowest point of the ceiling is where an update with $\eta = 1/L$ leads: so the loss there is at most the ceiling's own minimum. Here are both, for many starts at once:

# %% name="drop"
starts = np.linspace(-10, 20, 301)
before = np.array([hills.loss(t) for t in starts])
slopes = np.array([hills.gradient(t) for t in starts])
after = np.array([hills.loss(t) for t in starts - slopes / smoothness])
promised = before - slopes**2 / (2 * smoothness)
bool((after <= promised + 1e-12).all())

# %% [markdown]
# ## The factor {#factor}
#
# On a bowl of condition number $\kappa$ each update leaves at most $1 - 1/\kappa$ times the squared distance.

# %% name="factor" alt="Squared distance over a hundred updates on a logarithmic scale: three falling lines, the promised bound the highest, the best rate the lowest."
kappa = 25.0
valley = gdlib.bowl(kappa)
updates = 100
slow = gdlib.record(valley.loss, valley.gradient, valley.start, lr=1 / kappa, steps=updates)
fast = gdlib.record(valley.loss, valley.gradient, valley.start, lr=2 / (kappa + 1), steps=updates)


def squared_distances(run):
    return [x * x + y * y for x, y in run.t]


bound = [(1 - 1 / kappa) ** n * squared_distances(slow)[0] for n in range(updates + 1)]

figure, ax = plt.subplots()
ax.plot(bound, "--", label="promised")
ax.plot(squared_distances(slow), label="$\\eta = 1/L$")
ax.plot(squared_distances(fast), label="$\\eta = 2/(L + \\mu)$")
ax.set(yscale="log", xlabel="iteration n", ylabel="squared distance")
ax.legend()
plt.show()

# %% [markdown]
# ## Predict {#predict}

# %% [markdown] role="question"
# ### A narrower bowl {#narrower}
#
# With $\eta = 1/L$ we count the updates until the distance is a hundredth of what it was. The bowl becomes twice as narrow: $\kappa$ goes from `25` to `50`. How does the number of updates change?

# %% name="twice-as-narrow" predict="choice" choices="Hardly at all|By half as much again|It about doubles|It about quadruples" answer="0 if ratio < 1.2 else 1 if ratio < 1.7 else 2 if ratio < 2.5 else 3"
def updates_needed(kappa):
    surface = gdlib.bowl(kappa)
    t, n = (1.0, 1.0), 0
    while math.hypot(*t) > 0.01 * math.sqrt(2):
        grad = surface.gradient(t)
        t = (t[0] - grad[0] / kappa, t[1] - grad[1] / kappa)
        n = n + 1
    return n


narrow, narrower = updates_needed(25.0), updates_needed(50.0)
ratio = narrower / narrow
print(narrow, narrower)

# %% [markdown] role="question"
# ### How low does the noise let us go? {#floor}
#
# A gradient with noise comes down to a floor. If the learning rate is halved, what happens to the average squared distance there?

# %% name="noise-floor" predict="choice" choices="It stays the same|It is about halved|It falls to about a quarter|It grows" answer="0 if 0.8 < ratio_of_floors < 1.25 else 1 if 0.35 < ratio_of_floors < 0.65 else 2 if ratio_of_floors < 0.35 else 3"
def floor_of(lr, steps=20_000):
    rng = np.random.default_rng(1)
    noise = rng.standard_normal(steps)
    t, total = 0.0, 0.0
    for n in range(steps):
        t = t - lr * (t + noise[n])  # the gradient of t²/2, and noise
        total = total + t * t
    return total / steps


high, low = floor_of(0.1), floor_of(0.05)
ratio_of_floors = low / high
print(round(high, 4), round(low, 4))

# %% [markdown]
# ## Exercises {#exercises}

# %% [markdown] exercise="drop" role="task"
# ### The guaranteed drop {#ex-drop}
#
# Write what the descent lemma guarantees: by how much at least one update with the learning rate `lr` lowers an `L`-smooth loss where the gradient is `grad`.

# %% exercise="drop" role="starter"
def guaranteed_drop(grad, lr, L):
    return 0.0  # your formula goes here


guaranteed_drop(2.0, 0.5, 1.0)

# %% [markdown] exercise="drop" role="hint"
# Put `v = u - lr * grad` into the lemma: what stands before the square of the gradient?

# %% [markdown] exercise="drop" role="hint"
# The factor is `lr * (1 - L * lr / 2)`.

# %% exercise="drop" role="check"
expect("guaranteed_drop(2.0, 0.5, 1.0)", 1.5, why="The factor before the squared gradient is lr (1 - L lr / 2).")
expect("guaranteed_drop(3.0, 1.0, 1.0)", 4.5, why="With lr = 1/L it is the square divided by 2 L.")
expect("guaranteed_drop(3.0, 2.0, 1.0)", 0.0, why="At the limit nothing is guaranteed.")
expect("guaranteed_drop(-1.0, 0.25, 2.0)", 0.1875, why="Does L stand in your formula, and the square of the gradient?")

# %% exercise="drop" role="solution"
def guaranteed_drop(grad, lr, L):
    return lr * (1 - L * lr / 2) * grad**2


guaranteed_drop(2.0, 0.5, 1.0)

# %% [markdown] exercise="best-rate" role="task"
# ### The best rate {#ex-best-rate}
#
# Find the best learning rate of a bowl by trying. `worst_factor(lr, mu, L)` tells by what the slower of its two axes multiplies the distance. Return the rate among `rates` for which that is smallest.

# %% exercise="best-rate" role="starter"
def worst_factor(lr, mu, L):
    return max(abs(1 - lr * mu), abs(1 - lr * L))


def best_rate(rates, mu, L):
    return rates[0]  # find it


best_rate([k / 1000 for k in range(1, 1000)], mu=1.0, L=9.0)

# %% [markdown] exercise="best-rate" role="hint"
# Go through all rates and keep the one whose factor is the smallest so far.

# %% [markdown] exercise="best-rate" role="hint"
# `min` takes a function: `min(rates, key=lambda lr: worst_factor(lr, mu, L))`.

# %% exercise="best-rate" role="check"
expect("best_rate([k / 1000 for k in range(1, 1000)], 1.0, 9.0)", 0.2, why="Theory says 2 / (L + mu).")
expect("best_rate([k / 1000 for k in range(1, 1000)], 1.0, 3.0)", 0.5, why="Both axes count: take the larger factor, and make that small.")
expect("best_rate([0.05, 0.08], 1.0, 19.0)", 0.08, why="Only the given rates are candidates.")

# %% exercise="best-rate" role="solution"
def worst_factor(lr, mu, L):
    return max(abs(1 - lr * mu), abs(1 - lr * L))


def best_rate(rates, mu, L):
    return min(rates, key=lambda lr: worst_factor(lr, mu, L))


best_rate([k / 1000 for k in range(1, 1000)], mu=1.0, L=9.0)
