# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # The learning rate {#learning-rate}
#
# The lesson on [the learning rate](../lessons/learning-rate.md), as a program: five kinds of run, a sweep over hundreds of rates, and both proofs checked with numbers. First in our own NumPy, then with gdlib.

# %% name="imports"
import matplotlib.pyplot as plt
import numpy as np

# %% [markdown]
# ## Five runs {#five-runs}
#
# The parabola of the lessons, with its target at `5.0`, and a descent that returns every `t` on its way.

# %% name="descent"
def loss(t):
    return 0.5 * (5.0 - t) ** 2


def gradient(t):
    return -(5.0 - t)


def descent(gradient, t, lr, steps):
    ts = [t]
    for n in range(steps):
        t = t - lr * gradient(t)
        ts.append(t)
    return np.array(ts)


for lr in [0.01, 0.5, 1.9, 2.0, 2.1]:
    print(lr, descent(gradient, -5.0, lr, 3))

# %% name="five-runs" alt="Five curves of t over the iterations. At 0.01 t hardly moves, at 0.5 it rises smoothly to 5, at 1.9 it swings around 5 in slowly shrinking swings, at 2 in equal ones, and at 2.1 in growing ones."
figure, axes = plt.subplots(5, 1, figsize=(4.4, 8), layout="constrained")
for ax, lr in zip(axes, [0.01, 0.5, 1.9, 2.0, 2.1]):
    ax.plot(descent(gradient, -5.0, lr, 20), ".-")
    ax.axhline(5.0, linestyle="--", color="gray", linewidth=1)
    ax.set(xticks=range(0, 21, 5), ylabel="t", title="learning rate %g" % lr)
axes[-1].set_xlabel("iteration")
plt.show()

# %% [markdown]
# ## One line explains them all {#factor}
#
# Each update should multiply the distance to the target by $1 - \eta$. Does it?

# %% name="factor"
for lr in [0.01, 0.5, 1.9, 2.0, 2.1]:
    distances = descent(gradient, -5.0, lr, 5) - 5.0
    print(lr, distances[1:] / distances[:-1])

# %% [markdown] role="question"
# ### One large step {#one-large-step}
#
# We stand at `t = -5.0`, the target is `5.0`, and the learning rate is `1.5`. Where does one update lead?

# %% name="one-large-step" predict="number" answer="t"
t = -5.0
t = t - 1.5 * gradient(t)
t

# %% [markdown] role="question"
# ### The twin {#twin}
#
# The rate `0.4` reaches some loss after ten updates. Among these four there is one other rate that reaches the very same loss. Which?

# %% name="twin" predict="choice" choices="0.8|1.2|1.6|1.9" answer="same.index(True)"
reached = loss(descent(gradient, -5.0, 0.4, 10)[-1])
same = []
for lr in [0.8, 1.2, 1.6, 1.9]:
    end = loss(descent(gradient, -5.0, lr, 10)[-1])
    same.append(bool(np.isclose(end, reached, rtol=1e-6)))
    print(lr, end, reached)

# %% [markdown]
# ## A sweep {#sweep}
#
# Now all rates at once. For each of two hundred and fifty-one we run the whole descent and keep only the loss at its end.

# %% name="sweep" alt="Loss after 5, 20 and 80 updates against the learning rate, the loss on a logarithmic scale. Three funnels with their deepest point at 1, alike on both sides, the narrower the fewer updates. All of them pass through a loss of 50 at 0 and at the dashed line at 2."
rates = np.linspace(0.0, 2.5, 251)
figure, ax = plt.subplots()
for steps in [5, 20, 80]:
    ends = [loss(descent(gradient, -5.0, lr, steps)[-1]) for lr in rates]
    ax.semilogy(rates, ends, label="after %d updates" % steps)
ax.axvline(2.0, linestyle="--", color="gray", linewidth=1)
ax.set(ylim=(1e-10, 1e6), xlabel="learning rate", ylabel="loss function E")
ax.legend()
plt.show()

# %% [markdown]
# More updates make the funnel wider and its walls steeper. The place where all curves meet does not move: it is the limit. And here are the twins again: the left half is the mirror image of the right one.
#
# ## Another curvature {#curvature}
#
# The same parabola, bent more sharply. Its slope is $L\,(t - 5)$.

# %% [markdown] role="question"
# ### Sharper {#sharper}
#
# Let $L = 4$. Which of these rates is the largest with which the run still converges?

# %% name="sharper" predict="choice" choices="0.2|0.4|0.6|1.9" answer="max(converging)"
def sharper(t):
    return 4.0 * (t - 5.0)


converging = []
for i, lr in enumerate([0.2, 0.4, 0.6, 1.9]):
    end = descent(sharper, -5.0, lr, 100)[-1]
    if abs(end - 5.0) < 0.01:
        converging.append(i)
    print(lr, end)

