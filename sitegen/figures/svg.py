"""Converts Matplotlib's SVG for pages: inline, or as one file for each colour scheme.

Inline SVG uses the page's CSS variables for colours, and unique ids. A separate file cannot
read them, so there is one for each scheme.
"""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree

from sitegen.node_renderer import render
from sitegen.paths import ROOT, WEB

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"

# Matplotlib draws black on white; in a page both follow the colour scheme, as do those
# colours of Matplotlib that are too dark for the dark scheme.
_THEME_COLOURS = {
    "#000000": "currentColor",
    "black": "currentColor",
    "#ffffff": "var(--gd-paper)",
    "#1f77b4": "var(--gd-tab-blue)",
    "#d62728": "var(--gd-tab-red)",
    "#9467bd": "var(--gd-tab-purple)",
    "#8c564b": "var(--gd-tab-brown)",
}
# The values of these variables for separate files, as in docs/assets/site.css and Material.
SCHEME_COLOURS = {
    "light": {
        "--ink": "#000000de",
        "--gd-paper": "#fff",
        "--gd-tab-blue": "#1f77b4",
        "--gd-tab-red": "#d62728",
        "--gd-tab-purple": "#9467bd",
        "--gd-tab-brown": "#8c564b",
    },
    "dark": {
        "--ink": "hsla(215,15%,90%,.82)",
        "--gd-paper": "hsl(215,15%,14%)",
        "--gd-tab-blue": "#5aa5dd",
        "--gd-tab-red": "#f4736b",
        "--gd-tab-purple": "#b594dc",
        "--gd-tab-brown": "#bd8b7f",
    },
}
_VARIABLE = re.compile(r"var\((--[a-z-]+)\)")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


def sources() -> list[object]:
    """Return the inputs, for `cached`, of the conversion, SVGO included."""
    prerender = WEB / "prerender.ts"
    return [Path(__file__), prerender, ROOT / "package-lock.json"]


def figure_svg(figure: Any) -> bytes:
    """Return a Matplotlib figure as SVG bytes: transparent, without date, reproducible."""
    import matplotlib as mpl

    buffer = BytesIO()
    with mpl.rc_context({"svg.hashsalt": "gdlib", "svg.fonttype": "path"}):
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    return buffer.getvalue()


def parse_svg(svg: bytes | str) -> etree._Element:
    """Return the root element of an SVG document, without comments and metadata."""
    parser = etree.XMLParser(remove_comments=True, remove_blank_text=True, huge_tree=True)
    root = etree.fromstring(svg.encode() if isinstance(svg, str) else svg, parser)
    for tag in ("metadata", "title", "style"):
        for element in list(root.iter(f"{SVG}{tag}")):
            _remove(element)
    return root


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _style_to_attributes(element: etree._Element) -> None:
    """Replace `style="fill: red"` by `fill="red"`, which a strict content policy allows."""
    for declaration in element.attrib.pop("style", "").split(";"):
        name, _, value = declaration.partition(":")
        if name.strip():
            element.set(name.strip(), value.strip())


def _adapt_colours(element: etree._Element) -> None:
    for name in ("fill", "stroke"):
        colour = element.get(name)
        if colour in _THEME_COLOURS:
            element.set(name, _THEME_COLOURS[colour])


def _referenced_ids(root: etree._Element) -> set[str]:
    ids = set()
    for element in root.iter():
        ids.update(_REFERENCE.findall(" ".join(element.attrib.values())))
        ids.add(element.get(f"{XLINK}href", "#").removeprefix("#"))
    return ids


def _rename_ids(root: etree._Element, prefix: str) -> None:
    """Remove unreferenced ids; put `prefix` before the others."""
    used = _referenced_ids(root)
    for element in root.iter():
        if (name := element.get("id")) is not None:
            if name in used:
                element.set("id", prefix + name)
            else:
                del element.attrib["id"]
        for key, value in element.attrib.items():
            if key == f"{XLINK}href":
                # Not `href`, which Material's instant navigation would rewrite, in SVG too.
                element.set(key, "#" + prefix + value.removeprefix("#"))
            elif "url(#" in value:
                element.set(key, _REFERENCE.sub(rf"url(#{prefix}\1)", value))


def _elements(root: etree._Element) -> Iterator[etree._Element]:
    return (element for element in root.iter() if isinstance(element.tag, str))


def inline_svg(root: etree._Element, prefix: str, alt: str) -> str:
    """Return an SVG element as markup for a page.

    Args:
        root: from `parse_svg`; changed in place.
        prefix: put before each id, so that ids of one page are unique.
        alt: what the figure shows, in the page's language.
    """
    width, height = _prepare(root, prefix)
    # `content-visibility` needs the height of a figure before its layout.
    root.set("style", f"aspect-ratio:{width}/{height}")
    root.set("role", "img")
    root.set("aria-label", alt)
    return _serialize(root)


def standalone_svgs(root: etree._Element) -> tuple[dict[str, str], int, int]:
    """Return an SVG element as images: the text for each scheme, the width and the height.

    Args:
        root: from `parse_svg`; changed in place.
    """
    width, height = _prepare(root, "")
    root.set("color", "var(--ink)")
    drawn = _serialize(root)
    return (
        {scheme: _fill_in_colours(drawn, values) for scheme, values in SCHEME_COLOURS.items()},
        width,
        height,
    )


def _fill_in_colours(drawn: str, colours: Mapping[str, str]) -> str:
    return _VARIABLE.sub(lambda match: colours[match[1]], drawn)


def _prepare(root: etree._Element, prefix: str) -> tuple[int, int]:
    """Replace styles, theme colours and ids; return the width and height in px."""
    for element in _elements(root):
        _style_to_attributes(element)
        _adapt_colours(element)
    _rename_ids(root, prefix)
    width, height = (
        round(float(root.get(side, "0pt").removesuffix("pt")) * 4 / 3)
        for side in ("width", "height")
    )
    root.attrib.pop("version", None)
    root.set("width", str(width))
    root.set("height", str(height))
    root.set("fill", "currentColor")
    # From Matplotlib's style element, which would apply to the whole page.
    root.set("stroke-linejoin", "round")
    root.set("stroke-linecap", "butt")
    return width, height


def _serialize(root: etree._Element) -> str:
    etree.cleanup_namespaces(root)
    return render("svg", {"svg": etree.tostring(root, encoding="unicode")})
