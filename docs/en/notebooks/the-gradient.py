# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # The gradient {#the-gradient}
#
# The lesson on [the gradient](../lessons/the-gradient.md), as a program: secants that become tangents, errors that shrink and grow, and the slope in every direction. First in our own NumPy, then with gdlib.

# %% name="imports"
import matplotlib.pyplot as plt
import numpy as np

# %% [markdown]
# ## Secants {#secants}
#
# The slope between two points of a curve: rise divided by run. The second point comes closer and closer.

# %% name="secants"
def loss(t):
    return 0.5 * (5.0 - t) ** 2


def quotient(loss, t, h):
    return (loss(t + h) - loss(t)) / h


for h in [2.0, 1.0, 0.1, 0.01, 0.001]:
    print(h, quotient(loss, -5.0, h))

# %% name="secants-figure" alt="The parabola with four straight lines through the point t = −5. The smaller h, the steeper the line; with h = 0.001 it is all but the tangent."
ts = np.linspace(-10, 20, 200)
figure, ax = plt.subplots(figsize=(4.4, 4.4))
ax.plot(ts, loss(ts))
for h in [12.0, 6.0, 3.0, 0.001]:
    slope = quotient(loss, -5.0, h)
    ax.plot(ts, loss(-5.0) + slope * (ts + 5.0), linewidth=1, label="h = %g" % h)
ax.plot(-5.0, loss(-5.0), "o", color="red")
ax.set(xlim=(-10, 20), ylim=(-5, 100), xlabel="parameter t", ylabel="loss function E")
ax.legend()
plt.show()

# %% [markdown]
# The lesson shows that the quotient is $-(y - t) + \tfrac{1}{2}h$. So what is missing, divided by $h$, must be one half for every $h$:

# %% name="half"
def slope(t):
    return -(5.0 - t)


for h in [2.0, 1.0, 0.1, 0.01, 0.001]:
    print(h, (quotient(loss, -5.0, h) - slope(-5.0)) / h)

# %% [markdown]
# The last digits begin to waver already. We come back to that.
#
# ## Both sides {#both-sides}
#
# The central difference looks equally far to both sides, so that the bend of the curve cancels.

# %% name="both-sides"
def central_quotient(loss, t, h):
    return (loss(t + h) - loss(t - h)) / (2 * h)


print(central_quotient(loss, -5.0, 2.0))

# %% [markdown] role="question"
# ### A cube, and a wide step {#cube}
#
# On a parabola even a wide central difference is exact. What about the curve $t^3$? At $t = 2$ its slope is `12.0`. What does the central difference with $h = 1$ say?

# %% name="cube" predict="number" answer="measured"
measured = central_quotient(lambda t: t**3, 2.0, 1.0)
measured

# %% [markdown]
# ## Truncation and rounding {#errors}
#
# How far is the measured slope from the true one, for large and small $h$? We take a curve with some life in it, the wavy bowl, whose slope we know.

# %% name="errors" alt="Error against h on logarithmic scales. Coming from large h both lines fall, the central one twice as steeply, to lowest points near h = 10⁻⁷ and h = 10⁻⁵; for smaller h both rise again, jagged."
def wavy(t):
    return 0.1 * (5.0 - t) ** 2 + 1 - np.cos(5.0 - t)


def wavy_slope(t):
    return (t - 5.0) / 5 + np.sin(t - 5.0)


widths = 10.0 ** np.arange(-15, 0.1, 0.25)
forward_errors = [abs(quotient(wavy, -5.0, h) - wavy_slope(-5.0)) for h in widths]
central_errors = [abs(central_quotient(wavy, -5.0, h) - wavy_slope(-5.0)) for h in widths]

figure, ax = plt.subplots()
ax.loglog(widths, forward_errors, ".-", label="forward")
ax.loglog(widths, central_errors, ".-", label="central")
ax.set_xticks([1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 1])
ax.set(xlabel="distance h", ylabel="error")
ax.legend()
plt.show()

# %% [markdown] role="question"
# ### The best of six {#best-h}
#
# Of these six distances, which one measures the slope of the wavy curve at $t = -5$ best, with the *forward* difference?

# %% name="best-h" predict="choice" choices="1e-2|1e-5|1e-8|1e-11|1e-14|1e-17" answer="errors.index(min(errors))"
candidates = [1e-2, 1e-5, 1e-8, 1e-11, 1e-14, 1e-17]
errors = [abs(quotient(wavy, -5.0, h) - wavy_slope(-5.0)) for h in candidates]
for h, error in zip(candidates, errors):
    print(h, error)

# %% [markdown]
# The last one does not even find a slope: $t + h$ is rounded to $t$, and the quotient is zero.
#
# ## Two parameters {#two-parameters}
#
# A bowl over the plane. A partial derivative moves one coordinate and holds the other still.

