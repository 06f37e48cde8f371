"""Figures of the lessons, drawn by gdlib while the site is built.

A page writes `![what it shows](figure:tangent "caption")`. The function
`tangent(lang)` draws it, from the file of docs/figures that is named like the lesson, or
else from running_example.py there: it returns a Matplotlib figure, or an animation, which
becomes a film: the page has its first frame, and a file has the rest, for when a reader comes
near. Drawings are cached by all that decides them.
"""

import hashlib
import html
import re
import runpy
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import shared
import svg
from film import film_files
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
_FILM = re.compile(r'(?<=data-src="film:)[^"]+')
_FILMS = "films/"
_used: set[str] = set()  # files of this build


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
    """Return a figure as SVG, or an animation as a film, for the page."""
    import figure_font
    import matplotlib as mpl
    from matplotlib import pyplot as plt
    from matplotlib.animation import Animation

    style: Any = figure_font.register() | {"backend": "agg"}
    with mpl.rc_context(style):
        drawing = _function(name, lesson)(lang)
        if isinstance(drawing, Animation):
            markup, file, film = film_files(drawing, f"{name}-", alt, name)
            shared.write_atomically(DRAWN / lang / file, film.encode())
        else:
            markup = svg.at_home(svg.parsed(svg.figure_svg(drawing)), f"{name}-", alt)
        plt.close("all")
    return markup


def figure(name: str, lesson: str, lang: str, alt: str) -> str:
    """Return the figure `name` of a lesson as markup, from the cache if nothing changed."""
    key = hashlib.sha256(f"{_state(lesson)} {name} {lang} {alt}".encode()).hexdigest()[:24]
    cached = DRAWN / lang / f"{name}.{key}.html"
    if not cached.exists():
        shared.write_atomically(cached, _draw(name, lesson, lang, alt).encode())
    markup = cached.read_text()
    _used.update([cached.name, *_FILM.findall(markup)])
    return markup


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    _state.cache_clear()
    _functions.cache_clear()
    _used.clear()
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
        markup = figure(name, lesson, lang, alt).replace(
            "film:", get_relative_url(_FILMS, page.url)
        )
        return f'<figure class="gd-figure">{markup}{below}</figure>'

    return _IMAGE.sub(drawn, output)


def on_post_build(config: MkDocsConfig) -> None:
    for path in (DRAWN / config.theme["language"]).iterdir():
        if path.name not in _used:
            path.unlink()
        elif path.suffix == ".svg":
            target = Path(config.site_dir) / _FILMS / path.name
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, target)
