"""Record whole descents, by any optimizer, with every state.

Examples:
    >>> from gdlib.optimizers import Momentum
    >>> from gdlib.objectives.surfaces import surface
    >>> bowl = surface("bowl")
    >>> run = record(bowl.loss, bowl.gradient, bowl.start, lr=0.05, steps=100, rule=Momentum())
    >>> str(run.ended), run.loss[0], run.loss[-1] < 0.001
    ('steps_done', 28.0, True)
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import count, islice, repeat, takewhile
from math import isfinite

from gdlib.elementwise import Real, is_finite, largest, silence_overflow
from gdlib.optimizers import GradientDescent, Optimizer, Update
from gdlib.trajectory import Ending, Trajectory
from gdlib.validation.checks import (
    check_count,
    check_functions_at,
    check_not_negative,
    check_positive,
    check_start,
    check_value,
)
from gdlib.validation.floats import is_array


def record(
    loss: Callable[[Real], Real],
    gradient: Callable[[Real], Real],
    t: Real,
    *,
    lr: float | Callable[[int], float] = 0.1,
    steps: int = 50,
    tolerance: float | None = None,
    rule: Optimizer | None = None,
) -> Trajectory:
    """Return the trajectory of a descent from `t`: every state of a number of updates.

    Divergence raises no error: such a run ends with its last state whose numbers are all finite.
    So does one whose loss or gradient becomes NaN. Arrays are recorded as copies: they don't change
    with the functions' arguments and results.

    Args:
        loss: E(t), one function of `t`.
        gradient: ∂E/∂t, one function of `t` that returns the form of `t`. It is called once for
            each state, in order, so that it may draw a new mini-batch each time.
        t: start; a finite float, a tuple of finite floats, or an array of finite numbers.
        lr: learning rate, above 0; or a schedule, a function of n that returns one, or 0.
        steps: updates to make; 0 or more.
        tolerance: the run ends as soon as no component of the gradient is larger; 0 or more.
            None: it makes all updates.
        rule: the optimizer that makes the updates; None: `GradientDescent()`.

    Raises:
        TypeError: an argument has the wrong type.
        ValueError: a number is out of range, or loss and gradient are not finite at the start, or
            one of them returns another shape than `t` has.
    """
    t, steps = check_start(t), check_count("steps", steps)
    lr = lr if callable(lr) else check_positive("lr", lr)
    threshold = -1.0 if tolerance is None else check_not_negative("tolerance", tolerance)
    if rule is not None and not isinstance(rule, Optimizer):
        raise TypeError(f"rule must be an Optimizer, such as Momentum(), or None, got {rule!r}")
    _, grad = check_functions_at(loss, gradient, t)
    if isinstance(t, float) and rule is None and not callable(lr):
        ts, grads = _descend_floats(gradient, t, grad, lr, steps, threshold)
    else:
        ts, grads = _descend_by_rule(
            gradient, t, grad, lr, steps, threshold, rule or GradientDescent()
        )
    t_column, losses, slopes = _finite_states(loss, ts, grads)
    updates, ended = _ending(slopes, steps, threshold)
    return Trajectory(range(len(losses)), t_column, losses, slopes, lr, updates, ended, rule)


def sweep(
    loss: Callable[[Real], Real],
    gradient: Callable[[Real], Real],
    t: Real,
    rates: Iterable[float],
    *,
    steps: int = 50,
    rule: Optimizer | None = None,
) -> list[Trajectory]:
    """Run the same descent with one learning rate after another, and return the runs.

    Args:
        loss: E(t), one function of `t`.
        gradient: ∂E/∂t, one function of `t`.
        t: start of every run, as for `record`.
        rates: learning rates, above 0.
        steps: updates of every run; 0 or more.
        rule: the optimizer that makes the updates; None: `GradientDescent()`.

    Raises:
        TypeError: an argument has the wrong type.
        ValueError: a number is out of range, or loss and gradient are not finite at the start.

    Examples:
        >>> runs = sweep(lambda t: t * t, lambda t: 2 * t, 1.0, [0.25, 0.5, 1.0], steps=2)
        >>> [run.loss[-1] for run in runs]
        [0.0625, 0.0, 1.0]
    """
    return [record(loss, gradient, t, lr=lr, steps=steps, rule=rule) for lr in rates]


def _descend_floats(
    gradient: Callable[[float], float],
    t: float,
    grad: float,
    lr: float,
    steps: int,
    threshold: float,
) -> tuple[list[float], list[float]]:
    """Return ts and gradients of plain gradient descent on one number: a fast path."""
    ts, grads = [t], [grad]
    low, high = -threshold, threshold
    with suppress(OverflowError):
        for _ in range(steps):
            if low <= grad <= high:
                break
            t = t - lr * grad
            if t - t:  # NaN, which is true, where t is infinite
                break
            grad = gradient(t)
            if type(grad) is not float:
                grad = check_value("gradient", grad, t, len(ts))
            ts.append(t)
            grads.append(grad)
    return ts, grads


def _descend_by_rule(
    gradient: Callable[[Real], Real],
    t: Real,
    grad: Real,
    lr: float | Callable[[int], float],
    steps: int,
    threshold: float,
    rule: Optimizer,
) -> tuple[list[Real], list[Real]]:
    """Return ts and gradients of a descent by any optimizer on a number, a tuple or an array."""
    ts, grads = [t], [grad]
    update = rule.start_at(t)
    rates = _checked(lr) if callable(lr) else repeat(lr)
    is_usable, are_floats = _finite_test(t), _float_test(t)
    if is_array(t):
        gradient, update = _on_a_copy(gradient), _on_copies(update, rule)
    with suppress(OverflowError), silence_overflow(t):
        for rate in islice(rates, steps):
            if threshold >= 0 and largest(grad) <= threshold:
                break
            t = update(t, grad, rate)
            if not is_usable(t):
                break
            grad = gradient(t)
            if not are_floats(grad):
                grad = check_value("gradient", grad, t, len(ts))
            ts.append(t)
            grads.append(grad)
    return ts, grads


def _on_a_copy(function: Callable[[Real], Real]) -> Callable[[Real], Real]:
    """Return a function of an array, called with a copy: it may change its argument."""
    return lambda t: function(t.copy())


def _on_copies(update: Update, rule: Optimizer) -> Update:
    """Return an update of arrays, called with copies and with its results copied."""
    return lambda t, grad, lr: check_value(f"{rule!r}", update(t.copy(), grad.copy(), lr), t)


def _float_test(t: Real) -> Callable[[Real], bool]:
    """Return the fastest test whether a gradient has the form of `t` and holds immutable floats."""
    if isinstance(t, float):
        return lambda grad: type(grad) is float
    if not isinstance(t, tuple):
        return lambda _: False
    if len(t) == 2:
        return lambda grad: (
            type(grad) is tuple and len(grad) == 2 and type(grad[0]) is float is type(grad[1])
        )
    types = tuple(map(type, t))
    return lambda grad: type(grad) is tuple and tuple(map(type, grad)) == types


def _checked(schedule: Callable[[int], float]) -> Iterator[float]:
    """Yield the rates of a schedule, which may be 0."""
    return (check_not_negative(f"lr({n})", schedule(n)) for n in count())


def _finite_test(t: Real) -> Callable[[Real], bool]:
    """Return the fastest test whether all numbers of the form of `t` are finite."""
    if isinstance(t, float):
        return isfinite
    return (lambda point: isfinite(sum(point))) if isinstance(t, tuple) else is_finite


def _finite_states(
    loss: Callable[[Real], Real], ts: list[Real], grads: list[Real]
) -> tuple[Sequence[Real], Sequence[Real], Sequence[Real]]:
    """Return parameters, losses and gradients up to the last state that is finite throughout.

    The updates don't depend on the loss, so it is computed for the whole column at once.
    """
    losses: list[Real] = []
    with suppress(OverflowError), silence_overflow(ts[0]):
        if is_array(ts[0]):
            loss = _on_a_copy(loss)
            losses.extend(check_value("loss", loss(t), t, n) for n, t in enumerate(ts))
        else:
            losses.extend(map(loss, ts))  # keeps those before an overflow
    if {*map(type, losses)} - {float}:
        losses = [check_value("loss", value, ts[n], n) for n, value in enumerate(losses)]
    kept = len(ts)
    # Terms of a finite sum are finite; the sum is faster than a test of each.
    if len(losses) < len(ts) or not (_has_finite_sum(losses) and _has_finite_sum(grads)):
        kept = sum(1 for _ in takewhile(_both_finite, zip(losses, grads, strict=False)))
    columns = ts[:kept], losses[:kept], grads[:kept]
    if isinstance(ts[0], float):
        return array("d", columns[0]), array("d", columns[1]), array("d", columns[2])
    return columns


def _has_finite_sum(column: Sequence[Real]) -> bool:
    """Tell whether the numbers of a column have a finite sum; False for arrays."""
    if isinstance(column[0], (int, float)):
        return isfinite(sum(column))
    return isinstance(column[0], tuple) and isfinite(sum(map(sum, column)))


def _both_finite(pair: tuple[Real, Real]) -> bool:
    return is_finite(pair[0]) and is_finite(pair[1])


def _ending(grads: Sequence[Real], steps: int, threshold: float) -> tuple[int, Ending]:
    """Return how many updates were made and why there were no more."""
    states = len(grads)
    if threshold >= 0 and largest(grads[-1]) <= threshold:
        return states - 1, Ending.TOLERANCE_REACHED
    if states == steps + 1:
        return steps, Ending.STEPS_DONE
    return states, Ending.DIVERGED
