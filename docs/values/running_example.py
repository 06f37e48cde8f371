"""Quantities of the running example, computed by gdlib, for all pages.

A page writes `{{ run.t[1] }}`, and the build puts −4 there (sitegen/markdown/inline_values.py).
Both languages share these names. Chosen quantities are literals here; all others are computed from
them. The quantities of one lesson and its notebook are in `<lesson>.py` beside this file.
"""

import ast
from collections import namedtuple
from pathlib import Path

import gdlib
from gdlib import Trajectory, calc_gradient, elementwise, landscape, record, squared_error

# The running example of the whole course: chosen.
parabola = landscape("squared_error", y=5.0)
target = parabola.y
start = parabola.start
lr = parabola.lr
steps = 50
tolerance = 0.001
first_iterations = range(5)
arrow_places = (-8.0, -5.0, -2.0, 1.0, 9.0, 12.0, 15.0, 18.0)

# What follows from it.
view = namedtuple("View", "t_min t_max e_min e_max")(*parabola.view)
start_loss = squared_error(start, target)
start_grad = calc_gradient(start, target)
distance = target - start
shrink = 1 - lr
limit = parabola.limit
closed_form_end = target - distance * shrink**steps


def _run(rate: float, updates: int, until: float | None = None) -> Trajectory:
    return record(parabola.loss, parabola.gradient, start, lr=rate, steps=updates, tolerance=until)


run = _run(lr, steps)
until_tolerance = _run(lr, 1000, until=tolerance).updates

# The learning rate: one run for each way it can go.
few, rates_steps = 2, 30
crawling, steady, brisk, landing, swinging, endless, diverging = (
    _run(rate, rates_steps) for rate in (0.001, lr, 0.5, 1.0, 1.9, limit, 2.1)
)
oscillating = _run(1.9, 12)


def _defined(module: Path) -> list[str]:
    """Return the functions and classes of a module, in the order of its source, without import."""
    body = ast.parse(module.read_text()).body
    named = [node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assigned = [target for node in body for target in _targets(node)]
    return [target.id for target in assigned if isinstance(target, ast.Name)] + named


def _targets(node: ast.stmt) -> list[ast.expr]:
    return [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])


# The notebooks' pages, for assignments made of their exercises.
_sources = sorted((Path(__file__).parents[1] / "en" / "notebooks").glob("*.py"))
notebooks = " ".join(f"notebooks/{source.stem}/" for source in _sources)

# The public names of each module, by its path inside gdlib, for the API reference.
_gdlib = Path(gdlib.__path__[0])
public = {
    ".".join(module.relative_to(_gdlib).with_suffix("").parts): [
        name for name in _defined(module) if name in gdlib.__all__
    ]
    for module in _gdlib.rglob("*.py")
}
public["elementwise"] = elementwise.__all__
_plots = ast.parse((_gdlib / "plots" / "__init__.py").read_text()).body
public["plots"] = ast.literal_eval(_plots[-1].value)  # its __all__
