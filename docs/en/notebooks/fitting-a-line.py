# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # Fitting a line {#fitting-a-line}
#
# The lesson on [fitting a line](../lessons/fitting-a-line.md), as a program: first by hand, with NumPy and Matplotlib, then with gdlib. In between are predictions to make, and at the end exercises that check themselves.

# %% name="data"
import matplotlib.pyplot as plt
import numpy as np

x = np.array([-3.0, -2.5, -1.0, 0.0, 0.5, 1.5, 2.5, 3.0])  # degrees
y = np.array([-4.6, -4.4, -0.5, 1.6, 1.2, 4.9, 5.4, 7.2])  # cups, in tens

# %% [markdown]
# ## The loss and its two slopes {#loss}
#
# A line has a weight `w` and a bias `b`. Its loss is the mean of the squared errors of all points, and each slope is a mean too: of residual times input, and of the residuals alone.

# %% name="loss"
def mean_squared_error(w, b):
    return np.mean(0.5 * (y - (w * x + b)) ** 2)


def slopes(w, b):
    r = y - (w * x + b)  # residuals
    return -np.mean(x * r), -np.mean(r)


print("%.5f" % mean_squared_error(0.0, 0.0))
print("%.5f %.5f" % slopes(0.0, 0.0))

# %% [markdown]
# Never trust a derivative that you have not checked. Move one parameter a little to both sides, keep the other, and see how fast the loss changes:

# %% name="check"
h = 1e-5
by_w = (mean_squared_error(h, 0.0) - mean_squared_error(-h, 0.0)) / (2 * h)
by_b = (mean_squared_error(0.0, h) - mean_squared_error(0.0, -h)) / (2 * h)
print("%.6f %.6f" % (by_w, by_b))

# %% [markdown]
# ## The loop {#loop}
#
# Both slopes are computed at the old point; then both parameters move.

# %% name="loop"
def descent(w, b, lr, steps):
    path = [(w, b)]
    for n in range(steps):
        grad_w, grad_b = slopes(w, b)
        w, b = w - lr * grad_w, b - lr * grad_b
        path.append((w, b))
    return np.array(path)


path = descent(0.0, 0.0, lr=0.1, steps=50)
for n in [0, 1, 2, 3, 10, 50]:
    w, b = path[n]
    loss = mean_squared_error(w, b)
    print("%d-th iteration, w=%.3f, b=%.3f, loss: %.3f" % (n, w, b, loss))

# %% name="lines" alt="Eight points that rise to the right, and four lines: flat at first, then turning, and after fifty updates through the middle of the points."
figure, ax = plt.subplots()
ax.plot(x, y, "o")
for n in [0, 1, 3, 50]:
    w, b = path[n]
    ax.plot(x, w * x + b, label="n = %d" % n)
ax.set(xlabel="x", ylabel="y")
ax.legend()
plt.show()

# %% [markdown]
# ## The bowl from above {#bowl}
#
# To draw contour lines, compute the loss for a whole grid of lines. Adding an axis lets NumPy do the sum over the points for every pair `(w, b)` at once.

# %% name="contours" alt="Oval contour lines over w and b, with a path that starts at (0, 0), crosses them and bends into their long axis."
def draw_bowl(ax):
    ws, bs = np.meshgrid(np.linspace(-0.7, 4.7, 121), np.linspace(-1.4, 3.6, 121))
    errors = y - (ws[..., None] * x + bs[..., None])
    losses = np.mean(0.5 * errors**2, axis=-1)
    heights = [0.2, 0.5, 1, 2, 3, 5, 7, 9, 12]
    ax.contour(ws, bs, losses, levels=heights, colors="gray", linewidths=0.8)
    ax.set(xlabel="w", ylabel="b", aspect="equal")


figure, ax = plt.subplots(figsize=(4.4, 4.4))
draw_bowl(ax)
ax.plot(path[:, 0], path[:, 1], ".-", color="red", linewidth=1)
plt.show()

# %% [markdown]
# ## Curvatures {#curvatures}
#
# The Hessian of the bowl holds the means of $x^2$ and of $x$, and a one. Its eigenvalues are the largest and the smallest curvature; their ratio is the condition number.

# %% name="hessian"
def hessian(x):
    return np.array([[np.mean(x**2), np.mean(x)], [np.mean(x), 1.0]])


smallest, largest = np.linalg.eigvalsh(hessian(x))
print("%.4f %.4f" % (largest, smallest))
print("%.4f" % (largest / smallest))
print("%.4f" % (2 / largest))  # the limit of the learning rate

# %% [markdown] role="question"
# ### One step across the valley {#one-step-across}
#
# In the bowl $E = \frac{1}{2}(u^2 + {{ kappa }}\,v^2)$ we stand at `u = -4`, `v = 2`, and the learning rate is `0.18`. Where is `v` after one update?

