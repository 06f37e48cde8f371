"""Our style sheets, published once for both languages under hashed names.

The site's style, the widgets' and KaTeX's are one file: each file more that a page waits for costs
a way to the host and back. Pages of one widget have `alone.css` for Material's and the site's.
"""

import re
from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from sitegen import manifest
from sitegen.languages import i18n
from sitegen.paths import ROOT

FOLDER = ROOT / "docs" / "assets"
STYLE, ALONE = "assets/style.css", "assets/alone.css"
_API_STYLE = "assets/_mkdocstrings.css"
_RELATIVE = re.compile(r"url\((?![\"']?(?:data:|#|/))[\"']?([^)\"']+)[\"']?\)")


def publish_styles() -> None:
    """Publish both style sheets; those of the widgets and of KaTeX are published before."""
    for name, own in ((STYLE, "site.css"), (ALONE, "alone.css")):
        manifest.publish(name, _joined(name, (FOLDER / own).read_text()).encode())


def add_style(config: MkDocsConfig) -> None:
    """Have every page load its style sheet."""
    config.extra["style"] = i18n.from_page_root(config, manifest.published(STYLE))
    config.extra_css.insert(0, config.extra["style"])
    config.extra["alone_style"] = i18n.from_page_root(config, manifest.published(ALONE))


def link_api_style(page: Page, config: MkDocsConfig) -> None:
    """Link the style of signatures, which mkdocstrings adds to all pages, in the API alone."""
    api = [_API_STYLE] if page.url.startswith("api/") else []
    config.extra_css = [config.extra["style"], *api]


def _joined(name: str, style: str) -> str:
    """Return `style` with that of the widgets and KaTeX behind it, to be published as `name`."""
    others = (manifest.published("widgets/gd.css"), f"{manifest.published('katex')}/katex.css")
    return "\n".join([style, *(_seen_from(name, other) for other in others)])


def _seen_from(here: str, there: str) -> str:
    """Return the style sheet at `there`, with addresses that are right in a file at `here`."""
    up = "../" * (len(PurePosixPath(here).parts) - 1)
    style = (manifest.SHARED / there).read_text()
    return _RELATIVE.sub(rf"url({up}{PurePosixPath(there).parent}/\1)", style)
