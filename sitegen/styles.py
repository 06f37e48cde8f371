"""Our style sheets, published once for both languages under hashed names.

The styles of the site, of the widgets and of KaTeX are one file, because a page waits a round trip
for each file. Embedded pages have `alone.css` instead of Material's styles and the site's.
"""

import re
from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from sitegen import manifest
from sitegen.languages import i18n
from sitegen.paths import ROOT
from sitegen.widgets import bundles

FOLDER = ROOT / "docs" / "assets"
STYLE, ALONE = "assets/style.css", "assets/alone.css"
_API_STYLE = "assets/_mkdocstrings.css"
_RELATIVE = re.compile(r"url\((?![\"']?(?:data:|#|/))[\"']?([^)\"']+)[\"']?\)")


def publish_styles() -> None:
    """Publish both style sheets; those of the widgets and of KaTeX must be published before."""
    for name, own in ((STYLE, "site.css"), (ALONE, "alone.css")):
        manifest.publish(name, _join_styles(name, (FOLDER / own).read_text()).encode())


def add_style(config: MkDocsConfig) -> None:
    """Have every page load its style sheet."""
    config.extra["style"] = i18n.from_page_root(config, manifest.published_path(STYLE))
    config.extra_css.insert(0, config.extra["style"])
    config.extra["alone_style"] = i18n.from_page_root(config, manifest.published_path(ALONE))


def link_api_style(page: Page, config: MkDocsConfig) -> None:
    """Link mkdocstrings' style sheet only in pages of the API; it adds it to all pages."""
    api = [_API_STYLE] if page.url.startswith("api/") else []
    config.extra_css = [config.extra["style"], *api]


def _join_styles(name: str, style: str) -> str:
    """Return `style` followed by those of the widgets and KaTeX, to be published as `name`."""
    others = (
        manifest.published_path(bundles.STYLE),
        f"{manifest.published_path('katex')}/katex.css",
    )
    return "\n".join([style, *(_rebase_urls(name, other) for other in others)])


def _rebase_urls(here: str, there: str) -> str:
    """Return the style sheet at `there`, its URLs made relative to a file at `here`."""
    up = "../" * (len(PurePosixPath(here).parts) - 1)
    style = (manifest.SHARED / there).read_text()
    return _RELATIVE.sub(rf"url({up}{PurePosixPath(there).parent}/\1)", style)
