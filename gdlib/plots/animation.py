"""A descent that moves: the point and its tangent, one frame an iteration."""

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

#: Coordinates are held within this: what is farther away is outside of every view anyway.
FAR = 1e9


class DescentAnimation(FuncAnimation):
    """An animation that notebooks show with Matplotlib's player.

    Attributes:
        figure: what it is drawn on.
        iterations: how many frames there are.
    """

    def __init__(self, ax: Axes, draw: Callable[[int], list[Artist]], iterations: int) -> None:
        """Animate a drawing once, 100 ms a frame.

        Args:
            ax: what it is drawn on.
            draw: puts everything where it is at a frame, counted from 0, and returns what moves.
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
        """Put the moving artists where the run is at a frame, and return them.

        Args:
            n: the frame, counted from 0.
        """
        self._draw_was_started = True  # or Matplotlib warns that nobody looked at the animation
        return self._draw_iteration(n)

    def _repr_html_(self) -> str:
        """Return Matplotlib's player, for notebooks, whatever rcParams["animation.html"] says."""
        player = self.to_jshtml()
        if "matplotlib.pyplot" in sys.modules:  # or a notebook shows the last frame once more
            sys.modules["matplotlib.pyplot"].close(self.figure)
        return player


def animate_descent(
    trajectory: Trajectory, ax: Axes, *, landscape: Landscape | None = None, lang: str = "en"
) -> DescentAnimation:
    """Return an animation of a run: its point, its tangent and a counter, 100 ms a frame.

    As the last line of a notebook's cell it shows as a player. Keep a reference to it as long as
    it shall run in a window. The artists that move carry group ids that begin with `moving-`.

    Args:
        trajectory: a run from one starting number.
        ax: where to draw.
        landscape: the curve it ran on; None: the parabola with its target at 5.
        lang: language of the labels, "en" or "ja".

    Raises:
        ValueError: `lang` is none of the languages.
    """
    place = parabola_or(landscape)
    plot_curve(ax, place, lang)
    text = ax.xaxis.label.get_color()
    (tangent,) = ax.plot([], [], color=PREVIOUS, linewidth=1, zorder=2, gid="moving-tangent")
    (point,) = ax.plot([], [], "o", color=PREVIOUS, zorder=3, gid="moving-point")
    counter = ax.text(
        0.5, 0.93, "", color=text, ha="center", transform=ax.transAxes, gid="moving-counter"
    )

    def draw(n: int) -> list[Artist]:
        step = trajectory[n]
        ts, losses = tangent_line(place, step.t)
        tangent.set_data(ts, np.clip(losses, -FAR, FAR))
        point.set_data([np.clip(step.t, -FAR, FAR)], [np.clip(step.loss, -FAR, FAR)])
        counter.set_text(word("iteration", lang, n=step.n))
        return [tangent, point, counter]

    draw(0)
    return DescentAnimation(ax, draw, len(trajectory))
