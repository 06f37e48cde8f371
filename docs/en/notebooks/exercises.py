# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # Exercises {#exercises}
#
# Reading is not yet knowing. Here you predict, write and repair; each exercise tells you what it looked at and what it expected. Everything happens in your browser, and your work is kept there.
#
# All of it builds on the first cell.

# %% name="start"
import gdlib

y = 5.0  # target
start = -5.0  # start

# %% [markdown]
# ## Predict {#predict}
#
# Say first what will happen. Only then can the cell be run. A wrong prediction is no mistake: it shows where your picture of the matter and the matter itself part ways.

# %% [markdown] role="question"
# ### One update {#one-step}
#
# We stand at `t = -5.0` and the target is `5.0`. Where does one update with the learning rate `0.1` lead?

# %% name="after-one" predict="number" answer="t"
lr = 0.1
t = start
t = t - lr * gdlib.calc_gradient(t, y)
t

# %% [markdown] role="question"
# ### Ten updates {#ten-steps}
#
# The same descent, ten times in a row. How far does it come? Move the point on the curve to where you expect `t`.

# %% name="after-ten" predict="point" curve="squared_error" answer="t"
t = start
for n in range(10):
    t = t - 0.1 * gdlib.calc_gradient(t, y)
t

# %% [markdown] role="question"
# ### A large rate {#large}
#
# Now the learning rate is `1.9`. How does the run behave?

# %% name="large-rate" predict="choice" choices="It approaches from one side|It jumps from side to side, closer each time|It swings between the same two places for ever|It runs away" answer="kinds.index(str(gdlib.verdict(run, hill).kind))"
hill = gdlib.landscape("squared_error")
run = gdlib.record(hill.loss, hill.gradient, start, lr=1.9, steps=100)
kinds = ["converged", "converged_swinging", "oscillates", "diverges"]
run

# %% [markdown] role="question"
# ### Twice the rate {#twice}
#
# With the learning rate `0.1` it takes some number of updates until the gradient is smaller than `0.01`. And with `0.2`?

# %% name="double-rate" predict="choice" choices="Fewer than half as many|Exactly half as many|More than half as many" answer="1 if 2 * fast == slow else 0 if 2 * fast < slow else 2"
def updates_until(tolerance, lr):
    t, n = start, 0
    while abs(gdlib.calc_gradient(t, y)) >= tolerance:
        t = t - lr * gdlib.calc_gradient(t, y)
        n = n + 1
    return n


slow, fast = updates_until(0.01, lr=0.1), updates_until(0.01, lr=0.2)
print(slow, fast)

# %% [markdown]
# ## Write it yourself {#write}
#
# Run shows what your code does; Check judges it. If you are stuck, open a hint; each one says a little more.

# %% [markdown] exercise="squared-error" role="task"
# ### The squared error {#ex-squared-error}
#
# Write the loss $E = \frac{1}{2}(y - t)^2$ as a function.

# %% exercise="squared-error" role="starter"
def squared_error(t, y):
    return 0.0  # your formula goes here


squared_error(start, y)

# %% [markdown] exercise="squared-error" role="hint"
# The distance from the target is `y - t`.

# %% [markdown] exercise="squared-error" role="hint"
# Squaring is `** 2`; do not forget to halve the result.

# %% exercise="squared-error" role="check"
forbid("gdlib", why="Write it in your own words: no ready-made function this time.")
expect("squared_error(-5.0, 5.0)", 50.0, why="Did you square the distance, and halve it?")
expect("squared_error(5.0, 5.0)", 0.0, why="On the target there is no error.")
expect("squared_error(6.0, 5.0)", 0.5, why="Did you square the distance, and halve it?")
expect("squared_error(4.0, 5.0)", 0.5, why="The square makes both sides count alike.")

# %% exercise="squared-error" role="solution"
def squared_error(t, y):
    return 0.5 * (y - t) ** 2


squared_error(start, y)

# %% [markdown] exercise="gradient" role="task"
# ### Its gradient {#ex-gradient}
#
# Write the derivative of the squared error with respect to `t`. Work it out on paper first.

# %% exercise="gradient" role="starter"
def calc_gradient(t, y):
    return 0.0  # your formula goes here


calc_gradient(start, y)

# %% [markdown] exercise="gradient" role="hint"
# Differentiate the outer square first: the `2` cancels the half.

# %% [markdown] exercise="gradient" role="hint"
# The inner derivative of `y - t` with respect to `t` is `-1`.

