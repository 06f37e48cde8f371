"""Metadata of pages for links and search engines: Open Graph, pictures, schema.org, robots.txt.

There is one picture for each language and kind of page; docs/figures/social.py draws them. The
description comes from the front matter of a page; the rest is derived from the page.
"""

import io
import json
import runpy
from functools import cache, partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from sitegen.cache import cached
from sitegen.figures import fonts
from sitegen.figures.drawing import FIGURES
from sitegen.languages import i18n
from sitegen.languages.i18n import PREFIX
from sitegen.markdown.values import QUANTITIES, RUNNING_EXAMPLE
from sitegen.paths import gdlib_sources, write_atomically

PICTURES = FIGURES / "social.py"
FOLDER = "social"
LOCALES = {"ja": "ja_JP", "en": "en_US"}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
#: The kinds of pages by their folder below a language, with their type in schema.org.
KINDS = {
    "": ("home", "Course"),
    "lessons": ("lesson", "Lesson"),
    "notebooks": ("notebook", "Exercise"),
    "embed": ("widget", "Reference"),
    "playground": ("widget", "Reference"),
}
OTHER_KIND = ("reference", "Reference")


@cache
def _drawings() -> dict[str, Any]:
    return runpy.run_path(str(PICTURES))


def picture(kind: str, lang: str, site: str) -> bytes:
    """Return the picture of a kind of page in a language, as PNG."""
    from matplotlib import pyplot as plt
    from PIL import Image

    drawn = io.BytesIO()
    style: Any = fonts.register() | {"backend": "agg"}
    with plt.rc_context(style):
        figure = _drawings()["picture"](kind, lang, site)
        figure.savefig(drawn, format="png")
        plt.close(figure)
    saved = io.BytesIO()
    Image.open(drawn).convert("RGB").quantize(128).save(saved, "PNG", optimize=True)
    return saved.getvalue()


def clear_cached_drawings() -> None:
    """Have docs/figures/social.py read again: it may have changed since the last build."""
    _drawings.cache_clear()


def _kind(page: Page) -> tuple[str, str]:
    return KINDS.get(page.url.partition("/")[0], OTHER_KIND)


def _title(page: Page, config: MkDocsConfig) -> str:
    """Return the page's title; its title in the menu may be shorter."""
    return str(page.meta.get("title") or page.title or config.site_name)


def _description(page: Page, config: MkDocsConfig) -> str:
    """Return the page's description, which search engines and links show.

    Raises:
        PluginError: the front matter has none.
    """
    if not page.meta.get("description"):
        source = i18n.source_of(page, config)
        raise PluginError(
            f"{source}: the front matter lacks a `description`, one or two sentences."
        )
    return str(page.meta["description"])


def describe_page(context: dict[str, Any], page: Page, config: MkDocsConfig) -> None:
    """Set the variables of overrides/partials/social.html."""
    lang, (kind, _) = config.theme["language"], _kind(page)
    _, alt = _drawings()["PICTURES"][kind]
    context["sharing"] = {
        "title": _title(page, config),
        "description": _description(page, config),
        "image": f"{config.site_url}{FOLDER}/{kind}.png",
        "image_alt": alt[lang],
        "size": _drawings()["SIZE"],
        "locale": LOCALES[lang],
        "others": [locale for other, locale in LOCALES.items() if other != lang],
    }
    context["sharing"]["facts"] = json.dumps(
        _facts(context["sharing"], page, config), ensure_ascii=False
    ).replace("<", "\\u003c")


def _facts(words: dict[str, Any], page: Page, config: MkDocsConfig) -> dict[str, Any]:
    """Return the page's structured data, in the vocabulary of schema.org."""
    course = {"@type": "Course", "name": config.site_name, "url": config.site_url}
    maker = {"@type": "Organization", "name": config.site_name}
    facts = {
        "@context": "https://schema.org",
        "@type": "Course" if page.is_homepage else "LearningResource",
        "name": words["title"],
        "description": words["description"],
        "url": page.canonical_url,
        "image": words["image"],
        "inLanguage": config.theme["language"],
        "isAccessibleForFree": True,
        "license": LICENCE,
        "provider": maker,
    }
    if page.is_homepage:
        return facts | {"educationalLevel": "Beginner"}
    return facts | {"isPartOf": course, "learningResourceType": _kind(page)[1]}


def write_pictures(config: MkDocsConfig) -> None:
    """Write the pictures for links into the site."""
    lang, site = config.theme["language"], config.site_name
    quantities = QUANTITIES / f"{RUNNING_EXAMPLE}.py"
    drawing = [Path(__file__), *fonts.sources()]
    inputs = [PICTURES, quantities, *drawing, *gdlib_sources()]
    for kind in _drawings()["PICTURES"]:
        draw = partial(picture, kind, lang, site)
        path = cached(f"{FOLDER}/{kind}.png", [lang, site, *inputs], draw)
        write_atomically(Path(config.site_dir) / FOLDER / f"{kind}.png", path.read_bytes())


def write_robots_txt(config: MkDocsConfig) -> None:
    """Write robots.txt with the site maps of both languages."""
    maps = [f"Sitemap: {config.site_url}{prefix}sitemap.xml\n" for prefix in PREFIX.values()]
    robots = "User-agent: *\nAllow: /\n" + "".join(maps)
    (Path(config.site_dir) / "robots.txt").write_text(robots)
