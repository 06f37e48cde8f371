# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # The descent in Python {#descent-in-python}
#
# The lesson on [gradient descent](../lessons/gradient-descent.md), as a program. First we write everything ourselves, with NumPy and Matplotlib and nothing hidden. Then we do it again with gdlib, in a few lines.
#
# The notebook was executed when this site was built: everything below a cell is what that cell printed or drew.

# %% name="imports"
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.animation import FuncAnimation

plt.rcParams["animation.html"] = "jshtml"  # show animations with controls

# %% [markdown]
# ## The loss {#loss}
#
# We have a parameter `t` and a target `y`. The squared error says how far apart they are. (We only pretend to know the target, so that we can watch `t` approach it.)

# %% name="squared-error"
def squared_error(t, y):
    return 0.5 * (y - t) ** 2


y = 5.0  # target
t = -5.0  # start
squared_error(t, y)

# %% [markdown]
# The loss at the start is {{ start_loss }}. NumPy lets us compute it for many values of `t` at once, which is all we need to draw the curve.

# %% name="loss-curve" alt="A parabola over the parameter t from −10 to 20, lowest at t = 5; a red point at t = −5, at a loss of 50."
def draw_loss():
    figure, ax = plt.subplots(figsize=(4.4, 4.4), layout="constrained")
    ts = np.linspace(-10, 20, 200)
    ax.plot(ts, squared_error(ts, y))
    ax.set(xlim=(-10, 20), ylim=(-5, 100))
    ax.set(xlabel="parameter t", ylabel="loss function E")
    return ax


ax = draw_loss()
ax.plot(t, squared_error(t, y), "o", color="red")
plt.show()

# %% [markdown]
# ## The gradient {#gradient}
#
# The derivative of the squared error with respect to `t` is its slope. Left of the target it is negative, right of it positive; to go down, we move against its sign.

# %% name="gradient"
def calc_gradient(t, y):
    return -(y - t)


calc_gradient(t, y)

# %% name="arrows" alt="The parabola with arrows along it. Left of t = 5 they point right, right of it left; the steeper the curve, the longer the arrow."
ax = draw_loss()
for position in np.array([-8, -5, -2, 1, 9, 12, 15, 18]):
    height = squared_error(position, y)
    step = -0.3 * calc_gradient(position, y)  # against the slope
    ax.annotate(
        "",
        xy=(position + step, height),
        xytext=(position, height),
        arrowprops={"arrowstyle": "->", "color": "red"},
    )
plt.show()

# %% [markdown]
# The tangent is the straight line through the point with that slope.

# %% name="tangent" alt="The parabola with the red tangent at t = −5, which falls steeply to the right."
def draw_tangent(ax, t, color, label=None):
    ts = np.array([-10, 20])
    line = squared_error(t, y) + calc_gradient(t, y) * (ts - t)
    ax.plot(ts, line, color=color, linewidth=1)
    ax.plot(t, squared_error(t, y), "o", color=color, label=label)


ax = draw_loss()
draw_tangent(ax, t, "red")
plt.show()

# %% [markdown]
# ## One update {#update}
#
# The rule is $t_{\text{next}} = t_{\text{previous}} - \eta\,\partial E/\partial t$, with the learning rate $\eta = {{ lr }}$. One update leads from {{ start }} to {{ run.t[1] }}, and the loss falls to {{ run.loss[1] }}.

# %% name="one-update"
lr = 0.1  # learning rate
t_next = t - lr * calc_gradient(t, y)
print(t_next, squared_error(t_next, y), calc_gradient(t_next, y))

# %% name="update-figure" alt="Two points with their tangents on the parabola: the previous t in red at −5, the next t in green at −4, a little lower and less steep."
ax = draw_loss()
draw_tangent(ax, t, "red", label="previous t")
draw_tangent(ax, t_next, "green", label="next t")
ax.legend(loc="upper center")
plt.show()

# %% [markdown]
# ## Fifty updates {#loop}
#
# Now the loop. Each line is printed before its update. We also keep every `t`, to draw the run afterwards.

# %% name="loop"
t = -5.0
path = [t]
for n in range(50):
    loss = squared_error(t, y)
    grad = calc_gradient(t, y)
    print("%d-th iteration, t=%.3f, loss: %.3f, grad: %.3f" % (n, t, loss, grad))
    t = t - lr * grad
    path.append(t)

# %% [markdown]
# After {{ steps }} updates `t` is within {{ (target - run.t[steps]) | places(3) }} of the target. For this loss there is a formula for every step, $t_n = {{ target }} - {{ distance }}\,(1 - \eta)^n$. The loop agrees with it:

