"""Renders a Matplotlib animation for `<gd-film>`: in cells, and in pages of the build.

Every frame is drawn once, as SVG. The frames are merged into one SVG: elements that are equal in
all frames are kept once, the others once for each frame. Frames with too many shapes are images.
"""

import builtins
import contextlib
from collections.abc import Sequence
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

from matplotlib.animation import AbstractMovieWriter, Animation

from .figure_output import MOST_SHAPES, count_shapes, png_of, svg_of
from .page_limits import LONGEST_ANIMATION, LONGEST_MERGED, LONGEST_SVG, MOST_FRAMES, MOST_MERGED

# A copy of the built-ins: a reader's program can replace Python's own.
globals()["__builtins__"] = dict(vars(builtins))

FRAME_DPI = 100  # the default of to_jshtml
DEEPEST = 20  # levels of nested groups that are compared; Matplotlib makes six
SVG = "{http://www.w3.org/2000/svg}"

register_namespace("", "http://www.w3.org/2000/svg")
register_namespace("xlink", "http://www.w3.org/1999/xlink")


class RenderedAnimation(NamedTuple):
    """All frames: one SVG whose elements with `data-frame` alternate, or one image each."""

    frames: int
    interval: float  # milliseconds
    repeats: bool
    svg: str | None
    pictures: list[str] | None  # one a frame: SVG, or PNG or JPEG in Base64
    is_cut: bool = False  # whether later frames are left out, see page_limits

    def as_message(self) -> dict[str, Any]:
        """Return the fields of the page's message: see RenderedAnimation in protocol.ts."""
        timing = {"frames": self.frames, "interval": self.interval, "repeats": self.repeats}
        return timing | ({"pictures": self.pictures} if self.svg is None else {"svg": self.svg})


def render_animation(animation: Animation) -> RenderedAnimation:
    """Return an animation with all its frames drawn, or with as many as a page takes."""
    writer, timing = _AnimationWriter(), vars(animation)  # private, but to_jshtml reads them, too
    interval = timing["_interval"] = max(1.0, float(timing["_interval"]))  # save divides by it
    with contextlib.suppress(_FrameLimitReached):
        animation.save("animation", writer=writer)
    rendered = animation_from_frames(writer.frames, interval, bool(timing["_repeat"]))
    return rendered._replace(is_cut=writer.is_cut)


def animation_from_frames(frames: list[str], interval: float, repeats: bool) -> RenderedAnimation:
    """Return an animation of frames, each SVG, or PNG or JPEG in Base64.

    Args:
        frames: in order.
        interval: milliseconds from one frame to the next.
        repeats: whether it starts again after the last frame.
    """
    svg = _merge_frames(frames) if all(frame.startswith("<") for frame in frames) else None
    return RenderedAnimation(len(frames), interval, repeats, svg, frames if svg is None else None)


class _FrameLimitReached(Exception):  # noqa: N818  # no error
    """Ends `Animation.save`: the animation has as many frames as a page takes."""


class _AnimationWriter(AbstractMovieWriter):
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
        if self.frames and (self._length > LONGEST_ANIMATION or len(self.frames) == MOST_FRAMES):
            self.is_cut = True
            raise _FrameLimitReached
        self.frames.append(frame)

    def _frame(self) -> str:
        """Return the figure as SVG; as PNG from the first frame on that is too large for SVG."""
        if not self._are_pictures:
            svg = svg_of(self.fig, bbox_inches=None, transparent=True)
            self.fig.set_layout_engine("none")  # keeps the layout of the first frame
            if count_shapes(svg) <= MOST_SHAPES and len(svg) <= LONGEST_SVG:
                return svg
            self._are_pictures = True
        return png_of(self.fig, FRAME_DPI, bbox_inches=None)

    def finish(self) -> None:
        pass


# --- Merging frames into one SVG ---


def _merge_frames(frames: Sequence[str]) -> str | None:
    """Return one SVG that holds all frames; None if it would be too large for a page."""
    roots = [_parse_frame(frame) for frame in frames]
    definitions: dict[str, Element] = {}
    if not roots or not all(_move_definitions(root, definitions) for root in roots):
        return None
    if _differ_only_inside(roots):
        _merge_elements(roots)
    else:
        roots[0][:] = [_frame_group(n, list(root)) for n, root in enumerate(roots)]
    SubElement(roots[0], f"{SVG}defs").extend(definitions[name] for name in sorted(definitions))
    svg = tostring(roots[0], encoding="unicode")
    return svg if count_shapes(svg) <= MOST_MERGED and len(svg) <= LONGEST_MERGED else None


def _parse_frame(svg: str) -> Element:
    """Return a frame's root, without metadata, white space and ids, which are not drawn."""
    root = fromstring(svg)
    for metadata in root.findall(f"{SVG}metadata"):
        root.remove(metadata)
    for element in root.iter():
        element.tail = None
        if element.text and not element.text.strip():
            element.text = None
        if element.tag == f"{SVG}g":
            element.attrib.pop("id", None)  # numbered by Matplotlib, such as line2d_14
    return root


def _move_definitions(root: Element, definitions: dict[str, Element]) -> bool:
    """Move the glyphs and markers of a frame's `<defs>` into `definitions`.

    Returns False if one id has two definitions. A `<style>` in `<defs>` is dropped: the site's
    style sheet sets the same line joins for every figure.
    """
    for parent in list(root.iter()):
        for defs in parent.findall(f"{SVG}defs"):
            parent.remove(defs)
            for one in defs.iterfind("*[@id]"):
                if not _is_same(definitions.setdefault(one.attrib["id"], one), one):
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


def _differ_only_inside(versions: Sequence[Element]) -> bool:
    """Return whether elements agree in tag, attributes and number of children (above 0)."""
    first = versions[0]
    return len(first) > 0 and all(
        version.tag == first.tag and version.attrib == first.attrib and len(version) == len(first)
        for version in versions
    )


def _merge_elements(versions: Sequence[Element], depth: int = 0) -> None:
    """Merge the versions of an element into the first: children that differ once for each frame."""
    rows = list(enumerate(zip(*versions, strict=True)))
    for place, row in reversed(rows):  # from the end: an insertion moves the later children
        if all(_is_same(row[0], version) for version in row):
            continue
        if depth < DEEPEST and _differ_only_inside(row):
            _merge_elements(row, depth + 1)
        else:
            pieces = [_frame_group(n, [version]) for n, version in enumerate(row)]
            versions[0][place : place + 1] = pieces


def _frame_group(n: int, elements: Sequence[Element]) -> Element:
    """Return a group of elements that is shown only in frame `n`."""
    group = Element(f"{SVG}g", {"data-frame": str(n)} | ({"display": "none"} if n else {}))
    group.extend(elements)
    return group
