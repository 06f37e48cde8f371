"""Animations of descents: the point and its tangent, one frame per iteration."""

import sys
from collections.abc import Callable
from typing import cast

import numpy as np
from matplotlib.animation import FuncAnimation
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from gdlib.objectives.landscapes import Landscape
from gdlib.plots.landscapes import PREVIOUS, parabola_or, plot_curve, tangent_line
from gdlib.plots.words import word
from gdlib.trajectory import Trajectory

#: Coordinates are clipped to this, which is outside of every view: larger ones overflow.
FAR = 1e9


class DescentAnimation(FuncAnimation):
    """An animation that notebooks show with Matplotlib's player.

    Attributes:
        figure: the figure it is drawn on.
        iterations: how many frames there are.
    """

    def __init__(self, ax: Axes, draw: Callable[[int], list[Artist]], iterations: int) -> None:
        """Animate a drawing once, 100 ms a frame.

        Args:
            ax: the axes it is drawn on.
            draw: updates the artists for a frame, counted from 0, and returns those that move.
            iterations: how many frames there are.
        """
        super().__init__(
            figure := cast("Figure", ax.figure),
            draw,
            frames=iterations,
            interval=100,
            repeat=False,
            init_func=lambda: draw(0),
            cache_frame_data=False,
        )
        self.figure, self.iterations = figure, iterations
        self._draw_iteration = draw

    def draw(self, n: int) -> list[Artist]:
        """Update the artists for a frame, and return those that move.

        Args:
            n: the frame, counted from 0.
        """
        self._draw_was_started = True  # or Matplotlib warns of an animation that was not rendered
        return self._draw_iteration(n)

    def _repr_html_(self) -> str:
        """Return Matplotlib's HTML player, also if rcParams["animation.html"] is "none"."""
        player = self.to_jshtml()
        if "matplotlib.pyplot" in sys.modules:  # or a notebook shows the last frame once more
            sys.modules["matplotlib.pyplot"].close(self.figure)
        return player


def animate_descent(
    trajectory: Trajectory, ax: Axes, *, landscape: Landscape | None = None, lang: str = "en"
) -> DescentAnimation:
    """Return an animation of a run: its point, its tangent and a counter, 100 ms a frame.

    As the last expression of a notebook cell it is displayed as a player. In a window it runs as
    long as a reference to it is kept. The group ids of artists that move begin with `moving-`.

    Args:
        trajectory: a run from one starting number.
        ax: where to draw.
        landscape: the curve it ran on; None: the parabola with its target at 5.
        lang: language of the labels, "en" or "ja".

    Raises:
        ValueError: `lang` is none of the languages.
    """
    curve = parabola_or(landscape)
    plot_curve(ax, curve, lang)
    text = ax.xaxis.label.get_color()
    (tangent,) = ax.plot([], [], color=PREVIOUS, linewidth=1, zorder=2, gid="moving-tangent")
    (point,) = ax.plot([], [], "o", color=PREVIOUS, zorder=3, gid="moving-point")
    counter = ax.text(
        0.5, 0.93, "", color=text, ha="center", transform=ax.transAxes, gid="moving-counter"
    )

    def draw(n: int) -> list[Artist]:
        step = trajectory[n]
        ts, losses = tangent_line(curve, step.t)
        tangent.set_data(ts, np.clip(losses, -FAR, FAR))
        point.set_data([np.clip(step.t, -FAR, FAR)], [np.clip(step.loss, -FAR, FAR)])
        counter.set_text(word("iteration", lang, n=step.n))
        return [tangent, point, counter]

    draw(0)
    return DescentAnimation(ax, draw, len(trajectory))
