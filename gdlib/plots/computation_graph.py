"""Computational graphs of `gdlib.autodiff`, in the layered layout of Sugiyama et al."""

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

#: The most numbers of a readable graph.
MAX_NUMBERS = 40

ARROW, SLOPE, OWN = "tab:gray", "tab:red", "tab:blue"

#: A dummy node, where an edge passes a column: begin and end of the edge, and the column.
Dummy: TypeAlias = tuple[Variable, Variable, int]
Node: TypeAlias = Variable | Dummy
Positions: TypeAlias = dict[Node, tuple[float, float]]


class Edge(NamedTuple):
    """An edge of the graph, drawn as an arrow.

    Attributes:
        begin: the number it comes from.
        dummies: dummy nodes, one in each column that it passes.
        end: the number it leads to.
        slope: the slope of the end in the beginning.
    """

    begin: Variable
    dummies: tuple[Dummy, ...]
    end: Variable
    slope: float

    @property
    def segments(self) -> list[tuple[Node, Node]]:
        """The straight segments of the arrow, each from node to node."""
        nodes: list[Node] = [self.begin, *self.dummies, self.end]
        return list(pairwise(nodes))


def plot_graph(
    output: Variable, ax: Axes, *, names: Mapping[Variable, str] | None = None, lang: str = "en"
) -> list[Artist]:
    """Draw the graph of a small computation: each number with its operation, value and gradient.

    The computation runs from left to right. Each arrow is labelled with the slope of its end in its
    beginning. The gradient of a number is the sum, over the arrows that leave its box, of slope
    times gradient at the arrow's end: the chain rule.

    Args:
        output: the result; its `backward` is called.
        ax: where to draw; its frame is hidden.
        names: names of numbers, which replace their operation.
        lang: language of the labels, "en" or "ja".

    Returns:
        The boxes in the order of the computation, and for each arrow its segments and its slope.

    Raises:
        ValueError: the computation has more than 40 numbers, or `lang` is none of the languages.
    """
    nodes = _ancestors(output)
    if len(nodes) > MAX_NUMBERS:
        raise ValueError(
            f"output must depend on less than {MAX_NUMBERS} numbers, got {len(nodes) - 1}"
        )
    output.backward()
    columns = _columns(nodes)
    edges = [edge for node in nodes for edge in _edges_to(node, columns)]
    positions = _positions(nodes, columns, edges)
    boxes: dict[Variable, Text] = {}
    for node in nodes:
        name = (names or {}).get(node) or node.operation or word("variable", lang)
        boxes[node] = _box(ax, positions[node], node, name, lang)
    arrows = [artist for edge in edges for artist in _arrow(ax, edge, positions, boxes)]
    heights = [y for _, y in positions.values()]
    ax.set(xlim=(-0.5, max(columns.values()) + 0.5))
    ax.set(ylim=(min(heights) - 0.6, max(heights) + 0.6))
    ax.set_axis_off()
    return [*boxes.values(), *arrows]


def _ancestors(output: Variable) -> list[Variable]:
    """Return the numbers that the output depends on, and itself, in the order of the tape."""
    needed = {output}
    for node in reversed(output.tape):
        if node in needed:
            needed.update(node.parents)
    return [node for node in output.tape if node in needed]


def _columns(nodes: Sequence[Variable]) -> dict[Variable, int]:
    """Return a column for each number: right of its parents; of a variable, left of its use."""
    columns: dict[Variable, int] = {}
    for node in nodes:
        columns[node] = max((columns[parent] + 1 for parent in node.parents), default=0)
    for variable in nodes:
        if not variable.parents:
            uses = [columns[node] for node in nodes if variable in set(node.parents)]
            columns[variable] = min(uses, default=1) - 1
    return columns


def _edges_to(node: Variable, columns: Mapping[Variable, int]) -> list[Edge]:
    """Return the edges to a number, one from each parent: the slopes of a repeated one add up."""
    slopes = dict.fromkeys(node.parents, 0.0)
    for parent, slope in zip(node.parents, node.slopes, strict=True):
        slopes[parent] += slope
    edges = []
    for parent, slope in slopes.items():
        between = range(columns[parent] + 1, columns[node])
        dummies = tuple((parent, node, column) for column in between)
        edges.append(Edge(parent, dummies, node, slope))
    return edges


def _positions(
    nodes: Sequence[Variable], columns: Mapping[Variable, int], edges: Sequence[Edge]
) -> Positions:
    """Return (x, y) of numbers and dummies: each column is sorted by the mean height of parents."""
    column_of: dict[Node, int] = {node: columns[node] for node in nodes}
    column_of |= {dummy: dummy[2] for edge in edges for dummy in edge.dummies}
    pairs = [segment for edge in edges for segment in edge.segments]
    positions: Positions = {}
    for x in range(max(column_of.values()) + 1):
        column = [node for node in column_of if column_of[node] == x]
        heights = {node: [positions[a][1] for a, b in pairs if b is node] for node in column}
        column.sort(key=lambda node: -fmean(heights[node] or [-inf]))
        positions |= {node: (x, (len(column) - 1) / 2 - i) for i, node in enumerate(column)}
    return positions


def _box(ax: Axes, position: tuple[float, float], node: Variable, name: str, lang: str) -> Text:
    """Draw a number's name, value and gradient in a box; the boxes of variables are coloured."""
    color = ax.xaxis.label.get_color()
    value = _with_minus(word("value", lang, value=node.value))
    grad = _with_minus(word("gradient", lang, grad=node.grad))
    edge = color if node.parents else OWN
    frame = {"boxstyle": "round,pad=0.2", "facecolor": "none", "edgecolor": edge}
    text = f"{name}\n{value}\n{grad}"
    return ax.text(*position, text, ha="center", va="center", color=color, bbox=frame)


def _arrow(
    ax: Axes, edge: Edge, positions: Positions, boxes: Mapping[Variable, Text]
) -> list[Artist]:
    """Draw an edge from box to box, through its dummy nodes, with its slope."""
    drawn: list[Artist] = []
    for begin, end in edge.segments:
        arrow = {
            "arrowstyle": "-|>" if end is edge.end else "-",
            "color": ARROW,
            "shrinkA": 0,
            "shrinkB": 0,
            "patchA": boxes[edge.begin].get_bbox_patch() if begin is edge.begin else None,
            "patchB": boxes[edge.end].get_bbox_patch() if end is edge.end else None,
        }
        drawn.append(ax.annotate("", xy=positions[end], xytext=positions[begin], arrowprops=arrow))
    (x0, y0), (x1, y1) = (positions[node] for node in edge.segments[0])
    side = "center" if y0 == y1 else ("right" if y0 < y1 else "left")  # beside the arrow
    x, y, slope = (x0 + x1) / 2, (y0 + y1) / 2, _with_minus(f"{edge.slope:.3g}")
    return [*drawn, ax.text(x, y, slope, ha=side, va="bottom", color=SLOPE)]


def _with_minus(text: str) -> str:
    """Return a text with the minus signs of Matplotlib's axes."""
    return text.replace("-", "−")
