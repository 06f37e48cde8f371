"""What the gradient microscope of `<gd-descent>` asks: how well differences measure one slope."""

from array import array
from collections.abc import Sequence
from typing import Any

from gdlib import Landscape, Trajectory, landscape, numerical_gradient

METHODS = ("forward", "central", "complex")

#: The distances h on offer: powers of ten.
DISTANCES = tuple(float(f"1e{exponent}") for exponent in range(-16, 1))
#: The one that the page can show without Python: about the best for "central".
DEFAULT = 1e-5

#: Errors (relative to slopes above 1) that count as small, and as proof that there is no slope.
SMALL, BROKEN = 1e-7, 1e-3

Numbers = Sequence[float]


def answer(parameters: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Numbers]]:
    """Return the slope in one place, measured with each of `DISTANCES`.

    Args:
        parameters: `loss` (one of `gdlib.LANDSCAPES`) and `t`.

    Returns:
        facts: the parameters, and for each distance what it did: see `effects`.
        columns: one number for each distance, named as in `measured`.

    Raises:
        TypeError: a parameter has the wrong type.
        ValueError: a parameter is out of range.
    """
    scene, t = landscape(parameters["loss"]), parameters["t"]
    columns = _columns([measured(scene, t, h) for h in DISTANCES])
    return {"parameters": {"loss": scene.name, "t": t}, "effects": effects(scene, t)}, columns


def along(scene: Landscape, run: Trajectory) -> tuple[list[str], dict[str, Numbers]]:
    """Return, for each state of a run, what `DEFAULT` did there and what it measured."""
    at = DISTANCES.index(DEFAULT)
    first = [effects(scene, t)[at] for t in run.t]
    return first, _columns([measured(scene, t, DEFAULT) for t in run.t])


def measured(scene: Landscape, t: float, h: float) -> dict[str, float]:
    """Return the loss to both sides (`ahead`, `behind`), and by method the slope and its error."""
    grad = scene.gradient(t)
    numbers = {"ahead": scene.loss(t + h), "behind": scene.loss(t - h)}
    for method in METHODS:
        slope = numerical_gradient(scene.loss, method=method, h=h)(t)
        numbers |= {method: slope, f"{method}_error": abs(slope - grad)}
    return numbers


def effects(scene: Landscape, t: float) -> list[str]:
    """Return what each distance does to the forward difference at `t`.

    - `vanished`: t + h rounds to t.
    - `corner`: there is no slope to be measured; not even the complex step finds the gradient.
    - `good`: the error is small, or nearly the smallest there is.
    - `large`, `small`: h is, and the error could be smaller.
    """
    size = max(1.0, abs(scene.gradient(t)))
    errors = [measured(scene, t, h)["forward_error"] / size for h in DISTANCES]
    least = min(errors)
    best = max(h for h, error in zip(DISTANCES, errors, strict=True) if error == least)
    is_corner = measured(scene, t, DISTANCES[0])["complex_error"] > BROKEN * size

    def effect(h: float, error: float) -> str:
        if t + h == t:
            return "vanished"
        if is_corner:
            return "corner"
        if error <= max(SMALL, 10 * least):
            return "good"
        return "large" if h > best else "small"

    return [effect(h, error) for h, error in zip(DISTANCES, errors, strict=True)]


def _columns(rows: list[dict[str, float]]) -> dict[str, Numbers]:
    return {name: array("d", [row[name] for row in rows]) for name in rows[0]}


def program(scene: Landscape, run: Trajectory, steps: int) -> str:
    """Return a program that measures one slope of a run, with `{n}` and `{h}` left open."""
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
