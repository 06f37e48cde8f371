"""The query of `<gd-descent>`: one descent on a curve."""

from array import array
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from gdlib import Landscape, Trajectory, landscape, record, verdict
from gdlib.descent import LARGE
from web.python.queries import microscope

CURVE_POINTS = 241  # every 1/8 over a view 30 wide: the corner of |y − t| is one of the points


def answer(parameters: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Sequence[float]]]:
    """Return the facts and columns of one descent.

    Args:
        parameters: `loss` (one of `gdlib.LANDSCAPES`), `t`, `lr`, `steps`; None for `t` or `lr`
            means the landscape's own. An optional true `measured` adds the microscope's
            measurements at every state, with its default distance.

    Returns:
        facts: parameters as used, formula, view, minima, marked rates, ending, verdict, programs;
            `effects` of the microscope's default distance at every state, or None.
        columns: `t`, `loss`, `grad` of every state, and `curve`, the loss at
            `CURVE_POINTS` points spread evenly over the view; those of the microscope, if any.

    Raises:
        TypeError: a parameter has the wrong type.
        ValueError: a parameter is out of range.
    """
    scene = landscape(parameters["loss"])
    t = scene.start if parameters["t"] is None else parameters["t"]
    lr = scene.lr if parameters["lr"] is None else parameters["lr"]
    steps = parameters["steps"]
    run = record(scene.loss, scene.gradient, t, lr=lr, steps=steps)
    is_measured = parameters.get("measured", False)
    effects, measured = microscope.measure_along(scene, run) if is_measured else (None, {})
    facts = {
        "parameters": {"loss": scene.name, "t": float(t), "lr": float(lr), "steps": steps},
        "formula": scene.formula,
        "view": list(scene.view),
        "minima": list(scene.minima),
        "landing": 1 / scene.curvature if scene.is_quadratic and scene.curvature else None,
        "limit": scene.limit,
        "updates": run.updates,
        "ended": str(run.ended),
        "verdict": asdict(verdict(run, scene)),
        "program": program(scene, run, steps),
        "slope_program": microscope.program(scene, run, steps),
        "effects": effects,
    }
    columns = {"t": run.t, "loss": run.loss, "grad": run.grad, "curve": curve(scene)}
    return facts, columns | measured


def curve(scene: Landscape) -> Sequence[float]:
    """Return the loss at `CURVE_POINTS` points, to four decimals: enough for any screen."""
    t_min, t_max = scene.view[:2]
    width = (t_max - t_min) / (CURVE_POINTS - 1)
    return array("d", (round(scene.loss(t_min + i * width), 4) for i in range(CURVE_POINTS)))


def program(scene: Landscape, run: Trajectory, steps: int) -> str:
    """Return a Python program that makes this run and prints its table.

    It is the lesson's loop if its table of three decimals is readable, else a call of `record`.
    """
    start, lr = float(run.t[0]), float(run.lr)
    is_readable = run.ended == "steps_done" and max(map(abs, [*run.loss, *run.grad])) < LARGE
    if scene.name == "squared_error" and is_readable:
        return _LESSON.format(t=start, lr=lr, steps=steps)
    return _LIBRARY.format(name=scene.name, t=start, lr=lr, steps=steps)


_LESSON = """\
from gdlib import calc_gradient, squared_error

t = {t!r}  # start
y = 5.0  # target
lr = {lr!r}  # learning rate

for n in range({steps}):
    loss = squared_error(t, y)
    grad = calc_gradient(t, y)
    print("%d-th iteration, t=%.3f, loss: %.3f, grad: %.3f" % (n, t, loss, grad))
    t = t - lr * grad
"""

_LIBRARY = """\
from gdlib import landscape, record

hill = landscape("{name}")
run = record(hill.loss, hill.gradient, {t!r}, lr={lr!r}, steps={steps})
print(run)
"""
