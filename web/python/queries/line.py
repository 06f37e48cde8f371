"""The query of `<gd-line>`: a line fitted to a few points by descent on weight and bias."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from gdlib import Surface, Trajectory, line_surface, record, surface_verdict
from gdlib.objectives.contour_levels import contour_levels
from gdlib.objectives.line_fit import LEAST_SPREAD, line_contour, line_curvatures, mean_and_spread
from web.python.queries.contour import square

LEVELS = 12
MOST_POINTS = 20
#: Above this ratio of its sides, a view of weight and bias is not drawn true to scale.
LARGEST_ASPECT_RATIO = 5

Points = list[tuple[float, float]]


@dataclass(frozen=True)
class DataSet:
    """Initial points, their default rate, and the frame they are drawn in: x and y, from and to."""

    points: Points
    lr: float
    frame: tuple[float, float, float, float]


_XS = (-3.0, -2.5, -1.0, 0.0, 0.5, 1.5, 2.5, 3.0)
_YS = (-4.6, -4.4, -0.5, 1.6, 1.2, 4.9, 5.4, 7.2)
_POINTS = list(zip(_XS, _YS, strict=True))
_OUTLIER = 6  # the point that is an outlier

SETS = {
    "noisy": DataSet(_POINTS, 0.1, (-4.0, 4.0, -8.0, 10.0)),
    "outlier": DataSet(
        [(x, -6.5) if i == _OUTLIER else (x, y) for i, (x, y) in enumerate(_POINTS)],
        0.1,
        (-4.0, 4.0, -8.0, 10.0),
    ),
    "far": DataSet([(x + 27, y) for x, y in _POINTS], 0.001, (23.0, 31.0, -8.0, 10.0)),
}


def answer(parameters: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Sequence[float]]]:
    """Return the facts and columns of one descent.

    Args:
        parameters: `data` (one of `SETS`); `points`, pairs x, y instead of the set's own, or None;
            `scaled`, whether x is standardised first; `lr`, None for the set's own; `steps`;
            `words`, whether a verdict is wanted, which takes longer than the run.

    Returns:
        facts: parameters as used, formula, `frame` of the points, `view` of weight and bias and
            whether it is true to scale, the best line, the limit of the rate, the condition number,
            mean and spread of x if it is standardised, contour lines, the verdict or None, a
            better rate or None, program.
        columns: `w`, `b`, `loss`, `grad_w`, `grad_b` of every state, and the heights of its line
            at both edges of the frame, `left` and `right`.

    Raises:
        TypeError: a parameter has the wrong type.
        ValueError: a parameter is out of range, or the best line is not unique.
    """
    own = _data_set(parameters["data"])
    points = _points(parameters["points"]) or own.points
    scaled, steps = parameters["scaled"], parameters["steps"]
    lr = own.lr if parameters["lr"] is None else parameters["lr"]
    scene, zs, scale = _scene(points, scaled)
    run = record(scene.loss, scene.gradient, (0.0, 0.0), lr=lr, steps=steps)
    frame = _widened(own.frame, points)
    view = _view(scene, _scene(own.points, scaled)[0])
    smallest, largest = line_curvatures(zs)
    facts = {
        "parameters": {
            "data": parameters["data"],
            "points": [list(point) for point in points],
            "moved": points != own.points,
            "scaled": scaled,
            "lr": float(lr),
            "steps": steps,
        },
        "formula": scene.formula,
        "frame": list(frame),
        "view": list(view),
        "true_to_scale": is_true_to_scale(view),
        "minimum": list(scene.minima[0]),
        "best": _heights(scene.minima[0], frame, scale),
        "limit": scene.limit,
        "condition": largest / smallest,
        "scale": list(scale) if scaled else None,
        "contour": _contour(scene, zs, view),
        "updates": run.updates,
        "ended": str(run.ended),
        "verdict": _verdict(run, scene) if parameters["words"] else None,
        "better_lr": better_rate(run, scene),
        "program": program(points, scaled, float(lr), steps),
    }
    return facts, _columns(run, frame, scale)


def _data_set(name: str) -> DataSet:
    if name not in SETS:
        raise ValueError(f"data must be one of {', '.join(SETS)}, got {name!r}")
    return SETS[name]


def _points(given: Sequence[Sequence[float]] | None) -> Points | None:
    if given is None:
        return None
    if len(given) > MOST_POINTS or any(len(point) != 2 for point in given):
        raise ValueError(f"points must be at most {MOST_POINTS} pairs x, y, got {given!r}")
    return [(float(x), float(y)) for x, y in given]


def _scene(points: Points, scaled: bool) -> tuple[Surface, list[float], tuple[float, float]]:
    """Return the loss over weight and bias, the inputs (x − mean) / spread, and mean and spread."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    mean, spread = mean_and_spread(xs) if xs else (0.0, 0.0)
    if not scaled or spread < LEAST_SPREAD:  # the surface says what is wrong
        return line_surface(xs, ys), xs, (0.0, 1.0)
    zs = [(x - mean) / spread for x in xs]
    return line_surface(zs, ys), zs, (mean, spread)


