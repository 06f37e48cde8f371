"""What `<gd-network>` asks while it trains: to go on from where its training stands.

A training is kept between two questions, for each widget that asks. Should it be lost, it is made
anew: the same settings and the same seed give the same training, so nothing but time is lost.
"""

from array import array
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from math import floor, isfinite, log10
from time import perf_counter
from typing import Any

import numpy as np

from gdlib import OPTIMIZERS, Network, circles, minibatch_gradient, spirals, two_moons, xor
from gdlib.checks import check_count, check_positive
from gdlib.elementwise import is_finite, silence_overflow
from gdlib.network import ACTIVATIONS

DATA = {"two_moons": two_moons, "circles": circles, "spirals": spirals, "xor": xor}
SAMPLES = 200
MOST_LAYERS, MOST_NEURONS, MOST_EPOCHS = 4, 12, 10_000

MARGIN = 0.3  # of the view, around the samples
SIDE = 41  # of the grid of scores
BEYOND = 4.0  # scores are cut off here: no picture tells 98 % from 100 %

KEPT = 8  # trainings

Columns = dict[str, Sequence[float]]
Array = Any


@dataclass(frozen=True)
class Settings:
    """All that a training depends on.

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
        """Check what gdlib does not check."""
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
        """Return the settings among the parameters of a question."""
        named = {name: parameters[name] for name in cls.__dataclass_fields__}
        return cls(**{**named, "layers": tuple(named["layers"])})


class Training:
    """A network that learns, epoch by epoch, and can be looked at in between."""

    def __init__(self, settings: Settings) -> None:
        """Make up the samples and the weights at the start."""
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
        self._updates = -(-SAMPLES // batch)  # in an epoch
        self._update = OPTIMIZERS[settings.optimizer]().start()
        self.t = self.network.start(seed)
        self.losses = array("d", [self.objective.loss(self.t)])
        self.is_lost = False
        self._places, self.view = _grid(self.x)
        self._safer_lr: float | None = None

    @property
    def epoch(self) -> int:
        """How often every sample has been seen."""
        return len(self.losses) - 1

    def advance(self, until: int, deadline: float = float("inf")) -> None:
        """Train up to an epoch, or to the end of the one in which the deadline passes.

        A training whose numbers leave the range of floats is lost: it stays at its last epoch.
        """
        with silence_overflow(self.t):
            while self.epoch < until and not self.is_lost:
                self._train_for_an_epoch()
                if perf_counter() >= deadline:
                    break

    def _train_for_an_epoch(self) -> None:
        t, gradient, update, lr = self.t, self._gradient, self._update, self.settings.lr
        for _ in range(self._updates):
            t = update(t, gradient(t), lr)
        loss = self.objective.loss(t)
        if isfinite(loss) and is_finite(t):
            self.t = t
            self.losses.append(loss)
        else:
            self.is_lost = True

    def moment(self) -> dict[str, Any]:
        """Return what is to be said of the present epoch."""
        correct = int(((self.network.outputs(self.t, self.x) > 0) == self.y).sum())
        accuracy = correct / SAMPLES
        kind = behaviour(self.losses, accuracy, self.is_lost)
        return {
            "epoch": self.epoch,
            "loss": self.losses[-1],
            "accuracy": accuracy,
            "correct": correct,
            "kind": kind,
            "safer_lr": self._safer() if kind in TOO_FAST else None,
        }

    def columns(self) -> Columns:
        """Return the numbers of the present epoch: parameters, gradient, scores on the grid."""
        with silence_overflow(self.t):
            scores = self.network.outputs(self.t, self._places)
            gradient = self.objective.gradient(self.t)
        scores = np.nan_to_num(scores, nan=0.0).clip(-BEYOND, BEYOND)
        return {"t": self.t, "grad": gradient, "scores": scores}

    def samples(self) -> Columns:
        """Return the samples: coordinates and classes."""
        return {"x1": self.x[:, 0], "x2": self.x[:, 1], "y": self.y}

    def _safer(self) -> float | None:
        """Return a smaller rate with which the loss falls; tried out once."""
        if self._safer_lr is None:
            self._safer_lr = safer_rate(self.settings)
        return self._safer_lr


def _grid(x: Array) -> tuple[Array, list[float]]:
    """Return the places of the grid, row by row from below, and the ends of its axes."""
    low, high = x.min(axis=0) - MARGIN, x.max(axis=0) + MARGIN
    across, up = (np.linspace(low[axis], high[axis], SIDE) for axis in (0, 1))
    places = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
    return places, [float(low[0]), float(high[0]), float(low[1]), float(high[1])]


# --- What happens ---

TOO_FAST = ("unsettled", "thrown_off", "diverged")
LEARNED = 0.98  # of the samples are on the right side
RECENT = 0.2  # of all epochs: what the loss is doing now
EARLY = 30  # epochs, before which nothing is called stuck or unsettled
FALLS = 0.98  # a loss that falls comes below this part of what it was
SWINGS = 1.5  # a loss that swings rises to this multiple


def behaviour(losses: Sequence[float], accuracy: float, is_lost: bool) -> str:
    """Return what a training does.

    - `untrained`: there was no epoch yet.
    - `diverged`: the numbers left the range of floats, or the loss is and stays above the start.
    - `learned`: nearly all samples are on the right side.
    - `unsettled`: the loss jumps up and down and is no longer falling.
    - `thrown_off`: it has all but stopped falling, and had first risen far above the start.
    - `stuck`: it has all but stopped falling.
    - `learning`: it is falling.

    Args:
        losses: before the first epoch and after each.
        accuracy: the part of the samples that are on the right side.
        is_lost: the next epoch left the range of floats.
    """
    epochs = len(losses) - 1
    if is_lost:
        return "diverged"
    if epochs == 0:
        return "untrained"
    first_recent = len(losses) - max(1, round(RECENT * epochs))
    before, recent = losses[:first_recent], losses[first_recent:]
    if min(recent) > losses[0] and (epochs >= EARLY or min(recent) > 2 * losses[0]):
        return "diverged"
    if accuracy >= LEARNED:
        return "learned"
    if epochs < EARLY or min(recent) < FALLS * min(before):
        return "learning"
    if max(recent) > SWINGS * min(recent):
        return "unsettled"
    return "thrown_off" if max(losses) > SWINGS * losses[0] else "stuck"


TRIAL_EPOCHS, TRIAL_UPDATES = 60, 600


def safer_rate(settings: Settings) -> float | None:
    """Return the largest of ever smaller rates with which a short training stays calm.

    Calm means: the loss ends below the start, and on the way never rises far above it.
    """
    for part in (3, 10, 30, 100, 300, 1000, 3000, 10_000):
        lr = _one_digit(settings.lr / part)
        trial = Training(Settings(**{**vars(settings), "lr": lr}))
        trial.advance(max(2, min(TRIAL_EPOCHS, TRIAL_UPDATES // trial._updates)))
        start, *later = trial.losses
        if not trial.is_lost and later[-1] < start and max(later) < SWINGS * start:
            return lr
    return None


def _one_digit(x: float) -> float:
    digits = -floor(log10(x))
    return round(x, digits)


# --- Answers ---


def facts_of(training: Training, moments: list[dict[str, Any]], epochs: int) -> dict[str, Any]:
    """Return the facts of an answer about `training`: `moments` of it on the way to `epochs`."""
    return {
        "settings": {**asdict(training.settings), "layers": list(training.settings.layers)},
        "epochs": epochs,
        "samples": SAMPLES,
        "view": training.view,
        "moments": moments,
        "is_lost": training.is_lost,
        "program": program(training.settings, training.epoch),
    }


_trainings: dict[str, Training] = {}


def _training(key: str, settings: Settings, until: int) -> Training:
    """Return the training that was kept for `key`, or a new one if that is of no use."""
    kept = _trainings.pop(key, None)
    is_usable = kept is not None and kept.settings == settings and kept.epoch <= until
    _trainings[key] = kept if kept is not None and is_usable else Training(settings)
    for oldest in list(islice(_trainings, max(0, len(_trainings) - KEPT))):
        del _trainings[oldest]
    return _trainings[key]


def answer(parameters: dict[str, Any]) -> tuple[dict[str, Any], Columns]:
    """Go on training, for a while, and return how it stands.

    Args:
        parameters: the `Settings`, and
            - `key`: whose training it is;
            - `until`: the epoch to go to;
            - `milliseconds`: how long this may take, about: the rest is for the next question;
            - `known`: how many losses the page has already.

    Returns:
        facts: settings, samples, view, the moment that was reached, whether it is lost, program.
        columns: samples `x1`, `x2` and `y`; `loss` from `known` on; and of the moment `t`, `grad`
            and `scores` on the grid.

    Raises:
        TypeError: a parameter has the wrong type.
        ValueError: a parameter is out of range.
    """
    deadline = perf_counter() + parameters["milliseconds"] / 1000
    settings = Settings.of(parameters)
    until = check_epochs(parameters["until"])
    training = _training(parameters["key"], settings, until)
    training.advance(until, deadline)
    columns = {
        **training.samples(),
        "loss": training.losses[parameters["known"] :],
        **training.columns(),
    }
    return facts_of(training, [training.moment()], until), as_arrays(columns)


def check_epochs(epochs: object) -> int:
    """Return a number of epochs.

    Raises:
        TypeError: it is no whole number.
        ValueError: it is out of range.
    """
    if check_count("epochs", epochs) > MOST_EPOCHS:
        raise ValueError(f"epochs must be at most {MOST_EPOCHS}, got {epochs!r}")
    return int(epochs)  # type: ignore[call-overload]  # it was checked


def as_arrays(columns: Columns) -> Columns:
    """Return columns as they cross to the page."""
    return {name: array("d", column) for name, column in columns.items()}


# --- The program ---


def program(settings: Settings, epochs: int) -> str:
    """Return a Python program that does this training and prints how it ends."""
    names = {
        "data": settings.data,
        "sizes": (2, *settings.layers, 1),
        "activation": settings.activation,
        "rule": OPTIMIZERS[settings.optimizer].__name__,
        "lr": float(settings.lr),
        "seed": settings.seed,
        "samples": SAMPLES,
        "epochs": epochs,
        "batch": settings.batch,
    }
    return (_BY_BATCHES if settings.batch else _FULL_BATCH).format(**names)


_START = """\
x, y = {data}({samples}, seed={seed})
network = Network({sizes}, "{activation}")
objective = network.objective(x, y)
start = network.start(seed={seed})
"""

_END = """
t = run.t[-1]
accuracy = ((network.outputs(t, x) > 0) == y).mean()
print(f"loss {{run.loss[-1]:.6f}}, accuracy {{accuracy:.1%}}")
"""

_FULL_BATCH = (
    """\
from gdlib import {rule}, Network, record, {data}

"""
    + _START
    + """\
gradient = objective.gradient  # of all samples at once
run = record(objective.loss, gradient, start, lr={lr!r}, steps={epochs}, rule={rule}())
"""
    + _END
)

_BY_BATCHES = (
    """\
from math import ceil

from gdlib import {rule}, Network, minibatch_gradient, record, {data}

"""
    + _START
    + """\
gradient = minibatch_gradient(objective, {batch}, seed={seed})
steps = {epochs} * ceil({samples} / {batch})  # epochs times mini-batches
run = record(objective.loss, gradient, start, lr={lr!r}, steps=steps, rule={rule}())
"""
    + _END
)
