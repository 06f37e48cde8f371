"""The query of `<gd-descent>`'s microscope: one slope, measured by difference quotients."""

from array import array
from collections.abc import Sequence
from typing import Any

from gdlib import Landscape, Trajectory, landscape, numerical_gradient

METHODS = ("forward", "central", "complex")

#: The distances h that a reader can choose: powers of ten.
DISTANCES = tuple(float(f"1e{exponent}") for exponent in range(-16, 1))
#: The distance that pages hold measurements of: nearly the best one for "central".
DEFAULT = 1e-5

#: Errors, relative to slopes above 1: `good` below the first, a `corner` above the second.
SMALL_ERROR, CORNER_ERROR = 1e-7, 1e-3

Numbers = Sequence[float]


def answer(parameters: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Numbers]]:
    """Return the slope at `t`, measured with each of `DISTANCES`.

    Args:
        parameters: `loss` (one of `gdlib.LANDSCAPES`) and `t`.

    Returns:
        facts: the parameters, and the effect of each distance: see `effects`.
        columns: one number for each distance, named as in `measure`.

    Raises:
        TypeError: a parameter has the wrong type.
        ValueError: a parameter is out of range.
    """
    scene, t = landscape(parameters["loss"]), parameters["t"]
    columns = _columns([measure(scene, t, h) for h in DISTANCES])
    return {"parameters": {"loss": scene.name, "t": t}, "effects": effects(scene, t)}, columns


def measure_along(scene: Landscape, run: Trajectory) -> tuple[list[str], dict[str, Numbers]]:
    """Return the effects and the measurements of the distance `DEFAULT` at each state of a run."""
    at = DISTANCES.index(DEFAULT)
    first = [effects(scene, t)[at] for t in run.t]
    return first, _columns([measure(scene, t, DEFAULT) for t in run.t])


def measure(scene: Landscape, t: float, h: float) -> dict[str, float]:
    """Return the losses at t ± h (`ahead`, `behind`), and each method's slope and error."""
    grad = scene.gradient(t)
    numbers = {"ahead": scene.loss(t + h), "behind": scene.loss(t - h)}
    for method in METHODS:
        slope = numerical_gradient(scene.loss, method=method, h=h)(t)
        numbers |= {method: slope, f"{method}_error": abs(slope - grad)}
    return numbers


def effects(scene: Landscape, t: float) -> list[str]:
    """Return what each distance does to the forward difference at `t`.

    - `vanished`: t + h rounds to t.
    - `corner`: the loss has a corner at `t`; not even the complex step measures the gradient.
    - `good`: the error is small, or nearly the smallest of all distances.
    - `large`, `small`: h is too large or too small for a small error.
    """
    size = max(1.0, abs(scene.gradient(t)))
    errors = [measure(scene, t, h)["forward_error"] / size for h in DISTANCES]
    least = min(errors)
    best = max(h for h, error in zip(DISTANCES, errors, strict=True) if error == least)
    is_corner = measure(scene, t, DISTANCES[0])["complex_error"] > CORNER_ERROR * size

    def effect(h: float, error: float) -> str:
        if t + h == t:
            return "vanished"
        if is_corner:
            return "corner"
        if error <= max(SMALL_ERROR, 10 * least):
            return "good"
        return "large" if h > best else "small"

    return [effect(h, error) for h, error in zip(DISTANCES, errors, strict=True)]


def _columns(rows: list[dict[str, float]]) -> dict[str, Numbers]:
    return {name: array("d", [row[name] for row in rows]) for name in rows[0]}


def program(scene: Landscape, run: Trajectory, steps: int) -> str:
    """Return a program that measures one slope of a run, with placeholders `{n}` and `{h}`."""
    start, lr = float(run.t[0]), float(run.lr)
    return _PROGRAM.format(name=scene.name, t=start, lr=lr, steps=steps, n="{n}", h="{h}")


_PROGRAM = """\
from gdlib import landscape, numerical_gradient, record

hill = landscape("{name}")
run = record(hill.loss, hill.gradient, {t!r}, lr={lr!r}, steps={steps})
t = run.t[{n}]
h = {h}

print("by hand", hill.gradient(t))
for method in ("forward", "central", "complex"):
    slope = numerical_gradient(hill.loss, method=method, h=h)
    print(method, slope(t))
"""
