"""Gradient descent in plain Python: losses, gradients, optimizers, recorded runs and plots.

Examples:
    >>> import gdlib
    >>> parabola = gdlib.landscape("squared_error", y=5.0)
    >>> run = gdlib.record(parabola.loss, parabola.gradient, t=-5.0, lr=0.1, steps=50)
    >>> run.t[-1]
    4.948462247926799
"""

__version__ = "0.1.0"

TYPE_CHECKING = False  # type checkers read it as True; importing it from typing would be slower

if TYPE_CHECKING:
    from gdlib.autodiff import Tape as Tape
    from gdlib.autodiff import Variable as Variable
    from gdlib.autodiff import automatic_gradient as automatic_gradient
    from gdlib.autodiff import dot as dot
    from gdlib.data import Data as Data
    from gdlib.data import circles as circles
    from gdlib.data import noisy_line as noisy_line
    from gdlib.data import spirals as spirals
    from gdlib.data import two_moons as two_moons
    from gdlib.data import xor as xor
    from gdlib.descent import Step as Step
    from gdlib.descent import descend as descend
    from gdlib.gradients import Deviation as Deviation
    from gdlib.gradients import check_gradient as check_gradient
    from gdlib.gradients import clip_by_norm as clip_by_norm
    from gdlib.gradients import clip_by_value as clip_by_value
    from gdlib.gradients import numerical_gradient as numerical_gradient
    from gdlib.line_search import Backtracking as Backtracking
    from gdlib.losses import absolute_error as absolute_error
    from gdlib.losses import absolute_error_gradient as absolute_error_gradient
    from gdlib.losses import binary_cross_entropy as binary_cross_entropy
    from gdlib.losses import binary_cross_entropy_gradient as binary_cross_entropy_gradient
    from gdlib.losses import calc_gradient as calc_gradient
    from gdlib.losses import categorical_cross_entropy as categorical_cross_entropy
    from gdlib.losses import (
        categorical_cross_entropy_gradient as categorical_cross_entropy_gradient,
    )
    from gdlib.losses import hinge as hinge
    from gdlib.losses import hinge_gradient as hinge_gradient
    from gdlib.losses import huber as huber
    from gdlib.losses import huber_gradient as huber_gradient
    from gdlib.losses import log_cosh as log_cosh
    from gdlib.losses import log_cosh_gradient as log_cosh_gradient
    from gdlib.losses import squared_error as squared_error
    from gdlib.network import Network as Network
    from gdlib.objectives.landscapes import LANDSCAPES as LANDSCAPES
    from gdlib.objectives.landscapes import Landscape as Landscape
    from gdlib.objectives.landscapes import landscape as landscape
    from gdlib.objectives.line_fit import line_surface as line_surface
    from gdlib.objectives.regression import Objective as Objective
    from gdlib.objectives.regression import hinge_classification as hinge_classification
    from gdlib.objectives.regression import linear_objective as linear_objective
    from gdlib.objectives.regression import linear_regression as linear_regression
    from gdlib.objectives.regression import logistic_regression as logistic_regression
    from gdlib.objectives.regression import minibatch_gradient as minibatch_gradient
    from gdlib.objectives.regression import scores as scores
    from gdlib.objectives.surfaces import SURFACES as SURFACES
    from gdlib.objectives.surfaces import Surface as Surface
    from gdlib.objectives.surfaces import bowl as bowl
    from gdlib.objectives.surfaces import surface as surface
    from gdlib.optimizers import OPTIMIZERS as OPTIMIZERS
    from gdlib.optimizers import AdaGrad as AdaGrad
    from gdlib.optimizers import Adam as Adam
    from gdlib.optimizers import AdamW as AdamW
    from gdlib.optimizers import GradientDescent as GradientDescent
    from gdlib.optimizers import Momentum as Momentum
    from gdlib.optimizers import Nesterov as Nesterov
    from gdlib.optimizers import Newton as Newton
    from gdlib.optimizers import Optimizer as Optimizer
    from gdlib.optimizers import RMSProp as RMSProp
    from gdlib.recording import record as record
    from gdlib.recording import sweep as sweep
    from gdlib.schedules import Constant as Constant
    from gdlib.schedules import Cosine as Cosine
    from gdlib.schedules import ExponentialDecay as ExponentialDecay
    from gdlib.schedules import InverseTime as InverseTime
    from gdlib.schedules import StepDecay as StepDecay
    from gdlib.schedules import WarmUp as WarmUp
    from gdlib.trajectory import Ending as Ending
    from gdlib.trajectory import Trajectory as Trajectory
    from gdlib.verdicts.landscape_verdicts import Behaviour as Behaviour
    from gdlib.verdicts.landscape_verdicts import Verdict as Verdict
    from gdlib.verdicts.landscape_verdicts import verdict as verdict
    from gdlib.verdicts.surface_verdicts import SurfaceBehaviour as SurfaceBehaviour
    from gdlib.verdicts.surface_verdicts import SurfaceVerdict as SurfaceVerdict
    from gdlib.verdicts.surface_verdicts import surface_verdict as surface_verdict

