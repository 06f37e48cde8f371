"""The query of `<gd-network>` while it trains: continues a training.

Trainings are kept between queries, one for each widget. A training that is no longer kept is
repeated from its start: the same settings and seed give the same training.
"""

from array import array
from dataclasses import asdict
from itertools import islice
from time import perf_counter
from typing import Any

from gdlib.validation.checks import check_count
from web.python.queries.behaviour import TOO_FAST, behaviour, safer_rate
from web.python.queries.learning import SAMPLES, Columns, Settings, Training
from web.python.queries.program import program

MOST_EPOCHS = 10_000
MOST_TRAININGS = 8  # trainings


def moment_of(training: Training) -> dict[str, Any]:
    """Return loss, accuracy and behaviour of a training after its last epoch."""
    correct = training.correct()
    kind = behaviour(training.losses, correct / SAMPLES, training.is_lost)
    return {
        "epoch": training.epoch,
        "loss": training.losses[-1],
        "accuracy": correct / SAMPLES,
        "correct": correct,
        "kind": kind,
        "safer_lr": safer_rate(training.settings) if kind in TOO_FAST else None,
    }


def facts_of(training: Training, moments: list[dict[str, Any]], epochs: int) -> dict[str, Any]:
    """Return the facts of an answer: of a training to `epochs`, with its `moments` so far."""
    return {
        "settings": {**asdict(training.settings), "layers": list(training.settings.layers)},
        "epochs": epochs,
        "samples": SAMPLES,
        "view": list(training.view),
        "moments": moments,
        "is_lost": training.is_lost,
        "program": program(training.settings, training.epoch),
    }


_trainings: dict[str, Training] = {}


def _training(key: str, settings: Settings, until: int) -> Training:
    """Return the training kept for `key`; a new one if it has other settings or is past `until`."""
    kept = _trainings.pop(key, None)
    is_usable = kept is not None and kept.settings == settings and kept.epoch <= until
    _trainings[key] = kept if kept is not None and is_usable else Training(settings)
    for oldest in list(islice(_trainings, max(0, len(_trainings) - MOST_TRAININGS))):
        del _trainings[oldest]
    return _trainings[key]


def answer(parameters: dict[str, Any]) -> tuple[dict[str, Any], Columns]:
    """Continue a training for a limited time, and return its state.

    Args:
        parameters: the `Settings`, and
            - `key`: identifies the widget;
            - `until`: the epoch to train to;
            - `milliseconds`: the approximate time limit of this query;
            - `known`: the number of losses that the page has already.

    Returns:
        facts: settings, samples, view, the moment after the last epoch, `is_lost`, program.
        columns: samples `x1`, `x2` and `y`; `loss` from `known` on; `t`, `grad` and the `scores`
            on the grid after the last epoch.

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
    return facts_of(training, [moment_of(training)], until), as_arrays(columns)


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
    """Return columns as arrays of doubles, for the page."""
    return {name: array("d", column) for name, column in columns.items()}
