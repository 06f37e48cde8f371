# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # Bumpy landscapes {#bumpy-landscapes}
#
# The lesson on [bumpy landscapes](../lessons/bumpy-landscapes.md), as a program. We look for flat places, find out what they are, watch runs pass a saddle, and colour starts by the minimum they lead to.

# %% name="imports"
import matplotlib.pyplot as plt
import numpy as np

# %% [markdown]
# ## Flat places of a curve {#flat-places}
#
# The wavy loss and its first two derivatives, worked out by hand:

# %% name="wavy"
y = 5.0


def wavy(t):
    return (y - t) ** 2 / 10 + 1 - np.cos(y - t)


def wavy_slope(t):
    return (t - y) / 5 + np.sin(t - y)


def wavy_bend(t):
    return 1 / 5 + np.cos(t - y)

# %% [markdown]
# Where the slope changes its sign between two neighbouring places, it is zero somewhere between them. Halving the interval again and again finds the place; the second derivative tells what it is.

# %% name="stationary"
def zero_between(slope, left, right):
    for _ in range(60):
        middle = (left + right) / 2
        if slope(left) * slope(middle) > 0:
            left = middle
        else:
            right = middle
    return (left + right) / 2


grid = np.linspace(-10.05, 19.95, 301)
changes = np.flatnonzero(wavy_slope(grid[:-1]) * wavy_slope(grid[1:]) < 0)
flat = [zero_between(wavy_slope, grid[i], grid[i + 1]) for i in changes]
for t in flat:
    kind = "minimum" if wavy_bend(t) > 0 else "maximum"
    print("t=%.3f, loss: %.3f, E″: %.3f, %s" % (t, wavy(t), wavy_bend(t), kind))

# %% [markdown]
# ## Starts and rates {#starts}
#
# NumPy lets many starts descend together. Each dot below is a start; its height is where the run ended.

# %% name="ends" alt="Ends against starts for two rates. With the rate 0.1 there are three steps, at the three minima. With 1.5 the outer steps have gaps, from which runs reach the middle minimum."
def ends(lr, starts, steps=2000):
    t = starts
    for _ in range(steps):
        t = t - lr * wavy_slope(t)
    return t


starts = np.linspace(-10, 20, 121)
figure, axes = plt.subplots(2, 1, figsize=(4.4, 5.4), sharex=True, layout="constrained")
for ax, lr in zip(axes, [0.1, 1.5]):
    ax.plot(starts, ends(lr, starts), ".")
    ax.set(ylabel="end", title="learning rate %.1f" % lr)
axes[-1].set_xlabel("start")
plt.show()

# %% [markdown] role="question"
# ### A rate for no minimum {#no-minimum}
#
# The curvature is about {{ at_best.bend | places(1) }} in the deep valley and {{ at_trap.bend | places(3) }} in the dips. The learning rate is now `6.0`. How does a run end?

# %% name="too-large-for-all" predict="choice" choices="It rests in the deep valley|It rests in one of the dips|It never comes to rest, but stays in the neighbourhood|It runs away for ever" answer="3 if abs(last[-1]) > 1000 else 2 if np.ptp(last) > 0.01 else 0 if abs(last[-1] - 5) < 0.01 else 1"
t, path = -5.0, []
for _ in range(2000):
    t = t - 6.0 * wavy_slope(t)
    path.append(t)
last = np.array(path[-100:])
print("%.1f … %.1f" % (last.min(), last.max()))

# %% [markdown]
# Every minimum has a curvature above $2/\eta$, so each repels the run. Far out, on the other hand, the ripples hardly count, the curvature is about a fifth, and the run is sent back.
#
# ## A saddle {#saddle}
#
# In the plane: $E = \frac{1}{2}x^2 - \frac{1}{2}y^2 + \frac{1}{4}y^4$. How long does it take to leave the saddle at the origin?

# %% name="saddle"
def saddle(t):
    return t[0] ** 2 / 2 - t[1] ** 2 / 2 + t[1] ** 4 / 4


def saddle_gradient(t):
    return np.array([t[0], t[1] ** 3 - t[1]])


