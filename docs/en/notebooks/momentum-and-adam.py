# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # From momentum to Adam {#momentum-and-adam}
#
# The lesson [from momentum to Adam](../lessons/momentum-and-adam.md), as a program. First we write every method ourselves, with NumPy alone; then gdlib runs the same race in a few lines, and confirms that we got them right.

# %% name="imports"
import matplotlib.pyplot as plt
import numpy as np

# %% [markdown]
# ## The valley {#valley}
#
# A loss that is {{ kappa }} times as steep along `y` as along `x`. A point is an array of two numbers.

# %% name="valley"
kappa = 50.0
start = np.array([-4.0, 2.0])


def loss(t):
    x, y = t
    return (x**2 + kappa * y**2) / 2


def gradient(t):
    x, y = t
    return np.array([x, kappa * y])


print(loss(start), gradient(start))

# %% [markdown]
# ## One loop for all {#loop}
#
# A method is a function that takes the point and the gradient and returns the next point. What it has to remember lives in the function that makes it. Plain descent remembers nothing:

# %% name="plain"
def plain(lr):
    def update(t, grad):
        return t - lr * grad

    return update


def path_of(update, steps=60, t=start, gradient=gradient):
    path = [t]
    for n in range(steps):
        t = update(t, gradient(t))
        path.append(t)
    return np.array(path)


path_of(plain(lr=0.035), steps=3)

# %% [markdown]
# ## Momentum {#momentum}
#
# It keeps a velocity `v`. Only two lines are new:

# %% name="momentum"
def momentum(lr, beta=0.9):
    v = 0.0

    def update(t, grad):
        nonlocal v
        v = beta * v + grad
        return t - lr * v

    return update


path_of(momentum(lr=0.02, beta=0.85), steps=3)

# %% name="valley-paths" alt="The contour lines of the valley with two paths from the upper left: plain descent bounces between the walls and crawls, momentum swings in long waves past the minimum and back."
def draw_paths(paths, loss=loss):
    figure, ax = plt.subplots()
    grid = np.meshgrid(np.linspace(-5, 5, 201), np.linspace(-2.5, 2.5, 201))
    ax.contour(*grid, loss(grid), levels=160 * np.linspace(0.1, 1, 12) ** 4, linewidths=0.6)
    for name, path in paths.items():
        ax.plot(*path.T, ".-", linewidth=1, markersize=4, label=name)
    ax.set(xlabel="x", ylabel="y", xlim=(-5, 5), ylim=(-2.5, 2.5))
    ax.legend()
    plt.show()


draw_paths({"plain": path_of(plain(lr=0.035)), "momentum": path_of(momentum(lr=0.02, beta=0.85))})

# %% [markdown]
# ## Predict {#predict}
#
# Two questions before we go on.

# %% [markdown] role="question"
# ### A long even slope {#even-slope}
#
# The slope is `1.0` everywhere, the learning rate `1.0`, and momentum keeps `beta = 0.9` of its velocity. How long is a step after many updates?

# %% name="even-slope-steps" predict="number" answer="length"
path = path_of(momentum(lr=1.0, beta=0.9), steps=200, t=0.0, gradient=lambda t: 1.0)
length = abs(path[-1] - path[-2])
print(np.abs(np.diff(path))[:6], length)

# %% [markdown] role="question"
# ### Exactly on the floor {#flat-side}
#
# Momentum has just crossed the valley and stands exactly on its floor, where the slope across is `0.0`. What does its next update do to `y`?

# %% name="on-the-floor" predict="choice" choices="Nothing: where the slope is zero, nothing moves|It goes on, up the other wall|It goes back to where it came from" answer="0 if ys[2] == ys[1] else 1 if ys[2] < 0 else 2"
ys = path_of(momentum(lr=0.02, beta=0.85), steps=2)[:, 1]
print(ys)

# %% [markdown]
# ## The matrix behind it {#matrix}
#
# In a direction with curvature `bend`, momentum is a matrix that is applied again and again. The larger of its eigenvalues says by what an update multiplies the distance in the long run. With the best pair of $\beta$ and $\eta$ both ends of the valley, and everything between them, come down by the same factor.

# %% name="eigenvalues"
def factor(lr, beta, bend):
    matrix = [[1 + beta - lr * bend, -beta], [1, 0]]
    return np.abs(np.linalg.eigvals(matrix)).max()


root = np.sqrt(kappa)
best_beta = ((root - 1) / (root + 1)) ** 2
best_lr = 4 / (root + 1) ** 2
for bend in [1.0, 10.0, 25.0, kappa]:
    print(bend, factor(best_lr, best_beta, bend), "plain:", abs(1 - 2 / (kappa + 1) * bend))

