"""Figures of the lessons, drawn by gdlib while the site is built.

A page writes `![what it shows](figure:tangent "caption")`. The function
`tangent(lang)` draws it, from the file of docs/figures that is named like the lesson, or
else from running_example.py there. It returns a Matplotlib figure, which becomes two images, one
for each colour scheme; browsers fetch the one that they show, when a reader comes near. Or it
returns an animation, which becomes a film: the page has its first frame, and a file has the rest.
Drawings are cached by all that decides them.
"""

import hashlib
import html
import re
import runpy
from functools import cache
from pathlib import Path
from typing import Any

import late_files
import shared
import svg
from film import film_and_still
from lxml import etree
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from prose_numbers import lesson_of, sources

FIGURES = shared.ROOT / "docs" / "figures"
DRAWN = shared.CACHE / "figures"

_IMAGE = re.compile(
    r"(?:<p>)?<img (?P<attributes>[^>]*src=\"figure:(?P<name>[\w-]+)\"[^>]*?)/?>(?:</p>)?"
)
_FILE = re.compile(r'(?<=src=")file:([^"#]+)')
_FOLDER = "figures"


@cache
def _state(lesson: str) -> str:
    """Return a hash of all that decides what a lesson's figures look like, their names apart."""
    names = ("svg.py", "film.py", "figures.py", "figure_font.py")
    hooks = [shared.ROOT / "docs" / "hooks" / name for name in names]
    own = [*sources(lesson, FIGURES), *sources(lesson)]
    return shared.digest([*own, *hooks, *shared.gdlib_sources()])


@cache
def _functions(path: Path) -> dict[str, Any]:
    return runpy.run_path(str(path))


def _function(name: str, lesson: str) -> Any:
    """Return the function that draws the figure `name` for a lesson."""
    function = name.replace("-", "_")
    for path in reversed(sources(lesson, FIGURES)):
        if found := _functions(path).get(function):
            return found
    raise PluginError(
        f"Nothing draws the figure {name!r} of the lesson {lesson!r}. "
        f"Please write: {function}(lang) in docs/figures/{lesson}.py"
    )


def _attribute(attributes: str, name: str) -> str:
    found = re.search(rf'{name}="([^"]*)"', attributes)
    return html.unescape(found[1]) if found else ""


def _draw(name: str, lesson: str, lang: str, alt: str) -> str:
    """Return a figure's images, or an animation's film, for the page; write their files."""
    import figure_font
    import matplotlib as mpl
    from matplotlib import pyplot as plt
    from matplotlib.animation import Animation

    style: Any = figure_font.register() | {"backend": "agg"}
    with mpl.rc_context(style):
        drawing = _function(name, lesson)(lang)
        if isinstance(drawing, Animation):
            markup, film = film_and_still(drawing, f"{name}-", alt)
            file = late_files.keep(lang, f"{_FOLDER}/{name}.svg", film.encode())
            markup = markup.replace('data-src="file:"', f'data-src="file:{file}"')
        else:
            markup = _images(svg.parsed(svg.figure_svg(drawing)), name, lang, alt)
        plt.close("all")
    return markup


def _images(root: etree._Element, name: str, lang: str, alt: str) -> str:
    """Write a figure's files, and return the images; Material shows that of the page's scheme."""
    texts, width, height = svg.alone(root)
    images = []
    for scheme, text in texts.items():
        file = late_files.keep(lang, f"{_FOLDER}/{name}.svg", text.encode())
        images.append(
            f'<img src="file:{file}#only-{scheme}" alt="{html.escape(alt)}" '
            f'width="{width}" height="{height}" loading="lazy">'
        )
    return "".join(images)


def figure(name: str, lesson: str, lang: str, alt: str) -> str:
    """Return the figure `name` of a lesson as markup, from the cache if nothing changed."""
    key = hashlib.sha256(f"{_state(lesson)} {name} {lang} {alt}".encode()).hexdigest()[:24]
    cached = DRAWN / lang / f"{name}.{key}.html"
    if not cached.exists() or not late_files.are_kept(lang, cached.read_text()):
        shared.write_atomically(cached, _draw(name, lesson, lang, alt).encode())
    cached.touch()
    return cached.read_text()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    _state.cache_clear()
    _functions.cache_clear()
    return config


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    lang, lesson = config.theme["language"], lesson_of(page.file.src_uri)

    def drawn(match: re.Match[str]) -> str:
        name, alt = match["name"], _attribute(match["attributes"], "alt")
        if not alt:
            raise PluginError(
                f"{shared.source_of(page, config)}: the figure {name!r} lacks its alternative text."
            )
        caption = html.escape(_attribute(match["attributes"], "title"))
        below = f"<figcaption>{caption}</figcaption>" if caption else ""
        markup = _FILE.sub(
            lambda file: get_relative_url(file[1], page.url), figure(name, lesson, lang, alt)
        )
        return f'<figure class="gd-figure">{markup}{below}</figure>'

    return _IMAGE.sub(drawn, output)


def on_post_build(config: MkDocsConfig) -> None:
    """Remove what no build of the last month has used."""
    shared.forget_old(DRAWN / config.theme["language"])
