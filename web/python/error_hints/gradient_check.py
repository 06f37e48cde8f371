"""Gradient check: compares the gradients that a cell passes to gdlib with difference quotients.

gdlib's `record` and `descend` trust their gradient. `watch` records the loss and gradient of each
call, through `sys.monitoring`, and `gradient_hint` compares them when the cell is done. State that
the two functions change is restored; functions that draw random numbers are not compared.
"""

import contextlib
import io
import math
import sys
import time
import types
import warnings
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from .hint import Hint
from .mutable_state import MutableState

TOOL = 3  # a tool id of sys.monitoring that is not reserved for debuggers, coverage or profilers
MOST_DESCENTS = 20
MOST_COMPONENTS = 64
STEPS = 3
SECONDS = 0.25
TOLERANCE = 0.01  # of the largest slope: readers may use coarse difference quotients themselves


class Descent(NamedTuple):
    """The arguments of a descent."""

    loss: Any
    gradient: Any
    t: Any
    lr: Any


class Slope(NamedTuple):
    """One component of a gradient, as given and as measured."""

    point: int
    component: int | None
    given: float
    low: float
    high: float
    measured: float
    noise: float

    @property
    def size(self) -> float:
        """The largest magnitude of the given and the measured slopes."""
        return max(abs(self.given), abs(self.low), abs(self.high))

    @property
    def error(self) -> float:
        """How far the given slope lies outside the measured range."""
        return max(self.low - self.given, self.given - self.high, 0.0) - self.noise


_started: list[Descent] = []


# --- Watching ---


def watch(source: str) -> None:
    """Record the descents that the next cell starts."""
    _started.clear()
    if "gdlib" not in source and "gdlib" not in sys.modules:
        return
    from gdlib.descent import descend
    from gdlib.recording import record

    monitoring = sys.monitoring
    if monitoring.get_tool(TOOL) is None:
        monitoring.use_tool_id(TOOL, __name__)
        monitoring.register_callback(TOOL, monitoring.events.PY_START, _on_start)
    for function in (record, descend):
        monitoring.set_local_events(TOOL, function.__code__, monitoring.events.PY_START)


def _on_start(_code: types.CodeType, _offset: int) -> None:
    given = sys._getframe(1).f_locals
    descent = Descent(*(given.get(name) for name in Descent._fields))
    is_known = any(
        one.loss is descent.loss and one.gradient is descent.gradient for one in _started
    )
    if len(_started) < MOST_DESCENTS and not is_known:
        _started.append(descent)


def gradient_hint() -> Hint | None:
    """Return a hint on the first gradient that does not agree with its loss; None if all agree."""
    descents, until = _started[:], time.perf_counter() + SECONDS
    _started.clear()
    for descent in descents:
        try:
            if hint := _compare(descent, until):
                return hint
        except (Exception, SystemExit):
            continue  # a function that raises at these points cannot be compared
    return None


# --- Comparing ---


def _compare(descent: Descent, until: float) -> Hint | None:
    state = MutableState(descent.loss, descent.gradient)
    if state.is_random or MutableState(descent.gradient).is_deliberate:
        return None
    with state.restored(), _silenced():
        points = _points(descent)
        slopes = [slope for n, t in enumerate(points) for slope in _slopes(descent, n, t, until)]
    worst = _worst(slopes)
    return _hint_about(points[worst.point], worst) if worst else None


@contextlib.contextmanager
def _silenced() -> Iterator[None]:
    """Suppress output and warnings of the functions that are called."""
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        yield


def _points(descent: Descent) -> list[Any]:
    """Return the first states of the descent, and a point beside its start."""
    from gdlib.validation.checks import check_start

    start = check_start(descent.t)
    beside = tuple(t + 0.1 for t in start) if isinstance(start, tuple) else start + 0.1
    with contextlib.suppress(ArithmeticError):
        return [*islice(_steps(descent, start), STEPS), beside]
    return [start, beside]


def _steps(descent: Descent, t: Any) -> Iterator[Any]:
    """Yield the states of plain gradient descent, while they are finite."""
    from gdlib.elementwise import is_finite

    lr = descent.lr if isinstance(descent.lr, (int, float)) else 0.1
    while is_finite(t):
        yield t
        grad = descent.gradient(_copy(t))
        if isinstance(t, tuple):
            t = tuple(one - lr * slope for one, slope in zip(t, grad, strict=True))
        else:
            t = t - lr * grad


