"""What other sites see of a page: a picture for links, and what it teaches, for machines to read.

There is one picture for each language and kind of page; docs/figures/social.py draws them. The
front matter of a page has the description; the rest follows from the page.
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
from sitegen.languages import i18n
from sitegen.languages.i18n import PREFIX
from sitegen.paths import ROOT, gdlib_sources, write_atomically

PICTURES = ROOT / "docs" / "figures" / "social.py"
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
    """Return, as a PNG, the picture of a kind of page in a language."""
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


def read_pictures_anew() -> None:
    """Forget docs/figures/social.py: it may have changed since the last build."""
    _drawings.cache_clear()


def _kind(page: Page) -> tuple[str, str]:
    return KINDS.get(page.url.partition("/")[0], OTHER_KIND)


def _title(page: Page, config: MkDocsConfig) -> str:
    """Return what the page calls itself; the menu may call it shorter."""
    return str(page.meta.get("title") or page.title or config.site_name)


def _description(page: Page, config: MkDocsConfig) -> str:
    """Return what search engines and links show of a page; its author must have written it.

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
    """Give the template what overrides/partials/social.html writes into the head."""
    lang, (kind, _) = config.theme["language"], _kind(page)
    _, described = _drawings()["PICTURES"][kind]
    context["sharing"] = {
        "title": _title(page, config),
        "description": _description(page, config),
        "image": f"{config.site_url}{FOLDER}/{kind}.png",
        "image_alt": described[lang],
        "size": _drawings()["SIZE"],
        "locale": LOCALES[lang],
        "others": [locale for other, locale in LOCALES.items() if other != lang],
    }
    context["sharing"]["facts"] = json.dumps(
        _facts(context["sharing"], page, config), ensure_ascii=False
    ).replace("<", "\\u003c")


def _facts(words: dict[str, Any], page: Page, config: MkDocsConfig) -> dict[str, Any]:
    """Return what the page is, in the vocabulary of schema.org."""
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
    """Put the pictures for links into the site."""
    lang, site = config.theme["language"], config.site_name
    quantities = ROOT / "docs" / "values" / "running_example.py"
    drawing = [Path(__file__), *fonts.sources()]
    decisive = [PICTURES, quantities, *drawing, *gdlib_sources()]
    for kind in _drawings()["PICTURES"]:
        draw = partial(picture, kind, lang, site)
        made = cached(f"{FOLDER}/{kind}.png", [lang, site, *decisive], draw)
        write_atomically(Path(config.site_dir) / FOLDER / f"{kind}.png", made.read_bytes())


def write_robots_txt(config: MkDocsConfig) -> None:
    """Tell robots, which look at the root of a host, of both languages' site maps."""
    maps = [f"Sitemap: {config.site_url}{prefix}sitemap.xml\n" for prefix in PREFIX.values()]
    robots = "User-agent: *\nAllow: /\n" + "".join(maps)
    (Path(config.site_dir) / "robots.txt").write_text(robots)
