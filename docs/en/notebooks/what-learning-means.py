# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # What learning means {#what-learning-means}
#
# The lesson on [what learning means](../lessons/what-learning-means.md), as a program: a model, a loss, and two ways to look for the best setting. First everything in our own NumPy, then with gdlib in a few lines.
#
# Every cell can be changed and run. The lesson explains the words; here you see the things.

# %% name="imports"
import matplotlib.pyplot as plt
import numpy as np

# %% [markdown]
# ## Eight days {#data}
#
# What the owner of the kiosk wrote down: how many degrees warmer than usual it was, and how many cups more than usual she sold, in tens.

# %% name="data" alt="Eight points, which rise fairly evenly from about −4.6 on the left to 7.2 on the right."
xs = np.array([-3.0, -2.5, -1.0, 0.0, 0.5, 1.5, 2.5, 3.0])
ys = np.array([-4.6, -4.4, -0.5, 1.6, 1.2, 4.9, 5.4, 7.2])


def draw_days():
    figure, ax = plt.subplots()
    ax.plot(xs, ys, "o", color="tab:orange")
    ax.set(xlabel="degrees warmer than usual", ylabel="cups more than usual, in tens", ylim=(-7, 9))
    return ax


draw_days()
plt.show()

# %% [markdown]
# ## The model {#model}
#
# A straight line with two dials: the weight `w` and the bias `b`. It takes one input, or a whole array of them.

# %% name="model"
def guess(x, w, b):
    return w * x + b


print(guess(3.0, 1.5, 0.0))
print(guess(xs, 1.5, 0.0))

# %% [markdown] role="question"
# ### How far off is one guess? {#one-guess}
#
# The dials stand at `w = 1.0` and `b = 2.0`. On the day with `x = 1.5` the owner noted `y = 4.9`. What is the squared error of the guess for this day: half the square of the miss?

# %% name="one-error" predict="number" answer="error"
miss = 4.9 - guess(1.5, 1.0, 2.0)
error = 0.5 * miss**2
error

# %% [markdown]
# ## The loss {#loss}
#
# The mean of those errors over all days. It is a function of the dials; the days stand still.

# %% name="loss"
def loss(w, b):
    misses = ys - guess(xs, w, b)
    return float(np.mean(0.5 * misses**2))


print(loss(0.0, 0.0), loss(1.5, 0.0), loss(2.0, 1.0))

# %% name="misses" alt="The eight points, a straight line through them and a red stroke from each point up or down to the line. The line is a little too flat."
def draw_misses(w, b):
    ax = draw_days()
    ax.plot(xs, guess(xs, w, b), color="tab:blue")
    ax.vlines(xs, guess(xs, w, b), ys, color="red", linewidth=2)
    ax.set_title("w = %.2f, b = %.2f: loss %.3f" % (w, b, loss(w, b)))


draw_misses(1.5, 0.0)
plt.show()

# %% [markdown]
# Change the two numbers in the last cell and run it again. How small can you make the loss?
#
# ## The landscape {#landscape}
#
# With two dials we can still afford the whole picture: the loss for many settings, drawn as contour lines, like heights on a map.

# %% name="landscape" alt="Contour lines of the loss over weight and bias: nested ovals, somewhat taller than wide, around a deepest point near w = 2 and b = 1."
def draw_landscape():
    ws, bs = np.meshgrid(np.linspace(-10, 10, 101), np.linspace(-10, 10, 101))
    heights = np.array([loss(w, b) for w, b in zip(ws.ravel(), bs.ravel())])
    levels = 0.2 + np.arange(20) ** 2
    figure, ax = plt.subplots(figsize=(4.4, 4.4))
    ax.contour(ws, bs, heights.reshape(ws.shape), levels, colors="tab:blue", linewidths=0.7)
    ax.set(xticks=range(-10, 11, 5), yticks=range(-10, 11, 5))
    ax.set(xlabel="weight w", ylabel="bias b")
    return ax


draw_landscape()
plt.show()

# %% [markdown]
# ## Try everything {#grid}
#
# Ten values for each dial, every combination once, and the best one is kept.

# %% name="grid"
values = range(-9, 10, 2)
tried = [(loss(w, b), w, b) for w in values for b in values]
print(len(tried), min(tried))

# %% [markdown] role="question"
# ### A grid for six dials {#six-dials}
#
# A model with six dials, and ten values for each of them. How many settings must be tried?