# Lazy imports: a module is imported when one of its names is first used, so that `import gdlib` is
# fast and NumPy is imported only by the modules that need it. By module inside gdlib:
_MODULE_OF = {
    name: module
    for module, names in {
        "autodiff": (
            "Tape",
            "Variable",
            "automatic_gradient",
            "dot",
        ),
        "data": (
            "Data",
            "circles",
            "noisy_line",
            "spirals",
            "two_moons",
            "xor",
        ),
        "descent": (
            "Step",
            "descend",
        ),
        "gradients": (
            "Deviation",
            "check_gradient",
            "clip_by_norm",
            "clip_by_value",
            "numerical_gradient",
        ),
        "line_search": ("Backtracking",),
        "losses": (
            "absolute_error",
            "absolute_error_gradient",
            "binary_cross_entropy",
            "binary_cross_entropy_gradient",
            "calc_gradient",
            "categorical_cross_entropy",
            "categorical_cross_entropy_gradient",
            "hinge",
            "hinge_gradient",
            "huber",
            "huber_gradient",
            "log_cosh",
            "log_cosh_gradient",
            "squared_error",
        ),
        "network": ("Network",),
        "objectives.landscapes": (
            "LANDSCAPES",
            "Landscape",
            "landscape",
        ),
        "objectives.line_fit": ("line_surface",),
        "objectives.regression": (
            "Objective",
            "hinge_classification",
            "linear_objective",
            "linear_regression",
            "logistic_regression",
            "minibatch_gradient",
            "scores",
        ),
        "objectives.surfaces": (
            "SURFACES",
            "Surface",
            "bowl",
            "surface",
        ),
        "optimizers": (
            "OPTIMIZERS",
            "AdaGrad",
            "Adam",
            "AdamW",
            "GradientDescent",
            "Momentum",
            "Nesterov",
            "Newton",
            "Optimizer",
            "RMSProp",
        ),
        "recording": ("record", "sweep"),
        "schedules": (
            "Constant",
            "Cosine",
            "ExponentialDecay",
            "InverseTime",
            "StepDecay",
            "WarmUp",
        ),
        "trajectory": (
            "Ending",
            "Trajectory",
        ),
        "verdicts.landscape_verdicts": (
            "Behaviour",
            "Verdict",
            "verdict",
        ),
        "verdicts.surface_verdicts": (
            "SurfaceBehaviour",
            "SurfaceVerdict",
            "surface_verdict",
        ),
    }.items()
    for name in names
}

# The extra to install where a package is missing.
_EXTRA_OF = {"numpy": "nn", "matplotlib": "plot"}

__all__ = sorted(_MODULE_OF)


if not TYPE_CHECKING:  # pragma: no branch - or type checkers would accept every name

    def __getattr__(name: str) -> object:
        if name not in _MODULE_OF and name != "plots":
            raise AttributeError(f"module 'gdlib' has no attribute {name!r}")
        from importlib import import_module

        module = f"gdlib.{_MODULE_OF.get(name, name)}"
        try:
            value: object = import_module(module)
        except ModuleNotFoundError as error:
            package = str(error.name).partition(".")[0]
            if package not in _EXTRA_OF:
                raise
            hint = f"{module} needs {package}: pip install 'gdlib[{_EXTRA_OF[package]}]'"
            raise ModuleNotFoundError(hint, name=package) from error
        if name in _MODULE_OF:
            value = getattr(value, name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