# %% exercise="gradient" role="check"
forbid("gdlib", "numerical_gradient", why="Write it in your own words: no ready-made function this time.")
expect("calc_gradient(-5.0, 5.0)", -10.0, why="Check the sign: left of the target the curve falls, right of it it rises.")
expect("calc_gradient(8.0, 5.0)", 3.0, why="Check the sign: left of the target the curve falls, right of it it rises.")
expect("calc_gradient(5.0, 5.0)", 0.0, why="At the lowest point the curve is flat.")

# %% exercise="gradient" role="solution"
def calc_gradient(t, y):
    return -(y - t)


calc_gradient(start, y)

# %% [markdown] exercise="one-update" role="task"
# ### One update {#ex-one-update}
#
# Return the next `t` after one update with the learning rate `lr`.

# %% exercise="one-update" role="starter"
def updated(t, y, lr):
    return t  # your formula goes here


updated(start, y, lr=0.1)

# %% [markdown] exercise="one-update" role="hint"
# The gradient at `t` is `-(y - t)`.

# %% [markdown] exercise="one-update" role="hint"
# Subtract `lr` times the gradient from `t`.

# %% exercise="one-update" role="check"
forbid("descend", "record", why="Write it in your own words: no ready-made function this time.")
expect("updated(-5.0, 5.0, 0.1)", -4.0, why="An update goes against the gradient: t minus lr times gradient.")
expect("updated(8.0, 5.0, 0.5)", 6.5, why="An update goes against the gradient: t minus lr times gradient.")
expect("updated(5.0, 5.0, 0.1)", 5.0, why="Where the gradient is zero, nothing moves.")
expect("updated(-5.0, 5.0, 1.0)", 5.0, why="Is the gradient multiplied by the learning rate?")

# %% exercise="one-update" role="solution"
def updated(t, y, lr):
    return t - lr * -(y - t)


updated(start, y, lr=0.1)

# %% [markdown] exercise="loop" role="task"
# ### The loop {#ex-loop}
#
# Make fifty updates with the learning rate `0.1` and keep every `t` in `path`, the start included. You may use `gdlib.calc_gradient`.

# %% exercise="loop" role="starter"
t = start
path = [t]
# your loop goes here

len(path), path[-1]

# %% [markdown] exercise="loop" role="hint"
# `for n in range(50):` repeats what is indented below it.

# %% [markdown] exercise="loop" role="hint"
# Inside: first update `t`, then `path.append(t)`.

# %% exercise="loop" role="check"
forbid("descend", "record", why="Write it in your own words: no ready-made function this time.")
expect("len(path)", 51, why="The start, and one more t for each update.")
expect("path[0]", -5.0, why="The list begins with the start.")
expect("path[1]", -4.0, why="An update goes against the gradient: t minus lr times gradient.")
expect("path[2]", -3.1, why="Each update has to use the gradient at the newest t.")
expect("path[50]", 4.948462247926799, why="Each update has to use the gradient at the newest t.")

# %% exercise="loop" role="solution"
t = start
path = [t]
for n in range(50):
    t = t - 0.1 * gdlib.calc_gradient(t, y)
    path.append(t)

len(path), path[-1]

# %% [markdown] exercise="largest-rate" role="task"
# ### The largest rate {#ex-largest-rate}
#
# Among the learning rates `0.1`, `0.2`, …, `3.0`, which is the largest with which the run still settles on the target? Let a loop find out, and put the rate into `largest`.

# %% exercise="largest-rate" role="starter"
def end_of_run(lr, steps=500):
    t = start
    for n in range(steps):
        t = t - lr * gdlib.calc_gradient(t, y)
    return t


largest = 0.1  # find it
largest

# %% [markdown] exercise="largest-rate" role="hint"
# A run has settled when `abs(end_of_run(lr) - y)` is small, say below `0.01`.

# %% [markdown] exercise="largest-rate" role="hint"
# Go through `k / 10` for `k` in `range(1, 31)` and keep the last rate that settles.

# %% exercise="largest-rate" role="check"
expect_between("largest", 0.1, 1.95, why="With this rate the run does not settle.")
expect("round(largest, 6)", 1.9, why="Try every tenth; a larger one still works.")

# %% exercise="largest-rate" role="solution"
def end_of_run(lr, steps=500):
    t = start
    for n in range(steps):
        t = t - lr * gdlib.calc_gradient(t, y)
    return t


