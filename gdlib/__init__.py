"""Gradient descent to read, to run and to look at: the mathematics of a course, in plain Python."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from gdlib.descent import Step as Step
    from gdlib.descent import descend as descend
    from gdlib.landscapes import LANDSCAPES as LANDSCAPES
    from gdlib.landscapes import Landscape as Landscape
    from gdlib.landscapes import landscape as landscape
    from gdlib.losses import absolute_error as absolute_error
    from gdlib.losses import absolute_error_gradient as absolute_error_gradient
    from gdlib.losses import calc_gradient as calc_gradient
    from gdlib.losses import huber as huber
    from gdlib.losses import huber_gradient as huber_gradient
    from gdlib.losses import squared_error as squared_error
    from gdlib.recording import record as record
    from gdlib.trajectory import Ending as Ending
    from gdlib.trajectory import Trajectory as Trajectory
    from gdlib.verdicts import Behaviour as Behaviour
    from gdlib.verdicts import Verdict as Verdict
    from gdlib.verdicts import verdict as verdict

# A module is imported when one of its names is first used: `import gdlib` costs next to nothing.
_MODULE_OF = {
    name: module
    for module, names in {
        "descent": ("Step", "descend"),
        "landscapes": ("LANDSCAPES", "Landscape", "landscape"),
        "losses": (
            "absolute_error",
            "absolute_error_gradient",
            "calc_gradient",
            "huber",
            "huber_gradient",
            "squared_error",
        ),
        "recording": ("record",),
        "trajectory": ("Ending", "Trajectory"),
        "verdicts": ("Behaviour", "Verdict", "verdict"),
    }.items()
    for name in names
}

__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'gdlib' has no attribute {name!r}")
    value = getattr(import_module(f"gdlib.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