# %% [markdown]
# Is it really the best pair? Let us try them all: every dot of this map is a run of its own, and all runs go down at once, because NumPy does not mind whether `t` is a number or a whole map of numbers.

# %% name="map" alt="A map over the learning rate and β. The good pairs form a dark wedge that points down to the right; the star that marks the pair from the formula lies at its tip. To the right of it, where the rate is too large for β, runs diverge."
lrs, betas = np.meshgrid(np.linspace(0.002, 0.12, 100), np.linspace(0.0, 0.95, 96))
x, y, vx, vy = -4.0 + 0 * lrs, 2.0 + 0 * lrs, 0.0, 0.0
for n in range(60):
    vx, vy = betas * vx + x, betas * vy + kappa * y
    x, y = x - lrs * vx, y - lrs * vy

figure, ax = plt.subplots()
distance = np.log10(np.hypot(x, y)).clip(-7, 2)
filled = ax.contourf(lrs, betas, distance, levels=np.arange(-7, 3), cmap="viridis")
ax.plot(best_lr, best_beta, "*", color="red", markersize=14)
ax.set(xlabel="learning rate", ylabel="β")
figure.colorbar(filled, label="log₁₀ of the distance after 60 updates")
plt.show()

# %% [markdown]
# The star lies at the tip of the dark wedge. After so few updates pairs a little to its left have come further, because they are spared the extra factor of two roots that coincide. With more updates the darkest place moves towards the star.
#
# ## Nesterov, AdaGrad, RMSProp {#three-more}
#
# Each is a line or two away from what we have. Nesterov changes the step, the other two remember squares instead of gradients.

# %% name="nesterov"
def nesterov(lr, beta=0.9):
    v = 0.0

    def update(t, grad):
        nonlocal v
        v = beta * v + grad
        return t - lr * (grad + beta * v)

    return update


# %% name="adagrad"
def adagrad(lr, epsilon=1e-10):
    s = 0.0

    def update(t, grad):
        nonlocal s
        s = s + grad**2
        return t - lr * grad / (np.sqrt(s) + epsilon)

    return update


# %% name="rmsprop"
def rmsprop(lr, rho=0.99, epsilon=1e-8):
    s = 0.0

    def update(t, grad):
        nonlocal s
        s = rho * s + (1 - rho) * grad**2
        return t - lr * grad / (np.sqrt(s) + epsilon)

    return update


# %% [markdown]
# The first step of RMSProp is {{ rmsprop_first | places(0) }} times as long as its learning rate says, and that of AdaGrad exactly as long, in both directions:

# %% name="first-step"
print(path_of(adagrad(lr=0.1), steps=1)[1] - start)
print(path_of(rmsprop(lr=0.1), steps=1)[1] - start)

# %% [markdown]
# ## Adam {#adam}
#
# Both memories, and a fair start for both.

# %% name="adam"
def adam(lr, beta1=0.9, beta2=0.999, epsilon=1e-8):
    n, m, v = 0, 0.0, 0.0

    def update(t, grad):
        nonlocal n, m, v
        n = n + 1
        m = beta1 * m + (1 - beta1) * grad
        v = beta2 * v + (1 - beta2) * grad**2
        m_hat = m / (1 - beta1**n)
        v_hat = v / (1 - beta2**n)
        return t - lr * m_hat / (np.sqrt(v_hat) + epsilon)

    return update


path_of(adam(lr=0.3), steps=2)

# %% name="race" alt="Six falling curves of the loss on a logarithmic scale: AdaGrad drops out of the picture at once; Nesterov, momentum and Adam fall in waves; plain descent and RMSProp fall slowly."
runners = {
    "plain": plain(lr=0.02),
    "momentum": momentum(lr=0.02),
    "Nesterov": nesterov(lr=0.02),
    "AdaGrad": adagrad(lr=5.0),
    "RMSProp": rmsprop(lr=0.02),
    "Adam": adam(lr=0.1),
}
figure, ax = plt.subplots(figsize=(4.4, 4.2), layout="constrained")
for name, update in runners.items():
    losses = loss(path_of(update, steps=150).T)
    ax.plot(losses, label=name)
ax.set(yscale="log", ylim=(1e-9, 1e4), xlabel="iteration", ylabel="loss")
figure.legend(loc="outside lower center", ncols=2)
plt.show()