def descent(gradient, t, lr, steps):
    path = [np.array(t, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - lr * gradient(path[-1]))
    return np.array(path)


for start in [1e-1, 1e-3, 1e-6, 1e-9]:
    path = descent(saddle_gradient, (1.8, start), lr=0.1, steps=400)
    print("%g: %d" % (start, np.argmax(abs(path[:, 1]) > 0.5)))

# %% name="level" alt="The loss over the iterations for three starts. It falls, stays level at zero, and then falls again to minus one quarter; the closer the start to the line, the longer the level stretch."
figure, ax = plt.subplots()
for start in [1e-1, 1e-3, 1e-6]:
    path = descent(saddle_gradient, (1.8, start), lr=0.1, steps=200)
    ax.plot([saddle(t) for t in path], label="y = %g" % start)
ax.set(xlabel="n", ylabel="E", ylim=(-0.3, 0.6))
ax.legend()
plt.show()

# %% [markdown]
# ## All flat places of a surface {#newton}
#
# Himmelblau's function, its gradient and its Hessian. Newton's method, $t - H^{-1}\nabla E$, goes to stationary points of any kind. From this grid of starts it finds all nine, and the eigenvalues say what they are.

# %% name="himmelblau"
def himmelblau_gradient(t):
    x, y = t
    a, b = x * x + y - 11, x + y * y - 7
    return np.array([4 * x * a + 2 * b, 2 * a + 4 * y * b])


def himmelblau_hessian(t):
    x, y = t
    corner = 4 * x + 4 * y
    return np.array([[12 * x * x + 4 * y - 42, corner], [corner, 4 * x + 12 * y * y - 26]])


found = set()
for x in np.linspace(-4, 4, 9):
    for z in np.linspace(-4, 4, 9):
        t = np.array([x, z])
        for _ in range(40):
            t = t - np.linalg.solve(himmelblau_hessian(t), himmelblau_gradient(t))
        if np.linalg.norm(himmelblau_gradient(t)) < 1e-8:
            found.add((round(float(t[0]), 3), round(float(t[1]), 3)))

for t in sorted(found):
    low, high = np.linalg.eigvalsh(himmelblau_hessian(t))
    kind = "minimum" if low > 0 else "maximum" if high < 0 else "saddle"
    print("(%6.3f, %6.3f): %7.2f, %7.2f, %s" % (*t, low, high, kind))

# %% [markdown] role="question"
# ### How many passes? {#how-many}
#
# Take the wavy loss in both directions, $E = \mathrm{wavy}(x) + \mathrm{wavy}(y)$. It is stationary where both slopes are zero, at five times five places. Nine of them are minima. How many are saddles?

# %% name="passes" predict="number" answer="saddles"
bends = [(wavy_bend(x), wavy_bend(z)) for x in flat for z in flat]
minima = sum(min(pair) > 0 for pair in bends)
maxima = sum(max(pair) < 0 for pair in bends)
saddles = len(bends) - minima - maxima
print(minima, saddles, maxima, minima - saddles + maxima)

# %% [markdown]
# ## Basins {#basins}
#
# A grid of starts, descending together; each is coloured by the minimum nearest to its end.

# %% name="basins" alt="A map of starts in four colours, one for each minimum. Each colour fills about a quarter, with a star inside."
minima = np.array([(3.0, 2.0), (-2.805, 3.131), (-3.779, -3.283), (3.584, -1.848)])
xs = np.linspace(-5, 5, 81)
t = np.array(np.meshgrid(xs, xs))
for _ in range(400):
    t = t - 0.01 * himmelblau_gradient(t)
distances = [np.hypot(t[0] - x, t[1] - z) for x, z in minima]
reached = np.argmin(distances, axis=0)

figure, ax = plt.subplots(figsize=(4.4, 4.4))
colors = ["tab:blue", "tab:orange", "tab:green", "tab:purple"]
for number, color in enumerate(colors):
    area = reached == number
    ax.contourf(xs, xs, area, levels=[0.5, 1.5], colors=[color], alpha=0.4)
    ax.plot(*minima[number], "*", color=color, markersize=14)
ax.set(xlabel="x", ylabel="y", aspect="equal")
plt.show()
print([round(float(np.mean(reached == number)), 2) for number in range(4)])

# %% [markdown]
# ## The same with gdlib {#gdlib}
#
# gdlib knows the minima of its landscapes, so that it can judge a run: did it converge, where, and is that the best there is?

# %% name="verdicts"
import gdlib

hill = gdlib.landscape("wavy")
for lr in [0.1, 1.5, 2.0, 4.0]:
    run = gdlib.record(hill.loss, hill.gradient, hill.start, lr=lr, steps=200)
    judged = gdlib.verdict(run, hill)
    print("%.1f %s: %.3f, global: %s" % (lr, judged.kind, judged.minimum, judged.is_global))

# %% name="gdlib-paths" alt="Contour lines of Himmelblau's function with four runs from nearby starts around the summit, each going to another minimum."
from gdlib import plots

ground = gdlib.surface("himmelblau")
runs = {}
for start in [(0.5, -0.2), (-1.0, 0.0), (-1.0, -1.5), (0.5, -1.5)]:
    run = gdlib.record(ground.loss, ground.gradient, start, lr=0.01, steps=60)
    runs["(%g, %g)" % start] = run
figure, ax = plt.subplots(figsize=(4.4, 4.4))
plots.plot_paths(runs, ground, ax, lang="en")
plt.show()

# %% [markdown]
# ## Exercises {#exercises}

# %% [markdown] exercise="classify" role="task"
# ### What kind of place? {#ex-classify}
#
# Given the Hessian at a stationary point, an array of any size, return `"minimum"`, `"maximum"`, `"saddle"` or `"undecided"`.

# %% exercise="classify" role="starter"
def kind_of(h):
    return "undecided"  # look at the eigenvalues of h


kind_of(np.array([[2.0, 0.0], [0.0, 3.0]]))

# %% [markdown] exercise="classify" role="hint"
# `np.linalg.eigvalsh(h)` returns all eigenvalues of a symmetric matrix, the smallest first.

# %% [markdown] exercise="classify" role="hint"
# Smallest above zero: a minimum. Largest below zero: a maximum. Smallest below *and* largest above zero: a saddle, whatever the others are.

# %% exercise="classify" role="check"
expect("kind_of(np.array([[2.0, 0.0], [0.0, 3.0]]))", "minimum", why="All eigenvalues are positive.")
expect("kind_of(np.array([[1.0, 2.0], [2.0, 1.0]]))", "saddle", why="The diagonal alone does not tell: the eigenvalues are 3 and −1.")
expect("kind_of(np.array([[-2.0, 1.0], [1.0, -2.0]]))", "maximum", why="The eigenvalues are −1 and −3.")
expect("kind_of(np.array([[1.0, 0.0], [0.0, 0.0]]))", "undecided", why="One eigenvalue is zero and none is negative.")
expect("kind_of(np.diag([1.0, 2.0, 3.0, -1.0]))", "saddle", why="One direction down is enough.")

# %% exercise="classify" role="solution"
def kind_of(h):
    values = np.linalg.eigvalsh(h)
    low, high = values[0], values[-1]
    if low > 0:
        return "minimum"
    if high < 0:
        return "maximum"
    return "saddle" if low < 0 < high else "undecided"


kind_of(np.array([[2.0, 0.0], [0.0, 3.0]]))

# %% [markdown] exercise="hessian" role="task"
# ### A Hessian that nobody derived {#ex-hessian}
#
# Each row of the Hessian is the derivative of the gradient along one parameter. Measure it with central differences: move one number of `t` by `h` to both sides, and see how the gradient changes.

# %% exercise="hessian" role="starter"
def measured_hessian(gradient, t, h=1e-5):
    t = np.array(t, dtype=float)
    rows = []
    # one row for each number of t
    return np.array(rows)


measured_hessian(saddle_gradient, (0.0, 1.0))

# %% [markdown] exercise="hessian" role="hint"
# `step = np.zeros(len(t)); step[i] = h` moves only number `i`.

# %% [markdown] exercise="hessian" role="hint"
# Row `i` is `(gradient(t + step) - gradient(t - step)) / (2 * h)`.

# %% exercise="hessian" role="check"
expect("measured_hessian(saddle_gradient, (0.0, 1.0))", [[1.0, 0.0], [0.0, 2.0]], tolerance=1e-5, why="At (0, 1) the second derivatives are 1 and 3y² − 1 = 2.", given="saddle_gradient")
expect("measured_hessian(saddle_gradient, (0.0, 0.0))", [[1.0, 0.0], [0.0, -1.0]], tolerance=1e-5, why="At the saddle they are 1 and −1.", given="saddle_gradient")
expect("measured_hessian(himmelblau_gradient, (3.0, 2.0))", [[74.0, 20.0], [20.0, 34.0]], tolerance=1e-5, why="Move one number at a time.", given="himmelblau_gradient")

# %% exercise="hessian" role="solution"
def measured_hessian(gradient, t, h=1e-5):
    t = np.array(t, dtype=float)
    rows = []
    for i in range(len(t)):
        step = np.zeros(len(t))
        step[i] = h
        rows.append((gradient(t + step) - gradient(t - step)) / (2 * h))
    return np.array(rows)


measured_hessian(saddle_gradient, (0.0, 1.0))

# %% [markdown] exercise="shake" role="task"
# ### Shake it loose {#ex-shake}
#
# From `(1.8, 0.0)` this descent goes straight to the saddle and stays there. Let it push `t` a little at random whenever the gradient is shorter than `0.001`, so that it ends in one of the two minima.

# %% exercise="shake" role="starter"
rng = np.random.default_rng(0)
t = np.array([1.8, 0.0])
for n in range(1000):
    grad = saddle_gradient(t)
    t = t - 0.1 * grad
t

# %% [markdown] exercise="shake" role="hint"
# `np.linalg.norm(grad)` is the length of the gradient, and `rng.normal(0, 1e-4, 2)` is a small random push.

# %% [markdown] exercise="shake" role="hint"
# In the loop: `if np.linalg.norm(grad) < 1e-3: t = t + rng.normal(0, 1e-4, 2)`. In a minimum such pushes do no harm: the next update takes them back.

# %% exercise="shake" role="check"
expect_between("abs(t[1])", 0.99, 1.01, why="It should end near y = 1 or y = −1.")
expect_between("abs(t[0])", 0.0, 0.01, why="Keep the pushes small.")

# %% exercise="shake" role="solution"
rng = np.random.default_rng(0)
t = np.array([1.8, 0.0])
for n in range(1000):
    grad = saddle_gradient(t)
    if np.linalg.norm(grad) < 1e-3:
        t = t + rng.normal(0, 1e-4, 2)
    t = t - 0.1 * grad
t

# %% [markdown] exercise="restarts" role="task"
# ### How many restarts? {#ex-restarts}
#
# The best minimum's basin is a share `q` of all starts. Return the smallest number of random starts with which it is hit with at least the given probability.

# %% exercise="restarts" role="starter"
def restarts(q, probability):
    return 1  # your formula or loop goes here


restarts(0.01, 0.95)

# %% [markdown] exercise="restarts" role="hint"
# All of `k` starts miss with the probability `(1 - q) ** k`.

# %% [markdown] exercise="restarts" role="hint"
# Count `k` up from `1` while `(1 - q) ** k > 1 - probability`.

# %% exercise="restarts" role="check"
expect("restarts(0.5, 0.9)", 4, why="One half to the fourth is 0.0625, to the third 0.125.")
expect("restarts(0.25, 0.5)", 3, why="Three quarters squared is still more than a half.")
expect("restarts(0.01, 0.95)", 299, why="All starts together have to miss with at most the probability 0.05.")

# %% exercise="restarts" role="solution"
def restarts(q, probability):
    k = 1
    while (1 - q) ** k > 1 - probability:
        k = k + 1
    return k


restarts(0.01, 0.95)

# %% [markdown]
# A push at random is enough to leave a saddle. With [mini-batches](mini-batches.py) it comes for free.