# %% [markdown]
# ## The descent lemma, with numbers {#lemma}
#
# For the wavy bowl the curvature is at most `1.2`. The lemma promises that an update lowers the loss by at least $\eta\,(1 - \eta L/2)\,g^2$. We try ten thousand pairs of a place and a rate below $2/L$.

# %% name="lemma"
def wavy(t):
    return 0.1 * (5.0 - t) ** 2 + 1 - np.cos(5.0 - t)


def wavy_gradient(t):
    return (t - 5.0) / 5 + np.sin(t - 5.0)


L = 1.2
rng = np.random.default_rng(0)
places = rng.uniform(-15, 25, 10_000)
below = rng.uniform(0, 2 / L, 10_000)
g = wavy_gradient(places)
fallen = wavy(places) - wavy(places - below * g)
promised = below * (1 - below * L / 2) * g**2
print(np.all(fallen >= promised - 1e-12))

# %% [markdown]
# Not one exception. And beyond the limit? There the lemma promises nothing, and some updates do climb. At how many of a thousand places does that happen, rate by rate?

# %% name="climbs" alt="Share of the places where an update climbs, against the learning rate. It is zero up to the dashed line at two over L and grows beyond it."
places = np.linspace(-15, 25, 1000)
g = wavy_gradient(places)
rates = np.linspace(0.05, 6, 120)
share = [np.mean(wavy(places - lr * g) > wavy(places) + 1e-12) for lr in rates]

figure, ax = plt.subplots()
ax.plot(rates, share)
ax.axvline(2 / L, linestyle="--", color="gray", linewidth=1)
ax.set(xlabel="learning rate", ylabel="share of places where an update climbs")
plt.show()

# %% [markdown]
# Just beyond $2/L$ only a few places are affected, but these lie around the minimum, where the loss bends most sharply, where every run wants to go. This run, with a rate of `2.0`, gets there and finds no rest:

# %% name="no-rest"
print(descent(wavy_gradient, -5.0, 2.0, 200)[-4:])

# %% [markdown]
# ## The same with gdlib {#gdlib}
#
# `sweep` runs one descent for each rate. `verdict` says what a run did, and where its limit lies.

# %% name="gdlib"
import gdlib

hill = gdlib.landscape("squared_error")
five = [0.01, 0.5, 1.9, 2.0, 2.1]
for run in gdlib.sweep(hill.loss, hill.gradient, -5.0, five):
    found = gdlib.verdict(run, hill)
    print("%5.2f  %-18s  %s" % (run.lr, found.kind, found.limit))

# %% [markdown]
# And the whole picture in one call. Instead of `"wavy"`, try `"huber"`, `"double_well"` or `"squared_error"` too.

# %% name="gdlib-sweep" alt="Loss after fifty updates on the wavy bowl against the learning rate. Level for most rates, which are caught in the first dip; a single deep valley just below the dashed line of the limit, where the run reaches the lowest point; beyond the line, restless and higher again."
from gdlib import plots

figure, ax = plt.subplots()
rates = np.geomspace(0.01, 6, 200)
hill = gdlib.landscape("wavy")
plots.plot_learning_rates(rates, ax, landscape=hill, lang="en")
plt.show()

# %% [markdown]
# ## Exercises {#exercises}
#
# Run shows what your code does; Check judges it.

# %% [markdown] exercise="limit" role="task"
# ### Find a limit by halving {#ex-limit}
#
# Somebody gives you a function `settles(lr)` that trains with this rate and says whether the run settled. Up to some limit it does, above it does not; `low` is below the limit and `high` above. Find the limit to four decimal places. Every try is expensive, so use no more than fifty: halve the interval again and again.

# %% exercise="limit" role="starter"
def limit_of(settles, low, high):
    # your loop goes here
    return high


def parabola_settles(lr):
    return abs(descent(gradient, -5.0, lr, 500)[-1] - 5.0) < 10.0


limit_of(parabola_settles, 0.1, 3.0)

# %% [markdown] exercise="limit" role="hint"
# Try the middle, `(low + high) / 2`. If it settles, the limit lies above it.

# %% [markdown] exercise="limit" role="hint"
# Then `low = middle`, otherwise `high = middle`. Thirty rounds make the interval a billion times smaller.

# %% exercise="limit" role="check"
expect("limit_of(lambda lr: lr < 0.7, 0.0, 2.0)", 0.7, why="The limit lies between the last rate that settles and the first that does not.", tolerance=1e-4)
expect("limit_of(lambda lr: lr < 0.05, 0.0, 8.0)", 0.05, why="Does your interval shrink from both sides?", tolerance=1e-4)
expect("limit_of(lambda lr: abs(descent(gradient, -5.0, lr, 500)[-1] - 5.0) < 10.0, 0.1, 3.0)", 2.0, why="The parabola has curvature 1.", tolerance=1e-3, given="descent gradient", shown="limit_of(parabola_settles, 0.1, 3.0)")
expect("(lambda tried: [limit_of(lambda lr: tried.append(lr) or lr < 0.7, 0.0, 2.0), len(tried) <= 50][1])([])", True, why="No more than fifty tries: halve the interval.")

