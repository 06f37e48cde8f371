"""The query of `<gd-contour>`: descents of several optimizers on one surface.

Dragging the start sends a query for each frame. So an answer always holds the paths, but the losses
on the grid only for a new surface (`map`), and verdicts only when dragging has ended (`words`).
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from gdlib import OPTIMIZERS, Optimizer, Surface, SurfaceVerdict, Trajectory, bowl, record, surface
from gdlib import surface_verdict as verdict_of
from gdlib.objectives.contour_levels import contour_levels

SIDE = 121  # points of the grid along each axis
LEVELS = 20
MOST_RUNS = 6
RACE = "gradient_descent; momentum; adam"
CONDITION = 10.0
UNSETTLED = ("oscillates", "diverges")

#: Rates of optimizers that normalize the gradient, as shares of the longer side of the view.
_SHARES = {"adagrad": 1 / 10, "rmsprop": 1 / 200, "adam": 1 / 50, "adamw": 1 / 50}
#: Optimizers with momentum get the surface's rate divided by this.
_SLOWER = {"momentum": 5, "nesterov": 5}


@dataclass(frozen=True)
class Entry:
    """One optimizer in a race, with its rate and its hyperparameters."""

    optimizer: str
    lr: float
    hyperparameters: dict[str, float]

    @property
    def rule(self) -> Optimizer:
        """The optimizer itself."""
        return OPTIMIZERS[self.optimizer](**self.hyperparameters)


def answer(parameters: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Sequence[float]]]:
    """Return the facts and columns of a race.

    Args:
        parameters: `surface` (one of `gdlib.SURFACES`); `condition`, of the bowl; `x`, `y`, where
            all start; `race`, such as "momentum lr:0.02 beta:0.9; adam"; `steps`. None means the
            default of the surface, except for `surface` and `steps`. `map`: whether the losses on
            the grid are wanted; `words`: whether verdicts and the program are.

    Returns:
        facts: parameters as used, formula, view, minima, the ending of each run; with `map` the
            levels of the contour lines; with `words` the verdicts and the program.
        columns: `x0`, `y0`, `loss0`, `x1`, …: every state of each run; with `map` also `heights`,
            the loss on a grid of `SIDE` × `SIDE` points, row by row from the lowest y.

    Raises:
        TypeError: a parameter has the wrong type.
        ValueError: a parameter is out of range, or `race` cannot be read.
    """
    scene = _surface(parameters["surface"], parameters["condition"])
    entries = read_race(parameters["race"] or RACE, scene)
    start = _start(parameters["x"], parameters["y"], scene)
    runs = [_run(entry, scene, start, parameters["steps"]) for entry in entries]
    facts, columns = _facts(scene, entries, runs, parameters), _paths(runs)
    if parameters["map"]:
        columns["heights"] = heights(scene)
        facts["levels"] = levels(scene, columns["heights"])
    if parameters["words"]:
        facts["verdicts"] = [_verdict(*pair, scene) for pair in zip(runs, entries, strict=True)]
        facts["program"] = program(facts["parameters"], entries)
    return facts, columns


def _start(x: float | None, y: float | None, scene: Surface) -> tuple[float, float]:
    own_x, own_y = scene.start
    return float(own_x if x is None else x), float(own_y if y is None else y)


def _facts(
    scene: Surface,
    entries: Sequence[Entry],
    runs: Sequence[Trajectory],
    parameters: dict[str, Any],
) -> dict[str, Any]:
    """Return the facts of every answer, with None for those of `map` and `words`."""
    x, y = runs[0].t[0]
    condition = parameters["condition"] or CONDITION
    return {
        "parameters": {
            "surface": scene.name,
            "condition": float(condition) if scene.name == "bowl" else None,
            "x": x,
            "y": y,
            "race": [asdict(entry) for entry in entries],
            "steps": parameters["steps"],
        },
        "formula": scene.formula,
        "view": list(square(scene.view)),
        "minima": [list(minimum) for minimum in scene.minima],
        "lowest_loss": lowest_loss(scene),
        "runs": [{"updates": run.updates, "ended": str(run.ended)} for run in runs],
        "levels": None,
        "verdicts": None,
        "program": None,
    }


def _surface(name: str, condition: float | None) -> Surface:
    if name == "bowl":
        if condition is not None and condition < 1:
            raise ValueError(f"condition must be 1 or more, got {condition!r}")
        return bowl(CONDITION if condition is None else condition)
    if condition is not None:
        raise ValueError(f"condition is of the bowl, not of {name}")
    return surface(name)


def square(view: Sequence[float]) -> tuple[float, float, float, float]:
    """Return a view widened around its middle into a square, which keeps angles undistorted."""
    x_min, x_max, y_min, y_max = view
    side = max(x_max - x_min, y_max - y_min)
    x, y = (x_min + x_max - side) / 2, (y_min + y_max - side) / 2
    return x, x + side, y, y + side


def lowest_loss(scene: Surface) -> float:
    """Return the loss at the global minimum."""
    return float(min(scene.loss(minimum) for minimum in scene.minima))


def places(scene: Surface) -> Iterator[tuple[float, float]]:
    """Return the `SIDE` × `SIDE` points of an even grid over the square, row by row."""
    x_min, x_max, y_min, y_max = square(scene.view)
    xs = [x_min + (x_max - x_min) * i / (SIDE - 1) for i in range(SIDE)]
    ys = [y_min + (y_max - y_min) * i / (SIDE - 1) for i in range(SIDE)]
    return ((x, y) for y in ys for x in xs)


def heights(scene: Surface) -> Sequence[float]:
    """Return the loss at all points of the grid."""
    return array("d", map(scene.loss, places(scene)))


def levels(scene: Surface, losses: Sequence[float]) -> list[float]:
    """Return the levels of contour lines for the losses within the surface's own view."""
    x_min, x_max, y_min, y_max = scene.view
    inside = [
        loss
        for (x, y), loss in zip(places(scene), losses, strict=True)
        if x_min <= x <= x_max and y_min <= y <= y_max
    ]
    return contour_levels(min(inside), max(inside), LEVELS)