# %% name="six-dials" predict="choice" choices="sixty|six hundred|ten thousand|a million" answer="[60, 600, 10_000, 1_000_000].index(settings)"
settings = 1
for dial in range(6):
    settings = settings * 10
settings

# %% [markdown]
# And how long would that take? The same for more and more dials, at a billion tries a second:

# %% name="time"
for dials in [2, 9, 12, 20, 30]:
    seconds = 10.0**dials / 1e9
    print("%d dials: %.3g seconds, %.3g years" % (dials, seconds, seconds / (365.25 * 24 * 3600)))

# %% [markdown]
# ## Feel the slope {#slope}
#
# Turn one dial by a hundredth and see how fast the loss changes. Two nudges suffice to know which way to turn both dials.

# %% name="nudge"
def slopes(w, b, nudge=0.01):
    here = loss(w, b)
    return (loss(w + nudge, b) - here) / nudge, (loss(w, b + nudge) - here) / nudge


slopes(1.5, 0.0)

# %% [markdown]
# Both are negative: more of either makes the loss smaller. So we walk, each dial against its slope, by a tenth of it, and again from there. Thirty steps from a setting that is far off:

# %% name="walk" alt="The contour lines of the loss with the path of thirty steps on them: it starts in the lower left corner, crosses the map to the right in a few long strides, bends upwards, and ends close to the deepest point."
w, b = -8.0, -8.0
path = [(w, b)]
for n in range(30):
    slope_w, slope_b = slopes(w, b)
    w, b = w - 0.1 * slope_w, b - 0.1 * slope_b
    path.append((w, b))
print(w, b, loss(w, b))

ax = draw_landscape()
ax.plot(*zip(*path), ".-", color="tab:orange", linewidth=1)
plt.show()

# %% [markdown]
# Compare the two searches: a hundred tries of the grid came no closer than a loss of {{ grid_loss | places(3) }}, the thirty steps reached {{ felt.loss[walk_steps] | places(3) }}.
#
# ## The same with gdlib {#gdlib}
#
# `line_surface` is the loss of a line over its two parameters, with its gradient; `record` walks on it and keeps every step. The parameters travel together, as one `t`.

# %% name="gdlib"
import gdlib

ground = gdlib.line_surface(xs.tolist(), ys.tolist())
run = gdlib.record(ground.loss, ground.gradient, t=(-8.0, -8.0), lr=0.1, steps=30)
print(run)
print(run.t[-1], run.loss[-1])

# %% [markdown]
# The best line of all, by the formula of least squares, is known to `ground`:

# %% name="best"
print(ground.minima[0], ground.loss(ground.minima[0]))

# %% [markdown]
# ## Days it has never seen {#new-data}
#
# Five more days, which had no part in the search. If the line has learned something, its loss on them is of the same size.

# %% name="fresh"
fresh_xs = np.array([-2.0, -1.5, 1.0, 2.0, 2.8])
fresh_ys = np.array([-2.3, -2.6, 2.3, 6.0, 6.1])
w, b = ground.minima[0]
known = np.mean(0.5 * (ys - guess(xs, w, b)) ** 2)
fresh = np.mean(0.5 * (fresh_ys - guess(fresh_xs, w, b)) ** 2)
print("known days %.3f, new days %.3f" % (known, fresh))

# %% [markdown]
# ## Exercises {#exercises}
#
# Run shows what your code does; Check judges it. The solutions stand below the hints, but you will enjoy them more afterwards.

# %% [markdown] exercise="loss" role="task"
# ### Write the loss {#ex-loss}
#
# Write the mean squared error of the line for *any* days: `xs` and `ys` are arguments now. Half the square of each miss, then the mean.

# %% exercise="loss" role="starter"
def mean_error(w, b, xs, ys):
    return 0.0  # your formula goes here


print(mean_error(1.5, 0.0, xs, ys))

# %% [markdown] exercise="loss" role="hint"
# `w * xs + b` is an array with the guess for every day. What is left if you subtract it from `ys`?

# %% [markdown] exercise="loss" role="hint"
# `np.mean(…)` is the mean of an array. The half may stand inside or outside.