def _copy(t: Any) -> Any:
    return t.copy() if hasattr(t, "copy") else t


def _slopes(descent: Descent, point: int, t: Any, until: float) -> Iterator[Slope]:
    """Yield the slopes at a point; none if the functions are not deterministic, or time is up."""
    with contextlib.suppress(ArithmeticError, ValueError):  # outside the loss's domain
        yield from _defined_slopes(descent, point, t, until)


def _defined_slopes(descent: Descent, point: int, t: Any, until: float) -> Iterator[Slope]:
    given, again = _numbers(descent.gradient(_copy(t))), _numbers(descent.gradient(_copy(t)))
    if given != again or _numbers(descent.loss(_copy(t))) != _numbers(descent.loss(_copy(t))):
        return
    if len(given) != len(_numbers(t)):
        return
    stride = math.ceil(len(given) / MOST_COMPONENTS)
    for i in range(0, len(given), stride):
        if time.perf_counter() > until:
            return
        along, start = _along(descent.loss, t, i)
        component = None if isinstance(t, float) else i
        if slope := _measured(along, start, point, component, given[i]):
            yield slope


def _along(loss: Callable[[Any], Any], t: Any, i: int) -> tuple[Callable[[float], float], float]:
    """Return the loss as a function of component `i` of `t` alone, and that component."""
    numbers = _numbers(t)

    def along(number: float) -> float:
        if isinstance(t, float):
            return _number_of(loss(number), 0)
        if isinstance(t, tuple):
            return _number_of(loss((*t[:i], number, *t[i + 1 :])), i)
        moved = t.copy()
        moved.flat[i] = number
        return _number_of(loss(moved), i)

    return along, numbers[i]


def _number_of(value: Any, i: int) -> float:
    """Return a loss; of an elementwise loss, component `i`."""
    numbers = _numbers(value)
    return numbers[i] if len(numbers) > 1 else numbers[0]


def _numbers(value: Any) -> list[float]:
    if isinstance(value, tuple):
        return [float(number) for number in value]
    return [float(number) for number in value.flat] if hasattr(value, "flat") else [float(value)]


def _measured(
    along: Callable[[float], float], at: float, point: int, component: int | None, given: float
) -> Slope | None:
    """Return a slope with the range of several difference quotients.

    At a corner of the loss the one-sided slopes differ: every slope between them is right.
    """
    from gdlib.gradients import EPSILON, numerical_gradient

    size = max(1.0, abs(at))
    central = numerical_gradient(along)(at)
    near = numerical_gradient(along, h=1e-4 * size)(at)
    forward = numerical_gradient(along, method="forward", h=1e-4 * size)(at)
    found = [central, near, forward, 2 * near - forward]
    with contextlib.suppress(ArithmeticError, ValueError):  # near the border of the loss's domain
        found.append(numerical_gradient(along, h=1e-2 * size)(at))  # for losses that are rounded
    if not all(math.isfinite(number) for number in [given, *found]):
        return None
    noise = 100 * EPSILON ** (2 / 3) * abs(along(at))
    return Slope(point, component, given, min(found), max(found), central, noise)


def _worst(slopes: list[Slope]) -> Slope | None:
    """Return the slope with the largest error, at the first point with one above the tolerance."""
    largest = max((slope.size for slope in slopes), default=0.0)
    off = []
    for slope in slopes:
        sizes = [one.size for one in slopes if one.component == slope.component]
        if slope.error > TOLERANCE * max(*sizes, 0.001 * largest, 1e-6):
            off.append(slope)
    return min(off, key=lambda slope: (slope.point, -slope.error), default=None)


def _hint_about(t: Any, slope: Slope) -> Hint:
    from gdlib.descent import format_value

    place = f"{t:.6g}" if isinstance(t, float) else format_value(t)
    numbers = f"{slope.given:.6g}", f"{slope.measured:.6g}"
    if slope.component is None:
        return Hint("gradient", place, *numbers)
    return Hint("gradientComponent", place, *numbers, str(slope.component))
