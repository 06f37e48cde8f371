"""Our style sheets, published once for both languages under hashed names.

The site's style, the widgets' and KaTeX's are one file: each file more that a page waits for costs
a way to the host and back. Pages of one widget have `alone.css` for Material's and the site's.
"""

import re
from pathlib import PurePosixPath
from typing import Any

import shared
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

FOLDER = shared.ROOT / "docs" / "assets"
STYLE, ALONE = "assets/style.css", "assets/alone.css"
_API_STYLE = "assets/_mkdocstrings.css"
_RELATIVE = re.compile(r"url\((?![\"']?(?:data:|#|/))[\"']?([^)\"']+)[\"']?\)")


@event_priority(-50)  # when all other hooks have published theirs
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if shared.is_main(config):
        for name, own in ((STYLE, "site.css"), (ALONE, "alone.css")):
            shared.publish(name, _joined(name, (FOLDER / own).read_text()).encode())
    config.extra["style"] = shared.from_page_root(config, shared.published(STYLE))
    config.extra_css.insert(0, config.extra["style"])
    config.extra["alone_style"] = shared.from_page_root(config, shared.published(ALONE))
    return config


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any
) -> dict[str, Any]:
    """Link the style of signatures, which mkdocstrings adds to all pages, in the API alone."""
    api = [_API_STYLE] if page.url.startswith("api/") else []
    config.extra_css = [config.extra["style"], *api]
    return context


def _joined(name: str, style: str) -> str:
    """Return `style` with that of the widgets and KaTeX behind it, to be published as `name`."""
    others = (shared.published("widgets/gd.css"), f"{shared.published('katex')}/katex.css")
    return "\n".join([style, *(_seen_from(name, other) for other in others)])


def _seen_from(here: str, there: str) -> str:
    """Return the style sheet at `there`, with addresses that are right in a file at `here`."""
    up = "../" * (len(PurePosixPath(here).parts) - 1)
    style = (shared.SHARED / there).read_text()
    return _RELATIVE.sub(rf"url({up}{PurePosixPath(there).parent}/\1)", style)