largest = 0.1
for k in range(1, 31):
    lr = k / 10
    if abs(end_of_run(lr) - y) < 0.01:
        largest = lr
largest

# %% [markdown] exercise="tolerance" role="task"
# ### Stop when it is good enough {#ex-tolerance}
#
# Return how many updates (learning rate `0.1`) it takes until the size of the gradient is below `tolerance`.

# %% exercise="tolerance" role="starter"
def updates_until(tolerance):
    t = start
    n = 0
    # your loop goes here
    return n


updates_until(0.01)

# %% [markdown] exercise="tolerance" role="hint"
# `while` repeats as long as a condition holds.

# %% [markdown] exercise="tolerance" role="hint"
# The condition is `abs(gdlib.calc_gradient(t, y)) >= tolerance`; in the loop, update `t` and add one to `n`.

# %% exercise="tolerance" role="check"
forbid("descend", "record", why="Write it in your own words: no ready-made function this time.")
expect("updates_until(20.0)", 0, why="If the gradient is small enough already, no update is needed.")
expect("updates_until(9.5)", 1, why="Compare the size of the gradient, without its sign, before every update.")
expect("updates_until(1.0)", 22, why="Compare the size of the gradient, without its sign, before every update.")
expect("updates_until(0.01)", 66, why="Compare the size of the gradient, without its sign, before every update.")

# %% exercise="tolerance" role="solution"
def updates_until(tolerance):
    t = start
    n = 0
    while abs(gdlib.calc_gradient(t, y)) >= tolerance:
        t = t - 0.1 * gdlib.calc_gradient(t, y)
        n = n + 1
    return n


updates_until(0.01)

# %% [markdown] exercise="plot" role="task"
# ### See the run {#ex-plot}
#
# Draw the loss of every state against the iteration, as one line, and label both axes.

# %% exercise="plot" role="starter"
import matplotlib.pyplot as plt

hill = gdlib.landscape("squared_error")
run = gdlib.record(hill.loss, hill.gradient, start, lr=0.1, steps=50)
# draw run.loss here

# %% [markdown] exercise="plot" role="hint"
# `run.loss` holds the losses, from the start to the last update.

# %% [markdown] exercise="plot" role="hint"
# `figure, ax = plt.subplots()`, then `ax.plot(…)`, then `ax.set(xlabel=…, ylabel=…)`.

# %% exercise="plot" role="check"
hill = gdlib.landscape("squared_error")
wanted = gdlib.record(hill.loss, hill.gradient, start, lr=0.1, steps=50)
expect_line("the loss of every state", wanted.loss, why="Draw the losses, not the parameters, against n: from 0, the start, to 50, the last update. It is to be one line.", why_labels="Give both axes a label.")

# %% exercise="plot" role="solution"
import matplotlib.pyplot as plt

hill = gdlib.landscape("squared_error")
run = gdlib.record(hill.loss, hill.gradient, start, lr=0.1, steps=50)
figure, ax = plt.subplots()
ax.plot(run.loss)
ax.set(xlabel="n", ylabel="E")
plt.show()

# %% [markdown] exercise="repair" role="task"
# ### Repair a broken descent {#ex-repair}
#
# This program should walk down to the target, and does not. There are two mistakes in it.

# %% exercise="repair" role="starter"
def descent(lr, steps):
    path = []
    for n in range(steps):
        t = start
        grad = gdlib.calc_gradient(t, y)
        t = t + lr * grad
        path.append(t)
    return path


descent(lr=0.1, steps=5)

# %% [markdown] exercise="repair" role="hint"
# Print `t` in the loop: does it go on from where it was?

# %% [markdown] exercise="repair" role="hint"
# One mistake is where `t = start` stands. The other is a sign.

# %% exercise="repair" role="check"
expect("descent(0.1, 1)", [-4.0], why="An update goes against the gradient: t minus lr times gradient.")
expect("descent(0.1, 3)", [-4.0, -3.1, -2.29], why="Where does t start, and how often?")
expect("descent(1.0, 2)", [5.0, 5.0], why="Where does t start, and how often?")
expect("descent(2.0, 3)", [15.0, -5.0, 15.0], why="Where does t start, and how often?")

# %% exercise="repair" role="solution"
def descent(lr, steps):
    t = start
    path = []
    for n in range(steps):
        grad = gdlib.calc_gradient(t, y)
        t = t - lr * grad
        path.append(t)
    return path


descent(lr=0.1, steps=5)