# %% name="partial"
def bowl(x, y):
    return 0.5 * (x**2 + 4.0 * y**2)


x, y, h = -3.0, 1.0, 1e-5
in_x = (bowl(x + h, y) - bowl(x - h, y)) / (2 * h)
in_y = (bowl(x, y + h) - bowl(x, y - h)) / (2 * h)
print(in_x, in_y)

# %% [markdown]
# From these two numbers follows the slope in every direction: the dot product with an arrow of length one. We measure it all around and compare.

# %% name="directions" alt="The slope against the direction, a cosine wave. The measured points lie on the line of the dot products; the highest point is at the dashed line, the direction of the gradient."
angles = np.radians(np.arange(0, 361, 5))
measured = [
    (bowl(x + h * np.cos(a), y + h * np.sin(a)) - bowl(x - h * np.cos(a), y - h * np.sin(a))) / (2 * h)
    for a in angles
]
predicted = in_x * np.cos(angles) + in_y * np.sin(angles)

figure, ax = plt.subplots()
ax.plot(np.degrees(angles), measured, ".", label="measured")
ax.plot(np.degrees(angles), predicted, label="dot product")
ax.axvline(np.degrees(np.arctan2(in_y, in_x)), linestyle="--", color="gray", label="the gradient")
ax.set(xlabel="direction in degrees, counted from the east", ylabel="slope")
ax.legend()
plt.show()
print(max(measured), np.hypot(in_x, in_y))

# %% [markdown]
# The largest slope of all is the length of the gradient, and it lies in the direction of the gradient, as the inequality of Cauchy and Schwarz promises. (The directions go round in steps of five degrees, so the largest measured one is a little smaller.)
#
# ## The same with gdlib {#gdlib}
#
# `numerical_gradient` takes a loss and returns its gradient as a function. It chooses a good $h$ by itself, and it knows what to do with several parameters.

# %% name="numerical"
import gdlib

print(gdlib.numerical_gradient(loss)(-5.0))
print(gdlib.numerical_gradient(loss, method="forward", h=0.01)(-5.0))
print(gdlib.numerical_gradient(lambda t: bowl(t[0], t[1]))((-3.0, 1.0)))

# %% [markdown]
# `automatic_gradient` differentiates the program of the loss. No $h$, no error beyond rounding.

# %% name="automatic"
print(gdlib.automatic_gradient(loss)(-5.0))
print(gdlib.automatic_gradient(lambda t: bowl(t[0], t[1]))((-3.0, 1.0)))

# %% [markdown]
# How does it do that? It writes every operation on a tape. Here is the tape of the bowl; the right column is filled in backwards, from the last line to the first.

# %% name="tape"
tape = gdlib.Tape()
x, y = tape.variable(-3.0), tape.variable(1.0)
result = bowl(x, y)
result.backward()
for entry in tape:
    print("%8.2f %8.2f" % (entry.value, entry.grad))

# %% [markdown]
# Whoever derives a gradient by hand should let `check_gradient` look at it. It returns the component that is furthest off, with both of its slopes, or it complains.

# %% name="check"
worst = gdlib.check_gradient(wavy, wavy_slope, -5.0)
print(worst.given, worst.measured)

# %% [markdown]
# ## Exercises {#exercises}
#
# Run shows what your code does; Check judges it.

# %% [markdown] exercise="central" role="task"
# ### The central difference {#ex-central}
#
# Write a function that measures the slope of any `loss` at `t` by the central difference with the distance `h`.

# %% exercise="central" role="starter"
def measured_slope(loss, t, h=1e-5):
    return 0.0  # your formula goes here


measured_slope(loss, -5.0)

# %% [markdown] exercise="central" role="hint"
# The two points lie at `t + h` and `t - h`. What is the rise between them?

# %% [markdown] exercise="central" role="hint"
# And what is the run? Not `h`.

# %% exercise="central" role="check"
forbid("gdlib", "numerical_gradient", "central_quotient", why="Write it in your own words: no ready-made function this time.")
expect("measured_slope(lambda t: t * t, 3.0, 0.5)", 6.0, why="The two points are 2h apart.")
expect("measured_slope(lambda t: t**3, 2.0, 1.0)", 13.0, why="Look equally far to both sides.")
expect("measured_slope(lambda t: 7.0, 2.0, 0.1)", 0.0, why="A level line has the slope 0.")
expect("measured_slope(wavy, -5.0)", -1.4559788891, why="Rise divided by run, with the sign of the rise.", tolerance=1e-8, given="wavy")