# %% name="across" predict="number" answer="v"
u, v = -4.0, 2.0
u, v = u - 0.18 * u, v - 0.18 * 10 * v
u, v

# %% [markdown]
# ## The same points, far from zero {#far}
#
# Thermometer readings: the same days, {{ usual }} degrees further to the right. Look at the curvatures.

# %% name="far"
readings = x + 27
smallest, largest = np.linalg.eigvalsh(hessian(readings))
print("%.4f %.7f" % (largest, smallest))
print("%.1f" % (largest / smallest))

# %% [markdown] role="question"
# ### In Fahrenheit {#fahrenheit}
#
# Somebody converts the readings to Fahrenheit, `1.8 * readings + 32`. What happens to the condition number?

# %% name="in-fahrenheit" predict="choice" choices="It becomes smaller|It stays the same|It becomes larger" answer="0 if fahrenheit < 0.99 * celsius else 2 if fahrenheit > 1.01 * celsius else 1"
def condition_number(x):
    smallest, largest = np.linalg.eigvalsh(hessian(x))
    return largest / smallest


celsius = condition_number(readings)
fahrenheit = condition_number(1.8 * readings + 32)
print("%.3g %.3g" % (celsius, fahrenheit))

# %% [markdown]
# Both parts of the conversion do harm. The factor `1.8` makes the curvature of the weight larger, while the bias keeps its own; and adding `32` moves the zero still farther away from the points.
#
# ## Standardise {#standardise}
#
# Subtract the mean, divide by the standard deviation. The Hessian becomes the identity, and the bowl round.

# %% name="standardise"
z = (readings - np.mean(readings)) / np.std(readings)
print(np.abs(hessian(z)).round(9))

# %% name="race" alt="The loss over forty iterations for three versions of the data. Standardised: at the bottom after one update. Differences: after about ten. Readings: hardly any progress."
def losses_on(x, steps=40):
    w, b, losses = 0.0, 0.0, []
    lr = 1 / np.linalg.eigvalsh(hessian(x))[-1]
    for n in range(steps + 1):
        r = y - (w * x + b)
        losses.append(np.mean(0.5 * r**2))
        w, b = w + lr * np.mean(x * r), b + lr * np.mean(r)
    return losses


figure, ax = plt.subplots()
ax.plot(losses_on(readings), label="readings")
ax.plot(losses_on(x), label="differences")
ax.plot(losses_on(z), label="standardised")
ax.set(yscale="log", xlabel="n", ylabel="E")
ax.legend()
plt.show()

# %% [markdown]
# ## A check from outside {#least-squares}
#
# For a line the best parameters can be computed at once. `np.polyfit` does it in another way than we would, so it makes a good witness.

# %% name="closed-form"
best_w = np.sum((x - x.mean()) * (y - y.mean())) / np.sum((x - x.mean()) ** 2)
best_b = y.mean() - best_w * x.mean()
print("%.6f %.6f" % (best_w, best_b))
print("%.6f %.6f" % tuple(np.polyfit(x, y, 1)))
print("%.6f %.6f" % tuple(descent(0.0, 0.0, lr=0.38, steps=100)[-1]))

# %% [markdown]
# ## The same with gdlib {#gdlib}
#
# `line_surface` makes the bowl of any points: its loss, its gradient, its lowest point, and a rate that will do. `record` runs a descent on it, and `plot_paths` draws what happened.

# %% name="gdlib-line" alt="The kiosk's bowl drawn by gdlib, with a path that bends into the minimum and one that swings across the long axis."
import gdlib
from gdlib import plots

ground = gdlib.line_surface(x, y)
gentle = gdlib.record(ground.loss, ground.gradient, ground.start, lr=0.1, steps=50)
swinging = gdlib.record(ground.loss, ground.gradient, ground.start, lr=0.42, steps=30)
print(ground.minima)
print(gentle[-1])

figure, ax = plt.subplots()
plots.plot_paths({"0.1": gentle, "0.42": swinging}, ground, ax, lang="en")
ax.set(xlabel="w", ylabel="b")
plt.show()

# %% [markdown]
# ## Exercises {#exercises}
#
# Run shows what your code does; Check judges it. The data `x`, `y` and `readings` are those of above.

# %% [markdown] exercise="parabola" role="task"
# ### A third parameter {#ex-parabola}
#
# Let the model bend: $\hat y = a\,x^2 + w\,x + b$. Return the three slopes of its mean squared error, in the order of $a$, $w$, $b$. What does the residual have to be multiplied by in each?

# %% exercise="parabola" role="starter"
def three_slopes(a, w, b):
    r = y - (a * x**2 + w * x + b)  # residuals
    return 0.0, 0.0, 0.0  # your formulas go here


np.round(three_slopes(0.0, 0.0, 0.0), 4)

