"""Matplotlib animations in pages, as `<gd-film>` elements.

The code that renders animations in cells, web/python/session/animation_writer.py, renders them
here too. Fifty frames of the descent take some tens of kilobytes; images would take megabytes.
"""

import copy
from pathlib import Path
from typing import Any

from lxml import etree

from sitegen.figures import fonts, svg
from sitegen.figures.svg import SVG, XLINK, inline_svg, parse_svg
from sitegen.paths import WEB

PYTHON = WEB / "python" / "session"
#: animation_writer.py and the modules that it imports.
WRITER = (
    "__init__.py",
    "animation_writer.py",
    "figure_output.py",
    "outbox.py",
    "page_limits.py",
    "value_text.py",
)


def sources() -> list[object]:
    """Return the inputs, for `cached`, of how figures and animations are rendered."""
    writer = [PYTHON / name for name in (*WRITER, "limits.json")]
    return [Path(__file__), *writer, *svg.sources(), *fonts.sources()]


def _render(animation: Any) -> tuple[Any, etree._Element]:
    """Return an animation as rendered, and the root of its SVG.

    Raises:
        ValueError: it is too large for one SVG document.
    """
    from web.python.session.animation_writer import render_animation  # with Matplotlib

    rendered = render_animation(animation)
    if rendered.svg is None or rendered.is_cut:
        raise ValueError("the animation has too many frames, or too many shapes, for a page")
    return rendered, parse_svg(rendered.svg)


def _first_frame(root: etree._Element) -> etree._Element:
    """Return a copy of an animation's SVG with its first frame only."""
    still = copy.deepcopy(root)
    for group in still.xpath("//*[@data-frame and @data-frame != '0']"):
        group.getparent().remove(group)
    needed = {use.get(f"{XLINK}href", "#")[1:] for use in still.iter(f"{SVG}use")}
    for shape in still.findall(f"{SVG}defs/{SVG}path[@id]"):
        if shape.get("id") not in needed:
            shape.getparent().remove(shape)
    return still


def _element(rendered: Any, picture: str, source: str = "") -> str:
    repeats = " data-repeats" if rendered.repeats else ""
    size = f'data-frames="{rendered.frames}" data-interval="{rendered.interval:g}"'
    return f"<gd-film {size}{repeats}{source}>{picture}</gd-film>"


def animation_html(animation: Any, prefix: str, alt: str) -> str:
    """Return `animation` as the markup of a `<gd-film>`: every frame, the first one shown.

    Args:
        animation: a Matplotlib animation that can be drawn frame by frame.
        prefix: put before each id, so that ids of one page are unique.
        alt: what the animation shows, in the page's language.
    """
    rendered, root = _render(animation)
    return _element(rendered, inline_svg(root, prefix, alt))


def animation_and_first_frame(animation: Any, prefix: str, alt: str) -> tuple[str, str]:
    """Return `animation` as a `<gd-film>` with its first frame, and as an SVG with all frames.

    Args:
        animation, prefix, alt: as for `animation_html`.

    Returns:
        The markup, with `file:` as a placeholder for the URL of the file with all frames; and
        the content of that file.
    """
    rendered, root = _render(animation)
    still = inline_svg(_first_frame(root), prefix, alt)
    return _element(rendered, still, ' data-src="file:"'), inline_svg(root, prefix, alt)
