"""What `<gd-network>` shows before anything is asked: a whole training, in a few moments."""

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np

from questions.training import (
    SIDE,
    Columns,
    Settings,
    Training,
    as_arrays,
    check_epochs,
    facts_of,
)

MOMENTS = 13
EVERY = 2  # of the grid's rows and columns: half as fine as while it trains


def answer(parameters: dict[str, Any]) -> tuple[dict[str, Any], Columns]:
    """Return a training in moments, in short numbers: a page carries them as text.

    Args:
        parameters: the `Settings`, and `epochs`.

    Returns:
        facts and columns as those of a training, but of several moments: their parameters,
            gradients and scores stand one after the other.

    Raises:
        TypeError: a parameter has the wrong type.
        ValueError: a parameter is out of range.
    """
    training = Training(Settings.of(parameters))
    moments: list[dict[str, Any]] = []
    columns: dict[str, list[float]] = {"t": [], "grad": [], "scores": []}
    epochs = check_epochs(parameters["epochs"])
    for epoch in _moments(epochs):
        training.advance(epoch)
        if moments and moments[-1]["epoch"] == training.epoch:
            break  # it is lost
        moments.append(training.moment())
        shown = training.columns()
        columns["t"] += _short(shown["t"])
        columns["grad"] += _short(shown["grad"])
        columns["scores"] += _coarse(shown["scores"])
    samples = {name: np.round(column, 3) for name, column in training.samples().items()}
    losses = array("d", _short(training.losses))
    return facts_of(training, moments, epochs), as_arrays({**samples, "loss": losses, **columns})


def _moments(epochs: int) -> list[int]:
    """Return which epochs to show: more of the early ones, in which most happens."""
    shares = ((i / (MOMENTS - 1)) ** 2 for i in range(MOMENTS))
    return sorted({round(share * epochs) for share in shares})


def _short(column: Sequence[float]) -> list[float]:
    return [float(f"{number:.4g}") for number in column]


def _coarse(scores: Any) -> list[float]:
    grid = np.reshape(scores, (SIDE, SIDE))[::EVERY, ::EVERY]
    return [float(score) for score in np.round(grid, 1).ravel() + 0.0]
