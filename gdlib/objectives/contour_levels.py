"""Heights at which contour lines show a surface well.

Examples:
    >>> contour_levels(0.0, 16.0, 3)
    [0.0625, 1.0, 5.0625]
"""


def contour_levels(lowest: float, highest: float, count: int) -> list[float]:
    """Return `count` heights between `lowest` and `highest`, denser towards the ground.

    Equal steps in the fourth root show a flat valley as well as the walls around it.

    Args:
        lowest: the smallest loss in view; no line is drawn at it.
        highest: the largest loss in view; no line is drawn at it either.
        count: how many heights; 0 or more.
    """
    parts = (level / (count + 1) for level in range(1, count + 1))
    return [lowest + (highest - lowest) * part**4 for part in parts]
