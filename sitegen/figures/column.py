"""Figures as wide as the text column, one axes or several below each other."""

from typing import Any

from sitegen.figures.fonts import HEIGHT, WIDTH

__all__ = ["WIDTH", "column"]


def column(height: float = HEIGHT, rows: int = 1, **options: Any) -> tuple[Any, Any]:
    """Return a Matplotlib figure as wide as the text column, and its axes.

    Args:
        height: in inches.
        rows: the number of axes, below each other.
        options: further arguments of `plt.subplots`, such as `sharex`.

    Returns:
        The figure; and its axes, an array of them for two rows or more.
    """
    from matplotlib import pyplot as plt  # late: a build without new figures needs no Matplotlib

    return plt.subplots(rows, 1, figsize=(WIDTH, height), layout="constrained", **options)