# %% exercise="loss" role="check"
forbid("gdlib", "loss", why="Write it in your own words: no ready-made function this time.")
expect("mean_error(0.0, 0.0, np.array([1.0]), np.array([4.0]))", 8.0, why="One day, a miss of 4: half of its square is 8.")
expect("mean_error(2.0, 1.0, np.array([0.0, 1.0]), np.array([1.0, 3.0]))", 0.0, why="This line runs through both points; nothing is missed.")
expect("mean_error(0.0, 0.0, np.array([1.0, 2.0]), np.array([2.0, -2.0]))", 2.0, why="Square before you take the mean, or misses of opposite sign cancel.")
expect("mean_error(1.5, 0.0, xs, ys)", 1.326875, why="Take the mean over the days, not the sum.", given="xs ys")

# %% exercise="loss" role="solution"
def mean_error(w, b, xs, ys):
    misses = ys - (w * xs + b)
    return np.mean(0.5 * misses**2)


print(mean_error(1.5, 0.0, xs, ys))

# %% [markdown] exercise="grid" role="task"
# ### A finer grid {#ex-grid}
#
# Search the grid on which both dials take the values `-9.0`, `-8.5`, `-8.0`, …, `9.0`. Put the number of settings into `tries`, the smallest loss into `smallest`, and the setting that has it into `best_w` and `best_b`. You may use `loss(w, b)`.

# %% exercise="grid" role="starter"
tries, smallest = 0, 1000.0
best_w, best_b = 0.0, 0.0
# your two loops go here

print(tries, smallest, best_w, best_b)

# %% [markdown] exercise="grid" role="hint"
# `np.arange(-9.0, 9.5, 0.5)` holds the values; `9.5` itself is left out.

# %% [markdown] exercise="grid" role="hint"
# A loop over `w` with a loop over `b` inside. Inside both, count the try; and if `loss(w, b)` is smaller than `smallest`, remember it and the setting.

# %% exercise="grid" role="check"
expect("tries", 1369, why="Each of the 37 values of w meets each of the 37 values of b.")
expect("best_w", 2.0, why="Keep the setting with the smallest loss, not the last one.")
expect("best_b", 1.0, why="Keep the setting with the smallest loss, not the last one.")
expect("smallest", 0.17375, why="Is the smallest loss remembered together with its setting?")

# %% exercise="grid" role="solution"
tries, smallest = 0, 1000.0
best_w, best_b = 0.0, 0.0
for w in np.arange(-9.0, 9.5, 0.5):
    for b in np.arange(-9.0, 9.5, 0.5):
        tries = tries + 1
        if loss(w, b) < smallest:
            smallest, best_w, best_b = loss(w, b), w, b

print(tries, smallest, best_w, best_b)

# %% [markdown] exercise="step" role="task"
# ### One step downhill {#ex-step}
#
# Write one step: from `(w, b)`, each dial against its slope, by `lr` times the slope. Return the new `w` and `b`. You may use `slopes(w, b)`.

# %% exercise="step" role="starter"
def step(w, b, lr):
    return w, b  # this stays where it is


step(1.5, 0.0, lr=0.1)

# %% [markdown] exercise="step" role="hint"
# `slope_w, slope_b = slopes(w, b)` gives both slopes.

# %% [markdown] exercise="step" role="hint"
# Where a slope is negative, its dial must grow. Which sign does that?

# %% exercise="step" role="check"
expect("step(1.5, 0.0, 0.1)", [1.71475, 0.11575], why="Both slopes are negative here, so both dials must grow.", tolerance=2e-3)
expect("step(1.5, 0.0, 0.0)", [1.5, 0.0], why="With a rate of 0 nothing moves.")
expect("loss(*step(2.0, 4.0, 0.1)) < loss(2.0, 4.0)", True, why="A short step against the slopes must make the loss smaller.", given="loss")
expect("step(2.0, 4.0, 0.2)[1] < 4.0", True, why="Here b is too large, its slope is positive, and it must shrink.")

# %% exercise="step" role="solution"
def step(w, b, lr):
    slope_w, slope_b = slopes(w, b)
    return w - lr * slope_w, b - lr * slope_b


step(1.5, 0.0, lr=0.1)

# %% [markdown]
# ## To think about {#to-think-about}
#
# - Change one of the eight days to something absurd, such as fifty tens of cups on a cool day, and run the notebook again. How far does the best line give way? Why so far?
# - Use the absolute value of the miss in place of half its square. Where does the deepest point move?
#
# How the slopes are computed without nudging is the subject of the next lesson, [the gradient](../lessons/the-gradient.md).
