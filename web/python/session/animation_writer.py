"""A Matplotlib animation as a film for `<gd-film>`: in cells, and in pages of the build.

Every frame is drawn once, as SVG. What is the same in all of them is kept once; where they
differ, each frame keeps its own version. Frames with too many shapes for that are pictures.
"""

import builtins
import contextlib
from collections.abc import Sequence
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

from matplotlib.animation import AbstractMovieWriter, Animation

from .figure_output import MOST_SHAPES, png_of, shapes_in, svg_of
from .page_limits import LONGEST_FILM, LONGEST_MERGED, LONGEST_SVG, MOST_FRAMES, MOST_MERGED

# What a program does to Python's own functions stays out of here.
globals()["__builtins__"] = dict(vars(builtins))

PICTURE_DPI = 100  # as to_jshtml has it
DEEPEST = 20  # levels of groups that are looked into; Matplotlib makes six
SVG = "{http://www.w3.org/2000/svg}"

register_namespace("", "http://www.w3.org/2000/svg")
register_namespace("xlink", "http://www.w3.org/1999/xlink")


class Film(NamedTuple):
    """A film: one SVG whose elements with `data-frame` are shown in turn, or a picture a frame."""

    frames: int
    interval: float  # milliseconds
    repeats: bool
    svg: str | None
    pictures: list[str] | None  # SVG, or PNG or JPEG in Base64
    is_cut: bool = False

    def told(self) -> dict[str, Any]:
        """Return the film as the page reads it."""
        film = {"frames": self.frames, "interval": self.interval, "repeats": self.repeats}
        return film | ({"pictures": self.pictures} if self.svg is None else {"svg": self.svg})


def filmed(animation: Animation) -> Film:
    """Return an animation as a film; of a very long one the beginning, and that it is cut."""
    writer, timing = _FilmWriter(), vars(animation)  # to_jshtml reads them there, too
    interval = timing["_interval"] = max(1.0, float(timing["_interval"]))  # save divides by it
    with contextlib.suppress(_LongEnough):
        animation.save("film", writer=writer)
    film = film_of_frames(writer.frames, interval, bool(timing["_repeat"]))
    return film._replace(is_cut=writer.is_cut)


def film_of_frames(frames: list[str], interval: float, repeats: bool) -> Film:
    """Return frames, each SVG or a picture in Base64, as a film."""
    svg = _merged(frames) if all(frame.startswith("<") for frame in frames) else None
    return Film(len(frames), interval, repeats, svg, frames if svg is None else None)


class _LongEnough(Exception):  # noqa: N818  # no error
    """A film has as many frames as a page takes."""


class _FilmWriter(AbstractMovieWriter):
    """Keeps the frames that `Animation.save` draws."""

    def __init__(self) -> None:
        super().__init__()
        self.frames: list[str] = []
        self.is_cut = False
        self._length = 0
        self._are_pictures = False

    def setup(self, fig: Any, outfile: Any, dpi: float | None = None) -> None:
        super().setup(fig, outfile, dpi)

    def grab_frame(self, **_: Any) -> None:
        frame = self._frame()
        self._length += len(frame)
        if self.frames and (self._length > LONGEST_FILM or len(self.frames) == MOST_FRAMES):
            self.is_cut = True
            raise _LongEnough
        self.frames.append(frame)

    def _frame(self) -> str:
        """Return the figure as it is now: once that is a picture, all that follow are."""
        if not self._are_pictures:
            svg = svg_of(self.fig, bbox_inches=None, transparent=True)
            self.fig.set_layout_engine("none")  # all frames keep the layout of the first
            if shapes_in(svg) <= MOST_SHAPES and len(svg) <= LONGEST_SVG:
                return svg
            self._are_pictures = True
        return png_of(self.fig, PICTURE_DPI, bbox_inches=None)

    def finish(self) -> None:
        pass


# --- One picture of all frames ---


def _merged(frames: Sequence[str]) -> str | None:
    """Return one SVG that holds all frames; None if it would be too much for a page."""
    pictures = [_parsed(frame) for frame in frames]
    shapes: dict[str, Element] = {}
    if not pictures or not all(_take_shapes(picture, shapes) for picture in pictures):
        return None
    if _are_alike(pictures):
        _merge(pictures)
    else:
        pictures[0][:] = [_in_frame(n, list(picture)) for n, picture in enumerate(pictures)]
    SubElement(pictures[0], f"{SVG}defs").extend(shapes[name] for name in sorted(shapes))
    svg = tostring(pictures[0], encoding="unicode")
    return svg if shapes_in(svg) <= MOST_MERGED and len(svg) <= LONGEST_MERGED else None


def _parsed(svg: str) -> Element:
    """Return a frame's root, without what may differ and is not drawn."""
    root = fromstring(svg)
    for metadata in root.findall(f"{SVG}metadata"):
        root.remove(metadata)
    for element in root.iter():
        element.tail = None
        if element.text and not element.text.strip():
            element.text = None
        if element.tag == f"{SVG}g":
            element.attrib.pop("id", None)  # Matplotlib counts what it draws: line2d_14
    return root


def _take_shapes(picture: Element, shapes: dict[str, Element]) -> bool:
    """Move a frame's shapes of letters and markers into `shapes`; return False if names clash.

    A style element, which says how lines are joined, goes: pages say the same of every figure.
    """
    for parent in list(picture.iter()):
        for definitions in parent.findall(f"{SVG}defs"):
            parent.remove(definitions)
            for shape in definitions.iterfind("*[@id]"):
                if not _is_same(shapes.setdefault(shape.attrib["id"], shape), shape):
                    return False
    return True


def _is_same(one: Element, other: Element) -> bool:
    return one is other or (
        one.tag == other.tag
        and one.attrib == other.attrib
        and one.text == other.text
        and len(one) == len(other)
        and all(map(_is_same, one, other))
    )


def _are_alike(versions: Sequence[Element]) -> bool:
    """Return whether only what lies inside the elements differs, piece by piece."""
    first = versions[0]
    return len(first) > 0 and all(
        version.tag == first.tag and version.attrib == first.attrib and len(version) == len(first)
        for version in versions
    )


def _merge(versions: Sequence[Element], depth: int = 0) -> None:
    """Make the first of the frames' elements hold them all: the differing parts once a frame."""
    rows = list(enumerate(zip(*versions, strict=True)))
    for place, row in reversed(rows):  # what is put in moves only what comes behind it
        if all(_is_same(row[0], version) for version in row):
            continue
        if depth < DEEPEST and _are_alike(row):
            _merge(row, depth + 1)
        else:
            pieces = [_in_frame(n, [version]) for n, version in enumerate(row)]
            versions[0][place : place + 1] = pieces


def _in_frame(n: int, elements: Sequence[Element]) -> Element:
    """Return elements that are shown with frame `n` alone."""
    group = Element(f"{SVG}g", {"data-frame": str(n)} | ({"display": "none"} if n else {}))
    group.extend(elements)
    return group
