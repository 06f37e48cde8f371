"""Small synthetic data sets, generated from a seed: the same seed gives the same data.

Needs NumPy.

Examples:
    >>> data = two_moons(100, noise=0.1, seed=7)
    >>> data.x.shape, data.y.shape
    ((100, 2), (100,))
"""

from typing import Any, NamedTuple, TypeAlias

import numpy as np

from gdlib.validation.checks import check_count, check_not_negative, check_number, check_positive

Array: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]


class Data(NamedTuple):
    """Samples and their targets.

    Attributes:
        x: inputs; shape (samples, features), or (samples,) for `noisy_line`.
        y: targets; shape (samples,). Classes are 0.0 and 1.0.
    """

    x: Array
    y: Array


def noisy_line(
    samples: int = 100, *, w: float = 2.0, b: float = 1.0, noise: float = 0.5, seed: int = 0
) -> Data:
    """Return points near the line y = w x + b, with x uniform between −3 and 3.

    Args:
        samples: the number of samples; 1 or more.
        w: slope of the line.
        b: its height at x = 0.
        noise: standard deviation of the noise in y; 0 or more.
        seed: seed of the random numbers; 0 or more.

    Returns:
        `x` and `y` of shape (samples,).

    Raises:
        TypeError: an argument is no number, or no whole number where one is wanted.
        ValueError: a number is out of range.
    """
    samples, rng = _checked(samples, noise, seed)
    w, b = check_number("w", w), check_number("b", b)
    x = rng.uniform(-3, 3, samples)
    return Data(x, w * x + b + noise * rng.standard_normal(samples))


def two_moons(samples: int = 200, *, noise: float = 0.1, seed: int = 0) -> Data:
    """Return two interleaving half circles of radius 1, one for each class.

    Args:
        samples: the number of samples; 1 or more.
        noise: standard deviation of the noise in each coordinate; 0 or more.
        seed: seed of the random numbers; 0 or more.

    Returns:
        `x` of shape (samples, 2), `y` of shape (samples,).

    Raises:
        TypeError: an argument is no number, or no whole number where one is wanted.
        ValueError: a number is out of range.
    """
    samples, rng = _checked(samples, noise, seed)
    y = _halves(samples)
    angle = np.pi * rng.uniform(0, 1, samples)
    upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    x = np.where(y[:, None] == 0, upper, np.array([1.0, 0.5]) - upper)
    return Data(x + noise * rng.standard_normal(x.shape), y)


def circles(samples: int = 200, *, inner: float = 0.5, noise: float = 0.08, seed: int = 0) -> Data:
    """Return a circle of radius 1 (class 0) around a smaller one (class 1).

    Args:
        samples: the number of samples; 1 or more.
        inner: radius of the smaller circle; above 0.
        noise: standard deviation of the noise in each coordinate; 0 or more.
        seed: seed of the random numbers; 0 or more.

    Returns:
        `x` of shape (samples, 2), `y` of shape (samples,).

    Raises:
        TypeError: an argument is no number, or no whole number where one is wanted.
        ValueError: a number is out of range.
    """
    samples, rng = _checked(samples, noise, seed)
    inner, y = check_positive("inner", inner), _halves(samples)
    angle = 2 * np.pi * rng.uniform(0, 1, samples)
    radius = np.where(y == 0, 1.0, inner)
    x = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return Data(x + noise * rng.standard_normal(x.shape), y)


def spirals(samples: int = 200, *, turns: float = 1.5, noise: float = 0.05, seed: int = 0) -> Data:
    """Return two interleaving spirals, one for each class.

    Args:
        samples: the number of samples; 1 or more.
        turns: the turns of each spiral around the origin; above 0.
        noise: standard deviation of the noise in each coordinate; 0 or more.
        seed: seed of the random numbers; 0 or more.

    Returns:
        `x` of shape (samples, 2), `y` of shape (samples,).

    Raises:
        TypeError: an argument is no number, or no whole number where one is wanted.
        ValueError: a number is out of range.
    """
    samples, rng = _checked(samples, noise, seed)
    turns, y = check_positive("turns", turns), _halves(samples)
    radius = np.sqrt(rng.uniform(0.01, 1, samples))  # √: as dense outside as inside
    angle = 2 * np.pi * turns * radius + np.pi * y
    x = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return Data(x + noise * rng.standard_normal(x.shape), y)


def xor(samples: int = 200, *, noise: float = 0.0, seed: int = 0) -> Data:
    """Return points of the square from −1 to 1; the class is 1 where x₁ and x₂ differ in sign.

    Args:
        samples: the number of samples; 1 or more.
        noise: standard deviation of the noise, which is added after the class is set; 0 or more.
        seed: seed of the random numbers; 0 or more.

    Returns:
        `x` of shape (samples, 2), `y` of shape (samples,).

    Raises:
        TypeError: an argument is no number, or no whole number where one is wanted.
        ValueError: a number is out of range.
    """
    samples, rng = _checked(samples, noise, seed)
    x = rng.uniform(-1, 1, (samples, 2))
    y = (x[:, 0] * x[:, 1] < 0).astype(float)
    return Data(x + noise * rng.standard_normal(x.shape), y)


def _checked(samples: int, noise: float, seed: int) -> tuple[int, np.random.Generator]:
    check_positive("samples", check_count("samples", samples))
    check_not_negative("noise", noise)
    return samples, np.random.default_rng(check_count("seed", seed))


def _halves(samples: int) -> Array:
    """Return as many classes 0.0 as 1.0, or one more where `samples` is odd."""
    return (np.arange(samples) * 2 >= samples).astype(float)
