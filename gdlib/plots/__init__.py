"""Figures of descents, each drawn on a Matplotlib Axes that you give it.

Nothing here touches Matplotlib's global settings: colours of text and frames are those of the Axes,
so that a figure fits a dark page as well as a light one. Every function returns the artists it
drew, and takes `lang="en"` or `lang="ja"` for its labels.

Examples:
    ```python
    import matplotlib.pyplot as plt
    from gdlib.plots import plot_tangent

    figure, ax = plt.subplots(figsize=(6, 6))
    plot_tangent(-5.0, ax)
    ```
"""

from gdlib.plots.animation import DescentAnimation, animate_descent
from gdlib.plots.boundaries import animate_boundary, plot_decision_boundary, plot_samples
from gdlib.plots.computation_graph import plot_graph
from gdlib.plots.contours import plot_contours, plot_paths
from gdlib.plots.landscapes import (
    plot_direction_arrows,
    plot_loss,
    plot_oscillation,
    plot_tangent,
    plot_update,
)
from gdlib.plots.line_fit import plot_line_fit
from gdlib.plots.networks import plot_activation, plot_network
from gdlib.plots.runs import plot_learning_rates, plot_losses, plot_starts

__all__ = [
    "DescentAnimation",
    "animate_boundary",
    "animate_descent",
    "plot_activation",
    "plot_contours",
    "plot_decision_boundary",
    "plot_direction_arrows",
    "plot_graph",
    "plot_learning_rates",
    "plot_line_fit",
    "plot_loss",
    "plot_losses",
    "plot_network",
    "plot_oscillation",
    "plot_paths",
    "plot_samples",
    "plot_starts",
    "plot_tangent",
    "plot_update",
]
