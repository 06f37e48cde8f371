"""A computation as `gdlib.autodiff` wrote it down: what was computed from what, with the slopes."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import inf
from statistics import fmean
from typing import NamedTuple, TypeAlias

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.text import Text

from gdlib.autodiff import Variable
from gdlib.plots.words import word

#: More numbers than this are no figure to read.
LARGEST = 40

ARROW, SLOPE, OWN = "tab:gray", "tab:red", "tab:blue"

#: A corner of an arrow that passes by a column: from which number, to which, in which column.
Corner: TypeAlias = tuple[Variable, Variable, int]
Stop: TypeAlias = Variable | Corner
Places: TypeAlias = dict[Stop, tuple[float, float]]


class Link(NamedTuple):
    """An arrow of the graph.

    Attributes:
        begin: the number it comes from.
        corners: one in each column it passes by.
        end: the number it leads to.
        slope: the slope of the end in the beginning.
    """

    begin: Variable
    corners: tuple[Corner, ...]
    end: Variable
    slope: float

    @property
    def parts(self) -> list[tuple[Stop, Stop]]:
        """The straight parts it is drawn in."""
        stops: list[Stop] = [self.begin, *self.corners, self.end]
        return list(pairwise(stops))


def plot_graph(
    output: Variable, ax: Axes, *, names: Mapping[Variable, str] | None = None, lang: str = "en"
) -> list[Artist]:
    """Draw the graph of a small computation: each number with its operation, value and gradient.

    It flows from left to right. Each arrow bears a slope: that of its right end in its left end.
    The way back multiplies them: a gradient is the sum, over the arrows that leave its box, of
    slope times gradient at the other end.

    Args:
        output: the result; its `backward` is called.
        ax: where to draw; its frame is hidden.
        names: what to call some of the numbers, instead of by their operation.
        lang: language of the labels, "en" or "ja".

    Returns:
        The boxes in the order of the computation, and for each arrow its parts and its slope.

    Raises:
        ValueError: the computation has more than 40 numbers, or `lang` is none of the languages.
    """
    nodes = _ancestors(output)
    if len(nodes) > LARGEST:
        raise ValueError(f"output must depend on less than {LARGEST} numbers, got {len(nodes) - 1}")
    output.backward()
    columns = _columns(nodes)
    links = [link for node in nodes for link in _links_to(node, columns)]
    places = _places(nodes, columns, links)
    boxes: dict[Variable, Text] = {}
    for node in nodes:
        name = (names or {}).get(node) or node.operation or word("variable", lang)
        boxes[node] = _box(ax, places[node], node, name, lang)
    arrows = [artist for link in links for artist in _arrow(ax, link, places, boxes)]
    heights = [y for _, y in places.values()]
    ax.set(xlim=(-0.5, max(columns.values()) + 0.5))
    ax.set(ylim=(min(heights) - 0.6, max(heights) + 0.6))
    ax.set_axis_off()
    return [*boxes.values(), *arrows]


def _ancestors(output: Variable) -> list[Variable]:
    """Return all that the output depends on, and itself, in the order of the computation."""
    needed = {output}
    for node in reversed(output.tape):
        if node in needed:
            needed.update(node.parents)
    return [node for node in output.tape if node in needed]


def _columns(nodes: Sequence[Variable]) -> dict[Variable, int]:
    """Return a column for each number: right of its parents; variables next to their first use."""
    columns: dict[Variable, int] = {}
    for node in nodes:
        columns[node] = max((columns[parent] + 1 for parent in node.parents), default=0)
    for variable in nodes:
        if not variable.parents:
            uses = [columns[node] for node in nodes if variable in set(node.parents)]
            columns[variable] = min(uses, default=1) - 1
    return columns


def _links_to(node: Variable, columns: Mapping[Variable, int]) -> list[Link]:
    """Return the arrows to a number, one from each parent, which may be there twice."""
    slopes = dict.fromkeys(node.parents, 0.0)
    for parent, slope in zip(node.parents, node.slopes, strict=True):
        slopes[parent] += slope
    links = []
    for parent, slope in slopes.items():
        between = range(columns[parent] + 1, columns[node])
        corners = tuple((parent, node, column) for column in between)
        links.append(Link(parent, corners, node, slope))
    return links


def _places(
    nodes: Sequence[Variable], columns: Mapping[Variable, int], links: Sequence[Link]
) -> Places:
    """Return (x, y) of numbers and corners: in each column, in the order of what leads to them."""
    stops: dict[Stop, int] = {node: columns[node] for node in nodes}
    stops |= {corner: corner[2] for link in links for corner in link.corners}
    pairs = [part for link in links for part in link.parts]
    places: Places = {}
    for x in range(max(stops.values()) + 1):
        column = [stop for stop in stops if stops[stop] == x]
        heights = {stop: [places[a][1] for a, b in pairs if b is stop] for stop in column}
        column.sort(key=lambda stop: -fmean(heights[stop] or [-inf]))
        places |= {stop: (x, (len(column) - 1) / 2 - i) for i, stop in enumerate(column)}
    return places


def _box(ax: Axes, place: tuple[float, float], node: Variable, name: str, lang: str) -> Text:
    """Draw what is known about a number; variables, where the way back ends, stand out."""
    color = ax.xaxis.label.get_color()
    value = _with_minus(word("value", lang, value=node.value))
    grad = _with_minus(word("gradient", lang, grad=node.grad))
    edge = color if node.parents else OWN
    frame = {"boxstyle": "round,pad=0.2", "facecolor": "none", "edgecolor": edge}
    text = f"{name}\n{value}\n{grad}"
    return ax.text(*place, text, ha="center", va="center", color=color, bbox=frame)


def _arrow(ax: Axes, link: Link, places: Places, boxes: Mapping[Variable, Text]) -> list[Artist]:
    """Draw an arrow from box to box, past the corners, and its slope on its first part."""
    drawn: list[Artist] = []
    for begin, end in link.parts:
        arrow = {
            "arrowstyle": "-|>" if end is link.end else "-",
            "color": ARROW,
            "shrinkA": 0,
            "shrinkB": 0,
            "patchA": boxes[link.begin].get_bbox_patch() if begin is link.begin else None,
            "patchB": boxes[link.end].get_bbox_patch() if end is link.end else None,
        }
        drawn.append(ax.annotate("", xy=places[end], xytext=places[begin], arrowprops=arrow))
    (x0, y0), (x1, y1) = (places[stop] for stop in link.parts[0])
    side = "center" if y0 == y1 else ("right" if y0 < y1 else "left")  # beside the arrow
    x, y, slope = (x0 + x1) / 2, (y0 + y1) / 2, _with_minus(f"{link.slope:.3g}")
    return [*drawn, ax.text(x, y, slope, ha=side, va="bottom", color=SLOPE)]


def _with_minus(text: str) -> str:
    """Return a text with the minus sign that Matplotlib puts on axes."""
    return text.replace("-", "−")
