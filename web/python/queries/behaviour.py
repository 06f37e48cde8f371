"""Classifies a training by its losses, and finds a smaller learning rate that would work better."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from math import floor, log10

from web.python.queries.learning import Settings, Training


class Kind(StrEnum):
    """What a training does, from its losses.

    - `UNTRAINED`: there was no epoch yet.
    - `LEARNING`: the loss is falling.
    - `LEARNED`: nearly all samples are on the right side.
    - `STUCK`: the loss has almost stopped falling.
    - `UNSETTLED`: the loss oscillates and is no longer falling.
    - `THROWN_OFF`: the loss first rose far above the start, and has almost stopped falling.
    - `DIVERGED`: the numbers left the range of floats, or the loss stays above the start.
    """

    UNTRAINED = "untrained"
    LEARNING = "learning"
    LEARNED = "learned"
    STUCK = "stuck"
    UNSETTLED = "unsettled"
    THROWN_OFF = "thrown_off"
    DIVERGED = "diverged"


TOO_FAST = (Kind.UNSETTLED, Kind.THROWN_OFF, Kind.DIVERGED)

LEARNED_ACCURACY = 0.98  # from this accuracy on, a training has learned
RECENT_SHARE = 0.2  # the last share of all epochs, which decides what the loss does now
EARLY_EPOCHS = 30  # before so many epochs, no training is stuck or unsettled
FALL_FACTOR = 0.98  # a loss is falling if the recent minimum is below this part of the earlier one
SWING_FACTOR = 1.5  # a loss oscillates if its maximum is above this multiple of its minimum


def behaviour(losses: Sequence[float], accuracy: float, is_lost: bool) -> Kind:
    """Return what a training does.

    Args:
        losses: before the first epoch and after each.
        accuracy: the share of the samples on the right side.
        is_lost: whether the next epoch left the range of floats.
    """
    epochs = len(losses) - 1
    if is_lost:
        return Kind.DIVERGED
    if epochs == 0:
        return Kind.UNTRAINED
    first_recent = len(losses) - max(1, round(RECENT_SHARE * epochs))
    before, recent = losses[:first_recent], losses[first_recent:]
    if min(recent) > losses[0] and (epochs >= EARLY_EPOCHS or min(recent) > 2 * losses[0]):
        return Kind.DIVERGED
    if accuracy >= LEARNED_ACCURACY:
        return Kind.LEARNED
    if epochs < EARLY_EPOCHS or min(recent) < FALL_FACTOR * min(before):
        return Kind.LEARNING
    if max(recent) > SWING_FACTOR * min(recent):
        return Kind.UNSETTLED
    return Kind.THROWN_OFF if max(losses) > SWING_FACTOR * losses[0] else Kind.STUCK


TRIAL_EPOCHS, TRIAL_UPDATES = 60, 600


@lru_cache(maxsize=8)
def safer_rate(settings: Settings) -> float | None:
    """Return the largest of several smaller rates with which a short training works; None if none.

    It works if the loss ends below the start and never rises far above it.
    """
    for part in (3, 10, 30, 100, 300, 1000, 3000, 10_000):
        lr = _round_to_one_digit(settings.lr / part)
        trial = Training(replace(settings, lr=lr))
        trial.advance(max(2, min(TRIAL_EPOCHS, TRIAL_UPDATES // trial.updates)))
        start, *later = trial.losses
        if not trial.is_lost and later[-1] < start and max(later) < SWING_FACTOR * start:
            return lr
    return None


def _round_to_one_digit(x: float) -> float:
    digits = -floor(log10(x))
    return round(x, digits)