# %% [markdown]
# ## Turn the valley {#turn}
#
# The same valley, turned by an eighth of a full turn. The loss looks at the point turned back, and its gradient is the gradient turned along.

# %% name="turned"
c = np.sqrt(0.5)
turn = np.array([[c, -c], [c, c]])


def turned_gradient(t):
    return turn @ gradient(turn.T @ t)


def turned_loss(t):
    return loss(turn.T @ t)


def updates_needed(update, steps=1000, turned=False):
    if turned:
        path = path_of(update, steps, turn @ start, turned_gradient)
        losses = turned_loss(path.T)
    else:
        losses = loss(path_of(update, steps).T)
    return np.flatnonzero(losses >= 0.001)[-1] + 1


print(updates_needed(momentum(lr=0.02)))

# %% [markdown] role="question"
# ### Who minds? {#who-minds}
#
# Momentum and AdaGrad each go down the straight valley and then the turned one, with the same learning rates. Who needs more updates in the turned valley?

# %% name="turned-race" predict="choice" choices="Both need more|Only momentum|Only AdaGrad|Neither" answer="0 if mom[1] > mom[0] and ada[1] > ada[0] else 1 if mom[1] > mom[0] else 2 if ada[1] > ada[0] else 3"
mom = [updates_needed(momentum(lr=0.02)), updates_needed(momentum(lr=0.02), turned=True)]
ada = [updates_needed(adagrad(lr=2.0)), updates_needed(adagrad(lr=2.0), turned=True)]
print("momentum", mom)
print("AdaGrad ", ada)

# %% [markdown]
# ## The same with gdlib {#gdlib}
#
# gdlib's optimizers are rules that `record` runs. Ours agree with them, in every coordinate of every update:

# %% name="agreement"
import gdlib

place = gdlib.bowl(kappa)
pairs = {
    "momentum": (momentum(0.02), gdlib.Momentum(), 0.02),
    "Nesterov": (nesterov(0.02), gdlib.Nesterov(), 0.02),
    "AdaGrad": (adagrad(0.5), gdlib.AdaGrad(), 0.5),
    "RMSProp": (rmsprop(0.05), gdlib.RMSProp(), 0.05),
    "Adam": (adam(0.3), gdlib.Adam(), 0.3),
}
for name, (update, rule, lr) in pairs.items():
    run = gdlib.record(place.loss, place.gradient, place.start, lr=lr, steps=60, rule=rule)
    print(name, np.allclose(path_of(update, steps=60), run.t))

# %% name="gdlib-race" alt="The curved valley of Rosenbrock with three paths from the left: momentum runs along the bend and ends short of the minimum, Adam a little behind it, and plain descent still near the start."
from gdlib import plots

place = gdlib.surface("rosenbrock")
rules = {"plain": (0.001, None), "momentum": (0.001, gdlib.Momentum()), "Adam": (0.2, gdlib.Adam())}
runs = {
    name: gdlib.record(place.loss, place.gradient, place.start, lr=lr, steps=300, rule=rule)
    for name, (lr, rule) in rules.items()
}
figure, ax = plt.subplots(figsize=(4.4, 4.4))
plots.plot_paths(runs, place, ax, lang="en")
plt.show()

# %% [markdown]
# ## Exercises {#exercises}
#
# All cells above have run for them: `gradient`, `start`, `path_of` and `np` are there.

# %% [markdown] exercise="look-ahead" role="task"
# ### Look ahead {#ex-look-ahead}
#
# Write Nesterov's method as he thought of it: take the gradient at the point `theta - lr * beta * v`, then update `v` and `theta`. Return the list of these look-ahead points, the start first. If you are right, they are the very points of our `nesterov` above.

# %% exercise="look-ahead" role="starter"
def look_ahead_points(lr, beta, steps):
    theta, v = start, 0.0
    points = []
    for n in range(steps):
        ahead = theta  # where is the gradient taken?
        points.append(ahead)
        v = beta * v + gradient(ahead)
        theta = theta - lr * v
    return np.array(points)


look_ahead_points(0.01, 0.8, 3)

# %% [markdown] exercise="look-ahead" role="hint"
# One line has to change: the one that says `ahead = theta`.

# %% [markdown] exercise="look-ahead" role="hint"
# Whatever the gradient says, the velocity will move `theta` by `-lr * beta * v`.