# %% name="closed-form"
n = np.arange(51)
np.allclose(path, 5 - 10 * (1 - lr) ** n)

# %% [markdown]
# ## Watching it move {#animation}
#
# An animation draws one picture for each state. The counter stands inside the axes, so that it can be seen everywhere.

# %% name="animation" alt="Animation: a red point with its tangent slides down the parabola from t = −5 towards t = 5, with a counter of the updates."
ax = draw_loss()
(point,) = ax.plot([], [], "o", color="red")
(tangent,) = ax.plot([], [], color="red", linewidth=1)
counter = ax.text(0.5, 0.93, "", transform=ax.transAxes, ha="center")


def draw_state(n):
    t = path[n]
    point.set_data([t], [squared_error(t, y)])
    tangent.set_data([-10, 20], squared_error(t, y) + calc_gradient(t, y) * (np.array([-10, 20]) - t))
    counter.set_text("update %d" % n)


animation = FuncAnimation(ax.figure, draw_state, frames=len(path), interval=100)
plt.close()
animation

# %% [markdown]
# ## Other learning rates {#learning-rates}
#
# The same loop as a function of the learning rate. At $\eta = {{ limit }}$ the run swings between two points for ever; beyond it, each swing is wider than the one before. The lesson on the [learning rate](../lessons/learning-rate.md) explains why.

# %% name="rates"
def run(lr, steps=10, t=-5.0):
    ts = [t]
    for _ in range(steps):
        t = t - lr * calc_gradient(t, y)
        ts.append(t)
    return np.array(ts)


for rate in [0.1, 1.0, 1.9, 2.0, 2.1]:
    print(rate, np.round(run(rate), 2))

# %% name="oscillation" alt="The path of a run with learning rate 1.9 on the parabola: it jumps from one side of the minimum to the other and comes down slowly."
ax = draw_loss()
ts = run(1.9)
ax.plot(ts, squared_error(ts, y), "o-", color="red", linewidth=1)
ax.set_title("learning rate 1.9")
plt.show()

# %% [markdown]
# ## The same with gdlib {#gdlib}
#
# gdlib contains what we have just written, checked and tested. `descend` is the loop: it yields one step after another, for as long as you like.

# %% name="descend"
from functools import partial
from itertools import islice

import gdlib

loss = partial(gdlib.squared_error, y=5.0)
gradient = partial(gdlib.calc_gradient, y=5.0)

for step in islice(gdlib.descend(loss, gradient, t=-5.0, lr=0.1), 5):
    print(step)

# %% [markdown]
# `record` keeps a whole run, and says why it ended. Printed, it gives the very lines of our own loop.

# %% name="record"
trajectory = gdlib.record(loss, gradient, t=-5.0, lr=0.1, steps=50)
print(trajectory[-3:])
print(repr(trajectory))
np.array_equal(trajectory.t, path)

# %% [markdown]
# Functions of one number work on arrays as well: here are five starting points, descending together.

# %% name="many-starts"
starts = np.array([-10.0, -5.0, 0.0, 10.0, 20.0])
together = gdlib.record(loss, gradient, t=starts, lr=0.1, steps=50)
np.round(together.t[-1], 3)

# %% [markdown]
# The figures of the lesson are functions of `gdlib.plots`. Each draws on the axes that you give it.

# %% name="gdlib-plots" alt="Above, the first update of the run with both tangents; below, the path of a run with learning rate 1.9, which jumps from side to side."
from gdlib import plots

figure, (above, below) = plt.subplots(2, 1, figsize=(4.4, 8), layout="constrained")
plots.plot_update(-5.0, above, lr=0.1, lang="en")
swinging = gdlib.record(loss, gradient, t=-5.0, lr=1.9, steps=12)
plots.plot_oscillation(swinging, below, lang="en")
plt.show()

# %% name="gdlib-animation" alt="Animation drawn by gdlib: the point and its tangent slide down the parabola in fifty updates."
figure, ax = plt.subplots(figsize=(4.4, 4.4), layout="constrained")
animation = plots.animate_descent(trajectory, ax, lang="en")
plt.close()
animation

# %% [markdown]
# ## To think about {#to-think-about}
#
# - Start at `t = 20`. What changes, and what does not?
# - Find the largest learning rate at which `t` is within a hundredth of the target after fifty updates.
# - Replace the squared error by `gdlib.landscape("wavy")`, with its `loss` and `gradient`. Where does the run end, and why there?
