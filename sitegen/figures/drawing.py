"""Figures of the lessons, drawn by gdlib while the site is built.

A page contains `![what it shows](figure:tangent "caption")`. The function
`tangent(lang)` draws it, in the file of docs/figures that is named like the lesson, or
else in running_example.py there. If it returns a Matplotlib figure, the page gets two images, one
for each colour scheme; the browser loads the visible one lazily. If it returns an animation,
the page gets a `<gd-film>` with its first frame, and a file has all frames.
"""

import html
import json
import re
import runpy
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from sitegen import manifest, progress
from sitegen.cache import cached
from sitegen.figures import animations, column, svg
from sitegen.languages import i18n
from sitegen.markdown.values import lesson_of, sources
from sitegen.paths import ROOT, gdlib_sources

FIGURES = ROOT / "docs" / "figures"

_IMAGE = re.compile(
    r"(?:<p>)?<img (?P<attributes>[^>]*src=\"figure:(?P<name>[\w-]+)\"[^>]*?)/?>(?:</p>)?"
)
_FILE = re.compile(r'(?<=src=")file:([^"#]+)')
_FOLDER = "figures"


class Drawing(NamedTuple):
    """A figure for pages.

    Attributes:
        markup: its images, or its animation, with `file:PATH` for the URL of each file.
        files: their contents, by their paths from the root of the language.
    """

    markup: str
    files: dict[str, str]


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


def _draw(name: str, lesson: str, lang: str, alt: str) -> Drawing:
    """Draw a figure or an animation."""
    import matplotlib as mpl
    from matplotlib import pyplot as plt
    from matplotlib.animation import Animation

    from sitegen.figures import fonts

    style: Any = fonts.register() | {"backend": "agg"}
    progress.note(f"Drawing the figure {name}")
    with mpl.rc_context(style):
        drawing = _function(name, lesson)(lang)
        if isinstance(drawing, Animation):
            rendered = _animation(drawing, name, alt)
        else:
            rendered = _images(svg.parse_svg(svg.figure_svg(drawing)), name, alt)
        plt.close("all")
    return rendered


def _animation(animation: Any, name: str, alt: str) -> Drawing:
    markup, frames = animations.animation_and_first_frame(animation, f"{name}-", alt)
    file = _file_name(name, frames)
    return Drawing(markup.replace('data-src="file:"', f'data-src="file:{file}"'), {file: frames})


def _images(root: etree._Element, name: str, alt: str) -> Drawing:
    """Return an image for each colour scheme; Material hides that of the other scheme."""
    texts, width, height = svg.standalone_svgs(root)
    images, files = "", {}
    for scheme, text in texts.items():
        file = _file_name(name, text)
        files[file] = text
        images += (
            f'<img src="file:{file}#only-{scheme}" alt="{html.escape(alt)}" '
            f'width="{width}" height="{height}" loading="lazy">'
        )
    return Drawing(images, files)


def _file_name(name: str, text: str) -> str:
    return manifest.hashed_name(f"{_FOLDER}/{name}.svg", text.encode())


def figure(name: str, lesson: str, lang: str, alt: str) -> Drawing:
    """Return the figure `name` of a lesson, from the cache if its sources are unchanged."""
    of_lesson = [*sources(lesson, FIGURES), *sources(lesson)]
    drawing = [Path(__file__), Path(column.__file__), *animations.sources()]
    inputs = [*of_lesson, *drawing, *gdlib_sources()]
    drawn = cached(
        f"figures/{name}.json",
        [name, lang, alt, *inputs],
        lambda: json.dumps(_draw(name, lesson, lang, alt)).encode(),
    )
    return Drawing(*json.loads(drawn.read_text()))


def clear_cached_functions() -> None:
    """Have the files of docs/figures read again: they may have changed since the last build."""
    _functions.cache_clear()


def insert_figures(output: str, page: Page, config: MkDocsConfig) -> str:
    """Replace the images `figure:NAME` of a page by the drawn figures."""
    lang, lesson = config.theme["language"], lesson_of(page.file.src_uri)

    def replacement(match: re.Match[str]) -> str:
        name, alt = match["name"], _attribute(match["attributes"], "alt")
        if not alt:
            raise PluginError(
                f"{i18n.source_of(page, config)}: the figure {name!r} lacks its alternative text."
            )
        caption = html.escape(_attribute(match["attributes"], "title"))
        below = f"<figcaption>{caption}</figcaption>" if caption else ""
        markup, files = figure(name, lesson, lang, alt)
        for text in files.values():
            manifest.emit(config, f"{_FOLDER}/{name}.svg", text.encode())
        markup = _FILE.sub(lambda file: get_relative_url(file[1], page.url), markup)
        return f'<figure class="gd-figure">{markup}{below}</figure>'

    return _IMAGE.sub(replacement, output)