# %% [markdown] exercise="parabola" role="hint"
# The residual contains `-a * x**2`. Its derivative with respect to `a` is `-x**2`.

# %% [markdown] exercise="parabola" role="hint"
# The slope in `w` is `-np.mean(x * r)`. The one in `a` looks the same, with another factor in the place of `x`.

# %% exercise="parabola" role="check"
expect("three_slopes(0.0, 0.0, 0.0)", [-5.059375, -8.54375, -1.35], why="Each slope is minus the mean of the residual times what its parameter is multiplied by.")
expect("three_slopes(0.0, 2.0, 1.0)[1:]", [0.08125, -0.1], why="With a = 0 the other two slopes are those of a line.")

# %% exercise="parabola" role="solution"
def three_slopes(a, w, b):
    r = y - (a * x**2 + w * x + b)
    return -np.mean(x**2 * r), -np.mean(x * r), -np.mean(r)


np.round(three_slopes(0.0, 0.0, 0.0), 4)

# %% [markdown] exercise="back" role="task"
# ### Back to the thermometer {#ex-back}
#
# A line was fitted to standardised inputs $z = (x - m)/s$: its prediction is $w z + b$. Return the weight and the bias of the same line for the inputs $x$ themselves.

# %% exercise="back" role="starter"
def for_readings(w, b, m, s):
    return w, b  # your formulas go here


for_readings(4.0, 1.0, m=27.0, s=2.0)

# %% [markdown] exercise="back" role="hint"
# Write `w * (x - m) / s + b` and multiply out.

# %% [markdown] exercise="back" role="hint"
# What stands before `x` is the new weight; all that has no `x` is the new bias.

# %% exercise="back" role="check"
expect("for_readings(4.0, 1.0, 27.0, 2.0)", [2.0, -53.0], why="Multiply out w (x − m) / s + b and collect what has an x.")
expect("for_readings(3.0, 5.0, 0.0, 1.0)", [3.0, 5.0], why="With mean 0 and spread 1 nothing changes.")
expect("for_readings(3.0, 5.0, 10.0, 1.0)", [3.0, -25.0], why="The bias is the height at x = 0, where z is −m / s.")

# %% exercise="back" role="solution"
def for_readings(w, b, m, s):
    return w / s, b - w * m / s


for_readings(4.0, 1.0, m=27.0, s=2.0)

# %% [markdown] exercise="repair" role="task"
# ### Repair an update {#ex-repair}
#
# This update looks right and even converges, but its path is not that of gradient descent. Find out why, and repair it.

# %% exercise="repair" role="starter"
def updated(w, b, lr):
    w = w + lr * np.mean(x * (y - (w * x + b)))
    b = b + lr * np.mean(y - (w * x + b))
    return w, b


np.round(updated(0.0, 0.0, lr=0.1), 4)

# %% [markdown] exercise="repair" role="hint"
# Which `w` does the second line use?

# %% [markdown] exercise="repair" role="hint"
# Compute the residuals once, before anything moves.

# %% exercise="repair" role="check"
expect("updated(0.0, 0.0, 0.1)", [0.854375, 0.135], why="Both slopes belong to the old point.")
expect("updated(2.0, 1.0, 1.0)", [1.91875, 1.1], why="Both slopes belong to the old point.")

# %% exercise="repair" role="solution"
def updated(w, b, lr):
    r = y - (w * x + b)
    return w + lr * np.mean(x * r), b + lr * np.mean(r)


np.round(updated(0.0, 0.0, lr=0.1), 4)

# %% [markdown] exercise="best-rate" role="task"
# ### The best constant rate {#ex-best-rate}
#
# For inputs `x`, return the learning rate $2/(L + \mu)$ with which both axes of the bowl shrink equally fast.

# %% exercise="best-rate" role="starter"
def best_rate(x):
    return 0.1  # your formula goes here


print(best_rate(x), best_rate(readings))

# %% [markdown] exercise="best-rate" role="hint"
# `np.linalg.eigvalsh(hessian(x))` returns both curvatures, the smaller first.

# %% [markdown] exercise="best-rate" role="hint"
# Or without eigenvalues: their sum is the sum of the diagonal, `np.mean(x**2) + 1`.

# %% exercise="best-rate" role="check"
expect("best_rate(np.array([-1.0, 1.0]))", 1.0, why="These inputs are standardised: L and μ are both 1.")
expect("best_rate(np.array([0.0, 2.0, 4.0]))", 2 / (20 / 3 + 1), why="The sum of both curvatures is the mean of x² plus 1.")

# %% exercise="best-rate" role="solution"
def best_rate(x):
    return 2 / np.sum(np.linalg.eigvalsh(hessian(x)))


print(best_rate(x), best_rate(readings))

# %% [markdown]
# What if there is no single valley to walk down? [Bumpy landscapes](bumpy-landscapes.py) come next.
