"""The training of a small network that classifies two classes, for `<gd-network>`."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from time import perf_counter
from typing import Any

import numpy as np

from gdlib import OPTIMIZERS, Network, circles, minibatch_gradient, spirals, two_moons, xor
from gdlib.elementwise import is_finite, silence_overflow
from gdlib.network import ACTIVATIONS
from gdlib.validation.checks import check_count, check_positive

DATA = {"two_moons": two_moons, "circles": circles, "spirals": spirals, "xor": xor}
SAMPLES = 200
MOST_LAYERS, MOST_NEURONS = 4, 12

MARGIN = 0.3  # of the view, around the samples
SIDE = 41  # points of the grid of scores along each axis
LARGEST_SCORE = 4.0  # scores are clipped here: 98 % and 100 % look the same in the picture

Columns = dict[str, Sequence[float]]
Array = Any


@dataclass(frozen=True)
class Settings:
    """Everything that determines a training.

    Attributes:
        data: one of `DATA`.
        layers: neurons of each hidden layer.
        activation: one of `gdlib.network.ACTIVATIONS`.
        optimizer: one of `gdlib.OPTIMIZERS`.
        lr: learning rate; above 0.
        batch: samples in a mini-batch; 0 means all of them.
        seed: of the samples, of the weights at the start and of the mini-batches.
    """

    data: str
    layers: tuple[int, ...]
    activation: str
    optimizer: str
    lr: float
    batch: int
    seed: int

    def __post_init__(self) -> None:
        """Validate the values that gdlib does not validate."""
        for name, value, known in (
            ("data", self.data, DATA),
            ("activation", self.activation, ACTIVATIONS),
            ("optimizer", self.optimizer, OPTIMIZERS),
        ):
            if value not in known:
                raise ValueError(f"{name} must be one of {', '.join(known)}, got {value!r}")
        check_positive("lr", self.lr)
        check_count("seed", self.seed)
        if not 1 <= len(self.layers) <= MOST_LAYERS:
            raise ValueError(f"layers must name 1 to {MOST_LAYERS} layers, got {self.layers!r}")
        for neurons in self.layers:
            if not 1 <= check_count("layers", neurons) <= MOST_NEURONS:
                raise ValueError(f"layers must hold 1 to {MOST_NEURONS} neurons, got {neurons!r}")
        if check_count("batch", self.batch) > SAMPLES:
            raise ValueError(f"batch must be at most {SAMPLES}, got {self.batch!r}")

    @classmethod
    def of(cls, parameters: dict[str, Any]) -> "Settings":
        """Return the settings among the parameters of a query."""
        named = {name: parameters[name] for name in cls.__dataclass_fields__}
        return cls(**{**named, "layers": tuple(named["layers"])})


class Training:
    """A network that is trained epoch by epoch, with its state after the last epoch."""

    def __init__(self, settings: Settings) -> None:
        """Generate the samples and the initial weights."""
        self.settings = settings
        self.x, self.y = DATA[settings.data](SAMPLES, seed=settings.seed)
        self.network = Network((2, *settings.layers, 1), settings.activation)
        self.objective = self.network.objective(self.x, self.y)
        batch, seed = settings.batch or SAMPLES, settings.seed
        self._gradient = (
            minibatch_gradient(self.objective, batch, seed=seed)
            if settings.batch
            else self.objective.gradient
        )
        self.updates = -(-SAMPLES // batch)  # in an epoch
        self._update = OPTIMIZERS[settings.optimizer]().start()
        self.t = self.network.start(seed)
        self.losses = array("d", [self.objective.loss(self.t)])
        self.is_lost = False
        low, high = self.x.min(axis=0) - MARGIN, self.x.max(axis=0) + MARGIN
        self.view = tuple(float(end) for axis in (0, 1) for end in (low[axis], high[axis]))

    @property
    def epoch(self) -> int:
        """The number of epochs that are trained."""
        return len(self.losses) - 1

    def advance(self, until: int, deadline: float = float("inf")) -> None:
        """Train up to the epoch `until`, or to the end of the one in which the deadline passes.

        A training whose numbers leave the range of floats is lost: it stays at its last epoch.
        """
        with silence_overflow(self.t):
            while self.epoch < until and not self.is_lost:
                self._train_epoch()
                if perf_counter() >= deadline:
                    break

    def _train_epoch(self) -> None:
        t, gradient, update, lr = self.t, self._gradient, self._update, self.settings.lr
        for _ in range(self.updates):
            t = update(t, gradient(t), lr)
        loss = self.objective.loss(t)
        if isfinite(loss) and is_finite(t):
            self.t = t
            self.losses.append(loss)
        else:
            self.is_lost = True

    def correct(self) -> int:
        """Return how many samples are on the right side of the boundary."""
        return int(((self.network.outputs(self.t, self.x) > 0) == self.y).sum())

    def columns(self, side: int = SIDE) -> Columns:
        """Return the parameters, the gradient and the scores on a grid, after the last epoch."""
        with silence_overflow(self.t):
            scores = self.network.outputs(self.t, _places(self.view, side))
            gradient = self.objective.gradient(self.t)
        scores = np.nan_to_num(scores, nan=0.0).clip(-LARGEST_SCORE, LARGEST_SCORE)
        return {"t": self.t, "grad": gradient, "scores": scores}

    def samples(self) -> Columns:
        """Return the samples: coordinates and classes."""
        return {"x1": self.x[:, 0], "x2": self.x[:, 1], "y": self.y}


@lru_cache(maxsize=8)
def _places(view: tuple[float, ...], side: int) -> Array:
    """Return the points of a grid over a view, row by row from the lowest y."""
    x_from, x_to, y_from, y_to = view
    across, up = np.linspace(x_from, x_to, side), np.linspace(y_from, y_to, side)
    return np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
