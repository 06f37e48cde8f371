"""Matplotlib animations of the pages, as `<gd-film>`.

The frames come from the code that makes the films of cells: web/python/session/animation_writer.py.
Fifty frames of the descent come to some tens of kilobytes, where images would need megabytes.
"""

import copy
from pathlib import Path
from typing import Any

from lxml import etree

from sitegen.figures import fonts, svg
from sitegen.figures.svg import SVG, XLINK, at_home, parsed
from sitegen.paths import WEB

PYTHON = WEB / "python" / "session"
#: What animation_writer.py consists of.
WRITER = (
    "__init__.py",
    "animation_writer.py",
    "figure_output.py",
    "outbox.py",
    "page_limits.py",
    "value_text.py",
)


def sources() -> list[object]:
    """Return all that decides how a figure or an animation is drawn, but not what, for `cached`."""
    writer = [PYTHON / name for name in (*WRITER, "limits.json")]
    return [Path(__file__), *writer, *svg.sources(), *fonts.sources()]


def _film(animation: Any) -> tuple[Any, etree._Element]:
    """Return an animation as a film, and its picture.

    Raises:
        ValueError: it is too large to be one picture.
    """
    from web.python.session.animation_writer import filmed  # with Matplotlib

    film = filmed(animation)
    if film.svg is None or film.is_cut:
        raise ValueError("the animation has too many frames, or too many shapes, for a page")
    return film, parsed(film.svg)


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


def _element(film: Any, picture: str, source: str = "") -> str:
    repeats = " data-repeats" if film.repeats else ""
    facts = f'data-frames="{film.frames}" data-interval="{film.interval:g}"{repeats}{source}'
    return f"<gd-film {facts}>{picture}</gd-film>"


def film_html(animation: Any, prefix: str, alt: str) -> str:
    """Return `animation` as the markup of a `<gd-film>`: every frame, the first one shown.

    Args:
        animation: a Matplotlib animation that can be drawn frame by frame.
        prefix: put before each id, so that films of one page do not clash.
        alt: what the film shows, in the page's language.
    """
    film, picture = _film(animation)
    return _element(film, at_home(picture, prefix, alt))


def film_and_still(animation: Any, prefix: str, alt: str) -> tuple[str, str]:
    """Return `animation` in two parts: a `<gd-film>` with its first frame, and a picture with all.

    Args:
        animation, prefix, alt: as for `film_html`.

    Returns:
        The markup, which has `file:` where the address of a file with all frames belongs; and
        what is in that file.
    """
    film, picture = _film(animation)
    still = at_home(_first_frame(picture), prefix, alt)
    return _element(film, still, ' data-src="file:"'), at_home(picture, prefix, alt)
