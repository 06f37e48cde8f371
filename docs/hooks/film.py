"""A Matplotlib animation as a small vector film, for `<gd-film>`.

Every frame is drawn once as SVG. What is the same in all of them is kept once;
where they differ, each frame keeps its own version. Fifty frames of the descent
come to some tens of kilobytes, where images would need megabytes.
"""

import copy
from collections.abc import Sequence
from typing import Any

from lxml import etree
from svg import SVG, XLINK, at_home, figure_svg, parsed


def _drawn_frames(animation: Any) -> list[etree._Element]:
    """Draw each frame of `animation` and return them as SVG trees."""
    animation._init_draw()  # as Animation.save does
    figure_svg(animation._fig)  # computes its layout, which every frame then keeps
    animation._fig.set_layout_engine("none")
    drawn = []
    for data in animation.new_frame_seq():
        animation._draw_next_frame(data, blit=False)
        drawn.append(parsed(figure_svg(animation._fig)))
    return drawn


def _take_glyphs(frame: etree._Element) -> dict[str, etree._Element]:
    """Take the shapes of letters and markers out of a frame; all frames share one set."""
    shapes = {}
    for definitions in list(frame.iter(f"{SVG}defs")):
        for shape in definitions.findall(f"{SVG}path[@id]"):
            shapes[shape.get("id", "")] = shape
            definitions.remove(shape)
        parent = definitions.getparent()
        if len(definitions) == 0 and parent is not None:
            parent.remove(definitions)
    return shapes


def _same(versions: Sequence[etree._Element]) -> bool:
    first = etree.tostring(versions[0])
    return all(etree.tostring(version) == first for version in versions[1:])


def _alike(versions: Sequence[etree._Element]) -> bool:
    """Return whether only what lies inside the elements differs, piece by piece."""
    first = versions[0]
    return len(first) > 0 and all(
        len(version) == len(first) and version.attrib == first.attrib for version in versions[1:]
    )


def _merge(versions: Sequence[etree._Element]) -> None:
    """Make the first of the frames' elements hold them all: the differing parts once a frame."""
    for children in list(zip(*versions, strict=True)):
        if _same(children):
            continue
        if _alike(children):
            _merge(children)
        else:
            _replace_by_all(children)


def _replace_by_all(versions: Sequence[etree._Element]) -> None:
    parent = versions[0].getparent()
    assert parent is not None
    place = parent.index(versions[0])
    for number, version in enumerate(versions):
        group = etree.Element(f"{SVG}g", {"data-frame": str(number)})
        if number:
            group.set("display", "none")
        group.append(version)
        parent.insert(place + number, group)


def _merged(animation: Any) -> tuple[etree._Element, int]:
    """Return one picture that holds all frames of `animation`, and how many there are."""
    frames = _drawn_frames(animation)
    glyphs: dict[str, etree._Element] = {}
    for frame in frames:
        glyphs |= _take_glyphs(frame)
    _merge(frames)
    stage = frames[0]
    definitions = etree.SubElement(stage, f"{SVG}defs")
    definitions.extend(glyphs[name] for name in sorted(glyphs))
    return stage, len(frames)


def _first_frame(film: etree._Element) -> etree._Element:
    """Return a copy of a film's picture with its first frame only."""
    still = copy.deepcopy(film)
    for group in still.xpath("//*[@data-frame and @data-frame != '0']"):
        group.getparent().remove(group)
    needed = {use.get(f"{XLINK}href", "#")[1:] for use in still.iter(f"{SVG}use")}
    for shape in still.findall(f"{SVG}defs/{SVG}path[@id]"):
        if shape.get("id") not in needed:
            shape.getparent().remove(shape)
    return still


def _element(frames: int, animation: Any, picture: str, source: str = "") -> str:
    interval = int(animation._interval)
    return f'<gd-film data-frames="{frames}" data-interval="{interval}"{source}>{picture}</gd-film>'


def film_html(animation: Any, prefix: str, alt: str) -> str:
    """Return `animation` as the markup of a `<gd-film>`: every frame, the first one shown.

    Args:
        animation: a Matplotlib animation that can be drawn frame by frame.
        prefix: put before each id, so that films of one page do not clash.
        alt: what the film shows, in the page's language.
    """
    film, frames = _merged(animation)
    return _element(frames, animation, at_home(film, prefix, alt))


def film_and_still(animation: Any, prefix: str, alt: str) -> tuple[str, str]:
    """Return `animation` in two parts: a `<gd-film>` with its first frame, and a picture with all.

    Args:
        animation, prefix, alt: as for `film_html`.

    Returns:
        The markup, which has `file:` where the address of a file with all frames belongs; and
        what is in that file.
    """
    film, frames = _merged(animation)
    still = at_home(_first_frame(film), prefix, alt)
    return _element(frames, animation, still, ' data-src="file:"'), at_home(film, prefix, alt)
