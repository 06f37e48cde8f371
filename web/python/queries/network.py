"""The query for the prerendered `<gd-network>`: a whole training, at a few epochs (`moments`)."""

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np

from web.python.queries.learning import Columns, Settings, Training
from web.python.queries.training import as_arrays, check_epochs, facts_of, moment_of

MOMENTS = 13
SIDE = 31  # points of the grid along each axis: coarser than learning.SIDE, to keep pages small


def answer(parameters: dict[str, Any]) -> tuple[dict[str, Any], Columns]:
    """Return a training at several epochs, in rounded numbers, which are part of the page.

    Args:
        parameters: the `Settings`, and `epochs`.

    Returns:
        facts and columns as those of training.py, but for several moments: the columns of their
            parameters, gradients and scores are concatenated.

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
    """Return the epochs to show, denser at the beginning, where most happens."""
    shares = ((i / (MOMENTS - 1)) ** 2 for i in range(MOMENTS))
    return sorted({round(share * epochs) for share in shares})


def _short(column: Sequence[float]) -> list[float]:
    return [float(f"{number:.4g}") for number in column]