# %% exercise="look-ahead" role="check"
forbid("nesterov", "Nesterov", "record", why="Write the loop itself; gdlib is the judge here.")
wanted = gdlib.record(
    gdlib.bowl(50.0).loss, gdlib.bowl(50.0).gradient, (-4.0, 2.0), lr=0.01, steps=6, rule=gdlib.Nesterov(beta=0.8)
)
expect("len(look_ahead_points(0.01, 0.8, 7))", 7, why="One point for each update.")
expect("look_ahead_points(0.01, 0.8, 1)", [[-4.0, 2.0]], why="At first the velocity is zero.")
expect("look_ahead_points(0.01, 0.8, 7)", wanted.t, why="Where will theta - lr * beta * v be?")

# %% exercise="look-ahead" role="solution"
def look_ahead_points(lr, beta, steps):
    theta, v = start, 0.0
    points = []
    for n in range(steps):
        ahead = theta - lr * beta * v
        points.append(ahead)
        v = beta * v + gradient(ahead)
        theta = theta - lr * v
    return np.array(points)


look_ahead_points(0.01, 0.8, 3)

# %% [markdown] exercise="fair-start" role="task"
# ### A fair start {#ex-fair-start}
#
# The fading mean below begins at zero, so it is too small at first. Correct it, so that the mean of a constant is that constant from the first number on.

# %% exercise="fair-start" role="starter"
def fading_means(numbers, beta):
    means, mean = [], 0.0
    for n, number in enumerate(numbers):
        mean = beta * mean + (1 - beta) * number
        means.append(mean)
    return means


fading_means([5.0, 5.0, 5.0], beta=0.9)

# %% [markdown] exercise="fair-start" role="hint"
# After `n` numbers the weights add up to `1 - beta**n`. What has to happen to the mean?

# %% [markdown] exercise="fair-start" role="hint"
# `enumerate` counts from zero: at the first number, `n` is `0`. And keep `mean` itself as it is; correct only what you append.

# %% exercise="fair-start" role="check"
expect("fading_means([5.0, 5.0, 5.0], 0.9)", [5.0, 5.0, 5.0], why="Divide by the sum of the weights so far.")
expect("fading_means([4.0], 0.999)", [4.0], why="Of how many numbers is the first mean?")
expect("fading_means([1.0, 4.0], 0.5)", [1.0, 3.0], why="Correct what is appended, not the mean that is carried on.")
expect("fading_means([-4.0, -3.7], 0.9)", [-4.0, -0.73 / 0.19], why="Correct what is appended, not the mean that is carried on.")

# %% exercise="fair-start" role="solution"
def fading_means(numbers, beta):
    means, mean = [], 0.0
    for n, number in enumerate(numbers, 1):
        mean = beta * mean + (1 - beta) * number
        means.append(mean / (1 - beta**n))
    return means


fading_means([5.0, 5.0, 5.0], beta=0.9)

# %% [markdown] exercise="another-valley" role="task"
# ### Another valley {#ex-another-valley}
#
# A valley has curvatures from `2.0` to `200.0`. Which `lr` and `beta` are best for momentum there? Work it out; the formulas of the lesson are for curvatures from one on.

# %% exercise="another-valley" role="starter"
lowest, highest = 2.0, 200.0
lr, beta = 0.01, 0.9  # yours

# how small are both coordinates after a hundred updates?
path_of(momentum(lr, beta), 100, np.array([1.0, 1.0]), lambda t: np.array([lowest, highest]) * t)[-1]

# %% [markdown] exercise="another-valley" role="hint"
# The condition number is `highest / lowest`, and `beta` needs nothing else.

# %% [markdown] exercise="another-valley" role="hint"
# The left edge of the band is at `lr * lowest = (1 - sqrt(beta))**2`.

# %% exercise="another-valley" role="check"
expect("beta", 0.669421487603305, tolerance=1e-6, why="The root of beta is (√κ − 1) / (√κ + 1).")
expect("lr", 0.01652892561983471, tolerance=1e-6, why="The steeper the valley, the smaller the rate: lr times the lowest curvature is (1 − √β)².")
expect_between("abs(path_of(momentum(lr, beta), 100, np.array([1.0, 1.0]), lambda t: np.array([2.0, 200.0]) * t)[-1]).max()", 0.0, 1e-6, why="Is the run stable in the steep direction?", given="momentum path_of")

# %% exercise="another-valley" role="solution"
lowest, highest = 2.0, 200.0
root = np.sqrt(highest / lowest)
beta = ((root - 1) / (root + 1)) ** 2
lr = (1 - np.sqrt(beta)) ** 2 / lowest

path_of(momentum(lr, beta), 100, np.array([1.0, 1.0]), lambda t: np.array([lowest, highest]) * t)[-1]
