"""The query of `<gd-rates>`: the loss after some updates, for each of many learning rates."""

from array import array
from collections.abc import Sequence
from typing import Any

from gdlib import Landscape, Trajectory, landscape, sweep
from gdlib.verdicts.forecast import ARRIVAL_TOLERANCE, nearest_minimum, rounding_error

#: Round numbers from 1 to 10, about evenly spaced on a logarithmic scale.
MANTISSAS = (
    *(m / 20 for m in range(20, 40)),
    *(m / 10 for m in range(20, 50)),
    *(m / 5 for m in range(25, 50)),
)
ROUND = tuple(float(f"{m}e{k}") for k in (-3, -2, -1, 0) for m in MANTISSAS)
#: Evenly from 0.5 to 3: on the parabola, rates at the same distance from 1 are equally good.
MIDDLE = tuple(n / 50 for n in range(25, 150))
RATES = (*(r for r in ROUND if r < 0.5), *MIDDLE, *(r for r in ROUND if r >= 3), 10.0)
#: Those that the table shows.
IN_TABLE = (*(float(f"{m}e{k}") for k in (-3, -2, -1, 0) for m in (1, 2, 5)), 10.0)


def answer(parameters: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Sequence[float]]]:
    """Return where descents end that differ only in their rate.

    Args:
        parameters: `loss` (one of `gdlib.LANDSCAPES`), `t` and `lr`, the rate that is selected
            first; None for these means the landscape's own. `steps`, the updates of each run.

    Returns:
        facts: parameters as used, formula, the loss at the start, marked rates, the program; and
            as indices of `RATES` those `in_table`, the `best`, and `first_not_lower`; `fates`, one
            for each rate, see `fate`.
        columns: for each of `RATES`: `lr`, the last `t` and `loss`, and the number of `updates`.

    Raises:
        TypeError: a parameter has the wrong type.
        ValueError: a parameter is out of range.
    """
    scene = landscape(parameters["loss"])
    t = float(scene.start if parameters["t"] is None else parameters["t"])
    lr = float(scene.lr if parameters["lr"] is None else parameters["lr"])
    if not RATES[0] <= lr <= RATES[-1]:
        raise ValueError(f"lr must be from {RATES[0]} to {RATES[-1]}, got {lr!r}")
    steps = parameters["steps"]
    runs = sweep(scene.loss, scene.gradient, t, RATES, steps=steps)
    fates = [fate(run, scene) for run in runs]
    facts = {
        "parameters": {"loss": scene.name, "t": t, "lr": lr, "steps": steps},
        "formula": scene.formula,
        "start_loss": scene.loss(t),
        "landing": 1 / scene.curvature if scene.is_quadratic and scene.curvature else None,
        "limit": scene.limit,
        "in_table": [RATES.index(rate) for rate in IN_TABLE],
        "fates": fates,
        "best": best(runs),
        "first_not_lower": first_not_lower(fates),
        "program": _PROGRAM.format(name=scene.name, t=t, steps=steps),
    }
    return facts, {
        "lr": array("d", RATES),
        "t": array("d", (run.t[-1] for run in runs)),
        "loss": array("d", (run.loss[-1] for run in runs)),
        "updates": array("d", (run.updates for run in runs)),
    }


def fate(run: Trajectory, scene: Landscape) -> str:
    """Return how a run ended, compared with its start.

    - `beyond`: it left the range of floats.
    - `arrived`, `trapped`: close to a minimum (`trapped`: to one that is not the lowest).
    - `lower`, `same`, `higher`: the loss, compared with that at the start.
    """
    start, end = run.t[0], run.t[-1]
    minimum = nearest_minimum(scene.minima, end)
    tolerance = max(ARRIVAL_TOLERANCE * abs(start - minimum), rounding_error(start, minimum))
    if run.ended == "diverged":
        return "beyond"
    if abs(end - minimum) <= tolerance:
        return "arrived" if minimum in scene.global_minima else "trapped"
    if run.loss[-1] == run.loss[0]:
        return "same"
    return "lower" if run.loss[-1] < run.loss[0] else "higher"


def best(runs: Sequence[Trajectory]) -> list[int]:
    """Return the indices of the runs with the lowest final loss, of those that did not diverge."""
    staying = [(run.loss[-1], i) for i, run in enumerate(runs) if run.ended != "diverged"]
    lowest = min(staying)[0] if staying else None
    return [i for loss, i in staying if loss == lowest]


def first_not_lower(fates: Sequence[str]) -> int | None:
    """Return the index from which on no run ends lower than it started; None if the last does."""
    above = 1 + max(
        (i for i, name in enumerate(fates) if name not in ("same", "higher", "beyond")), default=-1
    )
    return above if above < len(fates) else None


_PROGRAM = """\
from gdlib import landscape, sweep

hill = landscape("{name}")
mantissas = [m / 20 for m in range(20, 40)]
mantissas += [m / 10 for m in range(20, 50)]
mantissas += [m / 5 for m in range(25, 50)]
around = [float(f"{{m}}e{{k}}") for k in (-3, -2, -1, 0) for m in mantissas]
rates = [r for r in around if r < 0.5] + [n / 50 for n in range(25, 150)]
rates += [r for r in around if r >= 3]
runs = sweep(hill.loss, hill.gradient, {t!r}, [*rates, 10.0], steps={steps})
for run in runs:
    print(run.lr, run.t[-1], run.loss[-1], run.ended)
"""
