"""Figures of the lessons, drawn by gdlib while the site is built.

A page writes `![what it shows](figure:tangent "caption")`. The function
`tangent(lang)` of docs/figures.py draws it: it returns a Matplotlib figure, or
an animation, which becomes a film. Drawings are cached by all that decides them.
"""

import hashlib
import html
import re
import runpy
from functools import cache
from typing import Any

import shared
import svg
from film import film_html
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

FIGURES = shared.ROOT / "docs" / "figures.py"
DRAWN = shared.CACHE / "figures"

_IMAGE = re.compile(
    r"(?:<p>)?<img (?P<attributes>[^>]*src=\"figure:(?P<name>[\w-]+)\"[^>]*?)/?>(?:</p>)?"
)
_used: set[str] = set()


@cache
def _state() -> bytes:
    """Return a hash of all that decides what figures look like, their names apart."""
    hooks = [shared.ROOT / "docs" / "hooks" / name for name in ("svg.py", "film.py", "figures.py")]
    quantities = shared.ROOT / "docs" / "quantities.py"
    digest = hashlib.sha256()
    for path in [FIGURES, quantities, *hooks, *sorted((shared.ROOT / "gdlib").rglob("*.py"))]:
        digest.update(path.read_bytes())
    return digest.digest()


@cache
def _functions() -> dict[str, Any]:
    return runpy.run_path(str(FIGURES))


def _function(name: str) -> Any:
    """Return the function of docs/figures.py that draws the figure `name`."""
    try:
        return _functions()[name.replace("-", "_")]
    except KeyError:
        raise PluginError(f"docs/figures.py draws no figure named {name!r}.") from None


def _attribute(attributes: str, name: str) -> str:
    found = re.search(rf'{name}="([^"]*)"', attributes)
    return html.unescape(found[1]) if found else ""


def _draw(name: str, lang: str, alt: str) -> str:
    """Return a figure as SVG, or an animation as a film, for the page."""
    import figure_font
    import matplotlib as mpl
    from matplotlib import pyplot as plt
    from matplotlib.animation import Animation

    style: Any = figure_font.register() | {"backend": "agg"}
    with mpl.rc_context(style):
        drawing = _function(name)(lang)
        if isinstance(drawing, Animation):
            markup = film_html(drawing, f"{name}-", alt)
        else:
            markup = svg.at_home(svg.parsed(svg.figure_svg(drawing)), f"{name}-", alt)
        plt.close("all")
    return markup


def figure(name: str, lang: str, alt: str) -> str:
    """Return the figure `name` as markup, from the cache if nothing changed."""
    key = hashlib.sha256(_state() + f"{name} {lang} {alt}".encode()).hexdigest()[:24]
    cached = DRAWN / lang / f"{name}.{key}.html"
    if not cached.exists():
        shared.write_atomically(cached, _draw(name, lang, alt).encode())
    _used.add(cached.name)
    return cached.read_text()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    _state.cache_clear()
    _functions.cache_clear()
    _used.clear()
    return config


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    lang = config.theme["language"]

    def drawn(match: re.Match[str]) -> str:
        name, alt = match["name"], _attribute(match["attributes"], "alt")
        if not alt:
            raise PluginError(
                f"{page.file.src_uri}: the figure {name!r} lacks its alternative text."
            )
        caption = html.escape(_attribute(match["attributes"], "title"))
        below = f"<figcaption>{caption}</figcaption>" if caption else ""
        return f'<figure class="gd-figure">{figure(name, lang, alt)}{below}</figure>'

    return _IMAGE.sub(drawn, output)


def on_post_build(config: MkDocsConfig) -> None:
    for path in (DRAWN / config.theme["language"]).glob("*.html"):
        if path.name not in _used:
            path.unlink()
