"""Levels of contour lines, denser at low losses.

Examples:
    >>> contour_levels(0.0, 16.0, 3)
    [0.0625, 1.0, 5.0625]
"""


def contour_levels(lowest: float, highest: float, count: int) -> list[float]:
    """Return `count` levels between `lowest` and `highest`, denser at low losses.

    Equal steps of the fourth root show both a flat valley and its steep walls.

    Args:
        lowest: the smallest loss in view; no line is drawn at it.
        highest: the largest loss in view; no line is drawn at it either.
        count: the number of levels; 0 or more.
    """
    parts = (level / (count + 1) for level in range(1, count + 1))
    return [lowest + (highest - lowest) * part**4 for part in parts]