# %% exercise="central" role="solution"
def measured_slope(loss, t, h=1e-5):
    return (loss(t + h) - loss(t - h)) / (2 * h)


measured_slope(loss, -5.0)

# %% [markdown] exercise="gradient" role="task"
# ### A gradient of any length {#ex-gradient}
#
# Now `t` is a list of parameters, and `loss(t)` takes such a list. Return the list of its partial derivatives, each by a central difference. While one parameter moves, all others must stand still; and when you are done, `t` must be what it was.

# %% exercise="gradient" role="starter"
def gradient(loss, t, h=1e-5):
    slopes = []
    # your loop goes here
    return slopes


gradient(lambda t: bowl(t[0], t[1]), [-3.0, 1.0])

# %% [markdown] exercise="gradient" role="hint"
# `for i in range(len(t)):` goes through the parameters.

# %% [markdown] exercise="gradient" role="hint"
# `up = list(t)` makes a copy. Then `up[i] = t[i] + h` moves one parameter of the copy only.

# %% exercise="gradient" role="check"
forbid("gdlib", "numerical_gradient", "automatic_gradient", why="Write it in your own words: no ready-made function this time.")
expect("gradient(lambda t: t[0] * t[1], [2.0, 3.0])", [3.0, 2.0], why="The slope of a product in one factor is the other factor.", tolerance=1e-6)
expect("gradient(lambda t: t[0] ** 2 + 10 * t[1] + t[2], [3.0, 1.0, 1.0])", [6.0, 10.0, 1.0], why="One slope for each parameter, in their order.", tolerance=1e-6)
expect("gradient(lambda t: bowl(t[0], t[1]), [-3.0, 1.0])", [-3.0, 4.0], why="Do the others stand still while one moves?", tolerance=1e-6, given="bowl")
expect("(lambda t: [gradient(lambda s: s[0] * s[1], t), t][1])([1.0, 2.0])", [1.0, 2.0], why="Work on a copy, so that t remains what it was.")

# %% exercise="gradient" role="solution"
def gradient(loss, t, h=1e-5):
    slopes = []
    for i in range(len(t)):
        up, down = list(t), list(t)
        up[i] = t[i] + h
        down[i] = t[i] - h
        slopes.append((loss(up) - loss(down)) / (2 * h))
    return slopes


gradient(lambda t: bowl(t[0], t[1]), [-3.0, 1.0])

# %% [markdown] exercise="mistake" role="task"
# ### Find the mistake {#ex-mistake}
#
# One day of the kiosk: `x = 2.0`, `y = 5.0`. The loss of the line with `t = (w, b)` is `one_day(t)`, and somebody has derived its gradient by hand. Both components are wrong. Repair them; `gdlib.check_gradient` tells you which one is furthest off.

# %% exercise="mistake" role="starter"
def one_day(t):
    w, b = t
    miss = 5.0 - (2.0 * w + b)
    return 0.5 * miss**2


def by_hand(t):
    w, b = t
    miss = 5.0 - (2.0 * w + b)
    return (-miss, miss)


print(by_hand((1.0, 1.0)), gdlib.numerical_gradient(one_day)((1.0, 1.0)))

# %% [markdown] exercise="mistake" role="hint"
# The inner derivative of `5.0 - (2.0 * w + b)` with respect to `w` is not `-1`.

# %% [markdown] exercise="mistake" role="hint"
# And with respect to `b` it is `-1`. Where did that go?

# %% exercise="mistake" role="check"
expect("by_hand((1.0, 1.0))", [-4.0, -2.0], why="Outer derivative times inner derivative, for each parameter.")
expect("by_hand((0.0, 0.0))", [-10.0, -5.0], why="Outer derivative times inner derivative, for each parameter.")
expect("by_hand((2.0, 1.0))", [0.0, 0.0], why="This line runs through the point: nothing to gain.")
expect("by_hand((2.0, 3.0))", [4.0, 2.0], why="Here the line lies too high, so both slopes are positive.")

# %% exercise="mistake" role="solution"
def one_day(t):
    w, b = t
    miss = 5.0 - (2.0 * w + b)
    return 0.5 * miss**2


def by_hand(t):
    w, b = t
    miss = 5.0 - (2.0 * w + b)
    return (-2.0 * miss, -miss)


print(by_hand((1.0, 1.0)), gdlib.numerical_gradient(one_day)((1.0, 1.0)))

# %% [markdown]
# ## To think about {#to-think-about}
#
# - In the figure of the errors, why do both lines run along each other on the left and apart on the right?
# - Let `t` be a million instead of `-5.0` in the error figure. Where does the best $h$ move, and why does gdlib multiply its $h$ by the size of `t`?
#
# Now that we have the gradient, we follow it: [gradient descent](../lessons/gradient-descent.md).