# --- The race ---


def read_race(text: str, scene: Surface) -> list[Entry]:
    """Return the entries of a race written as "momentum lr:0.02 beta:0.9; adam".

    Raises:
        ValueError: it names no optimizer, an unknown one, or an unknown hyperparameter.
    """
    entries = [_entry(words.split(), scene) for words in text.split(";") if words.strip()]
    if not 1 <= len(entries) <= MOST_RUNS:
        raise ValueError(f"race must be of 1 to {MOST_RUNS} optimizers, got {text!r}")
    return entries


def _entry(words: Sequence[str], scene: Surface) -> Entry:
    name, pairs = words[0], [word.partition(":") for word in words[1:]]
    if name not in OPTIMIZERS:
        raise ValueError(f"race must name optimizers ({', '.join(OPTIMIZERS)}), got {name!r}")
    kind = OPTIMIZERS[name]
    own = {f.name: float(getattr(kind, f.name)) for f in fields(kind) if f.name != "epsilon"}
    allowed = ["lr", *own]
    given = own | {"lr": own_rate(name, scene)}
    for key, _, value in pairs:
        if key not in allowed:
            raise ValueError(f"race: {name} has {', '.join(allowed)}, got {key!r}")
        given[key] = _number(f"race: {key} of {name}", value)
    return Entry(name, given.pop("lr"), given)


def _number(what: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"{what} must be a number, got {text!r}") from None


def own_rate(name: str, scene: Surface) -> float:
    """Return an optimizer's default rate on a surface, to two digits."""
    x_min, x_max, y_min, y_max = scene.view
    if name in _SHARES:
        rate = _SHARES[name] * max(x_max - x_min, y_max - y_min)
    else:
        rate = scene.lr / _SLOWER.get(name, 1)
    return float(f"{rate:.2g}")


def _run(entry: Entry, scene: Surface, start: tuple[float, float], steps: int) -> Trajectory:
    """Run an entry.

    Raises:
        TypeError, ValueError: gdlib refuses its rate, its hyperparameters or the start.
    """
    return record(scene.loss, scene.gradient, start, lr=entry.lr, steps=steps, rule=entry.rule)


def _paths(runs: Sequence[Trajectory]) -> dict[str, Sequence[float]]:
    columns: dict[str, Sequence[float]] = {}
    for i, run in enumerate(runs):
        columns[f"x{i}"] = array("d", (x for x, _ in run.t))
        columns[f"y{i}"] = array("d", (y for _, y in run.t))
        columns[f"loss{i}"] = array("d", run.loss)
    return columns


# --- Verdicts and the program ---


def _verdict(run: Trajectory, entry: Entry, scene: Surface) -> dict[str, Any]:
    said = verdict_of(run, scene)
    return {
        "kind": str(said.kind),
        "step": said.step,
        "minimum": None if said.minimum is None else list(said.minimum),
        "is_global": None if said.minimum is None else _is_lowest(said.minimum, scene),
        "limit": said.limit,
        "safer_lr": safer_rate(said, entry, run, scene),
    }


def _is_lowest(minimum: tuple[float, float], scene: Surface) -> bool:
    return bool(scene.loss(minimum) < lowest_loss(scene) + 1e-6)


def safer_rate(said: SurfaceVerdict, entry: Entry, run: Trajectory, scene: Surface) -> float | None:
    """Return a smaller rate with which an unsettled run settles; None if it settles already."""
    if said.kind not in UNSETTLED:
        return None
    if said.limit is not None:
        return scene.lr
    halves = (float(f"{entry.lr / 2**halvings:.1g}") for halvings in range(1, 15))
    return next((lr for lr in halves if _settles(lr, entry, run, scene)), None)


def _settles(lr: float, entry: Entry, run: Trajectory, scene: Surface) -> bool:
    again = _run(Entry(entry.optimizer, lr, entry.hyperparameters), scene, run.t[0], len(run) - 1)
    return again.ended == "steps_done" and verdict_of(again, scene).kind not in UNSETTLED


def program(used: dict[str, Any], entries: Sequence[Entry]) -> str:
    """Return a Python program that runs a race and prints every step.

    Args:
        used: `surface`, `condition`, `x`, `y` and `steps`, as used.
        entries: the optimizers.
    """
    is_bowl = used["surface"] == "bowl"
    classes = sorted({OPTIMIZERS[entry.optimizer].__name__ for entry in entries})
    return _PROGRAM.format(
        imports=", ".join([*classes, *(("bowl", "record") if is_bowl else ("record", "surface"))]),
        hill=f"bowl({used['condition']!r})" if is_bowl else f'surface("{used["surface"]}")',
        start=(used["x"], used["y"]),
        race="".join(f"    ({_call(entry)}, {entry.lr!r}),\n" for entry in entries),
        steps=used["steps"],
    )


def _call(entry: Entry) -> str:
    given = ", ".join(f"{name}={value!r}" for name, value in entry.hyperparameters.items())
    return f"{OPTIMIZERS[entry.optimizer].__name__}({given})"


_PROGRAM = """\
from gdlib import {imports}

hill = {hill}
start = {start}
race = [  # optimizer, learning rate
{race}]

for rule, lr in race:
    print(rule, "with learning rate", lr)
    print(record(hill.loss, hill.gradient, start, lr=lr, steps={steps}, rule=rule))
"""