# %% exercise="limit" role="solution"
def limit_of(settles, low, high):
    for n in range(30):
        middle = (low + high) / 2
        if settles(middle):
            low = middle
        else:
            high = middle
    return low


def parabola_settles(lr):
    return abs(descent(gradient, -5.0, lr, 500)[-1] - 5.0) < 10.0


limit_of(parabola_settles, 0.1, 3.0)

# %% [markdown] exercise="recipe" role="task"
# ### The recipe {#ex-recipe}
#
# Begin with `lr` and multiply by three as long as that works. A rate works if the loss after twenty updates from `t` is not larger than at `t` itself. Return the last rate that worked.

# %% exercise="recipe" role="starter"
def last_good_rate(loss, gradient, t, lr=0.001):
    # your loop goes here
    return lr


last_good_rate(loss, gradient, -5.0)

# %% [markdown] exercise="recipe" role="hint"
# `descent(gradient, t, 3 * lr, 20)[-1]` is where the next rate ends.

# %% [markdown] exercise="recipe" role="hint"
# `while` the loss there is not larger than `loss(t)`: `lr = 3 * lr`.

# %% exercise="recipe" role="check"
forbid("gdlib", "sweep", why="Write it in your own words: no ready-made function this time.")
expect("last_good_rate(loss, gradient, -5.0)", 0.729, why="Three times 0.729 is beyond the limit of 2.", tolerance=1e-9, given="loss gradient")
expect("last_good_rate(loss, gradient, -5.0, lr=0.5)", 1.5, why="Begin with the given rate, whatever it is.", tolerance=1e-9, given="loss gradient")
expect("last_good_rate(lambda t: 2 * (t - 5.0) ** 2, lambda t: 4 * (t - 5.0), -5.0)", 0.243, why="Use the loss and the gradient that were given.", tolerance=1e-9)
expect("last_good_rate(loss, gradient, -5.0, lr=1.0)", 1.0, why="If the next rate breaks, the present one is the answer.", tolerance=1e-9, given="loss gradient")

# %% exercise="recipe" role="solution"
def last_good_rate(loss, gradient, t, lr=0.001):
    while loss(descent(gradient, t, 3 * lr, 20)[-1]) <= loss(t):
        lr = 3 * lr
    return lr


last_good_rate(loss, gradient, -5.0)

# %% [markdown] exercise="repair" role="task"
# ### Repair a sweep {#ex-repair}
#
# This sweep says that `1.999` is an excellent rate: it ends with a loss of zero. Somebody has already recommended it. Find the mistake, and repair it.

# %% exercise="repair" role="starter"
def losses_after(rates, steps=20):
    t = -5.0
    losses = []
    for lr in rates:
        for n in range(steps):
            t = t - lr * gradient(t)
        losses.append(loss(t))
    return losses


losses_after([0.01, 0.5, 1.0, 1.999])

# %% [markdown] exercise="repair" role="hint"
# Swap the order of the rates. Do their losses stay the same?

# %% [markdown] exercise="repair" role="hint"
# Where does the second descent start?

# %% exercise="repair" role="check"
expect("losses_after([0.5])", [50 * 0.5 ** 40], why="The loss after so many updates, one for each rate.", tolerance=1e-15)
expect("losses_after([1.0, 1.999])[1]", 48.0388, why="Every rate has to begin at the same place.", tolerance=1e-3)
expect("losses_after([2.0, 2.0, 2.0], steps=1)", [50.0, 50.0, 50.0], why="Every rate has to begin at the same place.")
expect("losses_after([0.1, 1.0, 0.1])[2]", 50 * 0.9 ** 40, why="The same rate must give the same loss, wherever it stands in the list.", tolerance=1e-9)

# %% exercise="repair" role="solution"
def losses_after(rates, steps=20):
    losses = []
    for lr in rates:
        t = -5.0
        for n in range(steps):
            t = t - lr * gradient(t)
        losses.append(loss(t))
    return losses


losses_after([0.01, 0.5, 1.0, 1.999])

# %% [markdown]
# ## To think about {#to-think-about}
#
# - In the sweep, all curves pass through one point at the limit. Which loss is that, and why is it the loss of the start?
# - Multiply the loss by a hundred. What happens to its minimum, to its gradient, and to the limit? What does that say about the question whether a rate of `0.1` is large?
# - On the wavy bowl, a rate far beyond $2/L$ can end in a better place than a small one. Would you rely on it?
#
# One more exercise of this kind, [the largest rate](exercises.py#ex-largest-rate), waits among the general ones. The next lesson gives the parameter a companion: [fitting a line](../lessons/fitting-a-line.md).
