"""What a training does, in one word, and which learning rate would serve it better."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from math import floor, log10

from web.python.queries.learning import Settings, Training


class Kind(StrEnum):
    """What a training does.

    - `UNTRAINED`: there was no epoch yet.
    - `LEARNING`: the loss is falling.
    - `LEARNED`: nearly all samples are on the right side.
    - `STUCK`: the loss has all but stopped falling.
    - `UNSETTLED`: it jumps up and down and is no longer falling.
    - `THROWN_OFF`: it has all but stopped falling, and had first risen far above the start.
    - `DIVERGED`: the numbers left the range of floats, or the loss is and stays above the start.
    """

    UNTRAINED = "untrained"
    LEARNING = "learning"
    LEARNED = "learned"
    STUCK = "stuck"
    UNSETTLED = "unsettled"
    THROWN_OFF = "thrown_off"
    DIVERGED = "diverged"


TOO_FAST = (Kind.UNSETTLED, Kind.THROWN_OFF, Kind.DIVERGED)

ENOUGH = 0.98  # of the samples on the right side are called learned
RECENT = 0.2  # of all epochs: what the loss is doing now
EARLY = 30  # epochs, before which nothing is called stuck or unsettled
FALLS = 0.98  # a loss that falls comes below this part of what it was
SWINGS = 1.5  # a loss that swings rises to this multiple


def behaviour(losses: Sequence[float], accuracy: float, is_lost: bool) -> Kind:
    """Return what a training does.

    Args:
        losses: before the first epoch and after each.
        accuracy: the part of the samples that are on the right side.
        is_lost: the next epoch left the range of floats.
    """
    epochs = len(losses) - 1
    if is_lost:
        return Kind.DIVERGED
    if epochs == 0:
        return Kind.UNTRAINED
    first_recent = len(losses) - max(1, round(RECENT * epochs))
    before, recent = losses[:first_recent], losses[first_recent:]
    if min(recent) > losses[0] and (epochs >= EARLY or min(recent) > 2 * losses[0]):
        return Kind.DIVERGED
    if accuracy >= ENOUGH:
        return Kind.LEARNED
    if epochs < EARLY or min(recent) < FALLS * min(before):
        return Kind.LEARNING
    if max(recent) > SWINGS * min(recent):
        return Kind.UNSETTLED
    return Kind.THROWN_OFF if max(losses) > SWINGS * losses[0] else Kind.STUCK


TRIAL_EPOCHS, TRIAL_UPDATES = 60, 600


@lru_cache(maxsize=8)
def safer_rate(settings: Settings) -> float | None:
    """Return the largest of ever smaller rates with which a short training stays calm.

    Calm means: the loss ends below the start, and on the way never rises far above it.
    """
    for part in (3, 10, 30, 100, 300, 1000, 3000, 10_000):
        lr = _one_digit(settings.lr / part)
        trial = Training(replace(settings, lr=lr))
        trial.advance(max(2, min(TRIAL_EPOCHS, TRIAL_UPDATES // trial.updates)))
        start, *later = trial.losses
        if not trial.is_lost and later[-1] < start and max(later) < SWINGS * start:
            return lr
    return None


def _one_digit(x: float) -> float:
    digits = -floor(log10(x))
    return round(x, digits)
