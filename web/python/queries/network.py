"""What `<gd-network>` shows before anything is asked: a whole training, in a few moments."""

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np

from web.python.queries.learning import Columns, Settings, Training
from web.python.queries.training import as_arrays, check_epochs, facts_of, moment_of

MOMENTS = 13
SIDE = 31  # of the grid of scores: less fine than while it trains, because the page carries it


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
        if moments and moments[-1]["epoch"] == training.epoch:  # it is lost
            moments[-1] = moment_of(training)
            break
        moments.append(moment_of(training))
        shown = training.columns(SIDE)
        columns["t"] += _short(shown["t"])
        columns["grad"] += _short(shown["grad"])
        columns["scores"] += [round(score, 1) + 0.0 for score in shown["scores"]]
    samples = {name: np.round(column, 3) for name, column in training.samples().items()}
    losses = array("d", _short(training.losses))
    return facts_of(training, moments, epochs), as_arrays({**samples, "loss": losses, **columns})


def _moments(epochs: int) -> list[int]:
    """Return which epochs to show: more of the early ones, in which most happens."""
    shares = ((i / (MOMENTS - 1)) ** 2 for i in range(MOMENTS))
    return sorted({round(share * epochs) for share in shares})


def _short(column: Sequence[float]) -> list[float]:
    return [float(f"{number:.4g}") for number in column]