def _widened(frame: Sequence[float], points: Points) -> tuple[float, float, float, float]:
    """Return a frame that holds the points too."""
    x_min, x_max, y_min, y_max = frame
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(x_min, *xs), max(x_max, *xs), min(y_min, *ys), max(y_max, *ys)


def _view(scene: Surface, own: Surface) -> tuple[float, float, float, float]:
    """Return the view of weight and bias: the data set's own while the best line lies in it."""
    (w, b), (w_min, w_max, b_min, b_max) = scene.minima[0], own.view
    w_rim, b_rim = (w_max - w_min) / 8, (b_max - b_min) / 8
    is_inside = w_min + w_rim < w < w_max - w_rim and b_min + b_rim < b < b_max - b_rim
    view = own.view if is_inside else scene.view
    return square(view) if is_true_to_scale(view) else view


def is_true_to_scale(view: Sequence[float]) -> bool:
    """Return whether weight and bias can have the same scale, which keeps angles undistorted."""
    w_min, w_max, b_min, b_max = view
    sides = sorted((w_max - w_min, b_max - b_min))
    return sides[1] <= LARGEST_ASPECT_RATIO * sides[0]


def _contour(scene: Surface, zs: Sequence[float], view: Sequence[float]) -> dict[str, Any]:
    """Return the contour lines: similar ellipses, by their two axes and their radii."""
    first, second = line_contour(zs)
    w_min, w_max, b_min, b_max = view
    lowest = scene.loss(scene.minima[0])
    highest = max(scene.loss((w, b)) for w in (w_min, w_max) for b in (b_min, b_max))
    heights = contour_levels(lowest, highest, LEVELS)
    radii = [sqrt(2 * (height - lowest)) for height in heights]
    return {"first": list(first), "second": list(second), "radii": radii}


def _heights(
    line: tuple[float, float], frame: Sequence[float], scale: tuple[float, float]
) -> list[float]:
    """Return y of a line at the left and the right edge of the frame."""
    (w, b), (mean, spread) = line, scale
    return [w * ((x - mean) / spread) + b for x in frame[:2]]


def _columns(
    run: Trajectory, frame: Sequence[float], scale: tuple[float, float]
) -> dict[str, Sequence[float]]:
    heights = [_heights(line, frame, scale) for line in run.t]
    return {
        "w": array("d", (w for w, _ in run.t)),
        "b": array("d", (b for _, b in run.t)),
        "loss": array("d", run.loss),
        "grad_w": array("d", (in_w for in_w, _ in run.grad)),
        "grad_b": array("d", (in_b for _, in_b in run.grad)),
        "left": array("d", (left for left, _ in heights)),
        "right": array("d", (right for _, right in heights)),
    }


def _verdict(run: Trajectory, scene: Surface) -> dict[str, Any]:
    said = surface_verdict(run, scene)
    return {"kind": str(said.kind), "step": said.step}


def better_rate(run: Trajectory, scene: Surface) -> float | None:
    """Return 1 / (largest curvature), to two digits, if the run's rate is far from it.

    Far means at least twice, or less than a quarter.
    """
    is_far = run.lr >= 2 * scene.lr or run.lr < scene.lr / 4
    return float(f"{scene.lr:.2g}") if is_far else None


def program(points: Points, scaled: bool, lr: float, steps: int) -> str:
    """Return a Python program that makes this run and prints its steps."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    template = _STANDARDISED if scaled else _PLAIN
    return template.format(xs=xs, ys=ys, lr=lr, steps=steps)


_PLAIN = """\
from gdlib import line_surface, record

xs = {xs}
ys = {ys}

ground = line_surface(xs, ys)
print(record(ground.loss, ground.gradient, (0.0, 0.0), lr={lr!r}, steps={steps}))
"""

_STANDARDISED = """\
from math import sqrt
from gdlib import line_surface, record

xs = {xs}
ys = {ys}

mean = sum(xs) / len(xs)
spread = sqrt(sum((x - mean) ** 2 for x in xs) / len(xs))
zs = [(x - mean) / spread for x in xs]

ground = line_surface(zs, ys)
print(record(ground.loss, ground.gradient, (0.0, 0.0), lr={lr!r}, steps={steps}))
"""
